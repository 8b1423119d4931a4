"""RENDER: a report becomes a short table and a few lines for the terminal."""

from __future__ import annotations

import io
import shutil
import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from digimatrix.languages import NO_BREAK_SPACE
from digimatrix.report.document import Report
from digimatrix.report.figures import Dumbbell, Level, OverviewRow

MOST = 40
"""More municipalities than this are not for a terminal."""

MOST_LETTERS = 26
"""Longer names are cut there."""

WIDEST = "*"
UNKNOWN = "–"
_PLAIN = str.maketrans({"–": "-", "−": "-", "\u00a0": " ", "…": "...", "”": '"', "“": '"'})


def summary(report: Report, *, width: int | None = None, encoding: str | None = None) -> str:
    """Return the levels by municipality and dimension, the widest gaps marked, and the counts.

    `width` is in columns, that of the terminal unless given; letters that `encoding` (that of
    the standard output unless given) cannot write are replaced. There is no colour in it.
    """
    words, overview = report.words, report.overview
    encoding = encoding or sys.stdout.encoding or "utf-8"
    gaps = {profile.anchor: _widest(profile.figure) for profile in report.profiles}
    rows = [row for group in overview.groups for row in group.rows]
    columns = width or shutil.get_terminal_size().columns
    headings, key = _headings(report, columns)

    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    first, *widths = _widths(report, headings)
    first = max(
        MOST_LETTERS // 2, min(first, MOST_LETTERS, columns - sum(widths) - len(widths) - 2)
    )
    table.add_column(words.t("Municipality"), width=first, no_wrap=True, overflow="ellipsis")
    for heading, wide in zip((*headings, overview.mean_label), widths, strict=True):
        table.add_column(heading, width=wide, justify="right", overflow="fold")
    left = MOST
    for group in overview.groups:
        if group.name and len(overview.groups) > 1 and left:
            table.add_row(group.name.upper())
        for row in group.rows[:left]:
            table.add_row(*_cells(row, overview.dimensions, gaps.get(row.anchor, frozenset())))
        left = max(0, left - len(group.rows))
    if len(rows) > 1:
        table.add_section()
        table.add_row(*_cells(overview.median, overview.dimensions, frozenset()))
    if (targets := overview.targets) is not None:
        table.add_row(targets.name, *(level.label for level in (*targets.levels, targets.mean)))

    unknown = sum(level.value is None for row in rows for level in row.levels)
    lines = [
        words.n("and {n} more municipality", "and {n} more municipalities", len(rows) - MOST)
        if len(rows) > MOST
        else "",
        key,
        words.t("{mark} widest gap to the target", mark=WIDEST)
        if overview.target is None
        else words.t(
            "{mark} widest gap to the target of {target}",
            mark=WIDEST,
            target=words.level(overview.target),
        ),
        words.t("{mark} {unknown}", mark=UNKNOWN, unknown=overview.unknown_label)
        if unknown
        else "",
        report.counts_text,
    ]
    stream = io.StringIO()
    console = Console(
        file=stream, width=columns, color_system=None, force_terminal=False, highlight=False
    )
    console.print(Text(report.title))
    console.print(table)
    for line in filter(None, lines):
        console.print(Text(line))
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines())
    return writable(text, encoding)


def _headings(report: Report, columns: int) -> tuple[tuple[str, ...], str]:
    """The dimensions' names where they fit, else numbers with the line that explains them."""
    names = report.overview.dimensions
    first, *widths = _widths(report, names)
    if min(first, MOST_LETTERS) + sum(widths) + len(widths) + 2 <= columns:
        return names, ""
    numbers = tuple(str(number) for number, _ in enumerate(names, 1))
    return numbers, " · ".join(map(NO_BREAK_SPACE.join, zip(numbers, names, strict=True)))


def _widths(report: Report, headings: tuple[str, ...]) -> list[int]:
    """The width of each column: what is in it, and the longest word of its heading."""
    overview = report.overview
    groups = overview.groups
    rows = [*(row for group in groups for row in group.rows), overview.median]
    aims = [] if (targets := overview.targets) is None else [targets]
    names = [row.name for row in (*rows, *aims)] + [
        group.name for group in groups if len(groups) > 1
    ]
    levels = zip(*(row.levels for row in rows), strict=True)
    return [
        max(len(name) for name in (report.words.t("Municipality"), *names)),
        *(
            max(
                *(len(word) for word in heading.split()),
                *(len(_shown(level)) + len(WIDEST) for level in column),
                *(len(row.levels[nth].label) for row in aims),
            )
            for nth, (heading, column) in enumerate(zip(headings, levels, strict=True))
        ),
        max(
            len(overview.mean_label),
            *(len(_shown(row.mean)) for row in rows),
            *(len(row.mean.label) for row in aims),
        ),
    ]


def _shown(level: Level) -> str:
    return UNKNOWN if level.value is None else level.label


def _widest(figure: Dumbbell) -> frozenset[str]:
    """The dimensions with the municipality's widest shortfall; none if it has no shortfall."""
    shortfalls = {row.name: row.shortfall for row in figure.rows if row.shortfall}
    widest = max((gap for gap in shortfalls.values() if gap), default=None)
    return frozenset(name for name, gap in shortfalls.items() if gap == widest)


def _cells(row: OverviewRow, dimensions: tuple[str, ...], widest: frozenset[str]) -> list[str]:
    levels = (
        _shown(level) + (WIDEST if name in widest else "")
        for name, level in zip(dimensions, row.levels, strict=True)
    )
    return [row.name, *levels, _shown(row.mean)]


def writable(text: str, encoding: str) -> str:
    """The text in letters that the encoding has, look-alikes first."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        lines = text.translate(_PLAIN).replace("─", "-").replace("━", "-")
        return lines.encode(encoding, errors="replace").decode(encoding)
    return text
