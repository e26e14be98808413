// SPDX-License-Identifier: Apache-2.0
// What a watch officer does: from a scenario to the sentence, another day, by keyboard alone, live, offline.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "./served.mjs";

let site;
before(async () => { site = await serve(); });
after(async () => { await site?.stop(); });

const drawer = (page) => page.getByRole("complementary", { name: "Evidence" });

test("a scenario opens down to a sentence of the press and back", async () => {
  const page = await site.page();
  await page.goto(site.address + "/");
  await page.getByRole("button", { name: /^Russia invades Ukraine in full force: \d+ %/ }).click();
  await drawer(page).getByRole("heading", { name: /^Scenario/ }).waitFor();
  assert.match(page.url(), /open=scenario(:|%3A)full-invasion/);
  await drawer(page).getByRole("listitem").first().getByRole("button").first().click();
  await drawer(page).getByRole("heading", { name: /^Indicator/ }).waitFor();
  await drawer(page).locator("article").first().getByRole("button").first().click();
  await drawer(page).getByRole("heading", { name: "Happening" }).waitFor();
  await drawer(page).getByRole("button", { name: "Open what was coded" }).first().click();
  await drawer(page).getByRole("heading", { name: "Event" }).waitFor();
  await drawer(page).locator("mark.trigger").first().waitFor();
  await drawer(page).getByText("Why it was coded so").click();
  await drawer(page).getByText("The frame", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await drawer(page).waitFor({ state: "detached" });
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test("the address alone brings another day back", async () => {
  const page = await site.page();
  await page.goto(site.address + "/?at=2021-11-14");
  await page.getByText("14 Nov 2021").first().waitFor();
  const before_winter = await page.getByRole("button", { name: /^Russia invades Ukraine in full force: / }).textContent();
  await page.goto(site.address + "/?at=2022-02-22");
  await page.getByText("22 Feb 2022").first().waitFor();
  const before_war = await page.getByRole("button", { name: /^Russia invades Ukraine in full force: / }).textContent();
  assert.ok(parseInt(before_war) > parseInt(before_winter), `${before_war} after ${before_winter}`);
  await page.goto(site.address + "/search?q=Kyiv&at=2021-12-01");
  await page.getByRole("heading", { name: "Events" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.getByText(/Feb 2022/).count(), 0, "what came later is not shown");
  await page.context().close();
});

test("the keyboard is enough: palette, views, evidence, closing", async () => {
  const page = await site.page();
  await page.goto(site.address + "/");
  await page.getByRole("heading", { name: "Plans" }).waitFor();
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: /^View, scenario/ });
  await box.waitFor();
  await page.keyboard.type("ledg");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Commitments" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("embassies");
  await page.getByRole("option", { name: /Indicator/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("heading", { name: /^Indicator/ }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2", "focus goes into the evidence");
  await page.keyboard.press("Escape");
  await drawer(page).waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test("what another program ingests is there without a reload", async () => {
  const page = await site.page();
  await page.goto(site.address + "/search?q=Zmiivka");
  await page.getByText("No event answers").waitFor();
  await page.evaluate(() => { globalThis.kept = true; });
  site.ingest([{ id: "live-1", title: "Shells on a village", date: "2022-02-19", outlet: "Steppe Courier", url: "https://courier.example/live-1", text: "Russian troops shelled the Ukrainian village of Zmiivka on Saturday and killed two people, the army said." }]);
  await page.getByRole("link", { name: "Board" }).click();
  await page.getByText("Zmiivka").first().waitFor({ timeout: 20_000 }).catch(() => undefined);
  await page.goBack();
  await page.getByText("Zmiivka", { exact: false }).nth(1).waitFor({ timeout: 20_000 });
  assert.equal(await page.evaluate(() => globalThis.kept), true);
  await page.context().close();
});

test("alerts are acknowledged, and stay so", async () => {
  const page = await site.page();
  await page.goto(site.address + "/alerts");
  const fresh = page.getByRole("region", { name: "New" }).getByRole("article");
  await fresh.first().waitFor();
  const many = await fresh.count();
  await fresh.first().getByRole("button", { name: "Acknowledge" }).click();
  await page.getByRole("region", { name: "Acknowledged" }).waitFor();
  assert.equal(await fresh.count(), many - 1);
  await page.reload();
  await page.getByRole("region", { name: "Acknowledged" }).waitFor();
  await page.context().close();
});

test("the ledger has every line, those of the board first", async () => {
  const page = await site.page();
  const board = await (await fetch(site.address + "/api/v1/board?at=2022-02-23")).json();
  const all = await (await fetch(site.address + "/api/v1/commitments?at=2022-02-23&limit=500")).json();
  assert.ok(all.total >= board.commitments.length && all.total > 0, `${all.total} lines, ${board.commitments.length} on the board`);
  assert.deepEqual(all.items.slice(0, board.commitments.length), board.commitments);
  await page.goto(site.address + "/ledger?at=2022-02-23");
  await page.getByText(`pledged, threatened, ruled out, ${all.total} in all`).waitFor();
  assert.equal(await page.locator("tbody tr").count(), all.total);
  await page.context().close();
});

test("faults say what to do: a wrong filter, an unknown id, a server that is gone", async () => {
  const page = await site.page();
  await page.goto(site.address + "/search?since=never");
  await page.getByText(/Mend the field/).waitFor();
  await page.goto(site.address + "/?open=event:0123456789abcdef0123456789abcdef");
  await drawer(page).getByRole("alert").waitFor();
  await page.goto(site.address + "/ledger");
  await page.getByRole("heading", { name: "Commitments" }).waitFor();
  await page.route("**/api/**", (route) => route.abort());
  await page.getByRole("link", { name: "Dossier" }).click();
  await page.evaluate(() => { history.pushState(null, "", "/dossier?actor=UKR"); dispatchEvent(new PopStateEvent("popstate")); });
  await page.getByText("The server does not answer").first().waitFor();
  await page.context().close();
});
