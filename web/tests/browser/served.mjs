// SPDX-License-Identifier: Apache-2.0
// The example crisis, served for one test file: its own copy of the archive, a free port, a browser.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("../../../", import.meta.url).pathname;
export const brink = process.env.BRINK ?? join(root, "build/brink");
const example = join(root, "examples/ukraine-2022");
const browser_path = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const kDay = "2022-02-20";

/** An archive of the example, coded once for all test files. */
function example_archive() {
  mkdirSync(join(root, "build"), { recursive: true });
  const archive = join(root, "build/browser-example.db");
  const sources = ["dispatches.jsonl", "pages", "feed.xml", "letter.eml"].map((s) => join(example, s));
  const done = spawnSync(brink, ["ingest", "--quiet", ...sources, "--archive", archive]);
  if (done.status !== 0) throw new Error("ingest of the example: " + done.stderr);
  return archive;
}

/** Serves the example; `lines` are further documents (JSON Lines) ingested first. */
export async function serve(lines = []) {
  const folder = mkdtempSync(join(tmpdir(), "brink-browser-"));
  const archive = join(folder, "a.db");
  copyFileSync(example_archive(), archive);
  const ingest = (more) => {
    writeFileSync(join(folder, "more.jsonl"), more.map((d) => JSON.stringify(d)).join("\n") + "\n");
    const done = spawnSync(brink, ["ingest", "--quiet", join(folder, "more.jsonl"), "--archive", archive]);
    if (done.status !== 0) throw new Error("ingest: " + done.stderr);
  };
  if (lines.length) ingest(lines);
  const web = process.env.BRINK_WEB ?? join(root, "web/dist");
  if (!existsSync(join(web, "index.html"))) throw new Error("no built dashboard in " + web);
  const server = spawn(brink, ["serve", join(example, "watch.toml"), "--archive", archive, "--at", kDay, "--port", "0", "--web", web, "--alerts", join(folder, "alerts.json")]);
  const address = await new Promise((found, lost) => {
    let text = "";
    server.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) found(text.split("\n")[0].trim().replace(/\/$/, ""));
    });
    server.on("exit", (code) => lost(new Error("brink serve ended with " + code)));
  });
  const browser = await chromium.launch({ executablePath: browser_path, args: ["--no-sandbox", "--disable-gpu"] });
  return {
    address, ingest, browser, server,
    /** A page that keeps what went wrong in `wrong`: errors, refused inline code, failed loads. */
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      page.wrong = [];
      page.on("pageerror", (error) => page.wrong.push(error.message));
      page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
      page.on("dialog", (dialog) => { page.wrong.push("dialog: " + dialog.message()); void dialog.dismiss(); });
      return page;
    },
    async stop() {
      await browser.close();
      server.removeAllListeners("exit");
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
