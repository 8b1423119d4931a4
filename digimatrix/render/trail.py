"""RENDER: the trail of a level becomes text for a terminal, or JSON."""

from __future__ import annotations

import textwrap
from typing import Any

from digimatrix.assess.levels import Assessment
from digimatrix.languages import Words
from digimatrix.model.places import Place
from digimatrix.report.trail import Trail

WIDTH = 88


def as_text(trail: Trail, words: Words) -> str:
    """Return the trail as lines: the level, the rule, the words that counted, the cell."""
    entry, found = trail.entry, trail.assessment
    heading = [found.municipality.name, entry.name, found.round or words.t("undated return")]
    lines = [" · ".join(heading), ""]
    level = f"{entry.level} ({entry.level_name})" if entry.level_name else entry.level
    lines += _step(words.t("level"), ", ".join(part for part in (level, entry.source) if part))
    lines += _step(words.t("rule"), entry.reason)
    counted = [
        f"{words.t('“{words}”', words=fragment.text.strip())} ({fragment.cue_name})"
        for fragment in entry.fragments
        if fragment.cue
    ]
    lines += _step(words.t("words"), "\n".join(counted))
    lines += _step(words.t("cell"), "\n".join(str(place) for place in _cells(found)))
    for more in (entry.lift, entry.disagreement, entry.change):
        if more:
            lines += ["", *textwrap.wrap(more, WIDTH)]
    if found.statements:
        lines += ["", words.t("What the cell says:")]
        width = max(len(fragment.kind_name) for fragment in entry.fragments)
        for kind, text in _statements(trail):
            lines += textwrap.wrap(
                f"{kind:<{width}}  {text}",
                WIDTH,
                initial_indent="  ",
                subsequent_indent=" " * (width + 4),
            )
    return "\n".join(lines)


def _cells(found: Assessment) -> list[Place]:
    """Return the cells of the words; without words that of the level."""
    return [part.place for part in found.answer.parts] or [found.place] * bool(found.place.cell)


def _statements(trail: Trail) -> list[tuple[str, str]]:
    """Return the statements in their order as (what kind, words)."""
    names = {fragment.kind: fragment.kind_name for fragment in trail.entry.fragments}
    return [
        (names.get(str(statement.kind), str(statement.kind)), statement.text)
        for statement in trail.assessment.statements
    ]


def _step(name: str, text: str) -> list[str]:
    """Return one step of the trail, its name in a column of its own."""
    indent = " " * 12
    rows = [
        row
        for line in text.splitlines()
        for row in textwrap.wrap(line, WIDTH - len(indent)) or [""]
    ]
    return [f"← {name:<10}{rows[0]}", *(indent + row for row in rows[1:])] if rows else []


def as_json(trail: Trail) -> dict[str, Any]:
    """Return the trail as one JSON document; spans are of the answer's text."""
    found = trail.assessment
    verdict, stated = found.verdict, found.answer.level
    return {
        "schema": 1,
        "municipality": found.municipality.name,
        "code": found.municipality.code,
        "round": found.round,
        "dimension": found.dimension,
        "level": found.level,
        "low": found.low,
        "high": found.high,
        "source": found.source,
        "reviews": [
            {
                "level": each.level,
                "reviewer": each.reviewer,
                "date": each.date.isoformat() if each.date else None,
                "reason": each.reason,
                "file": each.place.file,
                "sheet": each.place.sheet,
                "cell": each.place.cell,
            }
            for each in found.reviews
        ],
        "stated": None if stated is None else stated.typed,
        "read": None if verdict is None else verdict.level,
        "confidence": None if verdict is None else verdict.confidence,
        "rule": None if verdict is None else verdict.rule,
        "reason": trail.entry.reason,
        "evidence": []
        if verdict is None
        else [
            {"cue": each.cue, "start": each.start, "end": each.end, "text": each.text}
            for each in verdict.evidence
        ],
        "statements": [
            {
                "kind": each.kind,
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "items": each.items,
            }
            for each in found.statements
        ],
        "text": found.answer.text,
        "file": found.place.file,
        "sheet": found.place.sheet,
        "cells": [place.cell for place in _cells(found)],
    }
