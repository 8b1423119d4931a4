"""The regional report: findings first, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from digimatrix.languages import NO_BREAK_SPACE
from digimatrix.render.charts import fonts
from digimatrix.render.html import severity_names, shade
from digimatrix.render.pdf import parts
from digimatrix.render.pdf.typesetting import Setting, drawable, typeset
from digimatrix.report.document import Report
from digimatrix.report.figures import Dumbbell, Overview, OverviewRow, on_swatch
from digimatrix.report.tables import Column, Form, Table, Value, written

_AT_MOST = 60
"""So many notes are printed; the sheet of the reading has all."""

_DIMENSIONS = (
    "dimension",
    "scale",
    "known",
    "below",
    "spread",
    "depth",
    "median",
    "mean",
    "minimum",
    "change",
)
_SUMMARY = (
    "municipality",
    "mean",
    "interval",
    "minimum",
    "attainment",
    "known",
    "rank",
    "widest_gap",
    "change",
)
"""The columns of the data tables that a page in A4 has room for."""

_WIDTH = (210 - 2 * 17) / 25.4 * 72
_BETWEEN = 8.5
_NAME = 90.0
"""How wide the text of a page is, how far columns stand apart, and up to how wide a name is
kept on its line, in points."""


def region(report: Report, drawings: Mapping[str, str]) -> Setting:
    """Prepare the regional report: findings first, then the evidence.

    `drawings` holds the SVG of each figure by its id, but for those of the municipalities. The
    same report gives the same bytes.
    """
    words, overview = report.words, report.overview
    tables = {table.id: table for table in report.tables}
    severities = severity_names(words)
    more = len(report.notes) - _AT_MOST
    data = parts.frame(report, report.title, report.subtitle) | {
        "told": words.t(
            "{date}. {counts}", date=words.date(report.date), counts=report.counts_text
        ),
        "findings": [finding.text for finding in report.findings],
        "dimensions": _table(report, tables["dimensions"], _DIMENSIONS),
        "figures": [
            parts.figure(each, drawings[each.id])
            for each in report.figures
            if not isinstance(each, Overview | Dumbbell)
        ],
        "overview": _overview(report, overview),
        "summary": _table(report, _with_interval(report, tables["summary"]), _SUMMARY),
        "actions": list(_actions(report, tables["actions"])),
        "notes": [
            {
                "serious": note.severity != "note",
                "severity": severities[note.severity],
                "place": note.place,
                "text": note.text,
            }
            for note in report.notes[:_AT_MOST]
        ],
        "more": words.n(
            "{n} more note is in the sheet of the reading.",
            "{n} more notes are in the sheet of the reading.",
            more,
        )
        if more > 0
        else "",
        "method": [{"term": each.term, "text": each.text} for each in report.method],
        "words": {
            "findings": words.t("Findings"),
            "actions": words.t("Called for or planned"),
            "notes": words.t("Notes on the data"),
            "method": words.t("Terms and formulas"),
        },
    }
    return partial(typeset, "report.typ", drawable(data), report.date)


def _overview(report: Report, overview: Overview) -> dict[str, Any]:
    words = report.words

    def row(each: OverviewRow) -> dict[str, Any]:
        mean = parts.level(each.mean, overview)
        mean["label"] += "*" if each.partial else ""
        return {
            "name": each.name,
            "levels": [parts.level(level, overview) for level in each.levels],
            "mean": mean,
        }

    key = [
        {
            "name": name,
            "label": on_swatch(words.level(value), name),
            "step": shade(value, overview),
            "reached": overview.target is not None and value >= overview.target,
        }
        for value, name in zip(overview.starts, overview.classes, strict=True)
    ]
    key.append({"name": overview.unknown_label, "label": "", "step": None, "reached": False})
    return {
        "title": overview.title,
        "subtitle": overview.subtitle,
        "key": key,
        "reached": words.t("bold: the target is reached")
        if overview.target is None
        else words.t(
            "bold: the target of {target} is reached",
            target=written(overview.target, Form.LEVEL, words),
        ),
        "dimensions": overview.dimensions,
        "headings": [
            words.t("Municipality"),
            *overview.dimensions,
            overview.mean_label,
        ],
        "groups": [
            {"name": group.name, "rows": [row(each) for each in group.rows]}
            for group in overview.groups
        ],
        "median": row(overview.median),
        "targets": {
            "name": targets.name,
            "labels": [level.label for level in (*targets.levels, targets.mean)],
        }
        if (targets := overview.targets)
        else None,
        "notes": [note for note in (*overview.notes, overview.source) if note],
    }


def _with_interval(report: Report, table: Table) -> Table:
    """Return the summary with the interval of the mean in one column: on paper room is short."""
    words, keys = report.words, [column.key for column in table.columns]
    low, high = keys.index("mean_low"), keys.index("mean_high")

    def interval(row: tuple[Value, ...]) -> Value:
        ends = [written(row[place], table.columns[place].form, words) for place in (low, high)]
        return ends[0] if row[low] is None or ends[0] == ends[1] else "–".join(ends)

    return replace(
        table,
        columns=(*table.columns, Column("interval", words.t("Interval of the mean"), Form.PLACE)),
        rows=tuple((*row, interval(row)) for row in table.rows),
    )


def _table(report: Report, table: Table, keys: Sequence[str]) -> dict[str, Any]:
    """Return these columns of a table, but for those that it lacks or are empty throughout.

    What is no running text stands on one line.
    """
    places = {column.key: place for place, column in enumerate(table.columns)}
    chosen = [
        places[key]
        for key in keys
        if key in places and any(row[places[key]] is not None for row in table.rows)
    ]

    columns = [table.columns[place] for place in chosen]
    rows = [
        [
            text if column.form is Form.TEXT else text.replace(" ", NO_BREAK_SPACE)
            for place, column in zip(chosen, columns, strict=True)
            for text in (written(row[place], column.form, report.words),)
        ]
        for row in table.rows
    ]
    rooms = _rooms(columns, rows)
    return {
        "title": table.title,
        "hyphenate": sum(rooms) > _WIDTH + 1,
        "columns": [
            {
                "label": column.label,
                "number": column.form is not Form.TEXT,
                "room": room,
            }
            for column, room in zip(columns, rooms, strict=True)
        ],
        "rows": rows,
    }


def _rooms(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return how wide the columns are to be, in points: each holds its widest word or number.

    What the page has left goes to columns whose texts are longer.
    """
    words, wishes = [], []
    for place, column in enumerate(columns):
        values = [row[place] for row in rows]
        word = max(
            fonts.widest_word(column.label, 8, fonts.Weight.SEMIBOLD),
            *(fonts.widest_word(value, 8.5) for value in values),
        )
        whole = max(fonts.width(value, 8.5) for value in values)
        if place == 0:
            word = max(word, min(whole, _NAME))  # a name stands on one line
        elif column.form is not Form.TEXT:
            word = max(word, whole)  # "1.0–1.3" might be divided behind its dash
        words.append(word + _BETWEEN)
        wishes.append(max(whole - word, 0))
    left = max(_WIDTH - sum(words), 0)
    share = min(left / sum(wishes), 1) if sum(wishes) else 0
    return tuple(word + share * wish for word, wish in zip(words, wishes, strict=True))


def _actions(report: Report, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the actions by dimension, the widest gap first; the same words once, with all names."""
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    for dimension in dict.fromkeys(
        (*(row.name for row in report.gaps.rows), *(str(row["dimension"]) for row in rows))
    ):
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            if row["dimension"] == dimension:
                found.setdefault(" ".join(str(row["action"]).casefold().split()), []).append(row)
        if found:
            yield {
                "name": dimension,
                "items": [
                    {
                        "text": same[0]["action"],
                        "language": parts.language(same[0]["language"], report),
                        "who": report.words.join(dict.fromkeys(r["municipality"] for r in same)),
                    }
                    for same in found.values()
                ],
            }
