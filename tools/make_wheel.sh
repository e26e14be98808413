#!/usr/bin/env bash
# The Python wheel, with tables and models: build/wheel/brink-VERSION-PYTHON-PLATFORM.whl. Nothing is downloaded.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/setup.sh
python=${PYTHON:-/usr/bin/python3}  # the one that Debian's packages are for
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
left=(python/build python/brink.egg-info)  # a table that is no more would be taken along from there
rm -rf "${left[@]}" build/wheel
(cd python && "$python" -m build --wheel --no-isolation --outdir ../build/wheel . >/dev/null)
rm -rf "${left[@]}"
ls -l build/wheel/*.whl
