#!/usr/bin/env bash
# Installs the wheel into a fresh environment, and runs the tests of the package there, outside this tree: tables, models
# and stubs have to come out of the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/make_wheel.sh
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
/usr/bin/python3 -m venv --system-site-packages here
here/bin/python -m pip install --quiet --no-index --no-deps --disable-pip-version-check "$root"/build/wheel/*.whl
cp -r "$root/python/tests" tests
program=${BRINK_PROGRAM:-$root/build/release/apps/brink/brink}
env -u BRINK_SHARE BRINK_PROGRAM="$program" here/bin/python -m pytest -q -p no:cacheprovider tests
here/bin/python - <<'PY'
import pathlib, brink
folder = pathlib.Path(brink.__file__).parent
assert 'site-packages' in str(folder), folder
for name in ('_brink.pyi', 'py.typed', 'share/models/english-parser.bin', 'share/data/frames', 'share/examples', 'share/LICENSE'):
    assert (folder / name).exists(), f'wheel: no {name} in it'
PY
if command -v mypy >/dev/null; then
  cat >typed.py <<'PY'
import brink
coder = brink.Coder()
events: list[list[dict[str, object]]] = coder.code("Russia moved troops.", date="2022-01-29", threads=2)
board: dict[str, object] = brink.Archive("a.db").board("watch.toml", at="2022-02-17")
PY
  mypy --strict --no-incremental --python-executable here/bin/python typed.py
  if mypy --strict --no-incremental --python-executable here/bin/python -c 'import brink; brink.Coder().code(1)' >/dev/null; then
    echo "wheel: the stubs let a number pass for a text" >&2
    exit 1
  fi
else
  echo "wheel: no mypy here, the stubs were not tried"
fi
echo "wheel: good"
