#!/usr/bin/env bash
# Text to events on one core: the press of March 2022 as JSON lines in, events as JSON lines out, everything in
# between. Best of three passes, in sentences a second of processor time; most memory. Floors: 2,500 sentences/s;
# 400 MB. Rivals without a parser: TABARI 1,000 to 2,000; after parsing PETRARCH2 1,450.
set -euo pipefail
. bench/common.sh
data=$(corpus news) || exit 0
brink=${BRINK:-build/brink}
press=$data/press2022-march.jsonl

sentences=$(python3 -c '
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    d = json.loads(line)
    print(d.get("title") or "", d.get("text") or "", sep="\n\n", end="\n\n")' "$press" | "$brink" parse - | grep -c '^1	')
best=
for _ in 1 2 3; do
  read -r memory seconds <<< "$(peak_memory "$brink" code "$press")"
  best=$(python3 -c 'import sys; print(min(float(x) for x in sys.argv[1:] if x))' "$seconds" "$best")
done
python3 - "$sentences" "$best" "$memory" <<'PY'
import sys
sentences, seconds, memory = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
print(f'{sentences} sentences in {seconds:.1f} s of processor time: {sentences / seconds:.0f} a second; {memory} MB')
sys.exit(0 if sentences / seconds >= 2500 and memory <= 400 else 1)
PY
