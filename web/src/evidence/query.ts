// SPDX-License-Identifier: Apache-2.0
// An indicator's question to the archive, in words.
import { plain } from "../lib/format.ts";

const kStatus: Record<string, string> = { actual: "happened", future: "announced", hypothetical: "feared or possible", negated: "denied", historical: "background", any: "whether it happened or not" };
const kFields: [string, (list: string[]) => string][] = [
  ["type", (l) => l.map(plain).join(" or ")],
  ["mode", (l) => `as ${l.join(" or ")}`],
  ["actor", (l) => `by ${l.join(" or ")}`],
  ["recipient", (l) => `towards ${l.join(" or ")}`],
  ["either", (l) => `with ${l.join(" or ")} on either side`],
  ["speaker", (l) => `as said by ${l.join(" or ")}`],
  ["country", (l) => `in ${l.join(" or ")}`],
  ["place", (l) => `at ${l.join(" or ")}`],
  ["equipment", (l) => `with ${l.join(" or ")}`],
  ["context", (l) => `about ${l.join(" or ")}`],
  ["text", (l) => `where the sentence has “${l.join(" ")}”`],
];

/** "Mobilize by RUS, in BLR; happened". Without a status an indicator asks for what happened. */
export function query_text(query: Record<string, unknown>): string {
  const list = (field: string) => { const v = query[field]; return v === undefined ? [] : (Array.isArray(v) ? v : [v]).map(String); };
  const said = kFields.filter(([field]) => list(field).length).map(([field, words]) => words(list(field)));
  const status = list("status").length ? list("status") : ["actual"];
  return `${said.join(", ") || "Anything"}; ${status.map((s) => kStatus[s] ?? s).join(" or ")}`;
}
