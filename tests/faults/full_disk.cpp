// SPDX-License-Identifier: Apache-2.0
// `brink ingest` onto disks of many sizes that are too small: a sentence and exit code 1, the archive whole,
// and with more room the next run completes.
//   full_disk --brink PROGRAM [--steps 24]
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "../store/integrity.h"
#include "archive_state.h"
#include "checks.h"
#include "child.h"
#include "place.h"
#include "towns.h"

namespace brink::faults {
namespace {

constexpr int kSkipped = 77;  // what ctest takes for "could not be tried here"

// A disk of memory, of a size; root alone may make one. It stands in a tree of mounts of this process's own,
// so that it is gone with it, however it ends.
class SmallDisk {
 public:
  explicit SmallDisk(std::string at) : at_(std::move(at)) { std::filesystem::create_directories(at_); }
  ~SmallDisk() { take_away(); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool make(long kilobytes) {
    take_away();
    if (!alone_) alone_ = ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    there_ = alone_ && ::mount("brink-faults", at_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, size(kilobytes).c_str()) == 0;
    return there_;
  }
  bool resize(long kilobytes) const { return ::mount("brink-faults", at_.c_str(), "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, size(kilobytes).c_str()) == 0; }
  std::string operator/(const std::string& name) const { return at_ + "/" + name; }

 private:
  static std::string size(long kilobytes) { return "size=" + std::to_string(kilobytes) + "k"; }
  void take_away() {
    if (there_) ::umount2(at_.c_str(), MNT_DETACH);
    there_ = false;
  }
  std::string at_;
  bool alone_ = false, there_ = false;
};

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Filling {
 public:
  Filling(std::string brink, Checks& checks) : brink_(std::move(brink)), folder_("full"), said_(folder_ / "said"), towns_(folder_ / "towns.jsonl"), checks_(checks) {
    std::ofstream(towns_) << Towns(11).lines(450);
    const std::string file = folder_ / "whole.db";
    checks_.expect(run(command(file), said_) == 0, "the undisturbed run failed: " + text_of(said_));
    whole_ = state_of(file);
    kilobytes_ = static_cast<long>(std::filesystem::file_size(file)) / 1024;
  }

  long kilobytes() const { return kilobytes_; }

  // A run with too little room for it, which must say one of `words`. Then one without bounds.
  void stopped(const std::string& file, const std::string& what, const std::vector<std::string>& words, const std::function<void()>& bound,
               const std::function<bool()>& give_room) {
    const int code = run(command(file), said_, bound);
    const std::string said = text_of(said_);
    if (code == 0) return void(checks_.expect(state_of(file) == whole_, what + ": it was enough, and yet " + difference(whole_, state_of(file))));
    ++stopped_;
    checks_.expect(code == 1, what + ": ended with " + std::to_string(code) + ": " + said);
    const auto told = [&](const std::string& word) { return said.find(word) != std::string::npos; };
    checks_.expect(std::any_of(words.begin(), words.end(), told), what + ": said \"" + said + "\"");
    if (!checks_.expect(give_room(), what + ": no room could be given")) return;
    if (!state_of(file).empty()) checks_.expect(integrity(file) == "ok", what + ": " + integrity(file));
    checks_.expect(run(command(file), said_) == 0, what + ": with room: " + text_of(said_));
    checks_.expect(state_of(file) == whole_, what + ": with room: " + difference(whole_, state_of(file)));
    checks_.expect(integrity(file) == "ok", what + ": with room: " + integrity(file));
  }

  int count() const { return stopped_; }
  std::string operator/(const std::string& name) const { return folder_ / name; }

 private:
  std::vector<std::string> command(const std::string& file) const { return {brink_, "ingest", towns_, "--archive", file, "--quiet"}; }

  std::string brink_;
  WorkFolder folder_;
  std::string said_, towns_, whole_;
  Checks& checks_;
  long kilobytes_ = 0;
  int stopped_ = 0;
};

// No file may grow beyond a bound: what a quota is to a program.
void bound_files(long kilobytes) {
  const rlimit most{static_cast<rlim_t>(kilobytes) * 1024, static_cast<rlim_t>(kilobytes) * 1024};
  ::setrlimit(RLIMIT_FSIZE, &most);
  ::signal(SIGXFSZ, SIG_IGN);
}

int full_disk(int argc, char** argv) {
  Checks checks("full_disk");
  Filling filling(option(argc, argv, "--brink", "build/brink"), checks);
  const int steps = number_option(argc, argv, "--steps", 24);
  // Archive and log together need about twice the archive's size.
  const auto kilobytes = [&](int step) { return 8 + filling.kilobytes() * 2 * step / steps; };

  for (int step = 0; step < steps; ++step) {
    const std::string file = filling / "bounded.db";
    remove_archive(file);
    filling.stopped(file, "files of at most " + std::to_string(kilobytes(step)) + " kB", {"no room to write", "disk I/O error"}, [&] { bound_files(kilobytes(step)); },
                    [] { return true; });
  }
  checks.say(std::to_string(steps) + " bounds of a file's size, " + std::to_string(filling.count()) + " of them too small");

  const int before = filling.count();
  SmallDisk disk(filling / "disk");
  if (!disk.make(1024)) {
    checks.say(std::string("skipped: a small disk could not be made (") + std::strerror(errno) + "), it takes root");
    const int code = checks.end();
    return code == 0 ? kSkipped : code;
  }
  for (int step = 0; step < steps; ++step) {
    if (!checks.expect(disk.make(kilobytes(step)), "the disk could not be made again")) break;
    filling.stopped(disk / "a.db", "a disk of " + std::to_string(kilobytes(step)) + " kB", {"no room to write"}, {}, [&] { return disk.resize(filling.kilobytes() * 8); });
  }
  checks.say(std::to_string(steps) + " disks, " + std::to_string(filling.count() - before) + " of them too small");
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::full_disk(argc, argv); }
