"""What the labels beside a record say: what it answers, whose it is, or that it is no record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from digimatrix.model.matrix import State
from digimatrix.model.problems import Rule
from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Label, facet_meant, others_assess, says_now
from digimatrix.read.layouts.contents import state_of
from digimatrix.read.layouts.facet_lines import level_beside_target
from digimatrix.read.layouts.fields import Head
from digimatrix.read.layouts.legends import Legend, legend_in
from digimatrix.read.levels.level_cells import offers
from digimatrix.read.levels.named_scales import scale_in
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import (
    arranges,
    exemplifies,
    is_aside,
    names_remarks,
    names_total,
    remarks,
)
from digimatrix.read.senders.owner import Owner
from digimatrix.read.senders.rounds import names_round
from digimatrix.read.wordings import has_stem

_PRACTICE = 12  # letters that tell a practice
_HEADING = 60  # letters
_WORD = 30  # letters of a word for a level
_WORDS = 6  # different ones
_ONE_OF = re.compile(r"(?:\d|\b[A-Z])$")  # of several units or respondents
_CHOSEN = Heading(None, Label.LEVEL, "", 80, "en")

SUMS = frozenset({Label.TOTAL, Label.EXAMPLE, Label.INSTRUCTION})
"""Labels that take a record out wherever they stand."""

NO_RECORD: Mapping[Label, Rule | None] = {
    Label.TOTAL: Rule.TOTAL_ROW,
    Label.EXAMPLE: Rule.EXAMPLE,
    Label.INSTRUCTION: None,
    Label.NUMBER: None,
    Label.RESPONDENT: None,
    Label.UNIT: None,
    Label.REGION: None,
    Label.POPULATION: None,
    Label.CODE: None,
    Label.DATE: None,
}
"""Labels whose record is no answer, and why; None where it is a heading."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the labels of one record say.

    `facet_cell` is where the facet stands, or where it says "now" and leaves the facet open.
    """

    facet: Heading | None
    facet_cell: Cell | None
    owner: Owner
    labels: tuple[Label, ...]


class Beside:
    """Reads the cells that stand beside the records of one table."""

    def __init__(self, head: Head) -> None:
        self.head, self.view, self.headings = head, head.view, head.headings
        self._legend: Legend | None = None
        self._targets: dict[int, Heading] | None = None
        self._headed: Counter[tuple[Label | None, bool]] | None = None
        self.has_owners = any(label.label is Label.MUNICIPALITY for label in head.labels.values())

    def heading(self, beside: dict[int, Cell]) -> dict[int, Cell]:
        """Return the cells beside a record without those that say something of the whole return.

        In a row above the headings of columns, "Pvm | 5.5.2025" heads neither of those below it.
        """
        if not self.view.flipped or len(beside) < 2:
            return beside
        nearest = max(beside)
        return {c: x for c, x in beside.items() if c == nearest or not self._announces(x)}

    def _announces(self, cell: Cell) -> bool:
        """Whether a cell is a label, or its value, that stands at its right."""
        cells = self.head.ledger.grid.cells
        for column in (cell.column, cell.column - 1):
            label, value = cells.get((cell.row, column)), cells.get((cell.row, column + 1))
            said = self.headings.label(label.text) if label and value else None
            if said and said.label in NO_RECORD and value and not self.headings.read(value.text):
                return True
        return False

    def said(self, beside: dict[int, Cell], under: dict[int, Cell]) -> Said:
        """Return what the labels beside a record say, or mean beside numbers."""
        facet, facet_cell, owner = None, None, Owner()
        unknown: list[Cell] = []
        labels: list[Label] = []
        for column, cell in beside.items():
            head = self.head.labels.get(column)
            kind = head.label if head else None
            label = self.headings.label(cell.text)
            named = label.label if label else None
            free = kind in (None, Label.DIMENSION)
            if named in (Label.RESPONDENT, Label.UNIT) and _ONE_OF.search(cell.text):
                continue  # "Vastaaja 2" heads what that one answered
            if named and named in NO_RECORD and (named in SUMS or free):
                labels.append(named)
            elif kind in (None, Label.MUNICIPALITY) and exemplifies(cell.text):
                labels.append(Label.EXAMPLE)
            elif kind is Label.MUNICIPALITY and names_total(cell.text):
                labels.append(Label.TOTAL)
            elif kind is Label.MUNICIPALITY and named not in FACETS:
                owner = replace(owner, municipality=cell)
            elif kind is Label.ROUND:
                owner = replace(owner, round=cell)
            elif kind is Label.DATE:
                owner = replace(owner, date=cell)
            elif label and named in FACETS:
                facet, facet_cell = _of_both(facet, label), cell
            elif self.view.flipped and facet_cell is None and says_now(cell.text):
                facet_cell = cell
            elif free and self._names_round(column, cell):
                owner = replace(owner, round=cell)
            elif free and self.head.known.is_municipality(cell.text):
                owner = replace(owner, municipality=cell)
            elif named is None and (free or (kind is Label.UNIT and facet_meant(cell.text))):
                unknown.append(cell)  # below the units "Szint együtt" is none of them
        if facet is None and facet_cell and not labels and _are_levels(under):
            aims = self._count(Label.TARGET) and not self._count(Label.LEVEL)
            facet = replace(_CHOSEN, scale=scale_in(facet_cell.text)) if aims else None
        elif facet is None and not labels and unknown and _are_levels(under):
            meant = next(((m, x) for x in unknown if (m := facet_meant(x.text))), None)
            if meant is None and (level := self._on_scale_of_targets(unknown[0])):
                facet, facet_cell = level, unknown[0]
            elif meant and self._is_only(meant[0].label, own=has_stem(meant[1].text, "own_stems")):
                facet, facet_cell = meant
        elif (
            facet is None
            and not labels
            and len(unknown) == 1
            and (_are_forms(under) or self._are_explained(under) or self._are_drawn(under))
        ):
            facet = facet_meant(unknown[0].text) or _CHOSEN
            facet_cell = unknown[0] if self._count(facet.label) == 0 else None
            facet = facet if facet_cell else None
        if beside and (target := self._under_target(next(iter(beside.values())))):
            facet = _of_both(facet, target)
            facet_cell = facet_cell or next(reversed(beside.values()))
        return Said(facet, facet_cell, owner, tuple(labels))

    def _on_scale_of_targets(self, label: Cell) -> Heading | None:
        """Return the level that a column of numbers on the scale of the targets is of."""
        if not self.view.flipped:
            return None
        rows = {at: cells.get(label.row) for at, cells in self.view.lines.items()}
        beside = {at: cell for at, cell in rows.items() if cell}
        said = {at: heading for at, x in beside.items() if (heading := self.headings.label(x.text))}
        facets = {at: heading for at, heading in said.items() if heading.label in FACETS}
        return level_beside_target(label.text, beside, facets)

    def _under_target(self, label: Cell) -> Heading | None:
        """Return the heading over several columns that are all about the target, if it is one.

        "Now | Target" stands over "Text | Level | Text | Level", merged or before empty cells.
        """
        if not self.view.flipped:
            return None
        if self._targets is None:
            self._targets = {}
            rows: dict[int, dict[int, Cell]] = {}
            for line, cells in self.view.lines.items():
                for row in cells.keys() - self.head.fields.keys():
                    if row < min(self.head.fields) and line > self.head.header.line:
                        rows.setdefault(row, {})[line] = cells[row]
            lines = [line for line in self.view.lines if line > self.head.header.line]
            for cells in rows.values():
                self._targets |= self._targets_in(cells, lines)
        return self._targets.get(label.column)

    def _targets_in(self, cells: Mapping[int, Cell], lines: Sequence[int]) -> dict[int, Heading]:
        """Return the lines of the targets, where a row says which are now and which targets."""
        said = {line: self.headings.label(cell.text) for line, cell in cells.items()}
        targets = {line: x for line, x in said.items() if x and x.label is Label.TARGET}
        now = [line for line in cells if says_now(cells[line].text)]
        if (
            not targets
            or not now
            or len(targets) + len(now) < len(cells)
            or len(cells) == len(lines)
        ):
            return {}
        blocks = ((line, max((at for at in cells if at <= line), default=None)) for line in lines)
        return {line: targets[at] for line, at in blocks if at in targets}

    def _are_drawn(self, under: dict[int, Cell]) -> bool:
        """Whether all cells are empty but for the colour of a level."""
        drawn = self.head.ledger.drawn
        return bool(under) and all(cell.address in drawn for cell in under.values())

    def _are_explained(self, under: dict[int, Cell]) -> bool:
        """Whether all cells hold words that the sheet explains as levels: "gul", "punainen"."""
        words = {cell.text for cell in under.values()}
        if len(under) <= len(words) or not 1 < len(words) <= _WORDS:
            return False
        if any(len(word) > _WORD for word in words):
            return False
        if self._legend is None:
            self._legend = legend_in([self.head.ledger.grid.cells.values()])
        return all(map(self._legend.names.read, words))

    def _is_only(self, facet: Label | None, *, own: bool) -> bool:
        """Whether one heading of the table says or means that facet, or one its own of several."""
        return self._count(facet) == 1 or (own and self._count(facet, own=True) == 1)

    def _count(self, facet: Label | None, *, own: bool = False) -> int:
        """Return how many headings of the table say or mean a facet, or say whose `own` it is."""
        if self._headed is None:
            self._headed = Counter()
            fields = self.head.fields
            first, last = min(fields), max(fields)
            for line in self.view.lines:
                cells = self.head.part(line)
                numbers = _are_levels({c: x for c, x in cells.items() if c in fields})
                for column, cell in cells.items():
                    if column >= first and column != last + 1:
                        continue
                    heading = self.headings.read(cell.text)
                    if heading is None and numbers:
                        heading = facet_meant(cell.text)
                    if heading and heading.dimension is None:
                        self._headed[heading.label, False] += 1
                        self._headed[heading.label, True] += has_stem(cell.text, "own_stems")
        return self._headed[facet, own]

    def no_record(
        self, said: Said, under: dict[int, Cell], beside: dict[int, Cell]
    ) -> Rule | bool | None:
        """Return why a line is no record: a rule, True if it is a heading; None if it is one."""
        if said.labels[:1] == (Label.REGION,) and _are_levels(under):
            return Rule.OTHERS_LEVEL
        if said.labels[:1] == (Label.RESPONDENT,) and self.view.flipped and under:
            # who is to do what, and nobody who answered; or what that one answered
            return Rule.UNKNOWN_COLUMN if self._is_not_alone(under) else None
        if said.labels:
            return NO_RECORD[said.labels[0]] or True
        if len(under) > 1 and all(exemplifies(cell.text) for cell in under.values()):
            return Rule.EXAMPLE
        first = next(iter(under.values()), None)
        before, colon, _ = first.text.partition(":") if first else ("", "", "")
        label = self.headings.label(before) if colon and said.facet is None else None
        if label and label.label is Label.EXAMPLE and not self.view.flipped:
            return Rule.EXAMPLE  # of a table on its side only the first row is one
        nobody = self.has_owners and not any(
            column in self.head.labels and self.head.labels[column].label is Label.MUNICIPALITY
            for column in beside
        )
        if nobody and under and all(cell.formula for cell in under.values()):
            return Rule.TOTAL_ROW
        if any(is_aside(cell.text) for cell in beside.values()):
            return Rule.UNKNOWN_COLUMN
        if said.facet is None and (
            self._is_arrangement(under, beside) or self._are_comments(under, beside)
        ):
            return Rule.UNKNOWN_COLUMN
        if self.view.flipped and under and not beside and self._is_remark(under):
            return Rule.UNKNOWN_COLUMN
        if said.facet is None and any(others_assess(cell.text) for cell in beside.values()):
            return Rule.OTHERS_LEVEL
        bare = said.facet is None and not self.head.measured and not said.owner.municipality
        if (
            bare
            and (self.view.flipped or not self.has_owners)
            and self._is_other_column(under, beside)
        ):
            return Rule.UNKNOWN_COLUMN
        return None

    def _is_arrangement(self, under: Mapping[int, Cell], beside: Mapping[int, Cell]) -> bool:
        """Whether a line is for deadlines, costs or the like of dimensions that others answer.

        What stands beside the answers of several municipalities is said in a record of theirs.
        """
        if self.has_owners and not self.view.flipped:
            return False
        said = any(arranges(cell.text) for cell in beside.values())
        return said and bool(under) and self._is_not_alone(under)

    def _are_comments(self, under: Mapping[int, Cell], beside: Mapping[int, Cell]) -> bool:
        """Whether a line is headed for comments, beside lines headed for words and levels.

        Beside others, "Library | Museum | Other", it is one of the answers, and so are the only
        words beside levels.
        """
        if not any(names_remarks(cell.text) for cell in beside.values()):
            return False
        worded = self._count(Label.TEXT) or not self.view.flipped
        told = worded and any(map(self._count, FACETS))
        return bool(told and under) and self._is_not_alone(under)

    def _is_remark(self, under: Mapping[int, Cell]) -> bool:
        """Whether a column after the answers is headed as a remark, further up on the sheet."""
        line = self.view.at(next(iter(under.values())))[0]
        fields, lines = self.head.fields, self.view.lines
        top = max((column for column in lines[line] if column < min(fields)), default=None)
        cell = lines[line][top] if top is not None else None
        if cell is None or cell.address not in self.head.ledger.open:
            return False  # of the table above
        if len(cell.text) > _HEADING or ":" in cell.text or not has_stem(cell.text, "beside_stems"):
            return False
        before = [lines[at] for at in lines if self.head.header.line <= at < line]
        labels = (self.headings.label(cells[top].text) for cells in before if top in cells)
        answered = any(len(cells.keys() & fields.keys()) > 1 for cells in before[1:])
        return answered and not any(labels)

    def _is_not_alone(self, under: Mapping[int, Cell]) -> bool:
        """Whether other lines than that of these cells answer dimensions, too."""
        lines = {self.view.at(cell)[0] for cell in under.values()} | {self.head.header.line}
        others = (self.head.part(line) for line in self.view.lines if line not in lines)
        return any(not self.head.fields.keys().isdisjoint(cells) for cells in others)

    def _is_other_column(self, under: dict[int, Cell], beside: dict[int, Cell]) -> bool:
        """Whether a column of the sheet, or a row of numbers, is headed as none of the matrix.

        It has a heading of its own beside one for the answers.

        A dimension over a column of a sheet with dimensions in its rows, such as "Nykytila",
        heads the answers. Of columns of numbers one for the levels is enough.
        """
        own = [c for c in beside.values() if self.headings.read(c.text) is None]
        if len(own) != 1 or len(beside) != 1 or self.head.known.is_municipality(own[0].text):
            return False
        line, column = self.view.at(own[0])
        cells = [
            cells[column]
            for other, cells in self.view.lines.items()
            if other > self.head.header.line and other != line and column in cells
        ]
        said = [heading for cell in cells if (heading := self.headings.read(cell.text))]
        words = any(heading.dimension or heading.label is Label.TEXT for heading in said)
        if words and self.view.flipped:
            return True
        numbers = bool(under) and all(parse(cell.value) is not None for cell in under.values())
        return numbers and any(heading.label is Label.LEVEL for heading in said)

    def _names_round(self, column: int, cell: Cell) -> bool:
        """Whether a cell beside a record says its round; the value of another label does not."""
        head = self.head.part(self.head.header.line).get(column)
        label = self.head.labels.get(column)
        if head and not (label and label.label in (Label.DIMENSION, Label.ROUND)):
            return label is None and self._are_rounds(column)
        return names_round(cell.text)

    def _are_rounds(self, column: int) -> bool:
        """Whether nothing but rounds stand beside words that no list has: "Mitä? | 2022 | 2025"."""
        heads = (self.head.part(at).get(column) for at in self.view.after(self.head.header.line))
        said = [cell.text for cell in heads if cell]
        return len(said) > 1 and all(map(names_round, said))


def words_before(head: Head, beside: Set[int]) -> int | None:
    """Return the one column of the sheet with words before the dimensions, if no label tells.

    In "Taso |  | Osa-alue" what stands between them are the answers, unless words follow that are
    not headed as something else: "Told by".
    """
    worded: list[int] = []
    for line in head.view.lines:
        cells = head.part(line)
        if line == head.header.line:
            continue
        heads = [x for c, x in cells.items() if c in beside]
        said = [head.headings.read(x.text) for x in heads]
        aside = any(is_aside(x.text) or remarks(f"{x.text}:") for x in heads)
        aside = aside or any(heading and heading.label in NO_RECORD for heading in said)
        under = [x for c, x in cells.items() if c in head.header.marks]
        words = [x for x in under if parse(x.value) is None]
        after = line > head.header.line and words and not aside
        if after or any(heading and heading.label is Label.TEXT for heading in said):
            return None
        names = any(head.known.is_municipality(x.text) for x in words)
        told = any(said) or aside or names or line > head.header.line
        if not told and sum(len(x.text) >= _PRACTICE for x in words) * 2 > len(under):
            worded.append(line)
    return worded[0] if len(worded) == 1 else None


def _of_both(above: Heading | None, below: Heading) -> Heading:
    """Return what two headings over each other say: "Target" above "Level" is a target level."""
    if above is None or Label.TARGET not in (above.label, below.label):
        return below
    target, level = (above, below) if above.label is Label.TARGET else (below, above)
    return replace(target, scale=target.scale or level.scale)


def _are_levels(under: Mapping[int, Cell]) -> bool:
    """Whether there are numbers, typed and not worked out, and no words but "not known"."""
    told = [x for x in under.values() if x.text.isdigit() or state_of(x.text) is State.TEXT]
    typed = [parse(cell.value) is not None and not cell.formula for cell in told]
    return len(typed) > 1 and all(typed)


def _are_forms(under: Mapping[int, Cell]) -> bool:
    """Whether all cells hold boxes to tick."""
    return len(under) > 1 and all(offers(cell.text) for cell in under.values())
