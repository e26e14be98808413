#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds an example corpus (examples/ukraine-2022 unless told otherwise) to its own rules.

    tools/check_example.py [FOLDER]

Prints every breach with file and line, then a summary. Exit 0: clean, 1: breaches, 2: no corpus.
"""

import collections
import datetime
import difflib
import email
import email.policy
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

FIRST, LAST = "2021-10-01T00:00:00Z", "2022-03-05T23:59:59Z"
FEWEST = 250
OUTLETS = {
    "Capital Ledger": "capital-ledger",
    "Eastgate Bulletin": "eastgate-bulletin",
    "Harbour Wire": "harbour-wire",
    "Northlight Radio": "northlight-radio",
    "Steppe Courier": "steppe-courier",
    "The Meridian Post": "meridian-post",
}
FIELDS = ["id", "url", "outlet", "date", "title", "text"]
# Short phrases that were printed everywhere and are certain.
QUOTABLE = {"deaf", "distinct possibility", "minor incursion", "special military operation"}
# An address that stands on purpose both in the JSONL and in another form.
TWICE = 2
ABBREVIATION = re.compile(
    r"\b(?:Jan|Feb|Oct|Nov|Dec|Mr|Ms|Mrs|Dr|St|No)\.|\b(?:[A-Z]\.){1,3}(?= [a-zA-Z0-9])")
QUOTE = re.compile(r'"([^"]*)"|\u201c([^\u201d]*)\u201d|\u00ab([^\u00bb]*)\u00bb')
DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


class Report:
    def __init__(self):
        self.breaches = 0

    def __call__(self, where, what):
        self.breaches += 1
        print(f"{where}: {what}")


def sentences(text):
    plain = ABBREVIATION.sub(lambda m: m.group().replace(".", "\u2024"), text)
    found = []
    for paragraph in plain.split("\n\n"):
        found += [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", paragraph) if s]
    return found


def without_dateline(sentence):
    return re.sub(r"^[A-Z][A-Z ,]+, [A-Z][a-z]+\u2024? \d+ \([^)]*\) - ", "", sentence)


def read_lines(path, report):
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            report(where, f"no JSON: {error}")
            continue
        if list(record) != FIELDS or not all(isinstance(v, str) and v for v in record.values()):
            report(where, f"fields must be {FIELDS}, all filled with text")
            continue
        records.append((where, record))
    return records


def check_record(where, record, report):
    if record["outlet"] not in OUTLETS:
        report(where, f"unknown outlet {record['outlet']}")
        return
    host = OUTLETS[record["outlet"]]
    date = record["date"]
    try:
        datetime.datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        report(where, f"date {date} is none")
    if not DATE.match(date) or not FIRST <= date <= LAST:
        report(where, f"date {date} lies outside {FIRST} to {LAST}")
    if not record["url"].startswith(f"https://{host}.example/{date[:10].replace('-', '/')}/"):
        report(where, f"url {record['url']} does not fit outlet and date")
    if not re.fullmatch(rf"{host}-{date[:10]}-\d+", record["id"]):
        report(where, f"id {record['id']} does not fit outlet and date")
    check_text(where, record["title"] + "\n\n" + record["text"], report)
    count = len(sentences(record["text"]))
    if not 2 <= count <= 6:
        report(where, f"{count} sentences, expected 2 to 6")


def check_text(where, text, report):
    if re.search(r"[^\S\n]{2,}|\n{3,}|(?<!\n)\n(?!\n)| \n|\n ", text):
        report(where, "stray blanks or line breaks")
    if text.count('"') % 2:
        report(where, "odd number of quotation marks")
    for match in QUOTE.finditer(text):
        phrase = next(g for g in match.groups() if g is not None)
        if phrase.rstrip(",.") not in QUOTABLE:
            report(where, f"quotation marks around: {phrase}")


def check_unique(records, report):
    for field in ("id", "url"):
        for value, times in collections.Counter(r[field] for _, r in records).items():
            if times > 1:
                report(field, f"{value} stands {times} times")


def check_order(records, report):
    for (_, before), (where, record) in zip(records, records[1:]):
        if record["date"] < before["date"]:
            report(where, f"{record['date']} after {before['date']}: not sorted")


def check_repetition(records, report):
    """Within an outlet a sentence must not be said again almost word for word."""
    spoken = collections.defaultdict(lambda: collections.deque(maxlen=40))
    for where, record in records:
        for sentence in map(without_dateline, sentences(record["text"])):
            if len(sentence) < 40:
                continue
            for before_where, before in spoken[record["outlet"]]:
                matcher = difflib.SequenceMatcher(None, before, sentence, autojunk=False)
                if matcher.quick_ratio() > 0.9 and matcher.ratio() > 0.9:
                    report(where, f"says almost the same as {before_where}: {sentence}")
            spoken[record["outlet"]].append((where, sentence))


def other_addresses(folder, report):
    """Addresses of the dispatches that come as pages, feed and mail."""
    found = []
    for page in sorted((folder / "pages").glob("*.html")):
        html = page.read_text(encoding="utf-8")
        link = re.search(r'rel="canonical"\s+href="([^"]+)"', html)
        link = link or re.search(r'property="og:url"\s+content="([^"]+)"', html)
        link = link or re.search(r"<!-- saved from (\S+) -->", html)
        if link:
            found.append((page.name, link.group(1)))
        else:
            report(page.name, "names no address of its own")
    feed = folder / "feed.xml"
    if feed.exists():
        try:
            items = xml.fromstring(feed.read_bytes()).findall("./channel/item")
        except xml.ParseError as error:
            report(feed.name, str(error))
            items = []
        for item in items:
            found.append((feed.name, item.findtext("link", "").strip()))
            if not item.findtext("pubDate"):
                report(feed.name, "item without pubDate")
    letter = folder / "letter.eml"
    if letter.exists():
        message = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        if body is None or not message["date"]:
            report(letter.name, "no readable body or no date")
        else:
            link = re.search(r"https://[a-z-]+\.example/\d{4}/\S+", body.get_content())
            found.append((letter.name, link.group(0) if link else ""))
    return found


def check_others(folder, records, report):
    found = other_addresses(folder, report)
    known = {record["url"] for _, record in records}
    hosts = {f"https://{host}.example/" for host in OUTLETS.values()}
    for where, url in found:
        if not any(url.startswith(host) for host in hosts):
            report(where, f"address {url} is not one of an outlet")
    twice = [url for _, url in found if url in known]
    if found and len(twice) != TWICE:
        report("pages, feed, mail", f"{len(twice)} addresses are also in the JSONL, expected {TWICE}")
    return len(found)


def main(arguments):
    here = pathlib.Path(__file__).resolve().parent.parent
    folder = pathlib.Path(arguments[0]) if arguments else here / "examples" / "ukraine-2022"
    path = folder / "dispatches.jsonl"
    if not path.exists():
        print(f"{path}: not there", file=sys.stderr)
        return 2
    report = Report()
    records = read_lines(path, report)
    for where, record in records:
        check_record(where, record, report)
    check_unique(records, report)
    check_order(records, report)
    check_repetition(records, report)
    others = check_others(folder, records, report)
    if len(records) < FEWEST:
        report(path.name, f"{len(records)} dispatches, expected at least {FEWEST}")
    months = collections.Counter(r["date"][:7] for _, r in records)
    outlets = collections.Counter(r["outlet"] for _, r in records)
    total = sum(len(sentences(r["text"])) for _, r in records)
    print(f"{len(records)} dispatches, {total} sentences, {others} in other forms, "
          f"{report.breaches} breaches")
    print("  " + ", ".join(f"{m} {n}" for m, n in sorted(months.items())))
    print("  " + ", ".join(f"{o} {n}" for o, n in sorted(outlets.items())))
    return 1 if report.breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
