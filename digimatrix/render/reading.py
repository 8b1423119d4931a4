"""What was read, for people on a terminal and for machines: every file, and every cell left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digimatrix.languages import Words
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import LAYOUTS, Answer, Counts, Reading, Return, State, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import N_, Problem, Severity

SCHEMA = 1
_LISTED = 12  # cells named in one line

_STATES = {
    State.NONE_STATED: N_("nothing in place"),
    State.EMPTY: N_("not answered"),
    State.NOT_APPLICABLE: N_("not applicable"),
}
_SEVERITIES = {
    Severity.NOTE: N_("note"),
    Severity.WARNING: N_("warning"),
    Severity.ERROR: N_("error"),
}


def message(problem: Problem, words: Words) -> str:
    """Return one line: where, what is wrong, and what to do."""
    severity = words.t(_SEVERITIES[problem.rule.severity])
    return f"{problem.place}: {severity} [{problem.rule.slug}] {sentences(problem, words)}"


def sentences(problem: Problem, words: Words) -> str:
    """Return what is wrong and what to do, without the place."""
    facts = dict(problem.facts)
    return f"{words.t(problem.rule.says, **facts)} {words.t(problem.rule.fix, **facts)}"


def counts(counted: Counts, words: Words) -> str:
    """Return the account in a line: "1,204 cells: 1,187 placed, 12 headings, 5 left out"."""
    cells = words.n("{n} cell", "{n} cells", counted.cells)
    return words.t(
        "{cells}: {placed} placed, {headings} headings, {left_out} left out",
        cells=cells,
        placed=words.number(counted.placed),
        headings=words.number(counted.headings),
        left_out=words.number(counted.left_out),
    )


def as_text(reading: Reading, framework: Framework, words: Words, *, verbose: bool = False) -> str:
    """Return how each file was read, then what was left out or is wrong; with notes if verbose."""
    names = {each.key: each.name[words.language] for each in framework.dimensions}
    lines = [_return_line(made, names, words) for made in reading.returns]
    threshold = Severity.NOTE if verbose else Severity.WARNING
    shown = _said(
        [p for p in reading.problems if p.rule.severity >= threshold],
        [p for p in reading.left_out if p.rule.severity >= threshold],
        words,
    )
    if shown:
        lines += ["", *shown]
    if verbose:
        lines += [
            words.t("{place}: passed over, not a return.", place=place)
            for place in reading.passed_over
        ]
    if reading.reviews:
        lines += [
            "",
            words.n(
                "{n} level was set by a reviewer and is used.",
                "{n} levels were set by reviewers and are used.",
                len(reading.reviews),
            ),
        ]
    files = words.n("{n} file", "{n} files", reading.counts.files)
    returns = words.n("{n} return", "{n} returns", len(reading.returns))
    return "\n".join([*lines, "", f"{files}, {returns}. {counts(reading.counts, words)}."])


def _said(problems: list[Problem], left_out: list[Problem], words: Words) -> list[str]:
    """Return a line for each problem and each reason to leave cells out.

    Cells of one sheet that are left out for one reason share a line; those of a return that
    is not used, the line that says so.
    """
    told = {(problem.rule, problem.place.file, problem.place.sheet) for problem in problems}
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in left_out:
        facts = tuple(sorted((k, v) for k, v in problem.facts.items() if k != "text"))
        key = (problem.rule, problem.place.file, problem.place.sheet)
        if key not in told:
            groups.setdefault((*key, facts), []).append(problem)
    lines = [message(problem, words) for problem in problems]
    for first, *more in groups.values():
        line = message(first, words)
        if more:
            cells = ", ".join(problem.place.cell or "–" for problem in more[:_LISTED])
            dots = " …" if len(more) > _LISTED else ""
            also = words.n(
                "The same holds for {n} more cell", "The same holds for {n} more cells", len(more)
            )
            line = f"{line} {also}: {cells}{dots}."
        lines.append(line)
    return lines


def _return_line(made: Return, names: Mapping[str, str], words: Words) -> str:
    answers = ", ".join(
        f"{names[answer.dimension]} {_answer_words(answer, words, made.place)}"
        for answer in made.answers
    )
    layout = words.t(LAYOUTS[made.layout])
    head = f"{made.place}: {made.municipality.name} {made.round or '–'} ({made.language}, {layout})"
    return f"{head}: {answers}"


def _answer_words(answer: Answer, words: Words, home: Place) -> str:
    places = (part.place.seen_from(home) for part in answer.parts if part.place.cell)
    said = " ".join(dict.fromkeys(places))
    if answer.state in _STATES and (answer.level is None or answer.state is not State.EMPTY):
        said = f"{said} {words.t(_STATES[answer.state])}".strip()
    if answer.level is not None:
        typed = answer.level.typed
        said = f"{said} {words.t('level {typed}', typed=typed)}".strip()
    return said


def as_json(reading: Reading, words: Words | None = None) -> dict[str, Any]:
    """Return the reading for machines; the keys are fixed, more may be added."""
    words = words or Words("en")
    counted = reading.counts
    return {
        "schema": SCHEMA,
        "counts": {
            "files": counted.files,
            "cells": counted.cells,
            "placed": counted.placed,
            "headings": counted.headings,
            "left_out": counted.left_out,
        },
        "returns": [_return(made) for made in reading.returns],
        "left_out": [
            {
                "file": problem.place.file,
                "sheet": problem.place.sheet,
                "cell": problem.place.cell,
                "text": problem.text,
                "reason": problem.rule.slug,
                "message": sentences(problem, words),
                "part": part,
            }
            for part, problem in (
                *((False, problem) for problem in reading.left_out),
                *((True, problem) for problem in reading.parts_left_out),
            )
        ],
        "problems": [
            {
                "file": problem.place.file,
                "sheet": problem.place.sheet,
                "cell": problem.place.cell,
                "rule": problem.rule.slug,
                "severity": problem.rule.severity.name.lower(),
                "message": sentences(problem, words),
            }
            for problem in reading.problems
        ],
        "reviews": [
            {
                "municipality": review.municipality,
                "round": review.round,
                "dimension": review.dimension,
                "level": review.level,
                "reviewer": review.reviewer,
                "date": review.date.isoformat() if review.date else None,
                "reason": review.reason,
                "file": review.place.file,
                "sheet": review.place.sheet,
                "cell": review.place.cell,
            }
            for review in reading.reviews
        ],
        "funder_lines": list(reading.funder_lines),
        "passed_over": [str(place) for place in reading.passed_over],
        "registers": list(reading.registers),
    }


def _return(made: Return) -> dict[str, Any]:
    return {
        "file": made.place.file,
        "sheet": made.place.sheet,
        "municipality": made.municipality.name,
        "code": made.municipality.code,
        "known": made.municipality.known,
        "region": made.municipality.region,
        "round": made.round,
        "date": made.date.isoformat() if made.date else None,
        "language": made.language,
        "layout": made.layout,
        "scale": list(made.scale) if made.scale else None,
        "dimensions": {answer.dimension: _dimension(answer, made.place) for answer in made.answers},
    }


def _dimension(answer: Answer, home: Place) -> dict[str, Any]:
    return {
        "state": answer.state.value,
        "text": answer.text,
        "cells": list(dict.fromkeys(part.place.cell for part in answer.parts if part.place.cell)),
        **_elsewhere(answer.parts[0].place if answer.parts else home, home),
        **_parts(answer),
        "level": _level(answer.level, home),
        "target": _level(answer.target, home),
    }


def _parts(answer: Answer) -> dict[str, Any]:
    """Return whose words are whose where those of several sheets or files stand together."""
    if len({(part.place.file, part.place.sheet) for part in answer.parts}) < 2:
        return {}
    return {
        "parts": [
            {
                "file": part.place.file,
                "sheet": part.place.sheet,
                "cell": part.place.cell,
                "text": answer.text[part.start : part.end],
            }
            for part in answer.parts
        ]
    }


def _elsewhere(place: Place, home: Place) -> dict[str, Any]:
    """Return the file and the sheet of what completes a return from another file."""
    return {} if place.file == home.file else {"file": place.file, "sheet": place.sheet}


def _level(level: StatedLevel | None, home: Place) -> dict[str, Any] | None:
    if level is None:
        return None
    return {
        "typed": level.typed,
        "typed_low": _number(level.typed_low),
        "typed_high": _number(level.typed_high),
        "low": _number(level.low),
        "high": _number(level.high),
        "cell": level.place.cell,
        **_elsewhere(level.place, home),
        "ambiguous": level.ambiguous,
    }


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
