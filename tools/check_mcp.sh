#!/usr/bin/env bash
# `brink mcp` over the bundled example, asked by the protocol's own client (npm, pinned by the lock file).
set -euo pipefail
cd "$(dirname "$0")/.."
place=build/mcp-protocol
mkdir -p "$place"
cp tests/mcp/protocol/{package.json,package-lock.json,check.mjs} "$place"
if [ ! -d "$place/node_modules" ]; then
  npm --prefix "$place" ci --silent --no-audit --no-fund || { echo "== npm's packages cannot be had: skipped"; exit 0; }
fi
rm -f "$place"/a.db*
build/brink ingest --quiet examples/ukraine-2022/dispatches.jsonl --archive "$place/a.db"
node "$place/check.mjs" "$PWD/build/brink" "$PWD/$place/a.db" "$PWD/examples/ukraine-2022/watch.toml"
