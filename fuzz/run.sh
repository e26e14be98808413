#!/usr/bin/env bash
# fuzz/run.sh [SECONDS [TARGET...]]: builds the fuzz targets and runs each for that long (600), one
# after another. A line a target; what it finds goes to fuzz/finds/<target>/ and makes the run fail.
# Inputs that reach new code are kept in build/fuzz-corpus/<target>/ for the next run. An input may take
# TIMEOUT seconds (10) of the clock; on a machine that others keep busy, give it more.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
[ $# -eq 0 ] || shift

[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for source in fuzz/*_fuzz.cpp; do targets+=("$(basename "$source" _fuzz.cpp)"); done
fi
cmake --build build/fuzz -j "${JOBS:-$(nproc)}" --target "${targets[@]/%/_fuzz}" >build/fuzz/build.log ||
  { tail -40 build/fuzz/build.log >&2; exit 1; }

export UBSAN_OPTIONS=${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}  # else it says so and goes on
failed=0
for target in "${targets[@]}"; do
  kept=build/fuzz-corpus/$target
  found=fuzz/finds/$target
  log=build/fuzz/$target.log
  mkdir -p "$kept" "$found"
  before=$(find "$found" -type f | wc -l)
  status=ended
  build/fuzz/fuzz/"${target}_fuzz" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout="${TIMEOUT:-10}" \
    -artifact_prefix="$found/" -print_final_stats=1 "$kept" "fuzz/corpus/$target" "$found" >"$log" 2>&1 ||
    status=stopped
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  finds=$(($(find "$found" -type f | wc -l) - before))
  printf '%-10s %6d s  %10s runs  %d finds  %s\n' "$target" "$seconds" "${runs:-?}" "$finds" "$status"
  if [ "$status" != ended ]; then
    grep -aE 'ERROR|SUMMARY|does not hold|Test unit' "$log" | head -5 >&2 || true
    failed=1
  fi
done
exit $failed
