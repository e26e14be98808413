#!/usr/bin/env bash
# Article bodies: how right and how fast, against Readability.js on jsdom over the same pages, from
# markup to article, pages in memory, in processor time. Floors: F1 0.975, snippet F 0.93, 60 times.
set -euo pipefail
. bench/common.sh
data=$(corpus extraction) || exit 0
score=$(scorer) || exit 0
ours=${BRINK_BUILD:-build/release}/bench/extract/extract_bench
rival=bench/rivals/readability
out=build/bench/extract
mkdir -p "$out"

# measure NAME COMMAND...: predictions and speed of one program.
measure() {
  local name=$1; shift
  "$@" predict "$data/scrapinghub/html" > "$out/$name.bodies.jsonl"
  "$@" predict "$data/trafilatura/html" > "$out/$name.snippets.jsonl"
  python3 "$score" extraction "$data/scrapinghub/ground-truth.json" "$out/$name.bodies.jsonl" > "$out/$name.bodies.json"
  python3 "$score" snippets "$data/trafilatura/evaldata.json" "$out/$name.snippets.jsonl" > "$out/$name.snippets.json"
  "$@" time 1 "$data/scrapinghub/html" "$data/trafilatura/html" > "$out/$name.speed.json"
}

names=(brink)
measure brink "$ours"
if command -v npm > /dev/null && npm ci --prefix "$rival" --silent 2> /dev/null; then
  measure readability node "$rival/run.mjs"
  names+=(readability)
else
  echo "bench: npm or its packages are not here, the rival is skipped" >&2
fi

python3 - "$out" "${names[@]}" <<'PY'
import json, sys
out, names = sys.argv[1], sys.argv[2:]
read = lambda name, what: json.load(open(f'{out}/{name}.{what}.json'))
print(f"{'':12} {'body F1':>8} {'snippet F':>10} {'title':>7} {'date':>7} {'pages/s':>9} {'MB/s':>7}")
speed = {}
for name in names:
    body, snippet, speed[name] = read(name, 'bodies'), read(name, 'snippets'), read(name, 'speed')
    print(f"{name:12} {body['f1']:8.4f} {snippet['f1']:10.4f} {snippet['title']:7.3f} {snippet['date']:7.3f} "
          f"{speed[name]['pages_per_second']:9.1f} {speed[name]['mb_per_second']:7.1f}")
body, snippet = read('brink', 'bodies')['f1'], read('brink', 'snippets')['f1']
ratio = None
if 'readability' in speed:
    ratio = speed['brink']['pages_per_second'] / speed['readability']['pages_per_second']
    print(f'brink is {ratio:.0f} times as fast')
sys.exit(0 if body >= 0.975 and snippet >= 0.93 and (ratio is None or ratio >= 60) else 1)
PY
