// SPDX-License-Identifier: Apache-2.0
#include "intake/local.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>
#include <vector>

#include "base/byte_source.h"
#include "base/utf8.h"
#include "intake/stream.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

// A path as text: names of files may be any bytes.
std::string named(const fs::path& path) { return repair_utf8(path.string()); }

void set_aside(const fs::path& path, std::string found, std::string expected, const Hand& hand) {
  hand.set_aside(named(path), named(path), std::move(found), std::move(expected));
}

bool read_one_file(const fs::path& path, const Hand& hand, Found found = Found::kNamed) {
  const std::string name = named(path);
  return hand.within_memory(name, [&] {
    auto source = open_file(path);
    if (source) return read_stream(std::move(source).value(), name, hand, found);
    set_aside(path, source.error().found, source.error().expected, hand);
    return true;
  });
}

// A walk through a folder, depth first, in the order of names. The open folders stand on a stack of
// our own: no path is too deep for it. A folder is read once, however many links lead to it: links
// beside links can make 2^n paths out of n folders.
class Walk {
 public:
  explicit Walk(const Hand& hand) : hand_(hand) {}

  bool read(const fs::path& top) {
    enter(top);
    while (!open_.empty()) {
      Folder& folder = open_.back();
      if (folder.next == folder.entries.size()) {
        open_.pop_back();
        continue;
      }
      const fs::path path = folder.path / folder.entries[folder.next++];
      if (!visit(path)) return false;
    }
    return true;
  }

 private:
  struct Folder {
    fs::path path, real;
    std::vector<std::string> entries;
    std::size_t next = 0;
  };

  bool visit(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return enter(path), true;
    if (fs::is_regular_file(status)) return read_one_file(path, hand_, Found::kInFolder);
    set_aside(path, fs::exists(status) ? "a pipe, socket or device" : "a link to nothing", "a file",
              hand_);
    return true;
  }

  void enter(const fs::path& path) {
    std::error_code error;
    Folder folder{path, fs::canonical(path, error), {}, 0};
    const bool loops = std::any_of(open_.begin(), open_.end(),
                                   [&](const Folder& above) { return above.real == folder.real; });
    if (loops && !error) {
      set_aside(path, "a link back to a folder above it", "a folder", hand_);
      return;
    }
    if (!error && !seen_.insert(folder.real.native()).second) return;
    if (!error) list(folder, error);
    if (error) set_aside(path, error.message(), "a readable folder", hand_);
    open_.push_back(std::move(folder));
  }

  static void list(Folder& folder, std::error_code& error) {
    for (fs::directory_iterator it(folder.path, error), end; !error && it != end;
         it.increment(error)) {
      std::string name = it->path().filename().string();
      if (!name.starts_with('.')) folder.entries.push_back(std::move(name));
    }
    std::sort(folder.entries.begin(), folder.entries.end());
  }

  const Hand& hand_;
  std::vector<Folder> open_;
  std::unordered_set<std::string> seen_;  // by their real paths
};

std::vector<std::string> matching(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  return paths;
}

bool read_existing(const std::string& path, const Hand& hand) {
  std::error_code error;
  return fs::is_directory(path, error) ? Walk(hand).read(path) : read_one_file(path, hand);
}

}  // namespace

bool read_local(const std::string& path, const Hand& hand) {
  std::error_code error;
  if (path.find_first_of("*?[") == std::string::npos || fs::exists(path, error))
    return read_existing(path, hand);
  const std::vector<std::string> paths = matching(path);
  if (paths.empty())
    hand.set_aside(repair_utf8(path), repair_utf8(path), "no match", "a file, folder or address");
  for (const std::string& one : paths)
    if (!read_existing(one, hand)) return false;
  return true;
}

}  // namespace brink
