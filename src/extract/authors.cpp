// SPDX-License-Identifier: Apache-2.0
#include "extract/authors.h"

#include <algorithm>

#include "base/url.h"
#include "base/utf8.h"
#include "extract/plain.h"

namespace brink {
namespace {

constexpr std::size_t kMostAuthors = 12;
constexpr std::size_t kLongestName = 80;  // bytes

// "By Jane Roe" -> "Jane Roe"
std::string_view without_by(std::string_view text) {
  static constexpr std::string_view kBy[] = {"by ",
                                             "von ",
                                             "par ",
                                             "por ",
                                             "di ",
                                             "door ",
                                             "av ",
                                             "af ",
                                             "autor: ",
                                             "author: ",
                                             "by: ",
                                             "von: ",
                                             "автор: ",
                                             "text: ",
                                             "posted by ",
                                             "written by ",
                                             "posts by ",
                                             "view all posts by ",
                                             "alle beiträge von ",
                                             "zeige alle beiträge von "};
  const std::string folded = fold_case(text.substr(0, 40));
  for (const std::string_view by : kBy)
    if (folded.starts_with(by)) return trim(text.substr(by.size()));
  return text;
}

bool is_stand_in(const std::string& key) {
  static constexpr std::string_view kWords[] = {
      "admin",     "administrator",  "webmaster", "editor",    "root",      "user",
      "unknown",   "null",           "anonymous", "redaktion", "redaction", "author",
      "superuser", "wordpressadmin", "publisher", "staff"};
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

// A company or a club, not a person.
bool is_firm(std::string_view name) {
  for (const std::string_view form : {" GmbH", " AG", " Inc", " Ltd", " LLC", " e.V.", " S.A."})
    if (name.find(form) != name.npos) return true;
  return false;
}

class Names {
 public:
  explicit Names(const std::vector<std::string>& sites) {
    for (const std::string& site : sites) site_keys_.push_back(letters_of(site));
  }

  // Takes one name, or several parted by commas or "and".
  void add(std::string_view text) {
    if (is_firm(text)) return;
    std::string rest(without_by(text));
    for (const std::string_view word : {" and ", " und ", " et ", " y ", " & ", "; ", " | ", " / "})
      for (std::size_t at; (at = rest.find(word)) != std::string::npos;)
        rest.replace(at, word.size(), ", ");
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(", "), rest.size());
      add_one(trim(std::string_view(rest).substr(0, comma)));
      rest.erase(0, comma + 2);
    }
  }

  bool empty() const { return names_.empty(); }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  void add_one(std::string_view text) {
    const std::string_view name = without_by(text);
    if (name.size() < 2 || name.size() > kLongestName || names_.size() >= kMostAuthors) return;
    if (is_web_address(name) || name.find_first_of("@[") != name.npos ||
        name.find("://") != name.npos)
      return;
    if (name.find_first_of("0123456789") != name.npos) return;
    const std::string key = letters_of(name);
    if (key.empty() || is_stand_in(key)) return;
    if (std::find(site_keys_.begin(), site_keys_.end(), key) != site_keys_.end()) return;
    if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) return;
    keys_.push_back(key);
    names_.emplace_back(name);
  }

  std::vector<std::string> site_keys_, keys_, names_;
};

bool is_author_mark(const Dom& dom, NodeId id) {
  const Tag tag = dom[id].tag;
  if (tag == Tag::kMeta || tag == Tag::kLink || dom[id].end - id > 24) return false;
  const std::string_view item = dom.attribute(id, "itemprop");
  return item == "author" ||
         (tag == Tag::kA && dom.attribute(id, "rel").find("author") != item.npos);
}

// The name within an element marked as the author: that of its own "name", else all its text.
std::string marked_name(const Dom& dom, NodeId id) {
  for (NodeId inner = id; inner < dom[id].end; ++inner)
    if (!dom.is_text(inner) && dom.attribute(inner, "itemprop") == "name") {
      const std::string_view content = dom.attribute(inner, "content");
      return plain(content.empty() ? dom.text(inner) : content);
    }
  return plain(dom.text(id));
}

}  // namespace

std::vector<std::string> find_authors(const Dom& dom, const PageLines& lines,
                                      const std::vector<MetaTag>& tags,
                                      const std::vector<LinkedArticle>& linked,
                                      const std::vector<std::string>& sites) {
  Names names(sites);
  for (const LinkedArticle& article : linked)
    if (article.is_article && names.empty())
      for (const std::string& author : article.authors) names.add(author);
  int belief = 0;
  for (const MetaTag& tag : tags) {
    if (tag.tells != Tells::kAuthor || (!names.empty() && tag.belief != belief)) continue;
    if (names.empty() || belief == tag.belief) {
      names.add(plain(tag.value));
      if (!names.empty()) belief = tag.belief;
    }
  }
  for (NodeId id = 1; id < dom.end() && names.empty(); ++id)
    if (!dom.is_text(id) && dom[id].attributes > 0 && is_author_mark(dom, id) &&
        !(lines.around(id) & kElsewhere))
      names.add(marked_name(dom, id));
  return names.take();
}

}  // namespace brink
