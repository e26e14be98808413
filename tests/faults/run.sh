#!/usr/bin/env bash
# `make soak [MINUTES=10]`: every harness of hard knocks with large counts, then a mixed load for so many
# minutes. What cannot be tried here says so, and the rest goes on. docs/reliability.md has the figures.
set -uo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-10}
faults=build/release/tests/faults
example=examples/ukraine-2022
failed=0

knock() {
  echo "== $1"
  "$faults/$1" "${@:2}"
  local code=$?
  if [ $code -ne 0 ] && [ $code -ne 77 ]; then
    echo "soak: $1 failed"
    failed=1
  fi
}

knock kill_ingest --brink build/brink --example $example --kills 200
knock full_disk --brink build/brink --steps 24
knock disk_faults --stride 1
knock archive_memory --stride 1
knock stage_memory --example $example --most 2000
knock clock --seeds 200
knock torn_archive --trials 5000
knock stream_kills --brink build/brink --runs 50
knock postgres_restarts --brink build/brink --example $example --restarts 60
echo "== load, $minutes minutes"
python3 tests/faults/load.py --brink build/brink --example $example --minutes "$minutes" || failed=1
exit $failed
