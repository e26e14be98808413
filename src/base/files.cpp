// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "fmt/format.h"

namespace brink {

namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& path, std::size_t most) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Error{"files", path.string(), "nothing", "a file"};
  if (!fs::is_regular_file(status))
    return Error{"files", path.string(), "no regular file", "a file"};
  const auto size = fs::file_size(path, error);
  if (!error && size > most)
    return Error{"files", path.string(), fmt::format("{} bytes", size),
                 fmt::format("at most {}", most)};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"files", path.string(), std::strerror(errno), "a readable file"};
  std::string bytes(error ? 0 : size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

fs::path share_dir() {
  if (const char* named = std::getenv("BRINK_SHARE"); named && *named) return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path beside = program.parent_path().parent_path() / "share" / "brink";
    if (fs::exists(beside / "data", error)) return beside;
  }
  return BRINK_SHARE_DIR;
}

const char* version() { return BRINK_VERSION; }

}  // namespace brink
