"""How a table lies on a sheet: each cell of it finds its dimension, facet and municipality.

The line which names the most dimensions decides which way the sheet lies. All else follows
from it: fields (the columns under it), records (the lines below it) and the labels beside
them. "Line", "column" and "below" mean the view of `headlines`, not the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from digimatrix.model.problems import Rule
from digimatrix.model.values import value
from digimatrix.read import inline, rounds, ticks
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.beside import NO_RECORD, SUMS, Beside
from digimatrix.read.fields import Field, Head, IsMunicipality, Owner
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label
from digimatrix.read.headlines import Header, View, headers, meet, segments
from digimatrix.read.prompts import prompts
from digimatrix.read.typed_levels import parse

_NUMBERING = 4  # letters of a cell that only numbers its row
_STRONG = 2.7  # three sure dimensions: a line that heads a table of its own


@value
class Slot:
    """A cell and what it answers: `facet` is None where only its content can tell.

    `owner` has the cells that name the municipality, round and date, None where the sheet
    does; `line` groups the cells of one record.
    """

    cell: Cell
    dimension: str
    facet: Label | None
    scale: tuple[int, int] | None
    line: int
    owner: Owner

    def answering(self, facet: Label) -> Slot:
        """Return the slot with its facet told; every text passes here, so not by `replace`."""
        return Slot(self.cell, self.dimension, facet, self.scale, self.line, self.owner)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: `layout` is a slug, `area` its rectangle on the sheet.

    `owners` also holds those whose record is empty. `near` are headings that were guessed,
    `shared` the merged cells which answer several things; `language` is that of most headings.
    `dated` are the headings of texts and levels that name a year, which may tell the round.
    """

    layout: str
    area: Area
    slots: tuple[Slot, ...]
    owners: tuple[Owner, ...]
    near: tuple[tuple[Cell, Heading], ...]
    shared: tuple[Cell, ...]
    language: str
    dated: tuple[Cell, ...] = ()


def tables(
    ledger: Ledger, headings: Headings, is_municipality: IsMunicipality, *, single: bool = False
) -> list[Table]:
    """Return the tables of a sheet; their cells are accounted for in the ledger.

    With `single` a table may have one dimension only, as where each has a sheet of its own.
    """

    def view(flipped: bool) -> View:
        return View(ledger.open.values(), ledger.grid.merges, flipped=flipped)

    views = {flipped: view(flipped) for flipped in (False, True)}
    lines: dict[bool, list[Header]] = {}
    best: dict[bool, float] = {}
    enough = 0.0
    for flipped, seen in views.items():
        lines[flipped] = headers(seen, headings, single, least=0 if single else enough)
        best[flipped] = max((header.score for header in lines[flipped]), default=0.0)
        enough = max(best.values()) / 2
    found: list[Table] = []
    below = {side: _reach(views[side], lines[side]) if single else 0 for side in lines}
    for flipped in sorted(lines, key=lambda side: (-best[side], -below[side], side)):
        walls = {
            (mark, header.line)
            for header in lines[not flipped]
            if header.score >= max(_STRONG, enough)
            for mark in header.marks
        }
        if found:  # only what the tables lying the other way have left
            views[flipped] = view(flipped)
            lines[flipped] = headers(views[flipped], headings, single)
        seen = views[flipped]
        heads = [header for header in lines[flipped] if header.score >= enough]
        for number, header in enumerate(heads):
            for part in segments(header, seen):
                ends = (
                    later.line for later in islice(heads, number + 1, None) if meet(part, later)
                )
                head = Head(seen, part, next(ends, 1 << 30), ledger, headings, is_municipality)
                found.append(_Records(head, part, walls).table())
    return sorted(found, key=lambda table: (table.area.top, table.area.left))


def _reach(view: View, found: list[Header]) -> int:
    """Return how many cells stand right below the headings."""
    return sum(len(view.lines.get(h.bottom + 1, {}).keys() & h.marks.keys()) for h in found)


class _Records:
    """Reads the records below the head of a table."""

    def __init__(self, head: Head, header: Header, walls: set[Address]) -> None:
        self.head, self.header, self.walls = head, header, walls
        self.view, self.ledger, self.headings = head.view, head.ledger, head.headings
        self.first, self.last = min(head.fields), max(head.fields)
        self.beside = self._label_columns()
        self.slots: list[Slot] = []
        self.owners: dict[Owner, None] = {}
        self.whose: dict[int, Owner] = {}
        self.shared: list[Cell] = []
        self.facets: dict[int, tuple[object, Label | None, Cell]] = {}
        self.numbered: dict[int, Cell] = {}
        self.labels = Beside(head)
        self.has_owners = self.labels.has_owners

    def table(self) -> Table:
        """Return the table; what it holds is accounted for."""
        self._read()
        self._spread_down()
        if not self.slots and self.view.flipped:
            self._read_between_headings()
        if not self.slots:
            self._read_headings_own_words()
        self._read_levels_in_headings()
        self._tell_rounds_apart()
        self._leave_other_columns()
        if self.view.flipped:
            self._account_for_columns_before()
        for slot in self.slots:
            self.owners.setdefault(slot.owner)
        for own in self.head.fields.values():
            if own.owner.municipality:
                self.owners.setdefault(own.owner)
        held = {slot.owner for slot in self.slots}
        named = {id(owner.municipality) for owner in held if owner.municipality}
        for owner in self.owners.keys() - held:
            if id(owner.municipality) in named:  # its columns say more: the round
                del self.owners[owner]
        if len(self.owners) > 1 and not any(slot.owner == Owner() for slot in self.slots):
            self.owners.pop(Owner(), None)
        rows = [cell.row for cell in self.head.cells]
        columns = [cell.column for cell in self.head.cells]
        languages = Counter(mark.language for mark in self.header.marks.values())
        return Table(
            self._layout(),
            Area(min(rows), min(columns), max(rows), max(columns)),
            tuple(self.slots),
            tuple(self.owners) or (Owner(),),
            tuple(self.head.near),
            tuple(self.shared),
            languages.most_common(1)[0][0],
            tuple(c for _, label, c in self.facets.values() if label is not Label.TARGET),
        )

    def _is_open(self, cell: Cell) -> bool:
        return (cell.row, cell.column) in self.ledger.open

    def _label_columns(self) -> set[int]:
        """Return the columns beside the fields whose cells label the records."""
        columns = {c for c, label in self.head.labels.items() if label.label not in SUMS | FACETS}
        column, known = self.first - 1, set(self.view.columns)
        while column in known and self.first - column <= 6 and column >= self.header.first:
            if column not in self.head.labels:
                columns.add(column)
            column -= 1
        return columns - self.head.fields.keys()

    def _read(self) -> None:
        owner, gap, previous, levels = Owner(), False, self.head.bottom, False
        section: Heading | None = None
        for line in self.view.lines if self.view.flipped else self.view.after(self.head.bottom):
            cells = self.head.part(line)
            if line in self.head.parallel or not self._is_below(line, cells):
                continue
            if line >= self.head.end or any((line, column) in self.walls for column in cells):
                break
            if not cells:
                continue
            gap = gap or line - previous > 1
            previous = max(self.view.end(line, column)[0] for column in cells)
            under = {c: x for c, x in cells.items() if c in self.head.fields and self._is_open(x)}
            beside = {c: x for c, x in cells.items() if c in self.beside and self._is_open(x)}
            said = self.labels.said(beside)
            facet, named = said.facet, said.owner
            if said.facet and said.facet_cell:
                self.facets[line] = (None, said.facet.label, said.facet_cell)
            if not (under or beside) or self._is_title(line, under, beside):
                continue
            if self._is_ticked(line, under, beside, owner):
                continue
            if (why := self.labels.no_record(said, under, beside)) is not None:
                self._leave(why, under, beside)
                continue
            if facet and not under and not gap:  # a row of levels or targets nobody filled in
                self._leave(True, under, beside)
                continue
            if not under and (gap or not named.municipality or not self.has_owners):
                continue
            if self.has_owners and gap and not named.municipality:
                continue  # no municipality's, and apart from the others
            alone = len(under) == 1 and not beside and min(under) == self.first
            if alone and (announced := self._announced(under[self.first])):
                section, gap = announced, False
                continue
            if alone and (whose := self._announced_owner(under[self.first], owner)):
                owner, section, gap = whose, None, False
                continue
            if alone and (gap or (levels and parse(next(iter(under.values())).value) is None)):
                continue  # a note under the table
            if named.municipality:
                owner = named
            elif named.round:
                owner = replace(owner, round=named.round, date=named.date)
            for cell in beside.values():
                self.head.take(cell)
            self.whose[line] = owner
            self.slots += self._slots(line, under, facet or section, owner)
            self.owners.setdefault(owner)
            gap = False
            levels = len(under) > 1 and all(parse(c.value) is not None for c in under.values())

    def _is_below(self, line: int, cells: dict[int, Cell]) -> bool:
        """Whether a line may be a record: below the headings, or a labelled column before them."""
        if line > self.head.bottom:
            return True
        labels = (self.headings.label(cell.text) for c, cell in cells.items() if c in self.beside)
        return self.view.flipped and any(label and label.label in FACETS for label in labels)

    def _announced(self, cell: Cell) -> Heading | None:
        """Return the facet which a line of its own announces for the records after it."""
        label = self.headings.label(cell.text)
        if label is None or label.label not in FACETS:
            return None
        self.head.take(cell)
        return label

    def _announced_owner(self, cell: Cell, owner: Owner) -> Owner | None:
        """Return whose the records after a line are that names nothing else."""
        if self.view.flipped or self.has_owners:
            return None
        if self.head.is_municipality(cell.text):
            owner = Owner(municipality=cell)
        elif rounds.names_round(cell.text):
            owner = replace(owner, round=cell)
        else:
            return None
        self.head.take(cell)
        return owner

    def _is_ticked(
        self, line: int, under: dict[int, Cell], beside: dict[int, Cell], owner: Owner
    ) -> bool:
        """Read a record that stands for one level, with ticks where that is the level."""
        number = ticks.number_of(beside.values())
        if number is None or not (ticks.ticked(under.values()) or not under):
            return False
        self.numbered[number] = next(iter(beside.values()))
        for column, cell in under.items():
            own = self.head.fields[column]
            typed = replace(cell, value=number, text=str(number))
            slot = self._slot(line, typed, own, None, owner)
            self.slots.append(replace(slot, facet=Label.LEVEL))
            self.head.cells.append(cell)
            self.ledger.place(cell)
        return True

    def _is_title(self, line: int, under: dict[int, Cell], beside: dict[int, Cell]) -> bool:
        """Whether the line is a label with its value, or the title of the table after it."""
        cells = [*under.values(), *beside.values()]
        if self.view.flipped:
            return False
        label = self.headings.label(cells[0].text.split(":")[0])
        if len(cells) <= 2 and label and not self.has_owners:
            return label.label not in FACETS | SUMS
        if len(cells) != 1 or self.head.end - line > 2:
            return False
        return self.head.end - line == 1 or self.head.is_municipality(cells[0].text)

    def _leave(self, why: Rule | bool, under: dict[int, Cell], beside: dict[int, Cell]) -> None:
        cells = [*beside.values(), *under.values()]
        self.head.cells += cells
        for cell in cells:
            if isinstance(why, Rule):
                self.ledger.leave(cell, why, found=cells[0].text[:60])
            else:
                self.ledger.heading(cell)

    def _slots(
        self, line: int, under: dict[int, Cell], facet: Heading | None, owner: Owner
    ) -> Iterator[Slot]:
        for column, cell in under.items():
            last = min(self.view.end(line, column)[1], self.last)
            fields = [self.head.fields[c] for c in range(column, last + 1) if c in self.head.fields]
            self.head.cells.append(cell)
            self.ledger.place(cell)
            if len(fields) == 1:
                yield self._slot(line, cell, fields[0], facet, owner)
                continue
            slots = {self._slot(line, cell, own, facet, owner): None for own in fields}
            once = {(slot.dimension, slot.owner): slot for slot in reversed(slots)}
            if len(once) > 1:
                self.shared.append(cell)
            yield from reversed(once.values())

    def _slot(self, line: int, cell: Cell, own: Field, facet: Heading | None, owner: Owner) -> Slot:
        whose = owner
        if own.owner.municipality or own.owner.round or own.owner.date:
            whose = Owner(
                own.owner.municipality or owner.municipality,
                own.owner.round or owner.round,
                own.owner.date or owner.date,
            )
        said = facet.label if facet else None
        scale = own.scale or (facet.scale if facet else None)
        return Slot(cell, own.dimension, own.facet or said, scale, line, whose)

    def _read_headings_own_words(self) -> None:
        """Read answers that were typed after their headings, in the same cells."""
        for column, cell in self.head.part(self.header.line).items():
            mark = self.header.marks.get(column)
            if mark and (words := inline.answer_in(cell, mark, self.headings)):
                self.ledger.answer(cell)
                own = self.head.fields[column]
                self.slots.append(self._slot(self.header.line, words, own, None, Owner()))

    def _read_levels_in_headings(self) -> None:
        for column, cell in self.head.part(self.header.line).items():
            for facet, typed in inline.levels_in(cell) if column in self.header.marks else ():
                self.ledger.answer(cell)
                slot = self._slot(self.header.line, typed, self.head.fields[column], None, Owner())
                self.slots.append(replace(slot, facet=facet))

    def _tell_rounds_apart(self) -> None:
        """Give records their rounds where the years in their labels differ.

        What no year stands at counts for the latest of the rounds.
        """
        if scale := ticks.scale_of(self.numbered):
            for cell in self.numbered.values():
                self.head.take(cell)
            self.slots = [
                replace(slot, scale=slot.scale or scale) if slot.facet is Label.LEVEL else slot
                for slot in self.slots
            ]
        told = rounds.rounds_of(self.facets)
        named = [slot.owner.round for slot in self.slots if slot.owner.round]
        last = rounds.latest([*told.values(), *named])
        if last is None or self.has_owners:
            return
        for position, slot in enumerate(self.slots):
            when = told.get(slot.line) or slot.owner.round or last
            self.slots[position] = replace(slot, owner=replace(slot.owner, round=when))
        self.owners = {}

    def _spread_down(self) -> None:
        """Give a cell merged over the records of several municipalities to each of them."""
        for slot in list(self.slots) if self.view.merged_down else ():
            line, column = self.view.at(slot.cell)
            below = range(line + 1, min(self.view.end(line, column)[0], max(self.whose)) + 1)
            others = dict.fromkeys(self.whose[at] for at in below if at in self.whose)
            for owner in others:
                if owner.municipality and owner != slot.owner:
                    self.slots.append(replace(slot, owner=owner))
                    self.shared.append(slot.cell)

    def _read_between_headings(self) -> None:
        """Read a column in which each heading has its answers under it."""
        line = self.header.line
        before: Field | None = None
        gap = 0
        cells = self.head.part(line)
        for column, cell in cells.items():
            answers_follow = column + 1 in cells and column + 1 not in self.header.marks
            if column in self.header.marks:
                before = self.head.fields[column]
            elif column - 1 in self.header.marks and answers_follow and prompts(cell.text):
                self.head.take(cell)  # a helping question between a heading and its answer
            elif before and self._is_open(cell) and not (column > self.last and column - gap > 1):
                start, colon, _ = cell.text.partition(":")
                label = self.headings.label(start) if colon else None
                if label and label.label not in FACETS:
                    continue
                self.slots.append(self._slot(line, cell, before, None, Owner()))
                self.head.cells.append(cell)
                self.ledger.place(cell)
            gap = column

    def _leave_other_columns(self) -> None:
        """Account for the rest of the headings, and for what stands under other ones."""
        bottom = max((self.view.at(cell)[0] for cell in self.head.cells), default=0)
        lines = list(takewhile(lambda line: line <= bottom, self.view.after(self.head.bottom)))
        for column, cell in self.head.part(self.header.line).items():
            if not self._is_open(cell):
                continue
            heading = self.head.labels.get(column)
            label = heading.label if heading else None
            body = [x for line in lines if (x := self.view.lines[line].get(column))]
            if label in FACETS and body:
                label = None  # a level for everything at once answers nothing in particular
            if label is not None:
                if body or not self.view.flipped or label is Label.DIMENSION:
                    self._leave(NO_RECORD.get(label) or True, {}, dict(enumerate([cell, *body])))
            elif column < self.first:
                if body and not self.view.flipped:
                    self.head.take(cell)
            elif column < self.last or body:
                self._leave(Rule.UNKNOWN_COLUMN, {}, dict(enumerate([cell, *body])))

    def _account_for_columns_before(self) -> None:
        """Account for columns of the sheet left of the dimensions, and for all column headings."""
        lines = sorted({self.view.at(cell)[0] for cell in self.head.cells})
        for line in range(max(1, self.header.line - 3), lines[-1] + 1):
            cells = {c: x for c, x in self.head.part(line).items() if self._is_open(x)}
            under = {c: x for c, x in cells.items() if c in self.head.fields}
            heads = {c: x for c, x in cells.items() if c in self.beside and c == max(self.beside)}
            if under and line < self.header.line:
                plain = all(len(cell.text) <= _NUMBERING for cell in under.values())
                self._leave(True if plain else Rule.UNKNOWN_COLUMN, under, heads)
            elif line in lines and line != self.header.line:
                for cell in heads.values():
                    self.head.take(cell)

    def _layout(self) -> str:
        """Return the slug of the way the table lies."""
        marks = self.header.marks.values()
        if self.view.flipped:
            repeated = len({mark.dimension for mark in marks}) < len(marks)
            apart = any(own.owner != Owner() for own in self.head.fields.values())
            plain = not any(mark.label for mark in marks)
            return "long" if apart or (repeated and plain) else "rows"
        if not any(owner.municipality for owner in self.owners):
            return "columns"
        levels = [slot for slot in self.slots if slot.facet in (Label.LEVEL, Label.TARGET)]
        bare = [slot for slot in self.slots if slot.facet is None]
        numbers = sum(parse(slot.cell.value) is not None for slot in bare)
        words = len(self.slots) - len(levels) - len(bare)
        return "levels" if self.slots and not words and numbers * 2 >= len(bare) else "table"
