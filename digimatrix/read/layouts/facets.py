"""Which columns of a table hold texts, levels or targets, and of which dimension."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from digimatrix.model.problems import Rule
from digimatrix.read.grids import Cell
from digimatrix.read.headings import (
    FACETS,
    Heading,
    Label,
    facet_meant,
    others_assess,
    says_now,
)
from digimatrix.read.layouts.bands import bands_in, number, number_above
from digimatrix.read.layouts.fields import SAMPLE, Field, Head
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import scale_in
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import names_total, prompts
from digimatrix.read.senders.owner import OF_OWNERS, Owner
from digimatrix.read.senders.rounds import names_round, rounds_of
from digimatrix.read.wordings import fold, has_stem

_SUBHEADING = 40  # letters
_ASKING = 3  # helping questions in a line of them
_EACH = 3  # headings that have a level of their own below them
_MEASURES = 9  # different words that say what is told, at most


def read_facet_lines(head: Head) -> None:
    """Read the lines right below the headings that say which column is text, level, target."""
    while cells := _between(head, head.part(head.bottom + 1)):
        if _are_helping(head, cells):
            _take_helping(head, cells)
            continue
        if head.view.flipped and _is_labelled(head, head.bottom + 1):
            return  # a column of answers, whatever they are
        under = {c: head.headings.label(cell.text) for c, cell in cells.items()}
        facets = {c: label for c, label in under.items() if label and label.label in FACETS}
        inside = [c for c in cells if c <= max(head.fields)]
        taken = cells
        enough = max(len(cells) - 1, min(2, len(cells)))
        if all(c in facets for c in inside) and len(facets) >= enough:
            taken = {c: cells[c] for c in facets}
            head.date(cells, facets)
            for column, label in facets.items():
                left = max(c for c in head.fields if c <= column)
                own = head.fields[left]
                head.fields[column] = Field(
                    own.dimension, label.label, label.scale or own.scale, own.owner
                )
        elif _are_subheadings(head, cells) or _are_numbered(head, cells):
            for column in cells:
                own = head.fields[max(c for c in head.header.marks if c <= column)]
                facet, text = facets.get(column), cells[column].text
                if facet is None and facets and _has_numbers(head, column, head.bottom + 1):
                    facet = facet_meant(text) or _on_scale_of_targets(text, cells, facets)
                    if facet is None:  # numbers of something else are no words of an answer
                        head.foreign[column] = cells[column]
                head.fields[column] = Field(
                    own.dimension,
                    facet.label if facet else own.facet,
                    (facet.scale if facet else None) or own.scale,
                    own.owner,
                )
        elif len(cells) > len(head.header.marks) and all(
            head.known.is_municipality(cell.text) for cell in cells.values()
        ):
            for column, cell in cells.items():
                own = head.fields[max(c for c in head.header.marks if c <= column)]
                owner = replace(own.owner, municipality=cell)
                head.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
        elif len(cells) > 1 and all(names_round(cell.text) for cell in cells.values()):
            for column, cell in cells.items():
                own = head.fields[max(c for c in head.fields if c <= column)]
                owner = replace(own.owner, round=cell)
                head.fields[column] = Field(own.dimension, own.facet, own.scale, owner)
        elif len(cells) == 1 and _covers_all(head, next(iter(cells))):
            head.ledger.leave(next(iter(cells.values())), Rule.INSTRUCTION)
        elif not (len(cells) >= 2 and all(prompts(cell.text) for cell in cells.values())):
            return
        head.bottom += 1
        for cell in taken.values():
            head.take(cell)


def _between(head: Head, cells: dict[int, Cell]) -> dict[int, Cell]:
    """Return the cells of a line that stand under the headings, and what follows them.

    So do further labels: "Kuvaus | Taso | Tavoite" under a single heading.
    """
    first, last = min(head.fields), max(head.fields)
    reach = last + max(1, min(3, last - first))
    while (cell := cells.get(reach + 1)) and _is_facet(head, cell):
        reach += 1
    return {c: cell for c, cell in cells.items() if first <= c <= reach and c not in head.labels}


def _is_facet(head: Head, cell: Cell) -> bool:
    label = head.headings.label(cell.text)
    return label is not None and label.label in FACETS


def _are_helping(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether most cells of a line ask, above one that answers: all need not be questions.

    Where a label calls it a text, "Explanation", another says where the answers are.
    """
    asking = sum(prompts(cell.text) for cell in cells.values())
    if asking < _ASKING or asking * 3 < len(cells) * 2:
        return False
    after = (line for line in head.view.after(head.bottom + 1) if line < head.end)
    below = next(after, None)
    answers = _between(head, head.part(below)) if below is not None else {}
    worded = [x for x in answers.values() if parse(x.value) is None and not prompts(x.text)]
    if below is None or len(worded) < 2 or len(worded) * 2 <= len(answers):
        return False
    first = min(head.fields)
    beside = (x for c, x in head.part(head.bottom + 1).items() if c < first)
    if not all(head.headings.label(cell.text) for cell in beside):
        return False  # whose the answers are
    own, other = (_facet_beside(head, line) for line in (head.bottom + 1, below))
    return own is None or (own is Label.TEXT and other is Label.TEXT)


def _take_helping(head: Head, cells: dict[int, Cell]) -> None:
    """Account for a line of helping questions; what asks nothing in it is named.

    Each heading may have several, with "Taso" after them: these are of that dimension, too.
    """
    head.bottom += 1
    heads = head.part(head.header.line)
    again = Counter(fold(cell.text) for cell in cells.values())
    last = max([*head.header.marks, *(c for c, x in cells.items() if again[fold(x.text)] > 1)])
    for column, cell in cells.items() if head.view.flipped else ():
        above = max((c for c in heads if c <= column), default=column)
        if above in head.header.marks and (column in head.fields or column <= last):
            own, said = head.fields[above], _facet_said(head, cell)
            facet, scale = (said.label, said.scale) if said else (own.facet, None)
            head.fields[column] = Field(own.dimension, facet, scale or own.scale, own.owner)
    beside = (x for c, x in head.part(head.bottom).items() if c < min(head.fields))
    for cell in (*beside, *cells.values()):
        if prompts(cell.text) or _facet_said(head, cell) or head.headings.label(cell.text):
            head.take(cell)
        else:
            head.cells.append(cell)
            head.ledger.leave(cell, Rule.INSTRUCTION)


def _facet_said(head: Head, cell: Cell) -> Heading | None:
    """Return the facet that a label says or, asking nothing, means: "Arvioitu taso"."""
    said = head.headings.label(cell.text)
    if said is None and not prompts(cell.text):
        said = facet_meant(cell.text)
    return said if said and said.label in FACETS else None


def _are_subheadings(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether the same short words stand under each heading: "Vahvuudet | Kehitettävää"."""
    first = min(head.fields)
    beside = (x for c, x in head.part(head.bottom + 1).items() if c < first)
    labels = {label.label for x in beside if (label := head.headings.label(x.text))}
    if labels & OF_OWNERS:
        return False
    under: dict[int, list[str]] = {}
    for column, cell in cells.items():
        if head.known.is_municipality(cell.text):
            return False
        worded = sum(map(str.isalpha, cell.text)) >= 3 or says_now(cell.text)
        if len(cell.text) > _SUBHEADING or not worded:
            return False
        heading = max((c for c in head.header.marks if c <= column), default=column)
        under.setdefault(heading, []).append(fold(cell.text))
    same = {tuple(words) for words in under.values()}
    if len(same) != 1 or len(under) < 2 or not head.view.after(head.bottom + 1):
        return False
    (words,) = same
    return len(words) > 1 and len(set(words)) == len(words)


def _on_scale_of_targets(
    text: str, cells: Mapping[int, Cell], facets: Mapping[int, Heading]
) -> Heading | None:
    """Return the level that the only other heading on the scale of the targets is of.

    In "Uppnått (0–100 %) | Mål (0–100 %)" no word has to be known. A difference is no level, nor
    is what somebody else assessed.
    """
    scale = scale_in(text)
    of_targets = {x.scale for x in facets.values() if x.label is Label.TARGET}
    levels = any(x.label is Label.LEVEL for x in facets.values())
    others = {fold(x.text) for c, x in cells.items() if c not in facets and scale_in(x.text)}
    if scale is None or of_targets != {scale} or levels or len(others) > 1:
        return None
    if has_stem(text, "difference_stems") or others_assess(text):
        return None
    return Heading(None, Label.LEVEL, text, 80, "en", scale)


def _are_numbered(head: Head, cells: dict[int, Cell]) -> bool:
    """Whether the numbers of cells go on from those of the headings: "5.1", "5.2" under "5"."""
    heads = head.part(head.header.line)
    return bool(cells) and all(
        (above := number_above(cell.text)) is not None
        and above == number(heads[max(c for c in head.header.marks if c <= column)].text)
        for column, cell in cells.items()
    )


def _covers_all(head: Head, column: int) -> bool:
    """Whether the cell right below lies over all columns, and several records follow."""
    line = head.bottom + 1
    last = head.view.end(line, column)[1]
    text = head.view.lines[line][column].text
    if head.known.is_municipality(text) or names_round(text):
        return False
    wide = column <= min(head.fields) and last >= max(head.fields) > min(head.fields)
    return wide and not head.view.flipped and len(_between(head, head.part(line + 1))) > 1


def _is_labelled(head: Head, line: int) -> bool:
    """Whether a cell before the fields says that the line is text, level or target."""
    return _facet_beside(head, line) is not None


def _facet_beside(head: Head, line: int) -> Label | None:
    """Return what a cell before the fields says that the line is, text, level or target."""
    first = min(head.fields)
    labels = (head.headings.label(x.text) for c, x in head.part(line).items() if c < first)
    return next((x.label for x in labels if x and x.label in FACETS), None)


def attach_facets(head: Head) -> None:
    """Give columns headed only "Taso" or "Tavoite" to the dimension beside them."""
    dimensions = {own.dimension for own in head.fields.values()}
    first = min(head.fields)
    for facet in (Label.LEVEL, Label.TARGET, Label.TEXT):
        columns = [c for c, label in head.labels.items() if label.label is facet]
        if len(columns) < 2 and len(dimensions) > 2:
            continue  # one level for everything belongs to no dimension
        # a title, "Taso 0–4", has nothing under or beside it
        held = [c for c in columns if head.view.last[c] > head.header.line]
        before = held and min(held) < first
        for column in columns:
            beside = [c for c in head.header.marks if (c > column if before else c < column)]
            if not beside:
                continue
            own = head.fields[min(beside) if before else max(beside)]
            label = head.labels.pop(column)
            head.fields[column] = Field(
                own.dimension, facet, label.scale or own.scale, paired=label.paired
            )
            head.take(head.view.lines[head.header.line][column])


def attach_subheadings(head: Head) -> None:
    """Give what is asked under a heading to its dimension: "2.1 Mitä?" below "2 Lähtötilanne".

    The numbers tell; or else most headings have nothing beside them, and questions right below.
    """
    view, marks, line = head.view, head.header.marks, head.header.line
    bands = bands_in(marks, line, view)
    numbered: dict[int, int] = {}  # the heading's column, by that of the question
    following: dict[int, int] = {}
    heading, above, before = 0, None, 0
    for column, cell in head.part(line).items():
        if column in marks:
            heading, above = column, number(cell.text)
            before = column if column in bands else 0
        elif column in head.fields or column in head.labels:
            before = column if before == column - 1 else 0
        elif heading and view.last[column] > line:
            if head.known.is_municipality(cell.text) or names_round(cell.text):
                return  # whose the answers are
            if above is not None and number_above(cell.text) == above:
                numbered[column] = heading
            elif before == column - 1:
                following[column] = heading
                before = column
    asked = set(following.values())
    if len(asked) < 2 or len(asked) * 2 < len(bands):  # they are left blank rather
        following = {}
    cells = head.view.lines[line]
    asks = any(prompts(cells[column].text) for column in following)
    one_each = len(following) == len(asked) and not asks  # several are statements to be rated
    answers = one_each and all(_has_numbers(head, column) for column in following)
    for column, heading in (numbered | following).items():
        facet = Label.LEVEL if answers and column in following else None
        head.fields[column] = Field(head.fields[heading].dimension, facet, None)
        if facet is None:  # else an answer below its heading, with its level beside it
            head.take(cells[column])


def read_corner(head: Head) -> None:
    """Read "Itsearviointi (0–4) | Nyt | Tavoite": a facet in the corner heads all the others.

    So does "Taso (0–4)" before the names of municipalities, or before years. "Område" before
    other headings is no region.
    """
    for column, label in list(head.labels.items()):
        if column > min(head.fields):
            continue
        lines = (line for line in head.view.lines if line > head.header.line)
        cells = [cell for line in lines if (cell := head.part(line).get(column))]
        said = [head.headings.label(cell.text) for cell in cells]
        if label.label is Label.REGION and any(x and x.label in FACETS for x in said):
            head.labels[column] = replace(label, label=Label.DIMENSION)
        if not head.view.flipped or label.label not in FACETS:
            continue
        names = any(head.known.is_municipality(x.text) or names_round(x.text) for x in cells)
        if names or any(x and x.label in FACETS for x in said):
            head.take(head.view.lines[head.header.line][column])
            del head.labels[column]
            for own in head.fields.values():
                own.scale = own.scale or label.scale
                own.facet = (own.facet or label.label) if names else own.facet
            if names:  # as below "Osa-alue"
                head.labels[column] = replace(label, label=Label.DIMENSION)


def attach_parts(head: Head) -> None:
    """Give columns headed the same after several dimensions, "Tarpeet", to the one before."""
    cells = head.part(head.header.line)
    found: dict[str, dict[int, str]] = {}
    before = ""
    for column, cell in cells.items():
        if column in head.header.marks:
            before = head.header.marks[column].dimension or ""
        elif (
            before
            and column not in head.fields
            and column not in head.labels
            and head.view.last[column] > head.header.line  # with something beside it
        ):
            found.setdefault(fold(cell.text), {})[column] = before
    for columns in list(found.values()):
        for column, dimension in list(columns.items()):
            if not _has_numbers(head, column):
                continue
            del columns[column]  # numbers of something else are no words of an answer
            text = cells[column].text
            if (meant := facet_meant(text)) or says_now(text):
                facet, scale = (meant.label, meant.scale) if meant else (Label.LEVEL, None)
                head.fields[column] = Field(dimension, facet, scale)
                head.take(cells[column])
    for words, columns in found.items():
        if not words or len(words) > _SUBHEADING or len(set(columns.values())) < 2:
            continue
        if any(head.known.is_municipality(cells[column].text) for column in columns):
            continue
        for column, dimension in columns.items():
            head.fields[column] = Field(dimension, None, None)
            head.take(cells[column])


def tell_levels_apart(head: Head) -> None:
    """Take a column of numbers for the levels of the dimension that another has words for."""
    columns: dict[str, list[int]] = {}
    for column in head.header.marks:
        own = head.fields[column]
        if own.facet is None and own.owner == Owner():
            columns.setdefault(own.dimension, []).append(column)
    for same in columns.values():
        numbers = [c for c in same if len(same) > 1 and _has_numbers(head, c)]
        if len(numbers) == len(same):
            continue
        for column in numbers:
            own = head.fields[column]
            meant = facet_meant(head.view.lines[head.header.line][column].text)
            if meant or len(numbers) == 1:
                own.facet = meant.label if meant else Label.LEVEL


def _has_numbers(head: Head, column: int, bottom: int | None = None) -> bool:
    """Whether levels stand below a heading, and no words."""
    lines = islice(head.view.after(bottom or head.header.bottom), SAMPLE)
    cells = [x for line in lines if (x := head.view.lines[line].get(column))]
    return bool(cells) and all(parse(cell.value) is not None for cell in cells)


def find_missing(head: Head) -> None:
    """Give a column without a heading to the one dimension that none heads.

    Only where each of the others has one column, in the framework's order, and the column
    stands in the place that is left.
    """
    keys = head.headings.framework.keys
    columns = sorted(head.fields)
    found = [head.fields[column].dimension for column in columns]
    missing = [key for key in keys if key not in found]
    if head.view.flipped or len(missing) != 1 or found != [k for k in keys if k not in missing]:
        return
    place = keys.index(missing[0])
    if not 0 < place < len(columns) or columns[place] - columns[place - 1] != 2:
        return
    column = columns[place] - 1
    lines = (line for line in head.view.after(head.bottom) if line < head.end)
    cells = [x for line in lines if (x := head.part(line).get(column))]
    lines_of_head = range(head.header.line, head.bottom + 1)
    if not cells or any(column in head.part(line) for line in lines_of_head):
        return
    heading = head.headings.framework.dimensions[place].heading
    language = next(iter(head.header.marks.values())).language
    head.unheaded.append((cells[0], heading[language]))
    head.fields[column] = Field(missing[0], None, None)


def inherit(head: Head) -> None:
    """Give columns without a heading to the dimension before them, as merges do."""
    headed = {c for line in range(head.header.line, head.bottom + 1) for c in head.part(line)}
    known, columns = sorted(head.fields), head.view.columns
    first, last = known[0], known[-1]
    labelled = first
    for column in columns[bisect_left(columns, first) : bisect_right(columns, head.header.last)]:
        labelled = column if column in headed else labelled
        if column in head.fields or column in headed:
            continue
        if column > last and not (head.view.flipped and column - 1 in head.fields):
            continue
        if head.view.flipped and _sums_up(head, column):
            continue
        place = bisect_left(known, column)
        before = known[place - 1]
        if labelled <= before:  # no other label stands between
            head.fields[column] = replace(head.fields[before])
            known.insert(place, column)


def _sums_up(head: Head, row: int) -> bool:
    """Leave out a row that is named a total before the headings: "Luhanka Total" in a pivot."""
    cells = [x for cells in head.view.lines.values() if (x := cells.get(row)) is not None]
    named = any(x.column < head.header.line and names_total(x.text) for x in cells)
    for cell in cells if named else ():
        head.ledger.leave(cell, Rule.TOTAL_ROW)
    return named


def spread_facets(head: Head, under: dict[int, Cell]) -> bool:
    """Read a line over the headings that says which of them are now, which levels or targets.

    It may say of which year they are, too.
    """
    labels = {c: head.headings.label(cell.text) for c, cell in under.items()}
    if any(in_text(under[c].text) for c, x in labels.items() if not (x and x.scale)):
        return False  # levels typed above the headings
    facets = {c: label for c, label in labels.items() if label and label.label in FACETS}
    now = {c for c, cell in under.items() if c not in facets and says_now(cell.text)}
    if len(facets) + len(now) < max(2, len(under)):
        facets = _of_blocks(head, under, facets)
        if not facets:
            return False
    told = rounds_of(
        {c: (None, facets[c].label if c in facets else None, x) for c, x in under.items()}
    )
    if not facets and not told:
        return False
    current: Heading | None = None
    when: Cell | None = None
    for column in sorted(head.fields):
        if column in under:
            current, when = facets.get(column), told.get(column)
        own = head.fields[column]
        if current is not None and own.facet is None:
            own.facet, own.scale = current.label, own.scale or current.scale
        if when is not None:
            own.owner = replace(own.owner, round=when)
    head.date(under, facets)
    return True


def _of_blocks(
    head: Head, under: dict[int, Cell], known: Mapping[int, Heading]
) -> dict[int, Heading]:
    """Return the facets that cells say over the same dimensions each, if there is one.

    "Sanalliset vastaukset" needs no known words beside "Tasot (1–5)" over numbers.
    """
    blocks: dict[int, list[int]] = {column: [] for column in under}
    for column in sorted(head.fields):
        if before := [at for at in under if at <= column]:
            blocks[max(before)].append(column)
    dimensions = [[head.fields[column].dimension for column in each] for each in blocks.values()]
    alike = len(dimensions) > 1 and all(each == dimensions[0] for each in dimensions)
    if not alike or len(set(dimensions[0])) < 2:
        return {}
    facets = dict(known)
    for at, cell in under.items():
        meant = facet_meant(cell.text) if at not in known else None
        if meant and all(_has_numbers(head, column) for column in blocks[at]):
            facets[at] = meant
        elif head.known.is_municipality(cell.text) or names_round(cell.text):
            return {}
    return facets


def spread_measures(head: Head, line: int, under: dict[int, Cell]) -> bool:
    """Read a column of the sheet that says row by row what is told: "Narrative, Level, Target".

    Other words in it are of the text, unless nothing but numbers stand beside them. Where one for
    the level stands under each heading, the others may all differ.
    """
    many = _has_each(head, under)
    said: dict[str, Heading | None] = {}
    for cell in under.values():
        if (word := fold(cell.text)) not in said:
            said[word] = head.headings.label(cell.text) or facet_meant(cell.text)
            if len(said) > _MEASURES and not many:
                return False
    facets = {x.label for x in said.values() if x and x.label in FACETS}
    others = [word for word, x in said.items() if not x or x.label not in FACETS]
    few = len(facets) < 2 or len(others) > 1 + len(facets) or len(said) * 2 > len(under)
    if few and not many:
        return False
    dimensions = {head.fields[column].dimension for column in under}
    if len(dimensions) < 2 or len(under) < len(dimensions) * 2:
        return False
    worded: set[str] = set()
    for other, cells in head.view.lines.items():
        if other > max(line, head.header.line):
            worded |= {
                fold(cell.text)
                for column, cell in under.items()
                if column in cells and parse(cells[column].value) is None
            }
    for column, cell in under.items():
        own, meant = head.fields[column], said[word := fold(cell.text)]
        if meant and meant.label in FACETS:
            own.facet, own.scale = meant.label, own.scale or meant.scale
        elif word in worded:
            own.facet = Label.TEXT
        else:
            head.foreign[column] = cell
    head.measured = True
    return True


def _has_each(head: Head, under: dict[int, Cell]) -> bool:
    """Whether the same label for the level stands under each of several headings: "Taso"."""
    columns: dict[str, list[int]] = {}
    for column, cell in under.items():
        columns.setdefault(cell.text, []).append(column)
    dimensions = {head.fields[column].dimension for column in under}
    return any(
        len(each) >= _EACH
        and any(map(str.isalpha, text))  # no scale beside a label: "0–4"
        and {head.fields[column].dimension for column in each} == dimensions
        and (said := _facet_said(head, under[each[0]])) is not None
        and said.label is Label.LEVEL
        for text, each in columns.items()
    )
