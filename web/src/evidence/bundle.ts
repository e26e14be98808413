// SPDX-License-Identifier: Apache-2.0
// Evidence to hand on: what was explained, with every event it rests on, as one file.
import { get } from "../lib/api.ts";
import { desk } from "../lib/desk.svelte.ts";
import type { EventWithReport, StoryPage, StoryWithEvent } from "../lib/records.ts";

/** Every report's event of these happenings. One that can no longer be read leaves the event that tells it. */
export async function events_of(stories: StoryWithEvent[], at: string): Promise<EventWithReport[]> {
  const pages = await Promise.all(stories.map((s) =>
    get<StoryPage>("stories/" + s.id, { event: s.events[0], at }).then((page) => page.evidence, () => (s.event ? [s.event] : []))));
  return [...new Map(pages.flat().map((e) => [e.id, e])).values()];
}

export function bundle(kind: string, id: string, answer: unknown, events: EventWithReport[]): unknown {
  return { about: { kind, id, watch: desk.watch?.id ?? null, at: desk.at, address: location.href }, answer, events };
}

export function download(name: string, content: unknown): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  link.download = name.replaceAll(/[^\w.-]+/g, "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
