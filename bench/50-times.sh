#!/usr/bin/env bash
# Time expressions on TempEval-3's training documents: strict spans, spans with the right TIMEX3 value,
# tokens a second of one thread. Floors: strict F1 0.88, value F1 0.78, 100,000 tokens/s. Published for
# TempEval-3's test documents: SynTime 0.92 spans; HeidelTime 0.78 values.
set -euo pipefail
. bench/common.sh
data=$(corpus timex) || exit 0
score=$(scorer) || exit 0
build=${BRINK_BUILD:-build/release}
out=build/bench/times
mkdir -p "$out"

python3 bench/times/timeml_to_jsonl.py "$data" > "$out/documents.jsonl"
"$build/apps/brink/brink" annotate --layers times "$out/documents.jsonl" | python3 bench/times/predictions.py > "$out/predictions.jsonl"
python3 "$score" timex "$data" "$out/predictions.jsonl" > "$out/score.json"
"$build/bench/times_bench" "$out/documents.jsonl" > "$out/speed.json"

python3 - "$out" <<'PY'
import json, sys
score, speed = (json.load(open(f'{sys.argv[1]}/{name}.json')) for name in ('score', 'speed'))
print(f"{score['gold']} expressions: strict F1 {score['strict']['f1']:.4f}, relaxed {score['relaxed']['f1']:.4f}, "
      f"value {score['value']['f1']:.4f}; {speed['tokens']} tokens, {speed['tokens_per_second']:.0f} a second")
good = score['strict']['f1'] >= 0.88 and score['value']['f1'] >= 0.78 and speed['tokens_per_second'] >= 100000
sys.exit(0 if good else 1)
PY
