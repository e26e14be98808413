// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

namespace brink {

Json record_of(const Alert& a) {
  return {{"id", a.id}, {"at", a.at}, {"watch", a.watch}, {"kind", a.kind}, {"subject", a.subject},
          {"state", a.state}, {"severity", name_of(a.severity)}, {"title", a.title}, {"why", a.why},
          {"also", a.also}, {"stories", a.stories}, {"events", a.events}, {"documents", a.documents},
          {"supersedes", a.supersedes.empty() ? Json() : Json(a.supersedes)}};
}

Json record_of(const StoredAlert& stored) {
  const auto moment = [](const std::string& at) { return at.empty() ? Json() : Json(at); };
  Json record = record_of(stored.alert);
  record["acknowledged"] = moment(stored.acknowledged);
  record["muted_until"] = moment(stored.muted_until);
  return record;
}

}  // namespace brink
