"""What a file gave, as bytes and back: for the way between processes, and for the cache.

The bytes are JSON and after it the long texts in a row, which JSON is slow with: nothing they
hold can be run, whoever wrote them.
"""

from __future__ import annotations

import datetime
import json
import struct
from collections.abc import Iterator
from typing import Any

from digimatrix.model.matrix import Answer, Part, Return, State, StatedLevel
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.outcomes import Outcome
from digimatrix.read.returns import Draft
from digimatrix.read.senders.dating import When

_SIZE = struct.Struct(">Q")
_SPOILT = (
    struct.error,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
)


class SpoiltError(Exception):
    """The bytes are not what `pack` gave."""


def pack(outcome: Outcome) -> bytes:
    """Return what a file gave as bytes; `unpack` gives it back, equal in every part."""
    return _Packing(outcome).data()


def unpack(data: bytes) -> Outcome:
    """Return what was packed.

    Raises:
        SpoiltError: if the bytes are no such thing.
    """
    try:
        end = _SIZE.size + _SIZE.unpack_from(data)[0]
        texts = data[end:].decode("utf-8", "surrogatepass")
        return _Unpacking(json.loads(data[_SIZE.size : end]), texts).outcome()
    except _SPOILT as error:
        raise SpoiltError from error


class _Packing:
    """Places are written as the number of the sheet, row and column; texts by start and end."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._sheets = {sheet: number for number, sheet in enumerate(dict.fromkeys(outcome.sheets))}
        self._names = list(self._sheets)
        self._texts: list[str] = []
        self._length = 0

    def data(self) -> bytes:
        one = self._outcome
        packed = [
            [self._draft(draft) for draft in one.drafts],
            self._problems(one.problems),
            self._problems(one.left),
            [[*self._place(place), *self._text(text)] for place, text in one.typed.items()],
            [one.name, one.digest, one.placed, one.headings, one.funder_lines, one.reviews],
            one.sheets,
            self._names,
            self._length,
        ]
        facts = json.dumps(packed, separators=(",", ":")).encode()
        texts = "".join(self._texts).encode("utf-8", "surrogatepass")
        return _SIZE.pack(len(facts)) + facts + texts

    def _text(self, text: str) -> tuple[int, int]:
        start, self._length = self._length, self._length + len(text)
        self._texts.append(text)
        return start, self._length

    def _place(self, place: Place) -> list[Any]:
        if place.file != self._outcome.name:
            raise ValueError(f"{place} is no place of {self._outcome.name}")
        number = self._sheets.get(place.sheet)
        if number is None:
            number = self._sheets[place.sheet] = len(self._names)
            self._names.append(place.sheet)
        return [number, place.row, place.column]

    def _problems(self, problems: list[Problem]) -> list[Any]:
        return [
            [p.rule.name, *self._place(p.place), dict(p.facts), *self._text(p.text)]
            for p in problems
        ]

    def _draft(self, draft: Draft) -> list[Any]:
        made, whose, when = draft.result, draft.result.municipality, draft.made
        return [
            self._place(made.place),
            [getattr(whose, name) for name in Municipality.__slots__],
            [made.round, _iso(made.date), made.language, made.layout, made.scale],
            [self._answer(answer) for answer in made.answers],
            [when.year, when.season, _iso(when.date), when.name],
            [[number, sorted(addresses)] for number, addresses in draft.cells.items()],
            draft.stated,
            self._problems(draft.problems),
            [sorted(named) for named in draft.units],
            draft.summary,
            sorted(draft.called),
            draft.former,
        ]

    def _answer(self, answer: Answer) -> list[Any]:
        parts = [x for p in answer.parts for x in (*self._place(p.place), p.start, p.end)]
        levels = (self._level(answer.level), self._level(answer.target))
        return [answer.dimension, answer.state, *self._text(answer.text), parts, *levels]

    def _level(self, level: StatedLevel | None) -> list[Any] | None:
        if level is None:
            return None
        numbers = (level.typed_low, level.typed_high, level.low, level.high)
        return [level.typed, *numbers, self._place(level.place), level.ambiguous]


class _Unpacking:
    def __init__(self, packed: list[Any], texts: str) -> None:
        *self._packed, length = packed
        if length != len(texts):
            raise ValueError("cut off")
        self._texts = texts
        self._file: str = packed[4][0]
        self._names: list[str | None] = packed[6]

    def outcome(self) -> Outcome:
        drafts, problems, left, typed, facts, sheets, _ = self._packed
        name, digest, placed, headings, funder_lines, reviews = facts
        return Outcome(
            name,
            digest,
            [self._draft(*draft) for draft in drafts],
            self._problems(problems),
            self._problems(left),
            placed,
            headings,
            tuple(funder_lines),
            tuple(sheets),
            {self._place(*place): self._texts[start:end] for *place, start, end in typed},
            reviews,
        )

    def _place(self, number: int, row: int | None, column: int | None) -> Place:
        return Place(self._file, self._names[number], row, column)

    def _problems(self, problems: list[Any]) -> list[Problem]:
        return [
            Problem(Rule[rule], self._place(*place), facts, self._texts[start:end])
            for rule, *place, facts, start, end in problems
        ]

    def _draft(
        self,
        place: list[Any],
        whose: list[Any],
        made: list[Any],
        answers: list[Any],
        when: list[Any],
        cells: list[Any],
        stated: bool,
        problems: list[Any],
        units: list[list[str]],
        summary: bool,
        called: list[str],
        former: str | None,
    ) -> Draft:
        round, date, language, layout, scale = made
        year, season, day, name = when
        municipality = [_frozen(value) for value in whose]
        result = Return(
            self._place(*place),
            Municipality(*municipality),
            round,
            _date(date),
            language,
            layout,
            tuple(scale) if scale else None,
            tuple(self._answer(*answer) for answer in answers),
        )
        return Draft(
            result,
            When(year, season, _date(day), name),
            {number: {(row, column) for row, column in addresses} for number, addresses in cells},
            stated,
            self._problems(problems),
            tuple(map(frozenset, units)),
            summary,
            frozenset(called),
            former,
        )

    def _answer(
        self,
        dimension: str,
        state: str,
        start: int,
        end: int,
        parts: list[Any],
        level: list[Any] | None,
        target: list[Any] | None,
    ) -> Answer:
        return Answer(
            dimension,
            State(state),
            self._texts[start:end],
            tuple(self._parts(parts)),
            self._level(*level) if level else None,
            self._level(*target) if target else None,
        )

    def _parts(self, flat: list[Any]) -> Iterator[Part]:
        file, names = self._file, self._names
        fives = [iter(flat)] * 5
        for number, row, column, start, end in zip(*fives, strict=True):
            yield Part(Place(file, names[number], row, column), start, end)

    def _level(
        self,
        typed: str,
        typed_low: float,
        typed_high: float,
        low: float,
        high: float,
        place: list[Any],
        ambiguous: bool,
    ) -> StatedLevel:
        stands = self._place(*place)
        return StatedLevel(typed, typed_low, typed_high, low, high, stands, ambiguous)


def _frozen(value: Any) -> Any:
    """Return a value with tuples for lists, which JSON has made of them."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
