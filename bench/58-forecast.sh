#!/usr/bin/env bash
# Who will stand in which relation to whom: MRR and wall seconds, learning included, on the validation parts of
# ICEWS14, ICEWS18 and ICEWS21, each step known afterwards (single) and never (multi).
set -euo pipefail
. bench/common.sh
data=$(corpus icews) || exit 0
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
for graph in icews14 icews18 icews21; do
  for mode in single multi; do
    echo "$graph valid $mode: $("$brink" forecast evaluate "$data/$graph" --split valid --mode "$mode")"
  done
done
