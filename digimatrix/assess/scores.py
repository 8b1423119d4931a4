"""ASSESS: every answer gets its level, and the levels stand in one tidy table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digimatrix.assess.evidence import actions, practice_count
from digimatrix.assess.levels import Assessment, Source, Verdict, read_all
from digimatrix.model.framework import Framework, carried
from digimatrix.model.matrix import Answer, Reading, Return, State
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review, Reviewed
from digimatrix.model.targets import Target, target_for
from digimatrix.parse import themes
from digimatrix.parse.statements import Statement

if TYPE_CHECKING:
    import pandas as pd

RUBRIC = (0, 4)
"""The lowest and the highest level that the rubric reads from words."""

COLUMNS = {
    "municipality": "name of the municipality",
    "code": "its code in the register, missing where no register has it",
    "region": "its region in the register",
    "type": "its type in the register",
    "population": "its population in the register",
    "round": "the collection, for example 2025; missing where nothing says when",
    "dimension": "key of the dimension",
    "level": "level on the framework's scale, or as a share (0-100) of its dimension's own where "
    "they are on several: reviewed, else stated, else read; missing = unknown",
    "low": "lower end of the level's interval",
    "high": "upper end of the level's interval",
    "source": "where the level comes from: reviewed, stated or read",
    "reviewed": "level set by a reviewer (the lowest where reviewers differ)",
    "reviewer": "who set it; several names are separated by semicolons",
    "stated": "level the municipality typed (the lower end of a range)",
    "read": "level read from the words",
    "confidence": "how sure the level read from the words is, 0-1",
    "state": "what the cell says: text, none_stated, empty or not_applicable",
    "target": "level aimed at",
    "language": "language of the return",
    "rule": "the rubric's step that decided the level read",
    "practices": "how many distinct practices the words name as present or done",
    "actions": "how many distinct actions the words call for",
    "themes": "keys of the themes the words name, separated by semicolons",
    "text": "the words of the answer",
    "file": "file of the return",
    "sheet": "its sheet",
    "cell": "cell of the answer",
}
"""Every column of the tidy table with what it holds."""


def assess(reading: Reading, framework: Framework) -> tuple[Assessment, ...]:
    """Return an assessment for every return and dimension, in the reading's order."""
    reviews: dict[Reviewed, list[Review]] = {}
    for review in reading.reviews:
        reviews.setdefault(review.answer, []).append(review)
    answers = [
        (returned, returned.answer(key)) for returned in reading.returns for key in framework.keys
    ]
    told = [each for each in answers if each[1].state is State.TEXT]
    read = read_all([(one.text, one.dimension, returned.language) for returned, one in told])
    return tuple(
        _reviewed(
            _assessment(
                returned,
                answer,
                next(read) if answer.state is State.TEXT else None,
                framework,
                reading.targets,
            ),
            reviews.get((returned.municipality.name, returned.round, answer.dimension), ()),
        )
        for returned, answer in answers
    )


def _reviewed(found: Assessment, reviews: Sequence[Review]) -> Assessment:
    """Return the assessment with the level that reviewers set, if any did: it beats all others."""
    if not reviews:
        return found
    levels = [review.level for review in reviews]
    return replace(
        found,
        level=min(levels),
        low=min(levels),
        high=max(levels),
        source=Source.REVIEWED,
        reviews=tuple(reviews),
    )


def _assessment(
    returned: Return,
    answer: Answer,
    read: tuple[tuple[Statement, ...], Verdict] | None,
    framework: Framework,
    targets: Sequence[Target],
) -> Assessment:
    statements, verdict = read or ((), None)
    if verdict is not None:
        verdict = _on_scale(verdict, framework)
    level, low, high, source = _level(answer, verdict, framework)
    return Assessment(
        municipality=returned.municipality,
        round=returned.round,
        dimension=answer.dimension,
        language=returned.language,
        place=_place(returned, answer),
        answer=answer,
        level=level,
        low=low,
        high=high,
        source=source,
        verdict=verdict,
        statements=statements,
        target=_target(returned, answer, framework, targets),
    )


def _place(returned: Return, answer: Answer) -> Place:
    """Return where the answer's words begin, without words where its level stands."""
    if answer.parts:
        return answer.parts[0].place
    return answer.level.place if answer.level else returned.place


def _on_scale(verdict: Verdict, framework: Framework) -> Verdict:
    """Return a verdict carried from the rubric's levels 0–4 onto the framework's scale.

    Linear, lowest to lowest and highest to highest: level 2 is the middle of any scale.
    """
    level, low, high = (
        carried(each, RUBRIC, framework.ends) for each in (verdict.level, verdict.low, verdict.high)
    )
    return replace(verdict, level=level, low=low, high=high)


def on_rubric(level: float, framework: Framework) -> int:
    """Return the rubric's level that a level on the framework's scale reaches."""
    return int(carried(level, framework.ends, RUBRIC))


def _level(
    answer: Answer, verdict: Verdict | None, framework: Framework
) -> tuple[float | None, float, float, Source | None]:
    """Return level, interval and source: a stated level beats the one read from the words.

    A typed range ("2-3") keeps its interval and counts as its lower end (the rubric: torn
    between two levels, the lower one); one that is unclear ("3/4") is unknown within it.
    """
    stated = answer.level
    if stated is not None:
        return None if stated.ambiguous else stated.low, stated.low, stated.high, Source.STATED
    if verdict is not None:
        return verdict.level, verdict.low, verdict.high, Source.READ
    if answer.state is State.NONE_STATED:
        lowest = framework.lowest
        return lowest, lowest, lowest, Source.READ
    return None, framework.lowest, framework.highest, None


def _target(
    returned: Return, answer: Answer, framework: Framework, targets: Sequence[Target]
) -> float:
    """Return the level aimed at: the project's, else the one typed in the return if it is
    clear, else the framework's.
    """
    set_here = target_for(targets, returned.municipality, returned.round, answer.dimension)
    if set_here is not None:
        return set_here
    own = answer.target
    if own is None or own.ambiguous:
        return framework.shared(answer.dimension, framework.aim(answer.dimension))
    return own.low


def table(assessments: Sequence[Assessment]) -> pd.DataFrame:
    """Return one row per municipality, round and dimension; `COLUMNS` says what each holds."""
    import pandas as pd

    rows = [
        (
            one.municipality.name,
            one.municipality.code,
            one.municipality.region,
            one.municipality.type,
            one.municipality.population,
            one.round,
            one.dimension,
            one.level,
            one.low,
            one.high,
            one.source.value if one.source else None,
            one.level if one.reviews else None,
            "; ".join(review.reviewer for review in one.reviews if review.reviewer) or None,
            one.answer.level.low if one.answer.level and not one.answer.level.ambiguous else None,
            one.verdict.level if one.verdict else None,
            one.verdict.confidence if one.verdict else None,
            one.answer.state.value,
            one.target,
            one.language,
            one.verdict.rule if one.verdict else None,
            practice_count(one.statements, one.dimension),
            len(actions(one.statements)),
            ";".join(themes.keys(one.answer.text, one.language)),
            one.answer.text,
            one.place.file,
            one.place.sheet,
            one.place.cell,
        )
        for one in assessments
    ]
    levels = ("level", "low", "high", "reviewed", "stated", "read", "confidence", "target")
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        dict.fromkeys(levels, "Float64")
        | dict.fromkeys(("population", "practices", "actions"), "Int64")
    )
