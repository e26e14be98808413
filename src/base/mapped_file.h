// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "brink/result.h"

namespace brink {

// A file's bytes as they lie in memory, as long as this lives.
class MappedFile {
 public:
  // At least one byte and at most so many. Of an Error what was found is of use, the rest is the
  // caller's.
  static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path,
                                                        std::size_t most);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace brink
