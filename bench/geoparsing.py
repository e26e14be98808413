#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores `brink annotate --layers places` on the Local-Global Lexicon (lgl.xml).

usage: bench/geoparsing.py [--part all|tune|held] [--show N] BRINK LGL.XML

A gold toponym counts as right when a place of the output whose span overlaps it lies within 161 km (100
miles). Accuracy is over the gold toponyms with coordinates. Precision and recall are of finding: a place of
the output is one when it overlaps a gold toponym, with coordinates or without. `tune` and `held` are the
articles of even and of odd number. Prints JSON. --show lists what went wrong in the part.
"""
import argparse
import collections
import json
import math
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1, h)))


def read_gold(path, part):
    for number, article in enumerate(ET.parse(path).getroot()):
        if (part == "tune" and number % 2) or (part == "held" and not number % 2):
            continue
        gold = []
        for toponym in article.find("toponyms"):
            tag = toponym.find("gaztag")
            at = None if tag is None else (float(tag.findtext("lat")), float(tag.findtext("lon")))
            gold.append((int(toponym.findtext("start")), int(toponym.findtext("end")), at))
        yield {"id": article.get("docid"), "text": article.findtext("text")}, gold


def annotate(brink, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for document in documents:
            file.write(json.dumps(document) + "\n")
        file.flush()
        run = subprocess.run([brink, "annotate", "--layers", "places", file.name], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def in_characters(text, places):
    """Spans come in bytes of UTF-8."""
    data = text.encode()
    for place in places:
        begin, end = (len(data[:at].decode(errors="ignore")) for at in place["span"])
        yield begin, end, (place["lat"], place["lon"]), place


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="all", choices=["all", "tune", "held"])
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("brink")
    parser.add_argument("lgl")
    options = parser.parse_args()
    articles = list(read_gold(options.lgl, options.part))
    records = annotate(options.brink, [document for document, _ in articles])
    count, shown = collections.Counter(), collections.Counter()
    for (document, gold), record in zip(articles, records, strict=True):
        places = list(in_characters(document["text"], record["places"]))
        for begin, end, at in gold:
            over = [p for p in places if p[0] < end and begin < p[1]]
            count["named"] += 1
            count["found"] += bool(over)
            if at is None:
                continue
            right = any(kilometres(at, p[2]) <= 161 for p in over)
            count["gold"] += 1
            count["right"] += right
            count["resolvable"] += bool(over)
            if not right:
                text = document["text"][max(0, begin - 40):end + 30].replace("\n", " ")
                what = f"{over[0][3]['name']}, {over[0][3].get('region', '')}, {over[0][3]['country']}" if over else "MISSED"
                shown[f"{document['text'][begin:end]:22} -> {what:45} | {at} | {text}"] += 1
        for begin, end, _, place in places:
            count["output"] += 1
            hit = any(begin < e and b < end for b, e, _ in gold)
            count["true"] += hit
            if not hit:
                text = document["text"][max(0, begin - 40):end + 30].replace("\n", " ")
                shown[f"EXTRA {place['text']:20} {place['confidence']:.2f} {place['kind']} | {text}"] += 1
    precision, recall = count["true"] / max(1, count["output"]), count["found"] / max(1, count["named"])
    print(json.dumps({
        "part": options.part, "accuracy161": round(count["right"] / count["gold"], 4), "gold": count["gold"],
        "accuracy161_of_found": round(count["right"] / max(1, count["resolvable"]), 4),
        "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4)}))
    for line in sorted(shown)[:options.show]:
        print(line, file=sys.stderr)


main()
