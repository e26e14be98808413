#!/usr/bin/env bash
# Every test, twice: as built for use, and under the address and undefined-behaviour sanitizers.
# Quality floors run in the release build alone (tests/quality): the sanitizers do not change scores.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=${JOBS:-$(nproc)}

# The quality floors want corpora that are no part of the source; where they lie packed, unpack them.
packed=${BRINK_CORPORA:-../shared}/data
if [ ! -d build/data ] && compgen -G "$packed/*.tar.xz" >/dev/null; then
  mkdir -p build/data.new
  for corpus in "$packed"/*.tar.xz; do tar -xJf "$corpus" -C build/data.new; done
  mv build/data.new build/data
fi
[ -d build/data ] || echo "== no corpora in build/data: the quality floors are skipped"

echo "== tests, release build"
ctest --preset release -j "$jobs"

echo "== brink mcp against the protocol's published schemas"
if command -v npm >/dev/null && tools/check_mcp.sh; then :; elif command -v npm >/dev/null; then exit 1; else
  echo "== no npm here: the check against the published schemas is skipped"
fi

echo "== the dashboard in a browser"
if [ -f web/dist/index.html ] && command -v chromium >/dev/null; then npm --prefix web run --silent browse
else echo "== no built dashboard or no browser: its tests are skipped"; fi

echo "== tests, sanitizers"
[ -f build/asan/build.ninja ] || cmake --preset asan >/dev/null
cmake --build --preset asan -j "$jobs"
ctest --preset asan -j "$jobs"
