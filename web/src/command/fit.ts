// SPDX-License-Identifier: Apache-2.0

/** How well letters fit a text; 0 if they do not. Best is its beginning, then beginnings of words in any order, then
 *  the initials of words, then letters in order that stand close together. */
export function fit(letters: string, text: string): number {
  const low = text.toLowerCase();
  if (low.startsWith(letters)) return 100;
  const words = low.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const asked = letters.split(/\s+/).filter(Boolean);
  if (asked.every((a) => words.some((w) => w.startsWith(a)))) return 80;
  const at = low.indexOf(letters);
  if (at >= 0) return 60 - Math.min(at, 20);
  if (letters.length > 1 && words.map((w) => w[0]).join("").includes(letters)) return 50;
  return letters.length >= 3 ? scattered(letters, low) : 0;
}

function scattered(letters: string, low: string): number {
  let first = -1, from = 0;
  for (const c of letters.replaceAll(" ", "")) {
    const at = low.indexOf(c, from);
    if (at < 0) return 0;
    if (first < 0) first = at;
    from = at + 1;
  }
  const spread = (from - first) / letters.length;
  return spread <= 2 ? 30 / spread : 0;
}
