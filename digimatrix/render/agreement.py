"""RENDER: how reviewers agree becomes text for a terminal, or JSON."""

from __future__ import annotations

import dataclasses
import textwrap
from typing import Any

from digimatrix.assess.reviewers import Dispute, Pair, Reviewers
from digimatrix.languages import Words
from digimatrix.model.framework import Framework

WIDTH = 88


def as_text(found: Reviewers, framework: Framework, words: Words) -> str:
    """Return the agreement as lines: pair by pair, all together, and what is disputed."""
    lines = [
        words.n(
            "{n} answer has a level from two reviewers or more.",
            "{n} answers have a level from two reviewers or more.",
            found.shared,
        )
    ]
    if found.single:
        lines.append(
            words.n(
                "{n} answer has a level from one reviewer only; it is left out.",
                "{n} answers have a level from one reviewer only; they are left out.",
                found.single,
            )
        )
    if found.changed:
        lines.append(
            words.n(
                "{n} answer was changed between the reviews; it is left out.",
                "{n} answers were changed between the reviews; they are left out.",
                found.changed,
            )
        )
    lines += ["", *_table(found, words)]
    if len(found.names) > 2:
        alpha = words.number(found.alpha, 2)
        lines += ["", words.t("Krippendorff’s alpha, interval metric: {alpha}", alpha=alpha)]
    else:
        lines += ["", *_confusion(found.pairs[0], framework, words)]
    lines += ["", words.n("{n} dispute.", "{n} disputes, the widest first:", len(found.disputes))]
    for dispute in found.disputes:
        lines += _dispute(dispute, found.names, framework, words)
    return "\n".join(lines)


def _table(found: Reviewers, words: Words) -> list[str]:
    heads = [
        words.t("answers"),
        words.t("quadratic weighted kappa"),
        "95 %",
        words.t("exact"),
        "±1",
    ]
    rows = [(f"{pair.first} – {pair.second}", *_figures(pair, words)) for pair in found.pairs]
    table = [("", *heads), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _figures(pair: Pair, words: Words) -> tuple[str, ...]:
    measured = pair.agreement
    ends = [words.number(end, 2) for end in pair.interval or ()]
    return (
        words.number(measured.cells),
        words.number(measured.qwk, 2),
        "–".join(ends) or "–",
        words.percent(measured.exact),
        words.percent(measured.within_one),
    )


def _confusion(pair: Pair, framework: Framework, words: Words) -> list[str]:
    """Return the counts of levels, the first set's in rows and the second's in columns."""
    corner = f"{pair.first} ↓  {pair.second} →"
    names = [words.level(level.value) for level in framework.levels]
    if not framework.stepped:  # they are bands; each is known by where it begins
        names = [f"{name}–" for name in names]
    return [
        corner + "".join(f"{name:>6}" for name in names),
        *(
            f"{name:>{len(corner)}}" + "".join(f"{count:>6}" for count in row)
            for name, row in zip(names, pair.confusion, strict=True)
        ),
    ]


def _dispute(
    dispute: Dispute, names: tuple[str, ...], framework: Framework, words: Words
) -> list[str]:
    dimension = framework.dimension(dispute.dimension).name[words.language]
    what = " · ".join(part for part in (dispute.municipality, dispute.round, dimension) if part)
    lines = [f"  {what}"]
    for name, level, reason in zip(names, dispute.levels, dispute.reasons, strict=True):
        if level is not None:
            shown = words.level(framework.told(dispute.dimension, level))
            text = f"{shown}  {name}" + (f": {reason}" if reason else "")
            lines += textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent=" " * 7)
    return lines


def as_json(found: Reviewers) -> dict[str, Any]:
    """Return the agreement as one JSON document; levels and reasons are in the sets' order."""
    return {"schema": 1, "metric": "interval", **dataclasses.asdict(found)}
