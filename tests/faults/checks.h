// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace brink::faults {

// What a harness found, said as it goes; the last line says how it ended.
class Checks {
 public:
  explicit Checks(std::string name) : name_(std::move(name)) {}

  // Notes whether it holds; says what does not, the first hundred times.
  bool expect(bool holds, const std::string& what) {
    ++made_;
    if (!holds && ++failed_ <= 100) std::fprintf(stderr, "%s: %s\n", name_.c_str(), what.c_str());
    return holds;
  }

  void say(const std::string& line) const {
    std::printf("%s: %s\n", name_.c_str(), line.c_str());
    std::fflush(stdout);
  }

  // The exit code. A harness that checked nothing has failed.
  int end() const {
    say(std::to_string(made_) + " checks, " + std::to_string(failed_) + " failed");
    return made_ > 0 && failed_ == 0 ? 0 : 1;
  }

 private:
  std::string name_;
  std::uint64_t made_ = 0, failed_ = 0;
};

// The value behind `name` ("--kills 200"), else `otherwise`.
inline std::string option(int argc, char** argv, std::string_view name, std::string otherwise) {
  for (int i = 1; i + 1 < argc; ++i)
    if (argv[i] == name) return argv[i + 1];
  return otherwise;
}

inline int number_option(int argc, char** argv, std::string_view name, int otherwise) {
  return std::atoi(option(argc, argv, name, std::to_string(otherwise)).c_str());
}

}  // namespace brink::faults
