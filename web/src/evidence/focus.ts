// SPDX-License-Identifier: Apache-2.0

/** Keeps Tab inside `box`, as a dialog that covers the page must. */
export function keep_focus(event: KeyboardEvent, box: HTMLElement): void {
  if (event.key !== "Tab") return;
  const stops = [...box.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]')]
    .filter((one) => one.getClientRects().length > 0);
  const first = stops[0], last = stops.at(-1);
  if (!first || !last) return;
  const at = document.activeElement;
  const outside = !(at instanceof HTMLElement) || !stops.includes(at);
  if (event.shiftKey ? at === first || outside : at === last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}
