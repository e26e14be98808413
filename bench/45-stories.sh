#!/usr/bin/env bash
# Copies: reports a second of sketch, look-up and shelving, on the press of March 2022 alone (821 articles, gone through
# again and again); and what settling copies adds to an ingest: the share of the reading of the same articles that as
# many sketches and look-ups take. Floor: 2,000 reports/s.
set -euo pipefail
. bench/common.sh
data=$(corpus news) || exit 0
build=${BRINK_BUILD:-build/release}
out=build/bench/stories
mkdir -p "$out"
rm -f "$out"/press.db*
"$build/bench/copies_bench" "$data/press2022-march.jsonl" > "$out/speed.json"
read -r memory seconds < <(peak_memory "$build/apps/brink/brink" ingest "$data/press2022-march.jsonl" --archive "$out/press.db")
"$build/apps/brink/brink" documents --archive "$out/press.db" --json > "$out/documents.jsonl"
python3 - "$out" "$memory" "$seconds" <<'PY'
import json, sys
out, memory, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
speed = json.load(open(f'{out}/speed.json'))
documents = [json.loads(line) for line in open(f'{out}/documents.jsonl')]
copies = sum(1 for d in documents if d['copy_of'])
share = len(documents) / speed['reports_per_second'] / seconds
print(f"{speed['reports_per_second']:.0f} reports/s of sketch, look-up and shelf; press ingested in {seconds:.1f} s of "
      f"processor time, {memory} MB, {copies} of {len(documents)} reports are copies; sketches and look-ups take {share:.1%} of that")
sys.exit(0 if speed['reports_per_second'] >= 2000 else 1)
PY
