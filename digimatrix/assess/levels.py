"""ASSESS: the rubric, step by step: evidence becomes a level and the reason for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from digimatrix.assess.evidence import Evidence, Findings, findings
from digimatrix.model.matrix import Answer
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review
from digimatrix.parse.statements import Statement, parse

__all__ = ["Assessment", "Evidence", "Source", "Verdict", "judge", "judged"]


class Source(StrEnum):
    """Where a level comes from; reviewed beats stated beats read."""

    REVIEWED = "reviewed"
    STATED = "stated"
    READ = "read"


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
    ("2-3") has the lower level and the range as its interval; only one that can be read in
    several ways ("3/4") has the level None. `answer.level.typed` keeps the typed words.
    `verdict` is what the words say, kept beside a stated level; None where there are no words.
    `reviews` are those in force, one of each reviewer; where they differ, the lowest is the
    level and all are its interval.
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
    reviews: tuple[Review, ...] = ()


Step = Callable[[Findings], int | None]


def decided_start(found: Findings) -> int | None:
    """Nothing is in place yet, but a start is decided, funded and dated, or a document drafted."""
    return 1 if found.practices == 0 and found.start_decided else None


def nothing_left(found: Findings) -> int | None:
    """Nothing of the municipality's own is in place now."""
    return 0 if found.practices == 0 and found.ended == 0 else None


def nothing_shown(found: Findings) -> int | None:
    """Beside absences, plans or remarks nothing is told that would show a practice."""
    talk = found.mixed and found.cues["presence"] > 0 and found.ended == 0
    return 0 if talk and found.practices <= 2 and not found.shown else None


def results_used(found: Findings) -> int | None:
    """Results are measured as a rule and used to change things, or others took the model over."""
    return 4 if found.loop else None


def isolated(found: Findings) -> int | None:
    """Only isolated things: one item, a trial, one person's own initiative, or what was left."""
    if found.strong == 0:
        loose = found.practices == 1 and found.cues["sporadic"] > 0
        lone = found.cues["person"] > 0 or loose or not found.cues["rhythm"]
        return 1 if lone else None
    lone = found.practices == 1 and (found.unused or not found.recurring)
    return 1 if lone else None


def two_anchors(found: Findings) -> int | None:
    """Agreed and permanent: at least two anchors, for the service as a whole."""
    return 3 if found.anchors >= 2 and not found.capped else None


def several(found: Findings) -> int | None:
    """Several practices, or one that recurs, without two anchors."""
    return 2


STEPS: tuple[Step, ...] = (
    decided_start,
    nothing_left,
    nothing_shown,
    results_used,
    isolated,
    two_anchors,
    several,
)
"""The rubric's order of deciding; the first step that answers decides."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How far levels decided by a step can be trusted: measured, not assumed.

    `confidence` is the share that was right; the label lay from `below` levels under to
    `above` levels over the level read in at least 80 % of cells.
    """

    confidence: float
    below: int
    above: int


TRUST: Mapping[tuple[Step, bool], Trust] = {
    (decided_start, False): Trust(0.75, 0, 0),
    (decided_start, True): Trust(0.75, 0, 0),
    (nothing_left, False): Trust(0.86, 0, 0),
    (nothing_left, True): Trust(0.86, 0, 0),
    (nothing_shown, True): Trust(0.50, 0, 2),
    (results_used, False): Trust(0.94, 0, 0),
    (results_used, True): Trust(0.80, 0, 0),
    (isolated, False): Trust(0.88, 0, 0),
    (isolated, True): Trust(0.21, 1, 1),
    (two_anchors, False): Trust(0.92, 0, 0),
    (two_anchors, True): Trust(0.92, 1, 0),
    (several, False): Trust(0.61, 1, 1),
    (several, True): Trust(0.75, 1, 1),
}
"""Trust by the step that decided and whether the words also told of something else.

Measured on 288 cells of tests/cases, each read before any rule or cue was changed to fit it
(shares with one right and one wrong cell added, so that small groups are not believed too much).
"""

MISSING: Mapping[int, str | None] = {
    0: "first-practice",
    1: "second-practice",
    2: "anchors",
    3: "results-used",
    4: None,
}
"""What would lift a level to the next one, by level."""


def judge(text: str, dimension: str, language: str) -> Verdict:
    """Return the level (0–4) which the words of an answer to that dimension show."""
    return judged(parse(text, language), dimension)


def judged(statements: tuple[Statement, ...], dimension: str) -> Verdict:
    """Return the level (0–4) which these statements of an answer show."""
    found = findings(statements, dimension)
    step, level = next((step, level) for step in STEPS if (level := step(found)) is not None)
    trust = TRUST[step, found.mixed]
    return Verdict(
        level=level,
        low=max(level - trust.below, 0),
        high=min(level + trust.above, 4),
        confidence=trust.confidence,
        rule=step.__name__.replace("_", "-"),
        evidence=found.evidence,
        missing=MISSING[level],
    )
