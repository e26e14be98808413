// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "alerts/channel.h"

namespace brink {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

bool write_all(int fd, const std::string& bytes) {
  for (std::size_t written = 0; written < bytes.size();) {
    const ssize_t n = ::write(fd, bytes.data() + written, bytes.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    written += static_cast<std::size_t>(n);
  }
  return true;
}

bool ends_a_line(int fd, off_t size) {
  char last = '\n';
  return size == 0 || (::pread(fd, &last, 1, size - 1) == 1 && last == '\n');
}

// Appends a line an alert. All of a message is in the file and on the disk, or none of it.
class FileChannel final : public Channel {
 public:
  explicit FileChannel(const ChannelSettings& settings) : path_(settings.path) {}

  Outcome send(const Message& message) override {
    // Not to hang at a pipe that nobody reads.
    const Descriptor file(::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0640));
    struct stat about{};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0) return failed();
    if (!S_ISREG(about.st_mode)) return Error{"alerts", path_, "no regular file", "a file to append to"};
    if (::flock(file.get(), LOCK_EX) != 0 || ::fstat(file.get(), &about) != 0) return failed();
    std::string lines = ends_a_line(file.get(), about.st_size) ? "" : "\n";
    for (const Alert& alert : message.alerts) lines += json_of({alert.id, {alert}}) + "\n";
    if (write_all(file.get(), lines) && ::fsync(file.get()) == 0) return Done{};
    const Outcome why = failed();
    if (::ftruncate(file.get(), about.st_size) != 0) return failed();
    return why;
  }

 private:
  Outcome failed() const { return Error{"alerts", path_, std::strerror(errno), "a file to append to"}; }
  std::string path_;
};

}  // namespace

std::unique_ptr<Channel> open_file_channel(const ChannelSettings& settings) {
  return std::make_unique<FileChannel>(settings);
}

}  // namespace brink
