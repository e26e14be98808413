#!/usr/bin/env bash
# Every test, twice: as built for use, and under the address and undefined-behaviour sanitizers.
# Quality floors run in the release build alone (tests/quality): the sanitizers do not change scores.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=${JOBS:-$(nproc)}

echo "== tests, release build"
ctest --preset release -j "$jobs"

echo "== tests, sanitizers"
[ -f build/asan/build.ninja ] || cmake --preset asan >/dev/null
cmake --build --preset asan -j "$jobs"
ctest --preset asan -j "$jobs" -LE quality
