// SPDX-License-Identifier: Apache-2.0
#include "parse/model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/hash.h"
#include "base/mapped_file.h"

namespace brink::parse {
namespace {

constexpr std::size_t kMostBytes = std::size_t{256} << 20;
constexpr int kDeepest = 512;  // products summed: more might overflow (see kMost)

// No trained network has greater ones by far. With these the greatest score of an edge is some 1e27: nothing
// on the way is infinite or no number, and none is as low as what a tree never takes (tree.cpp).
constexpr float kMostFactor = 16;
constexpr std::int32_t kMostBase = 1 << 24;

bool wide(int n, int most) { return n > 0 && n <= most && n % 16 == 0; }

bool sensible(const Model::Head& h) {
  bool good = h.words >= 2 && h.words <= 1 << 20 && h.row_bits >= 4 && h.row_bits <= 20 &&
              h.layers >= 1 && h.layers <= 6;
  good = good && wide(h.dim, kDeepest) && wide(h.hidden, kDeepest / 3) && wide(h.arc, kDeepest) &&
         wide(h.label, kDeepest) && wide(h.tag, kDeepest);
  for (const std::int32_t n : h.answers) good = good && n >= 1 && n <= 1 << 14;
  for (const std::int32_t n : h.choices) good = good && n >= 0 && n <= 1 << 22;
  for (const std::int32_t n : h.text_bytes) good = good && n >= 0 && n <= 1 << 26;
  return good && h.relations >= 1 && h.relations <= 1 << 10;
}

// Lines to names; false unless there are `count`.
template <class Name>
bool split(std::string_view text, int count, std::vector<Name>& names) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return static_cast<int>(names.size()) == count;
}

}  // namespace

// Owns the mapping, or the bytes themselves.
struct Model::Bytes {
  std::string kept;
  std::shared_ptr<const MappedFile> mapped;
};

// Walks over the blocks; remembers whether one was not all there.
class Model::Cursor {
 public:
  explicit Cursor(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  template <class T>
  const T* take(std::size_t count) {
    at_ = (at_ + kPad - 1) / kPad * kPad;
    const std::size_t size = count * sizeof(T);
    if (at_ > bytes_.size() || size > bytes_.size() - at_) {
      whole_ = false;
      return nullptr;
    }
    const T* block = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += size;
    return block;
  }

  std::string_view text(int size) {
    return {take<char>(static_cast<std::size_t>(size)),
            whole_ ? static_cast<std::size_t>(size) : 0};
  }

  Weights weights(int depth, int columns) {
    Weights w;
    w.depth = depth, w.columns = columns;
    w.data =
        take<std::int16_t>(static_cast<std::size_t>(depth) * static_cast<std::size_t>(columns));
    w.scale = factors(columns), w.bias = factors(columns);
    return w;
  }

  ByteWeights byte_weights(int depth, int columns) {
    ByteWeights w;
    w.depth = depth, w.columns = columns;
    w.data = take<std::int8_t>(static_cast<std::size_t>(depth) * static_cast<std::size_t>(columns));
    w.base = take<std::int32_t>(static_cast<std::size_t>(columns));
    whole_ = whole_ && std::all_of(w.base, w.base + columns, [](std::int32_t n) { return n >= -kMostBase && n <= kMostBase; });
    w.scale = factors(columns), w.bias = factors(columns);
    if (whole_) w.runs = runs_of(w);
    return w;
  }

  ByteTable bytes(int rows, int columns) {
    ByteTable t;
    t.data = take<std::int8_t>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    t.scale = factors(rows);
    return t;
  }

  Choices choices(int classes, int tag, int xpos, int pairs) {
    const auto n = static_cast<std::size_t>(classes);
    Choices c;
    c.rows = take<std::int16_t>(n * static_cast<std::size_t>(tag));
    c.scale = factors(classes), c.bias = factors(classes);
    c.starts = numbers(xpos + 1);
    c.classes = numbers(pairs);
    whole_ = whole_ && ascend(c.starts, pairs) && below(c.classes, classes);
    return c;
  }

  bool whole() const { return whole_; }
  bool at_end() const { return at_ == bytes_.size(); }

 private:
  // Of which none is too great, or no number.
  const float* factors(int count) {
    const auto* at = take<float>(static_cast<std::size_t>(count));
    whole_ = whole_ && std::all_of(at, at + count, [](float x) { return std::fabs(x) <= kMostFactor; });
    return at;
  }

  std::span<const std::int32_t> numbers(int count) {
    const auto* at = take<std::int32_t>(static_cast<std::size_t>(count));
    return at ? std::span(at, static_cast<std::size_t>(count)) : std::span<const std::int32_t>();
  }

  static bool ascend(std::span<const std::int32_t> starts, int end) {
    return !starts.empty() && starts.front() == 0 && starts.back() == end &&
           std::is_sorted(starts.begin(), starts.end());
  }

  static bool below(std::span<const std::int32_t> numbers, int end) {
    return std::all_of(numbers.begin(), numbers.end(),
                       [end](std::int32_t n) { return n >= 0 && n < end; });
  }

  std::string_view bytes_;
  std::size_t at_;
  bool whole_ = true;
};

Result<std::shared_ptr<const Model>> Model::map(const std::filesystem::path& path) {
  auto mapped = MappedFile::open(path, kMostBytes);
  if (!mapped) return Error{"parse", path.string(), mapped.error().found, "a parser model"};
  auto bytes = std::make_shared<Bytes>();
  bytes->mapped = std::move(*mapped);
  auto model = std::make_shared<Model>();
  model->bytes_ = bytes;
  const auto opened = model->open(bytes->mapped->bytes(), path.string());
  if (!opened) return opened.error();
  return std::shared_ptr<const Model>(std::move(model));
}

Result<std::shared_ptr<const Model>> Model::keep(std::string bytes, const std::string& where) {
  auto held = std::make_shared<Bytes>();
  held->kept = std::move(bytes);
  auto model = std::make_shared<Model>();
  model->bytes_ = held;
  const auto opened = model->open(held->kept, where);
  if (!opened) return opened.error();
  return std::shared_ptr<const Model>(std::move(model));
}

Result<bool> Model::open(std::string_view bytes, const std::string& where) {
  const auto bad = [&](std::string found, std::string expected) {
    return Error{"parse", where, std::move(found), std::move(expected)};
  };
  if (bytes.substr(0, 6) != kMagic.substr(0, 6))
    return bad("another kind of file", "a parser model");
  if (bytes.substr(0, 8) != kMagic)
    return bad("version " + std::string(bytes.substr(6, 2)),
               "version " + std::string(kMagic.substr(6)));
  Head head;
  if (bytes.size() < 16 + sizeof head)
    return bad(std::to_string(bytes.size()) + " bytes", "a whole parser model");
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes.data() + 8, sizeof sum);
  if (short_hash(bytes.substr(16)) != sum) return bad("a damaged file", "its checksum to hold");
  std::memcpy(&head, bytes.data() + 16, sizeof head);
  if (!sensible(head)) return bad("sizes that no parser has", "a parser model");
  Cursor cursor(bytes, 16 + sizeof head);
  if (!place(cursor, head) || !cursor.whole() || !cursor.at_end())
    return bad("blocks that do not fill the file, or numbers that no parser has", "a parser model");
  return true;
}

bool Model::place(Cursor& cursor, const Head& h) {
  sizes = {h.words, h.row_bits, h.dim, h.hidden, h.layers, h.arc, h.label, h.tag, {}, h.relations};
  for (int q = 0; q < kQuestions; ++q) sizes.answers[q] = h.answers[q];
  words = cursor.bytes(h.words, h.dim);
  rows = cursor.bytes(1 << h.row_bits, h.dim);
  input = cursor.weights(h.dim, 6 * h.hidden);
  for (int l = 0; l < h.layers; ++l) {
    auto& both = layers.emplace_back();
    for (CellWeights& cell : both) {
      if (l > 0) cell.below = cursor.byte_weights(2 * h.hidden, 3 * h.hidden);
      cell.before = cursor.byte_weights(h.hidden, 3 * h.hidden);
    }
  }
  heads = cursor.byte_weights(2 * h.hidden, head_columns(sizes));
  arc = cursor.weights(h.arc, h.arc);
  relation = cursor.weights(h.label, up16(h.relations));
  tags = cursor.weights(h.tag, first_answer_columns(sizes));
  feats = cursor.choices(h.answers[kFeats], h.tag, h.answers[kXpos], h.choices[0]);
  lemmas = cursor.choices(h.answers[kLemma], h.tag, h.answers[kXpos], h.choices[1]);
  std::vector<std::string_view> spelt;
  bool good = split(cursor.text(h.text_bytes[0]), h.words, spelt);
  for (int q = 0; q < kQuestions; ++q)
    good = good && split(cursor.text(h.text_bytes[1 + q]), h.answers[q], answers[q]);
  good = good && split(cursor.text(h.text_bytes[1 + kQuestions]), h.relations, relations);
  good = good && read_lemmas(cursor.text(h.text_bytes[2 + kQuestions]));
  sample = cursor.text(h.text_bytes[3 + kQuestions]);
  vocabulary_.reserve(spelt.size());
  for (std::size_t i = 0; i < spelt.size(); ++i) vocabulary_.emplace(spelt[i], static_cast<int>(i));
  return good;
}

// Lines of form, UPOS and lemma, parted by tabs.
bool Model::read_lemmas(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    const std::string_view line = text.substr(0, end);
    const std::size_t tab = line.rfind('\t');
    if (tab == std::string_view::npos) return false;
    const std::size_t middle = line.substr(0, tab).rfind('\t');
    if (middle == std::string_view::npos) return false;
    lemmas_[line.substr(0, middle)].push_back({line.substr(middle + 1, tab - middle - 1), line.substr(tab + 1)});
    text.remove_prefix(end + 1);
  }
  return true;
}

std::span<const KnownLemma> Model::known_lemmas(std::string_view form) const {
  const auto at = lemmas_.find(form);
  return at == lemmas_.end() ? std::span<const KnownLemma>() : std::span<const KnownLemma>(at->second);
}

int Model::word(std::string_view vocabulary_form) const {
  const auto at = vocabulary_.find(vocabulary_form);
  return at == vocabulary_.end() ? kUnknown : at->second;
}

}  // namespace brink::parse
