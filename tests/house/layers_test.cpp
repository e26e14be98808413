// SPDX-License-Identifier: Apache-2.0
// Holds the tree's includes against layers.txt.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using Layers = std::map<std::string, std::set<std::string>>;  // folder -> what it may include

Layers read_layers(std::istream& in) {
  Layers layers;
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(':');
    if (line.empty() || line.front() == '#' || colon == std::string::npos) continue;
    std::istringstream allowed(line.substr(colon + 1));
    auto& set = layers[line.substr(0, colon)];
    for (std::string word; allowed >> word;) set.insert(word);
  }
  return layers;
}

// The project's headers that a source names in quotes.
std::vector<std::string> own_includes(const std::string& source) {
  static const std::regex kInclude("#include \"((?:brink|[a-z]+)/[^\"]+)\"");
  std::vector<std::string> found;
  for (std::sregex_iterator it(source.begin(), source.end(), kInclude), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

// Why a file of `folder` may not include `header`; empty when it may.
std::string objection(const Layers& layers, const std::string& folder, const std::string& header) {
  const std::string first = header.substr(0, header.find('/'));
  if (first == "brink") return layers.at(folder).count("<nouns>") || folder == "include/brink" ? "" : "no nouns";
  if (!layers.count("src/" + first)) return "";  // another project's header
  if (folder == "src/" + first) return "";
  if (!layers.at(folder).count(first)) return folder + " may not include " + first;
  if (first != "base" && header != first + "/" + first + ".h") return "only the door " + first + "/" + first + ".h";
  return "";
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Layers layers_of_the_tree() {
  std::ifstream in(fs::path(BRINK_SOURCE_DIR) / "layers.txt");
  return read_layers(in);
}

TEST(Layers, EveryIncludeOfTheTreeIsAllowed) {
  const Layers layers = layers_of_the_tree();
  ASSERT_GE(layers.size(), 10u);
  int seen = 0;
  for (const auto& [folder, allowed] : layers) {
    const fs::path dir = fs::path(BRINK_SOURCE_DIR) / folder;
    if (!fs::exists(dir)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(dir)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      for (const std::string& header : own_includes(read(entry.path()))) {
        EXPECT_EQ(objection(layers, folder, header), "") << entry.path() << " includes " << header;
        ++seen;
      }
    }
  }
  EXPECT_GT(seen, 50);
}

TEST(Layers, EveryFolderOfSourcesHasALine) {
  const Layers layers = layers_of_the_tree();
  for (const auto& entry : fs::directory_iterator(fs::path(BRINK_SOURCE_DIR) / "src"))
    if (entry.is_directory()) {
      EXPECT_TRUE(layers.count("src/" + entry.path().filename().string())) << entry.path();
    }
}

TEST(Layers, ASiblingsInsidesAreRefused) {
  std::istringstream in("src/base:\nsrc/store: <nouns> base\nsrc/parse: <nouns> base store\n");
  const Layers layers = read_layers(in);
  EXPECT_EQ(objection(layers, "src/parse", "store/store.h"), "");
  EXPECT_NE(objection(layers, "src/parse", "store/rows.h"), "");
  EXPECT_NE(objection(layers, "src/store", "parse/parse.h"), "");
  EXPECT_NE(objection(layers, "src/base", "store/store.h"), "");
}

}  // namespace
