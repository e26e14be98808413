// SPDX-License-Identifier: Apache-2.0
// What the server tells of itself: server-sent events.
import { post } from "./api.ts";
import type { Alert } from "./records.ts";

class Live {
  /** Grows whenever the archive or the board did: views that read it ask again. */
  version = $state(0);
  connected = $state(false);
  alert = $state.raw<Alert | null>(null);
  private source: EventSource | null = null;

  start(): void {
    if (this.source) return;
    this.source = new EventSource("/api/v1/stream");
    this.source.addEventListener("hello", () => (this.connected = true));
    this.source.addEventListener("events", () => this.version++);
    this.source.addEventListener("board", () => this.version++);
    this.source.addEventListener("alert", (event) => {
      try {
        this.alert = JSON.parse((event as MessageEvent<string>).data) as Alert;
      } catch {
        this.alert = null;
      }
      this.version++;
    });
    this.source.onerror = () => (this.connected = false);
  }

  /** After a token was given: a stream cannot send one, so it asks for a cookie first. */
  async restart(): Promise<void> {
    this.source?.close();
    this.source = null;
    await post("session", {}).catch(() => undefined);
    this.start();
    this.version++;
  }
}

export const live = new Live();
