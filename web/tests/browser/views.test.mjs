// SPDX-License-Identifier: Apache-2.0
// Each view over the example: it shows what it should, breaks no rule of the page, and can be used by everybody.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { serve } from "./served.mjs";

let site;
before(async () => { site = await serve(); });
after(async () => { await site?.stop(); });

const kViews = [
  ["/", "Russia invades Ukraine in full force"],
  ["/map", "Map"],
  ["/timeline", "Timeline"],
  ["/ledger", "Commitments"],
  ["/dossier?actor=RUS", "Week by week"],
  ["/search?q=troops", "Events"],
  ["/alerts", "New"],
];

for (const [path, heading] of kViews) {
  test(`${path} shows “${heading}” and nothing goes wrong`, async () => {
    const page = await site.page();
    await page.goto(site.address + path);
    await page.getByRole("heading", { name: heading }).first().waitFor();
    await page.waitForTimeout(600);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });

  test(`${path} fits a phone without scrolling sideways`, async () => {
    const page = await site.page({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.goto(site.address + path);
    await page.getByRole("heading", { name: heading }).first().waitFor();
    await page.waitForTimeout(400);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    await page.context().close();
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`${path} in the ${colorScheme}: axe finds nothing serious`, async () => {
      const page = await site.page({ colorScheme, bypassCSP: true });
      await page.goto(site.address + path + (path === "/" ? "?open=scenario:full-invasion" : ""));
      await page.getByRole("heading", { name: heading }).first().waitFor();
      await page.waitForTimeout(600);
      await page.addScriptTag({ content: readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8") });
      const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`), []);
      await page.context().close();
    });
  }
}

test("little JavaScript is shipped, and the first view is there soon", async () => {
  const folder = new URL(process.env.BRINK_WEB ? `file://${process.env.BRINK_WEB}/assets/` : "../../dist/assets/", import.meta.url);
  const bytes = readdirSync(folder).filter((name) => name.endsWith(".js")).reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
  console.log(`JavaScript, all views, gzip: ${(bytes / 1024).toFixed(0)} KB (at most 350)`);
  assert.ok(bytes <= 350 * 1024);
  const page = await site.page();
  await page.goto(site.address + "/healthz");
  const since = Date.now();
  await page.goto(site.address + "/");
  await page.getByRole("button", { name: /Russia invades Ukraine in full force/ }).first().waitFor();
  console.log(`first view interactive after ${Date.now() - since} ms (wanted 1000)`);
  await page.context().close();
});
