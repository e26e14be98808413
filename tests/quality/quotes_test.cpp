// SPDX-License-Identifier: Apache-2.0
// Floors under who is found to speak, on political news with sources marked by hand. Floors rise
// freely and fall only by an explained commit.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>

#include "base/files.h"
#include "pipeline/pipeline.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using Stretches = std::set<std::pair<std::size_t, std::size_t>>;

const fs::path kFolder = fs::path(BRINK_SOURCE_DIR) / "build" / "data" / "attribution" / "dev";

// Where each character begins, in bytes, and the end.
std::vector<std::size_t> byte_of_character(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] & 0xC0) != 0x80) starts.push_back(i);
  starts.push_back(text.size());
  return starts;
}

// The stretches of that kind in a brat file: "T1<tab>Source 33 47;50 60<tab>words".
Stretches marked(const std::string& brat, const std::string& kind, const std::string& text) {
  const std::vector<std::size_t> at = byte_of_character(text);
  Stretches found;
  std::istringstream lines(brat);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] != 'T' || tab == std::string::npos || line.compare(tab + 1, kind.size() + 1, kind + " ") != 0) continue;
    std::string numbers = line.substr(tab + kind.size() + 2);
    numbers.resize(std::min(numbers.size(), numbers.find('\t')));
    std::replace(numbers.begin(), numbers.end(), ';', ' ');
    std::istringstream in(numbers);
    std::size_t first = 0, last = 0, next = 0;
    in >> first;
    while (in >> next) last = next;
    found.insert({at[std::min(first, at.size() - 1)], at[std::min(last, at.size() - 1)]});
  }
  return found;
}

// How many of one side meet one of the other that no earlier one met.
std::size_t met(const Stretches& gold, const Stretches& ours) {
  std::vector<std::pair<std::size_t, std::size_t>> left(ours.begin(), ours.end());
  std::size_t hits = 0;
  for (const auto& [begin, end] : gold) {
    const auto at = std::find_if(left.begin(), left.end(), [&, b = begin, e = end](const auto& s) { return s.first < e && b < s.second; });
    if (at == left.end()) continue;
    left.erase(at);
    ++hits;
  }
  return hits;
}

TEST(QuotesQuality, FindsWhoSpeaks) {
  if (!fs::is_directory(kFolder)) GTEST_SKIP() << kFolder << " is missing";
  const auto pipeline = Pipeline::open({});
  const auto layers = layers_named("quotes");
  ASSERT_TRUE(pipeline && layers);
  std::size_t hits = 0, ours = 0, gold = 0, documents = 0;
  for (const auto& entry : fs::directory_iterator(kFolder / "attributions")) {
    const std::string name = entry.path().stem().string();
    const fs::path text_file = kFolder / "text" / (name.substr(0, name.rfind('_')) + ".txt");
    const auto text = read_file(text_file);
    const auto brat = read_file(entry.path());
    if (!text || !brat) continue;
    ++documents;
    const Stretches sources = marked(*brat, "Source", *text);
    Stretches found;
    (void)pipeline->annotate({text_file.string()}, *layers, [&](const Json& record) {
      for (const Json& quote : record["quotes"])
        if (quote["source"].is_object()) found.emplace(quote["source"]["span"][0].get<std::size_t>(), quote["source"]["span"][1].get<std::size_t>());
      return true;
    });
    hits += met(sources, found);
    ours += found.size();
    gold += sources.size();
  }
  const double f1 = 2.0 * static_cast<double>(hits) / static_cast<double>(ours + gold);
  std::cout << documents << " documents, " << gold << " sources: precision " << static_cast<double>(hits) / static_cast<double>(ours)
            << ", recall " << static_cast<double>(hits) / static_cast<double>(gold) << ", F1 " << f1 << '\n';
  ASSERT_GT(documents, 80u);
  EXPECT_GE(f1, 0.797);
}

}  // namespace
}  // namespace brink
