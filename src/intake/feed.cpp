// SPDX-License-Identifier: Apache-2.0
#include "intake/feed.h"

#include <pugixml.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

#include "base/character_references.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/dates.h"
#include "intake/encoding.h"

namespace brink {
namespace {

constexpr std::size_t kMostEntries = 20000;

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  return std::string(trim(text));
}

// A line that readers see, as a title. Feeds often escape theirs twice, so that "&#8217;" is left.
std::string line_of(const pugi::xml_node& node) {
  std::string line;
  append_decoded(line, text_of(node), ReferencePlace::kText);
  return squeeze(line);
}

std::string as_markup(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string inner_markup(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const pugi::xml_node part : node.children())
    part.print(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(out).str();
}

// "en" of "en-GB"; "" for what is no code of two letters.
std::string language_of(std::string_view tag) {
  const std::string code = ascii_lower(tag.substr(0, tag.find_first_of("-_")));
  const bool letters =
      code.size() == 2 && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return letters ? code : "";
}

// What both kinds of feed need while their entries are read.
class FeedReader {
 public:
  explicit FeedReader(const std::string& address) : base_(read_url(address)) {}

  Feed read(const pugi::xml_node& root) {
    const std::string_view name = root.name();
    const std::size_t colon = name.find(':');
    const bool atom = name.ends_with("feed");
    if (atom && colon != std::string_view::npos) prefix_ = name.substr(0, colon + 1);
    const pugi::xml_node channel = atom ? root : root.child("channel");
    outlet_ = line_of(child(channel, "title"));
    language_ = language_of(text_of(channel.child("language")));
    if (atom) {
      read_entries(root, "entry", &FeedReader::read_atom);
    } else {
      read_entries(channel, "item", &FeedReader::read_rss);
      read_entries(root, "item", &FeedReader::read_rss);  // RSS 1.0 and 0.90
    }
    return std::move(feed_);
  }

 private:
  using ReadEntry = void (FeedReader::*)(const pugi::xml_node&, FeedEntry&) const;

  pugi::xml_node child(const pugi::xml_node& node, const char* name) const {
    return node.child((prefix_ + name).c_str());
  }

  void read_entries(const pugi::xml_node& parent, const char* name, ReadEntry read_one) {
    const std::string full = prefix_ + name;
    for (const pugi::xml_node node : parent.children(full.c_str())) {
      if (feed_.entries.size() == kMostEntries) {
        feed_.flaws.push_back(
            {"intake", "", "more entries", fmt::format("at most {}", kMostEntries)});
        return;
      }
      FeedEntry entry;
      entry.known.outlet = outlet_;
      entry.known.language = language_;
      (this->*read_one)(node, entry);
      feed_.entries.push_back(std::move(entry));
    }
  }

  void read_rss(const pugi::xml_node& item, FeedEntry& entry) const {
    Document& known = entry.known;
    known.title = line_of(item.child("title"));
    known.url = rss_link(item);
    for (const char* name : {"pubDate", "dc:date", "published", "atom:published", "pubdate"})
      if (!known.published) known.published = read_any_date(text_of(item.child(name)));
    for (const char* name : {"atom:updated", "dcterms:modified"})
      if (!known.modified) known.modified = read_any_date(text_of(item.child(name)));
    for (const char* name : {"dc:creator", "author"})
      for (const pugi::xml_node author : item.children(name)) add_author(text_of(author), known);
    // An aggregator names the outlet that a report is from.
    if (std::string source = line_of(item.child("source")); !source.empty())
      known.outlet = std::move(source);
    entry.html = text_of(item.child("content:encoded"));
    if (entry.html.empty()) entry.html = text_of(item.child("description"));
  }

  std::string rss_link(const pugi::xml_node& item) const {
    if (std::string link = text_of(item.child("link")); !link.empty()) return absolute(link);
    if (std::string link = item.child("atom:link").attribute("href").value(); !link.empty())
      return absolute(link);
    const pugi::xml_node guid = item.child("guid");
    const bool permanent =
        std::string_view(guid.attribute("isPermaLink").as_string("true")) != "false";
    std::string link = text_of(guid);
    return permanent && is_web_address(link) ? link : "";
  }

  void read_atom(const pugi::xml_node& node, FeedEntry& entry) const {
    Document& known = entry.known;
    known.title = atom_title(child(node, "title"));
    known.url = atom_link(node);
    known.published = read_any_date(text_of(child(node, "published")));
    known.modified = read_any_date(text_of(child(node, "updated")));
    if (!known.published) known.published = known.modified;
    const std::string author_name = prefix_ + "author";
    for (const pugi::xml_node author : node.children(author_name.c_str()))
      add_author(text_of(child(author, "name")), known);
    if (std::string source = line_of(child(child(node, "source"), "title")); !source.empty())
      known.outlet = std::move(source);
    entry.html = atom_markup(child(node, "content"));
    if (entry.html.empty()) entry.html = atom_markup(child(node, "summary"));
  }

  static std::string atom_title(const pugi::xml_node& title) {
    if (std::string text = line_of(title); !text.empty()) return text;
    return line_of(title.first_child());  // type="xhtml": <div>the title</div>
  }

  std::string atom_link(const pugi::xml_node& node) const {
    const std::string name = prefix_ + "link";
    for (const pugi::xml_node link : node.children(name.c_str())) {
      const std::string_view rel = link.attribute("rel").as_string("alternate");
      if (rel == "alternate") return absolute(link.attribute("href").value());
    }
    return {};
  }

  static std::string atom_markup(const pugi::xml_node& content) {
    const std::string_view type = content.attribute("type").as_string("text");
    if (type == "xhtml") return inner_markup(content);
    if (type == "text" || type == "text/plain") return as_markup(text_of(content));
    return text_of(content);
  }

  std::string absolute(const std::string& link) const {
    if (is_web_address(link)) return std::string(trim(link));
    const auto resolved = base_ ? resolve_url(*base_, link) : std::nullopt;
    return resolved ? resolved->text() : "";
  }

  // RSS asks for "box@example.org (A Name)" where most write the name.
  static void add_author(std::string author, Document& known) {
    const std::size_t open = author.find('(');
    if (author.find('@') < open && open != std::string::npos && author.ends_with(')'))
      author = author.substr(open + 1, author.size() - open - 2);
    author = squeeze(author);
    if (!author.empty()) known.authors.push_back(std::move(author));
  }

  std::optional<Url> base_;
  std::string prefix_;  // "atom:" where the feed writes <atom:feed>
  std::string outlet_, language_;
  Feed feed_;
};

// The document type, which stands before the first element, declares entities.
bool declares_entities(std::string_view xml) {
  const std::size_t type = xml.find("<!DOCTYPE");
  if (type == std::string_view::npos) return false;
  const std::string_view before = xml.substr(0, type);
  for (std::size_t at = 0; (at = before.find('<', at)) != std::string_view::npos; ++at)
    if (at + 1 < type && before[at + 1] != '?' && before[at + 1] != '!') return false;
  const bool has_subset = xml.find('[', type) < xml.find('>', type);
  return has_subset && xml.find("<!ENTITY", type) != std::string_view::npos;
}

pugi::xml_node root_of(const pugi::xml_document& tree) {
  for (const pugi::xml_node node : tree.children())
    if (node.type() == pugi::node_element) return node;
  return {};
}

}  // namespace

Feed read_feed(std::string_view bytes, const std::string& charset, const std::string& address) {
  std::string xml = to_utf8(bytes, charset, Markup::kXml).text;
  Feed feed;
  if (declares_entities(xml)) {
    feed.flaws.push_back(
        {"intake", "", "a feed that declares entities", "none: they can grow without bound"});
    return feed;
  }
  pugi::xml_document tree;
  const pugi::xml_parse_result parsed =
      tree.load_buffer_inplace(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  feed = FeedReader(address).read(root_of(tree));
  if (parsed) return feed;
  feed.flaws.push_back(
      {"intake", fmt::format("byte {}", parsed.offset), parsed.description(), "well-formed XML"});
  if (!feed.entries.empty()) feed.entries.pop_back();  // the one that the flaw cut
  return feed;
}

bool take_entry(FeedEntry entry, const Hand& hand) {
  Arrival arrival;
  arrival.known = std::move(entry.known);
  const std::string& source = arrival.known.source;
  if (!trim(entry.html).empty()) {
    arrival.kind = Arrival::Kind::kFragment;
    arrival.html = std::move(entry.html);
  } else if (!arrival.known.title.empty()) {
    arrival.kind = Arrival::Kind::kText;
    arrival.known.text = arrival.known.title;
  } else {
    hand.set_aside(source, source, "an entry with neither title nor text", "a report");
    return true;
  }
  return hand.take(std::move(arrival));
}

void set_aside_flaws(const Feed& feed, const std::string& name, const Hand& hand) {
  for (const Error& flaw : feed.flaws)
    hand.set_aside(name, name + (flaw.where.empty() ? "" : " " + flaw.where), flaw.found,
                   flaw.expected);
  if (feed.entries.empty() && feed.flaws.empty())
    hand.set_aside(name, name, "a feed without entries", "entries");
}

bool take_feed(const RawBody& body, const Hand& hand) {
  const std::string& name = body.envelope.source;
  Feed feed = read_feed(body.bytes, body.charset, body.envelope.url);
  set_aside_flaws(feed, name, hand);
  std::uint64_t number = 0;
  for (FeedEntry& entry : feed.entries) {
    entry.known.source = record_source(name, ++number);
    if (!take_entry(std::move(entry), hand)) return false;
  }
  return true;
}

}  // namespace brink
