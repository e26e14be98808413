#!/usr/bin/env python3
"""TimeML documents -> JSON lines as `brink annotate` reads them: id (the file's name), date (of
creation), text (of <TEXT>, without its tags).

  timeml_to_jsonl.py FOLDER > documents.jsonl
"""
import glob
import html
import json
import re
import sys

for path in sorted(glob.glob(sys.argv[1] + '/**/*.tml', recursive=True)):
    source = open(path, encoding='utf-8').read()
    body = re.search(r'<TEXT>(.*?)</TEXT>', source, re.S)
    if not body:
        continue
    created = re.search(r'<DCT>.*?value="(\d{4}-\d{2}-\d{2})', source, re.S)
    text = ''.join(html.unescape(piece) for piece in re.split(r'(<[^>]+>)', body.group(1)) if not piece.startswith('<'))
    print(json.dumps({'id': path.rsplit('/', 1)[-1], 'date': created.group(1) if created else None, 'text': text}))
