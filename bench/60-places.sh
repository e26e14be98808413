#!/usr/bin/env bash
# Places: the share of toponyms of local news put within 161 km (100 miles) of where they lie, end to end, and
# how many are found; on the tuned half of the Local-Global Lexicon and on the half held out. Floor: accuracy
# 0.80 on the half held out.
set -euo pipefail
. bench/common.sh
data=$(corpus geoparsing) || exit 0
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
out=build/bench/places
mkdir -p "$out"
for part in tune held all; do
  python3 bench/geoparsing.py --part "$part" "$brink" "$data/lgl.xml" | tee "$out/$part.json"
done
python3 - "$out/held.json" <<'PY'
import json, sys
sys.exit(0 if json.load(open(sys.argv[1]))['accuracy161'] >= 0.80 else 1)
PY
