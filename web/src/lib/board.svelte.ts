// SPDX-License-Identifier: Apache-2.0
// Words for what a board says: the same everywhere.
import type { Indicator, Scenario, StateName } from "./records.ts";

export const kTrendWords: Record<Scenario["trend"], string> = { rising: "rising", falling: "falling", steady: "steady" };
export const kTrendMarks: Record<Scenario["trend"], string> = { rising: "▲", falling: "▼", steady: "=" };
export const kStateWords: Record<StateName, string> = { active: "Active", stirring: "Stirring", quiet: "Quiet" };
export const kStateMarks: Record<StateName, string> = { active: "●", stirring: "◐", quiet: "○" };

function figure(n: number): string {
  if (n > 0 && n < 0.05) return "under 0.1";
  return n >= 9.95 ? Math.round(n).toLocaleString("en-GB") : (Math.round(n * 10) / 10).toString();
}

/** "6 seen, 1.2 usual": faded counts of happenings. */
export function seen_text(i: Pick<Indicator, "observed" | "expected">): string {
  return `${figure(i.observed)} seen, ${figure(i.expected)} usual`;
}

/** How strongly an indicator speaks, in words; the number is the factor on the odds. */
export function weight_text(log_odds: number): string {
  const factor = Math.exp(Math.abs(log_odds));
  const strength = factor < 1.1 ? "hardly counts" : factor < 1.5 ? "a little" : factor < 3 ? "clearly" : "strongly";
  if (factor < 1.1) return strength;
  return `${strength} ${log_odds > 0 ? "for" : "against"} (odds ${log_odds > 0 ? "×" : "÷"}${factor.toFixed(1)})`;
}
