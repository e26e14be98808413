// SPDX-License-Identifier: Apache-2.0
//
// extract_bench predict FOLDER...     one JSON a page: path, url, title, published, text
// extract_bench time ROUNDS FOLDER... pages and MB a second of processor time, pages in memory

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/iso_time.h"
#include "extract/extract.h"
#include "intake/intake.h"

namespace {

using namespace brink;

struct Input {
  std::string path, html;
};

std::vector<Input> load(const std::vector<std::string>& folders) {
  const Intake intake;
  std::vector<Input> pages;
  for (const std::string& folder : folders)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      if (name.find(".htm") == std::string::npos || !entry.is_regular_file()) continue;
      intake.read(
          entry.path(),
          [&](Arrival&& arrival) {
            pages.push_back({entry.path(), std::move(arrival.html)});
            return true;
          },
          [](const std::string&, const Error& error) { std::cerr << error.sentence() << '\n'; });
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

// Seconds of the processor that this process has used: other programs on the machine do not count.
double processor_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void time_rounds(const std::vector<Input>& pages, int rounds) {
  const Extractor extractor;
  std::size_t bytes = 0, letters = 0;
  for (const Input& page : pages) bytes += page.html.size();
  double best = 1e9;
  for (int round = 0; round <= rounds; ++round) {  // the first one warms up
    const double start = processor_seconds();
    for (const Input& page : pages)
      if (const auto document = extractor.extract({page.html, "", false}))
        letters += document->text.size();
    const double taken = processor_seconds() - start;
    if (round > 0) best = std::min(best, taken);
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
