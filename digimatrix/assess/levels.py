"""ASSESS: evidence becomes a level and its reason, by the rubric's steps and what was learnt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digimatrix.assess import model
from digimatrix.assess.evidence import Evidence, Findings, findings
from digimatrix.model.matrix import Answer
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review
from digimatrix.model.values import seldom_swept
from digimatrix.parse.statements import Statement, parse, parse_all

__all__ = [
    "Assessment",
    "Evidence",
    "Source",
    "Verdict",
    "judge",
    "judged",
    "judged_all",
    "read_all",
    "rubric",
]


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

    level: float
    low: float
    high: float
    confidence: float
    rule: str
    evidence: tuple[Evidence, ...] = ()
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One municipality × round × dimension: what was answered, what it means, how sure.

    `level`, `low`, `high` are on the framework's scale; None is unknown. A stated range
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
    lone = found.practices == 1 and (not found.recurring or (found.unused and found.anchors < 2))
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


SHOWN_BY: Mapping[int, Step] = {
    0: nothing_left,
    1: isolated,
    2: several,
    3: two_anchors,
    4: results_used,
}
"""The step that tells of a level, where the words speak for another than the cues alone."""

HELD = 0.8
"""The share of probability which a level's interval holds."""

TELLING = 0.25
"""What a word adds to a level's score (in logits) at least, to be shown."""

LETTERS = 4
"""How many letters such a word has at least: shorter ones tell people nothing."""

TOLD = 3
"""How many such words are shown at most."""

MISSING: Mapping[int, str | None] = {
    0: "first-practice",
    1: "second-practice",
    2: "anchors",
    3: "results-used",
    4: None,
}
"""What would lift a level to the next one, by level."""


def rubric(found: Findings) -> tuple[Step, int]:
    """Return the first of the rubric's steps that decides on counted evidence, and its level."""
    return next((step, level) for step in STEPS if (level := step(found)) is not None)


def read_all(
    texts: Sequence[tuple[str, str, str]],
) -> Iterator[tuple[tuple[Statement, ...], Verdict]]:
    """Yield the statements of each answer's text and the level which they show.

    A text is given with its dimension and language. Many are read at a time: the trained models
    then take a fraction of the time for each.
    """
    for begin in range(0, len(texts), AT_ONCE):
        yield from _read_some(texts[begin : begin + AT_ONCE])


@seldom_swept()
def _read_some(
    texts: Sequence[tuple[str, str, str]],
) -> Iterable[tuple[tuple[Statement, ...], Verdict]]:
    """Return the same for not too many texts, all read at once."""
    parsed = parse_all([(text, language) for text, _, language in texts])
    asked = [
        (statements, dimension, language)
        for statements, (_, dimension, language) in zip(parsed, texts, strict=True)
    ]
    return zip(parsed, judged_all(asked), strict=True)


AT_ONCE = 250
"""How many answers are read at a time: more are no faster, and take more memory."""


def judge(text: str, dimension: str, language: str) -> Verdict:
    """Return the level (0–4) which the words of an answer to that dimension show."""
    return judged(parse(text, language), dimension, language)


def judged(statements: Sequence[Statement], dimension: str, language: str) -> Verdict:
    """Return the level (0–4) which these statements of an answer show."""
    return judged_all([(statements, dimension, language)])[0]


def judged_all(answers: Sequence[tuple[Sequence[Statement], str, str]]) -> tuple[Verdict, ...]:
    """Return the level (0–4) which the statements of each answer show.

    An answer is given with its dimension and language. The trained model decides, on all
    answers at once; where it differs from the rubric's step on counted evidence, the step that
    tells of its level is named and the words that spoke for it are shown.
    """
    counted = [findings(statements, dimension) for statements, dimension, _ in answers]
    steps = [rubric(found) for found in counted]
    told = zip(answers, counted, steps, strict=True)
    readings = iter(
        model.load().read(
            [
                (statements, found, language, level)
                for (statements, _, language), found, (_, level) in told
                if statements
            ]
        )
    )
    return tuple(
        _verdict(found, step, level, next(readings) if statements else None)
        for (statements, _, _), found, (step, level) in zip(answers, counted, steps, strict=True)
    )


def _verdict(found: Findings, step: Step, level: int, reading: model.Reading | None) -> Verdict:
    """Return the verdict by the rubric's step and by what the model reads of any statements."""
    if reading is None:
        return Verdict(level, level, level, 1.0, slug(step), (), MISSING[level])
    if step is decided_start:  # the rubric's exception, too rare to be learnt
        reading = reading.at_least_one()
    read = reading.level
    low, high = reading.interval(HELD)
    learnt: tuple[Evidence, ...] = ()
    if read != level:
        step = SHOWN_BY[read]
        learnt = _telling(reading, "more" if read > level else "less")
    return Verdict(
        level=read,
        low=low,
        high=high,
        confidence=reading.probabilities[read],
        rule=slug(step),
        evidence=tuple(
            sorted((*found.evidence, *learnt), key=lambda one: (one.start, one.end, one.cue))
        ),
        missing=MISSING[read],
    )


def slug(step: Step) -> str:
    """Return the slug by which a step of the rubric is known."""
    return step.__name__.replace("_", "-")


def _telling(reading: model.Reading, cue: str) -> tuple[Evidence, ...]:
    """Return the words that weigh most for a higher level ("more") or for a lower one ("less")."""
    sign = 1 if cue == "more" else -1
    weighed = [
        one
        for one in reading.words
        if one.weight * sign >= TELLING and len(one.word.form) >= LETTERS
    ]
    weighed.sort(key=lambda one: (-one.weight * sign, one.word.start))
    return tuple(
        Evidence(cue, one.word.start, one.word.end, one.word.form) for one in weighed[:TOLD]
    )
