// SPDX-License-Identifier: Apache-2.0
// Names for actors' codes: "RUS" is Russia. Asked once each; what is not known keeps its code.
import { SvelteMap } from "svelte/reactivity";
import { get } from "../../lib/api.ts";
import type { ActorAnswer, List } from "../../lib/records.ts";

class Names {
  private readonly known = new SvelteMap<string, string>([["UNK", "Not known"]]);
  private readonly asked = new Set<string>();

  of(code: string): string {
    return this.known.get(code) ?? code;
  }

  /** Asks for those that were not asked for yet. */
  want(codes: string[]): void {
    for (const code of codes) {
      if (this.known.has(code) || this.asked.has(code) || !/^[A-Z]{2,}/.test(code)) continue;
      this.asked.add(code);
      get<List<ActorAnswer>>("actors", { name: code }).then((answer) => {
        const name = answer.items[0]?.name;
        if (name) this.known.set(code, name);
      }, () => undefined);
    }
  }
}

export const names = new Names();
