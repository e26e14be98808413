#!/usr/bin/env python3
"""parser_manifest.py PACK.log MODEL.bin: writes the model's manifest, JSON, to standard output."""
import hashlib, json, os, re, sys

scores = {}
for line in open(sys.argv[1], encoding="utf-8"):
    found = re.match(r"\s*(\S+): (upos .*) \(", line)
    if found:
        words = found.group(2).split()
        name = "GUM dev, news" if "gum" in found.group(1) else "EWT dev"
        scores[name] = {k: float(v) for k, v in zip(words[::2], words[1::2])}
data = open(sys.argv[2], "rb").read()
print(json.dumps({
    "model": os.path.basename(sys.argv[2]),
    "bytes": len(data),
    "sha256": hashlib.sha256(data).hexdigest(),
    "made by": "tools/train_parser.sh",
    "data": [
        {"name": "UD English EWT, train", "licence": "CC BY-SA 4.0", "for": "tags and trees"},
        {"name": "UD English GUM, train, genres with open texts",
         "licence": "texts CC BY, CC BY-SA or public domain; annotations CC BY", "for": "tags and trees"},
        {"name": "White House documents 2021-2022", "licence": "public domain", "for": "guessing hidden words"},
    ],
    "licence": "CC BY-SA 4.0, as the treebanks it was learnt from",
    "parameters": {"words": 30000, "row bits": 16, "dim": 192, "hidden": 128, "layers": 3, "arc": 128,
                   "label": 64, "tag": 80, "rounds over texts": 1, "rounds over treebanks": 22, "rate": 0.0012,
                   "recased": 0.15, "seed": 1},
    "scores with given tokens": scores,
}, indent=2))
