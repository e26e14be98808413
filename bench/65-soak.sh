#!/usr/bin/env bash
# A soak: `65-soak.sh [SECONDS]`, ten minutes by default. Another process ingests all the while, 32 readers ask, 16 live
# streams listen and some of them vanish. Wanted: no error, no growth of memory or open files.
set -euo pipefail
brink=${BRINK:-build/brink}
seconds=${1:-600}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server 2> /dev/null || true; rm -rf "$work"' EXIT
"$brink" ingest examples/ukraine-2022 --archive "$work/soak.db" --quiet > /dev/null 2>&1
"$brink" serve examples/ukraine-2022/watch.toml --archive "$work/soak.db" --at 2022-02-20 --port 0 --no-web > "$work/address" 2> "$work/log" &
server=$!
for _ in $(seq 100); do [ -s "$work/address" ] && break; sleep 0.1; done
at=$(head -1 "$work/address"); at=${at%/}
python3 - "$at" "$seconds" "$brink" "$work" "$server" <<'PY'
import http.client, json, os, random, subprocess, sys, threading, time
at, seconds, brink, work, server = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5]
host = at.split('//')[1]
end = time.time() + seconds
errors, counts, lock = [], {'read': 0, 'messages': 0, 'batches': 0}, threading.Lock()
def wrong(what):
    with lock: errors.append(what)
def add(key, n=1):
    with lock: counts[key] += n
PATHS = ['board', 'board?at=2022-02-10', 'events?limit=50', 'events?actor=RUS&limit=100', 'stories?limit=20', 'documents?limit=20', 'search?q=troops',
         'watch', 'series?from=2022-01-01&to=2022-02-28', 'series?by=quad&from=2022-01-01&to=2022-02-28', 'dossier?actor=RUS', 'dossier?pair=RUS,UKR', 'alerts', 'actors?name=RUS', 'export?format=csv&limit=100']
def read(seed):
    chance = random.Random(seed)
    while time.time() < end:
        connection = http.client.HTTPConnection(host, timeout=60)
        try:
            for _ in range(50):
                if time.time() >= end: break
                path = '/api/v1/' + chance.choice(PATHS)
                connection.request('GET', path)
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200: wrong((path, answer.status, body[:200]))
                add('read')
                time.sleep(0.02)
        except Exception as error: wrong(('read', repr(error)))
        finally: connection.close()
def listen(seed):
    chance = random.Random(seed)
    while time.time() < end:
        connection = http.client.HTTPConnection(host, timeout=40)
        try:
            connection.request('GET', '/api/v1/stream')
            answer = connection.getresponse()
            if answer.status != 200: wrong(('stream', answer.status, answer.read()[:200])); time.sleep(1); continue
            until = min(end, time.time() + chance.choice([1, 5, 60]))
            while time.time() < until:
                if answer.readline().startswith(b'event:'): add('messages')
        except TimeoutError: pass
        except Exception as error: wrong(('stream', repr(error)))
        finally: connection.close()
def ingest():
    n = 0
    while time.time() < end:
        rows = [json.dumps({'url': f'https://soak.example/{n}-{i}', 'title': 'Talks', 'published': f'2022-02-{n % 19 + 1:02d}', 'outlet': f'Paper {i % 7}',
                'text': f'Russia moved {n + 2} brigades to the border on Monday. Ukraine asked Russia to withdraw its troops from town {i}.'}) for i in range(20)]
        n += 1
        open(f'{work}/batch.jsonl', 'w').write('\n'.join(rows) + '\n')
        done = subprocess.run([brink, 'ingest', f'{work}/batch.jsonl', '--archive', f'{work}/soak.db', '--quiet'], capture_output=True, text=True)
        if done.returncode: wrong(('ingest', done.stderr[-300:]))
        add('batches')
        time.sleep(2)
def state():
    rss = next(int(line.split()[1]) for line in open(f'/proc/{server}/status') if line.startswith('VmRSS')) // 1024
    return rss, len(os.listdir(f'/proc/{server}/fd')), len(os.listdir(f'/proc/{server}/task'))
threads = [threading.Thread(target=read, args=(i,)) for i in range(32)] + [threading.Thread(target=listen, args=(100 + i,)) for i in range(16)] + [threading.Thread(target=ingest)]
for thread in threads: thread.start()
seen = []
while time.time() < end:
    time.sleep(min(5, max(0.1, end - time.time())))
    seen.append(state())
for thread in threads: thread.join()
time.sleep(1)
last = state()
half = seen[len(seen) // 2:] or seen
early, late = max(s[0] for s in seen[:max(1, len(seen) // 2)]), max(s[0] for s in half)
print(f"{seconds:.0f} s: {counts['read']} answers, {counts['messages']} messages, {counts['batches']} batches ingested; {len(errors)} errors; memory {early} MB in the first half, {late} in the second; at the end {last[0]} MB, {last[1]} files, {last[2]} threads")
for error in errors[:10]: print(error)
grown = late > early * 1.15 + 10
sys.exit(1 if errors or grown else 0)
PY
