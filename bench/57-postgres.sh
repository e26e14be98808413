#!/usr/bin/env bash
# An archive in PostgreSQL beside one in SQLite: import of a million made-up GDELT rows, the board of the
# example watch over them, and ingest of a month of press on one core. A server of its own, with the
# settings that Debian gives a new one but for those named below; what it writes is synced. Aims: a board
# within 1 s; ingest at most 25 % over SQLite's. Wall time in seconds, this program's processor time and
# the server's beside it. BENCH_ROWS sets the number of rows.
set -euo pipefail
. bench/common.sh
brink=$(realpath "${BRINK_BUILD:-build/release}/apps/brink/brink")
rows=${BENCH_ROWS:-1000000}
out=build/bench/size
watch=examples/ukraine-2022/watch.toml
mkdir -p "$out"
rm -f "$out"/*.db*
[ -s "$out/$rows.tsv" ] || python3 bench/gdelt_rows.py "$rows" > "$out/$rows.tsv"

programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
folder=$(mktemp -d /var/tmp/brink-bench-XXXXXX)
as_user=()
if [ "$(id -u)" = 0 ]; then
  chown nobody "$folder"
  as_user=(setpriv --reuid=nobody --clear-groups)
fi
cd "$folder"
"${as_user[@]}" "$programs/initdb" -D "$folder/data" -U brink -A trust -E UTF8 --locale=C > /dev/null
"${as_user[@]}" "$programs/postgres" -D "$folder/data" -k "$folder" -h '' -c shared_buffers=512MB -c max_wal_size=4GB \
  > "$folder/log" 2>&1 &
server=$!
cd - > /dev/null
trap 'kill -INT $server; wait $server || true; rm -rf "$folder"' EXIT
ask() { psql -qAt -h "$folder" -U brink postgres -c "$1"; }
for _ in $(seq 100); do ask 'SELECT 1' > /dev/null 2>&1 && break; sleep 0.1; done
address() { echo "postgresql://brink@/$1?host=$folder"; }

# server_seconds: processor time of the server and all that it ever started.
server_seconds() {
  python3 - "$server" <<'PY'
import os, sys
def times(pid, children):
    with open(f"/proc/{pid}/stat") as f: fields = f.read().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15] if children else fields[11:13])) / os.sysconf("SC_CLK_TCK")
root = int(sys.argv[1])
total = times(root, True)
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/stat") as f: parent = int(f.read().rsplit(")", 1)[1].split()[1])
        if parent == root: total += times(pid, False)
    except OSError: pass
print(round(total, 2))
PY
}

# timed COMMAND...: wall time, processor time, the server's processor time; its output away.
timed() {
  local before after spent
  before=$(server_seconds)
  spent=$(python3 - "$@" <<'PY'
import resource, subprocess, sys, time
begun = time.monotonic()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(round(time.monotonic() - begun, 2), round(used.ru_utime + used.ru_stime, 2))
PY
  )
  sleep 0.2  # the server's process of that connection ends
  after=$(server_seconds)
  echo "$spent" "$(awk -v a="$after" -v b="$before" 'BEGIN {printf "%.2f", a - b}')"
}
row() { printf '%-40s %8s s %8s s of processor %8s s of the server\n' "$@"; }
measured() { local title=$1; shift; local all; read -r -a all < <(timed "$@"); row "$title" "${all[@]}"; }

echo "$(machine); PostgreSQL $(ask 'SHOW server_version')"
measured "import, $rows rows, sqlite" "$brink" import gdelt1 "$out/$rows.tsv" --archive "$out/a.db" --quiet
measured "import, $rows rows, postgres" "$brink" import gdelt1 "$out/$rows.tsv" --archive "$(address postgres)" --quiet
[ "$(ask 'SELECT (SELECT count(*) FROM events) + (SELECT sum(events) FROM packs)')" = "$rows" ] || { echo "bench: rows are missing"; exit 1; }
measured "import again, nothing new, postgres" "$brink" import gdelt1 "$out/$rows.tsv" --archive "$(address postgres)" --quiet
echo "size: sqlite $(du -m "$out/a.db" | cut -f1) MB, postgres $(ask "SELECT pg_database_size('postgres') >> 20") MB"

# The boards have to say the same.
board() { "$brink" board "$watch" --archive "$1" --at 2021-12-30 --json; }
board "$(address postgres)" > "$out/postgres.json"
board "$out/a.db" > "$out/sqlite.json"
cmp "$out/sqlite.json" "$out/postgres.json" || { echo "bench: the boards differ"; exit 1; }
for at in before after; do
  if [ $at = after ]; then ask 'VACUUM ANALYZE'; fi
  for n in 1 2 3; do
    measured "board, postgres, $at vacuum, $n" "$brink" board "$watch" --archive "$(address postgres)" --at 2021-12-30 --json
  done
done
for n in 1 2 3; do
  measured "board, sqlite, $n" "$brink" board "$watch" --archive "$out/a.db" --at 2021-12-30 --json
done

# Real news where it is, else the example.
press=build/data/news/press2022-march.jsonl
[ -s "$press" ] || press=examples/ukraine-2022
for n in 1 2 3; do
  rm -f "$out/press.db"*
  read -r wall used _ < <(timed taskset -c 0 "$brink" ingest --archive "$out/press.db" "$press")
  row "ingest, sqlite, $n" "$wall" "$used" 0
  ask 'DROP DATABASE IF EXISTS press' && ask 'CREATE DATABASE press'
  read -r wall2 used2 server2 < <(timed taskset -c 0 "$brink" ingest --archive "$(address press)" "$press")
  row "ingest, postgres, $n" "$wall2" "$used2" "$server2"
  awk -v w="$wall" -v u="$used" -v w2="$wall2" -v u2="$used2" -v s2="$server2" \
    'BEGIN {printf "over sqlite: wall %+.0f %%, processor with the server %+.0f %%\n", 100 * (w2 / w - 1), 100 * ((u2 + s2) / u - 1)}'
done
