"""RENDER: tables become CSV, and the whole report one JSON document, for machines.

The CSV is UTF-8 without a byte-order mark, with commas, a line feed after each row, decimal
points and the machine names of the columns as its heading; an empty cell is unknown. Text that
a spreadsheet program would run as a formula is given an apostrophe in front. JSON keeps every
text as it is.

Excel in Finnish (Swedish, Hungarian, Lithuanian) opens such a file in one column. For it there is
another dialect: a byte-order mark, semicolons, decimal commas and Windows' ends of lines.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Any

from digimatrix.report.document import Report
from digimatrix.report.figures import Dumbbell, Figure
from digimatrix.report.tables import Table, Value

SCHEMA = 1
"""The number of the JSON's shape; it grows when a key changes its meaning or goes."""

SCHEMAS = ("report.schema.json", "check.schema.json")
"""The JSON Schemas of `report.json` and of what `digimatrix check --json` prints: written with
every report."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


_TAKEN = re.compile(r"0\d+|\d+[eE]\d+|\d+\s?[-/.:]\s?\d.*", re.DOTALL)
"""Text that Excel would take for a date or a number: "2-3", "1/12", "091"."""


def comma_separated(table: Table) -> bytes:
    """Return the table as CSV."""
    return _csv(table, _cell, delimiter=",", ending="\n").encode("utf-8", errors="replace")


def for_excel(table: Table) -> bytes:
    """Return the table as CSV for an Excel that writes decimal commas."""
    made = _csv(table, _excel_cell, delimiter=";", ending="\r\n")
    return made.encode("utf-8-sig", errors="replace")


def _csv(table: Table, cell: Callable[[Value], Value], *, delimiter: str, ending: str) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=ending)
    writer.writerow(column.key for column in table.columns)
    for row in table.rows:
        writer.writerow(cell(value) for value in row)
    return stream.getvalue()


def schema(name: str) -> bytes:
    """Return a JSON Schema as it comes with the package."""
    source = resources.files("digimatrix.render").joinpath("assets", name)
    return source.read_bytes().replace(b"\r\n", b"\n")


def document(report: Report, files: Sequence[str]) -> bytes:
    """Return the report as JSON; `files` are the names of all files written with it."""
    value = {
        "schema": SCHEMA,
        "version": report.version,
        "language": report.words.language,
        "title": report.title,
        "date": report.date.isoformat(),
        "round": report.round,
        "counts": {
            "files": report.counts.files,
            "cells": report.counts.cells,
            "placed": report.counts.placed,
            "headings": report.counts.headings,
            "left_out": report.counts.left_out,
        },
        "findings": [dataclasses.asdict(finding) for finding in report.findings],
        "figures": [
            {
                "type": type(figure).__name__.lower(),
                **_plain(figure),
                "table": _records(figure.table),
            }
            for figure in report.figures
        ],
        "tables": [_records(table) for table in report.tables],
        "notes": [dataclasses.asdict(note) for note in report.notes],
        "files": list(files),
    }
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode("utf-8", errors="replace")


def _plain(figure: Figure) -> dict[str, Any]:
    """The figure as plain values, but for its table.

    A municipality's figure leaves out the levels of all others: they are in the region's, and
    the file would grow with the square of the municipalities.
    """
    if isinstance(figure, Dumbbell):
        figure = dataclasses.replace(
            figure, rows=tuple(dataclasses.replace(row, peers=()) for row in figure.rows)
        )
    plain = dataclasses.asdict(figure)
    del plain["table"]
    if isinstance(figure, Dumbbell):
        for row in plain["rows"]:
            del row["peers"]
    return plain


def _cell(value: Value) -> Value:
    """The value as CSV holds it: whole numbers without a point, formulas disarmed."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if value.startswith(FORMULA_STARTS) else text
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _excel_cell(value: Value) -> Value:
    """The value as Excel keeps it: a no-break space holds off its own reading of a text."""
    if isinstance(value, str) and _TAKEN.fullmatch(value):
        return f"\u00a0{value}"
    plain = _cell(value)
    return str(plain).replace(".", ",") if isinstance(plain, float) else plain


def _records(table: Table) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "id": table.id,
        "title": table.title,
        "columns": [
            {"key": column.key, "label": column.label, "form": column.form.value}
            for column in table.columns
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
        "notes": list(table.notes),
    }
