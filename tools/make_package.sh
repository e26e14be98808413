#!/usr/bin/env bash
# The Debian package, the same to the byte from the same commit: build/package/brink_VERSION_ARCH.deb.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022  # the folders in the package get their rights by it
tools/setup.sh
tools/build_web.sh
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
cmake --preset package >/dev/null
cmake --build --preset package -j "${JOBS:-$(nproc)}"
cd build/package
cpack -G DEB >/dev/null
ls -l brink_*.deb
