"""The head of a table: which column of it answers what, and whose it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Rule
from digimatrix.model.values import value
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label
from digimatrix.read.headlines import Header, View
from digimatrix.read.prompts import prompts
from digimatrix.read.rounds import latest, names_round, rounds_of

IsMunicipality = Callable[[str], bool]

_LABELS_OF_OWNERS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE})
_FARTHEST = 3  # lines above the headings in which municipalities may stand side by side


@value
class Owner:
    """Whose an answer is: the cells naming its municipality, round and date."""

    municipality: Cell | None = None
    round: Cell | None = None
    date: Cell | None = None


@dataclass(slots=True)
class Field:
    """A column of answers; `facet` is None where only the cells' content can tell."""

    dimension: str
    facet: Label | None
    scale: tuple[int, int] | None
    owner: Owner = field(default_factory=Owner)


class Head:
    """Reads the head of one table; what it takes is accounted for as headings.

    `fields` are the columns of answers, `labels` what else the headings announce, `parallel`
    the lines beside the headings that say whose the columns are, `bottom` the last line of
    the head, `cells` all that was taken.
    """

    def __init__(
        self,
        view: View,
        header: Header,
        end: int,
        ledger: Ledger,
        headings: Headings,
        is_municipality: IsMunicipality,
    ) -> None:
        self.view, self.header, self.end = view, header, end
        self.ledger, self.headings, self.is_municipality = ledger, headings, is_municipality
        self.bottom = header.bottom
        self.fields: dict[int, Field] = {}
        self.labels: dict[int, Heading] = {}
        self.cells: list[Cell] = []
        self.near: list[tuple[Cell, Heading]] = []
        self.parallel: set[int] = set()
        self._read_header()
        self._read_facet_lines()
        self._attach_facets()
        self._inherit()
        self._read_parallel_lines()
        self._tell_rounds_apart()

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
                    if line == self.header.line:
                        if mark.near:
                            self.near.append((cell, mark))
                        for covered in range(column, self.view.end(line, column)[1] + 1):
                            self.fields[covered] = Field(
                                mark.dimension or "", mark.label, mark.scale
                            )
                elif line == self.header.line and (label := self.headings.label(cell.text)):
                    self.labels[column] = label

    def _between(self, cells: dict[int, Cell]) -> dict[int, Cell]:
        """Return the cells of a line that stand under the headings, and what follows them."""
        first, last = min(self.fields), max(self.fields)
        reach = last + max(1, min(3, last - first))
        return {
            c: cell for c, cell in cells.items() if first <= c <= reach and c not in self.labels
        }

    def _read_facet_lines(self) -> None:
        """Read the lines right below the headings that say which column is text, level, target."""
        while cells := self._between(self.part(self.bottom + 1)):
            if self.view.flipped and self._is_labelled(self.bottom + 1):
                return  # a column of answers, whatever they are
            under = {c: self.headings.label(cell.text) for c, cell in cells.items()}
            facets = {c: label for c, label in under.items() if label and label.label in FACETS}
            inside = [c for c in cells if c <= max(self.fields)]
            if facets and all(c in facets for c in inside) and len(facets) >= len(cells) - 1:
                for column, label in facets.items():
                    left = max(c for c in self.fields if c <= column)
                    own = self.fields[left]
                    self.fields[column] = Field(
                        own.dimension, label.label, label.scale or own.scale, own.owner
                    )
            elif len(cells) > 1 and all(names_round(cell.text) for cell in cells.values()):
                for column, cell in cells.items():
                    own = self.fields[max(c for c in self.fields if c <= column)]
                    owner = replace(own.owner, round=cell)
                    self.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
            elif len(cells) == 1 and self._covers_all(next(iter(cells))):
                self.ledger.leave(next(iter(cells.values())), Rule.INSTRUCTION)
            elif not (len(cells) >= 2 and all(prompts(cell.text) for cell in cells.values())):
                return
            self.bottom += 1
            for cell in cells.values():
                self.take(cell)

    def _covers_all(self, column: int) -> bool:
        """Whether the cell right below lies over all columns, and several records follow."""
        line = self.bottom + 1
        last = self.view.end(line, column)[1]
        wide = column <= min(self.fields) and last >= max(self.fields) > min(self.fields)
        return wide and not self.view.flipped and len(self._between(self.part(line + 1))) > 1

    def _is_labelled(self, line: int) -> bool:
        """Whether a cell before the fields says that the line is text, level or target."""
        first = min(self.fields)
        labels = (self.headings.label(x.text) for c, x in self.part(line).items() if c < first)
        return any(label and label.label in FACETS for label in labels)

    def _attach_facets(self) -> None:
        """Give columns headed only "Taso" or "Tavoite" to the dimension beside them."""
        dimensions = {own.dimension for own in self.fields.values()}
        first = min(self.fields)
        for facet in (Label.LEVEL, Label.TARGET, Label.TEXT):
            columns = [c for c, label in self.labels.items() if label.label is facet]
            if len(columns) < 2 and len(dimensions) > 2:
                continue  # one level for everything belongs to no dimension
            before = columns and min(columns) < first
            for column in columns:
                beside = [c for c in self.header.marks if (c > column if before else c < column)]
                if not beside:
                    continue
                own = self.fields[min(beside) if before else max(beside)]
                label = self.labels.pop(column)
                self.fields[column] = Field(own.dimension, facet, label.scale or own.scale)
                self.take(self.view.lines[self.header.line][column])

    def _inherit(self) -> None:
        """Give columns without a heading to the dimension before them, as merges do."""
        head = {c for line in range(self.header.line, self.bottom + 1) for c in self.part(line)}
        known, columns = sorted(self.fields), self.view.columns
        first, last = known[0], known[-1]
        labelled = first
        for column in columns[
            bisect_left(columns, first) : bisect_right(columns, self.header.last)
        ]:
            labelled = column if column in head else labelled
            if column in self.fields or column in head:
                continue
            if column > last and not (self.view.flipped and column - 1 in self.fields):
                continue
            place = bisect_left(known, column)
            before = known[place - 1]
            if labelled <= before:  # no other label stands between
                self.fields[column] = replace(self.fields[before])
                known.insert(place, column)

    def _read_parallel_lines(self) -> None:
        """Read lines beside the headings that give each field its municipality, round or date."""
        reach = _FARTHEST if not self.view.flipped else 2 * _FARTHEST
        for line in range(max(1, self.header.line - reach), self.header.line + reach + 1):
            cells = self.part(line)
            above = line < self.header.line
            if not (above or (self.view.flipped and self.bottom < line < self.end)):
                continue
            under = {c: cell for c, cell in cells.items() if c in self.fields}
            if above and self._spread_facets(under):
                self.parallel.add(line)
                for cell in cells.values():
                    self.take(cell)
                continue
            if len(under) < 2 or any(self.headings.read(cell.text) for cell in under.values()):
                continue
            beside = (self.headings.label(cell.text) for c, cell in cells.items() if c not in under)
            kinds = [label.label for label in beside if label and label.label in _LABELS_OF_OWNERS]
            if not kinds and above and all(self.is_municipality(c.text) for c in under.values()):
                kinds = [Label.MUNICIPALITY]
            elif not kinds and above and all(names_round(c.text) for c in under.values()):
                kinds = [Label.ROUND]
            if kinds:
                self.parallel.add(line)
                self._spread(kinds[0], under)
                for cell in cells.values():
                    self.take(cell)

    def _tell_rounds_apart(self) -> None:
        """Give columns their rounds where the years in their headings differ."""
        heads = {
            column: (own.dimension, own.facet, self.view.lines[self.header.line][column])
            for column, own in self.fields.items()
            if column in self.view.lines[self.header.line]
        }
        told = rounds_of(heads)
        last = latest(told.values())
        for column, own in self.fields.items() if last else ():
            if own.owner.round is None:
                before = max((c for c in heads if c <= column), default=column)
                when = told.get(before, last)
                own.owner = replace(own.owner, round=when)

    def _spread_facets(self, under: dict[int, Cell]) -> bool:
        """Read a line over the headings that says which of them are levels, which targets."""
        labels = {c: self.headings.label(cell.text) for c, cell in under.items()}
        facets = {c: label for c, label in labels.items() if label and label.label in FACETS}
        if len(facets) < 2 or len(facets) < len(under):
            return False
        current: Heading | None = None
        for column in sorted(self.fields):
            current = facets.get(column, current)
            own = self.fields[column]
            if current is not None and own.facet is None:
                own.facet, own.scale = current.label, own.scale or current.scale
        return True

    def _spread(self, kind: Label | None, under: dict[int, Cell]) -> None:
        """Give each field the cell over it, or else the one before, as in merged cells."""
        current: Cell | None = None
        for column in sorted(self.fields):
            current = under.get(column, current)
            own = self.fields[column]
            if kind is Label.MUNICIPALITY:
                own.owner = replace(own.owner, municipality=current)
            elif kind is Label.ROUND:
                own.owner = replace(own.owner, round=current)
            else:
                own.owner = replace(own.owner, date=current)
