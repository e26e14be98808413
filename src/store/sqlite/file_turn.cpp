// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/file_turn.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace brink {

Result<FileTurn> FileTurn::take(const std::string& path) {
  const auto failed = [&] { return Error{"store", path, std::generic_category().message(errno), "a file to lock"}; };
  FileTurn turn(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640), false);
  if (turn.file_ < 0) return failed();
  turn.mine_ = ::flock(turn.file_, LOCK_EX | LOCK_NB) == 0;
  if (!turn.mine_ && errno != EWOULDBLOCK) return failed();
  return turn;
}

FileTurn::~FileTurn() {
  if (file_ >= 0) ::close(file_);
}

FileTurn::FileTurn(FileTurn&& other) noexcept : file_(std::exchange(other.file_, -1)), mine_(other.mine_) {}

}  // namespace brink
