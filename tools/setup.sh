#!/usr/bin/env bash
# Installs the Debian packages of tools/packages.txt that are missing. Quiet and quick when none is.
set -euo pipefail
list="$(dirname "$0")/packages.txt"
mapfile -t wanted < <(grep -v '^#' "$list")
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
# The dashboard wants Node and npm of any origin.
command -v npm >/dev/null || missing+=(nodejs npm)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then as_root=(); elif command -v sudo >/dev/null; then as_root=(sudo); else
  echo "setup: missing packages: ${missing[*]}" >&2
  echo "setup: found neither root nor sudo, expected one of them to run apt-get install" >&2
  exit 1
fi
echo "setup: installing ${missing[*]}" >&2
# Tests start servers of their own; the one that Debian would set up and keep running is not wanted.
for package in "${missing[@]}"; do
  case $package in postgresql-*)
    "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = off' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/brink.conf >/dev/null ;;
  esac
done
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
