// SPDX-License-Identifier: Apache-2.0
#include "serve/site.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "base/files.h"
#include "base/hash.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 64u << 20;

std::string type_of(const fs::path& path) {
  static const std::map<std::string, std::string> kTypes = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".map", "application/json"},
      {".webmanifest", "application/manifest+json"}, {".svg", "image/svg+xml"}, {".png", "image/png"}, {".jpg", "image/jpeg"},
      {".webp", "image/webp"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"}, {".woff", "font/woff"},
      {".txt", "text/plain; charset=utf-8"}, {".wasm", "application/wasm"}};
  const auto it = kTypes.find(path.extension().string());
  return it == kTypes.end() ? "application/octet-stream" : it->second;
}

// "app-BfZ3kQ9a.js": eight or more letters and digits, at least one of them a digit or a capital,
// between a mark and the ending, as bundlers name what never changes.
bool has_hash(const std::string& name) {
  const std::size_t dot = name.find('.', 1);
  const std::size_t mark = name.find_last_of("-_.", dot == std::string::npos ? dot : dot - 1);
  if (dot == std::string::npos || mark == std::string::npos || dot - mark < 9) return false;
  const std::string_view hash = std::string_view(name).substr(mark + 1, dot - mark - 1);
  const auto telling = [](unsigned char c) { return std::isdigit(c) || std::isupper(c); };
  return std::all_of(hash.begin(), hash.end(), [](unsigned char c) { return std::isalnum(c); }) && std::any_of(hash.begin(), hash.end(), telling);
}

}  // namespace

Result<Site> Site::read(const fs::path& folder) {
  Site site;
  std::error_code error;
  if (!fs::is_regular_file(folder / "index.html", error))
    return Error{"serve", folder.string(), "no index.html", "the folder of a built dashboard"};
  std::size_t bytes = 0;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_regular_file(error) || it->is_symlink(error)) continue;
    auto text = read_file(it->path(), kMostBytes);
    if (!text) return text.error();
    if ((bytes += text->size()) > kMostBytes) return Error{"serve", folder.string(), "more than 64 MB of files", "the folder of a built dashboard"};
    fs::path name = fs::relative(it->path(), folder, error);
    const std::string ending = name.extension().string();
    if (ending == ".br" || ending == ".gz") name.replace_extension();
    File& file = site.files_["/" + name.generic_string()];
    (ending == ".br" ? file.brotli : ending == ".gz" ? file.gzip : file.plain) = std::move(*text);
    file.type = type_of(name);
    file.forever = has_hash(name.filename().string());
  }
  if (error) return Error{"serve", folder.string(), error.message(), "a folder that can be read"};
  std::erase_if(site.files_, [](const auto& f) { return f.second.plain.empty(); });
  for (auto& [path, file] : site.files_) file.etag = '"' + hex_hash(file.plain).substr(0, 16) + '"';
  return site;
}

const Site::File* Site::find(const std::string& path) const {
  static constexpr std::array kViews = {"board", "map", "timeline", "ledger", "dossier", "evidence", "search",
                                        "alerts", "event", "story", "document", "explain", "indicator", "scenario"};
  if (const auto it = files_.find(path); it != files_.end()) return &it->second;
  const std::string first = path.substr(std::min<std::size_t>(1, path.size()), path.find('/', 1) == std::string::npos ? std::string::npos : path.find('/', 1) - 1);
  const bool view = path == "/" || std::find(kViews.begin(), kViews.end(), first) != kViews.end();
  const auto it = files_.find("/index.html");
  return view && it != files_.end() ? &it->second : nullptr;
}

}  // namespace brink
