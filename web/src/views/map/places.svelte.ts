// SPDX-License-Identifier: Apache-2.0
// Where the watch's places lie, and what a map of it should show at first.
import { get } from "../../lib/api.ts";
import type { List, PlaceAnswer } from "../../lib/records.ts";
import { weight, type Point } from "./points.ts";

const kMost = 24;

export interface Named { name: string; lat: number; lon: number }

export class Places {
  items = $state.raw<Named[]>([]);
  done = $state(false);

  constructor(names: () => string[]) {
    $effect(() => {
      void this.read(names().slice(0, kMost));
    });
  }

  /** A place that the gazetteer does not know is left out: the map does without its name. */
  private async read(names: string[]): Promise<void> {
    const answers = await Promise.allSettled(names.map((name) => get<List<PlaceAnswer>>("places", { name })));
    this.items = answers.flatMap((answer, i) => {
      const best = answer.status === "fulfilled" ? answer.value.items[0] : undefined;
      return best?.lat !== undefined && best.lon !== undefined ? [{ name: names[i]!, lat: best.lat, lon: best.lon }] : [];
    });
    this.done = true;
  }
}

/** The watch's places and where most is told of, without the far tenth on each side. */
export function home_of(places: Named[], points: Point[]): { lat: number; lon: number }[] {
  const told = points.flatMap((p) => Array.from({ length: Math.min(20, weight(p)) }, () => p));
  const inner = (of: (p: Point) => number): [number, number] => {
    const sorted = told.map(of).sort((a, b) => a - b);
    return [sorted[Math.floor(sorted.length * 0.1)] ?? -90, sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 180];
  };
  const [south, north] = inner((p) => p.lat);
  const [west, east] = inner((p) => p.lon);
  return [...places, ...points.filter((p) => p.lat >= south && p.lat <= north && p.lon >= west && p.lon <= east)];
}
