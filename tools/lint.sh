#!/usr/bin/env bash
# clang-format (differences are errors) and clang-tidy over what this tree holds, or over the files given.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.h' '*.cpp')
clang-format --dry-run --Werror "${sources[@]}"
mapfile -t units < <(git ls-files 'src/**.cpp' 'apps/**.cpp')
[ $# -gt 0 ] && units=("$@")
cmake --preset debug >/dev/null  # where each source is compiled for itself, as clang-tidy wants it
printf '%s\n' "${units[@]}" | xargs -P "${JOBS:-$(nproc)}" -n 1 clang-tidy --quiet -p build/debug
