"""RENDER: a report becomes one self-contained page that opens from disk and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digimatrix.languages import Words
from digimatrix.render import charts
from digimatrix.render.charts.palette import LEVELS, level_colours
from digimatrix.render.own import about_lessons, headings, lessons, promises
from digimatrix.report.document import Entry, Profile, Report
from digimatrix.report.figures import Overview, OverviewRow, class_of, on_swatch
from digimatrix.report.tables import Form, Value, written

_RANGE = re.compile(r"\d–(?=\d)")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Piece:
    """A fragment as it is shown; `said` is its kind's name where a new kind begins."""

    text: str
    kind: str
    kind_name: str
    cue: str
    cue_name: str
    said: str


def page(
    report: Report,
    drawings: Mapping[str, str],
    files: Sequence[str] = (),
    own: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Return the page of the report as HTML.

    `drawings` holds the SVG of each figure by its id, safe to stand inline; `files` are the
    names of the files beside the page that it points to, `own` those of a municipality's own
    pages by its anchor.
    """
    words, overview = report.words, report.overview
    script = _asset("script.js")
    rows = {row.anchor: row for group in overview.groups for row in group.rows}
    shown = {
        (profile.anchor, entry.name): f"{profile.anchor}.{entry.dimension}"
        for profile in report.profiles
        for entry in profile.entries
    }

    def evidence(row: OverviewRow, position: int) -> str:
        return shown.get((row.anchor, overview.dimensions[position]), "")

    def level(value: Value) -> str:
        return written(value, Form.LEVEL, words)

    return (
        _environment()
        .get_template("page.html")
        .render(
            _shared(report, drawings),
            overview=overview,
            decimal=words.number(0.5, 1)[1],
            files=files,
            own={profile.anchor: own.get(profile.anchor, ()) for profile in report.profiles},
            policy=_policy(script),
            script=Markup(script),
            level=level,
            swatch=on_swatch,
            evidence=evidence,
            with_words=any(entry.fragments for each in report.profiles for entry in each.entries),
            order=_order(rows.values(), words),
            kinds=_kinds(report.profiles),
            severities=severity_names(words),
        )
    )


def municipality(report: Report, profile: Profile, drawing: str, files: Sequence[str] = ()) -> str:
    """Return a municipality's own page as HTML, fit to be sent out: it alone is named.

    `drawing` is the SVG of its figure; `files` are the names of the files beside the page.
    """
    return (
        _environment()
        .get_template("municipality.html")
        .render(
            _shared(report, {profile.figure.id: drawing}),
            profile=profile,
            headings=headings(report.words),
            promises=promises(profile, report.words),
            lessons=lessons(profile),
            about_lessons=about_lessons(report.words),
            files=files,
            policy=_policy(),
            kinds=_kinds((profile,)),
        )
    )


def account(report: Report, files: Sequence[str] = ()) -> str:
    """Return the page that says what was read from which cell, and what was left out."""
    return (
        _environment()
        .get_template("reading.html")
        .render(_shared(report, {}), account=report.account, files=files, policy=_policy())
    )


def _shared(report: Report, drawings: Mapping[str, str]) -> dict[str, object]:
    """Return what every page's parts call for."""
    words, overview = report.words, report.overview

    def step(value: float) -> int:
        return shade(value, overview)

    def badge(profile: Profile, entry: Entry) -> str:
        own = next((row.own for row in profile.figure.rows if row.name == entry.name), None)
        if own is None:
            return "plain"
        return "unknown" if own.value is None else f"s{step(own.value)}"

    return {
        "report": report,
        "drawings": {name: Markup(svg) for name, svg in drawings.items()},
        "style": Markup(_style()),
        "t": words.t,
        "written": lambda value, form: written(value, form, words),
        "step": step,
        "badge": badge,
        "on_one_line": _on_one_line,
        "pieces": _pieces,
        "marks": _marks,
    }


def shade(value: float, overview: Overview) -> int:
    """Return which of the palette's blues a level has, from 0: that of the class it has reached."""
    colour, _ = level_colours(class_of(value, overview.starts), len(overview.classes))
    return LEVELS.index(colour)


def _on_one_line(text: str) -> str:
    """Return the text with no line break allowed within its ranges: "(0–100)"."""
    return _RANGE.sub(f"\\g<0>{_WORD_JOINER}", text)


def severity_names(words: Words) -> Mapping[str, str]:
    """Return how serious a note is, in words, by its slug."""
    return {"note": words.t("Note"), "warning": words.t("Warning"), "error": words.t("Error")}


def _policy(script: str = "") -> str:
    """Nothing is fetched and only our own script runs; styles stand in the page itself."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    allowed = f"'sha256-{digest}'" if script else "'none'"
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
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


def _kinds(profiles: Iterable[Profile]) -> tuple[tuple[str, str], ...]:
    """The kinds that occur in the profiles, each once, in the order in which they come."""
    return tuple(
        dict.fromkeys(
            mark for profile in profiles for entry in profile.entries for mark in _marks(entry)
        )
    )
