// SPDX-License-Identifier: Apache-2.0
// The world's countries (Natural Earth, 1:50 million), fetched once when a map is first opened.
import { geoBounds, geoContains, geoMercator, geoPath } from "d3-geo";
import type { FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import address from "world-atlas/countries-50m.json?url";

/** A country as drawn: a path, its box and where its name stands, in the base map's units. */
export interface Country { name: string; path: string; box: [number, number, number, number]; label: [number, number]; label_room: number; disputed: boolean }

/** The base map is this wide; a view scales and moves it. */
export const kBase = 1000;
const projection = geoMercator().scale(kBase / (2 * Math.PI)).translate([kBase / 2, kBase / 2]).precision(0.05);
const path = geoPath(projection).digits(3);

/** Degrees to the base map's units. Mercator has no poles: it ends at 84 degrees. */
export function base_of(lat: number, lon: number): [number, number] {
  return projection([lon, Math.max(-84, Math.min(84, lat))]) ?? [0, 0];
}

export function degrees_of(x: number, y: number): { lat: number; lon: number } {
  const [lon, lat] = projection.invert?.([x, y]) ?? [0, 0];
  return { lat, lon };
}

type Shape = Polygon | MultiPolygon;
const kInCrimea: [number, number] = [34.4, 45.3];

/** A country's largest piece carries its name: the middle of all of France lies in the sea. */
function largest(shape: Shape): Polygon {
  if (shape.type === "Polygon") return shape;
  const pieces = shape.coordinates.map((rings): Polygon => ({ type: "Polygon", coordinates: rings }));
  return pieces.reduce((a, b) => (path.area(b) > path.area(a) ? b : a));
}

function drawn(name: string, shape: Shape, disputed = false): Country {
  const main = largest(shape);
  const [[x0, y0], [x1, y1]] = path.bounds(shape);
  const [[left], [right]] = path.bounds(main);
  return { name, path: path(shape) ?? "", box: [x0, y0, x1, y1], label: path.centroid(main), label_room: right - left, disputed };
}

/** The source draws Crimea as Russia's. Most states (General Assembly 68/262) hold it for Ukraine's: it is drawn apart. */
function without_crimea(rings: Position[][][]): { rest: Position[][][]; crimea: Position[][][] } {
  const holds = (piece: Position[][]) => {
    const shape: Polygon = { type: "Polygon", coordinates: piece };
    const [[west], [east]] = geoBounds(shape);
    return west < kInCrimea[0] && east > kInCrimea[0] && east - west < 10 && geoContains(shape, kInCrimea);
  };
  return { rest: rings.filter((piece) => !holds(piece)), crimea: rings.filter(holds) };
}

/** What changed its name since the source was made (2018). */
const kSince: Record<string, string> = { Macedonia: "North Macedonia" };

async function read(): Promise<Country[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the world's outlines: ${answer.status} ${answer.statusText}`);
  const atlas = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const all = feature(atlas, atlas.objects.countries) as FeatureCollection<Shape, { name: string }>;
  const out: Country[] = [];
  for (const { geometry, properties } of all.features) {
    const name = kSince[properties.name] ?? properties.name;
    if (name === "Russia" && geometry.type === "MultiPolygon") {
      const { rest, crimea } = without_crimea(geometry.coordinates);
      out.push(drawn("Russia", { type: "MultiPolygon", coordinates: rest }));
      if (crimea.length) out.push(drawn("Crimea", { type: "MultiPolygon", coordinates: crimea }, true));
    } else if (name !== "Antarctica") out.push(drawn(name, geometry));
  }
  return out;
}

let reading: Promise<Country[]> | null = null;

export function world(): Promise<Country[]> {
  reading ??= read().catch((error: unknown) => {
    reading = null;  // the next map asks again
    throw error;
  });
  return reading;
}
