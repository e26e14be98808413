#!/usr/bin/env bash
# An archive of a million events: import of made-up GDELT rows against sqlite3's .import of the same
# file into one bare table and Python's csv reading alone, and the board of the example watch over it,
# cold (the system's file cache dropped, where that is allowed) and warm (a new process, the file
# cached). Aims: 150,000 rows/s; 1.5 s; 0.2 s. Wall time in seconds, processor time beside it, since
# other programs on the machine slow the first only. BENCH_ROWS sets the number of rows.
set -euo pipefail
. bench/common.sh
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
rows=${BENCH_ROWS:-1000000}
out=build/bench/size
watch=examples/ukraine-2022/watch.toml
mkdir -p "$out"
rm -f "$out"/*.db*
[ -s "$out/$rows.tsv" ] || python3 bench/gdelt_rows.py "$rows" > "$out/$rows.tsv"

# timed COMMAND...: wall and processor time, its output away.
timed() {
  python3 - "$@" <<'PY'
import resource, subprocess, sys, time
begun = time.monotonic()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(round(time.monotonic() - begun, 2), round(used.ru_utime + used.ru_stime, 2))
PY
}

row() { printf '%-28s %9s s %9s s of processor\n' "$@"; }

read -r wall cpu < <(timed "$brink" import gdelt1 "$out/$rows.tsv" --archive "$out/a.db" --quiet)
[ "$(sqlite3 "$out/a.db" 'SELECT (SELECT count(*) FROM events) + (SELECT coalesce(sum(events), 0) FROM packs)')" = "$rows" ] || { echo "bench: rows are missing"; exit 1; }
row "import, $rows rows" "$wall" "$cpu"
awk -v n="$rows" -v w="$wall" -v c="$cpu" 'BEGIN {printf "  %.0f rows/s; %.0f rows a second of processor\n", n / w, n / c}'
read -r wall cpu < <(timed "$brink" import gdelt1 "$out/$rows.tsv" --archive "$out/a.db" --quiet)
row "import again, nothing new" "$wall" "$cpu"
if command -v sqlite3 > /dev/null; then
  columns=$(seq -s, 58 | sed 's/[0-9]*/c& TEXT/g')
  read -r wall cpu < <(timed sqlite3 "$out/bare.db" "CREATE TABLE t ($columns)" '.mode tabs' ".import $out/$rows.tsv t")
  row "sqlite3 .import, bare table" "$wall" "$cpu"
fi
read -r wall cpu < <(timed python3 -c 'import csv, sys; sum(1 for _ in csv.reader(open(sys.argv[1]), delimiter="\t"))' "$out/$rows.tsv")
row "Python's csv, reading alone" "$wall" "$cpu"

board() { timed "$brink" board "$watch" --archive "$out/a.db" --at 2021-12-30 --json; }
sync
if { echo 3 > /proc/sys/vm/drop_caches; } 2> /dev/null; then
  read -r wall cpu < <(board)
  row "board, cold" "$wall" "$cpu"
else
  echo "bench: the file cache may not be dropped here, no cold board" >&2
  board > /dev/null
fi
read -r wall cpu < <(board)
row "board, warm" "$wall" "$cpu"
