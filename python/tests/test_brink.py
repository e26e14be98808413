# SPDX-License-Identifier: Apache-2.0
import concurrent.futures
import datetime
import json
import os
import pathlib
import resource
import subprocess
import threading
import time

import pytest

import brink

SOURCE = pathlib.Path(os.environ["BRINK_SHARE"])
EXAMPLE = SOURCE / "examples" / "ukraine-2022"
TEXTS = [json.loads(line) for line in (EXAMPLE / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def coder():
    return brink.Coder()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "a.db"
    assert brink.ingest(EXAMPLE / "dispatches.jsonl", path) == []
    return brink.Archive(path)


def test_a_text_gives_its_events(coder):
    (events,) = coder.code("Russia moved troops to the border of Ukraine on Friday.", date="2022-01-29")
    assert [e["type"] for e in events] == ["MOBILIZE"]
    assert events[0]["actor"][0]["code"] == "RUS"
    assert events[0]["date"] == "2022-01-28"


def test_spans_are_bytes_of_the_text_as_given(coder):
    text = "Zürich – Russia accused Ukraine of shelling."
    (events,) = coder.code({"text": text, "date": datetime.date(2022, 1, 29)})
    for event in events:
        first, end = event["trigger"]["span"]
        assert text.encode()[first:end].decode() == event["trigger"]["text"]


def test_the_command_line_says_the_same(coder):
    program = os.environ["BRINK_PROGRAM"]
    lines = "\n".join(json.dumps(t) for t in TEXTS[:40])
    said = subprocess.run([program, "code", "-"], input=lines, capture_output=True, text=True, check=True).stdout
    theirs = [json.loads(line) for line in said.splitlines()]
    ours = [e for events in coder.code(TEXTS[:40]) for e in events]
    assert len(theirs) > 20
    seen = [(e["type"], e["status"], e["date"], e["text"], e["trigger"]["span"]) for e in ours]
    assert seen == [(e["type"], e["status"], e["date"], e["text"], e["trigger"]["span"]) for e in theirs]


def test_threads_change_nothing(coder):
    alone = coder.code(TEXTS[:60])
    assert coder.code(TEXTS[:60], threads=4) == alone
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda t: coder.code(t)[0], TEXTS[:60])) != []


def test_python_runs_on_while_texts_are_read(coder):
    steps, done = [], threading.Event()

    def step():
        while not done.wait(0.001):
            steps.append(time.perf_counter())

    beside = threading.Thread(target=step)
    beside.start()
    begun = time.perf_counter()
    coder.code(TEXTS, threads=2)
    took = time.perf_counter() - begun
    done.set()
    beside.join()
    assert len(steps) > 10, f"{len(steps)} steps in {took:.2f} s"


def test_threads_hardly_ever_wait_for_each_other(coder):
    coder.code(TEXTS, threads=4)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw
    coder.code(TEXTS, threads=4)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw - before < len(TEXTS) / 3


def test_a_frame_has_a_row_an_event(coder):
    table = coder.frame(TEXTS[:30])
    assert len(table) == sum(len(e) for e in coder.code(TEXTS[:30]))
    assert {"type", "status", "actor", "recipient", "date", "lat", "text"} <= set(table.columns)
    assert str(table["date"].dtype).startswith("datetime64")
    assert list(coder.frame([]).columns) == list(table.columns)


def test_what_is_wrong_is_said(coder, tmp_path):
    with pytest.raises(RuntimeError, match="expected a day"):
        coder.code("Text.", date="yesterday")
    with pytest.raises(ValueError, match="without `text`"):
        coder.code({"title": "no text"})
    with pytest.raises(RuntimeError, match="expected an archive"):
        brink.Archive(tmp_path / "nothing.db")
    with pytest.raises(RuntimeError):
        brink.Coder(tables=tmp_path / "nothing")


def test_hostile_texts_are_texts(coder):
    for text in ["", "\x00\x01", "\ud800".encode("utf-8", "replace").decode(), "a" * 100_000, "(" * 5000, "„“" * 999]:
        assert isinstance(coder.code(text, date="2022-01-01")[0], list)


def test_an_archive_is_asked_as_on_the_command_line(archive):
    events = archive.events(actor="RUS", type=["MOBILIZE"], since="2022-01-01", limit=5)
    assert 0 < len(events) <= 5
    assert all(e["type"] == "MOBILIZE" and any(a["code"] == "RUS" for a in e["actor"]) for e in events)
    assert archive.events(known_by=datetime.date(2021, 9, 1)) == []
    assert len(archive.frame(limit=3)) == 3
    stories = archive.stories(either="UKR")
    assert stories and set(stories[0]) >= {"id", "reports", "events"}
    assert archive.documents(text="Kyiv", limit=2)
    with pytest.raises(TypeError, match="no filter 'actors'"):
        archive.events(actors="RUS")
    with pytest.raises(RuntimeError, match="expected actual"):
        archive.events(status="perhaps")


def test_a_board_knows_nothing_of_later_days(archive):
    watch = EXAMPLE / "watch.toml"
    early, late = (archive.board(watch, day) for day in ("2021-11-14", datetime.date(2022, 2, 23)))
    p = lambda board: next(s["p"] for s in board["scenarios"] if s["id"] == "full-invasion")
    assert p(early) < 0.15 < p(late)
    with pytest.raises(RuntimeError):
        archive.board(EXAMPLE / "nothing.toml", "2022-01-01")


def test_a_backtest_scores_the_watch(archive, tmp_path):
    outcomes = tmp_path / "outcomes.csv"
    outcomes.write_text("date,scenario\n2022-02-24,full-invasion\n2022-12-31,coup\n")
    result = archive.backtest(EXAMPLE / "watch.toml", outcomes, since="2021-11-01", until="2022-02-23", every=7)
    names = [f["name"] for f in result["forecasters"]]
    assert names[0] == "watch" and "base rate" in names
    assert result["steps"] == 17
    assert any(w["scenario"] == "full-invasion" for w in result["warnings"])


def test_readers_share_an_archive(archive):
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: len(archive.events(actor="RUS")), range(8)))
    assert len(set(answers)) == 1
