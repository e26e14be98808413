// SPDX-License-Identifier: Apache-2.0
#include "extract/plain_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "extract/captions.h"
#include "extract/dateline.h"
#include "extract/metadata.h"
#include "extract/phrases.h"
#include "extract/rights.h"

namespace brink {
namespace {

constexpr std::size_t kLongestFurniture = 200;  // bytes
constexpr std::size_t kLongestCaption = 200;    // bytes
constexpr std::size_t kLongestTailHeading = 60;

std::vector<std::string_view> paragraphs_of(std::string_view text) {
  std::vector<std::string_view> paragraphs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    if (const auto paragraph = trim(text.substr(0, end)); !paragraph.empty())
      paragraphs.push_back(paragraph);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return paragraphs;
}

// "[email protected]", "name@site.example": the reporter's address.
bool is_address(std::string_view line) {
  if (fold_case(squeeze(line)) == "[email protected]") return true;
  const std::size_t at = line.find('@');
  return at != line.npos && at > 0 && line.find(' ') == line.npos &&
         line.find('.', at) != line.npos && line.size() < 80;
}

// "Read it on our site: https://site.example/a": a label and where it leads, nothing else.
bool is_pointer(std::string_view line) {
  const std::size_t last = line.rfind(' ') + 1;  // 0 when there is no blank
  const std::string_view address = line.substr(last);
  const bool leads = address.starts_with("https://") || address.starts_with("http://") ||
                     address.starts_with("www.");
  const std::string_view label = trim(line.substr(0, last));
  return leads && (label.empty() || (label.ends_with(':') && label.size() <= kLongestTailHeading));
}

bool is_furniture(std::string_view line) {
  if (line.size() > kLongestFurniture) return false;
  return is_address(line) || is_pointer(line) || judge_line(line).is_line;
}

bool opens_tail(std::string_view line) {
  return line.size() <= kLongestTailHeading && judge_line(line).is_tail;
}

// A line that may stand under a picture: short, no sentence, no quotation.
bool may_be_caption(std::string_view line) {
  if (line.size() > kLongestCaption || line.find('\n') != line.npos) return false;
  for (const std::string_view end : {".", "!", "?", "\"", "”", "。", "’", ":"})
    if (line.ends_with(end)) return false;
  for (const std::string_view start : {"\"", "“", "„", "«", "‘", "-", "–"})
    if (line.starts_with(start)) return false;
  return true;
}

std::string joined(const std::vector<std::string_view>& paragraphs) {
  std::string text;
  for (const std::string_view paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

// Without lines of the page around it, and without what stands behind the report.
std::string without_furniture(std::string_view text) {
  const std::vector<std::string_view> paragraphs = paragraphs_of(text);
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    // A tail is the lesser part of what was copied; else the heading is the report's own.
    if (i > 0 && opens_tail(paragraphs[i]) && 2 * i >= paragraphs.size()) break;
    if (!is_furniture(paragraphs[i])) kept.push_back(paragraphs[i]);
  }
  return joined(kept);
}

}  // namespace

void set_credits_apart(Document& document, LineAbove above) {
  std::vector<std::string_view> kept;
  for (const std::string_view line : paragraphs_of(document.text)) {
    if (!is_credit_line(line) || !read_dateline(line).empty()) {
      kept.push_back(line);
      continue;
    }
    Caption caption = read_caption(line);
    const bool takes = above == LineAbove::kMayBeCaption && caption.text.empty();
    if (takes && !kept.empty() && may_be_caption(kept.back())) {
      caption.text = std::string(kept.back());
      kept.pop_back();
    }
    if (!caption.text.empty() || !caption.credit.empty())
      document.captions.push_back(std::move(caption));
  }
  document.text = joined(kept);
}

void complete_plain_text(Document& document) {
  if (document.rights == Rights{}) {
    const Span report{0, static_cast<std::uint32_t>(document.text.size())};
    document.rights = read_rights(document.text, report);
  }
  set_credits_apart(document, LineAbove::kMayBeCaption);
  document.text = without_furniture(document.text);
  document.text = without_rights_notices(document.text);
  read_text_metadata(document);
}

}  // namespace brink
