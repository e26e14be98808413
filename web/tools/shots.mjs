// SPDX-License-Identifier: Apache-2.0
// Pictures of each view over the example, into docs/screens: node tools/shots.mjs
import { mkdirSync } from "node:fs";
import { serve } from "../tests/browser/served.mjs";

const out = new URL("../../docs/screens/", import.meta.url).pathname;
mkdirSync(out, { recursive: true });
const site = await serve();
const kShots = [
  ["board", "/"], ["evidence", "/?open=scenario:full-invasion"], ["map", "/map"], ["timeline", "/timeline"], ["ledger", "/ledger"],
  ["dossier", "/dossier?pair=RUS,UKR"], ["search", "/search?q=troops&actor=RUS"], ["alerts", "/alerts"],
  ["board-dark", "/", { colorScheme: "dark" }], ["board-phone", "/", { viewport: { width: 390, height: 844 } }],
];
for (const [name, path, options] of kShots) {
  const page = await site.page(options);
  await page.goto(site.address + path);
  await page.waitForTimeout(2000);
  await page.screenshot({ path: `${out}${name}.png`, animations: "disabled" });
  console.log(name, page.wrong);
  await page.context().close();
}
await site.stop();
