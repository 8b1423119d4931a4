"""What a heading's own cell answers: "RESURSSIT: 1,5 htv", "Resurssit (taso 2)"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from digimatrix.model.framework import Framework
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading, Headings, Label
from digimatrix.read.levels.level_cells import in_parts
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import SCALE
from digimatrix.read.levels.typed_levels import has_number, parse
from digimatrix.read.prompts import prompts
from digimatrix.read.wordings import fold, plain_set

_BEGIN = re.compile(r"[(\[:]|\s[-–—]\s")
_FIGURE = r"[^\W\d]{0,2}(?:\d(?:[.,]\d|½)?|½)\s*[/→>–-]*\s*"
_NUMBERED = re.compile(rf"(?:[(\[]|[:=]|\s(?:[-–—]\s)?)\s*((?:{_FIGURE}){{1,2}})[)\]]?\s*$")
_ASKED_END = re.compile(r"[:?]\s+(?=\S)")
_END = re.compile(r":|\n|\s[-–—]\s")


def answer_in(cell: Cell, mark: Heading, headings: Headings, *, again: bool = False) -> Cell | None:
    """Return the cell with only the words after its heading, or None if they are no answer.

    Words for the same dimension in another language are its heading, too ("Resurssit: Resurser"),
    unless with `again`: "Background: strategy" may be an answer.
    """
    if mark.opening:
        words = cell.text[mark.opening :].strip(" \n:–—")
        return replace(cell, value=words, text=words) if words and not prompts(words) else None
    for end in _END.finditer(cell.text):
        heading = headings.read(cell.text[: end.start()])
        if heading is None or heading.dimension != mark.dimension:
            continue
        words = cell.text[end.end() :].strip(" \n:–—")
        read = headings.read(words)
        said_again = (
            read is not None
            and read.dimension == mark.dimension
            and (read.wording == mark.wording or (read.language != mark.language and not again))
        )
        if not words or prompts(words) or said_again:
            return None
        bracketed = words.startswith("(") and words.endswith(")")
        return None if bracketed else replace(cell, value=words, text=words)
    return None


def levels_in(cell: Cell, framework: Framework) -> list[tuple[Label, Cell]]:
    """Return the levels typed into a heading, each in a cell of its own."""
    if SCALE.search(cell.text):
        return []
    found = [
        (Label.TARGET if item.target else Label.LEVEL, item.level.typed)
        for item in in_text(cell.text)
    ]
    begin = _BEGIN.search(cell.text)
    words = cell.text[begin.end() :].rstrip(" )]") if begin else ""
    now, aim = in_parts(words, framework) if has_number(words) else (None, None)
    if now and aim:  # "(nyt 2, tavoite 3)"
        found = [(Label.LEVEL, now.typed), (Label.TARGET, aim.typed)]
    elif now and not found and not _of_now().isdisjoint(fold(words).split()):
        found = [(Label.LEVEL, now.typed)]
    return [(label, replace(cell, value=typed, text=typed)) for label, typed in found if typed]


def level_after_label(cell: Cell, headings: Headings) -> tuple[Heading, Cell] | None:
    """Return the label of a level or a target with the one typed after it: "Tavoite: 3"."""
    for end in _ASKED_END.finditer(cell.text):
        label = headings.label(cell.text[: end.start()])
        typed = cell.text[end.end() :].strip()
        if label and label.label in (Label.LEVEL, Label.TARGET) and not SCALE.search(typed):
            return (label, replace(cell, value=typed, text=typed)) if parse(typed) else None
    return None


@cache
def _of_now() -> frozenset[str]:
    return plain_set("answers", "now") | plain_set("answers", "level_words")


def number_in(cell: Cell, framework: Framework) -> Cell | None:
    """Return the bare number that a heading ends in, "RESURSSIT (1)", in a cell of its own."""
    found = None if SCALE.search(cell.text) else _NUMBERED.search(cell.text)
    if found is None or levels_in(cell, framework):
        return None
    typed = found[1].strip()
    return replace(cell, value=typed, text=typed)
