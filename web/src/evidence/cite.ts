// SPDX-License-Identifier: Apache-2.0
// An event as a citation and as a file to hand on.
import { day_text } from "../lib/format.ts";
import type { EventWithReport } from "../lib/records.ts";

/** Plain text: outlet, title, date, address, the sentence, and the id by which Brink finds it again. */
export function citation(event: EventWithReport): string {
  const r = event.report;
  const head = [r.outlet, r.title ? `“${r.title}”` : null, r.published ? day_text(r.published) : null].filter(Boolean).join(", ");
  return [head || "Report without a head", r.url, `“${event.text}”`, `Brink event ${event.id}`].filter(Boolean).join("\n");
}

export function download(name: string, content: unknown): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  link.download = name.replaceAll(/[^\w.-]+/g, "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
