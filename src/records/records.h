// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "brink/alert.h"
#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/document.h"
#include "brink/event.h"
#include "brink/result.h"

namespace brink {

// The JSON records of the command line (docs/records.md), one function a noun. Field order is
// fixed, so that equal nouns give equal bytes.
using Json = nlohmann::ordered_json;

Json record_of(const Document& document);        // `brink extract`
Json record_of(const StoredDocument& stored);    // `brink documents`
Json record_of(const Event& event);              // `brink code`, `brink events`
Json record_of(const Story& story);              // `brink stories`
Json record_of(const Assessment& assessment);    // `brink board --json`
Json record_of(const Ledger& ledger);            // its lists alone, whole
Json record_of(const Alert& alert);              // what `brink watch` sends
Json record_of(const StoredAlert& stored);       // `brink alerts`

// Reads an event record back. Error with the field when it is no such record.
Result<Event> event_of(const Json& record);

// One line, always valid UTF-8.
std::string line_of(const Json& record);

}  // namespace brink
