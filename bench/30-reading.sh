#!/usr/bin/env bash
# Reading: sentences and tokens of raw text, tags and trees of given tokens, speed, start-up, memory;
# one core. Floors: sentence F1 0.83 and 0.95, token F1 0.99 and 0.995 (EWT dev, GUM dev news); UPOS
# 0.96, UAS 0.89, LAS 0.865 on EWT dev, LAS 0.86 on GUM dev news; 60,000 tokens/s; 100 ms; 150 MB.
set -euo pipefail
. bench/common.sh
data=$(corpus treebanks) || exit 0
score=$(scorer) || exit 0
brink=${BRINK:-build/brink}
out=build/bench/reading
mkdir -p "$out"

cp "$data/ewt/dev.conllu" "$out/ewt.conllu"
awk '/^# newdoc/ {news = /_news_/} news' "$data/gum/dev.conllu" > "$out/news.conllu"

# The raw text of a treebank: blanks as SpaceAfter says, an empty line before a paragraph; and the
# same often enough for a million tokens.
python3 - "$out" <<'PY'
import sys
out = sys.argv[1]
def raw(path):
    text, gap = [], ''
    for block in open(path, encoding='utf-8').read().strip().split('\n\n'):
        lines = block.split('\n')
        if any(line.startswith(('# newpar', '# newdoc')) for line in lines): gap = '\n\n'
        text.append((gap if text else '') + next(line[9:] for line in lines if line.startswith('# text = ')))
        rows = [line.split('\t') for line in lines if line[0] != '#']
        last = rows[-1][0]
        whole = [row for row in rows if row[0].endswith('-' + last)]
        gap = '' if 'SpaceAfter=No' in (whole or rows[-1:])[0][9] else ' '
    return ''.join(text) + '\n'
def tokens(path):
    return sum(line.split('\t')[0].isdigit() for line in open(path, encoding='utf-8'))
for name in ('ewt', 'news'):
    open(f'{out}/{name}.txt', 'w', encoding='utf-8').write(raw(f'{out}/{name}.conllu'))
times = 1000000 // tokens(f'{out}/ewt.conllu') + 1
open(f'{out}/million.txt', 'w', encoding='utf-8').write((raw(f'{out}/ewt.conllu') + '\n') * times)
PY

for name in ewt news; do
  "$brink" parse "$out/$name.txt" > "$out/$name.raw.conllu"
  "$brink" parse --conllu "$out/$name.conllu" > "$out/$name.given.conllu"
  python3 "$score" segment "$out/$name.conllu" "$out/$name.raw.conllu" > "$out/$name.raw.json"
  python3 "$score" conllu "$out/$name.conllu" "$out/$name.given.conllu" > "$out/$name.given.json"
done

python3 - "$out" "$brink" "$(peak_memory "$brink" parse "$out/million.txt" | cut -d" " -f1)" <<'PY'
import json, os, resource, subprocess, sys, time
out, brink, memory = sys.argv[1], sys.argv[2], int(sys.argv[3])
read = lambda name: json.load(open(f'{out}/{name}.json'))
if hasattr(os, 'sched_setaffinity'): os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

def start_up():  # milliseconds from the start to the answer for one sentence; the best of ten
    times = []
    for _ in range(10):
        start = time.perf_counter()
        subprocess.run([brink, 'parse'], input=b'They left the harbour.\n', stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)

def speed():  # tokens a second of processor time, from text to CoNLL-U
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    parsed = subprocess.run([brink, 'parse', f'{out}/million.txt'], stdout=subprocess.PIPE, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tokens = sum(line.split(b'\t', 1)[0].isdigit() for line in parsed.split(b'\n'))
    return tokens / seconds

good = True
def show(what, value, floor, form='{:.4f}', more_is_better=True):
    global good
    met = value >= floor if more_is_better else value <= floor
    good = good and met
    print(f"{what:44} {form.format(value):>9}  {'at least' if more_is_better else 'at most'} {form.format(floor)}{'' if met else '  MISSED'}")

for name, title, floors in (('ewt', 'EWT dev', (0.83, 0.99, 0.96, 0.89, 0.865)), ('news', 'GUM dev news', (0.95, 0.995, 0, 0, 0.86))):
    raw, given = read(name + '.raw'), read(name + '.given')
    show(f'{title}, raw text: sentence F1', raw['sentences']['f1'], floors[0])
    show(f'{title}, raw text: token F1', raw['tokens']['f1'], floors[1])
    for key, floor in zip(('upos', 'uas', 'las'), floors[2:]):
        show(f'{title}, given tokens: {key.upper()}', given[key], floor)
    print(f"{title + ', raw text: LAS F1':44} {raw['las']['f1']:9.4f}")
show('EWT dev to a million tokens: tokens/s', speed(), 60000, '{:.0f}')
show('start to first sentence, ms', start_up(), 100, '{:.0f}', False)
show('resident memory, MB', memory, 150, '{:.0f}', False)
sys.exit(0 if good else 1)
PY
