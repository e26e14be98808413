// SPDX-License-Identifier: Apache-2.0
// What the server's API answers with: docs/openapi.json in TypeScript. Dates are ISO 8601 days.

export type Status = "actual" | "future" | "hypothetical" | "negated" | "historical";
export type StateName = "quiet" | "stirring" | "active";
export type Span = [number, number];

export interface Problem { status: number; title: string; detail?: string; where?: string }
export interface Actor { code: string; sector: string[]; name: string; text: string; span: Span | null }
export interface Place { name: string; country?: string | null; lat?: number; lon?: number; geonames?: number; span?: Span }
export interface Report {
  id: string; title: string | null; outlet: string | null; url: string | null; published: string | null;
  language: string | null; known_from: string; kept: string;
}
export interface EventRecord {
  id: string; document: string; sentence: number; sentence_span: Span | null; text: string;
  date: string | null; date_precision: string | null;
  type: string; mode: string[]; context: string[]; cameo: string | null; quad: string; score: number;
  status: Status; hedged: boolean; actor: Actor[]; recipient: Actor[]; speaker: Actor | null;
  condition: string | null; act: EventRecord | null; place: Place | null; equipment: string[];
  quantity: { text: string; low: number; high: number } | null;
  trigger: { text: string; span: Span }; rule: string; confidence: number;
}
export type EventWithReport = EventRecord & { report: Report };
export interface Mark { role: "trigger" | "actor" | "recipient" | "speaker" | "place" | "quantity" | "act"; begin: number; end: number; label: string }
export interface MarkedSentence { text: string; marks: Mark[] }

export interface Story {
  id: string; date: string | null; reports: string[]; events: string[]; outlets: string[];
  first_seen: string; last_confirmed: string; report_count?: number; event_count?: number;
  voices?: string[]; disagreements?: { kind: string; says: string[]; events: string[] }[];
}
export type StoryWithEvent = Story & { event: EventWithReport | null };
export type StoryPage = Story & { evidence: EventWithReport[] };

export interface Scenario {
  id: string; title: string; p: number; low: number; high: number; base_rate: number;
  trend: "rising" | "falling" | "steady"; speaking_for: string[]; speaking_against: string[]; within_usual: string[];
  weights: { indicator: string; log_odds: number }[];
  series: { from: string; p: number[]; low: number[]; high: number[] };
}
export interface Indicator {
  id: string; title: string; state: StateName; observed: number; expected: number; surprise: number; trend: string;
  since: string; changed: { since: string; p: number; before: number; after: number } | null; stories: string[];
  series: { from: string; observed: number[]; expected: number[]; surprise: number[]; state: StateName[] };
}
export interface Plan { id: string; title: string; state: "fired" | "near" | "not"; reason: string; action: string }
export interface Tipping {
  target: { kind: "scenario" | "plan"; id: string }; effect: string;
  changes: { indicator: string; from: StateName; to: StateName }[]; p_after: number;
}
export interface Decision {
  id: string; title: string; best: string; actions: { id: string; title: string; expected_loss: number }[];
  value_of_perfect_information: number; value_of_waiting: number; wait_days: number;
  evidence: { indicator: string; chance: number; value: number }[];
}
export interface Track { between: string[]; from: string; escalation: number[]; dialogue: number[]; stories?: string[] }
export interface Posture {
  actor: string[]; who: string; what: string; where: string; place: { name: string; country: string; lat?: number; lon?: number } | null;
  status: Status; date: string; moved: unknown; by_account: string; contradicted_by: string[]; event: string;
}
export interface Commitment {
  actor: string[]; by: string; kind: "pledged" | "threatened" | "ruled out"; what: string; condition: string;
  state: "open" | "met" | "broken" | "withdrawn"; date: string; event: string; decided_by: string;
}
export interface Exchange { between: string[]; steps: string[]; awaiting: string; since: string }
export interface Board {
  watch: string; title: string; at: string; scenarios: Scenario[]; indicators: Indicator[]; plans: Plan[];
  tipping: Tipping[]; decisions: Decision[]; tracks: Track[]; posture: Posture[]; commitments: Commitment[];
  exchanges: Exchange[]; new: string[]; cannot_tell: string[]; stories: Story[]; reports: number; happenings: number;
  stale?: boolean; computed?: string;
}
export interface Bearing { scenario: string; present: number; absent: number; why: string }
export interface Watch {
  id: string; title: string; actors: string[]; places: string[];
  scenarios: { id: string; title: string; horizon_days: number; base_rate: number; exclusive: string | null; why: string }[];
  indicators: { id: string; title: string; group: string | null; usual_per_week: number; half_life_days: number; any: Record<string, unknown>[]; bearing: Bearing[] }[];
  plans: { id: string; title: string; condition: string; action: string; tell: string[] }[];
  default_at: string;
  archive: { documents: number; events: number; set_aside: number; version: string; first_day: string | null; last_day: string | null };
  may: { acknowledge: boolean; ingest: boolean; explain: boolean };
}
export interface How {
  frame: { column: string; cell: string }[]; names: string[]; status: string[];
  tokens: { form: string; lemma: string; upos: string; deprel: string; head: number }[];
}
export interface Explain {
  kind: "event" | "story" | "indicator" | "scenario"; id: string;
  event?: EventWithReport; sentence?: MarkedSentence; how?: How | null; story?: StoryPage;
  indicator?: Indicator; scenario?: Scenario;
  bearing?: (Bearing & { indicator?: string; title?: string; state?: StateName; log_odds?: number; stories?: string[] })[];
  stories?: StoryWithEvent[];
}
export interface Series { by: string; from: string; to: string; lines: { key: string; counts: number[] }[]; total: number; reports: number[] }
export interface KeyCount { key: string; count: number }
export interface Dossier {
  of: { kind: "actor" | "pair" | "place"; keys: string[]; names: string[] }; from: string | null; to: string | null;
  events: number; cut_short: boolean;
  counts: { type: KeyCount[]; quad: KeyCount[]; status: KeyCount[]; with: KeyCount[]; places: KeyCount[]; outlets: KeyCount[] };
  by_week: { from: string; material_conflict: number[]; verbal_conflict: number[]; material_cooperation: number[]; verbal_cooperation: number[]; neutral: number[] };
  stories: StoryWithEvent[]; tracks: Track[]; commitments: Commitment[]; exchanges: Exchange[]; posture: Posture[];
}
export interface Alert {
  id: string; kind: "plan" | "indicator" | "scenario" | "commitment" | "happening"; about: string; title: string; text: string; level: "high" | "notice";
  at: string; raised: string; stories: string[]; events?: string[]; state: "new" | "acknowledged" | "muted";
}
export interface DocumentRecord {
  id: string; url: string | null; title: string | null; published: string | null; outlet: string | null; authors?: string[];
  language: string | null; kept: string; revision: number; first_seen: string; known_from: string; text?: string; copy_of?: string | null;
}
export type DocumentPage = DocumentRecord & {
  excerpts: { sentence: number; span: Span; text: string; events: string[] }[]; events: EventRecord[];
};
/** A page of one of the board's lists, which the board shows the newest of. */
export interface Lines<T> { at: string; items: T[]; next: string | null; total: number; cut_short: boolean }
export interface List<T> { items: T[]; next: string | null; cut_short?: boolean }
export interface Search { query: string; events: List<EventWithReport>; documents: List<DocumentRecord> }
export interface ActorAnswer { name: string; kind: string; code?: string; sector?: string[]; from?: string | null; until?: string | null; role?: string | null; in_force?: boolean }
export interface PlaceAnswer { name: string; kind: string; country: string; region?: string; lat?: number; lon?: number; population?: number; geonames?: number | null }
