"""The head of a table: which column of it answers what, and whose it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from digimatrix.model.problems import Rule
from digimatrix.model.values import value
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, facet_meant, says_now
from digimatrix.read.headlines import Header, View
from digimatrix.read.identity import Known
from digimatrix.read.numbering import are_running
from digimatrix.read.prompts import prompts
from digimatrix.read.rounds import latest, names_round, rounds_of, year_of
from digimatrix.read.typed_levels import parse
from digimatrix.read.wordings import fold

_LABELS_OF_OWNERS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE})
_MAY_NAME = frozenset({Label.RESPONDENT, Label.REGION, Label.DIMENSION})
_SAMPLE = 300  # lines that tell what a column holds
_NEAREST = 8  # columns before the answers in which municipalities may be named
_SUBHEADING = 40  # letters
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
    paired: bool = False  # for a level and the target after it


class Head:
    """Reads the head of one table; what it takes is accounted for as headings.

    `fields` are the columns of answers, `labels` what else the headings announce, `parallel`
    the lines beside the headings that say whose the columns are, `bottom` the last line of
    the head, `cells` all that was taken, `dated` the headings whose year may be the round.
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
        self.labels: dict[int, Heading] = {}
        self.cells: list[Cell] = []
        self.near: list[tuple[Cell, Heading]] = []
        self.parallel: set[int] = set()
        self.dated: list[Cell] = []
        self._read_header()
        self._read_facet_lines()
        self._attach_facets()
        self._attach_parts()
        self._inherit()
        self._read_parallel_lines()
        self._tell_levels_apart()
        self._tell_rounds_apart()
        self._find_names()
        self._read_name_in_header()

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
        self._date(
            {c: x for c, x in self.part(self.header.line).items() if c in self.header.marks},
            self.header.marks,
        )

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
            taken = cells
            enough = max(len(cells) - 1, min(2, len(cells)))
            if all(c in facets for c in inside) and len(facets) >= enough:
                taken = {c: cells[c] for c in facets}
                self._date(cells, facets)
                for column, label in facets.items():
                    left = max(c for c in self.fields if c <= column)
                    own = self.fields[left]
                    self.fields[column] = Field(
                        own.dimension, label.label, label.scale or own.scale, own.owner
                    )
            elif self._are_subheadings(cells):
                for column in cells:
                    own = self.fields[max(c for c in self.header.marks if c <= column)]
                    facet = facets.get(column)
                    self.fields[column] = Field(
                        own.dimension,
                        facet.label if facet else own.facet,
                        (facet.scale if facet else None) or own.scale,
                        own.owner,
                    )
            elif len(cells) > len(self.header.marks) and all(
                self.known.is_municipality(cell.text) for cell in cells.values()
            ):
                for column, cell in cells.items():
                    own = self.fields[max(c for c in self.header.marks if c <= column)]
                    owner = replace(own.owner, municipality=cell)
                    self.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
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
            for cell in taken.values():
                self.take(cell)

    def _are_subheadings(self, cells: dict[int, Cell]) -> bool:
        """Whether the same short words stand under each heading: "Vahvuudet | Kehitettävää"."""
        first = min(self.fields)
        beside = (x for c, x in self.part(self.bottom + 1).items() if c < first)
        labels = {label.label for x in beside if (label := self.headings.label(x.text))}
        if labels & _LABELS_OF_OWNERS:
            return False
        under: dict[int, list[str]] = {}
        for column, cell in cells.items():
            if self.known.is_municipality(cell.text):
                return False
            if len(cell.text) > _SUBHEADING or sum(map(str.isalpha, cell.text)) < 3:
                return False
            heading = max((c for c in self.header.marks if c <= column), default=column)
            under.setdefault(heading, []).append(fold(cell.text))
        same = {tuple(words) for words in under.values()}
        if len(same) != 1 or len(under) < 2 or not self.view.after(self.bottom + 1):
            return False
        (words,) = same
        return len(words) > 1 and len(set(words)) == len(words)

    def _covers_all(self, column: int) -> bool:
        """Whether the cell right below lies over all columns, and several records follow."""
        line = self.bottom + 1
        last = self.view.end(line, column)[1]
        text = self.view.lines[line][column].text
        if self.known.is_municipality(text) or names_round(text):
            return False
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
                self.fields[column] = Field(
                    own.dimension, facet, label.scale or own.scale, paired=label.paired
                )
                self.take(self.view.lines[self.header.line][column])

    def _attach_parts(self) -> None:
        """Give columns headed the same after several dimensions, "Tarpeet", to the one before."""
        cells = self.part(self.header.line)
        found: dict[str, dict[int, str]] = {}
        before = ""
        for column, cell in cells.items():
            if column in self.header.marks:
                before = self.header.marks[column].dimension or ""
            elif (
                before
                and column not in self.fields
                and column not in self.labels
                and self.view.last[column] > self.header.line  # with something beside it
            ):
                found.setdefault(fold(cell.text), {})[column] = before
        for columns in list(found.values()):
            for column, dimension in list(columns.items()):
                meant = facet_meant(cells[column].text) if self._has_numbers(column) else None
                if meant is not None:
                    self.fields[column] = Field(dimension, meant.label, meant.scale)
                    self.take(cells[column])
                    del columns[column]
        for words, columns in found.items():
            if not words or len(words) > _SUBHEADING or len(set(columns.values())) < 2:
                continue
            if any(self.known.is_municipality(cells[column].text) for column in columns):
                continue
            for column, dimension in columns.items():
                self.fields[column] = Field(dimension, None, None)
                self.take(cells[column])

    def _tell_levels_apart(self) -> None:
        """Take a column of numbers for the levels of the dimension that another has words for."""
        columns: dict[str, list[int]] = {}
        for column in self.header.marks:
            own = self.fields[column]
            if own.facet is None and own.owner == Owner():
                columns.setdefault(own.dimension, []).append(column)
        for same in columns.values():
            numbers = [c for c in same if len(same) > 1 and self._has_numbers(c)]
            if len(numbers) == len(same):
                continue
            for column in numbers:
                own = self.fields[column]
                meant = facet_meant(self.view.lines[self.header.line][column].text)
                if meant or len(numbers) == 1:
                    own.facet = meant.label if meant else Label.LEVEL

    def _has_numbers(self, column: int) -> bool:
        """Whether levels stand below a heading, and no words."""
        lines = islice(self.view.after(self.header.bottom), _SAMPLE)
        cells = [x for line in lines if (x := self.view.lines[line].get(column))]
        return bool(cells) and all(parse(cell.value) is not None for cell in cells)

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
            if not under or any(self.headings.read(cell.text) for cell in under.values()):
                continue
            beside = {c: self.headings.label(x.text) for c, x in cells.items() if c not in under}
            if are_running([cell.text for cell in under.values()]):
                continue  # "Kunta" above "1., 2., 3." heads something else
            level = self._level_with_dimensions() & beside.keys()
            kinds = [
                x.label
                for c, x in beside.items()
                if x and x.label in _LABELS_OF_OWNERS and (not level or c in level)
            ]
            if len(under) < 2 and not (kinds and self.view.flipped and self._is_headed(beside)):
                continue
            if (
                not kinds
                and above
                and all(self.known.is_municipality(c.text) for c in under.values())
            ):
                kinds = [Label.MUNICIPALITY]
            elif not kinds and above and all(names_round(c.text) for c in under.values()):
                kinds = [Label.ROUND]
            if kinds:
                self.parallel.add(line)
                self._spread(kinds[0], under)
                for cell in cells.values():
                    self.take(cell)

    def _level_with_dimensions(self) -> set[int]:
        """Return where "Osa-alue" stands: what is level with it heads the other lines."""
        return {c for c, label in self.labels.items() if label.label is Label.DIMENSION}

    def _is_headed(self, beside: Collection[int]) -> bool:
        """Whether a label stands level with that of the dimensions: "Kunta | Osa-alue"."""
        return not self._level_with_dimensions().isdisjoint(beside)

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

    def _read_name_in_header(self) -> None:
        """Read a municipality named between "Osa-alue" and the first dimension below it."""
        if not self.view.flipped:
            return
        first = min(self.header.marks)
        for column, cell in self.part(self.header.line).items():
            if column >= first:
                break
            alone = self.view.last[column] <= self.header.line
            labelled = any(
                label.label is Label.DIMENSION and at < column for at, label in self.labels.items()
            )
            if alone and labelled and self.known.is_municipality(cell.text):
                self.take(cell)
                for own in self.fields.values():
                    if own.owner.municipality is None:
                        own.owner = replace(own.owner, municipality=cell)

    def _find_names(self) -> None:
        """Take a column for the municipalities' if no heading says so, but its cells do.

        Before the answers most of them have to name one, after them all, and each another.
        """
        named = any(own.owner.municipality for own in self.fields.values())
        if named or any(label.label is Label.MUNICIPALITY for label in self.labels.values()):
            return
        first, last = min(self.fields), max(self.fields)
        lines = list(islice(self.view.after(self.bottom), _SAMPLE))
        best: tuple[float, int] | None = None
        for column in self.view.columns:
            label = self.labels.get(column)
            if column in self.fields or not self.header.first <= column <= self.header.last:
                continue
            if label and label.label not in _MAY_NAME:
                continue
            cells = [x for n in lines if n < self.end and (x := self.view.lines[n].get(column))]
            known = [cell.text for cell in cells if self.known.is_municipality(cell.text)]
            share = len(known) / len(cells) if len(known) >= 2 else 0.0
            after = column > last and (share < 1 or len(set(known)) < len(known))
            if share > 0.5 and not after and (best is None or (-share, column) < best):
                best = (-share, column)
        if best is not None and (first - best[1] <= _NEAREST or best[1] > last):
            found = self.labels.get(best[1])
            language = found.language if found else "fi"
            self.labels[best[1]] = Heading(None, Label.MUNICIPALITY, "", 80, language)

    def _spread_facets(self, under: dict[int, Cell]) -> bool:
        """Read a line over the headings that says which of them are now, which levels or targets.

        It may say of which year they are, too.
        """
        labels = {c: self.headings.label(cell.text) for c, cell in under.items()}
        facets = {c: label for c, label in labels.items() if label and label.label in FACETS}
        now = {c for c, cell in under.items() if c not in facets and says_now(cell.text)}
        if len(facets) + len(now) < max(2, len(under)):
            return False
        told = rounds_of(
            {c: (None, facets[c].label if c in facets else None, x) for c, x in under.items()}
        )
        if not facets and not told:
            return False
        current: Heading | None = None
        when: Cell | None = None
        for column in sorted(self.fields):
            if column in under:
                current, when = facets.get(column), told.get(column)
            own = self.fields[column]
            if current is not None and own.facet is None:
                own.facet, own.scale = current.label, own.scale or current.scale
            if when is not None:
                own.owner = replace(own.owner, round=when)
        self._date(under, facets)
        return True

    def _date(self, cells: dict[int, Cell], facets: Mapping[int, Heading]) -> None:
        """Keep the headings which may tell the round: all with a year but those of targets."""
        self.dated += [
            cell
            for column, cell in cells.items()
            if year_of(cell.text)
            and not (column in facets and facets[column].label is Label.TARGET)
        ]

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
