// SPDX-License-Identifier: Apache-2.0
// Puts .br and .gz beside each file of the built dashboard, and tells how much JavaScript it ships.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = new URL("../dist/", import.meta.url).pathname;
let script = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(path);
  const gz = gzipSync(bytes, { level: 9 });
  if (gz.length < bytes.length) {
    writeFileSync(path + ".gz", gz);
    writeFileSync(path + ".br", brotliCompressSync(bytes));
  }
  if (entry.name.endsWith(".js")) script += gz.length;
}
console.log(`dashboard: ${(script / 1024).toFixed(0)} KB of JavaScript, compressed with gzip`);
