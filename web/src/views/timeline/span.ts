// SPDX-License-Identifier: Apache-2.0
// The one axis of time that every chart of the timeline shares: days from left to right between two gutters.
import { add_days, day_of, days_between } from "../../lib/format.ts";

const kDaySeconds = 86_400;
const kTickDays = [1, 2, 7, 14, 28, 56, 112];
const kTickRoom = 74;  // pixels a date needs

export class Span {
  readonly days: number;

  constructor(readonly from: string, readonly to: string, readonly width: number, readonly left: number, readonly right = 14) {
    this.days = Math.max(1, days_between(from, to) + 1);
  }

  get day_width(): number {
    return Math.max(10, this.width - this.left - this.right) / this.days;
  }

  /** The middle of a day, in pixels. */
  x_of(day: string): number {
    return this.left + (days_between(this.from, day) + 0.5) * this.day_width;
  }

  holds(day: string): boolean {
    return day >= this.from && day <= this.to;
  }

  /** From the first day's midnight to the last one's, in seconds. */
  get seconds(): [number, number] {
    return [seconds_of(this.from) - kDaySeconds / 2, seconds_of(this.to) + kDaySeconds / 2];
  }

  list(): string[] {
    return Array.from({ length: this.days }, (_, i) => add_days(this.from, i));
  }

  ticks(): string[] {
    const every = kTickDays.find((n) => n * this.day_width >= kTickRoom) ?? kTickDays.at(-1)!;
    return this.list().filter((day) => (day_of(day).getTime() / 1000 / kDaySeconds) % every === 0);
  }
}

/** A day stands at its noon. */
export function seconds_of(day: string): number {
  return day_of(day).getTime() / 1000 + kDaySeconds / 2;
}

export function day_at(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** A series that begins on `first`, as values for each of `days`; null where it says nothing. */
export function on_days(days: string[], first: string, values: number[]): (number | null)[] {
  return days.map((day) => values[days_between(first, day)] ?? null);
}

/** Room above and below zero for what is drawn there, `least` at the least. */
export function range_about_zero(rows: (number | null)[][], least: number): [number, number] {
  const values = rows.flat().map((v) => v ?? 0);
  return [-1.08 * Math.max(least, -Math.min(...values)), 1.08 * Math.max(least, ...values)];
}
