"""Whose the columns of a table are: municipalities, rounds and dates beside the headings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Label
from digimatrix.read.layouts.facets_above import spread_facets, spread_measures
from digimatrix.read.layouts.fields import SAMPLE, Head
from digimatrix.read.layouts.unknown_names import row_of_names
from digimatrix.read.numbering import are_running
from digimatrix.read.senders.dating import is_moment, tells_when
from digimatrix.read.senders.identity import labelled, with_suffix
from digimatrix.read.senders.owner import OF_OWNERS
from digimatrix.read.senders.rounds import latest, names_round, rounds_of
from digimatrix.read.senders.units import units_in
from digimatrix.read.wordings import fold, plain_set

_MAY_NAME = frozenset({Label.RESPONDENT, Label.UNIT, Label.REGION, Label.DIMENSION})
_WHEN = frozenset({Label.DATE, Label.ROUND})
_NEAREST = 8  # columns before the answers in which municipalities may be named
_FARTHEST = 3  # lines above the headings in which municipalities may stand side by side


def read_labels_above(head: Head) -> None:
    """Read "Kunta" in the line above the headings as theirs: a head split over two lines.

    Below it must stand names, no words for text, level or target.
    """
    if head.view.flipped:
        return
    above, line = head.header.line - 1, head.part(head.header.line)
    for column, cell in head.part(above).items():
        label = head.headings.label(cell.text)
        free = column not in head.fields and column not in line and cell.text[-1:] != ":"
        if not (free and label and label.label in OF_OWNERS | _MAY_NAME - {Label.DIMENSION}):
            continue
        lines = islice(head.view.after(head.bottom), SAMPLE)
        cells = [x for n in lines if n < head.end and (x := head.view.lines[n].get(column))]
        covers = head.view.end(above, column)[0] >= head.header.line
        if len(cells) + covers < 2 or any(_is_no_name(head, x) for x in cells):
            continue
        beside = head.part(above).get(column + 1)
        if beside and _names_whose(head, beside.text):
            continue  # "Kunta | Nokia" stands above the table
        head.labels[column] = label
        head.above[column] = cell
    for column, cell in head.part(above).items() if head.above else ():
        if column in head.above or (column in head.fields and not _names_whose(head, cell.text)):
            head.take(cell)


def _is_no_name(head: Head, cell: Cell) -> bool:
    return head.headings.label(cell.text) is not None or bool(units_in(cell.text))


def _names_whose(head: Head, text: str) -> bool:
    return head.known.is_municipality(text) or names_round(text)


def read_parallel_lines(head: Head) -> None:
    """Read lines beside the headings that give each field its municipality, round or date."""
    reach = _FARTHEST if not head.view.flipped else 2 * _FARTHEST
    for line in range(max(1, head.header.line - reach), head.header.line + reach + 1):
        cells = head.part(line)
        above = line < head.header.line
        if not (above or (head.view.flipped and head.bottom < line < head.end)):
            continue
        under = {c: cell for c, cell in cells.items() if c in head.fields}
        if above and spread_facets(head, under):
            head.parallel.add(line)
            for cell in cells.values():
                head.take(cell)
            continue
        if head.view.flipped and not head.measured and spread_measures(head, line, under):
            head.parallel.add(line)
            for cell in cells.values():
                head.take(cell)
            continue
        if not under or any(_heads(head, cell) for cell in under.values()):
            continue
        beside = {
            c: head.headings.label(x.text)
            for c, x in cells.items()
            if c not in under and not (above and c in head.above) and not _has_value(head, line, x)
        }
        if are_running([cell.text for cell in under.values()]):
            continue  # "Kunta" above "1., 2., 3." heads something else
        level = _level_with_dimensions(head) & beside.keys()
        kinds = [
            x.label
            for c, x in beside.items()
            if x and x.label in OF_OWNERS and (not level or c in level)
        ]
        if kinds[:1] == [Label.DATE] and not any(map(tells_when, under.values())):
            kinds = []  # codes of questions beside "submitdate"
        if len(under) < 2 and not (kinds and head.view.flipped and _is_headed(head, beside)):
            continue
        if not kinds and above and all(head.known.is_municipality(c.text) for c in under.values()):
            kinds = [Label.MUNICIPALITY]
        elif not kinds and above and all(names_round(c.text) for c in under.values()):
            kinds = [Label.ROUND]
        if kinds:
            head.parallel.add(line)
            if kinds[0] is not Label.MUNICIPALITY or not _are_units(head, under.values()):
                _spread(head, kinds[0], under)
            said = (c for c, x in beside.items() if x and (not level or c in level))
            first = min(said, default=min(under))
            for column, cell in cells.items():
                if column >= first or not head.view.flipped:  # above the labels stand titles
                    head.take(cell)


def _heads(head: Head, cell: Cell) -> bool:
    """Whether a cell is a heading; "Esimerkkikunta" names whom an example is of."""
    heading = head.headings.read(cell.text)
    return heading is not None and heading.label is not Label.EXAMPLE


def _has_value(head: Head, line: int, cell: Cell) -> bool:
    """Whether a label is of the cell beside it, not of those below: "Kunta: | Nokia"."""
    if not head.view.flipped or cell.text[-1:] != ":":
        return False
    beside = head.view.lines.get(line + 1, {}).get(cell.row)
    return beside is not None and head.headings.read(beside.text) is None


def _level_with_dimensions(head: Head) -> set[int]:
    """Return where "Osa-alue" stands: what is level with it heads the other lines."""
    return {c for c, label in head.labels.items() if label.label is Label.DIMENSION}


def _is_headed(head: Head, beside: Collection[int]) -> bool:
    """Whether a label stands level with that of the dimensions: "Kunta | Osa-alue"."""
    return not _level_with_dimensions(head).isdisjoint(beside)


def _spread(head: Head, kind: Label | None, under: dict[int, Cell]) -> None:
    """Give each field the cell over it, or else the one before, as in merged cells."""
    current: Cell | None = None
    for column in sorted(head.fields):
        current = under.get(column, current)
        own = head.fields[column]
        if kind is Label.MUNICIPALITY:
            own.owner = replace(own.owner, municipality=current)
        elif kind is Label.ROUND:
            own.owner = replace(own.owner, round=current)
        else:
            own.owner = replace(own.owner, date=current)


def tell_rounds_apart(head: Head) -> None:
    """Give columns their rounds where the years in their headings differ."""
    heads = {
        column: (own.dimension, own.facet, head.view.lines[head.header.line][column])
        for column, own in head.fields.items()
        if column in head.view.lines[head.header.line]
    }
    told = rounds_of(heads)
    last = latest(told.values())
    for column, own in head.fields.items() if last else ():
        if own.owner.round is None:
            before = max((c for c in heads if c <= column), default=column)
            when = told.get(before, last)
            own.owner = replace(own.owner, round=when)


def tell_units_apart(head: Head) -> None:
    """Take "Organisaatio | Kirjasto | Museo" for units where a title names the municipality."""
    for column, label in head.labels.items():
        if label.label is not Label.MUNICIPALITY:
            continue
        lines = islice(head.view.after(head.bottom), SAMPLE)
        cells = [x for n in lines if n < head.end and (x := head.view.lines[n].get(column))]
        cells = [x for x in cells if not _labels_levels(head, x)]
        if cells and _are_units(head, cells):
            head.labels[column] = replace(label, label=Label.UNIT)


def _labels_levels(head: Head, cell: Cell) -> bool:
    label = head.headings.label(cell.text)
    return label is not None and label.label in FACETS


def _are_units(head: Head, named: Collection[Cell]) -> bool:
    """Whether all cells name units of the municipality that a title or a label names."""
    if not all(units_in(x.text) and not _names_town(head, x.text) for x in named):
        return False
    top = min([cell.row for cell in (*named, *head.heads.values())])
    cells = [cell for line in head.view.lines.values() for cell in line.values()]
    titles = [cell.text.rpartition(":")[2].strip() for cell in cells if cell.row < top]
    announced = labelled({cell.address: cell for cell in cells}, head.headings)
    whose = [item.text for item in announced if item.label is Label.MUNICIPALITY]
    mentioned = any(head.known.is_mentioned(text) for text in titles)
    return mentioned or any(_names_town(head, text) for text in (*titles, *whose))


def _names_town(head: Head, text: str) -> bool:
    return head.known.is_municipality(text) or with_suffix(text) is not None


def find_names(head: Head) -> None:
    """Take a column for the municipalities' if no heading says so, but its cells do.

    Before the answers most of them have to name one, after them all, and each another.
    """
    named = any(own.owner.municipality for own in head.fields.values())
    if named or any(label.label is Label.MUNICIPALITY for label in head.labels.values()):
        return
    first, last = min(head.fields), max(head.fields)
    lines = list(islice(head.view.after(head.bottom), SAMPLE))
    best: tuple[float, int] | None = None
    for column in head.view.columns:
        label = head.labels.get(column)
        if column in head.fields or not head.header.first <= column <= head.header.last:
            continue
        if label and label.label not in _MAY_NAME:
            continue
        cells = [x for n in lines if n < head.end and (x := head.view.lines[n].get(column))]
        known = [cell.text for cell in cells if _names_whole(head, cell.text)]
        share = len(known) / len(cells) if len(known) >= 2 else 0.0
        after = column > last and (share < 1 or len(set(known)) < len(known))
        if share > 0.5 and not after and (best is None or (-share, column) < best):
            best = (-share, column)
    named_in = best[1] if best is not None else _counties(head, lines)
    named_in = row_of_names(head) if named_in is None else named_in
    if named_in is not None and (first - named_in <= _NEAREST or named_in > last):
        found = head.labels.get(named_in)
        language = found.language if found else "fi"
        head.labels[named_in] = Heading(None, Label.MUNICIPALITY, "", 80, language)


def _names_whole(head: Head, text: str) -> bool:
    """Whether a cell names a municipality, or a unit of one behind its name."""
    return head.known.is_municipality(text) or head.known.is_unit(text)


def _counties(head: Head, lines: Collection[int]) -> int | None:
    """Return the column of the counties, where they answer: each has a record of its own."""
    for column, label in head.labels.items():
        heading = head.view.lines[head.header.line].get(column)
        if label.label is not Label.REGION or heading is None:
            continue
        cells = [x for n in lines if n < head.end and (x := head.view.lines[n].get(column))]
        names = {fold(cell.text) for cell in cells}
        if fold(heading.text) in plain_set("municipality", "counties") and len(names) == len(cells):
            return column
    return None


def find_times(head: Head) -> None:
    """Take a column of times of day for when each answered, if no heading says when that was.

    Survey tools write them under headings of their own: "submitdate", "End Date".
    """
    if head.view.flipped or any(x.label in _WHEN for x in head.labels.values()):
        return
    lines = list(islice(head.view.after(head.bottom), SAMPLE))
    for column in head.view.columns:
        if column in head.fields or column in head.labels:
            continue
        cells = [x for n in lines if n < head.end and (x := head.view.lines[n].get(column))]
        if sum(map(is_moment, cells)) * 2 > len(cells):
            head.labels[column] = Heading(None, Label.DATE, "", 80, "en")


def read_name_in_header(head: Head) -> None:
    """Read a municipality named between "Osa-alue" and the first dimension below it."""
    if not head.view.flipped:
        return
    first = min(head.header.marks)
    for column, cell in head.part(head.header.line).items():
        if column >= first:
            break
        alone = head.view.last[column] <= head.header.line
        labelled = any(
            label.label is Label.DIMENSION and at < column for at, label in head.labels.items()
        )
        if alone and labelled and head.known.is_municipality(cell.text):
            head.take(cell)
            for own in head.fields.values():
                if own.owner.municipality is None:
                    own.owner = replace(own.owner, municipality=cell)
