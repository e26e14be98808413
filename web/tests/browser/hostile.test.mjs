// SPDX-License-Identifier: Apache-2.0
// Text from pages is data: it is shown as it is written, in its own direction, and never run.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "./served.mjs";

const kScript = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const kArabic = "القوات الروسية تتحرك نحو الحدود";
let site;
before(async () => {
  site = await serve([
    { id: "hostile-1", title: `Troops ${kScript}`, date: "2022-02-19", outlet: `Outlet ${kScript}`, url: "javascript:window.hit=1",
      text: `Russian troops attacked the Ukrainian army near Kharkiv on Saturday <b>boldly</b> ${kScript}, a spokesman said.` },
    { id: "hostile-2", title: kArabic, date: "2022-02-19", outlet: "Gazette", url: "https://gazette.example/2",
      text: "Russian troops attacked Ukrainian positions \u202Eesrever\u202C near Donetsk on Saturday. " + kArabic },
  ]);
});
after(async () => { await site?.stop(); });

for (const path of ["/search?q=boldly", "/", "/timeline", "/map", "/alerts", "/search?q=%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E"]) {
  test(`${path} runs nothing of what pages say`, async () => {
    const page = await site.page();
    await page.goto(site.address + path);
    await page.waitForTimeout(1200);
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
    assert.equal(await page.locator("main img[src=x]").count(), 0);
    await page.context().close();
  });
}

test("markup in a headline is read as text, and its address is no link", async () => {
  const page = await site.page();
  await page.goto(site.address + "/search?q=boldly");
  await page.getByText("<b>boldly</b>").first().waitFor();
  assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
  assert.equal(await page.locator("main b").count(), 0);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test("a headline that runs from right to left is set so", async () => {
  const page = await site.page();
  await page.goto(site.address + "/search?q=positions+near+Donetsk&since=2022-02-19&until=2022-02-19");
  const title = page.getByRole("button", { name: kArabic });
  await title.waitFor();
  assert.equal(await title.getAttribute("dir"), "rtl");
  await page.context().close();
});
