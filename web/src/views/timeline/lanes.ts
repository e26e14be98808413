// SPDX-License-Identifier: Apache-2.0
// Happenings on lanes: which lane, where on it, and which find no room.
import { count_text, day_text, plain } from "../../lib/format.ts";
import type { EventWithReport, Status, StoryWithEvent } from "../../lib/records.ts";
import { kStatusWords } from "../map/points.ts";
import { names } from "./names.svelte.ts";
import type { Span } from "./span.ts";

export type LaneBy = "type" | "actor" | "status";
export const kLaneBys: LaneBy[] = ["type", "actor", "status"];

export type Happening = StoryWithEvent & { event: EventWithReport; date: string; known: string };
export interface Mark { happening: Happening; x: number; row: number; later: boolean; words: string }
export interface Lane { key: string; title: string; marks: Mark[]; rows: number; total: number; no_room: number }

const kMostLanes = 14;
const kRows = 5;
const kRowsOfStatus = 10;  // there are few lanes then
const kPitch = 13;  // pixels between marks
const kOthers = "others";

/** Those that have an exact day, which alone can be drawn. */
export function dated(stories: StoryWithEvent[]): Happening[] {
  return stories.filter((s): s is StoryWithEvent & { event: EventWithReport; date: string } => !!s.event && !!s.date && s.date.length >= 10)
    .map((s) => ({ ...s, date: s.date.slice(0, 10), known: s.first_seen.slice(0, 10) }));
}

export function words_of({ event, date, outlets, reports, report_count }: Happening): string {
  const names = (list: EventWithReport["actor"]) => list.map((a) => a.name || a.code).join(", ");
  const whom = event.recipient.length ? ` to ${names(event.recipient)}` : "";
  return `${day_text(date)}, ${kStatusWords[event.status]}: ${plain(event.type)}, ${names(event.actor) || "somebody"}${whom}. ` +
    `${count_text(report_count ?? reports.length, "report")} by ${count_text(outlets.length, "outlet")}`;
}

function keys_of(happening: Happening, by: LaneBy): string {
  if (by === "type") return happening.event.type;
  if (by === "status") return happening.event.status;
  return happening.event.actor[0]?.code || "nobody named";
}

function title_of(key: string, by: LaneBy): string {
  return by === "status" ? (kStatusWords[key as Status] ?? key) : by === "type" || key === kOthers ? plain(key) : names.of(key);
}

/** Marks side by side where days leave room, above each other where they do not. */
function placed(happenings: Happening[], span: Span, later: Set<string>, most: number): Pick<Lane, "marks" | "rows" | "no_room"> {
  const ends: number[] = [];
  const marks: Mark[] = [];
  for (const happening of happenings) {
    const x = span.x_of(happening.date);
    const free = ends.findIndex((end) => x - end >= kPitch);
    const row = free < 0 ? ends.length : free;
    if (row >= most) continue;
    ends[row] = x;
    marks.push({ happening, x, row, later: later.has(happening.id), words: words_of(happening) });
  }
  return { marks, rows: Math.max(1, ends.length), no_room: happenings.length - marks.length };
}

export function lanes_of(happenings: Happening[], by: LaneBy, span: Span, later: Set<string>): Lane[] {
  const groups = new Map<string, Happening[]>();
  for (const happening of happenings.filter((h) => span.holds(h.date))) {
    const key = keys_of(happening, by);
    groups.set(key, [...(groups.get(key) ?? []), happening]);
  }
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length);
  const rest = sorted.splice(kMostLanes).flatMap(([, list]) => list);
  if (rest.length) sorted.push([kOthers, rest]);
  return sorted.map(([key, list]) => {
    list.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
    return { key, title: title_of(key, by), total: list.length, ...placed(list, span, later, by === "status" ? kRowsOfStatus : kRows) };
  });
}

/** Where an arrow key leads from a mark: along its lane, or to what is nearest in time on the next lane. */
export function neighbour(lanes: Lane[], lane: number, mark: number, key: string): { lane: number; mark: number } | null {
  const here = lanes[lane]?.marks[mark];
  if (!here) return null;
  const last = lanes[lane]!.marks.length - 1;
  if (key === "ArrowLeft") return { lane, mark: Math.max(0, mark - 1) };
  if (key === "ArrowRight") return { lane, mark: Math.min(last, mark + 1) };
  if (key === "Home") return { lane, mark: 0 };
  if (key === "End") return { lane, mark: last };
  const step = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  const next = lanes[lane + step];
  if (!step || !next?.marks.length) return null;
  const far = next.marks.map((m) => Math.abs(m.x - here.x));
  return { lane: lane + step, mark: far.indexOf(Math.min(...far)) };
}
