// SPDX-License-Identifier: Apache-2.0
#include "knowledge/knowledge_image.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/hash.h"
#include "base/mapped_file.h"
#include "knowledge/image.h"

namespace brink {

namespace {

// A T, to be read or to be written.
template <class V, class T>
concept Is = std::is_same_v<std::remove_const_t<V>, T>;

}  // namespace

// The members that are kept, type by type.
struct KnowledgeFields {
  static void of(auto& i, Is<Ontology::Type> auto& v) { i(v.score, v.quad, v.needs_recipient); }
  static void of(auto& i, Is<Ontology::Cameo> auto& v) { i(v.type, v.mode, v.contexts, v.score); }
  static void of(auto& i, Is<Ontology> auto& v) {
    i(v.types_, v.modes_, v.cameo_, v.cameo_roots_, v.contexts_, v.sectors_);
  }
  static void of(auto& i, Is<Role> auto& v) { i(v.code, v.sectors, v.title, v.from, v.until); }
  static void of(auto& i, Is<Party> auto& v) {
    i(v.kind, v.name, v.roles, v.family, v.sex, v.lat, v.lon);
  }
  static void of(auto& i, Is<Agent> auto& v) { i(v.word, v.sectors, v.title, v.country); }
  static void of(auto& i, Is<PlaceEntry> auto& v) {
    i(v.name, v.country, v.kind, v.lat, v.lon, v.geonames);
  }
  static void of(auto& i, Is<Vocabulary> auto& v) { i(v.letters_, v.ends_, v.slots_); }
  static void of(auto& i, Is<Phrases> auto& v) { i(v.folded_, v.edges_, v.nodes_, v.meanings_); }
  static void of(auto& i, Is<Actors> auto& v) {
    i(v.parties_, v.places_, v.agents_, v.meanings_, v.kinds_and_names_, v.by_country_, v.names_,
      v.agent_words_);
  }
  static void of(auto& i, Is<Word> auto& v) {
    i(v.classes, v.verbs, v.noun_too, v.nouns, v.contexts, v.modes, v.cue);
  }
  static void of(auto& i, Is<Words::Irregular> auto& v) { i(v.past, v.participle); }
  static void of(auto& i, Is<Words> auto& v) {
    i(v.words_, v.irregular_, v.lemma_numbers_, v.lemmas_);
  }
  static void of(auto& i, Is<ActRule> auto& v) { i(v.marker, v.actor, v.status); }
  static void sense(auto& i, auto& v) {
    i(v.id, v.type, v.cameo, v.modes, v.contexts, v.actor, v.recipient, v.needs, v.blocked);
  }
  static void of(auto& i, Is<Complement> auto& v) { i(v.preposition, v.wanted); }
  static void of(auto& i, Is<VerbSense> auto& v) {
    sense(i, v);
    i(v.particles, v.object, v.complements, v.acts);
  }
  static void of(auto& i, Is<NounSense> auto& v) {
    sense(i, v);
    i(v.noun);
  }
  static void of(auto& i, Is<Cue> auto& v) { i(v.kind, v.rest, v.status); }
  static void of(auto& i, Is<ModeRule> auto& v) { i(v.type, v.mode); }
  static void of(auto& i, Is<Frames> auto& v) {
    i(v.verbs_, v.nouns_, v.cues_, v.senses_by_lemma_, v.cues_by_lemma_, v.noun_cues_,
      v.class_numbers_, v.reports_, v.supports_, v.modes_, v.contexts_, v.noun_phrases_);
  }
  static void of(auto& i, Is<Equipment> auto& v) { i(v.names_, v.starts_); }
  static void of(auto& i, Is<NameWord> auto& v) { i(v.cues, v.sectors, v.sex); }
  static void of(auto& i, Is<StandIn> auto& v) { i(v.kind, v.codes, v.sectors); }
  static void of(auto& i, Is<NameWords> auto& v) {
    i(v.words_, v.given_, v.stand_ins_, v.endings_, v.longest_ending_);
  }
  static void of(auto& i, Is<Units> auto& v) { i(v.echelons_, v.branches_, v.kit_); }
  static void of(auto& i, Is<AttributionCues> auto& v) {
    for (auto& takes : v.takes_) i(takes);
  }
  static void of(auto& i, Is<Knowledge> auto& v) {
    i(v.ontology_, v.actors_, v.words_, v.frames_, v.equipment_, v.name_words_, v.units_,
      v.attribution_cues_, v.vocabulary_);
  }
};

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTable = std::size_t{64} << 20;  // bytes of a table, of the compiled file

// What stands before the image. In the order of this machine's bytes, so that another's is refused.
struct ImageHead {
  char magic[8] = {'B', 'r', 'n', 'k', 'T', 'a', 'b', '1'};
  std::uint64_t form = 0;    // of the members' kinds, and of the program's version
  std::uint64_t tables = 0;  // of the text of the tables
  std::uint64_t image = 0;   // of what follows
};

std::uint64_t hash_of_form() {
  ImageForm<KnowledgeFields> form;
  form(Knowledge());
  return short_hash(form.text() + version());
}

// Of all tables below a folder, whatever their order there; nothing when one cannot be read.
std::optional<std::uint64_t> hash_of_tables(const fs::path& tables) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator at(tables, error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".tsv") paths.push_back(at->path());
  if (error) return {};
  std::sort(paths.begin(), paths.end());
  std::string hashes;
  for (const fs::path& path : paths) {
    const auto text = read_file(path, kMostTable);
    if (!text) return {};
    hashes += path.lexically_relative(tables).generic_string() + '\n' +
              std::to_string(short_hash(*text)) + '\n';
  }
  return short_hash(hashes);
}

}  // namespace

fs::path compiled_tables() {
  std::error_code error;
  const fs::path beside = share_dir() / "tables.image";
  return fs::exists(beside, error) ? beside : fs::path(BRINK_TABLES_IMAGE);
}

std::string image_of(const Knowledge& knowledge) {
  ImageWriter<KnowledgeFields> image;
  image(knowledge);
  return image.bytes();
}

Outcome compile_tables(const fs::path& tables, const fs::path& file) {
  const auto knowledge = Knowledge::read_text(tables, {});
  if (!knowledge) return knowledge.error();
  const auto hash = hash_of_tables(tables);
  if (!hash) return Error{"knowledge", tables.string(), "a table that cannot be read", "tables"};
  const std::string image = image_of(*knowledge);
  ImageHead head;
  head.form = hash_of_form(), head.tables = *hash, head.image = short_hash(image);
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&head), sizeof head);
  out.write(image.data(), static_cast<std::streamsize>(image.size()));
  out.close();
  if (!out)
    return Error{"knowledge", file.string(), "a file that cannot be written",
                 "room for the compiled tables"};
  return Done{};
}

std::optional<Knowledge> read_compiled(const fs::path& file, const fs::path& tables) {
  const auto mapped = MappedFile::open(file, kMostTable);
  if (!mapped) return {};
  ImageHead head;
  const ImageHead wanted;
  if ((*mapped)->bytes().size() < sizeof head) return {};
  std::memcpy(&head, (*mapped)->bytes().data(), sizeof head);
  const std::string_view bytes = (*mapped)->bytes().substr(sizeof head);
  if (std::memcmp(head.magic, wanted.magic, sizeof head.magic) != 0 ||
      head.form != hash_of_form() || head.tables != hash_of_tables(tables) ||
      head.image != short_hash(bytes))
    return {};
  std::optional<Knowledge> knowledge(std::in_place);
  ImageReader<KnowledgeFields> image(bytes);
  image(*knowledge);
  if (!image.whole()) knowledge.reset();
  return knowledge;
}

}  // namespace brink
