"""What a heading's own cell answers: "RESURSSIT: 1,5 htv", "Resurssit (taso 2)"."""

from __future__ import annotations

import re
from dataclasses import replace

from digimatrix.read.grids import Cell
from digimatrix.read.headings import SCALE, Heading, Headings, Label
from digimatrix.read.prompts import prompts
from digimatrix.read.typed_levels import in_text

_END = re.compile(r":|\n|\s[-–—]\s")


def answer_in(cell: Cell, mark: Heading, headings: Headings) -> Cell | None:
    """Return the cell with only the words after its heading, or None if they are no answer."""
    for end in _END.finditer(cell.text):
        heading = headings.read(cell.text[: end.start()])
        if heading is None or heading.dimension != mark.dimension:
            continue
        words = cell.text[end.end() :].strip(" \n:–—")
        again = headings.read(words)
        said_again = (
            again is not None
            and again.dimension == mark.dimension
            and (again.language != mark.language or again.wording == mark.wording)
        )
        if not words or prompts(words) or said_again:
            return None
        bracketed = words.startswith("(") and words.endswith(")")
        return None if bracketed else replace(cell, value=words, text=words)
    return None


def levels_in(cell: Cell) -> list[tuple[Label, Cell]]:
    """Return the levels typed into a heading, each in a cell of its own."""
    if SCALE.search(cell.text):
        return []
    return [
        (Label.TARGET if found.target else Label.LEVEL, replace(cell, value=typed, text=typed))
        for found in in_text(cell.text)
        if (typed := found.level.typed)
    ]
