"""Whose an answer is, by the cells that say so."""

from __future__ import annotations

from digimatrix.model.values import value
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label

OF_OWNERS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE})
"""Labels that say whose an answer is."""


@value
class Owner:
    """Whose an answer is: the cells naming its municipality, round and date."""

    municipality: Cell | None = None
    round: Cell | None = None
    date: Cell | None = None
