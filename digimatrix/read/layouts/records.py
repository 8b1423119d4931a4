"""The records of a table: the lines below its headings, each with whose it is and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from digimatrix.model.problems import Rule
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import FACETS, Heading, Label, facet_meant, others_assess, says_now
from digimatrix.read.layouts.beside import SUMS, Beside, words_before
from digimatrix.read.layouts.fields import Field, Head
from digimatrix.read.layouts.inline import level_after_label
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.layouts.signatures import beside_date
from digimatrix.read.layouts.ticks import TickGrid, is_tick
from digimatrix.read.layouts.view import Header
from digimatrix.read.levels.level_cells import is_open_box, pair
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import exemplifies, remarks, tells
from digimatrix.read.senders import rounds
from digimatrix.read.senders.dating import tells_when
from digimatrix.read.senders.identity import with_suffix
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold, plain_set

_LABEL = 40  # letters of a heading that says what stands below
_PRACTICE = 12  # letters that tell a practice
_TITLE = 4  # words of a line that says whose or when the table below it is
_TEXT = Heading(None, Label.TEXT, "", 100, "en")


def _is_marked(heading: str) -> bool:
    """Whether a heading says in brackets that its answer is an example, and no more."""
    inside = heading.rstrip().removesuffix(")").rpartition("(")
    return bool(inside[1]) and fold(inside[2]) in plain_set("labels", "example")


class Records:
    """Reads the records below the head of a table.

    What a table `before` it on the same line is headed counts for it too, if it has no
    headings of its own: blocks of municipalities under each other are often headed once.
    """

    def __init__(
        self, head: Head, header: Header, walls: set[Address], before: Records | None = None
    ) -> None:
        self.head, self.header, self.walls = head, header, walls
        self.view, self.ledger, self.headings = head.view, head.ledger, head.headings
        self.first, self.last = min(head.fields), max(head.fields)
        self.beside = self._label_columns()
        self.slots: list[Slot] = []
        self.owners: dict[Owner, None] = {}
        self.whose: dict[int, Owner] = {}
        self.shared: list[Cell] = []
        self.explained: list[Cell] = []
        self.unexplained: list[Cell] = []
        self.inner: list[tuple[Cell, str]] = []
        self.facets: dict[int, tuple[object, Label | None, Cell]] = {}
        self.foreign: dict[int, Cell] = {}  # headings of lines that are none of the matrix
        self.before = before if before and not self._is_headed() else None
        self.ticked: list[Slot] = []
        self.examples: dict[int, bool] = {}  # which rows are, of a table on its side
        self.grid = TickGrid(head, self.headings)
        self.labels = Beside(head)
        self.worded = words_before(head, self.beside) if self.view.flipped else None
        self.has_owners = self.labels.has_owners

    def is_open(self, cell: Cell) -> bool:
        """Whether nobody has accounted for a cell."""
        return cell.address in self.ledger.open

    def _label_columns(self) -> set[int]:
        """Return the columns beside the fields whose cells label the records."""
        columns = {c for c, label in self.head.labels.items() if label.label not in SUMS | FACETS}
        column, known = self.first - 1, set(self.view.columns)
        while column in known and self.first - column <= 6 and column >= self.header.first:
            if column not in self.head.labels:
                columns.add(column)
            column -= 1
        if not self.view.flipped and self._are_facets(self.last + 1):
            columns.add(self.last + 1)
        return columns - self.head.fields.keys()

    def _are_facets(self, column: int) -> bool:
        """Whether a column without a heading only says what stands before it: "1 | 3 | Taso".

        A row of numbers whose only label stands at its end is that label's.
        """
        parts = map(self.head.part, self.view.lines)
        lines = [cells for cells in parts if column in cells and self.is_open(cells[column])]
        return bool(lines) and all(
            (self._facet_in(cells[column]) or says_now(cells[column].text))
            and len(cells.keys() & self.head.fields.keys()) > 1
            and not any(at in cells for at in range(self.header.first, self.first))
            for cells in lines
        )

    def read(self) -> None:
        """Read the lines that hold records, after the answers between their headings."""
        self.slots += self._slots(self.header.line, self.head.answers, None, Owner())
        owner, gap, previous, levels = Owner(), False, self.head.bottom, False
        section: Heading | None = None
        example = False
        grid = self.ledger.grid
        hidden = grid.hidden_columns if self.view.flipped else grid.hidden_rows
        for line in self.view.lines if self.view.flipped else self.view.after(self.head.bottom):
            cells = self.head.part(line)
            if line in self.head.parallel or not self._is_below(line, cells):
                continue
            if line >= self.head.end or self._is_walled(line, cells):
                break
            if self._heads_other_table(line, cells):
                break
            if not cells:
                continue
            if line in self.grid.described:
                kept = {c: x for c, x in cells.items() if c in self.head.fields}
                self.leave(Rule.INSTRUCTION, kept, {0: self.grid.described[line]})
                previous = line
                continue
            if line in self.grid.numbers:
                open_cells = ((c, x) for c, x in cells.items() if c in self.head.fields)
                self._read_ticks(line, {c: x for c, x in open_cells if self.is_open(x)}, owner)
                previous = line
                continue
            self._leave_foreign(cells)
            gap = gap or not hidden.issuperset(range(previous + 1, line))
            previous = max(self.view.end(line, column)[0] for column in cells)
            under = {c: x for c, x in cells.items() if c in self.head.fields and self.is_open(x)}
            self._take_repeated_labels(under)
            beside = {c: x for c, x in cells.items() if c in self.beside and self.is_open(x)}
            beside = self.labels.heading(beside)
            said = self.labels.said(beside, under)
            facet, named = said.facet, said.owner
            if said.facet_cell:
                label = said.facet.label if said.facet else None
                self.facets[line] = (None, label, said.facet_cell)
            elif self.before and line in self.before.facets:
                self.facets[line] = self.before.facets[line]
                facet = self._facet_in(self.facets[line][2])
            elif self.before and line in self.before.foreign:
                heading = self.foreign[line] = self.before.foreign[line]
                self._leave_under(heading, under.values())
                continue
            if not (under or beside):
                continue
            if self._is_title(line, under, beside):
                self._leave_doubtful(line, under)
                continue
            if (why := self.labels.no_record(said, under, beside)) is not None:
                if why in (Rule.UNKNOWN_COLUMN, Rule.OTHERS_LEVEL) and beside:
                    self.foreign[line] = next(iter(beside.values()))
                self.leave(why, under, beside)
                continue
            if facet and not under and not gap:  # a row of levels or targets nobody filled in
                self.leave(True, under, beside)
                continue
            if named.municipality and (why := self._is_regions(named.municipality, under)):
                self.leave(why, under, beside)
                continue
            if not under and (gap or not named.municipality or not self.has_owners):
                continue
            if named.municipality and self._heads_group(line, cells, named.municipality):
                self.leave(True, under, beside)
                continue
            if self.has_owners and gap and not named.municipality:
                continue  # no municipality's, and apart from the others
            alone = len(under) == 1 and not beside and min(under) == self.first
            if alone and self._read_labelled(line, under[self.first], owner):
                continue
            if alone and (announced := self._announced(under[self.first])):
                section, gap = announced, False
                continue
            if alone and self._announces_example(under[self.first]):
                example, gap = True, False
                continue
            if example:
                self.leave(Rule.EXAMPLE, under, beside)
                example = False
                continue
            if alone and self.slots and self._is_signature(line, under[self.first]):
                continue
            if alone and (whose := self._announced_owner(line, under[self.first], owner)):
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
            self.slots += self._marked(line, cells, under, owner) or self._slots(
                line, under, facet or section, owner
            )
            self.owners.setdefault(owner)
            gap = False
            levels = len(under) > 1 and all(parse(c.value) is not None for c in under.values())

    def _leave_foreign(self, cells: dict[int, Cell]) -> None:
        """Leave out what stands in columns that are none of the matrix."""
        for column, heading in self.head.foreign.items():
            if column in cells and self.is_open(cells[column]):
                self._leave_under(heading, [cells[column]])

    def _leave_under(self, heading: Cell, cells: Iterable[Cell]) -> None:
        why = Rule.OTHERS_LEVEL if others_assess(heading.text) else Rule.UNKNOWN_COLUMN
        for cell in cells:
            self.head.cells.append(cell)
            self.ledger.leave(cell, why, found=heading.text[:60])

    def _is_headed(self) -> bool:
        """Whether the lines of a table have labels of their own, before them or after."""
        return any(
            (column < self.first or column in self.beside)
            and (says_now(cell.text) or self._facet_in(cell))
            for line in self.view.lines
            for column, cell in self.head.part(line).items()
        )

    def _facet_in(self, cell: Cell) -> Heading | None:
        """Return the facet that a heading says or means."""
        said = self.headings.label(cell.text) or facet_meant(cell.text)
        return said if said and said.label in FACETS else None

    def _heads_other_table(self, line: int, cells: dict[int, Cell]) -> bool:
        """Whether a line of labels heads the table right below, which lies the other way."""
        below = self.head.part(line + 1)
        if self.view.flipped or not any((line + 1, column) in self.walls for column in below):
            return False
        labels = [cell for c, cell in cells.items() if (line + 1, c) not in self.walls]
        said = [x for x in labels if says_now(x.text) or self._facet_in(x)]
        short = all(len(cell.text) <= _LABEL for cell in labels)
        return bool(said) and len(said) * 2 >= len(labels) and short

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

    def _heads_group(self, line: int, cells: dict[int, Cell], name: Cell) -> bool:
        """Whether a name stands alone in its row above municipalities, and is not one itself."""
        if self.view.flipped or len(cells) > 1 or not self.head.known.is_unknown(name.text):
            return False
        below = next(map(self.head.part, self.view.after(line)[:1]), {})
        column = next(iter(cells))
        return (
            len(below) > 1
            and column in below
            and self.head.known.is_municipality(below[column].text)
        )

    def _is_below(self, line: int, cells: dict[int, Cell]) -> bool:
        """Whether a line may be a record: below the headings, or a labelled column before them."""
        if line > self.head.bottom:
            return True
        labels = (self.headings.label(cell.text) for c, cell in cells.items() if c in self.beside)
        facets = any(label and label.label in FACETS for label in labels)
        return self.view.flipped and (facets or line == self.worded)

    def _take_repeated_labels(self, under: dict[int, Cell]) -> None:
        """Take "Vastaus" beside each heading, above the answers, for the label that it is."""
        if not self.view.flipped:
            return
        marks = self.header.marks
        more = {own.dimension for c, own in self.head.fields.items() if c not in marks}
        labels = [
            c
            for c, cell in under.items()
            if c in marks and marks[c].dimension in more
            if (label := self.headings.label(cell.text)) and label.label is Label.TEXT
        ]
        if len(labels) > 1 and len({under[c].text for c in labels}) == 1:
            for column in labels:
                self.head.take(under.pop(column))

    def _read_labelled(self, line: int, cell: Cell, owner: Owner) -> bool:
        """Read "Tavoite: 3" below a single heading; below several it is no one's, and named."""
        found = None if self.view.flipped else level_after_label(cell, self.headings)
        if found is None:
            return False
        if len({own.dimension for own in self.head.fields.values()}) > 1:
            self.leave(Rule.OUTSIDE_TABLE, {}, {0: cell})
            return True
        label, typed = found
        self.head.cells.append(cell)
        self.ledger.place(cell)
        self.slots.append(self.slot(line, typed, self.head.fields[self.first], label, owner))
        return True

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
        self.leave(Rule.EXAMPLE, {}, {0: cell})
        return True

    def _is_signature(self, line: int, cell: Cell) -> bool:
        """Whether a municipality or a round is named below the last record, and heads no other."""
        follows = self._answers_follow(line)
        plain = not self.view.flipped and not self.has_owners and len(self.head.fields) > 1
        announced = any(owner.municipality or owner.round for owner in self.owners)
        named = self.head.known.is_municipality(cell.text) or rounds.names_round(cell.text)
        return plain and not follows and not announced and named

    def _answers_follow(self, line: int) -> bool:
        """Whether a line below answers several dimensions, above any table the other way."""
        after = (x for x in self.view.after(line) if x < self.head.end)
        parts = ((x, self.head.part(x)) for x in after)
        own = takewhile(lambda part: not self._is_walled(*part), parts)
        return any(len(cells.keys() & self.head.fields.keys()) > 1 for _, cells in own)

    def _is_walled(self, line: int, cells: dict[int, Cell]) -> bool:
        """Whether a line is in a table that lies the other way."""
        return any((line, column) in self.walls for column in cells)

    def _announced_owner(self, line: int, cell: Cell, owner: Owner) -> Owner | None:
        """Return whose the records after a line are that names nothing else."""
        if self.view.flipped or self.has_owners:
            return None
        name = beside_date(cell.text)
        if self.head.known.is_municipality(cell.text):
            owner = Owner(municipality=cell, date=cell if tells_when(cell) else None)
        elif name and self.head.known.is_municipality(name) and self._answers_follow(line):
            owner = Owner(municipality=cell, date=cell)
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
            told = self.grid.told(line, cell)
            if not told and is_open_box(cell.text):
                self.ledger.heading(cell)
                continue
            if not told:
                facts = {"typed": cell.text[:60], "low": f"{low:g}", "high": f"{high:g}"}
                self.ledger.leave(cell, Rule.NOT_A_LEVEL, **facts)
                continue
            typed = replace(cell, value=number, text=str(number))
            slot = self.slot(line, typed, self.head.fields[column], None, owner)
            scale = slot.scale or self.grid.scale
            self.ticked += (replace(slot, facet=facet, scale=scale) for facet in told)
            self.ledger.place(cell)

    def join_ticks(self) -> None:
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
        label = self._label_before(cells[0])
        if len(cells) <= 2 and label and not self.has_owners:
            return label.label not in FACETS | SUMS
        if len(cells) != 1 or self.head.end - line > 2:
            return False
        if self.head.known.is_municipality(cells[0].text):
            return True
        within = bool(under) and min(under) > self.first and self._follows_record(line)
        return self.head.end - line == 1 and not within  # titles begin at the left

    def _label_before(self, cell: Cell) -> Heading | None:
        """Return the label before a colon; alone in its line it is a heading in an answer."""
        before, _, after = cell.text.partition(":")
        inner = after.strip() and not after.split("\n", 1)[0].strip()
        return None if inner else self.headings.label(before)

    def _leave_doubtful(self, line: int, under: dict[int, Cell]) -> None:
        """Name a line between a record and the next table that may belong to either.

        A few words which tell whose or when that table is, or a label, are its title.
        """
        cell = under.get(self.first)
        if cell is None or self.has_owners or not self._follows_record(line):
            return
        few = len(cell.text.split()) <= _TITLE
        told = few and (self.head.known.is_mentioned(cell.text) or tells_when(cell))
        labelled = self._label_before(cell) is not None
        if not (told or labelled or with_suffix(cell.text)):
            self.leave(Rule.OUTSIDE_TABLE, under, {})

    def _follows_record(self, line: int) -> bool:
        return line - 1 > self.head.bottom and bool(self.head.part(line - 1))

    def leave(self, why: Rule | bool, under: dict[int, Cell], beside: dict[int, Cell]) -> None:
        """Account for cells that hold no answers: as headings, or with the rule that says why."""
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
            if self.is_example(column):
                self.ledger.leave(cell, Rule.EXAMPLE)
                continue
            last = min(self.view.end(line, column)[1], self.last)
            fields = [self.head.fields[c] for c in range(column, last + 1) if c in self.head.fields]
            self.head.cells.append(cell)
            self.ledger.place(cell)
            if len(fields) == 1:
                if labelled := self._labelled(cell):
                    slot = self.slot(line, labelled[1], fields[0], labelled[0], owner)
                    slot = replace(slot, facet=labelled[0].label)  # whatever heads it
                else:
                    slot = self.slot(line, cell, fields[0], facet, owner)
                paired = (facet and facet.paired) or fields[0].paired
                yield from self._paired(slot, paired) if paired else (slot,)
                continue
            slots = {self.slot(line, cell, own, facet, owner): None for own in fields}
            once = {(slot.dimension, slot.owner): slot for slot in reversed(slots)}
            if len(once) > 1:
                self.shared.append(cell)
            yield from reversed(once.values())

    def _labelled(self, cell: Cell) -> tuple[Heading, Cell] | None:
        """Return what a cell says itself that it types: "Target: 4" beside "Level: 3"."""
        return level_after_label(cell, self.headings) if len(cell.text) <= _LABEL else None

    def is_example(self, row: int) -> bool:
        """Whether a row of a table on its side is marked as an example.

        Before it stands "esim.", its heading is "Resurssit (esimerkki)", or it is that of
        "Esimerkkikunta".
        """
        if not self.view.flipped:
            return False
        if row not in self.examples:
            whose = self.head.fields[row].owner.municipality
            before = (x for at, cells in self.view.lines.items() if (x := cells.get(row)))
            self.examples[row] = (whose is not None and exemplifies(whose.text)) or any(
                self._begins_example(x.text)
                if x.column < self.header.line
                else x.column == self.header.line and len(x.text) <= _LABEL and _is_marked(x.text)
                for x in before
            )
        return self.examples[row]

    def _begins_example(self, text: str) -> bool:
        """Whether a cell before the dimensions says that its row is an example: "Esim.: …"."""
        label = self.headings.label(text.partition(":")[0]) if ":" in text else None
        said = label is not None and label.label is Label.EXAMPLE
        return said or (len(text) <= _LABEL and exemplifies(text))

    def _marked(
        self, line: int, cells: dict[int, Cell], under: dict[int, Cell], owner: Owner
    ) -> list[Slot]:
        """Take the words before a line of ticks for what is ticked: a practice, by dimensions."""
        if self.view.flipped or not under or not all(is_tick(c.text) for c in under.values()):
            return []
        kinds = {column: label.label for column, label in self.head.labels.items()}
        words = [
            cell
            for column, cell in cells.items()
            if column < self.first and kinds.get(column) in (None, Label.TEXT, Label.DIMENSION)
        ]
        if len(words) != 1 or len(words[0].text) < _PRACTICE:
            return []
        for cell in under.values():
            self.head.take(cell)
        self.head.take(words[0])
        self.ledger.answer(words[0])
        return [self.slot(line, words[0], self.head.fields[c], _TEXT, owner) for c in under]

    def _paired(self, slot: Slot, paired: Sequence[Label]) -> Iterator[Slot]:
        """Take "2→3" apart under a heading for a level and a target, in the heading's order."""
        both = pair(slot.cell.text, self.headings.framework)
        if both is None:
            alone = parse(slot.cell.value) is not None
            yield replace(slot, facet=paired[0]) if alone else slot
            return
        for label, typed in zip(paired, both, strict=True):
            yield replace(slot, cell=replace(slot.cell, value=typed, text=typed), facet=label)

    def slot(self, line: int, cell: Cell, own: Field, facet: Heading | None, owner: Owner) -> Slot:
        """Return what a cell answers; what the field says of whose it is goes first.

        Words are asked for beside a level where only the dimension's heading tells the scale of
        that: then the content tells which it is.
        """
        whose = owner
        if own.owner.municipality or own.owner.round or own.owner.date:
            whose = Owner(
                own.owner.municipality or owner.municipality,
                own.owner.round or owner.round,
                own.owner.date or owner.date,
            )
        said = facet.label if facet else None
        scale = own.scale or (facet.scale if facet else None)
        kind = None if said is Label.TEXT and own.scale else own.facet or said
        return Slot(cell, own.dimension, kind, scale, line, whose)
