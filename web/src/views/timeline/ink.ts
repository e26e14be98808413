// SPDX-License-Identifier: Apache-2.0
// The page's colours for what is drawn on canvas, and word when they change.

export function ink(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls back when the theme changes, by its button or by the machine; returns what stops it. */
export function on_theme(changed: () => void): () => void {
  const machine = matchMedia("(prefers-color-scheme: dark)");
  const button = new MutationObserver(changed);
  button.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  machine.addEventListener("change", changed);
  return () => {
    button.disconnect();
    machine.removeEventListener("change", changed);
  };
}
