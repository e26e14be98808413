// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include "alerts/channel.h"
#include "alerts/wording.h"
#include "fmt/format.h"

extern char** environ;

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostComplaint = 2000;  // bytes of what the command says on standard error

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() { close(0), close(1); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool good() const { return ends[0] >= 0; }
  void close(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

// Starts argv, found by PATH, in a process group of its own, with usual signals. 0, or an errno.
int start(const std::vector<std::string>& argv, const Pipe& in, const Pipe& err, pid_t& child) {
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in.ends[0], 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, err.ends[1], 2);
  posix_spawnattr_t how;
  posix_spawnattr_init(&how);
  sigset_t usual, none;
  sigemptyset(&usual), sigemptyset(&none);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM}) sigaddset(&usual, signal);
  posix_spawnattr_setsigdefault(&how, &usual);
  posix_spawnattr_setsigmask(&how, &none);
  posix_spawnattr_setpgroup(&how, 0);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  const int code = ::posix_spawnp(&child, words[0], &files, &how, words.data(), environ);
  posix_spawnattr_destroy(&how);
  posix_spawn_file_actions_destroy(&files);
  return code;
}

// write() to whoever may have gone: EPIPE and no signal, whatever the program does about SIGPIPE.
ssize_t write_quietly(int to, const char* bytes, std::size_t size) {
  sigset_t pipe, before, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&pending);
  const bool waited = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  const ssize_t n = ::write(to, bytes, size);
  const int code = errno;
  if (n < 0 && code == EPIPE && !waited) {
    const timespec now{0, 0};
    while (sigtimedwait(&pipe, nullptr, &now) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = code;
  return n;
}

// Gives the command its input and takes what it complains of, until it has closed its end or time is up.
class Talk {
 public:
  Talk(Pipe& in, Pipe& err, std::string input, Clock::time_point until)
      : in_(in), err_(err), input_(std::move(input)), until_(until) {
    ::fcntl(in_.ends[1], F_SETFL, O_NONBLOCK);
    ::fcntl(err_.ends[0], F_SETFL, O_NONBLOCK);
  }

  void run() {
    while ((err_.ends[0] >= 0 || in_.ends[1] >= 0) && left() > 0) {
      pollfd ends[2] = {{err_.ends[0], POLLIN, 0}, {in_.ends[1], POLLOUT, 0}};  // closed ends are passed over
      const int ready = ::poll(ends, 2, left());
      if (ready < 0 && errno != EINTR) return;
      if (ready <= 0) continue;
      if (ends[0].revents) listen();
      if (ends[1].revents) speak();
    }
  }
  const std::string& complaint() const { return complaint_; }

 private:
  int left() const {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
    return static_cast<int>(std::max<long>(0, ms));
  }
  void listen() {
    char chunk[512];
    const ssize_t n = ::read(err_.ends[0], chunk, sizeof chunk);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return err_.close(0);
    if (n > 0 && complaint_.size() < kMostComplaint) complaint_.append(chunk, static_cast<std::size_t>(n));
  }
  void speak() {
    const ssize_t n = write_quietly(in_.ends[1], input_.data() + spoken_, input_.size() - spoken_);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n > 0) spoken_ += static_cast<std::size_t>(n);
    if (n < 0 || spoken_ == input_.size()) in_.close(1);  // one that does not read may still be right
  }

  Pipe& in_;
  Pipe& err_;
  std::string input_, complaint_;
  std::size_t spoken_ = 0;
  Clock::time_point until_;
};

// The child's status, or nothing when it had to be killed at the end of its time.
std::optional<int> wait_for(pid_t child, Clock::time_point until) {
  int status = 0;
  while (true) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) return 0;
    if (Clock::now() >= until) break;
    ::poll(nullptr, 0, 5);
  }
  ::kill(-child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {};
}

// Runs a command with the message on its standard input; no shell comes between.
class CommandChannel final : public Channel {
 public:
  explicit CommandChannel(const ChannelSettings& settings)
      : argv_(settings.argv), seconds_(settings.timeout_seconds) {}

  Outcome send(const Message& message) override {
    Pipe in, err;
    if (!in.good() || !err.good()) return failed(std::strerror(errno), "two pipes");
    const auto until = Clock::now() + std::chrono::seconds(seconds_);
    pid_t child = 0;
    if (const int code = start(argv_, in, err, child); code != 0)
      return failed(std::strerror(code), "a command that can be run");
    in.close(0), err.close(1);
    Talk talk(in, err, json_of(message) + "\n", until);
    talk.run();
    in.close(1);
    const auto status = wait_for(child, until);
    if (!status) return failed(fmt::format("no end after {} seconds", seconds_), "one in time");
    if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return Done{};
    const std::string how = WIFEXITED(*status) ? fmt::format("exit status {}", WEXITSTATUS(*status))
                                               : fmt::format("its end by signal {}", WTERMSIG(*status));
    const std::string said = plain_line(talk.complaint(), 200);
    return failed(said.empty() ? how : how + ": " + said, "exit status 0");
  }

 private:
  Outcome failed(std::string found, std::string expected) const {
    return Error{"alerts", argv_.front(), std::move(found), std::move(expected)};
  }
  std::vector<std::string> argv_;
  int seconds_;
};

}  // namespace

std::unique_ptr<Channel> open_command_channel(const ChannelSettings& settings) {
  return std::make_unique<CommandChannel>(settings);
}

}  // namespace brink
