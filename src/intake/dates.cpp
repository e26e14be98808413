// SPDX-License-Identifier: Apache-2.0
#include "intake/dates.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/iso_time.h"
#include "base/utf8.h"

namespace brink {
namespace {

std::optional<Timestamp> read_epoch(std::string_view text) {
  const bool milliseconds = text.size() == 13;
  if (text.size() != 10 && !milliseconds) return {};
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size() || count < 0) return {};
  Timestamp moment;
  moment.utc = std::chrono::sys_seconds(std::chrono::seconds(milliseconds ? count / 1000 : count));
  moment.has_time = true;
  return moment;
}

}  // namespace

std::optional<Timestamp> read_any_date(std::string_view text) {
  text = trim(text.substr(0, 64));
  if (const auto epoch = read_epoch(text)) return epoch;
  if (const auto iso = read_iso(text)) return iso;
  if (const auto mail = read_rfc5322(text)) return mail;
  std::string dashed(text);
  std::replace(dashed.begin(), dashed.end(), '/', '-');
  return read_iso(dashed);
}

}  // namespace brink
