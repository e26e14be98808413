// SPDX-License-Identifier: Apache-2.0
// A plan's condition, `p(a) >= 0.3 or state(b) == "active"`, part by part: what was wanted and what is.
import { percent } from "../../lib/format.ts";
import type { Board } from "../../lib/records.ts";

export interface Part {
  /** What stands before it: "", "and", "or (". A `not` right before it is taken into what is wanted. */
  joined: string;
  about: { kind: "scenario" | "indicator"; id: string };
  wanted: string; is: string; holds: boolean;
}

const kPart = /\b(p|low|high|observed|state|trend)\(([^)]+)\)\s*(>=|<=|==|!=|<|>)\s*(?:"([^"]*)"|([\d.]+))/g;
const kDenied: Record<string, string> = { ">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "==" };
const kNames: Record<string, string> = { low: "at the least ", high: "at the most " };

function number_wanted(compare: string, mark: string): string {
  return compare === ">=" ? `${mark} or more` : compare === ">" ? `more than ${mark}` : compare === "<=" ? `${mark} or less` : `under ${mark}`;
}

function compared(value: number, compare: string, mark: number): boolean {
  return compare === ">=" ? value >= mark : compare === ">" ? value > mark : compare === "<=" ? value <= mark : value < mark;
}

/** The parts in the condition's order; none if it cannot be read or names what the board does not have. */
export function parts_of(condition: string, board: Board): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of condition.matchAll(kPart)) {
    const [text, what, id, written, word, number] = found as unknown as [string, string, string, string, string?, string?];
    const before = condition.slice(end, found.index).replace(/\s+/g, " ").trim();
    const denied = /\bnot$/.test(before);
    const joined = before.replace(/\s*\bnot$/, "");
    const compare = denied ? kDenied[written]! : written;
    end = found.index + text.length;
    const scenario = board.scenarios.find((s) => s.id === id);
    const indicator = board.indicators.find((i) => i.id === id);
    if (word !== undefined) {
      const is = what === "trend" ? scenario?.trend : indicator?.state;
      if (!is) return [];
      parts.push({ joined, about: { kind: what === "trend" ? "scenario" : "indicator", id }, is,
        wanted: compare === "!=" ? `anything but ${word}` : word, holds: (is === word) === (compare === "==") });
    } else if (what === "observed") {
      if (!indicator) return [];
      parts.push({ joined, about: { kind: "indicator", id }, is: indicator.observed.toFixed(1) + " seen", wanted: number_wanted(compare, number!), holds: compared(indicator.observed, compare, +number!) });
    } else {
      const value = scenario?.[what as "p" | "low" | "high"];
      if (value === undefined) return [];
      parts.push({ joined, about: { kind: "scenario", id }, is: (kNames[what] ?? "") + percent(value), wanted: number_wanted(compare, percent(+number!)), holds: compared(value, compare, +number!) });
    }
  }
  return parts;
}
