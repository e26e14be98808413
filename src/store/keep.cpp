// SPDX-License-Identifier: Apache-2.0
#include "store/keep.h"

#include "base/utf8.h"

namespace brink {

void cut(Document& document, Keep keep) {
  if (keep == Keep::kFull) return;
  document.text.clear();
  for (Caption& caption : document.captions) caption.text.clear();
}

bool EventCutter::sentence_fits(std::int32_t sentence) {
  if (limit_.characters == 0) return false;
  if (limit_.sentences != 0 && sentences_.size() >= limit_.sentences &&
      !sentences_.contains(sentence))
    return false;
  sentences_.insert(sentence);
  return true;
}

std::string EventCutter::shortened(const std::string& text) const {
  std::size_t at = 0;
  for (std::size_t n = 0; n < limit_.characters && at < text.size(); ++n) next_code_point(text, at);
  return text.substr(0, at);
}

void EventCutter::cut(Event& event) {
  if (keep_ == Keep::kFull) return;
  const bool fits = keep_ == Keep::kExcerpt && sentence_fits(event.sentence);
  for (Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front()) {
    part->text = fits ? shortened(part->text) : "";
    part->condition = fits ? shortened(part->condition) : "";
  }
}

}  // namespace brink
