#!/usr/bin/env bash
# The coup watch over every state, week by week in 2021: events of ICEWS, coups and attempts of the Cline Center.
# First as argued, then with what history up to 2018 teaches. The watch has to do better than its base rates
# and than no change, by Brier score and average precision; every false alarm is listed.
set -euo pipefail
. bench/common.sh
data=$(corpus icews) || exit 0
brink=${BRINK_BUILD:-build/release}/apps/brink/brink
archive=build/bench/icews.db
mkdir -p build/bench
if [ ! -f "$archive" ]; then
  "$brink" import tkg "$data/icews14" --epoch 2014-01-01 --unit hour --archive "$archive.new"
  "$brink" import tkg "$data/icews18" --epoch 2018-01-01 --unit hour --archive "$archive.new"
  "$brink" import tkg "$data/icews21" --epoch 2021-01-01 --unit day --archive "$archive.new"
  mv "$archive.new" "$archive"
fi
common=(examples/coups/watch.toml --archive "$archive" --outcomes "$data/coups-cline-2.1.2.csv"
  --where event_type=coup,attempted --every 7 --until 2021-08-31)
echo "-- as argued"
"$brink" backtest "${common[@]}" --from 2021-01-05 --alarm 0.1
echo "-- learnt from what lies before 2019"
"$brink" backtest "${common[@]}" --learn-until 2018-12-31 --alarm 0.05
"$brink" backtest "${common[@]}" --learn-until 2018-12-31 --json 2>/dev/null | python3 -c '
import json, sys
by = {f["name"]: f["all"] for f in json.load(sys.stdin)["forecasters"]}
watch = by["watch"]
better = all(watch["brier"] < by[n]["brier"] and watch["average_precision"] > by[n]["average_precision"]
             for n in ("base rate", "no change"))
print("better than base rate and no change:", better)
sys.exit(0 if better else 1)'
