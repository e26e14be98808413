// SPDX-License-Identifier: Apache-2.0
#include "extract/metadata_title.h"

#include <algorithm>
#include <optional>

#include "base/url.h"
#include "base/utf8.h"
#include "extract/plain.h"
#include "extract/tag_traits.h"

namespace brink {
namespace {

constexpr std::size_t kLongestTitle = 600;  // bytes
constexpr std::size_t kMostHeadings = 48;
constexpr NodeId kAboveText = 60;  // nodes between a title and the text under it
constexpr NodeId kIntoText = 8;    // the text may begin with what stands above its title

// A text cut at the marks that part a title from a site's name.
struct Part {
  std::size_t begin, end;
};

std::vector<Part> parts_of(std::string_view title) {
  static constexpr std::string_view kMarks[] = {" - ", " | ", " – ",  " — ", " :: ", " » ", " « ",
                                                " · ", " • ", " // ", " > ", "｜",   " ‹ ", " › ",
                                                " ~ ", " : ", " / ",  " / ", " ― ",  "_"};
  std::vector<Part> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at < title.size() && parts.size() < 16;) {
    const auto mark = std::find_if(std::begin(kMarks), std::end(kMarks),
                                   [&](auto m) { return title.substr(at).starts_with(m); });
    if (mark == std::end(kMarks)) {
      ++at;
      continue;
    }
    if (at > from) parts.push_back({from, at});
    from = at = at + mark->size();
  }
  if (from < title.size()) parts.push_back({from, title.size()});
  return parts;
}

// Names of the site as they compare: letters only.
std::vector<std::string> site_keys(const std::vector<std::string>& sites) {
  std::vector<std::string> keys;
  for (const std::string& site : sites)
    if (std::string key = letters_of(site); key.size() >= 2) keys.push_back(std::move(key));
  return keys;
}

bool is_site(const std::string& key, const std::vector<std::string>& sites) {
  return std::find(sites.begin(), sites.end(), key) != sites.end();
}

// A heading on the page that may be the title.
struct Heading {
  NodeId node;
  std::string text, key;
  bool elsewhere;
  int rank;  // 1 for h1 and for what the page marks as the title
};

bool named_title(const Dom& dom, NodeId id) {
  if (dom.attribute(id, "itemprop").find("headline") != std::string_view::npos) return true;
  const std::string_view name = dom.attribute(id, "class");
  for (const std::string_view word : {"entry-title", "post-title", "article-title", "entry-header",
                                      "article__title", "post__title", "articleTitle", "postTitle"})
    if (name.find(word) != std::string_view::npos) return true;
  return false;
}

// The text of a heading without the readings that stand over Chinese characters.
std::string text_of_heading(const Dom& dom, NodeId heading) {
  std::string text;
  for (NodeId id = heading; id < dom[heading].end;) {
    const Tag tag = dom[id].tag;
    if (tag == Tag::kRt || tag == Tag::kRp || tag == Tag::kScript || tag == Tag::kStyle) {
      id = dom[id].end;
      continue;
    }
    if (tag == Tag::kText)
      text += dom[id].text;
    else if (has_trait(tag, kBlock) || tag == Tag::kBr)
      text += ' ';
    ++id;
  }
  return plain(text);
}

// Headings for readers who hear the page: "Navigation", "Content".
bool is_unseen(const Dom& dom, NodeId id) {
  const std::string_view name = dom.attribute(id, "class");
  for (const std::string_view word :
       {"sr-only", "screen-reader", "visually-hidden", "visuallyhidden", "element-invisible",
        "text-hide", "offscreen"})
    if (name.find(word) != std::string_view::npos) return true;
  return false;
}

// A heading that links to the front page shows the name of the site.
bool leads_home(const Dom& dom, NodeId heading) {
  const NodeId parent = dom[heading].parent;
  const bool linked = parent != kNoNode && dom[parent].tag == Tag::kA;
  const NodeId link = linked ? parent : dom.first(Tag::kA, heading, dom[heading].end);
  if (link == kNoNode) return false;
  const std::string_view href = trim(dom.attribute(link, "href"));
  if (href == "/" || href == "./" || href == "../") return true;
  const auto url = read_url(href);
  return url && url->path == "/" && url->query.empty() && url->fragment.empty();
}

int rank_of(const Dom& dom, NodeId id) {
  switch (dom[id].tag) {
    case Tag::kH1:
      return 1;
    case Tag::kH2:
      return named_title(dom, id) ? 1 : 2;
    case Tag::kH3:
      return named_title(dom, id) ? 2 : 3;
    case Tag::kH4:
      return 4;
    default:
      return dom.attribute(id, "itemprop") == "headline" ? 1 : 0;
  }
}

std::vector<Heading> headings_of(const Dom& dom, const PageLines& lines) {
  std::vector<Heading> found;
  for (NodeId id = 0; id < dom.end() && found.size() < kMostHeadings; ++id) {
    if (dom.is_text(id)) continue;
    const int rank = rank_of(dom, id);
    if (rank == 0 || dom[id].end - id > 64 || is_unseen(dom, id)) continue;
    if (leads_home(dom, id)) continue;
    Heading heading{id, text_of_heading(dom, id), {}, (lines.around(id) & kElsewhere) != 0, rank};
    if (heading.text.size() > kLongestTitle) continue;
    heading.key = letters_of(heading.text);
    if (heading.key.size() >= 3) found.push_back(std::move(heading));
  }
  return found;
}

// The first <title> that is not a drawing's.
NodeId page_title(const Dom& dom) {
  for (NodeId id = dom.first(Tag::kTitle); id != kNoNode; id = dom.first(Tag::kTitle, id + 1))
    if (dom[dom[id].parent].tag != Tag::kSvg) return id;
  return kNoNode;
}

std::ptrdiff_t blanks_in(std::string_view text) {
  return std::count(text.begin(), text.end(), ' ');
}

// What the page says its title is, apart from what it shows.
struct Claim {
  std::string text, key;
};

class Decision {
 public:
  Decision(const Dom& dom, const PageLines& lines, const std::vector<MetaTag>& tags,
           const std::vector<LinkedArticle>& linked, const std::vector<std::string>& sites,
           NodeId first_block)
      : first_block_(first_block),
        sites_(sites),
        keys_(site_keys(sites)),
        headings_(headings_of(dom, lines)) {
    for (const LinkedArticle& article : linked)
      if (article.is_article) add_claim(article.headline);
    has_headline_ = !claims_.empty();
    for (const MetaTag& tag : tags)
      if (tag.tells == Tells::kTitle) add_claim(plain(tag.value));
    const NodeId title = page_title(dom);
    if (title != kNoNode) add_claim(plain(dom.raw_text(title)));
  }

  FoundTitle find() const {
    if (const Heading* heading = claimed_heading()) return shown(*heading);
    if (const Heading* heading = unclaimed_heading()) return {heading->text, heading->node};
    for (const Claim& claim : claims_)
      if (std::string text = without_site(claim.text, sites_); !is_site(letters_of(text), keys_))
        return {std::move(text), first_heading()};
    for (const Heading& heading : headings_)
      if (!heading.elsewhere && !is_site(heading.key, keys_)) return {heading.text, heading.node};
    if (!claims_.empty()) return {claims_.front().text, kNoNode};
    return {};
  }

 private:
  void add_claim(std::string text) {
    if (text.empty() || text.size() > kLongestTitle) return;
    std::string key = letters_of(text);
    if (!key.empty()) claims_.push_back({std::move(text), std::move(key)});
  }

  NodeId first_heading() const {
    for (const Heading& heading : headings_)
      if (heading.rank == 1 && !heading.elsewhere) return heading.node;
    return kNoNode;
  }

  // The heading, without a kicker or an afterthought that a claim leaves out.
  FoundTitle shown(const Heading& heading) const {
    const Claim* best = nullptr;
    for (const Claim& claim : claims_) {
      // Equal words: a heading may run its parts together that the claim keeps apart.
      if (claim.key == heading.key)
        return {blanks_in(claim.text) > blanks_in(heading.text) ? claim.text : heading.text,
                heading.node};
      const bool cut = claim.text.ends_with("...") || claim.text.ends_with("…");
      const bool within = !cut && claim.key.size() < heading.key.size() && claim.key.size() >= 12 &&
                          heading.key.find(claim.key) != std::string::npos;
      if (within && !best && !is_site(claim.key, keys_)) best = &claim;
    }
    return {best ? best->text : heading.text, heading.node};
  }

  // The last main heading in front of the article's text.
  const Heading* unclaimed_heading() const {
    const Heading* best = nullptr;
    for (const Heading& heading : headings_) {
      if (heading.rank != 1 || heading.elsewhere || is_site(heading.key, keys_)) continue;
      if (!best || heading.node <= first_block_) best = &heading;
    }
    // No main heading, and no heading that repeats a claim: what is told to machines alone is often
    // the site's name, or worded for sharing. A headline in JSON-LD is neither.
    if (!best && !has_headline_)
      for (const Heading& heading : headings_)
        if (stands_over_text(heading.node) && !heading.elsewhere && !is_site(heading.key, keys_))
          best = &heading;
    return best;
  }

  bool stands_over_text(NodeId heading) const {
    return first_block_ != kNoNode && heading <= first_block_ + kIntoText &&
           heading + kAboveText >= first_block_;
  }

  // The heading that the claims agree with best.
  const Heading* claimed_heading() const {
    const Heading* best = nullptr;
    int most = 0;
    for (const Heading& heading : headings_) {
      if (is_site(heading.key, keys_)) continue;
      int agreed = 0;
      for (const Claim& claim : claims_) agreed += agreement(heading.key, claim.key);
      if (agreed == 0) continue;
      const int doubt = 10 * (heading.rank - 1) + (heading.elsewhere ? 8 : 0);
      agreed -= doubt * static_cast<int>(claims_.size());
      if (agreed > most) most = agreed, best = &heading;
    }
    return best;
  }

  // 100 for the same words; else how much of the longer one the shorter makes up, when it stands
  // in it: a claim has the site's name around the title, or is cut off.
  static int agreement(const std::string& heading, const std::string& claim) {
    if (heading == claim) return 100;
    const bool shorter = heading.size() < claim.size();
    const std::string& inner = shorter ? heading : claim;
    const std::string& outer = shorter ? claim : heading;
    const std::size_t at = outer.find(inner);
    if (inner.size() < (shorter ? 6u : 12u) || at == std::string::npos) return 0;
    return static_cast<int>(80 * inner.size() / outer.size()) + (at == 0 ? 15 : 0);
  }

  NodeId first_block_;
  bool has_headline_ = false;  // JSON-LD names one
  const std::vector<std::string>& sites_;
  std::vector<std::string> keys_;
  std::vector<Heading> headings_;
  std::vector<Claim> claims_;
};

}  // namespace

std::string without_site(std::string_view title, const std::vector<std::string>& sites) {
  const std::vector<std::string> keys = site_keys(sites);
  std::vector<Part> parts = parts_of(title);
  const auto key_of = [&](const Part& p) {
    return letters_of(title.substr(p.begin, p.end - p.begin));
  };
  while (parts.size() > 1 && is_site(key_of(parts.back()), keys)) parts.pop_back();
  std::size_t first = 0;
  while (first + 1 < parts.size() && is_site(key_of(parts[first]), keys)) ++first;
  if (parts.empty()) return std::string(title);
  return std::string(title.substr(parts[first].begin, parts.back().end - parts[first].begin));
}

FoundTitle find_title(const Dom& dom, const PageLines& lines, const std::vector<MetaTag>& tags,
                      const std::vector<LinkedArticle>& linked,
                      const std::vector<std::string>& sites, NodeId first_block) {
  return Decision(dom, lines, tags, linked, sites, first_block).find();
}

}  // namespace brink
