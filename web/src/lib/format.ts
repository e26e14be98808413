// SPDX-License-Identifier: Apache-2.0
const kDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const kShortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

export function day_of(iso: string): Date {
  return new Date(iso.slice(0, 10) + "T00:00:00Z");
}

/** "28 Jan 2022"; what is no full date is given as it is. */
export function day_text(iso: string | null | undefined): string {
  if (!iso) return "undated";
  return /^\d{4}-\d{2}-\d{2}/.test(iso) ? kDay.format(day_of(iso)) : iso;
}

export function short_day(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(iso) ? kShortDay.format(day_of(iso)) : iso;
}

export function add_days(iso: string, days: number): string {
  const day = day_of(iso);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

export function days_between(from: string, to: string): number {
  return Math.round((day_of(to).getTime() - day_of(from).getTime()) / 86_400_000);
}

/** A probability for readers: "7 %", "under 1 %", never "0 %" or "100 %". */
export function percent(p: number): string {
  if (p < 0.01) return "under 1 %";
  if (p > 0.99) return "over 99 %";
  return Math.round(p * 100) + " %";
}

export function count_text(n: number, one: string, many = one + "s"): string {
  return n.toLocaleString("en-GB") + " " + (n === 1 ? one : many);
}

/** Words as people write them: "MATERIAL CONFLICT" and "material conflict" become "Material conflict". */
export function plain(text: string): string {
  const words = text.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A byte span of UTF-8, as the records give it, as a span of this string's own units. */
export function units_of(text: string, begin: number, end: number): [number, number] {
  const bytes = new TextEncoder().encode(text);
  const decode = (until: number) => new TextDecoder().decode(bytes.subarray(0, Math.min(until, bytes.length))).length;
  return [decode(begin), decode(end)];
}

/** Right to left if the text's first strong letter is. */
export function direction(text: string): "rtl" | "ltr" {
  const strong = /[A-Za-z\u00C0-\u024F\u0370-\u03FF\u0400-\u04FF\u3040-\u9FFF\uAC00-\uD7AF]|([\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])/.exec(text);
  return strong?.[1] ? "rtl" : "ltr";
}

/** A link only if it is one of the web's: text of pages is data. */
export function web_link(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}
