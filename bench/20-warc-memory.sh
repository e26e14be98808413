#!/usr/bin/env bash
# Peak memory and speed of reading a 1 GB WARC of made-up pages. Floor: 300 MB.
set -euo pipefail
. bench/common.sh
mkdir -p build/bench
warc=build/bench/one-gigabyte.warc
[ -f "$warc" ] || build/release/tools/make-warc 1073741824 > "$warc"
start=$(date +%s.%N)
memory=$(peak_memory build/brink extract "$warc")
end=$(date +%s.%N)
echo "extract of a $(du -h --apparent-size "$warc" | cut -f1) WARC: peak $memory MB, $(echo "$end $start" | awk '{printf "%.1f", $1-$2}') s"
rm -f build/bench/ingest.db*
memory=$(peak_memory build/brink ingest --quiet --archive build/bench/ingest.db "$warc")
echo "ingest of the same: peak $memory MB"
[ "$memory" -le 300 ]
