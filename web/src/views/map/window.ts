// SPDX-License-Identifier: Apache-2.0
// Which events and movements a day of the map shows.
import { add_days, days_between } from "../../lib/format.ts";
import type { EventWithReport, Posture } from "../../lib/records.ts";

export const kReach = 180;         // days before the day shown that can be played
export const kMostEvents = 3000;   // six pages of the server's
const kPostureDays = 60;           // as the board looks back for movements

export interface InWindow { dated: EventWithReport[]; undated: number }

/** Those of the `back` days that end with `day`. What has no exact day cannot be played through days. */
export function in_window(events: EventWithReport[], day: string, back: number): InWindow {
  const from = add_days(day, 1 - back);
  const exact = events.filter((e) => e.date && e.date.length >= 10);
  return { dated: exact.filter((e) => e.date!.slice(0, 10) >= from && e.date!.slice(0, 10) <= day), undated: events.length - exact.length };
}

export function shown_of(events: EventWithReport[], hidden: string[]): EventWithReport[] {
  return hidden.length ? events.filter((e) => !hidden.includes(e.status)) : events;
}

/** A movement is there from when it was first told, as long as the board would look back. */
export function posture_on(posture: Posture[], day: string): Posture[] {
  return posture.filter((p) => {
    const since = typeof p.moved === "string" ? p.moved : p.date;
    return since <= day && days_between(p.date, day) <= kPostureDays;
  });
}
