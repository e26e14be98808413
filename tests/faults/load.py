#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A mixed load: `brink serve` answers readers and holds live streams, some of which vanish, while `brink ingest`
writes one batch after the other into the same archive. Wanted: no error, and memory that stays flat.

  load.py --brink PROGRAM --example FOLDER [--minutes 10] [--readers 16] [--streams 8]
"""
import argparse
import collections
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

PATHS = ['board', 'board?at=2022-02-10', 'events?limit=50', 'events?actor=RUS&limit=100', 'stories?limit=20',
         'documents?limit=20', 'search?q=troops', 'watch', 'series?from=2022-01-01&to=2022-02-28',
         'series?by=quad&from=2022-01-01&to=2022-02-28', 'dossier?actor=RUS', 'dossier?pair=RUS,UKR', 'alerts',
         'actors?name=RUS', 'export?format=csv&limit=100']
SAMPLE_SECONDS = 10


class Tally:
    """What happened, from many threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.errors = []

    def add(self, what, n=1):
        with self.lock:
            self.counts[what] += n

    def wrong(self, *what):
        with self.lock:
            self.errors.append(what)


def read(host, end, seed, tally):
    chance = random.Random(seed)
    while time.time() < end:
        connection = http.client.HTTPConnection(host, timeout=60)
        try:
            for _ in range(50):
                if time.time() >= end:
                    break
                path = '/api/v1/' + chance.choice(PATHS)
                connection.request('GET', path)
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200:
                    tally.wrong(path, answer.status, body[:200])
                tally.add('answers')
                time.sleep(0.02)
        except Exception as error:
            tally.wrong('read', repr(error))
        finally:
            connection.close()


def listen(host, end, seed, tally):
    """Listens to the live stream for a while, then goes without a word."""
    chance = random.Random(seed)
    while time.time() < end:
        connection = http.client.HTTPConnection(host, timeout=40)
        try:
            connection.request('GET', '/api/v1/stream')
            answer = connection.getresponse()
            if answer.status != 200:
                tally.wrong('stream', answer.status, answer.read()[:200])
                time.sleep(1)
                continue
            tally.add('streams')
            until = min(end, time.time() + chance.choice([1, 5, 60]))
            while time.time() < until:
                if answer.readline().startswith(b'event:'):
                    tally.add('messages')
        except TimeoutError:
            pass
        except Exception as error:
            tally.wrong('stream', repr(error))
        finally:
            connection.close()


def batch(n):
    return [json.dumps({'url': f'https://soak.example/{n}-{i}', 'title': 'Talks', 'published': f'2022-02-{n % 19 + 1:02d}',
                        'outlet': f'Paper {i % 7}',
                        'text': f'Russia moved {n + 2} brigades to the border on Monday. '
                                f'Ukraine asked Russia to withdraw its troops from town {i}.'}) for i in range(20)]


def ingest(brink, work, end, tally):
    n = 0
    while time.time() < end:
        with open(f'{work}/batch.jsonl', 'w') as out:
            out.write('\n'.join(batch(n)) + '\n')
        n += 1
        done = subprocess.run([brink, 'ingest', f'{work}/batch.jsonl', '--archive', f'{work}/soak.db', '--quiet'],
                              capture_output=True, text=True)
        if done.returncode:
            tally.wrong('ingest', done.stderr[-300:])
        tally.add('batches')
        time.sleep(2)


def state_of(process):
    """Memory of its own and pages of mapped files (the archive's, which grows) in MB, open files, threads."""
    status = dict(line.split(':', 1) for line in open(f'/proc/{process}/status').read().splitlines())
    own, mapped = (int(status[name].split()[0]) / 1024 for name in ('RssAnon', 'RssFile'))
    return own, mapped, len(os.listdir(f'/proc/{process}/fd')), len(os.listdir(f'/proc/{process}/task'))


def documents_in(brink, archive):
    said = subprocess.run([brink, 'documents', '--archive', archive, '--json'], capture_output=True, text=True).stdout
    return len({json.loads(line)['id'] for line in said.splitlines()})


def serve(options, work):
    server = subprocess.Popen([options.brink, 'serve', f'{options.example}/watch.toml', '--archive', f'{work}/soak.db', '--at',
                               '2022-02-20', '--port', '0', '--no-web'],
                              stdout=open(f'{work}/address', 'w'), stderr=open(f'{work}/log', 'w'))
    for _ in range(600):
        address = open(f'{work}/address').readline().strip()
        if address:
            return server, address.rstrip('/').split('//')[1]
        time.sleep(0.1)
    raise SystemExit('load: the server did not come up: ' + open(f'{work}/log').read()[-500:])


def mean(numbers):
    return sum(numbers) / len(numbers)


def load(options, work):
    subprocess.run([options.brink, 'ingest', options.example, '--archive', f'{work}/soak.db', '--quiet'],
                   capture_output=True, check=False)
    before = documents_in(options.brink, f'{work}/soak.db')
    server, host = serve(options, work)
    tally, seconds = Tally(), options.minutes * 60
    end = time.time() + seconds
    threads = [threading.Thread(target=read, args=(host, end, i, tally)) for i in range(options.readers)]
    threads += [threading.Thread(target=listen, args=(host, end, 1000 + i, tally)) for i in range(options.streams)]
    threads += [threading.Thread(target=ingest, args=(options.brink, work, end, tally))]
    samples = []
    try:
        for thread in threads:
            thread.start()
        while time.time() < end:
            time.sleep(min(SAMPLE_SECONDS, max(0.1, end - time.time())))
            samples.append(state_of(server.pid))
        for thread in threads:
            thread.join()
        time.sleep(1)
        last = state_of(server.pid)
    finally:
        server.terminate()
        code = server.wait(timeout=60)
    if code != 0:
        tally.wrong('the server ended with', code, open(f'{work}/log').read()[-300:])
    gained = documents_in(options.brink, f'{work}/soak.db') - before
    if gained != 20 * tally.counts['batches']:
        tally.wrong('documents gained', gained, 'of', 20 * tally.counts['batches'])
    return tally, samples, last, os.path.getsize(f'{work}/soak.db')


def verdict(options, tally, samples, last, size):
    third = max(1, len(samples) // 3)
    middle, late = samples[third:2 * third] or samples, samples[-third:]
    thirds = samples[:third], middle, late
    first_mb, middle_mb, late_mb = (mean([s[0] for s in part]) for part in thirds)
    mapped_mb = ', '.join(f'{mean([s[1] for s in part]):.1f}' for part in thirds)
    c = tally.counts
    print(f"{options.minutes:g} min, {options.readers} readers, {options.streams} streams: {c['answers']} answers, "
          f"{c['streams']} streams opened, {c['messages']} messages, {c['batches']} batches of 20 ingested; "
          f"{len(tally.errors)} errors")
    print(f"memory in MB, mean of each third of {len(samples)} samples: {first_mb:.1f}, {middle_mb:.1f}, {late_mb:.1f}; "
          f"of mapped files: {mapped_mb}; at the end {last[0]:.1f} and {last[1]:.1f}, {last[2]} files, {last[3]} threads; "
          f"archive {size / 1e6:.1f} MB")
    for error in tally.errors[:10]:
        print('error:', *error)
    if options.minutes < 5:
        print('memory: too short a run to tell, not judged')
        return not tally.errors
    if late_mb > middle_mb * 1.1:
        print('error: memory grows')
    return not tally.errors and late_mb <= middle_mb * 1.1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--brink', required=True)
    parser.add_argument('--example', required=True)
    parser.add_argument('--minutes', type=float, default=10)
    parser.add_argument('--readers', type=int, default=16)
    parser.add_argument('--streams', type=int, default=8)
    options = parser.parse_args()
    work = tempfile.mkdtemp(prefix='brink-load-')
    try:
        good = verdict(options, *load(options, work))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
