// SPDX-License-Identifier: Apache-2.0
#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace brink {

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path,
                                                           std::size_t most) {
  const auto bad = [&](std::string found) {
    return Error{"files", path.string(), std::move(found), "a file to map"};
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return bad(std::strerror(errno));
  struct stat about {};
  const bool regular = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const std::size_t size = regular ? static_cast<std::size_t>(about.st_size) : 0;
  void* at = size > 0 && size <= most ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0)
                                      : MAP_FAILED;
  ::close(file);
  if (at == MAP_FAILED) return bad(regular ? std::to_string(size) + " bytes" : "no regular file");
  return std::shared_ptr<const MappedFile>(new MappedFile({static_cast<const char*>(at), size}));
}

MappedFile::~MappedFile() { ::munmap(const_cast<char*>(bytes_.data()), bytes_.size()); }

}  // namespace brink
