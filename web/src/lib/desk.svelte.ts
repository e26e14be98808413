// SPDX-License-Identifier: Apache-2.0
// What every view knows: the watch that is served, the day shown, the names of things.
import { address } from "./address.svelte.ts";
import type { Watch } from "./records.ts";

class Desk {
  watch = $state.raw<Watch | null>(null);

  /** The day shown. */
  get at(): string {
    return address.at || this.watch?.default_at || "";
  }

  /** A scenario's, indicator's or plan's title; its id if the watch does not know it. */
  title(id: string): string {
    const all = this.watch ? [...this.watch.scenarios, ...this.watch.indicators, ...this.watch.plans] : [];
    return all.find((one) => one.id === id)?.title ?? id;
  }
}

export const desk = new Desk();

/** Opens the evidence drawer. `kind` is one of event, story, indicator, scenario, document. */
export function open_evidence(kind: string, id: string, of_event = ""): void {
  address.set({ open: `${kind}:${id}${of_event ? ":" + of_event : ""}` });
}
