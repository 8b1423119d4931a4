"""Columns of a sheet headed by towns that no register has: "Szempont | Eger | Mezőkövesd"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from digimatrix.languages import LANGUAGES, data
from digimatrix.model.matrix import State
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.layouts.contents import state_of
from digimatrix.read.layouts.fields import SAMPLE, Head
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import names_total
from digimatrix.read.senders.dating import tells_when
from digimatrix.read.senders.identity import labelled, with_suffix
from digimatrix.read.senders.units import units_in
from digimatrix.read.wordings import fold, has_stem

_FEWEST = 3  # towns beside each other; two words may head anything
_ANSWERS = 3  # in words, of each
_TITLE = 200  # letters
_NAME = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_DATA = ("reading", "themes", "evidence")


def row_of_names(head: Head) -> int | None:
    """Return the row above the dimensions where each column of answers has a name, if one has.

    All dimensions stand below it, with words, and nothing else says whose the answers are. What
    any of the languages' data knows as a word, or the answers hold in small letters, is no name.
    """
    fields, lines = head.fields, head.view.lines
    first = min(fields)
    rows = [row for row in head.view.columns if row < first]
    keys = {own.dimension for own in fields.values()}
    if not head.view.flipped or not rows or keys != set(head.headings.framework.keys):
        return None
    row = max(rows)
    below = [n for n in islice(head.view.after(head.bottom), SAMPLE) if n < head.end]
    answers = {n: [x for c, x in lines[n].items() if c in fields] for n in below}
    answered = [n for n, cells in answers.items() if cells]
    names = [lines[n][row] for n in answered if row in lines[n]]
    if not _FEWEST <= len(names) == len(answered):
        return None
    if len({fold(cell.text) for cell in names}) < len(names):
        return None
    small = {word for cells in answers.values() for word in _small_words(cells)}
    told = all(_is_name(head, cell) and fold(cell.text) not in small for cell in names)
    worded = told and all(_are_words(answers[n]) for n in answered)
    return row if worded and not _says_whose(head, names) else None


def _are_words(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in cells if state_of(cell.text) is State.TEXT]
    return len(told) >= _ANSWERS and all(parse(cell.value) is None for cell in told)


def _small_words(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        yield from (fold(word) for word in re.findall(r"\w+", cell.text) if word.islower())


def _is_name(head: Head, cell: Cell) -> bool:
    text = cell.text
    if head.known.is_municipality(text) or with_suffix(text):
        return True
    known = head.headings.read(text) or tells_when(cell) or names_total(text) or units_in(text)
    if known or _NAME.fullmatch(text) is None or not (text[0].isupper() and text[1:2].islower()):
        return False
    return not has_stem(text, "beside_stems") and _words().isdisjoint(fold(text).split())


def _says_whose(head: Head, names: Sequence[Cell]) -> bool:
    """Whether anything but the names says whose the answers are: a title, a label, the file."""
    grid = head.ledger.grid
    inside = {names[0].row, *head.fields}
    around = {at: cell for at, cell in grid.cells.items() if at[0] not in inside}
    texts = [*re.split(r"[/.]", grid.file), grid.sheet, *grid.margins]
    texts += [cell.text for cell in around.values() if len(cell.text) <= _TITLE]
    if any(head.known.is_mentioned(text) or with_suffix(text) for text in texts):
        return True
    labels = (item.label for item in labelled(around, head.headings))
    return Label.MUNICIPALITY in labels


@cache
def _words() -> frozenset[str]:
    """Return every folded word that the languages' data holds."""
    held = (data(language, name) for language in LANGUAGES for name in _DATA)
    return frozenset(word for each in held for text in _texts(each) for word in fold(text).split())


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for value in held.values():
            yield from _texts(value)
    elif isinstance(held, list):
        for value in held:
            yield from _texts(value)
