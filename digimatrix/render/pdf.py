"""RENDER: a report becomes accessible PDFs (PDF/UA-1): the region's and one of each municipality.

typst sets them by the templates in `assets/`; words reach it as data, never as markup.
"""

from __future__ import annotations

import datetime
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from digimatrix.render.charts import fonts, palette
from digimatrix.render.html import shade
from digimatrix.render.own import headings, promises
from digimatrix.report.document import Entry, Fragment, Profile, Report
from digimatrix.report.figures import Dumbbell, Figure, Level, Overview, OverviewRow
from digimatrix.report.tables import Column, Form, Table, written

_ASSETS = Path(str(resources.files("digimatrix.render"))) / "assets"
_AT_MOST = 60
"""So many notes are printed; the sheet of the reading has all."""

_DIMENSIONS = (
    "dimension",
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
    "mean_low",
    "mean_high",
    "minimum",
    "attainment",
    "known",
    "rank",
    "widest_gap",
    "change",
)
"""The columns of the data tables that a page in A4 has room for."""

_PAGES = 2
_SHORTER = (None, 600, 400, 250, 150, 90)
"""Quoted answers are cut to so many letters until a municipality's profile has two pages."""

_COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)|/Count\s+(\d+).*?/Type\s*/Pages\b", re.S)
_thread = threading.local()


Setting = Callable[[], bytes]
"""What sets a PDF when it is called, in any thread: typst leaves the others free meanwhile.

Everything that measures with the charts' fonts is done before, as they belong to one thread.
"""


def region(report: Report, drawings: Mapping[str, str]) -> Setting:
    """Prepare the regional report: findings first, then the evidence.

    `drawings` holds the SVG of each figure by its id, but for those of the municipalities. The
    same report gives the same bytes.
    """
    words, overview = report.words, report.overview
    tables = {table.id: table for table in report.tables}
    more = len(report.notes) - _AT_MOST
    data = _frame(report, report.title, report.subtitle) | {
        "told": words.t(
            "{date}. {counts}", date=words.date(report.date), counts=report.counts_text
        ),
        "findings": [finding.text for finding in report.findings],
        "dimensions": _table(report, tables["dimensions"], _DIMENSIONS),
        "figures": [
            _figure(figure, drawings[figure.id])
            for figure in report.figures
            if not isinstance(figure, Overview | Dumbbell)
        ],
        "overview": _overview(report, overview),
        "summary": _table(report, tables["summary"], _SUMMARY),
        "actions": list(_actions(report, tables["actions"])),
        "notes": [
            {
                "serious": note.severity != "note",
                "severity": severity_names(report)[note.severity],
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
            "actions": words.t("Actions called for"),
            "notes": words.t("Notes on the data"),
            "method": words.t("Terms and formulas"),
        },
    }
    return partial(_compiled, "report.typ", _drawable(data), report.date)


def municipality(report: Report, profile: Profile, drawing: str) -> Setting:
    """Prepare one municipality's profile, fit to be sent out: it names no other municipality.

    `drawing` is the SVG of its figure. Long answers are cut short so that two pages hold it;
    more dimensions than they have room for take more pages.
    """
    words = report.words
    data = _frame(report, profile.name, report.title) | {
        "facts": profile.facts,
        "summary": " ".join(profile.summary),
        "figure": _figure(profile.figure, drawing),
        "words": headings(words),
    }
    shortened = words.t("“…”: the answer goes on in its cell.")
    return partial(_fitted, report, profile, _drawable(data), shortened)


def _fitted(report: Report, profile: Profile, data: dict[str, Any], shortened: str) -> bytes:
    """Return the profile with its answers as long as two pages allow."""
    for limit in _SHORTER:
        entries = [_entry(profile, entry, report, limit) for entry in profile.entries]
        quotes = {
            "entries": entries,
            "promises": [
                {
                    "text": _shortened(each.text, limit),
                    "language": _language(each.language, report),
                    "dimension": each.dimension,
                    "reason": each.reason,
                }
                for each in promises(profile, report.words)
            ],
            "shortened": shortened if any(entry["cut"] for entry in entries) else "",
        }
        made = _compiled("profile.typ", data | _drawable(quotes), report.date)
        if pages(made) <= _PAGES:
            break
    return made


def severity_names(report: Report) -> Mapping[str, str]:
    """Return how serious a note is, in words, by its slug."""
    t = report.words.t
    return {"note": t("Note"), "warning": t("Warning"), "error": t("Error")}


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF made here has."""
    found = _COUNT.search(pdf)
    assert found is not None
    return int(found[1] or found[2])


def _frame(report: Report, title: str, description: str) -> dict[str, Any]:
    """Return what every document needs, whatever it shows."""
    words = report.words
    return {
        "language": words.language,
        "title": fonts.drawable(title).strip() or words.number(None),  # PDF/UA wants one
        "description": description,
        "subtitle": report.subtitle,
        "date": {"year": report.date.year, "month": report.date.month, "day": report.date.day},
        "fonts": [fonts.FAMILY, "DejaVu Sans"],
        "colours": {
            "paper": palette.PAPER,
            "ink": palette.INK,
            "soft": palette.GREY,
            "line": palette.GRID,
            "hatch": palette.HATCH,
            "accent": palette.ACCENT,
            "alarm": palette.RUST,
        },
        "levels": [
            palette.level_colours(n, len(palette.LEVELS)) for n in range(len(palette.LEVELS))
        ],
        "funding": report.funding,
        "footer": f"{title} · {words.date(report.date)}",
        "made": words.t("Made with digimatrix {version}", version=report.version),
    }


def _figure(figure: Figure, drawing: str) -> dict[str, Any]:
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "svg": drawing,
        "notes": [note for note in (*figure.notes, figure.source) if note],
    }


def _level(level: Level, overview: Overview) -> dict[str, Any]:
    step = None if level.value is None else shade(level.value, overview)
    return {"label": level.label, "step": step, "reached": level.reached}


def _overview(report: Report, overview: Overview) -> dict[str, Any]:
    words = report.words

    def row(each: OverviewRow) -> dict[str, Any]:
        mean = _level(each.mean, overview)
        mean["label"] += "*" if each.partial else ""
        return {
            "name": each.name,
            "levels": [_level(level, overview) for level in each.levels],
            "mean": mean,
        }

    key = [
        {
            "name": name,
            "label": words.number(value),
            "step": shade(value, overview),
            "reached": value >= overview.target,
        }
        for value, name in enumerate(overview.classes, start=overview.lowest)
    ]
    key.append({"name": overview.unknown_label, "label": "", "step": None, "reached": False})
    return {
        "title": overview.title,
        "subtitle": overview.subtitle,
        "key": key,
        "reached": words.t(
            "bold: the target of {target} is reached",
            target=written(overview.target, Form.LEVEL, words),
        ),
        "dimensions": overview.dimensions,
        "headings": [words.t("Municipality"), *overview.dimensions, overview.mean_label],
        "groups": [
            {"name": group.name, "rows": [row(each) for each in group.rows]}
            for group in overview.groups
        ],
        "median": row(overview.median),
        "notes": [note for note in (*overview.notes, overview.source) if note],
    }


def _table(report: Report, table: Table, keys: Sequence[str]) -> dict[str, Any]:
    """Return these columns of a table, but for those that are empty throughout."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    chosen = [
        places[key] for key in keys if any(row[places[key]] is not None for row in table.rows)
    ]

    columns = [table.columns[place] for place in chosen]
    rows = [
        [
            written(row[place], column.form, report.words)
            for place, column in zip(chosen, columns, strict=True)
        ]
        for row in table.rows
    ]
    return {
        "title": table.title,
        "columns": [
            {
                "label": column.label,
                "number": column.form is not Form.TEXT,
                "room": _room(column, [row[place] for row in rows]),
            }
            for place, column in enumerate(columns)
        ],
        "rows": rows,
    }


def _room(column: Column, values: Sequence[str]) -> float:
    """Return how wide a column wants to be, in points: its widest word, and twice that for text
    which is longer.
    """
    word = max(
        fonts.widest_word(column.label, 8, fonts.Weight.SEMIBOLD),
        *(fonts.widest_word(value, 8.5) for value in values),
    )
    whole = max(fonts.width(value, 8.5) for value in values)
    return max(word, min(whole, 2 * word)) + 8


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
                        "language": _language(same[0]["language"], report),
                        "who": report.words.join(dict.fromkeys(r["municipality"] for r in same)),
                    }
                    for same in found.values()
                ],
            }


def _entry(profile: Profile, entry: Entry, report: Report, limit: int | None) -> dict[str, Any]:
    """Return one dimension with its quoted words, at most `limit` letters of them."""
    row = next(row for row in profile.figure.rows if row.name == entry.name)
    fragments = tuple(_until(entry.fragments, limit))
    return {
        "name": entry.name,
        "level": _level(row.own, report.overview),
        "level-name": entry.level_name,
        "source": entry.source,
        "change": entry.change,
        "said": list(_said(fragments, _language(entry.language, report))),
        "disagreement": entry.disagreement,
        "reason": entry.reason,
        "lift": entry.lift,
        "place": entry.place,
        "cut": fragments != entry.fragments,
    }


def _language(code: str | None, report: Report) -> str:
    """Return the language of quoted words; where none is known, that of the report."""
    return code if code and re.fullmatch("[a-z]{2,3}", code) else report.words.language


def _until(fragments: Sequence[Fragment], limit: int | None) -> Sequence[Fragment]:
    """Return the fragments up to so many letters."""
    if limit is None:
        return fragments
    kept: list[Fragment] = []
    for fragment in fragments:
        text = _shortened(fragment.text, limit)
        kept.append(replace(fragment, text=text))
        if text != fragment.text:
            break
        limit -= len(text)
    return kept


def _shortened(text: str, limit: int | None) -> str:
    """Return the text, or what ends at a space before the limit and three dots."""
    if limit is None or len(text) <= limit:
        return text
    head = text[: max(limit, 0)]
    return head[: head.rfind(" ") + 1].rstrip() + "…"


def _said(fragments: Sequence[Fragment], language: str) -> Iterator[dict[str, Any]]:
    """Yield the statements of an answer by kind, without the signs between kinds."""
    kinds = [fragment.kind_name for fragment in fragments]
    for place, fragment in enumerate(fragments):
        if not fragment.kind:  # signs belong to the kind on both their sides, if it is the same
            before = next((kind for kind in reversed(kinds[:place]) if kind), "")
            after = next((kind for kind in kinds[place:] if kind), "")
            kinds[place] = before if before == after else ""
    only = not any(kinds)
    pairs = zip(kinds, fragments, strict=True)
    for kind, same in groupby(pairs, key=lambda pair: pair[0]):
        pieces = [{"text": piece.text, "cue": piece.cue_name} for _, piece in same]
        if kind or (only and any(piece["text"].strip() for piece in pieces)):
            yield {"kind": kind, "language": language, "pieces": pieces}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted({str(path.parent) for path in fonts.files()}),
    )


def _compiled(template: str, data: Mapping[str, Any], date: datetime.date) -> bytes:
    """Return the PDF of a template; each thread has a compiler of its own, which works freely."""
    compilers = _thread.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            _ASSETS / template, root=_ASSETS, font_paths=_fonts(), ignore_system_fonts=True
        )
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    made = compilers[template].compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=midnight,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made


def _drawable(value: Any) -> Any:
    """Return plain values with texts that the fonts can draw: PDF/UA allows no missing letter."""
    if isinstance(value, str):
        return fonts.drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(each) for each in value]
    return value
