"""What of a table is no answer: columns of shares and remarks, and those under other headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from digimatrix.model.problems import Rule
from digimatrix.read.headings import FACETS, Label, others_assess
from digimatrix.read.layouts.beside import NO_RECORD
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.layouts.records import Records
from digimatrix.read.layouts.shares import remarks, shares
from digimatrix.read.levels.named_scales import SCALE
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import prompts

_REPEATED = 3  # times that a scale is printed beside labels
_NUMBERING = 4  # letters of a cell that only numbers its row


def leave_columns_beside_levels(records: Records) -> None:
    """Leave out shares in per cent, and remarks without a heading, that stand by the levels."""
    columns: dict[int, list[Slot]] = {}
    by_line = records.view.flipped or bool(records.facets)
    for slot in records.slots:
        line, column = records.view.at(slot.cell)
        columns.setdefault(line if by_line else column, []).append(slot)
    if by_line:
        headings = {
            line: cell.text
            for line in columns
            for column, cell in records.head.part(line).items()
            if column in records.beside
        }
    else:
        headings = {c: x.text for c, x in records.view.lines[records.header.line].items()}
    gone: set[int] = set()
    for at in shares(columns, headings):
        _give_back(records, columns[at], Rule.UNKNOWN_COLUMN, headings.get(at, ""))
        gone.add(at)
    texts = [at for at, (_, label, _) in records.facets.items() if label is Label.TEXT]
    for at in remarks(columns, headings, texts) if records.view.flipped else ():
        _give_back(records, columns[at], Rule.OUTSIDE_TABLE, "")
        gone.add(at)
    left = {id(slot) for at in gone for slot in columns[at]}
    records.slots = [slot for slot in records.slots if id(slot) not in left]


def leave_unknown_questions(records: Records) -> None:
    """Leave out numbers that answer another question about a dimension whose level is told.

    "Kuinka tärkeä tämä on?" below "Missä olette nyt?" asks for no level, and for no words.
    """
    heads = records.head.part(records.header.line)
    told = {slot.dimension for slot in records.slots if slot.facet is Label.LEVEL}
    for slot in list(records.slots) if records.view.flipped and told else ():
        column = records.view.at(slot.cell)[1]
        asked = heads.get(column) if column not in records.header.marks else None
        number = slot.facet is None and parse(slot.cell.value) is not None
        if asked and number and slot.dimension in told and prompts(asked.text):
            _give_back(records, [slot], Rule.UNKNOWN_COLUMN, asked.text)
            records.slots.remove(slot)


def leave_repeated_scales(records: Records) -> None:
    """Leave out the "0–4" that stands between each label and its level."""
    told = [slot for slot in records.slots if slot.facet in (Label.LEVEL, Label.TARGET)]
    scales = {id(slot) for slot in told if SCALE.fullmatch(slot.cell.text.strip())}
    levels = {(x.dimension, x.facet, x.owner) for x in told if scales and id(x) not in scales}
    beside = [x for x in told if id(x) in scales and (x.dimension, x.facet, x.owner) in levels]
    if len(beside) < _REPEATED or len({(x.cell.text, x.owner) for x in beside}) > 1:
        return
    _give_back(records, beside, Rule.INSTRUCTION, "")
    gone = {id(slot) for slot in beside}
    records.slots = [slot for slot in records.slots if id(slot) not in gone]


def leave_other_columns(records: Records) -> None:
    """Account for the rest of the headings, and for what stands under other ones."""
    bottom = max((records.view.at(cell)[0] for cell in records.head.cells), default=0)
    lines = list(takewhile(lambda line: line <= bottom, records.view.after(records.head.bottom)))
    for column, cell in records.head.part(records.header.line).items():
        if not records.is_open(cell):
            continue
        heading = records.head.labels.get(column)
        label = heading.label if heading else None
        body = [x for line in lines if (x := records.view.lines[line].get(column))]
        if label in FACETS and body:
            label = None  # a level for everything at once answers nothing in particular
        if label is not None:
            if body or not records.view.flipped or label is Label.DIMENSION:
                records.leave(NO_RECORD.get(label) or True, {}, dict(enumerate([cell, *body])))
        elif column < records.first:
            if body and not records.view.flipped:
                records.head.take(cell)
        elif column < records.last or body:
            why = Rule.OTHERS_LEVEL if others_assess(cell.text) else Rule.UNKNOWN_COLUMN
            records.leave(why, {}, dict(enumerate([cell, *body])))


def account_for_columns_before(records: Records) -> None:
    """Account for columns of the sheet left of the dimensions, and for all column headings."""
    lines = sorted({records.view.at(cell)[0] for cell in records.head.cells})
    for line in range(max(1, records.header.line - 3), lines[-1] + 1):
        cells = {c: x for c, x in records.head.part(line).items() if records.is_open(x)}
        under = {c: x for c, x in cells.items() if c in records.head.fields}
        heads = {c: x for c, x in cells.items() if c in records.beside and c == max(records.beside)}
        if under and line < records.header.line:
            plain = all(len(cell.text) <= _NUMBERING for cell in under.values())
            records.leave(True if plain else Rule.UNKNOWN_COLUMN, under, heads)
        elif line in lines and line != records.header.line:
            for cell in heads.values():
                records.head.take(cell)


def _give_back(records: Records, slots: Sequence[Slot], why: Rule, heading: str) -> None:
    facts = {"found": heading[:60]} if heading else {}
    for slot in slots:
        facts = facts or {"found": slot.cell.text[:60]}
        records.ledger.give_back([slot.cell.address], why, **facts)
