# Shared by the measurements. Sourced, not run.

corpora=${BRINK_CORPORA:-../shared}  # packed corpora in data/, the scorer in tools/

machine() {
  printf '%s, %s cores, %s memory' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo)"
}

# corpus NAME: the folder of an unpacked corpus, or nothing when it is not on this machine.
corpus() {
  local folder=build/data/$1 packed=$corpora/data/$1.tar.xz
  if [ ! -d "$folder" ] && [ -f "$packed" ]; then mkdir -p build/data && tar -xJf "$packed" -C build/data; fi
  if [ -d "$folder" ]; then echo "$folder"; else echo "bench: corpus $1 is not here, skipped" >&2; return 1; fi
}

# scorer: the script that scores predictions against gold.
scorer() {
  if [ -f "$corpora/tools/score.py" ]; then echo "$corpora/tools/score.py"
  else echo "bench: score.py is not here, skipped" >&2; return 1; fi
}

# peak_memory COMMAND...: runs it, its output away, and prints the most it held, in MB, and the
# processor time that it used, in seconds.
peak_memory() {
  python3 - "$@" <<'PY'
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss // 1024, round(used.ru_utime + used.ru_stime, 1))
sys.exit(code)
PY
}
