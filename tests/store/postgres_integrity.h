// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "postgres_server.h"

namespace brink {

// Whether every row of an archive has the one it points to, and what is counted is there: "ok", or the
// question whose answer is not 0.
inline std::string postgres_integrity(const PostgresServer& server, const std::string& schema) {
  for (const std::string none :
       {"SELECT count(*) FROM revisions r LEFT JOIN documents d ON d.key = r.document WHERE d.key IS NULL",
        "SELECT count(*) FROM documents d LEFT JOIN revisions r ON r.document = d.key AND r.revision = d.revision WHERE r.document IS NULL",
        "SELECT count(*) FROM events e LEFT JOIN revisions r USING (document, revision) WHERE r.document IS NULL",
        "SELECT count(*) FROM event_keys k LEFT JOIN events e ON e.key = k.event AND e.day = k.day WHERE e.key IS NULL",
        "SELECT count(*) FROM sketch_keys k LEFT JOIN sketches s USING (document) WHERE s.document IS NULL",
        "SELECT count(*) FROM (SELECT id FROM events WHERE superseded IS NULL GROUP BY id HAVING count(*) > 1) twice",
        "SELECT count(*) FROM (SELECT kind, key, event FROM event_keys GROUP BY 1, 2, 3 HAVING count(*) > 1) twice",
        "SELECT (SELECT count(*) FROM documents) + (SELECT coalesce(sum(reports), 0) FROM packs) - (SELECT count(*) FROM pack_gone)"
        " - (SELECT coalesce(sum(reports), 0) FROM report_days)",
        "SELECT (SELECT coalesce(sum(reports + events), 0) FROM packs) - (SELECT count(*) FROM pack_ids)",
        "SELECT count(*) FROM packs p FULL JOIN pack_bytes b ON b.pack = p.key FULL JOIN pack_sources s ON s.pack = p.key"
        " WHERE p.key IS NULL OR b.pack IS NULL OR s.pack IS NULL",
        "SELECT count(*) FROM pack_gone g LEFT JOIN packs p ON p.key = g.pack WHERE p.key IS NULL OR g.report >= p.reports",
        "SELECT count(*) FROM packs, brink_archive WHERE first_event_key + events - 1 > last_event",
        "SELECT count(*) FROM packs p JOIN packs q ON p.key < q.key AND p.events > 0 AND q.events > 0"
        " AND p.first_event_key < q.first_event_key + q.events AND q.first_event_key < p.first_event_key + p.events",
        "SELECT count(*) FROM events e JOIN packs p ON e.key >= p.first_event_key AND e.key < p.first_event_key + p.events",
        "SELECT count(*) FROM documents, brink_archive WHERE key > last_document",
        "SELECT count(*) FROM events, brink_archive WHERE key > last_event"})
    if (const std::string answer = server.script("SET search_path = " + schema + "; " + none); answer != "0")
      return none + ": " + answer;
  return "ok";
}

}  // namespace brink
