// SPDX-License-Identifier: Apache-2.0
#include "knowledge/petrarch.h"

#include <algorithm>

#include "base/files.h"
#include "base/utf8.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 64u << 20;

// Tables and records of other kinds lie in the same folders.
bool may_be_dictionary(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".txt" || extension == ".actors" || extension == ".agents" || extension == ".verbs";
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error) && may_be_dictionary(entry.path())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<Dictionaries> Dictionaries::read(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return Error{"knowledge", folder.string(), "no folder", "a folder of dictionaries"};
  Dictionaries all;
  for (const fs::path& path : files_in(folder)) {
    const auto bytes = read_file(path, kMostBytes);
    if (!bytes) return Error{"knowledge", path.string(), bytes.error().found, bytes.error().expected};
    const std::string text = repair_utf8(*bytes);
    DictionaryFile file{path, kind_of_dictionary(text), 0, 0, {}};
    switch (file.kind) {
      case DictionaryKind::kActors: read_actor_dictionary(text, file, all.actors_); break;
      case DictionaryKind::kAgents: read_agent_dictionary(text, file, all.agents_); break;
      case DictionaryKind::kVerbs: all.verbs_.read(text, file); break;
      case DictionaryKind::kOther: break;
    }
    all.files_.push_back(std::move(file));
  }
  all.index();
  return all;
}

void Dictionaries::index() {
  for (std::uint32_t i = 0; i < actors_.size(); ++i)
    for (const std::string& name : actors_[i].names) actor_names_.add(fold_case(name), i, words_);
  for (std::uint32_t i = 0; i < agents_.size(); ++i)
    for (const std::string& name : agents_[i].names) agent_names_.add(fold_case(name), i, words_);
}

}  // namespace brink
