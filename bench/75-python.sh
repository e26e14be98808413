#!/usr/bin/env bash
# Python against the command line over the same texts, and two threads against one. At most 15 % slower.
set -euo pipefail
. bench/common.sh
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
place=${BRINK_BUILD:-build/release}/python
[ -d "$place/brink" ] || { echo "bench: the Python module was not built, skipped"; exit 0; }
mkdir -p build/bench
python3 - <<'PY'
import json
texts = [json.loads(line) for line in open('examples/ukraine-2022/dispatches.jsonl')]
with open('build/bench/texts.jsonl', 'w') as out:
    for copy in range(12):
        for t in texts:
            out.write(json.dumps({**t, 'id': f"{t.get('id', t['title'])}-{copy}"}) + '\n')
PY
BRINK_SHARE=$PWD PYTHONPATH=$place /usr/bin/python3 - "$brink" <<'PY'
import json, subprocess, sys, time
import brink
def least(run, times=3):
    best = 1e9
    for _ in range(times):
        start = time.perf_counter(); run(); best = min(best, time.perf_counter() - start)
    return best
def by_command_line():
    said = subprocess.run([sys.argv[1], 'code', 'build/bench/texts.jsonl'], capture_output=True, check=True).stdout
    return [json.loads(line) for line in said.splitlines()]
def by_module(threads):
    coder = brink.Coder()
    texts = [json.loads(line) for line in open('build/bench/texts.jsonl')]
    return [e for events in coder.code(texts, threads=threads) for e in events]
assert len(by_command_line()) == len(by_module(1)), 'not the same events'
line, one, two = least(by_command_line), least(lambda: by_module(1)), least(lambda: by_module(2))
print(f'command line {line:.2f} s, module {one:.2f} s ({one / line:.2f} of it), on two threads {two:.2f} s ({one / two:.2f} times as fast)')
sys.exit(0 if one <= 1.15 * line else 1)
PY
