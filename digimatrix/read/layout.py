"""How a table lies on a sheet: each cell of it finds its dimension, facet and municipality.

The line which names the most dimensions decides which way the sheet lies. All else follows
from it: fields (the columns under it), records (the lines below it) and the labels beside
them. "Line", "column" and "below" mean the view of `headlines`, not the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from digimatrix.model.problems import Rule
from digimatrix.model.values import value
from digimatrix.read import inline, rounds
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.beside import NO_RECORD, SUMS, Beside
from digimatrix.read.fields import Field, Head, Owner
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, facet_meant
from digimatrix.read.headlines import Header, View, headers, meet, segments
from digimatrix.read.identity import Known
from digimatrix.read.level_cells import pair
from digimatrix.read.prompts import prompts, remarks, tells
from digimatrix.read.shares import remarks as remarks_beside
from digimatrix.read.shares import shares
from digimatrix.read.ticks import TickGrid
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
    ledger: Ledger, headings: Headings, known: Known, *, single: bool = False
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
            for part in segments(header, seen, headings):
                ends = (
                    later.line for later in islice(heads, number + 1, None) if meet(part, later)
                )
                head = Head(seen, part, next(ends, 1 << 30), ledger, headings, known)
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
        self.ticked: list[Slot] = []
        self.grid = TickGrid(head, self.headings)
        self.labels = Beside(head)
        self.has_owners = self.labels.has_owners

    def table(self) -> Table:
        """Return the table; what it holds is accounted for."""
        self._read()
        self._join_ticks()
        self._spread_down()
        if not self.slots and self.view.flipped:
            self._read_between_headings()
        if not self.slots and not self.view.flipped:
            self._read_pairs()
        if not self.slots:
            self._read_headings_own_words()
        self._read_continued()
        self._read_levels_in_headings()
        self._tell_rounds_apart()
        self._leave_columns_beside_levels()
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
            (
                *(c for _, label, c in self.facets.values() if label is not Label.TARGET),
                *self.head.dated,
            ),
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
        example = False
        for line in self.view.lines if self.view.flipped else self.view.after(self.head.bottom):
            cells = self.head.part(line)
            if line in self.head.parallel or not self._is_below(line, cells):
                continue
            if line >= self.head.end or any((line, column) in self.walls for column in cells):
                break
            if not cells:
                continue
            if line in self.grid.described:
                kept = {c: x for c, x in cells.items() if c in self.head.fields}
                self._leave(Rule.INSTRUCTION, kept, {0: self.grid.described[line]})
                previous = line
                continue
            if line in self.grid.numbers:
                open_cells = ((c, x) for c, x in cells.items() if c in self.head.fields)
                self._read_ticks(line, {c: x for c, x in open_cells if self._is_open(x)}, owner)
                previous = line
                continue
            gap = gap or line - previous > 1
            previous = max(self.view.end(line, column)[0] for column in cells)
            under = {c: x for c, x in cells.items() if c in self.head.fields and self._is_open(x)}
            beside = {c: x for c, x in cells.items() if c in self.beside and self._is_open(x)}
            said = self.labels.said(beside, under)
            facet, named = said.facet, said.owner
            if said.facet_cell:
                label = said.facet.label if said.facet else None
                self.facets[line] = (None, label, said.facet_cell)
            if not (under or beside) or self._is_title(line, under, beside):
                continue
            if (why := self.labels.no_record(said, under, beside)) is not None:
                self._leave(why, under, beside)
                continue
            if facet and not under and not gap:  # a row of levels or targets nobody filled in
                self._leave(True, under, beside)
                continue
            if named.municipality and (why := self._is_regions(named.municipality, under)):
                self._leave(why, under, beside)
                continue
            if not under and (gap or not named.municipality or not self.has_owners):
                continue
            if self.has_owners and gap and not named.municipality:
                continue  # no municipality's, and apart from the others
            alone = len(under) == 1 and not beside and min(under) == self.first
            if alone and (announced := self._announced(under[self.first])):
                section, gap = announced, False
                continue
            if alone and self._announces_example(under[self.first]):
                example, gap = True, False
                continue
            if example:
                self._leave(Rule.EXAMPLE, under, beside)
                example = False
                continue
            if alone and self.slots and self._is_signature(line, under[self.first]):
                continue
            if alone and (whose := self._announced_owner(under[self.first], owner)):
                owner, section, gap = whose, None, False
                continue
            if alone and (gap or (levels and parse(next(iter(under.values())).value) is None)):
                continue  # a note under the table
            if alone and not self.slots and self._is_instruction(line, under[self.first]):
                continue
            if alone and len(self.head.fields) > 1 and remarks(under[self.first].text):
                continue
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

    def _is_instruction(self, line: int, cell: Cell) -> bool:
        """Whether a line right below the headings tells what to write in the next ones."""
        after = self.view.after(line)[:1]
        if self.view.flipped or not after or not tells(cell.text):
            return False
        following = sum(c in self.head.fields for c in self.head.part(after[0]))
        instructs = following >= min(2, len(self.head.fields))
        if instructs:
            self.ledger.leave(cell, Rule.INSTRUCTION)
        return instructs

    def _is_regions(self, name: Cell, under: dict[int, Cell]) -> Rule | bool:
        """Whether a record is a region's: it heads the municipalities, or sums their levels up."""
        if not self.head.known.is_region(name.text):
            return False
        if not under:
            return True
        levels = len(under) > 1 and all(parse(cell.value) is not None for cell in under.values())
        return Rule.TOTAL_ROW if levels else False

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

    def _announces_example(self, cell: Cell) -> bool:
        """Whether a line of its own says that the record after it is an example."""
        label = self.headings.label(cell.text.rstrip(": "))
        if self.view.flipped or label is None or label.label is not Label.EXAMPLE:
            return False
        self._leave(Rule.EXAMPLE, {}, {0: cell})
        return True

    def _is_signature(self, line: int, cell: Cell) -> bool:
        """Whether a municipality is named below the last record, and announces no other."""
        after = (x for x in self.view.after(line) if x < self.head.end)
        follows = any(len(self.head.part(x).keys() & self.head.fields.keys()) > 1 for x in after)
        plain = not self.view.flipped and not self.has_owners and len(self.head.fields) > 1
        announced = any(owner.municipality for owner in self.owners)
        return (
            plain and not follows and not announced and self.head.known.is_municipality(cell.text)
        )

    def _announced_owner(self, cell: Cell, owner: Owner) -> Owner | None:
        """Return whose the records after a line are that names nothing else."""
        if self.view.flipped or self.has_owners:
            return None
        if self.head.known.is_municipality(cell.text):
            owner = Owner(municipality=cell)
        elif rounds.names_round(cell.text):
            owner = replace(owner, round=cell)
        else:
            return None
        self.head.take(cell)
        return owner

    def _read_ticks(self, line: int, under: dict[int, Cell], owner: Owner) -> None:
        """Read a record that stands for one level, with ticks where that is the level."""
        number = self.grid.numbers[line]
        self.head.take(self.grid.labels[line])
        low, high = self.grid.scale or (min(self.grid.numbers.values()), number)
        for column, cell in under.items():
            self.head.cells.append(cell)
            if not self.grid.marks(line, cell):
                facts = {"typed": cell.text[:60], "low": str(low), "high": str(high)}
                self.ledger.leave(cell, Rule.NOT_A_LEVEL, **facts)
                continue
            typed = replace(cell, value=number, text=str(number))
            slot = self._slot(line, typed, self.head.fields[column], None, owner)
            scale = slot.scale or self.grid.scale
            self.ticked.append(replace(slot, facet=self.grid.facets[line], scale=scale))
            self.ledger.place(cell)

    def _join_ticks(self) -> None:
        """Add the ticked levels; two for the same thing are a range."""
        same: dict[tuple[str, Label | None, Owner], list[Slot]] = {}
        for slot in self.ticked:
            same.setdefault((slot.dimension, slot.facet, slot.owner), []).append(slot)
        for slots in same.values():
            numbers = sorted({int(slot.cell.text) for slot in slots})
            typed = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else ""
            for slot in slots:
                cell = replace(slot.cell, value=typed, text=typed) if typed else slot.cell
                self.slots.append(replace(slot, cell=cell))

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
        return self.head.end - line == 1 or self.head.known.is_municipality(cells[0].text)

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
                yield from self._paired(self._slot(line, cell, fields[0], facet, owner), facet)
                continue
            slots = {self._slot(line, cell, own, facet, owner): None for own in fields}
            once = {(slot.dimension, slot.owner): slot for slot in reversed(slots)}
            if len(once) > 1:
                self.shared.append(cell)
            yield from reversed(once.values())

    def _paired(self, slot: Slot, facet: Heading | None) -> Iterator[Slot]:
        """Take "2→3" apart under a heading for a level and the target after it."""
        column = self.view.at(slot.cell)[1]
        paired = (facet and facet.paired) or self.head.fields[column].paired
        both = pair(slot.cell.text, self.headings.framework) if paired else None
        if both is None:
            yield slot
            return
        for label, typed in zip((Label.LEVEL, Label.TARGET), both, strict=True):
            yield replace(slot, cell=replace(slot.cell, value=typed, text=typed), facet=label)

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

    def _read_continued(self) -> None:
        """Read words below the table that go on with an answer: "Jatkoa kohtaan Resurssit: …"."""
        if not self.view.flipped:
            return
        cells = self.head.part(self.header.line)
        last = max((self.view.at(slot.cell)[1] for slot in self.slots), default=self.last)
        answered = {slot.dimension for slot in self.slots}
        for column, cell in cells.items():
            mark = self.header.marks.get(column)
            if mark is None or column <= last + 1 or mark.dimension not in answered:
                continue
            words = inline.answer_in(cell, mark, self.headings)
            if words and mark.label is None and self.headings.label(words.text) is None:
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
        told = rounds.rounds_of(self.facets)
        named = [slot.owner.round for slot in self.slots if slot.owner.round]
        last = rounds.latest([*told.values(), *named])
        whose = {id(slot.owner.municipality) for slot in self.slots}
        if last is None or (self.has_owners and len(whose) > 1):
            return
        for position, slot in enumerate(self.slots):
            when = told.get(slot.line) or slot.owner.round or last
            self.slots[position] = replace(slot, owner=replace(slot.owner, round=when))
        self.owners = {}

    def _spread_down(self) -> None:
        """Give a cell merged over the records of several municipalities to each of them."""
        for slot in list(self.slots) if self.view.merged_down and self.whose else ():
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

    def _read_pairs(self) -> None:
        """Read labels with their values beside them under the heading of a single dimension."""
        if len({own.dimension for own in self.head.fields.values()}) > 1:
            return
        for line in self.view.after(self.head.bottom):
            cells = list(self.head.part(line).items())
            if line >= self.head.end or len(cells) != 2 or not self._is_open(cells[1][1]):
                continue
            (column, first), (_, value) = cells
            label = self.headings.label(first.text) or facet_meant(first.text)
            if column not in self.head.fields or not (label or prompts(first.text)):
                continue
            if label and label.label not in FACETS:
                continue
            self.head.take(first)
            self.head.cells.append(value)
            self.ledger.place(value)
            self.slots.append(self._slot(line, value, self.head.fields[column], label, Owner()))

    def _leave_columns_beside_levels(self) -> None:
        """Leave out shares in per cent, and remarks without a heading, that stand by the levels."""
        columns: dict[int, list[Slot]] = {}
        by_line = self.view.flipped or bool(self.facets)
        for slot in self.slots:
            line, column = self.view.at(slot.cell)
            columns.setdefault(line if by_line else column, []).append(slot)
        if by_line:
            headings = {
                line: cell.text
                for line in columns
                for column, cell in self.head.part(line).items()
                if column in self.beside
            }
        else:
            headings = {c: x.text for c, x in self.view.lines[self.header.line].items()}
        gone: set[int] = set()
        for at in shares(columns, headings):
            self._give_back(columns[at], Rule.UNKNOWN_COLUMN, headings.get(at, ""))
            gone.add(at)
        texts = [at for at, (_, label, _) in self.facets.items() if label is Label.TEXT]
        for at in remarks_beside(columns, headings, texts) if self.view.flipped else ():
            self._give_back(columns[at], Rule.OUTSIDE_TABLE, "")
            gone.add(at)
        left = {id(slot) for at in gone for slot in columns[at]}
        self.slots = [slot for slot in self.slots if id(slot) not in left]

    def _give_back(self, slots: Sequence[Slot], why: Rule, heading: str) -> None:
        facts = {"found": heading[:60]} if heading else {}
        for slot in slots:
            facts = facts or {"found": slot.cell.text[:60]}
            self.ledger.give_back([(slot.cell.row, slot.cell.column)], why, **facts)

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
