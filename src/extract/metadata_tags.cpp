// SPDX-License-Identifier: Apache-2.0
#include "extract/metadata_tags.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kMostTags = 512;

struct Meaning {
  Tells tells;
  int belief;
};

using Names = std::unordered_map<std::string_view, Meaning>;

const Names& names() {
  static const Names kNames = [] {
    static constexpr std::pair<std::string_view, Tells> kTells[] = {
        {"published", Tells::kPublished}, {"modified", Tells::kModified}, {"title", Tells::kTitle},
        {"author", Tells::kAuthor},       {"site", Tells::kSite},         {"url", Tells::kUrl},
        {"language", Tells::kLanguage},   {"robots", Tells::kRobots}};
    Names table;
    for (const auto& row : extract_rows("meta_names.tsv")) {
      if (row.size() != 3) continue;
      int belief = 0;
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), belief);
      for (const auto& [word, tells] : kTells)
        if (word == row[0]) table.emplace(row[1], Meaning{tells, belief});
    }
    return table;
  }();
  return kNames;
}

const Meaning* meaning_of(std::string_view name) {
  if (name.empty() || name.size() > 64) return nullptr;
  const auto found = names().find(fold_case(trim(name)));
  return found == names().end() ? nullptr : &found->second;
}

}  // namespace

std::vector<MetaTag> read_meta_tags(const Dom& dom) {
  std::vector<MetaTag> tags;
  for (NodeId id = 0; id < dom.end() && tags.size() < kMostTags; ++id) {
    if (dom[id].tag != Tag::kMeta) continue;
    const std::string_view value = trim(dom.attribute(id, "content"));
    if (value.empty()) continue;
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = dom.attribute(id, attribute);
      if (const Meaning* meaning = meaning_of(name)) {
        tags.push_back({meaning->tells, meaning->belief, name, value});
        break;
      }
    }
  }
  std::stable_sort(tags.begin(), tags.end(),
                   [](const MetaTag& a, const MetaTag& b) { return a.belief > b.belief; });
  return tags;
}

std::string_view best_of(const std::vector<MetaTag>& tags, Tells tells) {
  for (const MetaTag& tag : tags)
    if (tag.tells == tells) return tag.value;
  return {};
}

}  // namespace brink
