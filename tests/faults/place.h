// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace brink::faults {

// Where files lie in memory and a sync costs nothing, else where temporary files lie.
inline std::filesystem::path quick_place() {
  const char* memory = "/dev/shm";
  return ::access(memory, W_OK) == 0 ? std::filesystem::path(memory) : std::filesystem::temp_directory_path();
}

// A folder of the harness's own, gone with it.
class WorkFolder {
 public:
  explicit WorkFolder(const std::string& name, const std::filesystem::path& in = std::filesystem::temp_directory_path())
      : path_(in / ("brink-faults-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// An archive's file and what SQLite lays beside it.
inline constexpr const char* kArchiveParts[] = {"", "-wal", "-shm", "-journal"};

inline void remove_archive(const std::string& file) {
  for (const char* part : kArchiveParts) std::filesystem::remove(file + part);
}

inline void copy_archive(const std::string& from, const std::string& to) {
  remove_archive(to);
  for (const char* part : kArchiveParts)
    if (std::filesystem::exists(from + part)) std::filesystem::copy_file(from + part, to + part);
}

}  // namespace brink::faults
