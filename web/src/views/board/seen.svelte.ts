// SPDX-License-Identifier: Apache-2.0
// What this reader has seen of a watch's board, and when; kept in this browser alone.
import type { Board, Story } from "../../lib/records.ts";

const kMost = 6000;  // ids kept: some months of a busy board

interface Kept { when: string; day: string; events: string[] }

export class Seen {
  /** When the board was last marked as seen, ISO 8601; "" if never. */
  when = $state("");
  /** The day it showed then. */
  day = $state("");
  private events = $state.raw<Set<string>>(new Set());

  constructor(private readonly watch: string) {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key()) ?? "null") as Kept | null;
      if (!kept || !Array.isArray(kept.events)) return;
      this.when = String(kept.when);
      this.day = String(kept.day);
      this.events = new Set(kept.events);
    } catch {
      localStorage.removeItem(this.key());
    }
  }

  /** Happenings of this board of which no report was there when it was last seen; before that, those of its last day. */
  unseen(board: Board): Story[] {
    const fresh = new Set(board.new);
    const list = this.when
      ? board.stories.filter((s) => !s.events.some((id) => this.events.has(id)))
      : board.stories.filter((s) => s.events.some((id) => fresh.has(id)));
    return list.sort((a, b) => b.first_seen.localeCompare(a.first_seen));
  }

  mark(board: Board): void {
    const all = [...new Set([...board.new, ...board.stories.flatMap((s) => s.events), ...this.events])].slice(0, kMost);
    this.events = new Set(all);
    this.when = new Date().toISOString();
    this.day = board.at;
    try {
      localStorage.setItem(this.key(), JSON.stringify({ when: this.when, day: this.day, events: all } satisfies Kept));
    } catch {
      // Without storage it is remembered till the page is left.
    }
  }

  private key(): string {
    return "brink-board-seen-" + this.watch;
  }
}
