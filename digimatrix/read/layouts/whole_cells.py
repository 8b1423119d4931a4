"""A whole matrix in one cell: its lines head what follows them, "Resurssit: yksi ihminen"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.read.accounting import Ledger
from digimatrix.read.forms import is_form_text
from digimatrix.read.grids import Address, Area, Cell
from digimatrix.read.headings import Heading, Headings, Label
from digimatrix.read.layouts import inline
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.layouts.titles import is_title
from digimatrix.read.prompts import prompts
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import OF_OWNERS, Owner
from digimatrix.read.senders.rounds import year_of

_LEAST = 3  # dimensions, or two that are sure
_SURE = 90
_GAP = r"[^\S\n]{0,20}"  # bounded, for a cell may hold nothing but spaces
_NUMBER = rf"{_GAP}[*#•▪◦–-]{{0,3}}{_GAP}(?:\d{{1,2}}[.)]{_GAP})?"
_HEAD = re.compile(
    rf"^{_NUMBER}(?P<line>[^:\n]{{3,80}}?){_GAP}(?P<end>:|[^\S\n][-–—][^\S\n]|$)"
    rf"|(?<=[.!?;])[^\S\n]{_NUMBER}(?P<inside>[^:.!?;\n]{{3,80}}):",
    re.MULTILINE,
)
_ANNOUNCED = re.compile(rf"^([^:\n]{{2,60}}):{_GAP}(\S[^\n]*)$", re.MULTILINE)


@dataclass(slots=True)
class Whole:
    """What one cell holds: headings with their words; whose they are; what precedes them."""

    cell: Cell
    parts: list[tuple[Heading, str]] = field(default_factory=list)
    owner: Owner = field(default_factory=Owner)
    before: str = ""


def whole_cell_tables(
    ledgers: Sequence[Ledger], headings: Headings, known: Known
) -> list[tuple[int, list[Table]]]:
    """Return a table for each sheet with cells that hold a whole matrix, by the sheet's number."""
    return [
        (number, [_table(ledger, found, headings, known)])
        for number, ledger in enumerate(ledgers)
        if (found := [x for cell in ledger.open.values() if (x := _whole(cell, headings, known))])
    ]


def _whole(cell: Cell, headings: Headings, known: Known) -> Whole | None:
    """Return what a cell holds under its own headings, or None if they are too few."""
    found = Whole(cell)
    text = _ANNOUNCED.sub(lambda line: _announced(line, found, headings), cell.text)
    heads = list(_heads(text, headings))
    if len({head.dimension for _, _, head, alone in heads if not alone}) >= _LEAST - 1:
        heads = [head for head in heads if not head[3]]  # a line alone is one of a list
    sure = {head.dimension for _, _, head, _ in heads if head.sure >= _SURE}
    heads = [head for head in heads if head[2].sure >= _SURE or head[2].dimension not in sure]
    dimensions = {head.dimension for _, _, head, _ in heads}
    if len(dimensions) < _LEAST and len(sure) < _LEAST - 1:
        return None
    ends = [start for start, *_ in heads[1:]] + [len(text)]
    for (start, answer, heading, _), end in zip(heads, ends, strict=True):
        headed = replace(cell, value=text[start:answer], text=text[start:answer])
        words = text[
            start if inline.levels_in(headed, headings.framework) else answer : end
        ].strip()
        first, _, rest = words.partition("\n")
        words = rest.strip() if is_form_text(first, headings.framework) else words
        asked = prompts(words) and "\n" not in words
        found.parts.append((heading, "" if asked else words))
    _read_before(text[: heads[0][0]], found, headings, known)
    return found


def _heads(text: str, headings: Headings) -> Iterator[tuple[int, int, Heading, bool]]:
    """Yield where each heading begins, where its words do, and whether it stands alone."""
    for match in _HEAD.finditer(text):
        words = match["line"] or match["inside"]
        heading = headings.read(words.strip()) if not prompts(words) else None
        alone = match["line"] is not None and not match["end"]
        if heading and heading.dimension and (heading.sure >= _SURE or not alone):
            yield match.start(), match.end(), heading, alone


def _announced(line: re.Match[str], found: Whole, headings: Headings) -> str:
    """Note what a line such as "Kunta: Nokia" says of whose the matrix is; return what is left."""
    label = headings.label(line[1].strip())
    if label is None or label.label not in OF_OWNERS | {Label.RESPONDENT, Label.UNIT, Label.CODE}:
        return line[0]
    if label.label in OF_OWNERS:
        _note(str(label.label), line[2], found)
    return ""


def _note(what: str, words: str, found: Whole) -> None:
    said = replace(found.cell, value=words.strip(), text=words.strip())
    found.owner = replace(found.owner, **{what: said})


def _read_before(text: str, found: Whole, headings: Headings, known: Known) -> None:
    """Read what stands before the first heading: whose and when, or words of no dimension."""
    left = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        named = known.is_municipality(line) or known.is_mentioned(line)
        if named and found.owner.municipality is None:
            _note("municipality", line, found)
        if year_of(line) and found.owner.date is None:
            _note("date", line, found)
        if not is_title(line, headings):
            left.append(line)
    found.before = "\n".join(left)


def _table(ledger: Ledger, found: list[Whole], headings: Headings, known: Known) -> Table:
    """Return the table of the cells; those beside them, and what heads them, are headings."""
    slots: list[Slot] = []
    owners: dict[Owner, None] = {}
    cells = [whole.cell for whole in found]
    inside = {cell.address for cell in cells}
    labels = _labels(ledger, inside, headings)
    for whole in found:
        owner = _owner(whole, ledger, inside, labels, known)
        owners.setdefault(owner)
        answers = [(heading, words) for heading, words in whole.parts if words]
        (ledger.place if answers else ledger.heading)(whole.cell)
        for number, (heading, words) in enumerate(answers):
            cell = replace(whole.cell, value=words, text=words)
            key = heading.dimension or ""
            slots.append(Slot(cell, key, Label.TEXT, heading.scale, number, owner))
    languages = Counter(heading.language for whole in found for heading, _ in whole.parts)
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return Table(
        "cell",
        Area(min(rows), min(columns), max(rows), max(columns)),
        tuple(slots),
        tuple(owners),
        tuple((w.cell, heading) for w in found for heading, _ in w.parts if heading.near),
        (),
        languages.most_common(1)[0][0],
        whole=tuple((w.cell, len({h.dimension for h, x in w.parts if x}), w.before) for w in found),
    )


def _labels(ledger: Ledger, inside: set[Address], headings: Headings) -> dict[int, Label]:
    """Return what heads the columns: the last line above the first cell, if it is of labels."""
    first = min(row for row, _ in inside)
    above = max((row for row, _ in ledger.open if row < first), default=0)
    cells = {column: cell for (row, column), cell in ledger.open.items() if row == above}
    found = {c: x.label for c, cell in cells.items() if (x := headings.label(cell.text))}
    if len(cells) < 2 or len(found) < len(cells):
        return {}
    for cell in cells.values():
        ledger.heading(cell)
    return {column: label for column, label in found.items() if label}


def _owner(
    whole: Whole, ledger: Ledger, inside: set[Address], labels: dict[int, Label], known: Known
) -> Owner:
    """Return whose a cell is: as it says, or the cells beside it."""
    owner = whole.owner
    for (row, column), cell in list(ledger.open.items()):
        if row != whole.cell.row or (row, column) in inside:
            continue
        label = labels.get(column)
        if label is None and known.is_municipality(cell.text):
            label = Label.MUNICIPALITY
        if label in OF_OWNERS:
            owner = replace(owner, **{str(label): cell})
        if label is not None:
            ledger.heading(cell)
    return owner
