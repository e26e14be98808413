// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pipeline.h"

#include <chrono>

#include "base/files.h"
#include "base/no_memory.h"
#include "base/url.h"
#include "events/events.h"
#include "extract/extract.h"
#include "factuality/factuality.h"
#include "intake/intake.h"
#include "knowledge/knowledge.h"
#include "parse/parse.h"
#include "pipeline/arrivals.h"
#include "pipeline/dateline_cut.h"
#include "pipeline/dictionary_events.h"
#include "pipeline/given_tokens.h"
#include "pipeline/merge.h"
#include "pipeline/trail.h"
#include "places/places.h"
#include "sentences/sentences.h"
#include "times/times.h"

namespace brink {
namespace {

constexpr int kBatch = 200;  // documents a commit: an interrupted run repeats at most these

using Clock = std::chrono::steady_clock;

// Adds the time of its own life to a stage.
class Timing {
 public:
  explicit Timing(StageCount& stage) : stage_(stage), start_(Clock::now()) { ++stage_.took; }
  ~Timing() { stage_.seconds += std::chrono::duration<double>(Clock::now() - start_).count(); }
  Timing(const Timing&) = delete;
  Timing& operator=(const Timing&) = delete;

 private:
  StageCount& stage_;
  Clock::time_point start_;
};

// What servers said of the pages of one source. It is kept only when all of them could be used:
// else "not changed" would one day be taken for "here already".
class Validators {
 public:
  Validators(Archive* archive, FetchGate gate) : archive_(archive), gate_(std::move(gate)) {}

  FetchMemory memory() {
    FetchMemory memory;
    memory.gate = gate_;
    if (!archive_) return memory;
    memory.recall = [this](const std::string& url) {
      const auto known = archive_->validators(url);
      return known ? std::pair(known->etag, known->last_modified)
                   : std::pair<std::string, std::string>();
    };
    memory.keep = [this](const std::string& url, const std::string& etag,
                         const std::string& modified) {
      fresh_.push_back({url, etag, modified});
    };
    return memory;
  }

  void end_source(bool all_used) {
    if (all_used)
      for (const Fresh& f : fresh_)
        (void)archive_->keep_validators(f.url, {f.etag, f.modified})
            .ok();  // at worst the page is fetched again
    fresh_.clear();
  }

 private:
  struct Fresh {
    std::string url, etag, modified;
  };
  Archive* archive_;
  FetchGate gate_;
  std::vector<Fresh> fresh_;
};

IntakeSettings intake_settings(const Settings& settings) {
  IntakeSettings intake;
  intake.most_page_bytes = settings.most_page_bytes;
  intake.allow_private = settings.allow_private;
  return intake;
}

}  // namespace

struct Pipeline::Stages {
  Settings settings;
  std::optional<Timestamp> assumed_published;
  Extractor extractor;
  Splitter splitter;
  Parser parser;
  Knowledge knowledge;
  TimeTagger times;
  EntityFinder entities;
  QuoteFinder quotes;
  std::optional<Places> places;  // there once the pipeline is open, as is what follows
  std::optional<Coder> coder;
  std::optional<FactualityReader> factuality;
  Dictionaries dictionaries;  // the user's own, among the tables

  Stages(Settings s, Splitter split, Parser parse, Knowledge k)
      : settings(std::move(s)),
        splitter(std::move(split)),
        parser(std::move(parse)),
        knowledge(std::move(k)),
        entities(knowledge),
        quotes(knowledge) {}

  Result<Document> article_of(Arrival&& arrival) const;
  Result<Document> as_given(Arrival&& arrival) const;
  LayerTools layer_tools() const {
    return {knowledge, times, entities, quotes, *places, *factuality};
  }
  Document finished(Document document) const;
  std::vector<Sentence> sentences_of(const Document& document, RunSummary& summary) const;
  Reading read(Document document, RunSummary& summary) const;
  // The same where a report that is too much for the memory must not end the run.
  Result<Reading> reading_of(Document document, RunSummary& summary) const;
};

namespace {

enum Stage { kIntake, kExtract, kSentences, kParse, kEvents, kArchive };

RunSummary summary_of_stages(int how_many) {
  static constexpr const char* kNames[] = {"intake", "extract", "sentences",
                                           "parse",  "events",  "archive"};
  RunSummary summary;
  for (int i = 0; i < how_many; ++i) summary.stages.push_back({kNames[i], 0, 0, 0, 0});
  return summary;
}

// Writes down what was set aside, all of it in one commit.
Outcome keep_aside(std::vector<SetAside>& items, Archive& archive, const std::string& now) {
  if (items.empty()) return Done{};
  if (auto begun = archive.begin(); !begun) return begun;
  for (SetAside& item : items) {
    item.at = now;
    if (auto noted = archive.set_aside(item); !noted) {
      (void)archive.roll_back();
      return noted;
    }
  }
  return archive.commit();
}

// Notes something set aside; false when that ends the run.
bool put_aside(RunSummary& summary, Stage stage, const std::string& source, Error error,
               bool strict) {
  ++summary.stages[stage].aside;
  ++summary.aside_count;
  if (strict && !summary.failure) summary.failure = error;
  if (summary.aside.size() < RunSummary::kMostAsideKept)
    summary.aside.push_back({source, std::move(error), ""});
  return !strict;
}

}  // namespace

Result<Document> Pipeline::Stages::article_of(Arrival&& arrival) const {
  if (arrival.kind == Arrival::Kind::kText) {
    Document document = std::move(arrival.known);
    extractor.complete(document);
    return finished(std::move(document));
  }
  const Page page{arrival.html, arrival.known.url, arrival.kind == Arrival::Kind::kFragment};
  Result<Document> read = extractor.extract(page);
  if (!read) {
    Error error = read.error();
    error.where =
        error.where.empty() ? arrival.known.source : arrival.known.source + " " + error.where;
    return error;
  }
  const auto trust = page.fragment ? Precedence::kEnvelope : Precedence::kPage;
  return finished(merged(std::move(arrival.known), std::move(*read), trust));
}

Result<Document> Pipeline::Stages::as_given(Arrival&& arrival) const {
  if (arrival.kind != Arrival::Kind::kText) return article_of(std::move(arrival));
  return finished(std::move(arrival.known));
}

Document Pipeline::Stages::finished(Document document) const {
  if (!document.published) document.published = assumed_published;
  return with_identity(std::move(document));
}

std::vector<Sentence> Pipeline::Stages::sentences_of(const Document& document,
                                                     RunSummary& summary) const {
  std::vector<Sentence> sentences;
  {
    Timing timing(summary.stages[kSentences]);
    sentences = splitter.split(document.text);
    cut_off_dateline(document, sentences);
    summary.stages[kSentences].gave += sentences.size();
  }
  Timing timing(summary.stages[kParse]);
  parser.parse(sentences);
  summary.stages[kParse].gave += sentences.size();
  return sentences;
}

Reading Pipeline::Stages::read(Document document, RunSummary& summary) const {
  Reading reading;
  reading.document = std::move(document);
  reading.sentences = sentences_of(reading.document, summary);
  Timing timing(summary.stages[kEvents]);
  reading.events = coder->code(reading.document, reading.sentences);
  add_dictionary_events(dictionaries, knowledge.ontology(), reading.document, reading.sentences,
                        reading.events);
  summary.stages[kEvents].gave += reading.events.size();
  return reading;
}

Result<Reading> Pipeline::Stages::reading_of(Document document, RunSummary& summary) const {
  const std::string source = document.source;
  return or_no_memory("events", source, [&]() -> Result<Reading> { return read(std::move(document), summary); });
}

Pipeline::Pipeline(std::unique_ptr<Stages> stages) : stages_(std::move(stages)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Result<Pipeline> Pipeline::open(Settings settings, const std::string& tables) {
  auto splitter = Splitter::load(share_dir() / "models" / "english-splitter.bin");
  if (!splitter) return splitter.error();
  auto parser = Parser::load(share_dir() / "models" / "english-parser.bin");
  if (!parser) return parser.error();
  auto knowledge = Knowledge::load(share_dir() / "data", tables);
  if (!knowledge) return knowledge.error();
  auto stages = std::make_unique<Stages>(std::move(settings), std::move(*splitter),
                                         std::move(*parser), std::move(*knowledge));
  auto places = Places::open(stages->knowledge, share_dir() / "data", tables);
  if (!places) return places.error();
  stages->places = std::move(*places);
  stages->coder.emplace(stages->knowledge, &*stages->places);
  if (!tables.empty()) {
    auto dictionaries = Dictionaries::read(tables);
    if (!dictionaries) return dictionaries.error();
    stages->dictionaries = std::move(*dictionaries);
  }
  const auto model = share_dir() / "models" / "english-factuality.bin";
  auto factuality = FactualityReader::load(model, stages->knowledge);
  if (!factuality) return factuality.error();
  stages->factuality.emplace(std::move(*factuality));
  return Pipeline(std::move(stages));
}

const Settings& Pipeline::settings() const { return stages_->settings; }

void Pipeline::assume_published(const Timestamp& moment) { stages_->assumed_published = moment; }

namespace {

// The part that every run shares: sources -> articles, each handed to `take`.
template <class ArticleOf, class Take>
void run(const Settings& settings, const std::vector<std::string>& sources, Archive* archive,
         const ArticleOf& article_of, RunSummary& summary, const Take& take, const FetchGate& gate = {}) {
  Validators validators(archive, gate);
  const Intake intake(intake_settings(settings), validators.memory());
  bool going = true;
  const auto aside_from = [&](Stage stage) {
    return [&, stage](const std::string& source, Error error) {
      going = put_aside(summary, stage, source, std::move(error), settings.strict) && going;
    };
  };
  for (const std::string& source : sources) {
    const auto before = summary.stages[kIntake].gave + summary.aside_count;
    const auto aside_before = summary.aside_count;
    auto since = Clock::now();
    const auto take_arrival = [&](Arrival&& arrival) {
      summary.stages[kIntake].seconds +=
          std::chrono::duration<double>(Clock::now() - since).count();
      ++summary.stages[kIntake].gave;
      const std::string name = arrival.known.source;
      auto article = or_no_memory("extract", name, [&] {
        Timing timing(summary.stages[kExtract]);
        return article_of(std::move(arrival));
      });
      if (article) {
        ++summary.stages[kExtract].gave;
        going = take(std::move(*article)) && going;
      } else {
        aside_from(kExtract)(name, article.error());
      }
      since = Clock::now();
      return going;
    };
    ++summary.stages[kIntake].took;
    going = intake.read(source, take_arrival, aside_from(kIntake)) && going;
    summary.stages[kIntake].seconds += std::chrono::duration<double>(Clock::now() - since).count();
    validators.end_source(going && summary.aside_count == aside_before);
    if (!going) return;
    // Its server said that nothing has changed: it is here already.
    const bool silent = summary.stages[kIntake].gave + summary.aside_count == before;
    if (silent && is_web_address(source)) ++summary.repeated;
  }
}

}  // namespace

RunSummary Pipeline::extract(const std::vector<std::string>& sources,
                             const std::function<bool(const Document&)>& visit) const {
  RunSummary summary = summary_of_stages(2);
  const auto article_of = [this](Arrival&& arrival) {
    return stages_->article_of(std::move(arrival));
  };
  run(stages_->settings, sources, nullptr, article_of, summary, [&](Document&& document) {
    ++summary.fresh;
    return visit(document);
  });
  return summary;
}

RunSummary Pipeline::code(const std::vector<std::string>& sources,
                          const std::function<bool(const Reading&)>& visit) const {
  RunSummary summary = summary_of_stages(5);
  const auto article_of = [this](Arrival&& arrival) {
    return stages_->article_of(std::move(arrival));
  };
  run(stages_->settings, sources, nullptr, article_of, summary, [&](Document&& document) {
    ++summary.fresh;
    const auto reading = stages_->reading_of(std::move(document), summary);
    if (!reading) return put_aside(summary, kEvents, reading.error().where, reading.error(), stages_->settings.strict);
    summary.events += reading->events.size();
    return visit(*reading);
  });
  return summary;
}

RunSummary Pipeline::annotate(const std::vector<std::string>& sources,
                              std::span<const Layer> layers,
                              const std::function<bool(const Json&)>& visit) const {
  RunSummary summary = summary_of_stages(4);
  const auto as_given = [this](Arrival&& arrival) { return stages_->as_given(std::move(arrival)); };
  run(stages_->settings, sources, nullptr, as_given, summary, [&](Document&& document) {
    ++summary.fresh;
    const std::vector<Sentence> sentences = stages_->sentences_of(document, summary);
    return visit(annotation({document, sentences, {}}, stages_->layer_tools(), layers));
  });
  return summary;
}

RunSummary Pipeline::annotate_conllu(const std::vector<std::string>& files,
                                     std::span<const Layer> layers,
                                     const std::function<bool(const Json&)>& visit) const {
  RunSummary summary = summary_of_stages(1);
  for (const std::string& file : files) {
    Timing timing(summary.stages[kIntake]);
    auto documents = read_given_tokens(file);
    if (!documents) {
      if (!put_aside(summary, kIntake, file, documents.error(), stages_->settings.strict))
        return summary;
      continue;
    }
    for (GivenTokens& given : *documents) {
      if (!given.document.published) given.document.published = stages_->assumed_published;
      ++summary.fresh;
      ++summary.stages[kIntake].gave;
      stages_->parser.parse(given.sentences);
      const Subject subject{given.document, given.sentences, given.sentence_ids};
      if (!visit(annotation(subject, stages_->layer_tools(), layers))) return summary;
    }
  }
  return summary;
}

RunSummary Pipeline::ingest(const std::vector<std::string>& sources, Archive& archive,
                            const std::string& now,
                            const std::function<bool(const RunSummary&)>& progress,
                            const FetchGate& gate) const {
  RunSummary summary;
  try {
    summary = summary_of_stages(6);
    fill(sources, archive, now, progress, gate, summary);
  } catch (const std::bad_alloc&) {  // outside of every stage: nobody knows how far the batch is
    (void)archive.roll_back().ok();
    summary.failure = no_memory("pipeline", "");
  }
  return summary;
}

void Pipeline::fill(const std::vector<std::string>& sources, Archive& archive, const std::string& now,
                    const std::function<bool(const RunSummary&)>& progress, const FetchGate& gate,
                    RunSummary& summary) const {
  int in_batch = 0;
  const auto failed = [&summary](const Error& error) {
    if (!summary.failure) summary.failure = error;
    return false;
  };
  const auto keep = [&](Document&& document) {
    document.id =
        document_id(document);  // an archive goes by the address, not by a corpus's numbering
    const Keep most = stages_->settings.keep_for(document).value_or(document.rights.keep);
    const auto reading = stages_->reading_of(std::move(document), summary);
    if (!reading) return put_aside(summary, kEvents, reading.error().where, reading.error(), stages_->settings.strict);
    Timing timing(summary.stages[kArchive]);
    if (in_batch == 0)
      if (const Outcome begun = archive.begin(); !begun) return failed(begun.error());
    ++in_batch;
    const Result<Stored> stored = archive.put(reading->document, reading->events, most, now);
    if (!stored) return failed(stored.error());
    switch (*stored) {
      case Stored::kNew:
        ++summary.fresh;
        break;
      case Stored::kRevised:
        ++summary.revised;
        break;
      case Stored::kRepeated:
        ++summary.repeated;
        break;
    }
    if (*stored != Stored::kRepeated) {
      summary.events += reading->events.size();
      ++summary.stages[kArchive].gave;
    }
    if (in_batch >= kBatch) {
      in_batch = 0;
      if (const Outcome done = archive.commit(); !done) return failed(done.error());
    }
    return !progress || progress(summary);
  };
  const auto article_of = [this](Arrival&& arrival) {
    return stages_->article_of(std::move(arrival));
  };
  run(stages_->settings, sources, &archive, article_of, summary, keep, gate);

  if (in_batch > 0)
    if (const Outcome done = archive.commit(); !done) failed(done.error());
  if (const Outcome noted = keep_aside(summary.aside, archive, now); !noted) failed(noted.error());
}

RunSummary publish(const Settings& settings, const std::vector<std::string>& sources,
                   const std::function<Result<bool>(const std::string& id, const std::string& bytes)>& put) {
  RunSummary summary = summary_of_stages(1);
  const Intake intake(intake_settings(settings), {});
  bool going = true;
  const auto take = [&](Arrival&& arrival) {
    ++summary.stages[kIntake].gave;
    const auto fresh = put(content_id(arrival), pack(arrival));
    if (!fresh) {
      summary.failure = fresh.error();
      return going = false;
    }
    ++(*fresh ? summary.fresh : summary.repeated);
    return true;
  };
  for (const std::string& source : sources) {
    Timing timing(summary.stages[kIntake]);
    intake.read(source, take, [&](const std::string& name, const Error& error) {
      going = put_aside(summary, kIntake, name, error, settings.strict) && going;
    });
    if (!going) break;
  }
  return summary;
}

RunSummary empty_work_summary() { return summary_of_stages(6); }

namespace {

void count(RunSummary& summary, Stored stored, std::size_t events) {
  ++(stored == Stored::kNew ? summary.fresh : stored == Stored::kRevised ? summary.revised : summary.repeated);
  if (stored != Stored::kRepeated) summary.events += events;
}

}  // namespace

std::vector<Verdict> Pipeline::work(const std::vector<StreamMessage>& messages, Archive& archive,
                                    const std::string& now, RunSummary& summary) const {
  struct Ready {
    std::size_t message;
    Reading reading;
    Keep keep;
  };
  std::vector<Verdict> verdicts(messages.size());
  std::vector<Ready> ready;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    auto arrival = unpack_arrival(messages[i].bytes, 4 * stages_->settings.most_page_bytes);
    auto article = arrival ? or_no_memory("extract", messages[i].id, [&] { return stages_->article_of(std::move(*arrival)); })
                           : Result<Document>(arrival.error());
    if (!article) {
      verdicts[i] = {Handled::kDead, article.error().sentence()};
      ++summary.aside_count;
      continue;
    }
    article->id = document_id(*article);
    const Keep most = stages_->settings.keep_for(*article).value_or(article->rights.keep);
    auto reading = stages_->reading_of(std::move(*article), summary);
    if (reading) ready.push_back({i, std::move(*reading), most});
    else verdicts[i] = {Handled::kLater, reading.error().sentence()};
  }
  const auto put = [&](const Ready& one) { return archive.put(one.reading.document, one.reading.events, one.keep, now); };
  const auto all_at_once = [&]() -> Result<std::vector<Stored>> {
    if (auto begun = archive.begin(); !begun) return begun.error();
    std::vector<Stored> stored;
    for (const Ready& one : ready) {
      const auto done = put(one);
      if (!done) return (void)archive.roll_back().ok(), done.error();
      stored.push_back(*done);
    }
    if (auto done = archive.commit(); !done) return done.error();
    return stored;
  };
  Timing timing(summary.stages[kArchive]);
  if (const auto stored = all_at_once()) {
    for (std::size_t i = 0; i < ready.size(); ++i) {
      count(summary, (*stored)[i], ready[i].reading.events.size());
      verdicts[ready[i].message] = {Handled::kDone, ""};
    }
    return verdicts;
  }
  for (const Ready& one : ready) {
    const auto stored = put(one);
    verdicts[one.message] = stored ? Verdict{Handled::kDone, ""} : Verdict{Handled::kLater, stored.error().sentence()};
    if (stored) count(summary, *stored, one.reading.events.size());
  }
  return verdicts;
}

std::vector<Candidate> Pipeline::places_named(const std::string& name) const {
  return stages_->places->named(name);
}

EventTrail Pipeline::trail_of(const Document& document, const Event& event) const {
  Document read = document;
  Event wanted = event;
  if (!(event.sentence_span.end <= document.text.size() &&
        event.sentence_span.of(document.text) == event.text)) {
    read.text = event.text;  // what was kept of it
    read.dateline = {};
    const std::uint32_t shift = event.sentence_span.begin;
    wanted.sentence_span = {0, static_cast<std::uint32_t>(event.text.size())};
    wanted.trigger.span = {event.trigger.span.begin - std::min(shift, event.trigger.span.begin),
                           event.trigger.span.end - std::min(shift, event.trigger.span.end)};
  }
  RunSummary unused = summary_of_stages(5);
  const std::vector<Sentence> sentences = stages_->sentences_of(read, unused);
  EventTrail trail;
  for (const Sentence& sentence : sentences)
    if (sentence.span.begin <= wanted.trigger.span.begin &&
        wanted.trigger.span.end <= sentence.span.end)
      trail.sentence = sentence;
  trail.frame = frame_row(share_dir() / "data", event.rule);
  const Day day = document.published ? document.published->local_day() : Day{};
  trail.names = who_they_are(stages_->knowledge, event, day);
  if (std::string dated = what_dated(wanted, read.text, stages_->times.find(read, sentences));
      !dated.empty())
    trail.names.push_back(std::move(dated));
  const auto steps = stages_->coder->status_trail(read, sentences);
  for (const Event& again : stages_->coder->code(read, sentences)) {
    if (again.trigger.span != wanted.trigger.span || again.rule != event.rule) continue;
    if (const auto at = steps.find(again.id); at != steps.end()) trail.status = at->second;
  }
  return trail;
}

PairType Pipeline::relate(std::string text, Span source, Span target) const {
  Document document;
  document.text = std::move(text);
  RunSummary unused = summary_of_stages(5);
  const std::vector<Sentence> sentences = stages_->sentences_of(document, unused);
  return stages_->coder->relate(document, sentences, source, target);
}

Document Pipeline::completed(Document document) const {
  stages_->extractor.complete(document);
  return stages_->finished(std::move(document));
}

Reading Pipeline::read(Document document) const {
  RunSummary unused = summary_of_stages(5);
  return stages_->read(std::move(document), unused);
}

}  // namespace brink
