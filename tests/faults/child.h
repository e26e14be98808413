// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace brink::faults {

// A program that a harness runs, and may kill. What it says on both outputs goes to a file.
class Child {
 public:
  // `before`: run in the child before the program starts.
  Child(const std::vector<std::string>& command, const std::string& said, const std::function<void()>& before = {}) {
    process_ = ::fork();
    if (process_ != 0) return;
    const int out = ::open(said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, 1), ::dup2(out, 2);
    if (before) before();
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  ~Child() {
    if (!status_) kill(SIGKILL), wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill(int signal) const {
    if (!status_) ::kill(process_, signal);
  }
  // Has it ended by itself so far?
  bool ended() {
    int status = 0;
    if (!status_ && ::waitpid(process_, &status, WNOHANG) == process_) status_ = status;
    return status_.has_value();
  }
  // Its exit code; minus the signal that ended it.
  int wait() {
    int status = 0;
    if (!status_ && ::waitpid(process_, &status, 0) == process_) status_ = status;
    return WIFSIGNALED(*status_) ? -WTERMSIG(*status_) : WEXITSTATUS(*status_);
  }

 private:
  pid_t process_ = -1;
  std::optional<int> status_;
};

inline int run(const std::vector<std::string>& command, const std::string& said, const std::function<void()>& before = {}) {
  return Child(command, said, before).wait();
}

}  // namespace brink::faults
