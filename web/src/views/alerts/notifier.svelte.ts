// SPDX-License-Identifier: Apache-2.0
// Browser notifications of new alerts: one an alert, none of muted ones.
import type { Alert } from "../../lib/records.ts";

class Notifier {
  readonly possible = "Notification" in window;
  permission = $state(this.possible ? Notification.permission : "denied");
  private told = new Set<string>();

  get allowed(): boolean { return this.permission === "granted"; }
  get refused(): boolean { return this.permission === "denied"; }

  async ask(): Promise<void> {
    this.permission = await Notification.requestPermission();
  }

  tell(alert: Alert): void {
    if (!this.possible || !this.allowed || alert.state !== "new" || this.told.has(alert.id)) return;
    this.told.add(alert.id);
    new Notification(alert.title, { body: alert.text, tag: alert.id });
  }
}

export const notifier = new Notifier();
