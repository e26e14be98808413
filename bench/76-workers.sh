#!/usr/bin/env bash
# What a stream costs, and what a second worker gives: the same texts by `brink ingest`, by one worker and by two.
# Wanted: over the stream (published, served, worked) the texts take at most 1.25 of ingest's processor time; two workers
# are 1.8 times as fast as one. On a machine with other work on it the wall says little: the second ratio is of the wall
# less the time that a worker stood in the queue for a processor (/proc/PID/schedstat). A worker ends
# a second after the last document, so that short runs (COPIES) are unfair to two.
set -euo pipefail
. bench/common.sh
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
server=$(PATH=$PATH:/usr/sbin command -v nats-server) || { echo "bench: nats-server is not here, skipped"; exit 0; }
copies=${COPIES:-24}
mkdir -p build/bench
folder=$(mktemp -d build/bench/workers.XXXXXX)
BRINK_SHARE=${BRINK_SHARE:-$PWD} python3 - "$brink" "$server" "$folder" "$copies" <<'PY'
import json, os, resource, shutil, signal, socket, subprocess, sys, time

brink, server, folder, copies = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
TEXTS = f'{folder}/texts.jsonl'

# Each copy another day and another wording of its head, so that none is taken for one that is there.
def write_texts():
    count = 0
    with open(TEXTS, 'w') as out:
        for copy in range(copies):
            for line in open('examples/ukraine-2022/dispatches.jsonl'):
                text = json.loads(line)
                text.pop('url', None)
                text['id'] = f'{count}'
                text['text'] = f'Bulletin {count}.\n\n' + text['text']
                out.write(json.dumps(text) + '\n')
                count += 1
    return count

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]

# How long the main thread of an ended process stood in the queue for a processor.
def queued(pid):
    try:
        return int(open(f'/proc/{pid}/schedstat').read().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0

# Runs them side by side: seconds of wall, of wall less the queue (what it would be with the cores to ourselves), of processor.
def run(*commands, core=None):
    keep = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [subprocess.Popen(c, stdout=subprocess.DEVNULL, preexec_fn=keep) for c in commands]
    ends, own = {}, []
    while len(ends) < len(running):
        pid = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT).si_pid
        ends[pid] = time.perf_counter() - start
        own.append(ends[pid] - queued(pid))
        if next(p for p in running if p.pid == pid).wait():
            sys.exit('bench: a worker or ingest failed')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return max(ends.values()), max(own), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

def processor_of(pid):
    fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

def documents(archive):
    said = subprocess.run([brink, 'doctor', '--json', '--archive', archive], capture_output=True, text=True).stdout
    found = next(c['found'] for c in map(json.loads, said.splitlines()) if c['check'] == 'archive')
    return found.split(': ', 1)[1]

count = write_texts()
port = free_port()
nats = subprocess.Popen([server, '-js', '-a', '127.0.0.1', '-p', str(port), '-sd', f'{folder}/nats'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
url = f'nats://127.0.0.1:{port}'
try:
    for _ in range(200):
        with socket.socket() as s:
            if s.connect_ex(('127.0.0.1', port)) == 0:
                break
        time.sleep(0.05)

    # Published first, so that the workers alone are timed; what publishing and the server take is said apart.
    def over_stream(workers, name, core=None):
        stream, archive = ['--nats', url, '--stream', name, '--most-bytes', str(1 << 28)], f'{folder}/{name}.db'
        before = processor_of(nats.pid)
        published = run([brink, 'publish', TEXTS, '--quiet', *stream])[2]
        work = [brink, 'worker', *stream, '--archive', archive, '--until-empty', '--quiet']
        wall, own, used = run(*[work] * workers, core=core)
        return own, wall, used, published + processor_of(nats.pid) - before, documents(archive)

    def by_ingest(name, core=None):
        archive = f'{folder}/{name}.db'
        wall, own, used = run([brink, 'ingest', TEXTS, '--quiet', '--archive', archive], core=core)
        return own, wall, used, 0.0, documents(archive)

    rows = {'ingest': [], 'one worker': [], 'two workers': []}
    for turn in range(int(os.environ.get('TURNS', 2))):  # turn and turn about: what disturbs one disturbs all
        rows['ingest'].append(by_ingest(f'ingest{turn}', core=0))
        rows['one worker'].append(over_stream(1, f'one{turn}', core=0))
        rows['two workers'].append(over_stream(2, f'two{turn}'))
    held = {row[4] for kind in rows.values() for row in kind}
    if len(held) != 1:
        sys.exit(f'bench: the archives differ: {held}')
    print(f'{count} documents ({held.pop()}); the least of {len(rows["ingest"])} turns')
    print('              wall  less queue  processor  publishing and server (seconds)')
    own, wall, used, beside = ({k: min(row[i] for row in rows[k]) for k in rows} for i in range(4))
    for k in rows:
        print(f'{k:<12} {wall[k]:5.2f} {own[k]:11.2f} {used[k]:10.2f} {beside[k]:10.2f}')
    work = used['one worker'] / used['ingest']
    whole = (used['one worker'] + beside['one worker']) / used['ingest']
    gain = own['one worker'] / own['two workers']
    print(f'a worker against ingest: {work:.2f} of its processor time, {whole:.2f} with publishing and the server (at most 1.25)')
    print(f"two workers against one: {gain:.2f} times as fast, {wall['one worker'] / wall['two workers']:.2f} by the plain wall (at least 1.80)")
    sys.exit(0 if whole <= 1.25 and gain >= 1.8 else 1)
finally:
    nats.terminate()
    nats.wait()
    shutil.rmtree(folder)
PY
