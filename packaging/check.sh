#!/usr/bin/env bash
# check.sh [FILE.deb]: installs the package, tries it as users would, and purges it. For root on a Debian machine that
# has no brink; leaves it as it was. Ends at the first thing that is not as it should be.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(realpath "${1:-$(ls build/package/brink_*.deb | tail -1)}")
place=$(mktemp -d)
server=
wrong() { echo "package: $*" >&2; exit 1; }
clean() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$place"
}
trap clean EXIT
[ "$(id -u)" = 0 ] || wrong "found user $(id -un), expected root"
dpkg-query -W brink >/dev/null 2>&1 && wrong "a brink is installed here already, expected none"
[ ! -e /var/lib/brink ] || wrong "/var/lib/brink is there, expected a machine without archives"

say() { echo "package: $*"; }
as_nobody() { (cd "$place" && env -i PATH=/usr/bin:/bin HOME=/nonexistent setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"); }

folders=$(dpkg-deb -c "$package" | awk '$1 ~ /^d/ && $1 != "drwxr-xr-x" {print $6}')
[ -z "$folders" ] || wrong "folders with other rights than 755: $folders"
others=$(dpkg-deb -c "$package" | awk '$2 != "root/root" || ($1 !~ /^d/ && $1 != "-rw-r--r--" && $6 != "./usr/bin/brink") {print $6}')
[ -z "$others" ] || wrong "files with other rights or owners than wanted: $others"
dpkg-deb -x "$package" "$place/files"
if grep -rlF "$PWD" "$place/files" >&2; then wrong "these hold the path of the source"; fi
rm -rf "$place/files"
say "contents good"

DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
chmod 755 "$place"
[ "$(stat -c '%U %a' /var/lib/brink)" = "brink 750" ] || wrong "/var/lib/brink is $(stat -c '%U %a' /var/lib/brink), expected brink 750"
ldd /usr/bin/brink | grep 'not found' && wrong "libraries are missing"
as_nobody brink --version >/dev/null
example=/usr/share/brink/examples/ukraine-2022
install -d -o nobody "$place/work"
as_nobody brink doctor --archive work/a.db $example/watch.toml >/dev/null || wrong "doctor finds fault"
say "doctor good"

for page in /usr/share/man/man1/brink*.1.gz; do
  found=$(LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  [ -z "$found" ] || wrong "$page: $found"
  if command -v mandoc >/dev/null; then
    found=$(gzip -dc "$page" | mandoc -Tlint -Wwarning) || wrong "$page: $found"
  fi
done
for verb in $(brink completions bash | sed -n 's/.*compgen -W "\([^"]*\)" -- "$word")$/\1/p' | head -1); do
  [ -f "/usr/share/man/man1/brink-$verb.1.gz" ] || wrong "no manual page of $verb"
done
say "manual good"

bash -euc '. /usr/share/bash-completion/completions/brink
  COMP_WORDS=(brink wor) COMP_CWORD=1; _brink; [ "${COMPREPLY[*]}" = worker ]
  COMP_WORDS=(brink serve --arch) COMP_CWORD=2; _brink; [ "${COMPREPLY[*]}" = --archive ]' || wrong "bash does not complete"
! command -v zsh >/dev/null || zsh -n /usr/share/zsh/vendor-completions/_brink || wrong "zsh cannot read its completion"
! command -v fish >/dev/null || fish -n /usr/share/fish/vendor_completions.d/brink.fish || wrong "fish cannot read its completion"
say "completions good"

for unit in watch serve worker; do
  found=$(systemd-analyze verify "brink-$unit@crisis.service" 2>&1) || wrong "brink-$unit@.service: $found"
  [ -z "$found" ] || wrong "brink-$unit@.service: $found"
  # What a unit starts is started here with another user's rights, so that a changed option is seen.
  started=$(sed -n 's/^ExecStart=//p' "/lib/systemd/system/brink-$unit@.service")
  for option in $(grep -o -- '--[a-z-]*' <<<"$started"); do
    brink "$unit" --help | grep -q -- "$option\b" || wrong "brink-$unit@.service: brink $unit has no $option"
  done
done
say "services good"

as_nobody brink ingest --quiet --archive work/a.db $example >/dev/null || wrong "the example cannot be ingested"
cd "$place/work"
env -i PATH=/usr/bin:/bin setpriv --reuid=nobody --regid=nogroup --clear-groups \
  brink serve $example/watch.toml --archive a.db --port 0 >"$place/address" 2>/dev/null &
server=$!
for _ in $(seq 100); do grep -q http "$place/address" && break; sleep 0.1; done
address=$(grep -o 'http://[^ ]*' "$place/address" | head -1)
address=${address%/}
curl -sf "$address/" >page.html || wrong "no dashboard at $address"
for asset in $(grep -o '/\?assets/[^"]*' page.html); do
  curl -sf -o /dev/null "$address/${asset#/}" || wrong "the dashboard lacks $asset"
done
curl -sf "$address/api/v1/board?at=2022-02-17" | grep -q full-invasion || wrong "no board at $address"
curl -sf "$address/api/v1/openapi.json" >/dev/null || wrong "no description of the API"
kill "$server" && wait "$server" 2>/dev/null || true
server=
say "dashboard good"

cd /
setpriv --reuid=brink --regid=brink --clear-groups touch /var/lib/brink/crisis.db
apt-get purge -y -qq brink >/dev/null
[ -f /var/lib/brink/crisis.db ] || wrong "purge took an archive"
getent passwd brink >/dev/null || wrong "purge took the owner of an archive"
for left in /etc/brink /usr/bin/brink /usr/share/brink /usr/share/doc/brink /usr/lib/sysusers.d/brink.conf; do
  [ ! -e $left ] || wrong "purge left $left"
done
ls /lib/systemd/system/brink-*@.service >/dev/null 2>&1 && wrong "purge left services"
rm /var/lib/brink/crisis.db
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
apt-get purge -y -qq brink >/dev/null
[ ! -e /var/lib/brink ] || wrong "purge left an empty /var/lib/brink"
getent passwd brink >/dev/null && wrong "purge left the user although nothing is his"
say "purge good"
