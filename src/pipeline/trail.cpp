// SPDX-License-Identifier: Apache-2.0
#include "pipeline/trail.h"

#include <algorithm>

#include "base/files.h"
#include "base/iso_time.h"
#include "base/rows.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> tables_of(const fs::path& data) {
  std::vector<fs::path> files{data / "frames" / "verbs.tsv", data / "frames" / "nouns.tsv"};
  std::error_code ignored;
  for (const char* folder : {"verbs", "nouns"})
    for (const auto& entry : fs::directory_iterator(data / "frames" / folder, ignored)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string days_of(const Role& role) {
  if (!role.from && !role.until) return "";
  if (!role.until) return " (since " + to_iso(*role.from) + ")";
  return " (" + (role.from ? to_iso(*role.from) + " " : "") + "to " + to_iso(*role.until) + ")";
}

// What a table knows of the party that has this name and code on the day.
std::string known_as(const Knowledge& knowledge, const Actor& actor, Day day) {
  for (const Party* party : knowledge.who_is(actor.name)) {
    if (capacity_of(*party, day).code != actor.code) continue;
    const Role* now = role_on(*party, day);
    const Role* role = now ? now : role_before(*party, day);
    std::string line = party->name;
    if (role && !role->title.empty()) line += ", " + std::string(now ? "" : "formerly ") + role->title;
    return line + (role ? days_of(*role) : "");
  }
  return {};
}

std::string line_of(const Knowledge& knowledge, const Actor& actor, Day day) {
  const std::string known = known_as(knowledge, actor, day);
  std::string line = "\"" + actor.text + "\": " + actor.code;
  for (const std::string& sector : actor.sector) line += "/" + sector;
  if (!known.empty()) return line + ", " + known;
  if (actor.code == "UNK") return line + ", whom no table names";
  return line + (actor.name.empty() || actor.name == actor.text ? ", by the words themselves" : ", that is " + actor.name);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> frame_row(const fs::path& data, const std::string& rule) {
  for (const fs::path& file : tables_of(data)) {
    const auto text = read_file(file.string());
    if (!text || text->find(rule) == std::string::npos) continue;
    const auto rows = rows_of(*text);
    for (const auto& row : rows) {
      if (row.empty() || row.front() != rule) continue;
      std::vector<std::pair<std::string, std::string>> cells;
      for (std::size_t i = 1; i < row.size() && i < rows.front().size(); ++i)
        if (!row[i].empty() && rows.front()[i] != "source") cells.emplace_back(rows.front()[i], row[i]);
      return cells;
    }
  }
  return {};
}

std::vector<std::string> who_they_are(const Knowledge& knowledge, const Event& event, Day day) {
  std::vector<std::string> lines;
  const auto add = [&](const Actor& actor) {
    std::string line = line_of(knowledge, actor, day);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
  };
  for (const Actor& actor : event.actor) add(actor);
  for (const Actor& actor : event.recipient) add(actor);
  if (event.speaker) add(*event.speaker);
  return lines;
}

std::string what_dated(const Event& event, std::string_view text, std::span<const Timex> times) {
  for (const Timex& time : times)
    if (event.sentence_span.contains(time.span) && !event.date.empty() && time.value.starts_with(event.date))
      return "\"" + std::string(time.span.of(text)) + "\": " + time.value;
  return {};
}

}  // namespace brink
