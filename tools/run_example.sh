#!/usr/bin/env bash
# The main job on the bundled example: pages, feed, mail and dispatches -> archive -> board.
# A second run finds everything there already and takes seconds. On a terminal it ends by serving the dashboard;
# elsewhere it says how to.
set -euo pipefail
cd "$(dirname "$0")/.."
example=examples/ukraine-2022
archive=build/example.db
at=${AT:-2022-02-23}

sources=("$example"/{dispatches.jsonl,pages,feed.xml,letter.eml})
echo "== brink ingest ${sources[*]} --archive $archive"
build/brink ingest "${sources[@]}" --archive "$archive"
echo
echo "== brink board $example/watch.toml --archive $archive --at $at"
build/brink board "$example/watch.toml" --archive "$archive" --at "$at"
echo "Another day: make run AT=2022-01-28"
echo "One figure down to its sentences: build/brink explain full-invasion --watch $example/watch.toml --archive $archive --at $at"

serve=(build/brink serve "$example/watch.toml" --archive "$archive" --at "$at")
if [ -t 1 ] && [ -z "${CI:-}" ]; then
  echo "== ${serve[*]}   (Ctrl-C ends it)"
  exec "${serve[@]}"
fi
echo "The dashboard: ${serve[*]}"
