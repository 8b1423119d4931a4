"""A sheet for each dimension, with the municipalities in its rows: "Resurssit", "Evaluointi"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, says_now
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.prompts import exemplifies
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner

_SEVERAL = 3  # dimensions that have a sheet beside one told by its words
_TOLD = 70  # how sure such a one is
_LEAST = 2  # sheets, and municipalities where no heading says "Kunta"

Rows = dict[int, dict[int, Cell]]


def dimensions_of(ledgers: Sequence[Ledger], headings: Headings) -> dict[int, Heading]:
    """Return the dimensions that sheets are named after, by the sheets' numbers.

    Beside several of them telling words are enough, of a dimension that has no sheet yet. The
    tables of a document, which have no names, are named by their titles.
    """
    read = {number: headings.read(ledger.grid.sheet) for number, ledger in enumerate(ledgers)}
    found = {number: said for number, said in read.items() if said and said.dimension}
    present = {said.dimension for said in found.values()}
    if not found and len(ledgers) >= _SEVERAL:
        return _titled(ledgers, headings)
    if not _SEVERAL <= len(present) < len(headings.framework.keys):
        return found
    languages = {said.language for said in found.values()}
    told: dict[str, list[int]] = {}
    for number in (number for number, said in read.items() if said is None):
        pointed = headings.telling.told(ledgers[number].grid.sheet, languages)
        if len(pointed) == 1 and not pointed & present:
            told.setdefault(pointed.pop(), []).append(number)
    for key, numbers in told.items():
        if len(numbers) == 1:
            language = next(iter(found.values())).language
            wording = headings.framework.dimension(key).heading[language]
            found[numbers[0]] = Heading(key, None, wording, _TOLD, language)
    return found


def _titled(ledgers: Sequence[Ledger], headings: Headings) -> dict[int, Heading]:
    """Return the dimensions that sheets have for a title, where several have one of their own."""
    found = {n: mark[1] for n, each in enumerate(ledgers) if (mark := titled(each, headings))}
    apart = len({heading.dimension for heading in found.values()}) == len(found)
    return found if apart and len(found) >= _SEVERAL else {}


def titled(ledger: Ledger, headings: Headings) -> tuple[int, Heading] | None:
    """Return the row and the dimension of the title of a sheet that answers only that.

    The title stands alone in its row, below no row with more cells.
    """
    for row, cells in groupby(sorted(ledger.grid.cells.items()), key=lambda item: item[0][0]):
        (_, first), *others = cells
        if others:
            return None
        said = headings.read(first.text)
        if said and said.dimension and said.label is None:
            return row, said
    return None


def dimension_tables(
    ledgers: Sequence[Ledger], headings: Headings, known: Known
) -> list[tuple[int, list[Table]]]:
    """Return the tables of the sheets named after dimensions, by the sheets' numbers."""
    found: list[tuple[int, Heading, Rows, int, int]] = []
    for number, heading in sorted(dimensions_of(ledgers, headings).items()):
        rows = rows_of(ledgers[number])
        if names := names_in(rows, headings, known):
            found.append((number, heading, rows, *names))
    if len({heading.dimension for _, heading, *_ in found}) < _LEAST:
        return []
    return [
        (number, [DimensionList(ledgers[number], heading, headings).table(rows, head, column)])
        for number, heading, rows, head, column in found
    ]


def rows_of(ledger: Ledger) -> Rows:
    """Return the cells of a sheet that nobody has accounted for, by row and column."""
    rows: Rows = {}
    for (row, column), cell in sorted(ledger.open.items()):
        rows.setdefault(row, {})[column] = cell
    return rows


def names_in(rows: Rows, headings: Headings, known: Known) -> tuple[int, int] | None:
    """Return the row of the headings and the column of the municipalities' names."""
    for row, cells in rows.items():
        labels = {c: x.label for c, cell in cells.items() if (x := headings.label(cell.text))}
        if Label.MUNICIPALITY in labels.values() and len(cells) > 1:
            below = min((other for other in rows if other > row), default=row)
            column = next(c for c, label in labels.items() if label is Label.MUNICIPALITY)
            value = cells.get(column + 1)  # "Kunta | Nokia" heads no columns
            beside = labels.keys() - {column} or not (value and known.is_municipality(value.text))
            later = (others.get(column) for at, others in rows.items() if at > row)
            labelled = any(cell and says_what(cell.text, headings) for cell in later)
            if beside and column in rows[below] and not labelled:
                return row, column
    named = [
        (column, row)
        for row, cells in rows.items()
        for column, cell in cells.items()
        if known.is_municipality(cell.text)
    ]
    columns = Counter(column for column, _ in named)
    column, count = max(columns.items(), key=lambda item: item[1], default=(0, 0))
    if count < _LEAST:
        return None
    first = min(row for at, row in named if at == column)
    above = max((row for row in rows if row < first and len(rows[row]) > 1), default=first - 1)
    return above, column


def says_what(text: str, headings: Headings) -> bool:
    """Whether a cell is the label of a text or a level, and no municipality's name."""
    label = headings.label(text)
    return says_now(text) or (label is not None and label.label in FACETS)


class DimensionList:
    """Reads the rows of municipalities that answer one dimension; accounts for their cells."""

    def __init__(self, ledger: Ledger, heading: Heading, headings: Headings) -> None:
        self.ledger, self.heading, self.headings = ledger, heading, headings
        self.cells: list[Cell] = []

    def table(self, rows: Rows, head: int, column: int, *, all_named: bool = False) -> Table:
        """Return the table whose headings are in the row `head` and whose names in `column`.

        Above the first answer a line may be a title, unless they are `all_named`.
        """
        heads = rows.get(head, {})
        labels = {c: self.headings.read(cell.text) for c, cell in heads.items()}
        for cell in heads.values():
            self._take(cell)
        texts = any(label and label.label is Label.TEXT for label in labels.values())
        slots: list[Slot] = []
        owners: dict[Owner, None] = {}
        for row in (row for row in rows if row > head):
            cells = rows[row]
            name = cells.get(column)
            if name is None:
                continue
            label = self.headings.label(name.text)
            if (label and label.label is Label.EXAMPLE) or exemplifies(name.text):
                self._leave(cells, Rule.EXAMPLE)
                continue
            if label and label.label is Label.TOTAL:
                self._leave(cells, Rule.TOTAL_ROW)
                continue
            if len(cells) < 2 and not owners and not all_named:
                continue
            owner = Owner(municipality=name)
            self._take(name)
            answers: list[tuple[Cell, Heading | None]] = []
            for at, cell in cells.items():
                said = labels.get(at)
                kind = said.label if said else None
                if at == column:
                    continue
                if kind is Label.ROUND:
                    owner = replace(owner, round=cell)
                    self._take(cell)
                elif kind is Label.DATE:
                    owner = replace(owner, date=cell)
                    self._take(cell)
                elif kind in FACETS or (said and said.dimension == self.heading.dimension):
                    answers.append((cell, said))
                elif kind is None and not (texts and said is None):
                    answers.append((cell, None))
                else:
                    self._leave({at: cell}, Rule.UNKNOWN_COLUMN)
            owners[owner] = None
            for cell, said in answers:
                self.ledger.place(cell)
                self.cells.append(cell)
                facet, scale = (said.label, said.scale) if said else (None, None)
                if self.heading.label in (Label.LEVEL, Label.TARGET):  # "Resurssit (taso 0–4)"
                    facet, scale = self.heading.label, scale or self.heading.scale
                key = self.heading.dimension or ""
                slots.append(Slot(cell, key, facet, scale, row, owner))
        return Table(
            "table",
            self._area(),
            tuple(slots),
            tuple(owners) or (Owner(),),
            (),
            (),
            self.heading.language,
        )

    def _area(self) -> Area:
        rows = [cell.row for cell in self.cells]
        columns = [cell.column for cell in self.cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def _take(self, cell: Cell) -> None:
        self.ledger.heading(cell)
        self.cells.append(cell)

    def _leave(self, cells: dict[int, Cell], rule: Rule) -> None:
        for cell in cells.values():
            self.ledger.leave(cell, rule, found=cell.text[:60])
            self.cells.append(cell)
