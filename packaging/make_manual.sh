#!/usr/bin/env bash
# make_manual.sh PROGRAM FOLDER: manual pages, compressed without a time stamp and dated by SOURCE_DATE_EPOCH, and completions.
set -euo pipefail
program=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/man1"
day=$(date -u ${SOURCE_DATE_EPOCH:+-d "@$SOURCE_DATE_EPOCH"} +%F)
page() { "$program" manual "$@" | sed "1s/ 1 \"\" / 1 \"$day\" /"; }
page | gzip -9n >"$folder/man1/brink.1.gz"
for verb in $("$program" completions bash | sed -n 's/.*compgen -W "\([^"]*\)" -- "$word")$/\1/p' | head -1); do
  page "$verb" | gzip -9n >"$folder/man1/brink-$verb.1.gz"
done
"$program" completions bash >"$folder/brink.bash"
"$program" completions zsh >"$folder/_brink"
"$program" completions fish >"$folder/brink.fish"
