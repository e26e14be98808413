// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "brink/result.h"

namespace brink {

// Bytes in order, of unknown number: a file, standard input, or another source unpacked.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills at most `room` (> 0) bytes and says how many; 0 at the end. An Error tells of damage at
  // this place; reading may go on, since something readable can lie behind it, and a source that
  // cannot go on gives 0 from then on.
  virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
};

// The bytes of a file, a pipe or a device; an Error when it cannot be opened or is a folder.
Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);

// The program's standard input; the caller keeps it open.
std::unique_ptr<ByteSource> open_standard_input();

// Bytes in memory. They must outlive the source.
std::unique_ptr<ByteSource> open_bytes(std::string_view bytes);

}  // namespace brink
