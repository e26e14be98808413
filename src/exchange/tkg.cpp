// SPDX-License-Identifier: Apache-2.0
#include "exchange/tkg.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>

#include "exchange/cells.h"
#include "exchange/finish.h"
#include "exchange/line_reader.h"
#include "exchange/read.h"
#include "fmt/format.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNames = 4u << 20;
constexpr std::int64_t kMostSteps = 24 * 366 * 1000;

std::string with_blanks(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return clean(text);
}

// Numbers of a list and what they name.
using Names = std::unordered_map<std::int64_t, std::string>;

class GraphReader {
 public:
  GraphReader(const Codes& codes, const ActorNames& names, const ImportSettings& settings,
              fs::path folder, const Importer::Take& take, const Importer::Aside& aside)
      : codes_(codes), names_(names), settings_(settings), folder_(std::move(folder)), take_(take), aside_(aside) {}

  Outcome read() {
    auto entities = read_names("entity2id.txt");
    if (!entities) return entities.error();
    entities_ = std::move(*entities);
    auto relations = read_names("relation2id.txt");
    if (!relations) return relations.error();
    if (!map_relations(*relations)) return Done{};
    for (const fs::path& file : fact_files())
      if (!read_facts(file)) break;
    return Done{};
  }

 private:
  Result<Names> read_names(const char* file) {
    const fs::path path = folder_ / file;
    auto bytes = open_file(path);
    if (!bytes) return bytes.error();
    LineReader lines(std::move(*bytes), false);
    Names names;
    while (auto line = lines.next()) {
      const std::size_t tab = line->text.rfind('\t');
      const auto number = tab == std::string::npos ? std::nullopt : whole_number_of(std::string_view(line->text).substr(tab + 1));
      if (!number) {  // some lists begin with their length
        if (line->number > 1 && !clean(line->text).empty() && !put_aside(path, line->number, bad("\"" + line->text.substr(0, 60) + "\"", "a name, a tab and a number"))) break;
        continue;
      }
      if (names.size() >= kMostNames) return Error{"exchange", path.string(), "more names", fmt::format("at most {}", kMostNames)};
      names[*number] = with_blanks(line->text.substr(0, tab));
    }
    return names;
  }

  bool map_relations(const Names& relations) {
    for (const auto& [number, name] : relations) {
      relation_names_[number] = name;
      std::string code = codes_.code_named(name);
      if (code.empty()) code = codes_.repaired(name, "", 3).value_or("");  // some sets give the codes
      if (!code.empty()) cameo_[number] = code;
      else if (!put_aside(folder_ / "relation2id.txt", static_cast<std::uint64_t>(number), bad("relation \"" + name + "\"", "a CAMEO code or its name"))) return false;
    }
    return true;
  }

  std::vector<fs::path> fact_files() const {
    std::set<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
      const std::string name = entry.path().filename().string();
      if (entry.path().extension() == ".txt" && !name.ends_with("2id.txt") && name != "stat.txt" && entry.is_regular_file(error))
        files.insert(entry.path());
    }
    return {files.begin(), files.end()};
  }

  bool read_facts(const fs::path& file) {
    auto bytes = open_file(file);
    if (!bytes) return put_aside(file, 0, bytes.error());
    LineReader lines(std::move(*bytes), false);
    while (auto line = lines.next()) {
      if (clean(line->text).empty()) continue;
      auto read = fact(line->text);
      if (!read) {
        if (!put_aside(file, line->number, read.error())) return false;
        continue;
      }
      const std::string said = read->events.front().date + "\n" + read->report.title;
      finish(*read, {"tkg", file.string(), line->number}, said);
      if (!take_(std::move(*read))) return false;
    }
    return true;
  }

  Result<Imported> fact(std::string_view line) const {
    const auto parts = list_of(line, " \t");
    std::int64_t n[4];
    for (std::size_t i = 0; i < 4; ++i) {
      const auto number = i < parts.size() ? whole_number_of(parts[i]) : std::nullopt;
      if (!number) return bad("\"" + std::string(line.substr(0, 60)) + "\"", "numbers of subject, relation, object and time");
      n[i] = *number;
    }
    const auto subject = entities_.find(n[0]), object = entities_.find(n[2]);
    if (subject == entities_.end() || object == entities_.end())
      return bad(fmt::format("entity {}", subject == entities_.end() ? n[0] : n[2]), "a number of entity2id.txt");
    const auto cameo = cameo_.find(n[1]);
    if (cameo == cameo_.end()) return bad(fmt::format("relation {}", n[1]), "a number of relation2id.txt that has a CAMEO code");
    if (n[3] < 0 || n[3] > kMostSteps) return bad(fmt::format("time {}", n[3]), fmt::format("0 to {}", kMostSteps));
    const Day day = *settings_.epoch + std::chrono::days(n[3] * settings_.hours_a_step / 24);
    if (day > Day(std::chrono::year(2999) / 12 / 31)) return bad(fmt::format("time {}", n[3]), "a day before the year 3000");
    Imported read;
    Event event = event_of_cameo(codes_, cameo->second, day);
    event.actor = {names_.who(subject->second, "", day)};
    event.recipient = {names_.who(object->second, "", day)};
    read.events.push_back(std::move(event));
    read.report.outlet = folder_.filename().string();
    read.report.title = subject->second + ": " + relation_names_.at(n[1]) + ": " + object->second;
    return read;
  }

  bool put_aside(const fs::path& file, std::uint64_t line, Error error) const {
    const std::string place = RecordPlace{"tkg", file.string(), line}.text();
    error.where = place;
    return aside_(place, std::move(error));
  }

  const Codes& codes_;
  const ActorNames& names_;
  const ImportSettings& settings_;
  fs::path folder_;
  const Importer::Take& take_;
  const Importer::Aside& aside_;
  Names entities_, relation_names_, cameo_;
};

}  // namespace

Outcome read_tkg(const Codes& codes, const ActorNames& names, const ImportSettings& settings,
                 const std::string& folder, const Importer::Take& take, const Importer::Aside& aside) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return Error{"exchange", folder, "no folder", "a folder with entity2id.txt, relation2id.txt and lists of facts"};
  fs::path path = fs::path(folder).lexically_normal();
  if (path.filename().empty()) path = path.parent_path();
  return GraphReader(codes, names, settings, path, take, aside).read();
}

}  // namespace brink
