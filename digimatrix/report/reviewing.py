"""REPORT: the answers as a reviewer gets them, each with what was read from it and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.assess import reasons
from digimatrix.assess.levels import Assessment
from digimatrix.languages import Words
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import State, StatedLevel
from digimatrix.model.reviews import fingerprint
from digimatrix.report.labels import DASH, STATE_LABELS


@dataclass(frozen=True, slots=True)
class Case:
    """One answer to review: municipality × round × dimension, in words.

    `round` is empty where nothing says when; `read`, `interval`, `evidence` and `confidence`
    (0–1) are of the level read from the words, and say nothing where there are none; `rule`
    tells why it was read, or that there is no text; `stated` is the municipality's own level;
    `fingerprint` that of the text.
    """

    municipality: str
    round: str
    dimension: str
    text: str
    read: str
    stated: str
    confidence: float | None
    interval: str
    evidence: str
    rule: str
    fingerprint: str


def cases(
    assessments: Sequence[Assessment], framework: Framework, words: Words
) -> tuple[Case, ...]:
    """Return every answer, the least certain first.

    What a municipality typed in several ways comes before all, then what was read from words,
    by confidence; then what is known without words, and last what was not answered.
    """
    ordered = sorted(
        assessments,
        key=lambda each: (
            *_certainty(each),
            words.order(each.municipality.name),
            each.round or "",
            framework.keys.index(each.dimension),
        ),
    )
    return tuple(_case(each, framework, words) for each in ordered)


def _certainty(found: Assessment) -> tuple[int, float, float]:
    """Return a sort key that grows with how surely the level is known."""
    stated, verdict = found.answer.level, found.verdict
    if stated is not None and stated.ambiguous:
        return (0, 0, 0)
    if verdict is not None:
        return (1, verdict.confidence, verdict.low - verdict.high)
    known = stated is not None or found.answer.state is State.NONE_STATED
    return (2 if known else 3, 0, 0)


def _case(found: Assessment, framework: Framework, words: Words) -> Case:
    verdict, answer, language = found.verdict, found.answer, words.language
    evidence = dict.fromkeys(
        f"“{' '.join(each.text.split())}” ({words.t(reasons.CUES[each.cue])})"
        for each in (verdict.evidence if verdict else ())
    )
    name = next(each.name for each in framework.dimensions if each.key == found.dimension)
    return Case(
        municipality=found.municipality.name,
        round=found.round or "",
        dimension=name[language],
        text=answer.text,
        read=_level(verdict.level, framework, words) if verdict else "",
        stated=_stated(answer.level, framework, words) if answer.level else "",
        confidence=verdict.confidence if verdict else None,
        interval=_span(verdict.low, verdict.high, words) if verdict else "",
        evidence="\n".join(evidence),
        rule=words.t(reasons.RULES[verdict.rule] if verdict else STATE_LABELS[answer.state]),
        fingerprint=fingerprint(answer.text),
    )


def _stated(level: StatedLevel, framework: Framework, words: Words) -> str:
    """Return a stated level on the framework's scale, and as it was typed where that differs."""
    if level.ambiguous:
        return f"{level.typed} ({words.t('unclear')})"
    if level.low == level.high:
        text = _level(level.low, framework, words)
    else:
        text = _span(level.low, level.high, words)
    same = (level.typed_low, level.typed_high) == (level.low, level.high)
    return text if same else f"{text} ({level.typed})"


def _level(value: float, framework: Framework, words: Words) -> str:
    """Return a level with its name, or its number where it lies between levels."""
    named = framework.stepped and any(level.value == value for level in framework.levels)
    return framework.level_text(int(value), words.language) if named else _span(value, value, words)


def _span(low: float, high: float, words: Words) -> str:
    return DASH.join(dict.fromkeys(map(words.level, (low, high))))
