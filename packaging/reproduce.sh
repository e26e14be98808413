#!/usr/bin/env bash
# Builds the package of the last commit twice, in folders of other names, under other umasks, time zones and locales and
# without a compiler cache, and compares to the byte. Takes as long as two builds.
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
place=$(mktemp -d "${TMPDIR:-/tmp}/brink.XXXXXX")
trap 'rm -rf "$place"' EXIT
commit=$(git rev-parse HEAD)
epoch=$(git log -1 --format=%ct "$commit")
build() {  # FOLDER UMASK ZONE LOCALE
  mkdir -p "$place/$1"
  (umask "$2" && git archive "$commit" | tar -x -C "$place/$1" && cd "$place/$1" &&
    CCACHE_DISABLE=1 SOURCE_DATE_EPOCH=$epoch TZ=$3 LC_ALL=$4 tools/make_package.sh >"$place/$1.log" 2>&1) ||
    { tail "$place/$1.log" >&2; exit 1; }
  mv "$place/$1"/build/package/brink_*.deb "$place/$1.deb"
  rm -rf "${place:?}/$1"
}
build one 022 UTC C.UTF-8
build the-second-of-them 027 Asia/Tokyo C
if cmp "$place/one.deb" "$place/the-second-of-them.deb"; then
  echo "package: the same to the byte, sha256 $(sha256sum <"$place/one.deb" | cut -c1-64)"
else
  mkdir -p "$source/build/package-differs" && cp "$place"/*.deb "$source/build/package-differs"
  echo "package: the two differ; they are in build/package-differs" >&2
  exit 1
fi
