// SPDX-License-Identifier: Apache-2.0
import { day_text } from "../lib/format.ts";
import type { EventWithReport } from "../lib/records.ts";

/** Plain text: outlet, title, date, address, the sentence, and the id by which Brink finds it again. */
export function citation(event: EventWithReport): string {
  const r = event.report;
  const head = [r.outlet, r.title ? `“${r.title}”` : null, r.published ? day_text(r.published) : null].filter(Boolean).join(", ");
  return [head || "Report without a head", r.url, `“${event.text}”`, `Brink event ${event.id}`].filter(Boolean).join("\n");
}

export function citations(events: EventWithReport[]): string {
  return events.map(citation).join("\n\n");
}
