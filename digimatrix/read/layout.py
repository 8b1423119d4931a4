"""How a table lies on a sheet: each cell of it finds its dimension, facet and municipality.

A sheet is looked at twice: as it is, with the headings of the dimensions in a row, and on its
side, with the headings in a column. The line which names the most dimensions decides. All
else follows from that line: fields (the columns under it), records (the lines below it) and
the labels beside them. "Line", "column" and "below" mean the view, not the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label
from digimatrix.read.typed_levels import parse
from digimatrix.read.wordings import fold

IsMunicipality = Callable[[str], bool]

_LABELS_OF_OWNERS = frozenset({Label.MUNICIPALITY, Label.ROUND, Label.DATE})


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and what it answers: `facet` is None where only its content can tell.

    `municipality`, `round` and `date` are the cells naming them, None where the sheet
    does; `line` groups the cells of one record.
    """

    cell: Cell
    dimension: str
    facet: Label | None
    scale: tuple[int, int] | None
    line: int
    municipality: Cell | None = None
    round: Cell | None = None
    date: Cell | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a record is: the cells naming its municipality, round and date."""

    municipality: Cell | None = None
    round: Cell | None = None
    date: Cell | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: `layout` is a slug, `area` its rectangle on the sheet.

    `owners` also holds those whose record is empty. `near` are headings that were guessed.
    """

    layout: str
    area: Area
    slots: tuple[Slot, ...]
    owners: tuple[Owner, ...]
    near: tuple[tuple[Cell, Heading], ...]
    language: str


class View:
    """The cells of a sheet, as they lie or on their side; merges as areas of the view."""

    def __init__(self, cells: Iterable[Cell], merges: Iterable[Area], *, flipped: bool) -> None:
        self.flipped = flipped
        self.lines: dict[int, dict[int, Cell]] = {}
        columns = set()
        for cell in cells:
            line, column = self.at(cell)
            self.lines.setdefault(line, {})[column] = cell
            columns.add(column)
        self.lines = {line: dict(sorted(self.lines[line].items())) for line in sorted(self.lines)}
        self.columns = sorted(columns)
        self.merges = {
            (area.left, area.top) if flipped else (area.top, area.left): (
                (area.right, area.bottom) if flipped else (area.bottom, area.right)
            )
            for area in merges
        }

    def at(self, cell: Cell) -> tuple[int, int]:
        """Return the line and the column of a cell."""
        return (cell.column, cell.row) if self.flipped else (cell.row, cell.column)

    def end(self, line: int, column: int) -> tuple[int, int]:
        """Return the last line and column that the cell covers."""
        return self.merges.get((line, column), (line, column))


@dataclass(frozen=True, slots=True)
class Header:
    """A line that names dimensions: `marks` by column; it may go on to the line `bottom`."""

    line: int
    bottom: int
    marks: dict[int, Heading]
    score: float


@dataclass(slots=True)
class Field:
    """A column of answers."""

    dimension: str
    facet: Label | None
    scale: tuple[int, int] | None
    owner: Owner = field(default_factory=Owner)


def tables(ledger: Ledger, headings: Headings, is_municipality: IsMunicipality) -> list[Table]:
    """Return the tables of a sheet; their headings and labels are accounted for in the ledger."""
    merges = ledger.grid.merges
    headers = {
        flipped: _headers(View(ledger.open.values(), merges, flipped=flipped), headings)
        for flipped in (False, True)
    }
    best = {
        flipped: max((h.score for h in found), default=0.0) for flipped, found in headers.items()
    }
    top = max(best.values())
    found: list[Table] = []
    for flipped in sorted(headers, key=lambda side: (-best[side], side)):
        view = View(ledger.open.values(), merges, flipped=flipped)
        other = View(ledger.open.values(), merges, flipped=not flipped)
        walls = {
            (line, column)
            for header in headers[not flipped]
            if header.score >= max(2.7, top / 2)
            for column, line in ((header.line, mark) for mark in header.marks)
        }
        del other
        lines = [h for h in _headers(view, headings) if h.score >= top / 2]
        for number, header in enumerate(lines):
            for segment in _segments(header):
                end = min(
                    (later.line for later in lines[number + 1 :] if _meet(segment, later)),
                    default=1 << 30,
                )
                reader = _Table(view, segment, end, walls, ledger, headings, is_municipality)
                found.append(reader.read())
    return sorted(found, key=lambda table: (table.area.top, table.area.left))


def _headers(view: View, headings: Headings) -> list[Header]:
    """Return the lines which name enough dimensions to head a table, in order."""
    found: list[Header] = []
    for line, cells in view.lines.items():
        if found and line <= found[-1].bottom:
            continue
        marks, labelled = {}, False
        for column, cell in cells.items():
            heading = headings.read(cell.text)
            if heading and heading.dimension:
                marks[column] = heading
            elif heading and heading.label is Label.DIMENSION:
                labelled = True
        plain = _header(line, line, marks)
        joined = _joined(view, line, marks, headings)
        header = max(plain, joined, key=lambda h: h.score) if joined else plain
        distinct = {mark.dimension for mark in header.marks.values()}
        sure = all(mark.sure >= 90 for mark in header.marks.values())
        if len(distinct) >= 3 or (len(distinct) == 2 and sure) or (distinct and labelled and sure):
            found.append(_continued(view, header, headings))
    return found


def _header(line: int, bottom: int, marks: dict[int, Heading]) -> Header:
    best: dict[str, int] = {}
    for mark in marks.values():
        dimension = mark.dimension or ""
        best[dimension] = max(best.get(dimension, 0), mark.sure)
    return Header(line, bottom, marks, sum(best.values()) / 100)


def _joined(view: View, line: int, marks: dict[int, Heading], headings: Headings) -> Header | None:
    """Read headings split over two lines: "TAUSTA JA" above "LÄHTÖKOHDAT"."""
    below = view.lines.get(line + 1, {})
    joined = dict(marks)
    for column, cell in view.lines[line].items():
        under = below.get(column)
        if under is None or len(cell.text) > 60 or len(under.text) > 60:
            continue
        if not fold(under.text) or headings.label(under.text):
            continue
        whole = headings.read(f"{cell.text.rstrip('-')} {under.text}")
        if whole is None or whole.dimension is None or whole.sure < 95 or whole.label:
            whole = headings.read(f"{cell.text.rstrip().removesuffix('-')}{under.text}")
        own = marks.get(column)
        if (
            whole
            and whole.dimension
            and whole.sure >= 95
            and not (own and own.wording == whole.wording)
        ):
            joined[column] = whole
    return _header(line, line + 1, joined) if joined != marks else None


def _continued(view: View, header: Header, headings: Headings) -> Header:
    """Let a header take the next line if that says the same in another language."""
    line = header.bottom + 1
    cells = view.lines.get(line, {})
    same = [
        column
        for column, mark in header.marks.items()
        if column in cells
        and (again := headings.read(cells[column].text))
        and again.dimension == mark.dimension
        and again.sure >= 95
    ]
    if len(same) >= 2 and len(same) * 2 > len(header.marks):
        return replace(header, bottom=line)
    return header


def _segments(header: Header) -> list[Header]:
    """Split a line which heads several tables: after a gap, the dimensions start again."""
    parts: list[dict[int, Heading]] = [{}]
    last = None
    for column, mark in header.marks.items():
        seen = {other.dimension for other in parts[-1].values()}
        rest = {m.dimension for c, m in header.marks.items() if c >= column}
        gap = last is not None and column - last > 1
        if (
            gap
            and mark.dimension in seen
            and len(seen) >= 2
            and len(rest) >= 2
            and (
                all(
                    m.label == mark.label
                    for m in parts[-1].values()
                    if m.dimension == mark.dimension
                )
            )
        ):
            parts.append({})
        parts[-1][column] = mark
        last = column
    return [replace(header, marks=part) for part in parts]


def _meet(first: Header, second: Header) -> bool:
    return min(first.marks) <= max(second.marks) and min(second.marks) <= max(first.marks)


class _Table:
    """Reads one table below its header."""

    def __init__(
        self,
        view: View,
        header: Header,
        end: int,
        walls: set[Address],
        ledger: Ledger,
        headings: Headings,
        is_municipality: IsMunicipality,
    ) -> None:
        self.view, self.header, self.end, self.walls = view, header, end, walls
        self.ledger, self.headings, self.is_municipality = ledger, headings, is_municipality
        self.bottom = header.bottom
        self.fields: dict[int, Field] = {}
        self.labels: dict[int, Heading] = {}
        self.cells: list[Cell] = []
        self.near: list[tuple[Cell, Heading]] = []
        self.parallel: set[int] = set()

    def read(self) -> Table:
        """Return the table; what it holds is accounted for."""
        self._read_header()
        self._read_facet_lines()
        self._attach_facets()
        self._inherit()
        self._read_parallel_lines()
        slots, owners = self._read_records()
        layout = self._layout(slots, owners)
        rows = [cell.row for cell in self.cells]
        columns = [cell.column for cell in self.cells]
        area = Area(min(rows), min(columns), max(rows), max(columns))
        languages = Counter(mark.language for mark in self.header.marks.values())
        language = languages.most_common(1)[0][0]
        return Table(layout, area, tuple(slots), tuple(owners), tuple(self.near), language)

    def _take(self, cell: Cell) -> None:
        self.ledger.heading(cell)
        self.cells.append(cell)

    def _read_header(self) -> None:
        for line in range(self.header.line, self.header.bottom + 1):
            for column, cell in self.view.lines.get(line, {}).items():
                mark = self.header.marks.get(column)
                if mark is not None:
                    self._take(cell)
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
        while cells := self._between(self.view.lines.get(self.bottom + 1, {})):
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
            elif not (
                len(cells) >= 2
                and all(cell.text.rstrip(" )").endswith("?") for cell in cells.values())
            ):
                return
            self.bottom += 1
            for cell in cells.values():
                self._take(cell)

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
                self._take(self.view.lines[self.header.line][column])

    def _inherit(self) -> None:
        """Give columns without a heading to the dimension before them, as merges do."""
        head = {
            c
            for line in range(self.header.line, self.bottom + 1)
            for c in self.view.lines.get(line, {})
        }
        last = max(self.fields)
        for column in self.view.columns:
            if column in self.fields or column in head or column < min(self.fields):
                continue
            if column > last and not (self.view.flipped and column - 1 in self.fields):
                continue
            before = max(c for c in self.fields if c < column)
            if any(before < c < column for c in head):
                continue  # another label stands between
            self.fields[column] = replace_owner(self.fields[before], self.fields[before].owner)

    def _read_parallel_lines(self) -> None:
        """Read lines beside the headings that give each field its municipality, round or date."""
        for line, cells in self.view.lines.items():
            if self.header.line <= line <= self.bottom or line >= self.end:
                continue
            under = {c: cell for c, cell in cells.items() if c in self.fields}
            labels = [
                self.headings.label(cell.text) for c, cell in cells.items() if c not in self.fields
            ]
            kinds = [label.label for label in labels if label and label.label in _LABELS_OF_OWNERS]
            named = sum(self.is_municipality(cell.text) for cell in under.values())
            if any(self.headings.read(cell.text) for cell in under.values()):
                continue
            if kinds and len(under) >= 2:
                kind = kinds[0]
            elif line < self.header.line and named >= 2 and named == len(under):
                kind = Label.MUNICIPALITY
            else:
                continue
            if line < self.header.line - 3:
                continue
            self.parallel.add(line)
            self._spread(line, kind, under)
            for cell in cells.values():
                self._take(cell)

    def _spread(self, line: int, kind: Label, under: dict[int, Cell]) -> None:
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

    def _read_records(self) -> tuple[list[Slot], list[Owner]]:
        slots: list[Slot] = []
        owners: list[Owner] = []
        owner, gap, previous = Owner(), False, self.bottom
        columns = self._label_columns()
        for line, cells in self.view.lines.items():
            if line <= self.bottom or line in self.parallel:
                continue
            if line >= self.end or any((line, c) in self.walls for c in cells):
                break
            gap, previous = gap or line - previous > 1, line
            under = {
                c: cell for c, cell in cells.items() if c in self.fields and self._is_open(cell)
            }
            beside = {c: cell for c, cell in cells.items() if c in columns and self._is_open(cell)}
            facet, named, stop = self._understand(beside)
            if not under and not named.municipality:
                continue
            if not under and (gap or not self._has_owners()):
                continue
            if gap and len(under) == 1 and not beside and min(under) == min(self.fields):
                continue  # a note under the table
            if self._is_title(line, under, beside):
                continue
            if stop is not None:
                self._leave_record(stop, under, beside)
                continue
            if named.municipality or named.round:
                owner = named
            for cell in beside.values():
                self._take(cell)
            slots += self._slots(line, under, facet, owner)
            owners.append(owner)
            gap = False
        owners += [own.owner for own in self.fields.values()]
        merged = dict.fromkeys(
            Owner(s.municipality, s.round, s.date) for s in slots
        ) | dict.fromkeys(o for o in owners if o.municipality)
        self._leave_unknown_columns()
        return slots, list(merged) or [Owner()]

    def _is_open(self, cell: Cell) -> bool:
        return (cell.row, cell.column) in self.ledger.open

    def _label_columns(self) -> set[int]:
        """Return the columns beside the fields whose cells label the records."""
        first = min(self.fields)
        columns = set(self.labels)
        column = first - 1
        while column in self.view.columns and first - column <= 6:
            columns.add(column)
            column -= 1
        return {c for c in columns if c not in self.fields}

    def _has_owners(self) -> bool:
        return any(label.label is Label.MUNICIPALITY for label in self.labels.values())

    def _understand(self, beside: dict[int, Cell]) -> tuple[Label | None, Owner, Label | None]:
        """Return what the labels of a record say: its facet, its owner, why it is no record."""
        facet, stop, owner = None, None, Owner()
        for column, cell in beside.items():
            head = self.labels.get(column)
            kind = head.label if head else None
            label = self.headings.label(cell.text)
            if label and label.label in (Label.TOTAL, Label.EXAMPLE, Label.INSTRUCTION):
                stop = label.label
            elif kind is Label.MUNICIPALITY:
                owner = replace(owner, municipality=cell)
            elif kind is Label.ROUND:
                owner = replace(owner, round=cell)
            elif kind is Label.DATE:
                owner = replace(owner, date=cell)
            elif label and label.label in FACETS:
                facet = label.label
            elif kind in (None, Label.DIMENSION) and self.is_municipality(cell.text):
                owner = replace(owner, municipality=cell)
        return facet, owner, stop

    def _is_title(self, line: int, under: dict[int, Cell], beside: dict[int, Cell]) -> bool:
        """Whether the line is the title or label of the table that begins after it."""
        cells = list(under.values()) + list(beside.values())
        if self.view.flipped:
            return False
        if len(cells) <= 2 and (label := self.headings.label(cells[0].text.split(":")[0])):
            return label.label not in FACETS | {Label.TOTAL, Label.EXAMPLE, Label.INSTRUCTION} and (
                not self._has_owners()
            )
        if len(cells) != 1 or self.end - line > 2:
            return False
        return self.is_municipality(cells[0].text) or self.end - line == 1

    def _leave_record(self, why: Label, under: dict[int, Cell], beside: dict[int, Cell]) -> None:
        rules = {Label.TOTAL: Rule.TOTAL_ROW, Label.EXAMPLE: Rule.EXAMPLE}
        for cell in (*beside.values(), *under.values()):
            self.cells.append(cell)
            if rule := rules.get(why):
                self.ledger.leave(cell, rule)
            else:
                self.ledger.heading(cell)

    def _slots(
        self, line: int, under: dict[int, Cell], facet: Label | None, owner: Owner
    ) -> Iterator[Slot]:
        for column, cell in under.items():
            last = self.view.end(line, column)[1]
            covered = [self.fields[c] for c in range(column, last + 1) if c in self.fields]
            self.cells.append(cell)
            done = set()
            for own in covered:
                whose = own.owner if own.owner.municipality or own.owner.round else owner
                key = (own.dimension, whose)
                if key in done:
                    continue
                done.add(key)
                yield Slot(
                    cell,
                    own.dimension,
                    own.facet or facet,
                    own.scale,
                    line,
                    whose.municipality or owner.municipality,
                    whose.round or owner.round,
                    whose.date or owner.date,
                )

    def _leave_unknown_columns(self) -> None:
        """Account for the rest of the header, and leave out what stands under unknown headings."""
        line = self.view.lines[self.header.line]
        first = min(self.fields)
        last = max(self.fields)
        bottom = max((self.view.at(cell)[0] for cell in self.cells), default=self.bottom)
        for column, cell in line.items():
            if not self._is_open(cell):
                continue
            label = self.labels.get(column)
            body = [
                self.view.lines[below][column]
                for below in range(self.bottom + 1, bottom + 1)
                if column in self.view.lines.get(below, {})
            ]
            inside = first < column < last
            if label is not None and label.label in FACETS and body:
                label = None  # a level for everything at once
            if label is not None and (
                body or not self.view.flipped or label.label is Label.DIMENSION
            ):
                self._take(cell)
                rule = {Label.TOTAL: Rule.TOTAL_ROW, Label.EXAMPLE: Rule.EXAMPLE}.get(label.label)
                for other in body:
                    if rule:
                        self.ledger.leave(other, rule)
                    else:
                        self.ledger.heading(other)
            elif label is None and column < first:
                if body and not self.view.flipped:
                    self._take(cell)
            elif label is None and (inside or body):
                for other in (cell, *body):
                    self.ledger.leave(other, Rule.UNKNOWN_COLUMN, found=cell.text[:60])

    def _layout(self, slots: list[Slot], owners: list[Owner]) -> str:
        owned = any(owner.municipality for owner in owners)
        marks = [mark.dimension for mark in self.header.marks.values()]
        if self.view.flipped:
            repeated = len(marks) > len(set(marks)) and not any(
                mark.label for mark in self.header.marks.values()
            )
            return (
                "long"
                if repeated or any(f.owner.municipality for f in self.fields.values())
                else "rows"
            )
        if not owned:
            return "columns"
        return "levels" if _only_levels(slots) else "table"


def _only_levels(slots: list[Slot]) -> bool:
    levels = [slot for slot in slots if slot.facet in (Label.LEVEL, Label.TARGET)]
    rest = [slot for slot in slots if slot not in levels]
    if any(slot.facet is Label.TEXT for slot in rest):
        return False
    numbers = sum(parse(slot.cell.value) is not None for slot in rest)
    return bool(slots) and len(levels) + numbers > 0 and numbers * 2 >= len(rest)


def replace_owner(own: Field, owner: Owner) -> Field:
    """Return a field like another, with that owner."""
    return Field(own.dimension, own.facet, own.scale, owner)
