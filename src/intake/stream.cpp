// SPDX-License-Identifier: Apache-2.0
#include "intake/stream.h"

#include <array>
#include <cstring>

#include "base/decompress.h"
#include "intake/byte_reader.h"
#include "intake/documents.h"
#include "intake/json_lines.h"
#include "intake/mail.h"
#include "intake/sniff.h"
#include "intake/warc.h"

namespace brink {
namespace {

constexpr int kMostLayers = 2;
constexpr std::size_t kHead = 4096;

// A source with its first bytes put back.
class Rejoined : public ByteSource {
 public:
  Rejoined(std::string head, std::unique_ptr<ByteSource> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    if (at_ == head_.size()) return rest_->read(into, room);
    const std::size_t n = std::min(room, head_.size() - at_);
    std::memcpy(into, head_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

// The source without its packing, as often as it is packed.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes,
                                     const ByteReader::Damage& damage) {
  for (int layer = 0; layer < kMostLayers; ++layer) {
    std::array<char, 4> first;
    std::size_t have = 0;
    while (have < first.size()) {
      const Result<std::size_t> got = bytes->read(first.data() + have, first.size() - have);
      if (!got)
        damage(got.error());
      else if (*got == 0)
        break;
      else
        have += *got;
    }
    bytes = std::make_unique<Rejoined>(std::string(first.data(), have), std::move(bytes));
    const auto packing = packing_of({first.data(), have});
    if (!packing) break;
    bytes = unpack(std::move(bytes), *packing);
  }
  return bytes;
}

// A document with a hole is not used, since it would pass for a report that ends early: it was set
// aside when the hole was met, which may be while this reads. A feed is: its reader leaves out the
// entry that is cut.
bool read_whole(ByteReader& in, Sniffed sniffed, const std::string& name, const bool& has_hole,
                const Hand& hand) {
  const std::string_view bytes = in.rest(hand.most());
  if (bytes.size() > hand.most()) {
    hand.set_aside(name, name, fmt::format("more than {} bytes", hand.most()),
                   "a smaller document");
    return true;
  }
  if (has_hole && sniffed.format != Format::kFeed) return true;
  Document envelope;
  envelope.source = name;
  return take_body({bytes, "", envelope}, sniffed, hand);
}

}  // namespace

bool read_stream(std::unique_ptr<ByteSource> bytes, const std::string& name, const Hand& hand,
                 Found found) {
  bool has_hole = false;
  const auto damage = [&](const Error& error) {
    has_hole |= error.found != kNotPacked;
    hand.set_aside(name, fmt::format("{}: {}", name, error.where), error.found, error.expected);
  };
  ByteReader in(unpacked(std::move(bytes), damage), damage);
  const std::string_view head = in.peek(kHead).substr(0, kHead);
  if (head.empty() && in.had_damage()) return true;  // told already
  const Sniffed sniffed = sniff(head, name);
  if (found == Found::kInFolder && sniffed.format == Format::kText && !is_named_text(name)) {
    hand.set_aside(name, name, "plain text under another name",
                   "a page, feed, mail, WARC, JSONL or .txt");
    return true;
  }
  switch (sniffed.format) {
    case Format::kWarc:
      return read_warc(in, name, hand);
    case Format::kJsonLines:
      return read_json_lines(in, name, hand);
    case Format::kMailbox:
      return read_mailbox(in, name, hand);
    default:
      return read_whole(in, sniffed, name, has_hole, hand);
  }
}

}  // namespace brink
