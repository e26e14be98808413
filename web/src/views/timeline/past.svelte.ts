// SPDX-License-Identifier: Apache-2.0
// A board looks 42 days back. Where more days are shown, the boards of earlier days tell how likely scenarios were held then.
import { get } from "../../lib/api.ts";
import { add_days } from "../../lib/format.ts";
import type { Board, Scenario } from "../../lib/records.ts";
import { on_days } from "./span.ts";

const kMost = 3;  // boards more, each of which the server may have to work out

export class Past {
  boards = $state.raw<Board[]>([]);
  private turn = 0;

  constructor(board: () => Board | null, from: () => string) {
    $effect(() => {
      void this.read(board(), from());
    });
  }

  /** An earlier board that does not come is done without: the line then begins later, and the view says when. */
  private async read(board: Board | null, from: string): Promise<void> {
    const turn = ++this.turn;
    this.boards = [];
    let start = board?.scenarios[0]?.series.from;
    const found: Board[] = [];
    while (start && start > from && found.length < kMost) {
      const before: Board | null = await get<Board>("board", { at: add_days(start, -1) }).catch(() => null);
      if (turn !== this.turn || !before) return;
      const next = before.scenarios[0]?.series.from;
      if (!next || next >= start) return;
      found.push(before);
      start = next;
      this.boards = [...found];
    }
  }
}

/** A scenario's probability (or a bound of it) on each of `days`, each from the latest board that tells it. */
export function followed(boards: Board[], id: string, of: "p" | "low" | "high", days: string[]): (number | null)[] {
  const lines = boards.map((b) => b.scenarios.find((s) => s.id === id)).filter((s): s is Scenario => !!s)
    .map((s) => on_days(days, s.series.from, s.series[of]));
  return days.map((_, i) => lines.find((line) => line[i] !== null)?.[i] ?? null);
}
