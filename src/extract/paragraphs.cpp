// SPDX-License-Identifier: Apache-2.0
#include "extract/paragraphs.h"

#include <algorithm>

#include "base/utf8.h"
#include "extract/phrases.h"

namespace brink {
namespace {

constexpr std::uint32_t kLineLetters = 90;      // a longer line is text, whatever it begins with
constexpr std::uint32_t kLinkLineLetters = 90;  // the same for one that is mostly link
constexpr std::uint32_t kTailLetters = 60;
constexpr std::uint32_t kStampLetters = 50;
constexpr std::uint32_t kLongLetters = 300;
constexpr std::uint32_t kPlainLetters = 40;  // beside links, that make a sentence of them
constexpr double kTailStart = 0.4;           // no tail begins before this share of the text

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A year of our time, or a date in figures.
bool holds_date(std::string_view line) {
  for (std::size_t i = 0; i + 4 <= line.size(); ++i) {
    if (i > 0 && is_digit(line[i - 1])) continue;
    const std::string_view part = line.substr(i, 4);
    const bool four = std::all_of(part.begin(), part.end(), is_digit);
    const bool ends = i + 4 == line.size() || !is_digit(line[i + 4]);
    if (four && ends && (part.starts_with("19") || part.starts_with("20"))) return true;
  }
  return false;
}

class Judge {
 public:
  Judge(const PageView& page, std::string_view headline, std::vector<Paragraph>& paragraphs)
      : page_(page), headline_(fold_case(headline)), paragraphs_(paragraphs) {
    for (const Paragraph& p : paragraphs_) total_ += run(p).letters;
  }

  void judge_all() {
    drop_single();
    drop_tail();
    drop_orphans();
  }

  void judge_lines() {
    for (Paragraph& p : paragraphs_)
      if (judge_line(p.text).is_line && run(p).letters <= kLineLetters) p.kept = false;
  }

 private:
  const Run& run(const Paragraph& p) const { return page_.runs()[p.run]; }

  void drop_single() {
    bool seen_h1 = false, in_front = true;
    for (Paragraph& p : paragraphs_) {
      in_front = in_front && !(run(p).is_prose() && !run(p).is_heading());
      const bool is_title = run(p).tag == Tag::kH1 && (in_front || !seen_h1);
      seen_h1 = seen_h1 || run(p).tag == Tag::kH1;
      p.kept = !is_title && !is_link(p) && !is_line(p) && !is_headline(p) && !is_debris(p) &&
               !(in_front && is_stamp(p));
    }
  }

  // A line over the article that tells when, and perhaps by whom, it was written.
  bool is_stamp(const Paragraph& p) const {
    if (run(p).letters > kStampLetters || run(p).is_heading() || run(p).tag == Tag::kLi)
      return false;
    return holds_date(p.text) || judge_line(p.text).is_byline;
  }

  bool is_link(const Paragraph& p) const {
    if (run(p).tag == Tag::kTd || run(p).tag == Tag::kTh) return false;  // tables link their names
    const std::uint32_t plain = run(p).letters - run(p).link_letters;
    return run(p).link_share() > (plain < kPlainLetters ? 0.6 : 0.85);
  }

  bool is_line(const Paragraph& p) const {
    if (run(p).letters > kLinkLineLetters || run(p).is_heading()) return false;
    if (run(p).letters > kLineLetters && run(p).link_share() < 0.25) return false;
    return judge_line(p.text).is_line;
  }

  bool is_headline(const Paragraph& p) const {
    if (headline_.empty() || run(p).letters < 12 || p.text.size() > headline_.size()) return false;
    return (run(p).is_heading() || p.text.size() * 2 > headline_.size()) &&
           headline_.find(fold_case(p.text)) != std::string::npos;
  }

  // Markup that was escaped once too often, and shortcodes that nothing replaced.
  static bool is_debris(const Paragraph& p) {
    return (p.text.starts_with('<') && p.text.ends_with('>')) ||
           (p.text.starts_with('[') && p.text.ends_with(']') &&
            p.text.find("=") != std::string::npos && p.text.find("[/") != std::string::npos);
  }

  void drop_tail() {
    double before = 0;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      const Paragraph& p = paragraphs_[i];
      before += run(p).letters;
      if (run(p).letters > kTailLetters) continue;
      const bool opens = run(p).is_heading() || p.text.ends_with(':') || is_whole_line(p);
      if (!opens || !judge_line(p.text).is_tail) continue;
      if (before < kTailStart * total_)
        paragraphs_[i].kept = false;
      else
        i = drop_behind(i);
    }
  }

  // A line with nothing but bold type or few words and no stop.
  bool is_whole_line(const Paragraph& p) const { return run(p).marks == 0 && run(p).letters < 45; }

  // Drops a tail from its heading on, up to a heading of its own kind that is followed by prose.
  std::size_t drop_behind(std::size_t from) {
    std::size_t i = from;
    paragraphs_[i].kept = false;
    for (++i; i < paragraphs_.size(); ++i) {
      if (run(paragraphs_[i]).is_heading() && run(paragraphs_[from]).is_heading() &&
          !judge_line(paragraphs_[i].text).is_tail && has_prose_behind(i))
        break;
      if (run(paragraphs_[i]).is_prose() && run(paragraphs_[i]).letters > kLongLetters) break;
      paragraphs_[i].kept = false;
    }
    return i - 1;
  }

  bool has_prose_behind(std::size_t heading) const {
    double prose = 0;
    for (std::size_t i = heading + 1; i < paragraphs_.size() && prose < 400; ++i)
      if (run(paragraphs_[i]).is_prose()) prose += run(paragraphs_[i]).letters;
    return prose >= 400;
  }

  // Headings whose paragraphs have all gone.
  void drop_orphans() {
    bool something = false;
    Tag below = Tag::kCount;
    for (std::size_t i = paragraphs_.size(); i-- > 0;) {
      Paragraph& p = paragraphs_[i];
      if (!p.kept) continue;
      if (!run(p).is_heading()) {
        something = true;
        below = Tag::kCount;
        continue;
      }
      if (!something && below == Tag::kCount) {
        p.kept = false;
      } else {
        below = run(p).tag;
      }
    }
  }

  const PageView& page_;
  std::string headline_;
  std::vector<Paragraph>& paragraphs_;
  double total_ = 0;
};

}  // namespace

void judge_paragraphs(const PageView& page, std::string_view headline,
                      std::vector<Paragraph>& paragraphs) {
  Judge(page, headline, paragraphs).judge_all();
}

void judge_fragment(const PageView& page, std::vector<Paragraph>& paragraphs) {
  Judge(page, {}, paragraphs).judge_lines();
}

}  // namespace brink
