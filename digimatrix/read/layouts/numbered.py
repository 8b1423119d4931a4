"""Questions in a numbered list, and their answers further down by the same numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Area, Cell
from digimatrix.read.headings import Heading, Headings
from digimatrix.read.layouts.layout import Slot, Table
from digimatrix.read.layouts.titles import is_title
from digimatrix.read.prompts import remarks
from digimatrix.read.senders.identity import Known
from digimatrix.read.senders.owner import Owner

_LEAST = 3  # questions about dimensions
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.):](?:\s+(?=\S)|(?=[^\s\d]))")  # no "1.5"
_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.):]?\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A cell alone in its row, or beside its number; or a line of a cell that holds several."""

    number: int | None
    words: str
    cell: Cell
    beside: Cell | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.cell, self.beside) if self.beside else (self.cell,)


@dataclass(frozen=True, slots=True)
class _Question:
    line: _Line
    heading: Heading | None


@dataclass(slots=True)
class _Given:
    """The answers of one respondent: the line that names it, and the lines by their question."""

    name: _Line | None
    lines: list[tuple[int, _Line]] = field(default_factory=list)


Questions = Mapping[int, _Question]


def numbered_tables(ledger: Ledger, headings: Headings, known: Known) -> list[Table]:
    """Return the table of answers that only their numbers tell apart, if the sheet has one.

    They count where every question is answered, or most are and something parts the answers
    from the questions: a list right below the last question may be its answer.
    """
    lines = list(_lines(ledger))
    first, questions = _questions(lines, headings)
    rest = lines[first + len(questions) :]
    if not questions or not rest:
        return []
    given = _given(rest, questions, known)
    told = {number for each in given for number, _ in each.lines}
    last = lines[first + len(questions) - 1]
    parted = rest[0].number is None or rest[0].cell.row > last.cell.row + 1
    if told != questions.keys() and not (parted and len(told) * 2 > len(questions)):
        return []
    if len(given) > 1 and not all(each.name for each in given):
        return []
    table = _table(ledger, questions, given)
    for line in rest[: rest.index(given[0].lines[0][1])]:
        if is_title(line.words, headings):
            ledger.heading(line.cell)
    return [table]


def _lines(ledger: Ledger) -> Iterator[_Line]:
    """Yield the lines of a sheet down to the first row that is no line of a list."""
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        first, *others = sorted(rows[row], key=lambda cell: cell.column)
        if len(others) == 1 and (alone := _NUMBER.fullmatch(first.text)):
            yield _Line(int(alone[1]), others[0].text, others[0], first)
            continue
        if others:
            return
        parts = first.text.split("\n")
        for part in filter(str.strip, parts) if _is_list(parts) else [first.text]:
            found = _NUMBERED.match(part)
            yield (
                _Line(int(found[1]), part[found.end() :].strip(), first)
                if found
                else _Line(None, part.strip(), first)
            )


def _is_list(parts: Sequence[str]) -> bool:
    """Whether the lines of a cell are a list, or several by the same numbers among other words."""
    numbers = [found[1] for part in parts if (found := _NUMBERED.match(part))]
    if len(numbers) == len(parts):
        return len(parts) > 1
    return sum(count > 1 for count in Counter(numbers).values()) >= _LEAST


def _questions(lines: Sequence[_Line], headings: Headings) -> tuple[int, dict[int, _Question]]:
    """Return where the first list of numbered headings begins, and its questions by number."""
    first = 0
    run: dict[int, _Question] = {}
    for position, line in enumerate(lines):
        heading = headings.read(line.words) if line.number is not None else None
        goes_on = line.number is not None and line.number - 1 in run and line.number not in run
        if not goes_on:
            if _about(run) >= _LEAST:
                break
            first, run = position, {}
        if line.number is not None:
            run[line.number] = _Question(line, heading)
    return (first, run) if _about(run) >= _LEAST else (0, {})


def _about(run: Questions) -> int:
    """Return how many dimensions questions are about."""
    headings = (question.heading for question in run.values())
    return len({heading.dimension for heading in headings if heading and heading.dimension})


def _given(lines: Sequence[_Line], questions: Questions, known: Known) -> list[_Given]:
    """Return the answers of each respondent, with the lines that go on with an answer."""
    given: list[_Given] = []
    name: _Line | None = None
    numbers = [line.number if line.number in questions else None for line in lines]
    ahead: list[int | None] = []
    for number in reversed(numbers):
        ahead.append(number if number is not None or not ahead else ahead[-1])
    for line, number, following in zip(lines, numbers, reversed(ahead), strict=True):
        answered = {number for number, _ in given[-1].lines} if given else set()
        if number is not None:
            if not given or name or number in answered:
                given.append(_Given(name))
                name = None
            given[-1].lines.append((number, line))
        elif following is not None and (not given or following in answered) and _names(line, known):
            name = line
        elif given and not remarks(line.words):
            last, before = given[-1].lines[-1]
            inside = following is not None and following not in answered
            if inside or line.cell.row - before.cell.row <= 1:
                given[-1].lines.append((last, line))
    return given


def _names(line: _Line, known: Known) -> bool:
    return known.is_municipality(line.words) or known.is_mentioned(line.words)


def _table(ledger: Ledger, questions: Questions, given: Sequence[_Given]) -> Table:
    """Return the table; what answers a question about no dimension is left out."""
    slots: list[Slot] = []
    owners: dict[Owner, None] = {}
    others: list[tuple[Cell, int, str]] = []
    cells = [cell for question in questions.values() for cell in question.line.cells]
    for each in given:
        owner = Owner(municipality=each.name.cell if each.name else None)
        owners[owner] = None
        cells += each.name.cells if each.name else ()
        for number, line in each.lines:
            heading = questions[number].heading
            if heading is None or heading.dimension is None:
                others.append((line.cell, 0, line.words))
                continue
            cell = line.cell
            if line.words != cell.text:
                cell = replace(cell, value=line.words, text=line.words)
            slots.append(Slot(cell, heading.dimension, heading.label, heading.scale, number, owner))
            ledger.place(cell)
            cells += line.cells
    for cell in cells:
        ledger.heading(cell)  # all but what is placed
    shared = [other for other in others if (other[0].row, other[0].column) not in ledger.open]
    for cell, _, words in others:
        ledger.leave(cell, Rule.UNKNOWN_COLUMN, found=words[:60])
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    headings = [question.heading for question in questions.values() if question.heading]
    return Table(
        "rows",
        Area(min(rows), min(columns), max(rows), max(columns)),
        tuple(slots),
        tuple(owners),
        tuple((x.line.cell, x.heading) for x in questions.values() if x.heading and x.heading.near),
        (),
        Counter(heading.language for heading in headings).most_common(1)[0][0],
        whole=tuple(shared),
        numbered=tuple((each.lines[0][1].cell, len({n for n, _ in each.lines})) for each in given),
    )
