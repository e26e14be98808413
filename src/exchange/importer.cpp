// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/decompress.h"
#include "base/no_memory.h"
#include "base/packed_input.h"
#include "base/utf8.h"
#include "exchange/cells.h"
#include "exchange/finish.h"
#include "exchange/line_reader.h"
#include "exchange/read.h"
#include "exchange/rows.h"
#include "exchange/tkg.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

// A source that was looked into: what was read ahead, then the rest.
class LookedInto : public ByteSource {
 public:
  explicit LookedInto(std::unique_ptr<ByteSource> bytes) : input_(std::move(bytes)) {}

  std::string_view first_bytes() { return input_.ahead(4); }
  Result<std::size_t> read(char* into, std::size_t room) override {
    const std::string_view held = input_.ahead(1);
    if (auto damage = input_.damage()) return *damage;
    const std::size_t taken = std::min(room, held.size());
    std::copy_n(held.data(), taken, into);
    input_.take(taken);
    return taken;
  }

 private:
  PackedInput input_;
};

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes) {
  auto looked = std::make_unique<LookedInto>(std::move(bytes));
  const auto packing = packing_of(looked->first_bytes());
  if (!packing) return looked;
  return unpack(std::move(looked), *packing);
}

// Most lines say something at their beginning.
bool says_nothing(const std::string& line) {
  const auto is_letter = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'z'); };
  const bool begins = line.size() > 8 && is_letter(line[0]) && is_letter(line[5]);
  return !begins && clean(line).empty();
}

// Files of a folder, in order of their names; hidden ones are passed over.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error) && !entry.path().filename().string().starts_with('.'))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

struct Importer::Parts {
  ImportSettings settings;
  Mapping mapping;
  Codes codes;
  ActorNames names{codes};

  Parts(const Knowledge& knowledge, ImportSettings s, Mapping m)
      : settings(std::move(s)), mapping(std::move(m)), codes(knowledge) {}

  std::string dataset() const {
    return settings.format == DataFormat::kCsv ? mapping.dataset() : std::string(name_of(settings.format));
  }
  Read read_row(const Row& row) const {
    switch (settings.format) {
      case DataFormat::kCameo: return read_cameo(codes, row);
      case DataFormat::kPhoenix: return read_phoenix(codes, row);
      case DataFormat::kGdelt1:
      case DataFormat::kGdelt2: return read_gdelt(codes, row);
      case DataFormat::kIcews: return read_icews(codes, names, row);
      case DataFormat::kPolecat: return read_polecat(codes, names, row);
      case DataFormat::kCsv: return read_csv(codes, names, mapping, row);
      default: return bad(std::string(name_of(settings.format)), "a format of rows");
    }
  }
  // Nothing for a line of column names.
  std::optional<Read> read_line(Columns& columns, Cells& held, const std::string& line, std::string& said) const {
    if (settings.format == DataFormat::kPlover) {
      said = line;
      return read_plover(codes, names, line);
    }
    const bool quoted = settings.format == DataFormat::kCsv;
    Cells::Views& cells = quoted ? held.quoted(line, mapping.delimiter()) : held.tabbed(line);
    if (columns.take_heading(cells)) return {};
    const auto layout = columns.layout_for(cells);
    if (!layout) return layout.error();
    join(cells, "\x1f", said);
    return read_row(Row(**layout, cells));
  }
};

Importer::Importer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Importer::Importer(Importer&&) noexcept = default;
Importer::~Importer() = default;

Result<Importer> Importer::open(const Knowledge& knowledge, ImportSettings settings) {
  if (settings.format == DataFormat::kTkg && !settings.epoch)
    return Error{"exchange", "tkg", "no epoch", "the day of time 0"};
  if (settings.hours_a_step != 1 && settings.hours_a_step != 24)
    return Error{"exchange", "tkg", std::to_string(settings.hours_a_step) + " hours a step", "1 or 24"};
  Mapping mapping = Mapping::own();
  if (!settings.mapping.empty()) {
    auto read = Mapping::read(settings.mapping);
    if (!read) return read.error();
    mapping = std::move(*read);
  }
  return Importer(std::make_unique<Parts>(knowledge, std::move(settings), std::move(mapping)));
}

void Importer::read_bytes(std::unique_ptr<ByteSource> bytes, const std::string& name, const Take& take,
                          const Aside& aside) const {
  try {
    read_lines(std::move(bytes), name, take, aside);
  } catch (const std::bad_alloc&) {
    (void)aside(name, no_memory("exchange", name));
  }
}

void Importer::read_lines(std::unique_ptr<ByteSource> bytes, const std::string& name, const Take& take,
                          const Aside& aside) const {
  LineReader lines(unpacked(std::move(bytes)), parts_->settings.format == DataFormat::kCsv);
  Columns columns(parts_->settings.format);
  Cells cells;
  std::string said;  // of one line after another
  const auto put_aside = [&](std::uint64_t number, Error error) {
    error.where = RecordPlace{parts_->dataset(), name, number}.text();
    std::string where = error.where;
    return aside(where, std::move(error));
  };
  while (auto line = lines.next()) {
    if (auto damage = lines.damage(); damage && !put_aside(line->number, *damage)) return;
    if (line->too_long && !put_aside(line->number, bad("a line of more than 1 MB", "a record"))) return;
    if (line->open_quote && !put_aside(line->number, bad("a quote that does not end within 64 kB", "an end; from here on a line is a record"))) return;
    if (line->too_long || says_nothing(line->text)) continue;
    std::optional<Read> read = parts_->read_line(columns, cells, line->text, said);
    if (!read) continue;
    if (!*read) {
      if (!put_aside(line->number, read->error())) return;
      continue;
    }
    finish(**read, {parts_->dataset(), name, line->number}, said);
    if (!take(std::move(**read))) return;
  }
  if (auto damage = lines.damage()) (void)put_aside(0, *damage);
}

Outcome Importer::read(const std::string& path, const Take& take, const Aside& aside) const {
  return or_no_memory("exchange", path, [&] { return read_path(path, take, aside); });
}

Outcome Importer::read_path(const std::string& path, const Take& take, const Aside& aside) const {
  if (parts_->settings.format == DataFormat::kTkg)
    return read_tkg(parts_->codes, parts_->names, parts_->settings, path, take, aside);
  if (path == "-") return read_bytes(open_standard_input(), "-", take, aside), Done{};
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    auto bytes = open_file(path);
    if (!bytes) return bytes.error();
    return read_bytes(std::move(*bytes), repair_utf8(path), take, aside), Done{};
  }
  bool going = true;
  const Take taking = [&](Imported&& read) { return going = take(std::move(read)); };
  const Aside putting = [&](const std::string& source, Error e) { return going = aside(source, std::move(e)); };
  for (const fs::path& file : files_in(path)) {
    if (!going) break;
    const std::string name = repair_utf8(file.string());
    auto bytes = open_file(file);
    if (bytes) read_bytes(std::move(*bytes), name, taking, putting);
    else putting(name, bytes.error());
  }
  return Done{};
}

}  // namespace brink
