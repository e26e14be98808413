// SPDX-License-Identifier: Apache-2.0
// What Python sees of the stages: texts and archives in, JSON records out. python/brink/__init__.py makes
// objects of the records. Everything that works runs without the interpreter's lock.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "assess/assess.h"
#include "backtest/backtest.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "knowledge/knowledge.h"
#include "pipeline/pipeline.h"
#include "records/records.h"
#include "stories/stories.h"
#include "store/store.h"

namespace py = pybind11;

namespace brink {
namespace {

[[noreturn]] void raise(const Error& error) { throw std::runtime_error(error.sentence()); }

template <class T>
T need(Result<T> result) {
  if (!result) raise(result.error());
  return std::move(*result);
}

void need(const Outcome& outcome) {
  if (!outcome) raise(outcome.error());
}

Day day_named(const std::string& text, const char* what) {
  const auto moment = read_iso(text);
  if (!moment) raise(Error{"python", what, text, "a day as 2022-01-28"});
  return moment->local_day();
}

// A text as Python hands it over.
struct Given {
  std::string text, id, date, title, url, outlet;
};

Document document_of(const Given& given, std::size_t index) {
  Document d;
  d.id = given.id.empty() ? std::to_string(index) : given.id;
  d.source = "python", d.text = given.text, d.title = given.title, d.url = given.url, d.outlet = given.outlet;
  if (!given.date.empty()) {
    d.published = read_iso(given.date);
    if (!d.published) raise(Error{"python", "date", given.date, "a day or moment as 2022-01-28"});
  }
  return d;
}

// Reads texts into events. Shared between threads.
class TextCoder {
 public:
  explicit TextCoder(const std::string& tables) : pipeline_(need(Pipeline::open({}, tables))) {}

  // For each text its events, a JSON line each, in order.
  std::vector<std::vector<std::string>> code(const std::vector<Given>& given, unsigned threads) const {
    std::vector<Document> documents;
    for (std::size_t i = 0; i < given.size(); ++i) documents.push_back(document_of(given[i], i));
    std::vector<std::vector<std::string>> lines(documents.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i; (i = next++) < documents.size();)
        for (const Event& event : pipeline_.read(pipeline_.completed(std::move(documents[i]))).events)
          lines[i].push_back(line_of(record_of(event)));
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < std::max(1u, threads); ++i) others.emplace_back(work);
    work();
    others.clear();
    return lines;
  }

 private:
  Pipeline pipeline_;
};

EventQuery query_of(const py::dict& filters) {
  EventQuery q;
  const auto list = [&](const char* name, std::vector<std::string>& into) {
    if (filters.contains(name)) into = filters[name].cast<std::vector<std::string>>();
  };
  const auto text = [&](const char* name, std::string& into) {
    if (filters.contains(name)) into = filters[name].cast<std::string>();
  };
  list("actor", q.actor), list("recipient", q.recipient), list("either", q.either), list("type", q.type), list("mode", q.mode);
  list("country", q.country), list("place", q.place), list("speaker", q.speaker), list("equipment", q.equipment), list("context", q.context);
  text("text", q.text), text("since", q.since), text("until", q.until), text("known_by", q.known_by), text("after", q.after);
  if (filters.contains("limit")) q.limit = filters["limit"].cast<std::size_t>();
  std::vector<std::string> words;
  list("status", words);
  for (const std::string& word : words) {
    const auto status = status_named(word);
    if (!status) raise(Error{"python", "status", word, "actual, future, hypothetical, negated or historical"});
    q.status.push_back(*status);
  }
  return q;
}

// An archive opened for reading. Python's threads take turns at it.
class Reader {
 public:
  explicit Reader(const std::string& path) : archive_(need(open_archive(path, Access::kRead))) {}

  std::vector<std::string> events(const EventQuery& query) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> lines;
    need(archive_->events(query, [&](const Event& event, const StoredDocument&) {
      lines.push_back(line_of(record_of(event)));
      return true;
    }));
    return lines;
  }

  std::vector<std::string> stories(const EventQuery& query) const {
    const std::lock_guard lock(mutex_);
    StoryMerger merger;
    need(archive_->events(query, [&](const Event& event, const StoredDocument& report) {
      merger.add(event, report);
      return true;
    }));
    std::vector<std::string> lines;
    for (const Story& story : merger.stories()) lines.push_back(line_of(record_of(story)));
    return lines;
  }

  std::vector<std::string> documents(const DocumentQuery& query) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> lines;
    need(archive_->documents(query, [&](const StoredDocument& stored) {
      lines.push_back(line_of(record_of(stored)));
      return true;
    }));
    return lines;
  }

  std::string board(const std::string& watch, const std::string& at) const {
    const std::lock_guard lock(mutex_);
    return line_of(record_of(need(Assessor(need(read_watch(watch))).assess(*archive_, day_named(at, "at")))));
  }

  std::string backtest(const std::string& watch_file, const std::string& outcomes_file, const std::vector<std::string>& where,
                       const std::string& from, const std::string& until, int every, double alarm, const std::string& learn_until) const {
    const std::lock_guard lock(mutex_);
    Watch watch = need(read_watch(watch_file));
    const Knowledge knowledge = need(Knowledge::load(share_dir() / "data"));
    const Outcomes outcomes = need(read_outcomes(outcomes_file, watch, where, [&](std::string_view name) -> std::string {
      for (const Party* party : knowledge.who_is(name))
        if (party->kind == Party::Kind::kCountry && !party->roles.empty()) return party->roles.front().code;
      return "";
    }));
    const auto range = need(report_range(*archive_));
    if (every < 1) raise(Error{"python", "every", std::to_string(every), "one day at least"});
    BacktestSettings settings{from.empty() ? range.first : day_named(from, "since"), until.empty() ? range.second : day_named(until, "until"),
                              every, alarm, outcomes.ends};
    if (!learn_until.empty()) {
      BacktestSettings before = settings;
      before.last = day_named(learn_until, "learn_until");
      watch = need(learn(watch, {}, before, *archive_, outcomes));
      settings.first = before.last + std::chrono::days(1);
    }
    if (settings.last < settings.first) raise(Error{"python", "until", to_iso(settings.last), "a day not before " + to_iso(settings.first)});
    return line_of(record_of(need(brink::backtest(watch, {}, settings, *archive_, outcomes))));
  }

 private:
  std::unique_ptr<Archive> archive_;
  mutable std::mutex mutex_;
};

std::vector<std::string> ingest(const std::vector<std::string>& sources, const std::string& path, const std::string& now) {
  const Pipeline pipeline = need(Pipeline::open({}));
  const auto archive = need(open_archive(path, Access::kWrite));
  const RunSummary summary = pipeline.ingest(sources, *archive, now);
  if (summary.failure) raise(*summary.failure);
  std::vector<std::string> aside;
  for (const SetAside& item : summary.aside) aside.push_back(item.error.sentence());
  return aside;
}

}  // namespace
}  // namespace brink

PYBIND11_MODULE(_brink, module) {
  using namespace brink;
  module.attr("__version__") = version();
  py::class_<Given>(module, "Given")
      .def(py::init([](std::string text, std::string id, std::string date, std::string title, std::string url, std::string outlet) {
             return Given{std::move(text), std::move(id), std::move(date), std::move(title), std::move(url), std::move(outlet)};
           }),
           py::arg("text"), py::arg("id") = "", py::arg("date") = "", py::arg("title") = "", py::arg("url") = "", py::arg("outlet") = "");
  py::class_<TextCoder>(module, "Coder")
      .def(py::init<const std::string&>(), py::arg("tables") = "", py::call_guard<py::gil_scoped_release>())
      .def("code", &TextCoder::code, py::arg("given"), py::arg("threads") = 1, py::call_guard<py::gil_scoped_release>());
  const auto with_query = [](auto method) {
    return [method](const Reader& reader, const py::dict& filters) {
      const EventQuery query = query_of(filters);
      const py::gil_scoped_release unlocked;
      return (reader.*method)(query);
    };
  };
  py::class_<Reader>(module, "Reader")
      .def(py::init<const std::string&>(), py::arg("path"))
      .def("events", with_query(&Reader::events))
      .def("stories", with_query(&Reader::stories))
      .def("documents",
           [](const Reader& reader, const std::string& text, const std::vector<std::string>& outlet, const std::string& since,
              const std::string& until, std::size_t limit) {
             DocumentQuery query;
             query.text = text, query.outlet = outlet, query.since = since, query.until = until, query.limit = limit;
             return reader.documents(query);
           },
           py::call_guard<py::gil_scoped_release>())
      .def("board", &Reader::board, py::call_guard<py::gil_scoped_release>())
      .def("backtest", &Reader::backtest, py::call_guard<py::gil_scoped_release>());
  module.def("ingest", &ingest, py::call_guard<py::gil_scoped_release>());
}
