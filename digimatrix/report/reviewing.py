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
from digimatrix.report.gauge import Gauge
from digimatrix.report.labels import STATE_LABELS


@dataclass(frozen=True, slots=True)
class Case:
    """One answer to review: municipality × round × dimension, in words.

    `key` is that of the dimension. `round` is empty where nothing says when; `read`, `interval`,
    `evidence` and `confidence` (0–1) are of the level read from the words, and say nothing where
    there are none; `rule` tells why it was read, or that there is no text; `stated` is the
    municipality's own level; `fingerprint` that of the text.
    """

    municipality: str
    round: str
    key: str
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
    return tuple(
        _case(each, Gauge.on(each.dimension, framework, words.language), words) for each in ordered
    )


def _certainty(found: Assessment) -> tuple[int, float, float]:
    """Return a sort key that grows with how surely the level is known."""
    stated, verdict = found.answer.level, found.verdict
    if stated is not None and stated.ambiguous:
        return (0, 0, 0)
    if verdict is not None:
        return (1, verdict.confidence, verdict.low - verdict.high)
    known = stated is not None or found.answer.state is State.NONE_STATED
    return (2 if known else 3, 0, 0)


def _case(found: Assessment, gauge: Gauge, words: Words) -> Case:
    verdict, answer, language = found.verdict, found.answer, words.language
    evidence = dict.fromkeys(
        f"“{' '.join(each.text.split())}” ({words.t(reasons.CUES[each.cue])})"
        for each in (verdict.evidence if verdict else ())
    )
    return Case(
        municipality=found.municipality.name,
        round=found.round or "",
        key=found.dimension,
        dimension=gauge.own.dimension(found.dimension).name[language],
        text=answer.text,
        read=_level(verdict.level, gauge) if verdict else "",
        stated=_stated(answer.level, gauge, words) if answer.level else "",
        confidence=verdict.confidence if verdict else None,
        interval=gauge.span((verdict.low, verdict.high)) if verdict else "",
        evidence="\n".join(evidence),
        rule=words.t(reasons.RULES[verdict.rule] if verdict else STATE_LABELS[answer.state]),
        fingerprint=fingerprint(answer.text),
    )


def _stated(level: StatedLevel, gauge: Gauge, words: Words) -> str:
    """Return a stated level on its dimension's scale, and as it was typed where that differs."""
    if level.ambiguous:
        return f"{level.typed} ({words.t('unclear')})"
    if level.low == level.high:
        text = _level(level.low, gauge)
    else:
        text = gauge.span((level.low, level.high))
    same = (level.typed_low, level.typed_high) == tuple(map(gauge.value, (level.low, level.high)))
    return text if same else f"{text} ({level.typed})"


def _level(level: float, gauge: Gauge) -> str:
    """Return a level with its name, or its number where it lies between levels."""
    value, own = gauge.value(level), gauge.own
    named = own.stepped and any(each.value == value for each in own.levels)
    if value is None or not named:
        return gauge.level(level)
    return own.level_text(int(value), gauge.words.language)
