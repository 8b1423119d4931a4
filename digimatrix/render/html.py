"""RENDER: a report becomes one self-contained page that opens from disk and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digimatrix.languages import Words
from digimatrix.render import charts
from digimatrix.render.charts.palette import LEVELS, level_colours
from digimatrix.report.document import Entry, Profile, Report
from digimatrix.report.figures import Overview, OverviewRow
from digimatrix.report.tables import Form, Value, written


@dataclass(frozen=True, slots=True)
class Piece:
    """A fragment as it is shown; `said` is its kind's name where a new kind begins."""

    text: str
    kind: str
    kind_name: str
    cue: str
    cue_name: str
    said: str


def page(report: Report, drawings: Mapping[str, str], files: Sequence[str] = ()) -> str:
    """Return the page of the report as HTML.

    `drawings` holds the SVG of each figure by its id, safe to stand inline; `files` are the
    names of the files beside the page that it points to.
    """
    words, overview = report.words, report.overview
    script = _asset("script.js")
    rows = {row.anchor: row for group in overview.groups for row in group.rows}
    shown = {
        (profile.anchor, entry.name): f"{profile.anchor}.{entry.dimension}"
        for profile in report.profiles
        for entry in profile.entries
    }

    def step(value: float) -> int:
        return shade(value, overview)

    def badge(profile: Profile, entry: Entry) -> str:
        row = rows.get(profile.anchor)
        if row is None or entry.name not in overview.dimensions:
            return "plain"
        value = row.levels[overview.dimensions.index(entry.name)].value
        return "unknown" if value is None else f"s{step(value)}"

    def evidence(row: OverviewRow, position: int) -> str:
        return shown.get((row.anchor, overview.dimensions[position]), "")

    def in_words(value: Value, form: Form) -> str:
        return written(value, form, words)

    return (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            overview=overview,
            drawings={name: Markup(svg) for name, svg in drawings.items()},
            files=files,
            policy=_policy(script),
            style=Markup(_style()),
            script=Markup(script),
            t=words.t,
            level=lambda value: in_words(value, Form.LEVEL),
            written=in_words,
            step=step,
            badge=badge,
            evidence=evidence,
            order=_order(rows.values(), words),
            pieces=_pieces,
            marks=_marks,
            kinds=_kinds(report),
            severities={
                "note": words.t("Note"),
                "warning": words.t("Warning"),
                "error": words.t("Error"),
            },
        )
    )


def shade(value: float, overview: Overview) -> int:
    """Return which of the palette's blues a level has, from 0: that of the class it has reached."""
    reached = max(0, math.floor(value - overview.lowest))
    colour, _ = level_colours(reached, len(overview.classes))
    return LEVELS.index(colour)


def _policy(script: str) -> str:
    """Nothing is fetched and only our own script runs; styles stand in the page itself."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    source = resources.files("digimatrix.render").joinpath("assets", name)
    return source.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _style() -> str:
    """The style sheet with the charts' own font and colours in it, as pages may fetch nothing."""
    return f"{charts.font_css()}\n{_asset('style.css')}{charts.theme_css()}\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("digimatrix.render", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _order(rows: Iterable[OverviewRow], words: Words) -> dict[str, int]:
    """The place of each municipality in this language's alphabetical order, by anchor."""
    ordered = sorted(rows, key=lambda row: (words.order(row.name), row.anchor))
    return {row.anchor: place for place, row in enumerate(ordered)}


def _pieces(entry: Entry) -> Iterator[Piece]:
    """The fragments with the kind said once where it begins, for those who hear the page."""
    before = ""
    for fragment in entry.fragments:
        new = fragment.kind and fragment.kind != before
        yield Piece(
            fragment.text,
            fragment.kind,
            fragment.kind_name,
            fragment.cue,
            fragment.cue_name,
            fragment.kind_name if new else "",
        )
        before = fragment.kind or before if not fragment.text.strip() else fragment.kind


def _marks(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The kinds that occur in an entry, each once."""
    return tuple(dict.fromkeys((f.kind, f.kind_name) for f in entry.fragments if f.kind))


def _kinds(report: Report) -> tuple[tuple[str, str], ...]:
    """The kinds that occur in the report, each once, in the order in which they come."""
    return tuple(
        dict.fromkeys(
            mark
            for profile in report.profiles
            for entry in profile.entries
            for mark in _marks(entry)
        )
    )
