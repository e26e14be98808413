#!/usr/bin/env bash
# Every measurement, in one run: bench/NN-*.sh in order, or those whose names are given.
# What a measurement lacks (a corpus, npm) it says, and the rest goes on.
set -uo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh

echo "machine: $(machine)"
echo "date:    $(date -u +%F)"
failed=0
for script in bench/[0-9]*.sh; do
  name=$(basename "$script" .sh)
  [ $# -eq 0 ] || printf '%s\n' "$@" | grep -qx "${name#*-}" || continue
  printf '\n== %s\n' "${name#*-}"
  bash "$script" || { echo "bench: $name failed"; failed=1; }
done
exit $failed
