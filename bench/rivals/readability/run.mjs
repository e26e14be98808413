// SPDX-License-Identifier: Apache-2.0
//
// node run.mjs predict FOLDER...       one JSON a page: path, title, published, text
// node run.mjs time ROUNDS FOLDER...   pages and MB a second of processor time, pages in memory
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

function* files(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(name);
    else if (entry.name.includes('.htm')) yield name;
  }
}

function asText(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

function load(folders) {
  const pages = [];
  for (const folder of folders)
    for (const file of files(folder)) {
      const packed = fs.readFileSync(file);
      const bytes = file.endsWith('.gz') ? zlib.gunzipSync(packed) : packed;
      pages.push({ path: file, size: bytes.length, html: asText(bytes) });
    }
  return pages.sort((a, b) => (a.path < b.path ? -1 : 1));
}

// UTF-8 is read as such; of other pages jsdom finds the character set as a browser would.
// `withText` parts paragraphs in the text, which textContent runs together; this is not timed.
function extract(html, withText) {
  const virtualConsole = new VirtualConsole();  // silent: pages are full of broken style sheets
  const dom = new JSDOM(html, { url: 'https://example.org/', virtualConsole });
  const article = new Readability(dom.window.document).parse();
  let text = '';
  if (article && withText) {
    const inner = new JSDOM(article.content, { virtualConsole }).window.document;
    for (const block of inner.querySelectorAll('p,div,li,h1,h2,h3,h4,h5,h6,blockquote,pre,td,br'))
      block.after('\n');
    text = inner.body.textContent;
    inner.defaultView.close();
  }
  dom.window.close();
  return { title: article?.title ?? '', published: article?.publishedTime ?? null, text };
}

async function predict(pages) {
  for (const page of pages) {
    let record = { title: '', published: null, text: '' };
    try {
      record = extract(page.html, true);
    } catch (error) {
      console.error(`${page.path}: ${error.message}`);
    }
    console.log(JSON.stringify({ path: page.path, url: '', ...record }));
    await turn();
  }
}

// jsdom lets go of a closed window only when the event loop turns.
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function round(pages) {
  let microseconds = 0;
  for (const page of pages) {
    const start = process.cpuUsage();
    try {
      extract(page.html, false);
    } catch {
      // a page that cannot be read costs what it costs
    }
    const used = process.cpuUsage(start);
    microseconds += used.user + used.system;
    await turn();
  }
  return microseconds / 1e6;
}

// Parsing the page and finding the article are timed, as for extract_bench, after a warm-up. The
// processor's time counts, its collector's threads included: what one core would need.
async function time(pages, rounds) {
  const bytes = pages.reduce((sum, page) => sum + page.size, 0);
  await round(pages.slice(0, 60));
  let best = Infinity;
  for (let i = 0; i < rounds; ++i) best = Math.min(best, await round(pages));
  console.log(JSON.stringify({ pages: pages.length, seconds: best, pages_per_second: pages.length / best, mb_per_second: bytes / 1e6 / best }));
}

const [verb, ...words] = process.argv.slice(2);
if (verb === 'predict' && words.length > 0) {
  await predict(load(words));
} else if (verb === 'time' && words.length > 1) {
  await time(load(words.slice(1)), Number(words[0]));
} else {
  console.error('usage: node run.mjs predict FOLDER... | time ROUNDS FOLDER...');
  process.exit(2);
}
