#!/usr/bin/env bash
# Python against the command line over the same texts, and two threads against one. At most 15 % slower. What other
# programs take of the cores lengthens two threads' wall, not their processor time, nor how often they wait for a lock.
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
import json, resource, subprocess, sys, time
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
def coded(threads):  # by the wall, by the processor, and how often a thread waited
    coder = brink.Coder()
    texts = [json.loads(line) for line in open('build/bench/texts.jsonl')]
    coder.code(texts[:100], threads=threads)
    before, wall = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    coder.code(texts, threads=threads)
    wall, now = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_SELF)
    return wall, now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime, now.ru_nvcsw - before.ru_nvcsw
assert len(by_command_line()) == len(by_module(1)), 'not the same events'
line, one = least(by_command_line), least(lambda: by_module(1))
print(f'command line {line:.2f} s, module {one:.2f} s ({one / line:.2f} of it)')
turns = [(coded(1), coded(2)) for _ in range(4)]
(wall1, used1, _), (wall2, used2, waits) = (min(sides) for sides in zip(*turns))
print(f'two threads {wall2:.2f} s, one {wall1:.2f} s ({wall1 / wall2:.2f} times as fast); processor {used2:.2f} s for '
      f'{used1:.2f} s; waited {waits} times for each other or the system')
sys.exit(0 if one <= 1.15 * line else 1)
PY
