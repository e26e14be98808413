# SPDX-License-Identifier: Apache-2.0
"""Brink: who did what to whom, whether it happened, and where a crisis stands.

    >>> import brink
    >>> coder = brink.Coder()
    >>> coder.code("Russia moved troops to the border.", date="2022-01-28")[0][0]["type"]
    'MOBILIZE'

Records are those of the command line (docs/records.md). Errors of the world are `RuntimeError` with a
sentence that says where, what was found and what was expected.
"""
from __future__ import annotations

import datetime as _datetime
import json as _json
import os as _os
import pathlib as _pathlib
from typing import Any, Iterable, Mapping, Sequence, Union

# Where the tables, models and examples lie in an installed package.
_share = _pathlib.Path(__file__).parent / "share"
if "BRINK_SHARE" not in _os.environ and _share.is_dir():
    _os.environ["BRINK_SHARE"] = str(_share)

from . import _brink  # noqa: E402

__version__: str = _brink.__version__
__all__ = ["Archive", "Coder", "ingest", "frame", "__version__"]

Text = Union[str, Mapping[str, Any]]
Day = Union[str, _datetime.date]


def _day(day: Day | None) -> str:
    return "" if day is None else day if isinstance(day, str) else day.isoformat()


def _many(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _given(text: Text, date: Day | None) -> _brink.Given:
    if isinstance(text, str):
        return _brink.Given(text=text, date=_day(date))
    known = {"text", "id", "date", "title", "url", "outlet"}
    fields = {k: v for k, v in text.items() if k in known and v is not None}
    if "text" not in fields:
        raise ValueError("a text without `text`: expected text or a mapping with `text`, and `id date title url outlet` if known")
    fields["date"] = _day(fields.get("date", date))
    return _brink.Given(**{k: str(v) for k, v in fields.items()})


class Coder:
    """Reads texts into events. Safe to share between threads; opening one takes about a tenth of a second."""

    def __init__(self, tables: str | _os.PathLike[str] | None = None) -> None:
        """`tables`: a folder of tables that add to or override the built-in ones."""
        self._coder = _brink.Coder(str(tables) if tables else "")

    def code(self, texts: Text | Sequence[Text], date: Day | None = None, threads: int = 1) -> list[list[dict[str, Any]]]:
        """For each text its events, as records. `date`: the day of texts that do not name their own."""
        if isinstance(texts, (str, Mapping)):
            texts = [texts]
        lines = self._coder.code([_given(t, date) for t in texts], threads)
        return [[_json.loads(line) for line in one] for one in lines]

    def frame(self, texts: Text | Sequence[Text], date: Day | None = None, threads: int = 1) -> "pandas.DataFrame":  # noqa: F821
        """The same as a pandas DataFrame, one row an event."""
        return frame(event for events in self.code(texts, date, threads) for event in events)


class Archive:
    """An archive opened for reading. Filters are those of `brink events`: `actor recipient either type
    mode status country place speaker equipment context` (a text or several), `text since until known_by
    limit after`."""

    def __init__(self, path: str | _os.PathLike[str]) -> None:
        self._reader = _brink.Reader(_os.fspath(path))

    @staticmethod
    def _filters(filters: Mapping[str, Any]) -> dict[str, Any]:
        lists = {"actor", "recipient", "either", "type", "mode", "status", "country", "place", "speaker", "equipment", "context"}
        texts = {"text", "since", "until", "known_by", "after"}
        out: dict[str, Any] = {}
        for name, value in filters.items():
            if value is None:
                continue
            if name in lists:
                out[name] = _many(value)
            elif name in texts:
                out[name] = _day(value)
            elif name == "limit":
                out[name] = int(value)
            else:
                raise TypeError(f"no filter {name!r}: expected one of {', '.join(sorted(lists | texts | {'limit'}))}")
        return out

    def events(self, **filters: Any) -> list[dict[str, Any]]:
        """Events, newest report first."""
        return [_json.loads(line) for line in self._reader.events(self._filters(filters))]

    def stories(self, **filters: Any) -> list[dict[str, Any]]:
        """Happenings put together from the events that the filters find, newest first."""
        return [_json.loads(line) for line in self._reader.stories(self._filters(filters))]

    def frame(self, **filters: Any) -> "pandas.DataFrame":  # noqa: F821
        """Events as a pandas DataFrame, one row an event."""
        return frame(self.events(**filters))

    def documents(self, text: str = "", outlet: str | Iterable[str] = (), since: Day | None = None,
                  until: Day | None = None, limit: int = 0) -> list[dict[str, Any]]:
        """Documents, newest first."""
        lines = self._reader.documents(text, _many(outlet), _day(since), _day(until), limit)
        return [_json.loads(line) for line in lines]

    def board(self, watch: str | _os.PathLike[str], at: Day) -> dict[str, Any]:
        """Where the crisis of a watch file stands on a day, by what was known then."""
        return _json.loads(self._reader.board(_os.fspath(watch), _day(at)))

    def backtest(self, watch: str | _os.PathLike[str], outcomes: str | _os.PathLike[str], where: Iterable[str] = (),
                 since: Day | None = None, until: Day | None = None, every: int = 1, alarm: float = 0.2,
                 learn_until: Day | None = None) -> dict[str, Any]:
        """How well a watch would have warned; see docs/backtest.md."""
        return _json.loads(self._reader.backtest(_os.fspath(watch), _os.fspath(outcomes), _many(where), _day(since), _day(until),
                                                 every, alarm, _day(learn_until)))


def ingest(sources: str | _os.PathLike[str] | Iterable[str | _os.PathLike[str]], archive: str | _os.PathLike[str]) -> list[str]:
    """Sources (files, folders, feeds, addresses) into an archive, which is made if it is not there. Gives
    what had to be set aside, in sentences."""
    if isinstance(sources, (str, _os.PathLike)):
        sources = [sources]
    now = _datetime.datetime.now(_datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _brink.ingest([_os.fspath(s) for s in sources], _os.fspath(archive), now)


def frame(events: Iterable[Mapping[str, Any]]) -> "pandas.DataFrame":  # noqa: F821
    """Event records as a pandas DataFrame: one row an event, codes of actors joined by "+", the day as a
    timestamp (the first of a month or year that is known no better), lists as they are."""
    import pandas

    def codes(actors: Sequence[Mapping[str, Any]]) -> str:
        return "+".join("/".join([a["code"], *a.get("sector", [])]) for a in actors)

    def row(e: Mapping[str, Any]) -> dict[str, Any]:
        place = e.get("place") or {}
        speaker = e.get("speaker") or {}
        return {"id": e["id"], "document": e["document"], "sentence": e["sentence"], "date": e["date"], "date_precision": e["date_precision"],
                "type": e["type"], "mode": e["mode"], "context": e["context"], "cameo": e["cameo"], "quad": e["quad"], "score": e["score"],
                "status": e["status"], "hedged": e["hedged"], "actor": codes(e["actor"]), "recipient": codes(e["recipient"]),
                "speaker": speaker.get("code", ""), "condition": e.get("condition") or "", "place": place.get("name", ""),
                "country": place.get("country", ""), "lat": place.get("lat"), "lon": place.get("lon"),
                "trigger": e["trigger"]["text"], "rule": e["rule"], "confidence": e["confidence"], "text": e.get("text", "")}

    columns = ["id", "document", "sentence", "date", "date_precision", "type", "mode", "context", "cameo", "quad", "score", "status", "hedged",
               "actor", "recipient", "speaker", "condition", "place", "country", "lat", "lon", "trigger", "rule", "confidence", "text"]
    table = pandas.DataFrame([row(e) for e in events], columns=columns)
    table["date"] = pandas.to_datetime(table["date"], errors="coerce")
    return table
