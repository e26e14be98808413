// SPDX-License-Identifier: Apache-2.0
// A list of the server read page after page up to a bound; the view says when the bound cut it short.
import { ApiError, get, type Params } from "../../lib/api.ts";
import { live } from "../../lib/live.svelte.ts";
import type { List, Problem } from "../../lib/records.ts";

const kPage = 500;  // the server's most

export interface Read<T> { items: T[]; cut: boolean }

export class Pages<T> {
  data = $state.raw<Read<T> | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
  private turn = 0;

  /** null asks nothing. */
  constructor(question: () => { path: string; params: Params; most: number } | null) {
    $effect(() => {
      void live.version;
      const asked = question();
      if (asked) void this.read(asked.path, asked.params, asked.most);
      else {
        this.turn++;
        this.data = null;
        this.loading = false;
      }
    });
  }

  private async read(path: string, params: Params, most: number): Promise<void> {
    const turn = ++this.turn;
    this.loading = true;
    try {
      const items: T[] = [];
      let after: string | null = null;
      let cut = false;
      do {
        const page: List<T> = await get<List<T>>(path, { ...params, limit: Math.min(kPage, most), after });
        if (turn !== this.turn) return;
        items.push(...page.items);
        cut ||= page.cut_short ?? false;
        after = page.next;
      } while (after && items.length < most);
      this.data = { items, cut: cut || after !== null };
      this.problem = null;
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem = error instanceof ApiError ? error.problem : { status: 0, title: String(error) };
    }
    this.loading = false;
  }
}
