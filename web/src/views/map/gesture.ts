// SPDX-License-Identifier: Apache-2.0
// Mouse, pen and fingers on the map: one moves it, two pinch, the wheel zooms. A press that does not move stays a click.
import type { Frame } from "./frame.svelte.ts";

const kSlack = 4;  // pixels a hand may shake before a press is a move

export class Gesture {
  private pointers = new Map<number, { x: number; y: number }>();
  private start = { x: 0, y: 0 };
  private moving = false;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly frame: Frame, private readonly done: () => void) {}

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const lines = event.deltaMode === 1 ? 20 : 1;
    this.frame.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * 0.0025), event.clientX - left, event.clientY - top);
    clearTimeout(this.rest);
    this.rest = setTimeout(this.done, 250);
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (!this.pointers.size) this.start = { x: event.clientX, y: event.clientY };
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (!this.moving && Math.hypot(now.x - this.start.x, now.y - this.start.y) < kSlack && this.pointers.size === 1) return;
    if (!this.moving) {
      this.moving = true;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    }
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.pinch(event.currentTarget as HTMLElement, before, now, other);
    else this.frame.move(now.x - before.x, now.y - before.y);
    this.pointers.set(event.pointerId, now);
  }

  up(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size || !this.moving) return;
    this.moving = false;
    this.done();
  }

  private pinch(surface: HTMLElement, before: { x: number; y: number }, now: { x: number; y: number }, other: { x: number; y: number }): void {
    const { left, top } = surface.getBoundingClientRect();
    const apart = (p: { x: number; y: number }) => Math.max(20, Math.hypot(p.x - other.x, p.y - other.y));
    this.frame.zoom(apart(now) / apart(before), (now.x + other.x) / 2 - left, (now.y + other.y) / 2 - top);
    this.frame.move((now.x - before.x) / 2, (now.y - before.y) / 2);
  }
}
