#!/usr/bin/env bash
# Rebuilds models/english-parser.bin and its manifest from the treebanks and the texts, with fixed seeds:
#
#     tools/train_parser.sh [CORPORA]      # default build/data; 60 minutes on one core
#
# Three stages: the network learns to guess hidden words of plain text, then tags and trees of the
# treebanks, then its numbers are rounded and packed. docs/parse.md tells what each does.
set -euo pipefail
cd "$(dirname "$0")/.."
corpora=${1:-build/data}
work=build/train
train=${BRINK_TRAIN:-build/release/apps/brink-train/brink-train}
mkdir -p "$work"

banks=("$corpora/treebanks/ewt/train.conllu" "$corpora/treebanks/gum/train.conllu")
dev=("$corpora/treebanks/ewt/dev.conllu" "$work/gum-dev-news.conllu")
texts=$corpora/news/white-house-2021-2022.jsonl
for file in "${banks[@]}" "$corpora/treebanks/gum/dev.conllu" "$texts"; do
  [ -f "$file" ] || { echo "train_parser: found no $file, expected the corpora of docs/parse.md" >&2; exit 1; }
done
awk '/^# newdoc id/ { news = /_news_/ } news' "$corpora/treebanks/gum/dev.conllu" >"$work/gum-dev-news.conllu"

"$train" tokens models/english-splitter.bin "$texts" >"$work/texts.txt"

shape=(--treebank "${banks[@]}" --texts "$work/texts.txt" --words 30000 --row-bits 16
       --dim 192 --hidden 128 --layers 3 --arc 128 --label 64 --tag 80)
"$train" words "${shape[@]}" --rounds 1 --seed 1 \
  --drop-input 0.1 --drop-between 0.1 --drop-recurrent 0.05 --out "$work/words.ckpt" 2>&1 | tee "$work/words.log"
"$train" grammar "${shape[@]}" --from "$work/words.ckpt" --rounds 22 --rate 0.0012 --seed 1 --recased 0.15 \
  --dev "${dev[@]}" --out "$work/grammar.ckpt" 2>&1 | tee "$work/grammar.log"
"$train" pack "${shape[@]}" --from "$work/grammar.ckpt" --dev "${dev[@]}" \
  --out models/english-parser.bin 2>&1 | tee "$work/pack.log"
tools/parser_manifest.py "$work/pack.log" models/english-parser.bin >models/english-parser.json
