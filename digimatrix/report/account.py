"""REPORT: what was read from which cell, and every cell that was left out, with its reason."""

from __future__ import annotations

from digimatrix.model.matrix import LAYOUTS, Answer, Reading, Return, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import Severity
from digimatrix.report.document import Account
from digimatrix.report.labels import Labels
from digimatrix.report.notes import problems, worded
from digimatrix.report.tables import Column, Table

_SHOWN = 160  # letters of a cell that are shown to recognise it by


def account(labels: Labels, reading: Reading, counts: str) -> Account:
    """Return the account of a reading; `counts` are its cells in words."""
    return Account(
        title=labels.words.t("What was read"),
        summary=counts,
        returns=_returns(labels, reading),
        doubts=_doubts(labels, reading),
        left_out=_left_out(labels, reading),
        cells=_cells(labels, reading),
        passed_over=tuple(str(place) for place in reading.passed_over),
    )


def _returns(labels: Labels, reading: Reading) -> Table:
    t = labels.words.t
    columns = (
        Column("return", t("Return")),
        Column("municipality", t("Municipality")),
        Column("round", t("Round")),
        Column("layout", t("Layout")),
        Column("scale", t("Scale")),
        *(Column(answer, labels.dimension(answer)) for answer in _keys(reading)),
    )
    rows = tuple(
        (
            str(made.place),
            made.municipality.name,
            made.round,
            t(LAYOUTS[made.layout]),
            f"{made.scale[0]:g}–{made.scale[1]:g}" if made.scale else None,
            *(_answer(labels, answer, made.place) for answer in made.answers),
        )
        for made in reading.returns
    )
    return Table(
        "reading.returns", t("Each return and the cells that hold its answers"), columns, rows
    )


def _keys(reading: Reading) -> tuple[str, ...]:
    first = next(iter(reading.returns), None)
    return tuple(answer.dimension for answer in first.answers) if first else ()


def _answer(labels: Labels, answer: Answer, home: Place) -> str:
    """Return the cells of an answer: "B5 B6 · level 2-3 (C5) · target 4 (D5)"."""
    t = labels.words.t
    places = (part.place.seen_from(home) for part in answer.parts if part.place.cell)
    cells = " ".join(dict.fromkeys(places))
    parts = [cells] if answer.text else [f"{cells} {labels.answered(answer)}".strip()]
    if answer.level:
        parts.append(t("level {typed}", typed=_typed(answer.level, home)))
    if answer.target:
        parts.append(t("target {typed}", typed=_typed(answer.target, home)))
    return " · ".join(parts)


def _typed(level: StatedLevel, home: Place) -> str:
    typed = level.typed[:40]
    return f"{typed} ({level.place.seen_from(home)})" if level.place.cell else typed


def _doubts(labels: Labels, reading: Reading) -> Table:
    t = labels.words.t
    columns = (
        Column("place", t("Where")),
        Column("says", t("What is wrong")),
        Column("fix", t("What to do")),
    )
    left = {problem.place for problem in reading.left_out}
    rows = tuple(
        (str(problem.place), *worded(labels.words, problem))
        for problem in problems(reading)
        if problem.rule.severity >= Severity.WARNING and problem.place not in left
    )
    return Table(
        "reading.doubts", t("Each thing that was read with doubt, and what helps"), columns, rows
    )


def _left_out(labels: Labels, reading: Reading) -> Table:
    t = labels.words.t
    columns = (
        Column("place", t("Where")),
        Column("text", t("Text of the cell")),
        Column("says", t("Why it was left out")),
        Column("fix", t("What to do")),
    )
    ordered = sorted(
        (*reading.left_out, *reading.parts_left_out),
        key=lambda problem: (-problem.rule.severity, problem.place.order),
    )
    rows = tuple(
        (str(problem.place), _shown(problem.text), *worded(labels.words, problem))
        for problem in ordered
    )
    return Table("reading.left_out", t("Each cell that no return holds, and why"), columns, rows)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _cells(labels: Labels, reading: Reading) -> Table:
    """One row a cell that became something, then one a cell that was left out."""
    t = labels.words.t
    columns = (
        Column("file", t("File")),
        Column("sheet", t("Sheet")),
        Column("cell", t("Cell")),
        Column("became", t("What it became")),
        Column("municipality", t("Municipality")),
        Column("round", t("Round")),
        Column("dimension", t("Dimension")),
        Column("text", t("Text of the cell")),
        Column("rule", t("Rule")),
        Column("says", t("Why it was left out")),
        Column("fix", t("What to do")),
    )
    rows = [row for made in reading.returns for row in _placed(made)]
    rows += [
        (
            problem.place.file,
            problem.place.sheet,
            problem.place.cell,
            "left_out",
            *(None, None, None),
            problem.text,
            problem.rule.slug,
            *worded(labels.words, problem),
        )
        for problem in reading.left_out
    ]
    return Table("reading", t("What was read"), columns, tuple(rows))


def _placed(made: Return) -> list[tuple[str | None, ...]]:
    found: list[tuple[str | None, ...]] = []
    for answer in made.answers:
        whose = (made.municipality.name, made.round, answer.dimension)
        held = [(part.place, "text", answer.text[part.start : part.end]) for part in answer.parts]
        for became, level in (("level", answer.level), ("target", answer.target)):
            if level:
                held.append((level.place, became, level.typed))
        found += [
            (place.file, place.sheet, place.cell, became, *whose, text, None, None, None)
            for place, became, text in held
        ]
    return found
