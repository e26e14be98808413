// SPDX-License-Identifier: Apache-2.0
// The page's address is its state: view, day, what is open. Every view can be shared and reloaded.

export const kViews = ["board", "map", "timeline", "ledger", "dossier", "search", "alerts"] as const;
export type View = (typeof kViews)[number];

function view_of(path: string): View {
  const first = path.split("/")[1] as View;
  return kViews.includes(first) ? first : "board";
}

class Address {
  view = $state<View>(view_of(location.pathname));
  params = $state<URLSearchParams>(new URLSearchParams(location.search));

  constructor() {
    addEventListener("popstate", () => this.read());
  }

  get(name: string): string {
    return this.params.get(name) ?? "";
  }

  /** The day shown; "" for the server's own. Kept from view to view. */
  get at(): string {
    return this.get("at");
  }

  /** What the evidence drawer shows, as "kind:id"; "" for nothing. */
  get open(): string {
    return this.get("open");
  }

  href(view: View, params: Record<string, string | null> = {}): string {
    const query = new URLSearchParams();
    if (this.at) query.set("at", this.at);
    for (const [name, value] of Object.entries(params)) value ? query.set(name, value) : query.delete(name);
    const tail = query.toString();
    return "/" + (view === "board" ? "" : view) + (tail ? "?" + tail : "");
  }

  go(href: string): void {
    history.pushState(null, "", href);
    this.read();
  }

  /** Changes parameters of this view; `replace` when the reader would not want to go back to the state before. */
  set(changes: Record<string, string | null>, replace = false): void {
    const query = new URLSearchParams(this.params);
    for (const [name, value] of Object.entries(changes)) value ? query.set(name, value) : query.delete(name);
    const tail = query.toString();
    const href = location.pathname + (tail ? "?" + tail : "");
    if (replace) history.replaceState(null, "", href);
    else history.pushState(null, "", href);
    this.read();
  }

  private read(): void {
    this.view = view_of(location.pathname);
    this.params = new URLSearchParams(location.search);
  }
}

export const address = new Address();

/** For a link: go there without loading the page, unless the reader wants a new tab. */
export function follow(event: MouseEvent): void {
  const link = (event.currentTarget as HTMLElement).closest("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin) return;
  event.preventDefault();
  address.go(link.pathname + link.search);
}
