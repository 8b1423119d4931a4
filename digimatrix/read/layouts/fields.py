"""The head of a table: the columns of answers under its headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading, Headings, Label
from digimatrix.read.layouts import inline
from digimatrix.read.layouts.view import Header, View
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner
from digimatrix.read.senders.rounds import year_of

_ANSWERING = (Label.RESPONDENT, Label.UNIT)

SAMPLE = 300
"""Lines that tell what a column holds."""


@dataclass(slots=True)
class Field:
    """A column of answers; `facet` is None where only the cells' content can tell."""

    dimension: str
    facet: Label | None
    scale: tuple[float, float] | None
    owner: Owner = field(default_factory=Owner)
    paired: tuple[Label, ...] = ()  # the level and the target, if it is for both


class Head:
    """The head of one table; what it takes is accounted for as headings.

    `fields` are the columns of answers, `heads` the headings of dimensions by their columns,
    `labels` what else the headings announce, `answers` what stands between the headings and is
    one itself, `parallel` the lines beside the headings that say whose the columns are, `bottom`
    the last line of the head, `cells` all that was taken, `dated` the headings whose year may be
    the round.
    `above` holds the labels that stand in the line above the headings, by their column.
    `measured` tells that a line beside the headings says which column is text, level or target,
    and `foreign` which is none of them, and why.
    """

    def __init__(
        self,
        view: View,
        header: Header,
        end: int,
        ledger: Ledger,
        headings: Headings,
        known: Known,
    ) -> None:
        self.view, self.header, self.end = view, header, end
        self.ledger, self.headings, self.known = ledger, headings, known
        self.bottom = header.bottom
        self.fields: dict[int, Field] = {}
        self.heads: dict[int, Cell] = {}
        self.labels: dict[int, Heading] = {}
        self.answers: dict[int, Cell] = {}
        self.cells: list[Cell] = []
        self.near: list[tuple[Cell, Heading]] = []
        self.unheaded: list[tuple[Cell, str]] = []
        self.parallel: set[int] = set()
        self.dated: list[Cell] = []
        self.foreign: dict[int, Cell] = {}
        self.above: dict[int, Cell] = {}
        self.measured = False
        self._read_header()

    def part(self, line: int) -> dict[int, Cell]:
        """Return the cells of a line that belong to this table."""
        return self.view.part(line, self.header.first, self.header.last)

    def take(self, cell: Cell) -> None:
        """Account for a cell as a heading of this table."""
        self.ledger.heading(cell)
        self.cells.append(cell)

    def _read_header(self) -> None:
        for line in range(self.header.line, self.header.bottom + 1):
            for column, cell in self.part(line).items():
                mark = self.header.marks.get(column)
                if mark is not None:
                    self.take(cell)
                    self.heads.setdefault(column, cell)
                    if column not in self.fields:
                        if mark.near:
                            self.near.append((cell, mark))
                        # "Resurssit (taso 2)" has its level in it: what follows are words
                        typed = inline.levels_in(cell, self.headings.framework)
                        facet = None if typed else mark.label
                        for covered in range(column, self.view.end(line, column)[1] + 1):
                            self.fields[covered] = Field(mark.dimension or "", facet, mark.scale)
                elif line == self.header.line and (label := self.headings.label(cell.text)):
                    self.labels[column] = label
        between = range(min(self.fields), max(self.fields))
        for column in [c for c, x in self.labels.items() if x.label in _ANSWERING]:
            if column in between and not self.view.flipped:
                del self.labels[column]  # who is to do what stands before it; nobody who answered
        self.date(self.heads, self.header.marks)

    def date(self, cells: dict[int, Cell], facets: Mapping[int, Heading]) -> None:
        """Keep the headings which may tell the round: all with a year but those of targets."""
        self.dated += [
            cell
            for column, cell in cells.items()
            if year_of(cell.text)
            and not (column in facets and facets[column].label is Label.TARGET)
        ]
