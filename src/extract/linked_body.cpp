// SPDX-License-Identifier: Apache-2.0
#include "extract/linked_body.h"

#include "extract/loose_json.h"
#include "extract/page_view.h"
#include "extract/run_text.h"

namespace brink {
namespace {

// Only the longest one: a page may list other articles.
std::string longest_body(const Dom& dom) {
  std::string longest;
  for (NodeId id = dom.first(Tag::kScript); id != kNoNode; id = dom.first(Tag::kScript, id + 1)) {
    const std::string_view script = dom.raw_text(id);
    if (dom.attribute(id, "type") != "application/ld+json" ||
        script.find("articleBody") == std::string_view::npos)
      continue;
    const LooseJson json(script);
    for (LooseJson::Id value = 0; value < json.size(); ++value)
      if (json[value].key == "articleBody" && json[value].kind == LooseJson::Kind::kString &&
          json[value].text.size() > longest.size())
        longest = json[value].text;
  }
  return longest;
}

// Line breaks of plain text part paragraphs.
std::string as_markup(std::string text) {
  if (text.find("</p>") != std::string::npos || text.find("<br") != std::string::npos) return text;
  std::string markup;
  for (const char c : text) {
    if (c == '\n')
      markup += "<p>";
    else
      markup += c;
  }
  return markup;
}

}  // namespace

std::string read_linked_body(const Dom& dom) {
  const std::string markup = as_markup(longest_body(dom));
  if (markup.empty()) return {};
  std::string text;
  const Dom inner(markup);
  const PageView page(inner);
  for (const Run& run : page.runs().all()) {
    if (!text.empty()) text += "\n\n";
    text += run_text(page, run);
  }
  return text;
}

}  // namespace brink
