// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "brink/result.h"

namespace brink {

// The dashboard's files, read whole at the start: what is asked for is a name in a table and never a
// path on the disk. At most 64 MB.
class Site {
 public:
  static Result<Site> read(const std::filesystem::path& folder);
  Site() = default;

  struct File {
    std::string type;               // "text/html; charset=utf-8"
    std::string plain, gzip, brotli;  // the last two "" where no .gz or .br lies beside it
    std::string etag;
    bool forever = false;           // its name carries a hash: it never changes
  };
  bool empty() const { return files_.empty(); }

  // The file of a path ("/assets/app-1f3a9c.js"); index.html for "/" and for the addresses of views.
  const File* find(const std::string& path) const;

 private:
  std::map<std::string, File> files_;
};

}  // namespace brink
