// SPDX-License-Identifier: Apache-2.0
// What the palette offers for a few letters: views, the watch's own things, actors, places, days, a search.
import { address, kViews } from "../lib/address.svelte.ts";
import { get } from "../lib/api.ts";
import { desk, open_evidence } from "../lib/desk.svelte.ts";
import { day_text } from "../lib/format.ts";
import type { ActorAnswer, List, PlaceAnswer } from "../lib/records.ts";
import { day_in } from "./day.ts";
import { fit } from "./fit.ts";

export interface Choice { kind: string; text: string; go: () => void }

const kMost = 12;

function all_known(): Choice[] {
  const views = kViews.map((view): Choice => ({ kind: "View", text: view.charAt(0).toUpperCase() + view.slice(1), go: () => address.go(address.href(view)) }));
  const watch = desk.watch;
  if (!watch) return views;
  return [
    ...views,
    ...watch.scenarios.map((s): Choice => ({ kind: "Scenario", text: s.title, go: () => open_evidence("scenario", s.id) })),
    ...watch.plans.map((p): Choice => ({ kind: "Plan", text: p.title, go: () => address.go(address.href("board", { plan: p.id })) })),
    ...watch.indicators.map((i): Choice => ({ kind: "Indicator", text: i.title, go: () => open_evidence("indicator", i.id) })),
    ...watch.actors.map((a): Choice => ({ kind: "Actor", text: a, go: () => address.go(address.href("dossier", { actor: a })) })),
    ...watch.places.map((p): Choice => ({ kind: "Place", text: p, go: () => address.go(address.href("dossier", { place: p })) })),
  ];
}

/** Those that are known without asking, best first. */
export function known_choices(query: string): Choice[] {
  const letters = query.trim().toLowerCase();
  if (!letters) return all_known().slice(0, kMost);
  const choices = all_known().map((c) => ({ c, n: fit(letters, c.text) })).filter((x) => x.n > 0).sort((a, b) => b.n - a.n).slice(0, kMost).map((x) => x.c);
  const day = day_in(query, desk.at);
  if (day) choices.unshift({ kind: "Day", text: "As known on " + day_text(day), go: () => address.set({ at: day }) });
  return choices;
}

/** Words that are nothing else are searched for. */
export function search_choice(query: string): Choice[] {
  const words = query.trim();
  return words ? [{ kind: "Search", text: `Search for “${words}”`, go: () => address.go(address.href("search", { q: words })) }] : [];
}

/** The server knows actors as texts write them: "putin" is tried as "Putin" too, "rus" as "RUS". */
function spellings(name: string): string[] {
  const titled = name.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
  return [...new Set([name, titled, ...(name.length === 3 ? [name.toUpperCase()] : [])])];
}

/** Actors and places that the server knows by this name. */
export async function asked_choices(query: string): Promise<Choice[]> {
  const name = query.trim();
  if (name.length < 3 || day_in(name, desk.at)) return [];
  const [actors, places] = await Promise.all([
    Promise.all(spellings(name).map((spelling) => get<List<ActorAnswer>>("actors", { name: spelling, at: desk.at }).then((a) => a.items, () => []))).then((lists) => lists.flat()),
    get<List<PlaceAnswer>>("places", { name }).catch(() => null),
  ]);
  const codes = new Map(actors.filter((a) => a.code).map((a) => [a.code!, a]));
  return [
    ...[...codes].slice(0, 4).map(([code, a]): Choice => ({ kind: "Actor", text: [`${a.name} (${code})`, a.role].filter(Boolean).join(", "), go: () => address.go(address.href("dossier", { actor: code })) })),
    ...(places?.items ?? []).slice(0, 3).map((p): Choice => ({ kind: "Place", text: [p.name, p.kind, p.country].filter(Boolean).join(", "), go: () => address.go(address.href("dossier", { place: p.name })) })),
  ];
}
