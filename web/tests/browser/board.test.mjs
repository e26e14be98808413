// SPDX-License-Identifier: Apache-2.0
// The board's memory, its plans and filter, what is handed on from the evidence, and the palette's finer points.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { serve } from "./served.mjs";

let site;
before(async () => { site = await serve(); });
after(async () => { await site?.stop(); });

const evidence = (page) => page.getByRole("complementary", { name: "Evidence" });

test("what was marked as seen is remembered, and a later day tells what came since", async () => {
  const page = await site.page();
  await page.goto(site.address + "/");
  await page.getByRole("button", { name: "Mark as seen" }).click();
  await page.getByText("Nothing new").waitFor();
  await page.reload();
  await page.getByText("Nothing new").waitFor();
  await page.goto(site.address + "/?at=2022-02-24");
  await page.getByText(/since you looked/).waitFor();
  assert.match(await page.getByRole("region", { name: "What is new" }).textContent(), /\d+ happenings/);
  await page.goto(site.address + "/?at=2022-01-24");
  await page.getByText(/lies before the board/).waitFor();
  await page.context().close();
});

test("a plan says part by part what was wanted and what is", async () => {
  const page = await site.page();
  await page.goto(site.address + "/?plan=harden-networks");
  const plan = page.locator("#plan-harden-networks");
  await plan.getByText(/wanted 25 % or more/).waitFor();
  await plan.getByText(/wanted active/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "plan-harden-networks");
  await page.locator("#plan-cover-talks").getByText(/wanted under 50 %/).waitFor();  // not p(full-invasion) >= 0.5
  await page.context().close();
});

test("a filter typed beside open evidence keeps the focus and stands in the address", async () => {
  const page = await site.page();
  await page.goto(site.address + "/?open=scenario:full-invasion");
  await evidence(page).getByRole("heading", { name: "Speaks for it" }).waitFor();
  const box = page.getByRole("combobox", { name: "Show those of" });
  await box.pressSequentially("belarus", { delay: 20 });
  assert.equal(await box.inputValue(), "belarus");
  assert.match(page.url(), /filter=belarus/);
  await page.getByRole("region", { name: "Indicators" }).getByRole("button", { name: /come to Belarus/ }).waitFor();
  await page.context().close();
});

test("evidence is handed on as citation and as a file, and the way back is there", async () => {
  const page = await site.page({ permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });
  await page.goto(site.address + "/?open=indicator:embassies");
  await evidence(page).locator("article").first().getByRole("button").first().click();
  await evidence(page).getByRole("button", { name: "Open what was coded" }).first().click();
  await evidence(page).getByRole("heading", { name: /^Event/ }).waitFor();
  await evidence(page).getByRole("button", { name: "Copy as citation" }).click();
  await evidence(page).getByText("Copied.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), / 2022\n.*“.+”\nBrink event [0-9a-f]{32}$/s);
  await evidence(page).getByRole("button", { name: "Back" }).click();
  await evidence(page).getByRole("button", { name: "Back" }).click();
  await evidence(page).getByRole("heading", { name: /^Indicator/ }).waitFor();
  const saved = page.waitForEvent("download");
  await evidence(page).getByRole("button", { name: "Export" }).click();
  const bundle = JSON.parse(readFileSync(await (await saved).path(), "utf8"));
  assert.equal(bundle.about.id, "embassies");
  assert.ok(bundle.events.length >= bundle.answer.stories.length && bundle.events[0].report.outlet);
  await page.context().close();
});

test("on a phone the evidence is a dialog that keeps the focus", async () => {
  const page = await site.page({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(site.address + "/");
  const figure = page.getByRole("button", { name: /^Russia invades Ukraine in full force: \d/ });
  await figure.click();
  const dialog = page.getByRole("dialog", { name: "Evidence" });
  await dialog.getByRole("heading", { name: "Speaks for it" }).waitFor();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press(i < 20 ? "Tab" : "Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("aside") !== null), true);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await figure.evaluate((f) => f === document.activeElement), true);
  await page.context().close();
});

test("the palette finds plans, days, actors in small letters and places", async () => {
  const page = await site.page();
  await page.goto(site.address + "/map");
  await page.getByRole("heading", { name: "Map" }).waitFor();
  for (const [letters, kind, address] of [["night", "Plan", /plan=night-desk/], ["28 jan", "Day", /at=2022-01-28/], ["putin", "Actor", /dossier.*actor=RUS/], ["mariupol", "Place", /dossier.*place=Mariupol/], ["iron rations", "Search", /search.*q=iron/]]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^View, scenario/ }).waitFor();
    await page.keyboard.type(letters);
    await page.getByRole("option", { name: new RegExp("^" + kind) }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
    await page.getByRole("combobox", { name: /^View, scenario/ }).waitFor({ state: "detached" });
  }
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
