"""ASSESS: the rubric, step by step: evidence becomes a level and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digimatrix.model.matrix import Answer
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.parse.statements import Statement


class Source(StrEnum):
    """Where a level comes from; reviewed beats stated beats read."""

    REVIEWED = "reviewed"
    STATED = "stated"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that count: `cue` is a slug ("rhythm", "owner", "money", "coverage", "agreement",
    "use", "sporadic", ...), `text[start:end]` of the answer's text the very words."""

    cue: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A level read from words: `low` and `high` are its interval, `confidence` is 0–1.

    `rule` is the slug of the rubric's step that decided; `missing` the slug of what would
    lift the level to the next one, None at the highest.
    """

    level: int
    low: int
    high: int
    confidence: float
    rule: str
    evidence: tuple[Evidence, ...] = ()
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One municipality × round × dimension: what was answered, what it means, how sure.

    `level`, `low`, `high` are on the framework's scale (0–4); None is unknown. A stated range
    has `level` None only if it is ambiguous, else its middle with the range as interval.
    `verdict` is what the words say, kept beside a stated level; None where there are no words.
    """

    municipality: Municipality
    round: str | None
    dimension: str
    language: str
    place: Place
    answer: Answer
    level: float | None
    low: float
    high: float
    source: Source | None
    verdict: Verdict | None
    statements: tuple[Statement, ...]
    target: float
