"""What a sheet repeats at the top of each printed page: its title, "sivu 2/2", whose it is."""

from __future__ import annotations

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.wordings import fold, plain_set

_SHORT, _LONG = 4, 100  # letters of a title
_LITTLE = 3  # letters of a word between two numbers: "page 2 of 2"


def numbers_page(text: str) -> bool:
    """Whether the text is a page's number and nothing else: "sivu 2/2", "page 2 of 2"."""
    if len(text) > _LONG or not any(map(str.isdigit, text)):
        return False
    words = fold(text).split()
    pages = plain_set("sheets", "page")
    if pages.isdisjoint(words) or not any(map(str.isdigit, words)):
        return False
    return all(word in pages or word.isdigit() or len(word) <= _LITTLE for word in words)


def claim_page_heads(ledger: Ledger, headings: Headings) -> None:
    """Account for what repeats the top of the sheet between the parts of a broken table."""
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        rows.setdefault(cell.row, []).append(cell)
    titles: set[str] = set()
    before: set[tuple[str, ...]] = set()
    repeats = False
    for number, row in enumerate(rows[at] for at in sorted(rows)):
        texts = tuple(cell.text for cell in row)
        if not number:
            titles = {text for text in texts if _is_title(text, headings)}
        elif all(text in titles or numbers_page(text) for text in texts):
            repeats = True
        else:  # below a repeated title stands again whose it is
            repeats = repeats and texts in before and _is_labelled(texts[0], headings)
        if repeats or all(map(numbers_page, texts)):
            for cell in row:
                ledger.heading(cell)
        before.add(texts)


def _is_labelled(text: str, headings: Headings) -> bool:
    return headings.label(text.partition(":")[0]) is not None


def _is_title(text: str, headings: Headings) -> bool:
    """Whether the first row of the sheet may hold the text as a title, and no heading."""
    letters = sum(map(str.isalpha, text))
    before = text.partition(":")[0]
    return letters >= _SHORT and len(text) <= _LONG and headings.read(before) is None
