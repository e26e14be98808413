// SPDX-License-Identifier: Apache-2.0
// What was opened on the way to what the drawer shows, and what each is called.
import { SvelteMap } from "svelte/reactivity";
import { desk } from "../lib/desk.svelte.ts";

const kNames: Record<string, string> = { event: "Event", story: "Happening", indicator: "Indicator", scenario: "Scenario", document: "Report" };
const kMost = 12;

class Trail {
  steps = $state.raw<string[]>([]);
  private readonly names = new SvelteMap<string, string>();

  /** Goes on to `open`, or back to it if it was opened before. */
  go(open: string): void {
    const at = this.steps.indexOf(open);
    this.steps = at >= 0 ? this.steps.slice(0, at + 1) : [...this.steps, open].slice(-kMost);
  }

  clear(): void {
    this.steps = [];
  }

  /** Gives what is open a name, once it is known. */
  name(open: string, name: string): void {
    if (open && this.names.get(open) !== name) this.names.set(open, name);
  }

  title(open: string): string {
    const [kind = "", id = ""] = open.split(":");
    const name = kind === "indicator" || kind === "scenario" ? desk.title(id) : this.names.get(open);
    return (kNames[kind] ?? "Evidence") + (name ? ": " + name : "");
  }
}

export const trail = new Trail();
