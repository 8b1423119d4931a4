"""RENDER: a line of the region's own matrix in plain words, for formats without looks."""

from __future__ import annotations

from digimatrix.report.document import Line, Synthesis

PARTS = ("common", "rare", "others", "reservations", "demands")
"""The parts of a column in the order of their rows."""

ARROW = "→ "
"""What a demand begins with, as in the matrices that are summed up."""


def plainly(line: Line, slug: str, made: Synthesis) -> str:
    """Return a line: how many, what, in whose words, and who where they are few."""
    opening, closing = (ARROW, "") if slug == "demands" else made.quotation
    words = f"{opening}{line.quote}{closing}" if line.quote else ""
    if slug == "demands":
        said, behind = words, [line.share, line.topic, line.who]
    else:
        named = ": ".join(part for part in (line.topic, words) if part)
        said = named if line.quote or not line.share else f"{line.share} {named}"
        behind = [line.who]
    told = "; ".join(part for part in behind if part)
    return f"{said} ({told})" if told else said
