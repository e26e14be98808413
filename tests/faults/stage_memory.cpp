// SPDX-License-Identifier: Apache-2.0
// Memory refused to the stages that parse bytes and to those that write: an Error or the whole, never a
// crash, and never half a record.
//   stage_memory --example FOLDER [--most 2000]
#include <fstream>

#include "../store/integrity.h"
#include "archive_state.h"
#include "base/files.h"
#include "exchange/exchange.h"
#include "extract/extract.h"
#include "intake/intake.h"
#include "place.h"
#include "pipeline/pipeline.h"
#include "refusals.h"
#include "store/store.h"
#include "towns.h"

namespace brink::faults {
namespace {

namespace fs = std::filesystem;

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text + '\n';
}

Given extracted(const Extractor& extractor, const std::string& page) {
  std::optional<Page> given;
  {
    const Unharmed own;
    given = Page{page, "https://gazette.example/a", false};
  }
  const auto document = extractor.extract(*given);
  const Unharmed own;
  return document ? Given{one_line(document->title + "|" + document->outlet + "|" + document->text), 0} : Given{"", 1};
}

Given arrived(const Intake& intake, const std::string& bytes, const std::string& name) {
  Given given;
  std::unique_ptr<ByteSource> source;
  {
    const Unharmed own;
    source = open_bytes(bytes);
  }
  const auto take = [&](Arrival&& arrival) {
    const Unharmed own;
    given.lines += one_line(arrival.known.title + "|" + arrival.known.url + "|" + arrival.known.text + arrival.html);
    return true;
  };
  intake.read_bytes(std::move(source), name, take, [&](const std::string&, const Error&) { ++given.errors; });
  return given;
}

std::string icews_rows(int count) {
  std::string rows =
      "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
      "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";
  for (int i = 0; i < count; ++i)
    rows += std::to_string(1000 + i) + "\t2019-03-04\tPolice (Aldermoor)\tGovernment,Police\tFrance\tAccuse\t112\t-2\tCitizen (France)\t" +
            "Social\tFrance\t77\t3\tThe Daily\tLyon\tNA\tRhone\tFrance\t45.75\t4.85\n";
  return rows;
}

Given imported(const Importer& importer, const std::string& bytes) {
  Given given;
  std::unique_ptr<ByteSource> source;
  {
    const Unharmed own;
    source = open_bytes(bytes);
  }
  const auto take = [&](Imported&& read) {
    const Unharmed own;
    given.lines += one_line(read.report.source + "|" + read.report.id + "|" + std::to_string(read.events.size()));
    return true;
  };
  importer.read_bytes(std::move(source), "rows", take, [&](const std::string&, Error) { return ++given.errors, true; });
  return given;
}

// Only what is put counts: what was set aside stays noted.
std::string without_asides(const std::string& state) {
  std::string kept;
  for (std::size_t at = 0; at < state.size();) {
    const std::size_t end = state.find('\n', at) + 1;
    if (state.compare(at, 6, "aside\t") != 0) kept += state.substr(at, end - at);
    at = end;
  }
  return kept;
}

// A stage that writes an archive: what a run leaves is whole, and the next run completes it.
class Writing {
 public:
  using Fill = std::function<int(Archive& archive)>;  // gives how often something went wrong

  Writing(Checks& checks, Fill fill) : checks_(checks), folder_("stages", quick_place()), file_(folder_ / "a.db"), fill_(std::move(fill)) {
    (void)work();
    whole_ = without_asides(state_of(file_));
  }

  Given work() {
    {
      const Unharmed own;
      remove_archive(file_);
    }
    const auto archive = open_archive(file_, Access::kWrite);
    return {"done\n", archive ? fill_(**archive) : 1};
  }

  void after(const std::string& what) {
    if (!state_of(file_).empty()) checks_.expect(integrity(file_) == "ok", what + ": " + integrity(file_));
    const auto archive = open_archive(file_, Access::kWrite);
    if (!checks_.expect(archive.ok(), what + ": " + (archive ? "" : archive.error().sentence()))) return;
    checks_.expect(fill_(**archive) == 0, what + ": the next run had errors");
    const std::string state = without_asides(state_of(file_));
    checks_.expect(state == whole_, what + ": after the next run: " + difference(whole_, state));
  }

 private:
  Checks& checks_;
  WorkFolder folder_;
  std::string file_, whole_;
  Fill fill_;
};

void write(Refusals& refusals, Checks& checks, const std::string& stage, const Writing::Fill& fill) {
  Writing writing(checks, fill);
  refusals.run(stage, [&] { return writing.work(); }, [&](const std::string& what) { writing.after(what); });
}

int stage_memory(int argc, char** argv) {
  Checks checks("stage_memory");
  Refusals refusals(checks, number_option(argc, argv, "--most", 2000));
  const fs::path example = option(argc, argv, "--example", "examples/ukraine-2022");
  const WorkFolder folder("rows");
  const auto knowledge = Knowledge::load(share_dir() / "data", "");
  auto importer = knowledge ? Importer::open(*knowledge, {DataFormat::kIcews, "", {}, 24}) : Result<Importer>(knowledge.error());
  const auto pipeline = Pipeline::open({}, "");
  if (!checks.expect(importer.ok() && pipeline.ok(), "tables or models are missing")) return checks.end();

  const Extractor extractor;
  const Intake intake;
  for (const auto& entry : fs::directory_iterator(example / "pages")) {
    const std::string page = bytes_of(entry.path());
    refusals.run("extract " + entry.path().filename().string(), [&] { return extracted(extractor, page); });
  }
  const std::string towns = Towns(3).lines(5), rows = icews_rows(5);
  for (const auto& [name, bytes] : {std::pair("feed.xml", bytes_of(example / "feed.xml")), {"letter.eml", bytes_of(example / "letter.eml")}, {"towns.jsonl", towns}})
    refusals.run("intake " + std::string(name), [&] { return arrived(intake, bytes, name); });
  refusals.run("import", [&] { return imported(*importer, rows); });

  const std::string rows_file = folder / "rows.tab", towns_file = folder / "towns.jsonl";
  const std::vector<std::string> sources = {towns_file};
  const std::string now = "2022-06-01T12:00:00Z";
  std::ofstream(rows_file) << rows;
  std::ofstream(towns_file) << towns;
  write(refusals, checks, "import into an archive", [&](Archive& archive) {
    const auto summary = import_events(*importer, rows_file, archive, now);
    return static_cast<int>(summary.aside_count) + summary.failure.has_value();
  });
  write(refusals, checks, "ingest", [&](Archive& archive) {
    const auto summary = pipeline->ingest(sources, archive, now);
    return static_cast<int>(summary.aside_count) + summary.failure.has_value();
  });
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::stage_memory(argc, argv); }
