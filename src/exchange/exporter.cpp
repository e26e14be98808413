// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "exchange/dyads.h"
#include "exchange/exchange.h"
#include "exchange/write.h"

namespace brink {
namespace {

bool says_status(DataFormat format) {
  return format == DataFormat::kPlover || format == DataFormat::kCsv;
}

bool has_heading(DataFormat format) {
  return format == DataFormat::kIcews || format == DataFormat::kPolecat || format == DataFormat::kCsv;
}

bool has_day(const Event& event) { return event.date.size() == 10 && first_day(event).has_value(); }

}  // namespace

struct Exporter::Parts {
  Codes codes;
  DataFormat format;
  Layout layout;
};

Exporter::Exporter(const Knowledge& knowledge, DataFormat format)
    : parts_(new Parts{Codes(knowledge), format, Layout::of(format)}) {}
Exporter::Exporter(Exporter&&) noexcept = default;
Exporter::~Exporter() = default;

std::uint64_t Exporter::LeftOut::all() const {
  return std::accumulate(by_status.begin(), by_status.end(), without_day + without_party + without_type);
}

std::string Exporter::heading() const {
  if (!has_heading(parts_->format)) return {};
  RowWriter row(parts_->layout);
  for (const std::string& name : parts_->layout.names()) row.set(name, name);
  return parts_->format == DataFormat::kCsv ? row.quoted() : row.tabbed();
}

std::string Exporter::lines(const Event& event, const StoredDocument& report) {
  const Codes& codes = parts_->codes;
  const Layout& layout = parts_->layout;
  if (!says_status(parts_->format)) {
    if (event.status != Status::kActual) return ++left_out_.by_status[static_cast<std::size_t>(event.status)], "";
    if (!has_day(event)) return ++left_out_.without_day, "";
    if (event.actor.empty() && event.recipient.empty()) return ++left_out_.without_party, "";
    if (parts_->format == DataFormat::kPolecat && event.type.empty()) return ++left_out_.without_type, "";
  }
  switch (parts_->format) {
    case DataFormat::kPlover: return plover_line(codes, event, report);
    case DataFormat::kCameo: return cameo_lines(codes, layout, event, report);
    case DataFormat::kPhoenix: return phoenix_lines(codes, layout, event, report);
    case DataFormat::kGdelt1:
    case DataFormat::kGdelt2: return gdelt_lines(codes, layout, event, report);
    case DataFormat::kIcews: return icews_lines(codes, layout, event, report);
    case DataFormat::kPolecat: return polecat_line(codes, layout, event, report);
    case DataFormat::kCsv: return csv_line(layout, event, report);
    case DataFormat::kTkg: break;
  }
  return {};
}

}  // namespace brink
