// SPDX-License-Identifier: Apache-2.0
#include "extract/linked_data.h"

#include <algorithm>
#include <deque>

#include "base/utf8.h"
#include "extract/loose_json.h"
#include "extract/plain.h"

namespace brink {
namespace {

constexpr std::size_t kMostArticles = 16, kMostAuthors = 32, kMostBlocks = 32, kMostReferences = 64;
constexpr std::size_t kLongestBlock = 2u << 20;  // bytes

using Id = LooseJson::Id;

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](auto end) { return text.ends_with(end); });
}

// True for an object whose type, or one of whose types, passes.
template <class Test>
bool any_type(const LooseJson& json, Id object, Test test) {
  const Id type = json.member(object, "@type");
  if (type == LooseJson::kNone) return false;
  if (json[type].kind != LooseJson::Kind::kArray) return test(json[type].text);
  for (Id id = json.first_child(type); id != LooseJson::kNone; id = json.next_sibling(id))
    if (test(json[id].text)) return true;
  return false;
}

bool is_article(const LooseJson& json, Id object) {
  return any_type(json, object, [](std::string_view type) {
    return ends_with_any(type, {"Article", "Posting", "Report", "Review", "Recipe", "HowTo",
                                "ArticleNewsroom", "CreativeWork"});
  });
}

bool is_page(const LooseJson& json, Id object) {
  return any_type(json, object, [](std::string_view type) {
    return ends_with_any(type, {"Page", "WebSite", "VideoObject", "Event", "Course"});
  });
}

// The keys under which a page speaks of other things than itself.
bool leads_away(std::string_view key) {
  static constexpr std::string_view kKeys[] = {
      "comment",   "comments",    "itemListElement", "review",   "reviews",
      "hasPart",   "isPartOf",    "isRelatedTo",     "mentions", "citation",
      "publisher", "author",      "image",           "blogPost", "blogPosts",
      "about",     "relatedLink", "potentialAction", "item",     "significantLink",
      "video"};
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

// All blocks of one page.
class Blocks {
 public:
  explicit Blocks(const Dom& dom) {
    for (NodeId id = 0; id < dom.end() && blocks_.size() < kMostBlocks; ++id) {
      if (dom[id].tag != Tag::kScript) continue;
      if (dom.attribute(id, "type").find("ld+json") == std::string_view::npos) continue;
      const std::string_view text = dom.raw_text(id);
      if (text.size() <= kLongestBlock) blocks_.emplace_back(text);
    }
  }

  std::vector<LinkedArticle> articles() const {
    std::vector<LinkedArticle> found;
    for (const LooseJson& json : blocks_) add_articles(json, found);
    std::stable_partition(found.begin(), found.end(),
                          [](const LinkedArticle& a) { return a.is_article; });
    return found;
  }

 private:
  void add_articles(const LooseJson& json, std::vector<LinkedArticle>& found) const {
    for (Id id = 0; id < json.size() && found.size() < kMostArticles;) {
      if (leads_away(json[id].key)) {
        id = json[id].end;
        continue;
      }
      if (json[id].kind == LooseJson::Kind::kObject) {
        const bool article = is_article(json, id);
        if (article || is_page(json, id)) {
          LinkedArticle read = read_article(json, id);
          read.is_article = article;
          if (!read.headline.empty() || !read.published.empty() || !read.modified.empty())
            found.push_back(std::move(read));
        }
      }
      ++id;
    }
  }

  LinkedArticle read_article(const LooseJson& json, Id object) const {
    LinkedArticle article;
    article.headline = plain(json.text(object, "headline"));
    if (article.headline.empty()) article.headline = plain(json.text(object, "name"));
    article.published = json.text(object, "datePublished");
    for (const std::string_view other : {"dateCreated", "uploadDate"})
      if (trim(article.published).empty()) article.published = json.text(object, other);
    article.modified = json.text(object, "dateModified");
    for (const std::string_view key : {"author", "creator"})
      if (article.authors.empty()) add_names(json, json.member(object, key), article.authors);
    std::vector<std::string> publishers;
    add_names(json, json.member(object, "publisher"), publishers);
    if (!publishers.empty()) article.publisher = publishers.front();
    article.url = url_of(json, object);
    article.language = json.text(object, "inLanguage");
    return article;
  }

  static std::string url_of(const LooseJson& json, Id object) {
    std::string url(json.text(object, "url"));
    const Id page = json.member(object, "mainEntityOfPage");
    if (!url.empty() || page == LooseJson::kNone) return url;
    return std::string(json[page].kind == LooseJson::Kind::kObject ? json.text(page, "@id")
                                                                   : json[page].text);
  }

  // The names of a person or organisation, or of several; references are followed once.
  void add_names(const LooseJson& json, Id id, std::vector<std::string>& names) const {
    if (id == LooseJson::kNone) return;
    if (json[id].kind != LooseJson::Kind::kArray) return add_name(json, id, names);
    for (Id one = json.first_child(id); one != LooseJson::kNone; one = json.next_sibling(one))
      if (names.size() < kMostAuthors) add_name(json, one, names);
  }

  void add_name(const LooseJson& json, Id id, std::vector<std::string>& names) const {
    std::string_view name = json[id].text;
    if (json[id].kind == LooseJson::Kind::kObject) {
      name = json.text(id, "name");
      if (name.empty()) {
        const Id list = json.member(id, "name");
        const Id first = list == LooseJson::kNone ? list : json.first_child(list);
        if (first != LooseJson::kNone) name = json[first].text;
      }
      if (name.empty()) name = name_of_reference(json.text(id, "@id"));
    }
    if (std::string text = plain(name); !text.empty()) names.push_back(std::move(text));
  }

  std::string_view name_of_reference(std::string_view reference) const {
    if (reference.empty() || ++references_ > kMostReferences) return {};
    for (const LooseJson& json : blocks_)
      for (Id id = 0; id < json.size(); ++id) {
        if (json[id].key != "@id" || json[id].text != reference) continue;
        const std::string_view name = json.text(json[id].parent, "name");
        if (!name.empty()) return name;
      }
    return {};
  }

  std::deque<LooseJson> blocks_;
  mutable std::size_t references_ = 0;  // followed so far: each costs a walk over all blocks
};

}  // namespace

std::vector<LinkedArticle> read_linked_data(const Dom& dom) { return Blocks(dom).articles(); }

}  // namespace brink
