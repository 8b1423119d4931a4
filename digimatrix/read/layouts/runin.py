"""Headings that open the paragraph of their answer: "Resurser. Bidrag från fonden i år."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address
from digimatrix.read.headings import Headings

_LEAST = 3  # dimensions that open a paragraph so
_SURE = 95
_OPENING = re.compile(
    r"^((?:\d{1,2}[.)][^\S\n]*)?[^.:\n–—]{2,59}[^.:\n–—\s])(?:\.(?=[^\S\n]+\w)|[–—](?=[^\S\n]*\w))",
    re.MULTILINE,
)


def mark_run_in(ledger: Ledger, headings: Headings) -> None:
    """Give headings that a full stop parts from their answers the colon that others have."""
    found = {(address, end): dimension for address, end, dimension in _openings(ledger, headings)}
    if len(set(found.values())) < _LEAST:
        return
    for address, end in sorted(found, reverse=True):
        cell = ledger.open[address]
        text = f"{cell.text[:end]}: {cell.text[end + 1 :].lstrip()}"
        ledger.open[address] = replace(cell, value=text, text=text)


def _openings(ledger: Ledger, headings: Headings) -> Iterator[tuple[Address, int, str]]:
    """Yield where headings end that open a line, in cells alone in their row."""
    rows: dict[int, list[Address]] = {}
    for address in ledger.open:
        rows.setdefault(address[0], []).append(address)
    for address in (alone[0] for alone in rows.values() if len(alone) == 1):
        for opening in _OPENING.finditer(ledger.open[address].text):
            heading = headings.read(opening[1].strip())
            if heading and heading.dimension and heading.sure >= _SURE:
                yield address, opening.end(1), heading.dimension
