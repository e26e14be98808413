// SPDX-License-Identifier: Apache-2.0
// What part of the world a map shows: `k` screen pixels for one unit of the base map, whose origin stands at (x, y).
import { base_of, degrees_of, kBase } from "./world.ts";

const kMost = 150;  // a city of 20 km is then some 80 pixels wide

export class Frame {
  width = $state(800);
  height = $state(500);
  k = $state(1);
  x = $state(0);
  y = $state(0);

  screen_of(lat: number, lon: number): [number, number] {
    const [bx, by] = base_of(lat, lon);
    return [bx * this.k + this.x, by * this.k + this.y];
  }

  /** Moves by so many pixels; the world's middle never leaves the screen. */
  move(dx: number, dy: number): void {
    const size = kBase * this.k;
    this.x = Math.min(this.width / 2, Math.max(this.width / 2 - size, this.x + dx));
    this.y = Math.min(this.height / 2, Math.max(this.height / 2 - size, this.y + dy));
  }

  /** Zooms so that what is at (sx, sy) of the screen stays there. */
  zoom(factor: number, sx = this.width / 2, sy = this.height / 2): void {
    const k = this.bounded(this.k * factor);
    const by = k / this.k;
    this.k = k;
    this.x = sx - (sx - this.x) * by;
    this.y = sy - (sy - this.y) * by;
    this.move(0, 0);
  }

  /** Shows all of these, with room around them. */
  fit(points: { lat: number; lon: number }[]): void {
    if (!points.length) return this.show(30, 15, 1);
    const at = points.map((p) => base_of(p.lat, p.lon));
    const xs = at.map((p) => p[0]);
    const ys = at.map((p) => p[1]);
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = 0.72;
    this.k = this.bounded(Math.min((this.width * room) / Math.max(x1 - x0, 12), (this.height * room) / Math.max(y1 - y0, 12)));
    this.centre((x0 + x1) / 2, (y0 + y1) / 2);
  }

  show(lat: number, lon: number, k: number): void {
    this.k = this.bounded(k);
    this.centre(...base_of(lat, lon));
  }

  /** "k,lat,lon" of the middle, for the page's address. */
  get text(): string {
    const { lat, lon } = degrees_of((this.width / 2 - this.x) / this.k, (this.height / 2 - this.y) / this.k);
    return `${this.k.toFixed(2)},${lat.toFixed(2)},${lon.toFixed(2)}`;
  }

  /** Takes what `text` gave; false if it is none. */
  take(text: string): boolean {
    const [k, lat, lon] = text.split(",").map(Number);
    if (!k || lat === undefined || lon === undefined || !Number.isFinite(k + lat + lon)) return false;
    this.show(lat, lon, k);
    return true;
  }

  private centre(bx: number, by: number): void {
    this.x = this.width / 2 - bx * this.k;
    this.y = this.height / 2 - by * this.k;
    this.move(0, 0);
  }

  private bounded(k: number): number {
    return Math.min(kMost, Math.max(Math.max(this.width, this.height * 1.3) / kBase / 1.3, k));
  }
}
