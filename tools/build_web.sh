#!/usr/bin/env bash
# Builds the dashboard into web/dist, from which `brink serve` takes it. Quick when nothing has changed.
set -euo pipefail
cd "$(dirname "$0")/../web"
if ! command -v npm >/dev/null; then
  echo "== no npm here: the dashboard is not built" >&2
  exit 0
fi
stamp=dist/.built
if [ -f "$stamp" ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer "$stamp" -print -quit)" ]; then
  exit 0
fi
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.installed ]; then
  npm ci --silent --no-audit --no-fund || { echo "== npm's packages cannot be had: the dashboard is not built" >&2; exit 0; }
  touch node_modules/.installed
fi
npm run --silent build
touch "$stamp"
