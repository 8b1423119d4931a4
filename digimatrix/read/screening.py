"""Which cells and sheets are no returns: hidden, struck, broken, examples, instructions, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Ledger, shorten
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.prompts import is_placeholder
from digimatrix.read.telling import pattern
from digimatrix.read.wordings import fold, plain_set, wordings

_LONGEST_LINE = 70  # letters
_TYPED = 3  # long texts that a person has typed
_PERIOD_LINE = 30  # letters of a line that names the funding period
_PERIOD = re.compile(r"20(?:14|21)\s*[–—-]\s*20(?:20|27)")


def screen_cells(ledger: Ledger) -> list[Problem]:
    """Leave out what does not count in a shown sheet; return what cells hold besides.

    Hidden, struck and broken cells are left out. A cell with words that count keeps them;
    the struck words and the comment beside them are said.
    """
    grid, said = ledger.grid, []
    for cell in list(ledger.open.values()):
        if cell.row in grid.hidden_rows or cell.column in grid.hidden_columns:
            ledger.leave(cell, Rule.HIDDEN_CELL)
        elif cell.error:
            ledger.leave(cell, Rule.ERROR_VALUE)
        elif not cell.text and cell.struck:
            ledger.leave(cell, Rule.STRUCK_TEXT)
        elif not cell.text:
            ledger.leave(cell, Rule.COMMENT)
        elif is_placeholder(cell.text) and not _labels_answer(cell, grid):
            ledger.leave(cell, Rule.INSTRUCTION)
        elif cell.struck or cell.comment:
            for rule, words in ((Rule.STRUCK_TEXT, cell.struck), (Rule.COMMENT, cell.comment)):
                if words:
                    place = ledger.place_of(cell)
                    said.append(Problem(rule, place, {"text": shorten(words)}, words))
    return said


def _labels_answer(cell: Cell, grid: Grid) -> bool:
    """Whether words such as "Your answer" are the label of the one cell beside them."""
    value = grid.cells.get((cell.row, cell.column + 1))
    others = {(cell.row, cell.column + step) for step in (-1, 2)}
    if value is None or not others.isdisjoint(grid.cells) or is_placeholder(value.text):
        return False
    return fold(cell.text) in plain_set("labels", "text")


def sheet_reason(grid: Grid, *, alone: bool) -> Rule | None:
    """Return why a whole sheet is no return, or None; `alone` if the file has no other sheet."""
    if grid.hidden:
        return Rule.HIDDEN_SHEET
    words = _words(grid.sheet)
    if not alone:
        if words & plain_set("sheets", "example"):
            return Rule.EXAMPLE
        if words & plain_set("sheets", "instruction"):
            return Rule.INSTRUCTION
    first = [cell for cell in list(grid.cells.values())[:3] if len(cell.text) <= 120]
    rows = [cell.row for cell in islice(grid.cells.values(), 4)]
    for cell in first:
        if rows.count(cell.row) > 1 or exemplifies_practices(cell.text):
            continue  # a heading of one column, or of one line
        start = fold(cell.text).split()[:1]
        if start and start[0] in plain_set("labels", "example"):
            return Rule.EXAMPLE
    if alone:
        return None
    values = [cell for cell in grid.cells.values() if not _is_heading_like(cell)]
    values += _typed_beside([cell for cell in values if cell.formula], grid)
    derived = [cell.formula for cell in values if isinstance(cell.value, str)]
    if derived.count(False) >= _TYPED and derived.count(False) >= derived.count(True):
        return None  # answers, with levels that were worked out
    if len(values) >= 3 and sum(cell.formula for cell in values) * 2 >= len(values):
        return Rule.SUMMARY
    return None


def _typed_beside(formulas: Sequence[Cell], grid: Grid) -> list[Cell]:
    """Return the short words typed in the rows of formulas which mostly give words: answers."""
    worded = [cell for cell in formulas if isinstance(cell.value, str)]
    if not worded or len(worded) * 2 < len(formulas):
        return []
    rows = {cell.row for cell in worded}
    first = min(column for _, column in grid.cells)  # names what the row is of
    typed = (cell for cell in grid.cells.values() if cell.row in rows and cell.column > first)
    return [cell for cell in typed if _is_heading_like(cell)]


def _is_heading_like(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not cell.formula and len(cell.text) <= 40


def exemplifies_practices(name: str) -> bool:
    """Whether a sheet has examples of practices by its name: maybe the municipality's own."""
    words = _words(name)
    known = (plain_set("sheets", key) for key in ("example", "practices"))
    return not any(map(words.isdisjoint, known))


def is_summary(name: str) -> bool:
    """Whether a sheet or a file calls itself a summary: "Kooste", "KOOSTE_seutu.xlsx"."""
    return bool(_words(name) & plain_set("sheets", "summary"))


def continues(name: str) -> bool:
    """Whether a sheet or a title says that it goes on with what another began: "Jatkoa"."""
    return bool(_words(name) & plain_set("sheets", "continued"))


def is_instruction(name: str) -> bool:
    """Whether a file calls itself a letter or instructions: "Saatekirje ja ohje.docx"."""
    return bool(_words(name) & plain_set("sheets", "instruction", "letter"))


def _words(name: str) -> set[str]:
    return {re.sub(r"\d+$", "", word) for word in fold(name.replace("_", " ")).split()}


def only_sums(ledgers: Sequence[Ledger]) -> bool:
    """Whether a file holds sums of what others answered, and no answer: a region's own summary."""
    sums = any(p.rule is Rule.TOTAL_ROW for ledger in ledgers for p in ledger.left.values())
    return sums and not any(ledger.placed for ledger in ledgers)


def claim_funder_lines(ledger: Ledger) -> None:
    """Account for the rows which hold nothing but the funders' own lines.

    Beside these also other bodies that fund, such as "Keski-Suomen liitto", and a line across
    the sheet that says so of one: "Támogatta a megyei önkormányzat".
    """
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        rows.setdefault(cell.row, []).append(cell)
    across = {(area.top, area.left) for area in ledger.grid.merges if area.right > area.left}
    for row in rows.values():
        if len(row) == 1 and (row[0].row, row[0].column) in across and _says_who_paid(row[0]):
            ledger.heading(row[0])
    if not any(_is_funders(cell, sure=True) for row in rows.values() for cell in row):
        return  # a period alone, as in "2014–2020", is no funder's
    for row in rows.values():
        sure = any(_is_funders(cell, sure=True) for cell in row)
        if all(_is_funders(cell) or (sure and _is_body(cell)) for cell in row):
            for cell in row:
                ledger.heading(cell)


def funder_lines(ledger: Ledger) -> list[str]:
    """Return the funders' lines among the headings of a sheet, in order."""
    cells = [ledger.grid.cells[address] for address in sorted(ledger.headings)]
    if not any(_is_funders(cell, sure=True) for cell in cells):
        return []
    return [line for cell in cells if _is_funders(cell) for line in _short_lines(cell)]


def _is_funders(cell: Cell, *, sure: bool = False) -> bool:
    """Whether a cell holds only funders' lines; unless `sure`, also their period alone."""
    lines = _short_lines(cell)
    if not lines or sum(map(len, lines)) + len(lines) - 1 < len(cell.text.strip()):
        return False
    known = plain_set("funders", "lines")
    found = [fold(line) in known for line in lines]
    if sure and not any(found):
        return False
    periods = [bool(_PERIOD.search(line)) and len(line) <= _PERIOD_LINE for line in lines]
    return any(found + periods) and all(map(max, found, periods))


def _is_body(cell: Cell) -> bool:
    """Whether a cell names a body that may fund what it is no partner of: "ELY-keskus"."""
    text = fold(cell.text)
    ends = (found.span() for found in _bodies().finditer(text))
    return len(text) <= _LONGEST_LINE and any(start == 0 or end == len(text) for start, end in ends)


def _says_who_paid(cell: Cell) -> bool:
    return fold(cell.text).startswith(tuple(plain_set("funders", "paid_by"))) and _is_body(cell)


@cache
def _bodies() -> re.Pattern[str]:
    return pattern(tuple(text for _, text in wordings("funders", "bodies")))


def _short_lines(cell: Cell) -> list[str]:
    """Return the lines of a cell that are short enough for a funder's line."""
    text = cell.text
    if len(text) > _LONGEST_LINE and ("\n" not in text or len(text) > 4 * _LONGEST_LINE):
        return []
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if line and len(line) <= _LONGEST_LINE]
