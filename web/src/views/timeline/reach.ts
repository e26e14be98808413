// SPDX-License-Identifier: Apache-2.0
// Where there is nothing to show: which days there is something of.
import { day_text } from "../../lib/format.ts";
import type { Watch } from "../../lib/records.ts";

export function archive_reach(watch: Watch | null): string {
  const { first_day, last_day } = watch?.archive ?? {};
  return first_day && last_day ? `The archive holds reports from ${day_text(first_day)} to ${day_text(last_day)}.`
    : "The archive holds no report yet: fill it with brink ingest.";
}
