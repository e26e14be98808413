// SPDX-License-Identifier: Apache-2.0
// No two types of the tree share a name. The compiler does not see it when two do, since each file knows
// one of them; the linker then takes one's vectors and destructors for the other's.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string source_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Source without comments and with empty strings, so that braces mean what they seem to.
std::string bare(const std::string& source) {
  std::string out;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (c == '/' && i + 1 < source.size() && source[i + 1] == '/') {
      i = std::min(source.find('\n', i), source.size()) - 1;
    } else if (c == 'R' && source.compare(i, 2, "R\"") == 0) {
      const std::size_t open = source.find('(', i);
      if (open == std::string::npos) break;
      const std::string close = ")" + source.substr(i + 2, open - i - 2) + "\"";
      i = std::min(source.find(close, open), source.size() - close.size()) + close.size() - 1;
    } else if (c == '"' || (c == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(source[i - 1]))))) {
      for (++i; i < source.size() && source[i] != c && source[i] != '\n'; ++i)
        if (source[i] == '\\') ++i;
    } else {
      out += c;
    }
  }
  return out;
}

// The types defined in `source` outside classes, functions and unnamed namespaces, with their namespaces.
std::vector<std::string> types_of(const std::string& source) {
  static const std::regex kStep(
      R"(namespace\s*([A-Za-z_:]*)\s*\{|(?:struct|class|enum\s+class|enum)\s+([A-Za-z_]\w*)\s*(?:final\s*)?(?:\:(?!\:)[^;{}()=]*)?\{|[{}])");
  const std::string text = bare(source);
  std::vector<std::string> found, open;  // open: "brink::" of a named namespace, "" of all else
  for (std::sregex_iterator it(text.begin(), text.end(), kStep), end; it != end; ++it) {
    const std::string all = it->str();
    if (all == "}") {
      if (!open.empty()) open.pop_back();
    } else if (all.starts_with("namespace")) {
      open.push_back((*it)[1].length() ? (*it)[1].str() + "::" : "");
    } else {
      std::string name = (*it)[2];
      for (auto scope = open.rbegin(); !name.empty() && scope != open.rend(); ++scope)
        name = scope->empty() ? "" : *scope + name;
      if (!name.empty()) found.push_back(name);
      open.push_back("");
    }
  }
  return found;
}

TEST(Twins, NoTypeOfTheTreeHasTheNameOfAnother) {
  std::map<std::string, std::string> where;
  int seen = 0;
  for (const char* folder : {"include", "src", "apps"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(BRINK_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      const std::string file = fs::relative(entry.path(), BRINK_SOURCE_DIR).string();
      for (const std::string& name : types_of(source_of(entry.path()))) {
        ++seen;
        const auto [it, fresh] = where.emplace(name, file);
        EXPECT_TRUE(fresh) << name << " is defined in " << it->second << " and again in " << file;
      }
    }
  }
  EXPECT_GT(seen, 400) << "the reader of sources finds too few types to be trusted";
}

TEST(Twins, SourcesAreReadAsTheCompilerDoes) {
  const std::string source =
      "namespace brink {\n// struct Not {\nnamespace { struct Hidden { int a; }; }\n"
      "struct Open : Base { struct Inner {}; };\nstruct Open::Impl { };\nenum class Kind : int { kA };\n"
      "void f() { struct Local {}; const char* s = \"struct Text {\"; }\nnamespace parse { class Model final {}; }\n}\n";
  EXPECT_EQ(types_of(source), (std::vector<std::string>{"brink::Open", "brink::Kind", "brink::parse::Model"}));
}

}  // namespace
