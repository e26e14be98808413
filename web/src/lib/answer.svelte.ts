// SPDX-License-Identifier: Apache-2.0
// An answer of the server as a view sees it: on its way, there, or failed. What was there stays on the
// screen while a newer one is fetched.
import { ApiError, get, type Params } from "./api.ts";
import { live } from "./live.svelte.ts";
import type { Problem } from "./records.ts";

export class Answer<T> {
  data = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  loading = $state(true);
  private turn = 0;

  /** `question` is read again whenever what it reads changes, and when the archive grows if `follow_live`. null asks nothing. */
  constructor(question: () => { path: string; params?: Params } | null, follow_live = true) {
    $effect(() => {
      if (follow_live) void live.version;
      const asked = question();
      if (asked) void this.fetch(asked.path, asked.params);
      else {
        this.turn++;
        this.data = null;
        this.loading = false;
      }
    });
  }

  private async fetch(path: string, params?: Params): Promise<void> {
    const turn = ++this.turn;
    this.loading = true;
    try {
      const data = await get<T>(path, params);
      if (turn !== this.turn) return;
      this.data = data;
      this.problem = null;
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem = error instanceof ApiError ? error.problem : { status: 0, title: String(error) };
    }
    this.loading = false;
  }
}
