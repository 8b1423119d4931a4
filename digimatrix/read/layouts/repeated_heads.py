"""A table of its own under each dimension's heading, all headed alike: "Nyt | Jatkossa"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import FACETS, Heading, Headings, Label, says_now
from digimatrix.read.layouts.dimension_sheets import rows_of, says_what
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold

_LEAST = 3  # dimensions that have a table of their own
_LABEL = 40  # letters of a heading inside such a table


@dataclass(slots=True)
class _Block:
    """A dimension's heading, the labels below or beside it by column, and what stands below."""

    cell: Cell
    heading: Heading
    labels: dict[int, Cell]
    rows: list[dict[int, Cell]] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        """What the labels say, in order."""
        return tuple(fold(cell.text) for cell in self.labels.values())

    @property
    def body(self) -> Iterator[Cell]:
        """All that stands below the labels."""
        return (cell for row in self.rows for cell in row.values())


def headed_alike_tables(ledger: Ledger, headings: Headings) -> list[Table]:
    """Return the one table that the blocks of a sheet make, or none where it has no such blocks.

    The cells of the table are accounted for in the ledger.
    """
    blocks = _blocks(ledger, headings)
    dimensions = {block.heading.dimension for block in blocks}
    answered = sum(bool(block.rows) for block in blocks)
    if len(dimensions) < max(_LEAST, len(blocks)) or answered * 2 <= len(blocks):
        return []
    slots = [slot for block in blocks for slot in _slots(block, ledger, headings)]
    cells = [x for block in blocks for x in (block.cell, *block.labels.values(), *block.body)]
    rows, columns = [x.row for x in cells], [x.column for x in cells]
    area = Area(min(rows), min(columns), max(rows), max(columns))
    near = tuple((block.cell, block.heading) for block in blocks if block.heading.near)
    languages = Counter(block.heading.language for block in blocks)
    language = languages.most_common(1)[0][0]
    return [Table("rows", area, tuple(slots), (Owner(),), near, (), language)]


def _blocks(ledger: Ledger, headings: Headings) -> list[_Block]:
    """Return the blocks in order, each with the rows before the next; the last ends at a gap."""
    rows = rows_of(ledger)
    begun = {row: block for row in rows if (block := _begun(row, rows, headings))}
    alike = Counter(block.words for block in begun.values())
    words, count = max(alike.items(), key=lambda item: item[1], default=((), 0))
    if count < _LEAST:
        return []
    blocks: list[_Block] = []
    starts = [row for row, block in begun.items() if block.words == words]
    for row in (row for row in rows if row >= starts[0]):
        if row in starts:
            blocks.append(begun[row])
            previous = max(cell.row for cell in begun[row].labels.values())
        elif row > previous:
            if row > starts[-1] and blocks[-1].rows and row > previous + 1:
                break
            blocks[-1].rows.append(rows[row])
            previous = row
    return blocks


def _begun(row: int, rows: Mapping[int, dict[int, Cell]], headings: Headings) -> _Block | None:
    """Return the block that a row begins: a heading with several labels below or beside it."""
    lettered = ((c, x) for c, x in rows[row].items() if any(map(str.isalpha, x.text)))
    _, cell = next(lettered, (0, None))
    heading = headings.read(cell.text) if cell else None
    if cell is None or heading is None or heading.dimension is None or says_now(cell.text):
        return None
    beside = dict(lettered)
    if beside and max(rows[row]) > max(beside):
        return None  # "Level: | 3 | Target: | 4": the labels say what is typed after them
    labels = beside or rows.get(row + 1, {})
    texts = [x.text for x in labels.values()]
    if len(set(map(fold, texts))) < 2 or any(len(text) > _LABEL for text in texts):
        return None
    told = any(says_what(text, headings) for text in texts)
    return _Block(cell, heading, labels) if told else None


def _slots(block: _Block, ledger: Ledger, headings: Headings) -> Iterator[Slot]:
    """Return what stands below the labels; what is headed as none of the matrix is left out."""
    for cell in (block.cell, *block.labels.values()):
        ledger.heading(cell)
    told = {c: headings.label(x.text) for c, x in block.labels.items()}
    for cell in block.body:
        column = max((c for c in block.labels if c <= cell.column), default=None)
        if column is None:
            ledger.leave(cell, Rule.OUTSIDE_TABLE)
            continue
        text, label = block.labels[column].text, told[column]
        if not says_what(text, headings):
            ledger.leave(cell, Rule.UNKNOWN_COLUMN, found=text)
            continue
        facet = label.label if label and label.label in FACETS else None
        if says_now(text) and facet is not Label.TARGET:
            facet = None  # words or a level, as they are now
        ledger.place(cell)
        scale = label.scale if label else None
        key = block.heading.dimension or ""
        yield Slot(cell, key, facet, scale, column, Owner())
