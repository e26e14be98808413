// SPDX-License-Identifier: Apache-2.0
// What stands where: events and movements of forces by place, and places too near each other on the screen as one.
import type { EventWithReport, Posture, Status } from "../../lib/records.ts";

export const kStatuses: Status[] = ["actual", "future", "hypothetical", "negated", "historical"];
export const kStatusWords: Record<Status, string> = {
  actual: "happened", future: "announced", hypothetical: "feared or possible", negated: "denied or did not", historical: "background",
};

export interface Point { key: string; name: string; names: string[]; lat: number; lon: number; rough: boolean; country: string; events: EventWithReport[]; posture: Posture[] }
export interface Cluster { key: string; points: Point[]; lat: number; lon: number; events: EventWithReport[]; posture: Posture[]; rough: boolean }

/** Countries and seas have whole degrees or quarters of one in the gazetteer, continents no country: no more is known of where it was. */
const is_coarse = (degrees: number | undefined) => degrees !== undefined && Number.isInteger(degrees * 4);

function is_rough(place: { country?: string | null; lat?: number; lon?: number }): boolean {
  return !place.country || (is_coarse(place.lat) && is_coarse(place.lon));
}

export function points_of(events: EventWithReport[], posture: Posture[]): Point[] {
  const found = new Map<string, Point>();
  const names = new Map<string, Map<string, number>>();
  const at = (place: { name: string; country?: string | null; lat?: number; lon?: number } | null): Point | null => {
    if (!place || place.lat === undefined || place.lon === undefined) return null;
    const key = `${place.lat},${place.lon}`;
    let point = found.get(key);
    if (!point) {
      point = { key, name: place.name, names: [], lat: place.lat, lon: place.lon, rough: is_rough(place), country: place.country ?? "", events: [], posture: [] };
      found.set(key, point);
      names.set(key, new Map());
    }
    const counts = names.get(key)!;
    counts.set(place.name, (counts.get(place.name) ?? 0) + 1);
    return point;
  };
  for (const event of events) at(event.place)?.events.push(event);
  for (const line of posture) at(line.place)?.posture.push(line);
  for (const point of found.values()) {
    point.names = [...names.get(point.key)!].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    point.name = point.names[0] ?? point.name;
  }
  return [...found.values()].sort((a, b) => weight(b) - weight(a));
}

export function weight(of: { events: unknown[]; posture: unknown[] }): number {
  return of.events.length + of.posture.length;
}

export function count_by_status(events: { status: Status }[]): { status: Status; count: number }[] {
  return kStatuses.map((status) => ({ status, count: events.filter((e) => e.status === status).length })).filter((c) => c.count);
}

/** A mark's width on the screen, about: shapes and digits side by side. */
export function mark_width(of: { events: { status: Status }[]; posture: unknown[] }): number {
  const counts = count_by_status(of.events).map((c) => c.count);
  if (of.posture.length) counts.push(of.posture.length);
  return counts.reduce((sum, n) => sum + 22 + 8 * String(n).length, 12);
}

/** The heaviest points first, each taking in those whose marks would lie over its own. */
export function clusters_of(points: Point[], screen_of: (lat: number, lon: number) => [number, number]): Cluster[] {
  const out: (Cluster & { x: number; y: number; half: number })[] = [];
  for (const point of points) {
    const [x, y] = screen_of(point.lat, point.lon);
    const half = mark_width(point) / 2;
    const near = out.find((c) => Math.abs(c.x - x) < c.half + half + 2 && Math.abs(c.y - y) < 30);
    if (near) {
      near.points.push(point);
      near.events = [...near.events, ...point.events];
      near.posture = [...near.posture, ...point.posture];
      near.rough &&= point.rough;
      near.half = mark_width(near) / 2;
    } else {
      out.push({ key: point.key, points: [point], lat: point.lat, lon: point.lon, events: point.events, posture: point.posture, rough: point.rough, x, y, half });
    }
  }
  return out;
}

/** What a mark is called on the map. Where only the country is known the base map names it: “Kyiv” may be its government. */
export function label_of({ points: [first] }: { points: Point[] }): string {
  return !first || (first.rough && first.country) ? "" : first.name;
}

/** Whose forces moved there, for the map itself: "Russia, Belarus". */
export function forces_of(of: { posture: Posture[] }): string {
  const who = [...new Set(of.posture.flatMap((p) => p.who.split(", ")))];
  return who.slice(0, 2).join(", ") + (who.length > 2 ? ` and ${who.length - 2} more` : "");
}

export function title_of(of: { points: Point[] }): string {
  const names = [...new Set(of.points.flatMap((p) => p.names))];
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}
