// SPDX-License-Identifier: Apache-2.0

const kMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "2022-01-28", "28 Jan 2022", "28.1.2022", "28 january" (of the year shown) as 2022-01-28; null if it is no day. */
export function day_in(text: string, shown: string): string | null {
  const t = text.trim().toLowerCase();
  let found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(t);
  if (found) return valid(+found[1]!, +found[2]!, +found[3]!);
  found = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(t);
  if (found) return valid(+found[3]!, +found[2]!, +found[1]!);
  found = /^(\d{1,2})\.?\s+([a-z]{3,9})(?:\s+(\d{4}))?$/.exec(t);
  const month = found ? kMonths.indexOf(found[2]!.slice(0, 3)) + 1 : 0;
  return found && month ? valid(+(found[3] ?? shown.slice(0, 4)), month, +found[1]!) : null;
}

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
