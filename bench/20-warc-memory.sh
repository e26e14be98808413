#!/usr/bin/env bash
# Peak memory of web archives of made-up pages: articles out of 1 GiB, and the whole run (coding and
# archive) over two sizes, which shows whether it grows with the source. Floor: 300 MB each.
# BRINK_WARC_MIB="64 1024" codes other sizes: a GiB is some five minutes of one core of its own.
set -euo pipefail
. bench/common.sh
mkdir -p build/bench

# made_up MIB: the archive of that size.
made_up() {
  local warc=build/bench/made-up-$1.warc
  if [ ! -f "$warc" ]; then
    build/release/tools/make-warc $(($1 * 1048576)) > "$warc.part" && mv "$warc.part" "$warc"
  fi
  echo "$warc"
}

# held WHAT MIB COMMAND...: runs it, says what it held and used, and fails above the floor.
held() {
  local what=$1 mib=$2 used memory seconds; shift 2
  used=$(peak_memory "$@")
  read -r memory seconds <<< "$used"
  printf '%-8s %5d MiB: peak %4d MB, %6.1f s of processor time\n' "$what" "$mib" "$memory" "$seconds"
  [ "$memory" -le 300 ]
}

held extract 1024 build/brink extract "$(made_up 1024)"
for mib in ${BRINK_WARC_MIB:-16 64}; do
  rm -f build/bench/ingest.db*
  held ingest "$mib" build/brink ingest --quiet --archive build/bench/ingest.db "$(made_up "$mib")"
done
rm -f build/bench/ingest.db*
