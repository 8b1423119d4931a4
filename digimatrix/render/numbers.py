"""RENDER: a table of numbers compared, for the terminal, for machines, as CSV and as a workbook."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from digimatrix import __version__
from digimatrix.compare.numbertables.exact import Rank, half_up
from digimatrix.compare.numbertables.index import Figure, IndexComparison, Measure
from digimatrix.languages import Words
from digimatrix.model.problems import Severity
from digimatrix.render import xlsx
from digimatrix.render.reading import message
from digimatrix.render.spreadsheet import fill
from digimatrix.render.terminal import MOST, writable
from digimatrix.render.tidy import comma_separated, schema
from digimatrix.report import numbers
from digimatrix.report.tables import Column, Form, Table, Value

SCHEMA = 1
BOOK, DOCUMENT = "comparison.xlsx", "comparison.json"
DESCRIBED = "comparison.schema.json"
"""The JSON Schema of the document, and of what `digimatrix compare --json` prints."""

_BETWEEN = 3  # letters between two columns on a terminal


def files(found: IndexComparison, words: Words, date: datetime.date) -> Mapping[str, bytes]:
    """Return the workbook, the tables as CSV, the JSON document and its schema, by name."""
    tables = numbers.tables(found, words)
    made = {BOOK: _workbook(found, tables, words, date)}
    made |= {f"data/{table.id}.csv": comma_separated(table) for table in tables}
    made[f"data/{DESCRIBED}"] = schema(DESCRIBED)
    document = as_json(found, words) | {"files": [*made, DOCUMENT]}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return made | {DOCUMENT: f"{text}\n".encode()}


def _workbook(
    found: IndexComparison, tables: tuple[Table, ...], words: Words, date: datetime.date
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for table in tables:
        fill(book.create_sheet(xlsx.sheet_title(table.title, taken)), table, words.decimals)
    book.properties.title = xlsx.text(numbers.title_of(found, words))
    book.properties.creator = f"digimatrix {__version__}"
    book.properties.language = words.language
    return xlsx.timeless(book, date)


def as_json(found: IndexComparison, words: Words) -> dict[str, Any]:
    """Return the comparison as plain values.

    Numbers are unrounded; beside each stands the text as it is printed, rounded half up.
    """
    return {
        "schema": SCHEMA,
        "version": __version__,
        "title": numbers.title_of(found, words),
        "language": words.language,
        "file": found.place.file,
        "sheet": found.place.sheet,
        "round": found.round,
        "by": found.by or None,
        "groupings": list(found.groupings),
        "measures": [_measure(found, each, words) for each in found.measures],
        "units": [
            {
                "name": unit.name,
                "cell": unit.place.cell,
                "group": unit.group,
                "figures": {
                    measure.key: _figure(figure, measure)
                    for measure, figure in zip(found.measures, unit.figures, strict=True)
                },
            }
            for unit in found.units
        ],
        "groups": [
            {
                "name": group.name,
                "units": group.count,
                "means": {
                    each.key: _number(mean, each.fine) | {"known": known}
                    for each, mean, known in zip(
                        found.measures, group.means, group.known, strict=True
                    )
                },
            }
            for group in found.groups
        ],
        "problems": [
            {
                "rule": each.rule.slug,
                "severity": each.rule.severity.name.lower(),
                "sheet": each.place.sheet,
                "cell": each.place.cell,
                "message": words.t(each.rule.says, **each.facts),
                "remedy": words.t(each.rule.fix, **each.facts),
                "facts": dict(each.facts),
            }
            for each in found.problems
        ],
    }


def _measure(found: IndexComparison, measure: Measure, words: Words) -> dict[str, Any]:
    total, fine = measure.total, measure.fine
    lower, upper = (measure.quartiles or (None, None, None))[::2]
    return {
        "key": measure.key,
        "name": numbers.name_of(measure, words),
        "kind": "dimension" if total is None else "total",
        "method": total.method.value if total and total.parts else None,
        "parts": list(total.parts) if total else [],
        "weights": [float(weight) for weight in total.weights] if total else [],
        "normalised": [float(end) for end in total.normalised]
        if total and total.normalised
        else None,
        "scale": [float(end) for end in measure.scale] if measure.scale else None,
        "better": "lower" if measure.lower_is_better else "higher",
        "digits": measure.digits,
        "known": measure.known,
        "of": measure.of,
        "completeness": measure.known / measure.of if measure.of else None,
        "mean": _number(measure.mean, fine),
        "median": _number(measure.median, fine),
        "sd": _number(measure.deviation, fine),
        "lower_quartile": _number(lower, fine),
        "upper_quartile": _number(upper, fine),
        "minimum": _number(measure.minimum, measure.digits),
        "maximum": _number(measure.maximum, measure.digits),
        "top": [found.units[nth].name for nth in measure.top],
    }


def _figure(figure: Figure, measure: Measure) -> dict[str, Any]:
    rank, worked = figure.rank, figure.worked
    made = {
        **_number(figure.value, measure.digits),
        "rank": {"place": rank.place, "tied": rank.tied, "of": rank.of} if rank else None,
        "cell": figure.printed.place.cell if figure.printed else None,
        "typed": figure.printed.typed if figure.printed else None,
        "gap_to_mean": _float(figure.mean_gap),
        "gap_to_group": _float(figure.group_gap),
        "peer_median": _float(figure.peer_median),
        "peer_gap": _float(figure.peer_gap),
    }
    if measure.total is not None:
        made["worked_out"] = _number(worked.bounds[0] if worked else None, measure.digits)
        made["known_parts"] = worked.known if worked else 0
        made["parts"] = len(measure.total.parts)
    return made


def _number(value: Fraction | None, digits: int) -> dict[str, Any]:
    if value is None:
        return {"value": None, "text": None}
    return {"value": float(value), "text": f"{float(half_up(value, digits)):.{digits}f}"}


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def as_text(
    found: IndexComparison, words: Words, *, verbose: bool = False, width: int | None = None
) -> str:
    """Return the comparison for a terminal: units, statistics, groups, first places, notes."""
    columns = width or shutil.get_terminal_size().columns
    stream = io.StringIO()
    console = Console(
        file=stream, width=columns, color_system=None, force_terminal=False, highlight=False
    )
    console.print(Text(numbers.title_of(found, words)))
    for table in (
        _units(found, words),
        _statistics(found, words),
        *([numbers.groups(found, words)] if found.groups else []),
        _firsts(found, words),
    ):
        console.print(Text(table.title))
        for part in _parts(table, words, columns):
            console.print(_grid(part, words))
        for note in table.notes:
            console.print(Text(note))
    threshold = Severity.NOTE if verbose else Severity.WARNING
    for problem in found.problems:
        if problem.rule.severity >= threshold or problem.rule.slug.startswith("assumed"):
            console.print(Text(message(problem, words)))
    lines = (line.rstrip() for line in stream.getvalue().splitlines())
    return writable("\n".join(lines), sys.stdout.encoding or "utf-8")


def _parts(table: Table, words: Words, width: int) -> Iterator[Table]:
    """Yield the table in as many parts as the terminal needs to keep words and numbers whole.

    The first column comes again in each.
    """
    first, *others = _widths(table, words)
    parts: list[list[int]] = [[]]
    room = left = width - first - 2
    for place, needed in enumerate(others, 1):
        if parts[-1] and needed + _BETWEEN > left:
            parts.append([])
            left = room
        parts[-1].append(place)
        left -= needed + _BETWEEN
    for places in parts:
        chosen = (0, *places)
        yield replace(
            table,
            columns=tuple(table.columns[place] for place in chosen),
            rows=tuple(tuple(row[place] for place in chosen) for row in table.rows),
        )


def _widths(table: Table, words: Words) -> list[int]:
    """Return how wide each column must be, in letters: words and figures are not divided."""
    widths = []
    for place, column in enumerate(table.columns):
        texts = [_cell(row[place], column, words) for row in table.rows[:MOST]]
        if column.form is Form.TEXT:
            texts = [word for text in texts for word in text.split()]
        widths.append(max(map(len, (*column.label.split(), *texts)), default=1))
    return widths


def _grid(table: Table, words: Words) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for column, wide in zip(table.columns, _widths(table, words), strict=True):
        if column.form is Form.TEXT:
            grid.add_column(Text(column.label), overflow="fold", min_width=wide)
        else:
            grid.add_column(Text(column.label), justify="right", overflow="fold", width=wide)
    for row in table.rows[:MOST]:
        grid.add_row(*(Text(_cell(v, c, words)) for v, c in zip(row, table.columns, strict=True)))
    return grid


def _cell(value: Value, column: Column, words: Words) -> str:
    if value is None or value == "":
        return "–" if value is None else ""
    if isinstance(value, str):
        return value
    if column.form is Form.SHARE:
        return words.percent(value)
    return words.number(value, column.decimals or 0)


def _units(found: IndexComparison, words: Words) -> Table:
    """The units with the place behind each figure: "72.6 (1)"."""
    columns = [Column("unit", words.t("Unit"))]
    columns += [Column("group", found.by)] if found.by else []
    columns += [Column(m.key, numbers.name_of(m, words), Form.LEVEL) for m in found.measures]
    rows = []
    for nth in numbers.order(found):
        unit = found.units[nth]
        row: list[Value] = [unit.name, *([unit.group] if found.by else [])]
        row += [
            _with_place(figure.value, figure.rank, measure.digits, words)
            for figure, measure in zip(unit.figures, found.measures, strict=True)
        ]
        rows.append(tuple(row))
    more = len(rows) - MOST
    notes = (words.n("and {n} more unit", "and {n} more units", more),) if more > 0 else ()
    return Table("units", words.t("Units"), tuple(columns), tuple(rows), notes)


def _with_place(value: Fraction | None, rank: Rank | None, digits: int, words: Words) -> str | None:
    shown = numbers.rounded(value, digits)
    return None if shown is None else f"{words.number(shown, digits)} ({numbers.placed(rank)})"


def _statistics(found: IndexComparison, words: Words) -> Table:
    """A row a measure, each figure with its own decimals."""
    t = words.t
    labels = (t("Mean"), t("Median"), t("SD"), t("Lower quartile"), t("Upper quartile"))
    columns = (
        Column("measure", t("Measure")),
        Column("known", t("Known")),
        *(Column(label, label, Form.LEVEL) for label in (*labels, t("Lowest"), t("Highest"))),
    )
    rows = []
    for each in found.measures:
        lower, upper = (each.quartiles or (None, None, None))[::2]
        fine = (each.mean, each.median, each.deviation, lower, upper)
        texts = [words.number(numbers.rounded(value, each.fine), each.fine) for value in fine]
        texts += [
            words.number(numbers.rounded(value, each.digits), each.digits)
            for value in (each.minimum, each.maximum)
        ]
        known = f"{each.known}/{each.of}"
        rows.append((numbers.name_of(each, words), known, *texts))
    return Table("measures", t("What is measured"), columns, tuple(rows))


def _firsts(found: IndexComparison, words: Words) -> Table:
    """A row a measure: who is first, in order, with the figures."""
    columns = (Column("measure", words.t("Measure")), Column("top", words.t("First places")))
    rows = []
    for number, measure in enumerate(found.measures):
        names = []
        for nth in measure.top:
            unit, figure = found.units[nth], found.units[nth].figures[number]
            shown = words.number(numbers.rounded(figure.value, measure.digits), measure.digits)
            names.append(f"{numbers.placed(figure.rank)} {unit.name} {shown}")
        rows.append((numbers.name_of(measure, words), " · ".join(names)))
    return Table("top", words.t("First places"), columns, tuple(rows))
