#!/usr/bin/env bash
# check_services.sh [FILE.deb]: runs the packaged services under a systemd of their own: a container over the files of this
# machine, of which nothing stays. A feed, a stream and three ways to be told are played inside; there is no network. For root
# on a Debian machine that has no brink, with systemd-container, nats-server and curl. Ends at the first thing that is not as it
# should be.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(realpath "${1:-$(ls build/package/brink_*.deb | tail -1)}")
wrong() {
  echo "services: $*" >&2
  [ -z "$first" ] || inside journalctl --no-pager -q -o cat -u 'brink-*' | tail -15 >&2
  exit 1
}
say() { echo "services: $*"; }
first= machine=
place=$(mktemp -d)
clean() {
  [ -z "$first" ] || inside systemctl poweroff 2>/dev/null || true
  for _ in $(seq 100); do [ -n "$machine" ] && kill -0 "$machine" 2>/dev/null || break; sleep 0.1; done
  [ -z "$machine" ] || kill -KILL "$machine" 2>/dev/null || true
  umount "$place/root" "$place" 2>/dev/null || umount -l "$place/root" "$place" 2>/dev/null || true
  rmdir "$place"
}
trap clean EXIT
[ "$(id -u)" = 0 ] || wrong "found user $(id -un), expected root"
for program in systemd-nspawn nats-server curl; do command -v $program >/dev/null || wrong "no $program here"; done

mount -t tmpfs -o size=3g services "$place"
mkdir "$place"/{above,work,root}
mount -t overlay services -o "lowerdir=/,upperdir=$place/above,workdir=$place/work" "$place/root"
# What this machine runs, the container need not.
find "$place/root/etc/systemd/system" -path '*.wants/*' ! -name '*.target' -delete
: >"$place/root/etc/machine-id"
cp "$package" "$place/root/root/brink.deb"
systemd-nspawn --quiet --register=no --keep-unit --private-network --boot --console=pipe -D "$place/root" \
  >"$place/console" 2>&1 </dev/null &
machine=$!
inside() { nsenter -t "$first" -a "$@"; }
for _ in $(seq 100); do first=$(pgrep -P "$machine" | head -1) && [ -n "$first" ] && break; sleep 0.1; done
[ -n "$first" ] || wrong "the container did not start: $(tail -1 "$place/console")"
for _ in $(seq 300); do state=$(inside systemctl is-system-running 2>/dev/null || true); [ "$state" = running ] && break; sleep 0.1; done
[ "$state" = running ] || wrong "systemd says $state, expected running"
inside dpkg -i /root/brink.deb >/dev/null 2>&1 || wrong "the package cannot be installed"
say "systemd runs, the package is installed"

inside bash -eu <<'SH'
example=/usr/share/brink/examples/ukraine-2022
mkdir -p /srv/feed && cp $example/feed.xml /srv/feed
cat >/srv/hook.py <<'PY'
import http.server
class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        with open('/srv/hooked', 'ab') as out: out.write(self.rfile.read(int(self.headers['Content-Length'])) + b'\n')
        self.send_response(204); self.end_headers()
http.server.HTTPServer(('127.0.0.1', 8001), Hook).serve_forever()
PY
printf 'listen: 127.0.0.1:4222\njetstream { store_dir: /srv/stream, max_file_store: 16G }\n' >/srv/nats.conf
systemd-run -q --unit=feed python3 -m http.server 8000 --bind 127.0.0.1 --directory /srv/feed
systemd-run -q --unit=hook python3 /srv/hook.py
systemd-run -q --unit=stream nats-server -c /srv/nats.conf
sed 's#^feeds = .*#feeds = ["http://localhost:8000/feed.xml"]#' $example/watch.toml >/etc/brink/crisis.toml
cat >/etc/brink/brink.toml <<'TOML'
[intake]
allow_private = true
[[alerts.channel]]
name = "log"
kind = "file"
path = "alerts.jsonl"
[[alerts.channel]]
name = "said"
kind = "command"
argv = ["/bin/sh", "-c", "cat > /var/lib/brink/said"]
[[alerts.channel]]
name = "hook"
kind = "webhook"
url = "http://localhost:8001/"
TOML
sleep 2
systemctl -q enable --now brink-watch@crisis brink-serve@crisis brink-worker@crisis
SH
until_holds() {  # WHAT SECONDS COMMAND...
  local what=$1 seconds=$2 _
  shift 2
  for _ in $(seq "$seconds"); do if "$@" >/dev/null 2>&1; then return; fi; sleep 1; done
  wrong "not seen: $what"
}
log_of() { inside journalctl --no-pager -q -o cat -u "brink-$1@crisis"; }
has() { grep -q "$2" <<<"$(log_of "$1")"; }
until_holds "a round of the watch with four new reports" 60 has watch '^20.*: 4 new'
for told in /var/lib/brink/alerts.jsonl /var/lib/brink/said /srv/hooked; do inside [ -s $told ] || wrong "no alert in $told"; done
say "watch good"
until_holds "the board" 60 inside curl -sf http://127.0.0.1:8750/api/v1/board
say "serve good"
inside brink publish --nats nats://127.0.0.1:4222 /usr/share/brink/examples/ukraine-2022/dispatches.jsonl >/dev/null 2>&1 || wrong "nothing can be published"
until_holds "what the worker coded, in the answers of the server" 60 inside sh -c \
  "curl -sf 'http://127.0.0.1:8750/api/v1/documents?limit=50' | grep -o '\"first_seen\"' | wc -l | grep -q 50"
say "worker good"

for unit in watch serve worker; do
  process=$(inside systemctl show -P MainPID "brink-$unit@crisis")
  [ "$(inside sed -n 's/^CapBnd:\t//p' "/proc/$process/status")" = 0000000000000000 ] || wrong "brink-$unit@: has capabilities"
  [ "$(inside sed -n 's/^Seccomp:\t//p' "/proc/$process/status")" = 2 ] || wrong "brink-$unit@: no filter of system calls"
  for folder in /etc/brink /usr/share/brink /home /root /srv /var/lib /proc/sys; do
    ! inside nsenter -t "$process" -m sh -c "echo > $folder/brink-probe" 2>/dev/null || wrong "brink-$unit@: $folder can be written"
  done
done
say "sandbox good"

inside sh -c 'kill -KILL $(systemctl show -P MainPID brink-serve@crisis)'
until_holds "the server again, ten seconds after it was killed" 30 inside sh -c \
  'systemctl -q is-active brink-serve@crisis && curl -sf http://127.0.0.1:8750/api/v1/board'
inside systemctl stop brink-watch@crisis brink-serve@crisis brink-worker@crisis
has worker 'documents written' || wrong "the worker did not end by itself"
[ -z "$(inside systemctl --failed --plain --no-legend)" ] || wrong "failed: $(inside systemctl --failed --plain --no-legend)"
! inside journalctl -q --no-pager | grep -q 'status=31/SYS' || wrong "a system call was denied"
say "restart and stop good"
