// SPDX-License-Identifier: Apache-2.0
//
// extract_bench predict FOLDER...     one JSON a page: path, url, title, published, text
// extract_bench time ROUNDS FOLDER... pages a second and MB a second on one thread, pages in memory

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <unicode/ucnv.h>

#include "base/decompress.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "extract/extract.h"

namespace {

using namespace brink;

struct Input {
  std::string path, html;
};

std::string as_utf8(std::string bytes) {
  if (is_utf8(bytes)) return bytes;
  const std::string head = fold_case(bytes.substr(0, 4096));
  std::string charset = "windows-1252";
  if (const std::size_t at = head.find("charset="); at != std::string::npos) {
    const std::size_t from = head.find_first_not_of("\"' ", at + 8);
    charset = head.substr(from, head.find_first_of("\"' />;", from) - from);
  }
  if (charset == "utf-8") return repair_utf8(bytes);
  UErrorCode error = U_ZERO_ERROR;
  std::string text(bytes.size() * 4 + 16, '\0');
  const int32_t written =
      ucnv_convert("UTF-8", charset.c_str(), text.data(), static_cast<int32_t>(text.size()),
                   bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) return repair_utf8(bytes);
  text.resize(static_cast<std::size_t>(written));
  return text;
}

std::vector<Input> load(const std::vector<std::string>& folders) {
  std::vector<Input> pages;
  for (const std::string& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      if (name.find(".htm") == std::string::npos || !entry.is_regular_file()) continue;
      Result<std::string> bytes = read_file(entry.path());
      if (bytes && entry.path().extension() == ".gz")
        bytes = unpack_bytes(*bytes, Packing::kGzip, 256u << 20);
      if (bytes) pages.push_back({entry.path(), as_utf8(std::move(*bytes))});
    }
  std::sort(pages.begin(), pages.end(),
            [](const Input& a, const Input& b) { return a.path < b.path; });
  return pages;
}

void predict(const std::vector<Input>& pages) {
  const Extractor extractor;
  for (const Input& page : pages) {
    const Result<Document> document = extractor.extract({page.html, "", false});
    nlohmann::json record = {{"path", page.path}, {"url", ""}, {"title", ""}, {"text", ""}};
    if (document) {
      record["url"] = document->canonical_url;
      record["title"] = document->title;
      record["text"] = document->text;
      record["language"] = document->language;
      record["authors"] = document->authors;
      if (document->published) record["published"] = to_iso(*document->published);
    }
    std::cout << record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
}

void time_rounds(const std::vector<Input>& pages, int rounds) {
  const Extractor extractor;
  std::size_t bytes = 0, letters = 0;
  for (const Input& page : pages) bytes += page.html.size();
  double best = 1e9;
  for (int round = 0; round <= rounds; ++round) {  // the first one warms up
    const auto start = std::chrono::steady_clock::now();
    for (const Input& page : pages)
      if (const auto document = extractor.extract({page.html, "", false}))
        letters += document->text.size();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (round > 0) best = std::min(best, taken.count());
  }
  const double count = static_cast<double>(pages.size());
  std::cout << nlohmann::json{{"pages", pages.size()},
                              {"seconds", best},
                              {"pages_per_second", count / best},
                              {"mb_per_second", static_cast<double>(bytes) / 1e6 / best},
                              {"letters", letters}}
            << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.size() >= 2 && words[0] == "predict") {
    predict(load({words.begin() + 1, words.end()}));
    return 0;
  }
  if (words.size() >= 3 && words[0] == "time") {
    time_rounds(load({words.begin() + 2, words.end()}), std::max(1, std::atoi(words[1].c_str())));
    return 0;
  }
  std::cerr << "usage: extract_bench predict FOLDER... | time ROUNDS FOLDER...\n";
  return 2;
}
