// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"
#include "brink/time.h"
#include "knowledge/actors.h"
#include "knowledge/petrarch_verbs.h"
#include "knowledge/phrases.h"

namespace brink {

enum class DictionaryKind { kActors, kAgents, kVerbs, kOther };

// What became of one file of dictionaries.
struct DictionaryFile {
  std::filesystem::path path;
  DictionaryKind kind = DictionaryKind::kOther;
  std::uint64_t entries = 0;   // lines that say something
  std::uint64_t loaded = 0;    // of these, how many are used
  std::vector<Error> remarks;  // why others are not; the first 100
};

// A code and the days in which it holds, both inside.
struct DatedCode {
  std::string code;  // "AFGGOV"; "---" for nobody
  std::optional<Day> from, until;
};

struct DictionaryActor {
  std::vector<std::string> names;  // as written, with blanks: "HAMID KARZAI"
  std::vector<DatedCode> codes;    // the first that holds counts; one without days stands last
};

struct DictionaryAgent {
  std::vector<std::string> names;  // singular and plural
  std::string code;                // "GOV"
  bool in_front = false;           // stands before the actor's code: "NGO"
};

// An event as a dictionary codes it.
struct DictionaryEvent {
  std::string source, target, code;  // "CALGOV", "OSGMIL", "122"
  std::size_t verb = 0;              // token
  std::string pattern;               // as the dictionary writes it; the verb alone where none held
};

// TABARI's and PETRARCH's dictionaries, read as they are. docs/exchange.md tells what of their form
// is understood. Immutable; safe to share between threads.
class Dictionaries {
 public:
  // All files of a folder that are such dictionaries, recognised by their form. Lines that cannot be
  // used are told in files(); an Error only for a folder or file that cannot be read.
  static Result<Dictionaries> read(const std::filesystem::path& folder);

  bool empty() const { return actors_.empty() && agents_.empty() && verbs_.empty(); }
  bool has_verbs() const { return !verbs_.empty(); }
  const std::vector<DictionaryFile>& files() const { return files_; }
  std::span<const DictionaryActor> actors() const { return actors_; }
  std::span<const DictionaryAgent> agents() const { return agents_; }
  const VerbDictionary& verbs() const { return verbs_; }

  // Codes a sentence by the order of its words: actors and agents by name, verbs by their patterns.
  // Where tokens are tagged, only what is tagged a verb is one.
  std::vector<DictionaryEvent> code(std::span<const Token> tokens, Day day) const;

 private:
  void index();

  std::vector<DictionaryFile> files_;
  std::vector<DictionaryActor> actors_;
  std::vector<DictionaryAgent> agents_;
  VerbDictionary verbs_;
  Vocabulary words_;
  Phrases actor_names_{true}, agent_names_{true};
};

// The code that holds on a day; "" when none does.
std::string code_on(const DictionaryActor& actor, Day day);

// For whom a dictionary's code stands: "CALGOV" is {"CAL", {"GOV"}}, "IGOWSTNAT" stays whole. "UNK" where
// the code names nobody.
Capacity capacity_of_code(const std::string& code);

// The dictionaries of a folder as a table of data/ ("actors/organisations.tsv", "agents.tsv"), so that
// they can lie over it; "" for any other table, or when there are none.
std::string table_of_dictionaries(const std::filesystem::path& folder, std::string_view name);

// What the readers of files share (petrarch_text.cpp).

// A line without its comments ("#", ";", "<!-- -->") and blanks at its end. `inside`: within a comment
// of several lines.
std::string without_comment(std::string_view line, bool& inside);
DictionaryKind kind_of_dictionary(std::string_view text);
// What stands in the last square brackets; nothing when there are none.
std::optional<std::string> bracketed(std::string_view line);
// "NAME_OF_ONE" -> "NAME OF ONE".
std::string spaced(std::string_view phrase);

void read_actor_dictionary(std::string_view text, DictionaryFile& file, std::vector<DictionaryActor>& actors);
void read_agent_dictionary(std::string_view text, DictionaryFile& file, std::vector<DictionaryAgent>& agents);
void note(DictionaryFile& file, std::size_t line, std::string found, std::string expected);

}  // namespace brink
