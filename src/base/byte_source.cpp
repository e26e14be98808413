// SPDX-License-Identifier: Apache-2.0
#include "base/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace brink {
namespace {

class DescriptorSource : public ByteSource {
 public:
  DescriptorSource(int descriptor, std::string name, bool owned)
      : descriptor_(descriptor), name_(std::move(name)), owned_(owned) {}
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;
  ~DescriptorSource() override {
    if (owned_) ::close(descriptor_);
  }

  Result<std::size_t> read(char* into, std::size_t room) override {
    if (failed_) return std::size_t{0};
    ssize_t got = 0;
    do got = ::read(descriptor_, into, room);
    while (got < 0 && errno == EINTR);
    if (got >= 0) return static_cast<std::size_t>(got);
    failed_ = true;
    return Error{"files", name_, std::strerror(errno), "readable bytes"};
  }

 private:
  int descriptor_;
  std::string name_;
  bool owned_;
  bool failed_ = false;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : left_(bytes) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    const std::size_t n = std::min(room, left_.size());
    std::memcpy(into, left_.data(), n);
    left_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view left_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{"files", path.string(), std::strerror(errno), "a readable file"};
  auto source = std::make_unique<DescriptorSource>(descriptor, path.string(), true);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode))
    return Error{"files", path.string(), "a folder", "a file"};
  return std::unique_ptr<ByteSource>(std::move(source));
}

std::unique_ptr<ByteSource> open_standard_input() {
  return std::make_unique<DescriptorSource>(STDIN_FILENO, "standard input", false);
}

std::unique_ptr<ByteSource> open_bytes(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

}  // namespace brink
