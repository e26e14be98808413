// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/result.h"

namespace brink {

// A turn that is held by a lock on a file, and given up with it, or with the program. The file stays.
class FileTurn {
 public:
  // Makes the file where it is missing.
  static Result<FileTurn> take(const std::string& path);
  ~FileTurn();
  FileTurn(FileTurn&& other) noexcept;
  FileTurn& operator=(FileTurn&&) = delete;

  bool mine() const { return mine_; }  // false: another has it

 private:
  FileTurn(int file, bool mine) : file_(file), mine_(mine) {}

  int file_;
  bool mine_;
};

}  // namespace brink
