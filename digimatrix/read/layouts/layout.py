"""What a table of a sheet is made of: its cells, each with what it answers and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from digimatrix.model.values import value
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import Heading, Label
from digimatrix.read.levels.typed_levels import TypedLevel
from digimatrix.read.senders.owner import Owner


@value
class Slot:
    """A cell and what it answers: `facet` is None where only its content can tell.

    `owner` has the cells that name the municipality, round and date, None where the sheet
    does; `line` groups the cells of one record. `level` is the level it has by the sheet's own
    legend.
    """

    cell: Cell
    dimension: str
    facet: Label | None
    scale: tuple[float, float] | None
    line: int
    owner: Owner
    level: TypedLevel | None = None

    def answering(self, facet: Label) -> Slot:
        """Return the slot with its facet told; every text passes here, so not by `replace`."""
        return Slot(self.cell, self.dimension, facet, self.scale, self.line, self.owner, self.level)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: `layout` is a slug, `area` its rectangle on the sheet.

    `owners` also holds those whose record is empty. `near` are headings that were guessed,
    `shared` the merged cells which answer several things; `language` is that of most headings.
    `dated` are the headings of texts and levels that name a year, which may tell the round;
    `unheaded` the first cells of columns without a heading, with that under which they were read.
    `whole` are the cells that hold a whole matrix: of how many dimensions, and what precedes them.
    `numbered` are the first of the answers that their numbers tell apart, and how many there are;
    `explained` the words after headings that were taken for their explanation; `unexplained`
    the headings that end in a number of which nothing is told. `inner` are cells of answers that
    look like headings, each with the heading of the answer.
    """

    layout: str
    area: Area
    slots: tuple[Slot, ...]
    owners: tuple[Owner, ...]
    near: tuple[tuple[Cell, Heading], ...]
    shared: tuple[Cell, ...]
    language: str
    dated: tuple[Cell, ...] = ()
    unheaded: tuple[tuple[Cell, str], ...] = ()
    whole: tuple[tuple[Cell, int, str], ...] = ()
    numbered: tuple[tuple[Cell, int], ...] = ()
    explained: tuple[Cell, ...] = ()
    unexplained: tuple[Cell, ...] = ()
    inner: tuple[tuple[Cell, str], ...] = ()
