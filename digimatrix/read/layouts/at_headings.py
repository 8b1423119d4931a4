"""Answers that stand at their headings: between them, in their cells, or beside labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from digimatrix.model.problems import Rule
from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Heading, Label, facet_meant, others_assess
from digimatrix.read.layouts import inline
from digimatrix.read.layouts.bands import number, number_above
from digimatrix.read.layouts.closings import closes
from digimatrix.read.layouts.fields import Field
from digimatrix.read.layouts.records import Records
from digimatrix.read.layouts.signatures import greets
from digimatrix.read.layouts.view import OPEN_ENDED
from digimatrix.read.levels.level_cells import in_parts
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import SCALE
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.numbering import are_running
from digimatrix.read.prompts import names_remarks, prompts
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold

_ABOVE = 3  # lines above the headings in which levels may be typed


def only_levels_stand_beside(records: Records) -> bool:
    """Whether words stand below the headings, and nothing but levels beside: "Szint: | 3"."""
    marks = records.header.marks
    below = records.head.part(records.header.line)
    open_below = [c for c in marks if (cell := below.get(c + 1)) and records.is_open(cell)]
    for slot in records.slots:
        beside_heading = records.view.at(slot.cell)[1] in marks
        level = slot.facet in (Label.LEVEL, Label.TARGET)
        if beside_heading and len(open_below) * 2 > len(marks):
            level = level or (slot.facet is None and _types(slot.cell, records))
        elif beside_heading:
            return False
        if not level:
            return False
    return True


def _types(cell: Cell, records: Records) -> bool:
    """Whether a cell types nothing but a level, or one and its target: "nyt 2 / tavoite 3"."""
    return parse(cell.value) is not None or any(in_parts(cell.text, records.headings.framework))


def read_between_headings(records: Records) -> None:
    """Read a column in which each heading has its answers under it."""
    line = records.header.line
    before: Field | None = None
    above, gap = None, 0
    said: Heading | None = None
    open_ended = records.header.last == OPEN_ENDED
    cells = records.head.part(line)
    once = Counter(fold(cell.text) for cell in cells.values())
    spaced = _stand_apart(records, cells)
    looked = records.header.looked
    wording = ""
    strange: Cell | None = None
    for column, cell in cells.items():
        following = None if column + 1 in records.header.marks else cells.get(column + 1)
        facet, said = said, None
        if column in records.header.marks:
            before, above = records.head.fields[column], number(cell.text)
            wording, strange = records.header.marks[column].wording, None
        elif looked and before and (column in looked.strange or strange):
            strange = cell if column in looked.strange or strange is None else strange
            records.leave(Rule.UNKNOWN_COLUMN, {0: cell}, {1: strange})
        elif (
            column - 1 in records.header.marks and following and prompts(cell.text)
        ) or _asks_under(cell, above, following):
            records.head.take(cell)  # a question between a heading and its answer
        elif before and column > records.last and (greets(cell.text) or closes(cell.text)):
            break  # the end of a mail, above another one
        elif column - 1 > records.last and names_remarks(cell.text) and once[fold(cell.text)] == 1:
            _leave_remarks(records, column)
            break
        elif (
            before
            and column > records.last
            and open_ended
            and not (spaced and gap == records.last)
            and _is_apart(records, cell, gap)
        ):
            break  # whatever stands apart from the last answer
        elif before and records.is_open(cell):
            start, colon, after = cell.text.partition(":")
            label = records.headings.label(start if colon else cell.text)
            if colon and label and label.label not in FACETS:
                continue
            answer = cell
            if label and label.label in (Label.LEVEL, Label.TARGET):
                if not colon and following and parse(following.value) is not None:
                    records.head.take(cell)
                    said, gap = label, column
                    continue
                if colon and parse(after.strip()) is not None:
                    answer, facet = replace(cell, value=after.strip(), text=after.strip()), label
            records.slots.append(records.slot(line, answer, before, facet, Owner()))
            records.head.cells.append(cell)
            records.ledger.place(cell)
            if looked and column in looked.inner:
                records.inner.append((cell, wording))
        gap = column
    _read_beginnings(records)


def _stand_apart(records: Records, cells: Mapping[int, Cell]) -> bool:
    """Whether a row without a cell stands between most headings and their answers."""
    marks = records.header.marks
    first = [
        (above, column)
        for above, column in pairwise(cells)
        if above in marks and column not in marks
    ]
    apart = [_is_apart(records, cells[column], above) for above, column in first]
    return sum(apart) * 2 > len(marks)


def _is_apart(records: Records, cell: Cell, above: int) -> bool:
    """Whether a row without a cell parts a cell from the one above; one left out parts nothing."""
    held = records.ledger.grid.cells
    return any((row, cell.column) not in held for row in range(above + 1, cell.row))


def _leave_remarks(records: Records, column: int) -> None:
    """Leave out what stands below "Muuta", a heading after the last of the matrix."""
    cells = [x for c, x in records.head.part(records.header.line).items() if c >= column]
    heading, *rest = [cell for cell in cells if records.is_open(cell)]
    records.leave(Rule.UNKNOWN_COLUMN if rest else True, {}, dict(enumerate([heading, *rest])))


def _read_beginnings(records: Records) -> None:
    """Read "Resurssit: 1 htv" above what goes on with it, if most such headings stand alone.

    Else the words explain the heading, as forms do, and are said, for they might be answers.
    """
    answered = {slot.dimension for slot in records.slots}
    if not answered:
        return
    begun = _begun(records)
    alone = [c for c in begun if records.head.fields[c].dimension not in answered]
    looked = [c for c in begun if records.header.marks[c].opening]
    if len(alone) * 2 <= len(begun) and not _are_sentences([begun[c] for c in looked]):
        records.explained += begun.values()
        return
    _answer(records, begun)


def _are_sentences(cells: Sequence[Cell]) -> bool:
    """Whether most words after headings that look like one are sentences: no form explains so."""
    ended = sum(cell.text.rstrip().endswith((".", "!")) for cell in cells)
    return ended * 2 > len(cells)


def _asks_under(cell: Cell, above: str | None, following: Cell | None) -> bool:
    """Whether "2.1 Mitä on käytössä?" stands under "2 Oma lähtötilanne", above its answer."""
    if above is None or number_above(cell.text) != above:
        return False
    return prompts(cell.text) or (following is not None and number_above(following.text) is None)


def read_pairs(records: Records) -> None:
    """Read labels with their values beside them under the heading of a single dimension.

    What asks for something else than words, a level or a target is left out with its number.
    """
    if len({own.dimension for own in records.head.fields.values()}) > 1:
        return
    heads = records.head.part(records.header.line)
    labels = {column: records.headings.label(cell.text) for column, cell in heads.items()}
    answers = {column for column, label in labels.items() if label and label.label is Label.TEXT}
    found: list[tuple[int, Cell, Cell, Heading | None]] = []
    for line in records.view.after(records.head.bottom):
        if line >= records.head.end:
            break
        part = records.head.part(line).items()
        cells = [(at, cell) for at, cell in part if not SCALE.fullmatch(cell.text)]
        if len(cells) != 2 or not records.is_open(cells[1][1]):
            continue
        (column, first), (beside, value) = cells
        label = records.headings.label(first.text) or facet_meant(first.text)
        if column not in records.header.marks or heads.keys() & {beside} - answers:
            continue
        if label.label in FACETS if label else prompts(first.text):
            found.append((line, first, value, label))
    levels = [label for *_, label in found if label and label.label in (Label.LEVEL, Label.TARGET)]
    if (len(found) == 1 and found[0][3] is None) or (answers and not levels):
        return  # an answer may end in a question
    for line, first, value, label in found:
        if label is None and parse(value.value) is not None:
            records.leave(Rule.UNKNOWN_COLUMN, {1: value}, {0: first})
            continue
        for cell in records.head.part(line).values():
            if cell is not value:
                records.head.take(cell)  # the label, and a scale beside it
        records.head.cells.append(value)
        records.ledger.place(value)
        own = records.head.fields[records.view.at(first)[1]]
        records.slots.append(records.slot(line, value, own, label, Owner()))


def read_headings_own_words(records: Records) -> None:
    """Read answers that were typed after their headings, in the same cells."""
    _answer(records, _begun(records))


def read_words_of_the_unanswered(records: Records) -> None:
    """Read "Resurssit: niukat" where the other answers stand below or beside their headings.

    Where headings that have such answers say more, too, the words explain them, and are said.
    """
    answered = {slot.dimension for slot in records.slots}
    if any(owner.municipality for owner in records.owners):
        return
    begun = {
        column: words
        for column, words in _begun(records).items()
        if records.header.marks[column].label is None and not records.headings.label(words.text)
    }
    alone = {c: x for c, x in begun.items() if records.head.fields[c].dimension not in answered}
    if len(alone) * 2 > len(begun):
        _answer(records, alone)
    else:
        records.explained += alone.values()


def _begun(records: Records) -> dict[int, Cell]:
    """Return the words after headings in their cells, by column.

    Where most headings have some, those that might head the same in another language are no less.
    """
    cells = records.head.part(records.header.line)
    marks = {column: mark for column, mark in records.header.marks.items() if column in cells}

    def found(again: bool) -> dict[int, Cell]:
        each = (
            (c, inline.answer_in(cells[c], m, records.headings, again=again))
            for c, m in marks.items()
        )
        return {column: words for column, words in each if words}

    begun = found(again=False)
    return found(again=True) if len(begun) * 2 > len(marks) else begun


def _answer(records: Records, begun: dict[int, Cell]) -> None:
    """Take words after headings for the answers of these."""
    for column, words in begun.items():
        records.ledger.answer(words)
        own = records.head.fields[column]
        records.slots.append(records.slot(records.header.line, words, own, None, Owner()))


def read_continued(records: Records) -> None:
    """Read words below the table that go on with an answer: "Jatkoa kohtaan Resurssit: …"."""
    if not records.view.flipped:
        return
    cells = records.head.part(records.header.line)
    last = max((records.view.at(slot.cell)[1] for slot in records.slots), default=records.last)
    answered = {slot.dimension for slot in records.slots}
    for column, cell in cells.items():
        mark = records.header.marks.get(column)
        if mark is None or column <= last + 1 or mark.dimension not in answered:
            continue
        words = inline.answer_in(cell, mark, records.headings)
        if words and mark.label is None and records.headings.label(words.text) is None:
            records.ledger.answer(cell)
            own = records.head.fields[column]
            records.slots.append(records.slot(records.header.line, words, own, None, Owner()))


def read_levels_in_headings(records: Records) -> None:
    """Read levels that were typed into their headings: "Resurssit (taso 2)"."""
    framework = records.headings.framework
    for column, cell in records.head.part(records.header.line).items():
        marked = column in records.header.marks
        for facet, typed in inline.levels_in(cell, framework) if marked else ():
            records.ledger.answer(cell)
            slot = records.slot(
                records.header.line, typed, records.head.fields[column], None, Owner()
            )
            records.slots.append(replace(slot, facet=facet))


def read_levels_after_labels(records: Records) -> None:
    """Read "Tavoite: 3" between the headings, where nothing stands beside the label."""
    answered = {records.view.at(slot.cell)[1] for slot in records.slots}
    above = 0  # the heading, with nothing but cells down to where the label stands
    for column, cell in records.head.part(records.header.line).items():
        if column in records.header.marks:
            above = column
            continue
        own = records.head.fields.get(column)
        if own is None and above and records.is_open(cell) and not _is_apart(records, cell, above):
            own = records.head.fields[above]
        if own is None or column in answered:
            continue
        if (found := inline.level_after_label(cell, records.headings)) is not None:
            label, typed = found
            records.head.cells.append(cell)
            records.ledger.place(cell)
            records.ledger.answer(cell)  # where a label has taken it
            slot = records.slot(records.header.line, typed, own, label, Owner())
            records.slots.append(slot)


def read_numbers_in_headings(records: Records) -> None:
    """Read "RESURSSIT (1)" as a level where words above the headings tell of levels.

    Else the numbers are told, unless they only number the headings.
    """
    framework = records.headings.framework
    found = {
        column: (cell, number)
        for column, cell in records.head.part(records.header.line).items()
        if column in records.header.marks and (number := inline.number_in(cell, framework))
    }
    numbers = [number.text for _, number in found.values()]
    told = _tells_of_levels(records) and all(parse(number) for number in numbers)
    running = are_running(numbers)
    if len(found) < 2 or (running and not told):
        return
    if not told or running or any(slot.facet is Label.LEVEL for slot in records.slots):
        records.unexplained += [cell for cell, _ in found.values()]
        return
    for column, (cell, number) in found.items():
        records.ledger.answer(cell)
        own = records.head.fields[column]
        slot = records.slot(records.header.line, number, own, None, Owner())
        records.slots.append(replace(slot, facet=Label.LEVEL))


def _tells_of_levels(records: Records) -> bool:
    """Whether words above the table name levels: "Numero otsikon perässä on taso 0–4"."""
    top = min(cell.row for cell in records.head.cells)
    return any(
        meant.label is Label.LEVEL
        for (row, _), cell in records.ledger.grid.cells.items()
        if row < top and (meant := facet_meant(cell.text))
    )


def read_levels_above(records: Records) -> None:
    """Read lines of levels or targets typed above their headings: "Taso | 2 | 1 | 3".

    Those that nothing names, or that stand above several municipalities, are left out.
    """
    if records.view.flipped:
        return
    first = max(1, records.header.line - _ABOVE)
    for line in range(records.header.line - 1, first - 1, -1):
        cells = {c: x for c, x in records.head.part(line).items() if records.is_open(x)}
        under = {c: x for c, x in cells.items() if c in records.head.fields}
        beside = [x for c, x in cells.items() if c not in under]
        if len(under) < 2 or not all(parse(x.value) is not None for x in under.values()):
            continue
        facet = _facet_of(records, beside) or _facet_in(list(under.values()))
        if facet is None and any(records.headings.read(cell.text) for cell in beside):
            continue  # of another table, or told by its label
        if facet is None or any(owner.municipality for owner in records.owners):
            if facet or not are_running([cell.text for cell in under.values()]):
                others = next((cell for cell in beside if others_assess(cell.text)), None)
                for cell in (*beside, *under.values()):
                    if others:
                        records.ledger.leave(cell, Rule.OTHERS_LEVEL, found=others.text[:60])
                    else:
                        records.ledger.leave(cell, Rule.OUTSIDE_TABLE)
            continue
        for cell in beside:
            records.head.take(cell)
        for column, cell in under.items():
            records.head.cells.append(cell)
            records.ledger.place(cell)
            own = records.head.fields[column]
            records.slots.append(records.slot(line, cell, own, facet, Owner()))


def _facet_of(records: Records, beside: Iterable[Cell]) -> Heading | None:
    """Return the facet that one of the cells beside a line of numbers says or means."""
    for cell in beside:
        said = records.headings.label(cell.text) or facet_meant(cell.text)
        if said and said.label in FACETS:
            return said
    return None


def _facet_in(cells: Sequence[Cell]) -> Heading | None:
    """Return the facet that every one of the cells says itself: "taso 2 | taso 1"."""
    said = {item.target for cell in cells for item in in_text(cell.text)}
    if len(said) != 1 or not all(in_text(cell.text) for cell in cells):
        return None
    return Heading(None, Label.TARGET if said.pop() else Label.LEVEL, "", 90, "en")
