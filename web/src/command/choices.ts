// SPDX-License-Identifier: Apache-2.0
// What the palette offers for a few letters: views, the watch's own things, actors, places, days, a search.
import { address, kViews } from "../lib/address.svelte.ts";
import { get } from "../lib/api.ts";
import { desk, open_evidence } from "../lib/desk.svelte.ts";
import { day_text } from "../lib/format.ts";
import type { ActorAnswer, List, PlaceAnswer } from "../lib/records.ts";

export interface Choice { kind: string; text: string; go: () => void }

/** How well the letters fit, in order and anywhere; nothing if they do not. The start of a word counts most. */
export function fit(letters: string, text: string): number {
  const low = text.toLowerCase();
  const at = low.indexOf(letters);
  if (at >= 0) return 100 - at - (at > 0 && /\w/.test(low[at - 1]!) ? 20 : 0);
  let from = 0;
  for (const c of letters) {
    from = low.indexOf(c, from) + 1;
    if (from === 0) return 0;
  }
  return 20;
}

/** Those that are known without asking. */
export function known_choices(query: string): Choice[] {
  const letters = query.trim().toLowerCase();
  const all: Choice[] = kViews.map((view) => ({ kind: "View", text: view.charAt(0).toUpperCase() + view.slice(1), go: () => address.go(address.href(view)) }));
  const watch = desk.watch;
  if (watch) {
    all.push(...watch.scenarios.map((s) => ({ kind: "Scenario", text: s.title, go: () => open_evidence("scenario", s.id) })));
    all.push(...watch.indicators.map((i) => ({ kind: "Indicator", text: i.title, go: () => open_evidence("indicator", i.id) })));
    all.push(...watch.actors.map((a) => ({ kind: "Actor", text: a, go: () => address.go(address.href("dossier", { actor: a })) })));
  }
  const found = letters ? all.map((c) => ({ c, n: fit(letters, c.text) })).filter((x) => x.n > 0).sort((a, b) => b.n - a.n).map((x) => x.c) : all.slice(0, 12);
  const choices = found.slice(0, 12);
  if (/^\d{4}-\d{2}-\d{2}$/.test(letters)) choices.unshift({ kind: "Day", text: "As known on " + day_text(letters), go: () => address.set({ at: letters }) });
  if (letters) choices.push({ kind: "Search", text: `Search for “${query.trim()}”`, go: () => address.go(address.href("search", { q: query.trim() })) });
  return choices;
}

/** Actors and places that the server knows by this name. */
export async function asked_choices(query: string): Promise<Choice[]> {
  const name = query.trim();
  if (name.length < 3) return [];
  const [actors, places] = await Promise.all([
    get<List<ActorAnswer>>("actors", { name, at: desk.at }).catch(() => null),
    get<List<PlaceAnswer>>("places", { name }).catch(() => null),
  ]);
  const choices: Choice[] = [];
  const seen = new Set<string>();
  for (const a of actors?.items ?? [])
    if (a.code && !seen.has(a.code) && choices.length < 4) {
      seen.add(a.code);
      choices.push({ kind: "Actor", text: `${a.name} (${a.code})`, go: () => address.go(address.href("dossier", { actor: a.code! })) });
    }
  for (const p of (places?.items ?? []).slice(0, 3))
    choices.push({ kind: "Place", text: `${p.name}, ${p.country}`, go: () => address.go(address.href("dossier", { place: p.name })) });
  return choices;
}
