#!/usr/bin/env python3
"""`brink annotate --layers times` records -> predictions as the scorer reads them: {"document",
"spans": [[start, end, value]]}, spans in characters where the record's are in bytes.

  brink annotate --layers times documents.jsonl | predictions.py > predictions.jsonl
"""
import json
import sys

for line in sys.stdin:
    record = json.loads(line)
    text = record['text'].encode()
    characters = lambda offset: len(text[:offset].decode(errors='replace'))
    spans = [[characters(t['span'][0]), characters(t['span'][1]), t['value']] for t in record['times']]
    print(json.dumps({'document': record['id'], 'spans': spans}))
