#!/usr/bin/env bash
# The server over an archive of a million events (made-up GDELT rows), 32 connections by wrk on the same
# machine. Wanted: board p99 50 ms, events page p99 30 ms, resident memory 300 MB.
# BRINK_GD names a folder where rows and archive are kept from one run to the next.
set -euo pipefail
. bench/common.sh
brink=${BRINK:-build/brink}
work=${BRINK_GD:-build/bench/serve}
seconds=${1:-15}
mkdir -p "$work"
command -v wrk > /dev/null || { echo "bench: wrk is not here, skipped" >&2; exit 0; }
if [ ! -f "$work/gd.db" ]; then
  [ -f "$work/rows.csv" ] || python3 bench/gdelt_rows.py 1000000 > "$work/rows.csv"
  "$brink" import gdelt1 "$work/rows.csv" --archive "$work/part.db" && mv "$work/part.db" "$work/gd.db"
fi
watch=${BRINK_WATCH:-examples/ukraine-2022/watch.toml}
"$brink" serve "$watch" --archive "$work/gd.db" --at 2021-11-30 --port 0 --no-web --alerts "$work/alerts.json" > "$work/address" 2> "$work/serve.log" &
server=$!
trap 'kill $server 2> /dev/null || true' EXIT
for _ in $(seq 100); do [ -s "$work/address" ] && break; sleep 0.1; done
at=$(head -1 "$work/address"); at=${at%/}
curl -fsS -m 300 -o "$work/board.json" -w 'first board: %{time_total} s, %{size_download} bytes\n' "$at/api/v1/board"
python3 -c "import json,sys; b=json.load(open('$work/board.json')); assert b['happenings'] > 0, b" # the answer first

# Every request another page: by actor, type, status and where it goes on.
cat > "$work/pages.lua" <<'LUA'
local actors = {"USA", "RUS", "UKR", "CHN", "GBR", "ISR", "IRN", "FRA", "DEU", "IND", "PAK", "AFG", "SYR", "TUR"}
local types = {"ASSAULT", "CONSULT", "REQUEST", "THREATEN", "AGREE", "PROTEST", "COERCE", "MOBILIZE", "ACCUSE", "SUPPORT"}
local n = 0
function request()
  n = n + 1
  local path = "/api/v1/events?limit=50&actor=" .. actors[n % #actors + 1] .. "&type=" .. types[n % #types + 1] .. "&since=2021-0" .. (n % 9 + 1) .. "-" .. string.format("%02d", n % 28 + 1)
  return wrk.format("GET", path)
end
LUA
measure() { # TITLE WANTED_MS ARGUMENTS...
  local title=$1 wanted=$2; shift 2
  wrk -t2 -c32 -d"${seconds}s" --latency "$@" > "$work/wrk.txt"
  awk -v title="$title" -v wanted="$wanted" '
    /99%/ {v = $2; ms = v + 0; if (v ~ /us$/) ms /= 1000; else if (v !~ /ms$/) ms *= 1000}
    /Requests\/sec/ {rate = $2}
    /Non-2xx|Socket errors/ {print "  " $0}
    END {printf "%-46s p99 %8.2f ms (wanted %s), %s requests/s%s\n", title, ms, wanted, rate, ms <= wanted ? "" : "  MISSED"}' "$work/wrk.txt"
}
measure "board" 50 "$at/api/v1/board"
measure "events page, one page" 30 "$at/api/v1/events?limit=50"
measure "events page, each another" 30 -s "$work/pages.lua" "$at"
for path in 'series?by=type&from=2021-01-01&to=2021-12-31' 'series?by=quad&from=2021-06-01&to=2021-08-31' 'dossier?actor=RUS' 'dossier?pair=RUS,UKR' 'stories?actor=RUS&recipient=UKR' 'search?q=press1'; do
  curl -fsS -m 60 -o /dev/null -w "%{time_total} s first time, %{size_download} bytes: $path\n" "$at/api/v1/$path" || echo "failed: $path"
done
awk '/VmRSS|VmHWM/ {printf "%s %.0f MB  ", $1, $2 / 1024} END {print "(wanted 300)"}' "/proc/$server/status"
