"""What every PDF holds, as plain data for the templates."""

from __future__ import annotations

import re
from typing import Any

from digimatrix.render.charts import fonts, palette
from digimatrix.render.html import shade
from digimatrix.report.document import Report
from digimatrix.report.figures import Figure, Level, Overview


def frame(report: Report, title: str, description: str) -> dict[str, Any]:
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


def figure(shown: Figure, drawing: str) -> dict[str, Any]:
    """Return a figure with its drawing as SVG, and the words for those who do not see it."""
    return {
        "title": shown.title,
        "subtitle": shown.subtitle,
        "alt": shown.alt,
        "svg": drawing,
        "notes": [note for note in (*shown.notes, shown.source) if note],
    }


def level(shown: Level, overview: Overview) -> dict[str, Any]:
    """Return a level as it is shown; `step` is its blue, none where it is unknown."""
    step = None if shown.value is None else shade(shown.value, overview)
    return {"label": shown.label, "step": step, "reached": shown.reached}


def language(code: str | None, report: Report) -> str:
    """Return the language of quoted words; where none is known, that of the report."""
    return code if code and re.fullmatch("[a-z]{2,3}", code) else report.words.language
