"""Sheets written as tables in a test's own text, and what is read from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from digimatrix import frameworks
from digimatrix.model.matrix import Answer, Return
from digimatrix.read import returns
from digimatrix.read.bundles import Context
from digimatrix.read.grids import Area, Cell, Grid, Look, Value
from digimatrix.read.headings import Headings
from digimatrix.read.senders.register import Register, Registers, official

SIX = (
    "| TAUSTA JA LÄHTÖKOHDAT | OMA LÄHTÖTILANNE | MITEN JA MISSÄ "
    "| YHTEISTYÖLLÄ | RESURSSIT | EVALUOINTI |"
)
HEADINGS = (
    "Tausta ja lähtökohdat",
    "Oma lähtötilanne",
    "Miten ja missä",
    "Yhteistyöllä",
    "Resurssit",
    "Evaluointi",
)
KEYS = ("background", "situation", "where", "cooperation", "resources", "evaluation")


def grid(
    table: str,
    *,
    file: str = "vastaus.xlsx",
    sheet: str = "Taul1",
    merges: Sequence[str] = (),
    values: Mapping[str, Value] | None = None,
    comments: Mapping[str, str] | None = None,
    struck: Mapping[str, str] | None = None,
    formulas: Sequence[str] = (),
    errors: Sequence[str] = (),
    hidden: bool = False,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    looks: Mapping[str, Sequence[str]] | None = None,
) -> Grid:
    """Return a sheet of lines such as `| Kunta | Nokia |`; a line of nothing is a blank row.

    Whole numbers become numbers; `\\n` in a cell breaks its line. `merges` are "A1:B2";
    the rest is by address: values other than text, comments, struck words. `looks` are addresses
    by the kind of a heading's look, and those of cells that only begin so by the kind and their
    first letters: "b:Resurssit".
    """
    cells: dict[tuple[int, int], Cell] = {}
    lines = table.strip("\n").split("\n")
    for row, line in enumerate(lines, start=1):
        parts = line.strip().strip("|").split("|") if line.strip() else []
        for column, part in enumerate(parts, start=1):
            text = part.strip().replace("\\n", "\n")
            if text:
                value: Value = int(text) if text.isdecimal() else text
                cells[row, column] = Cell(row, column, value, text)
    for address, special in (values or {}).items():
        row, column = at(address)
        text = _shown(special)
        cells[row, column] = Cell(row, column, special, text)
    for name, changes in (("comment", comments), ("struck", struck)):
        for address, words in (changes or {}).items():
            _change(cells, at(address), **{name: words})
    for name, addresses in (("formula", formulas), ("error", errors)):
        for address in addresses:
            _change(cells, at(address), **{name: True})
    return Grid(
        file,
        sheet,
        dict(sorted(cells.items())),
        tuple(_area(merge) for merge in merges),
        hidden,
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        looks=dict(_looks(looks or {})),
    )


def _looks(looks: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[int, int], Look]]:
    for kind, addresses in looks.items():
        name, _, opening = kind.partition(":")
        for address in addresses:
            yield at(address), Look(name, len(opening))


def at(address: str) -> tuple[int, int]:
    """Return the row and column of an address of one or two letters: "B3" is (3, 2)."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), column


def _area(merge: str) -> Area:
    first, last = merge.split(":")
    return Area(*at(first), *at(last))


def _shown(value: Value) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _change(cells: dict[tuple[int, int], Cell], address: tuple[int, int], **facts: object) -> None:
    old = cells.get(address) or Cell(*address, "", "")
    known = {name: getattr(old, name) for name in Cell.__slots__}
    cells[address] = Cell(**known | facts)  # type: ignore[arg-type]


@cache
def context() -> Context:
    """Return what files are read with when there is no project file."""
    framework = frameworks.load()
    return Context(framework, Headings(framework), Registers(official()))


def context_with(register: Register) -> Context:
    """Return what files are read with beside a register of one's own."""
    framework = frameworks.load()
    return Context(framework, Headings(framework), Registers((register, *official())))


def read(*sheets: Grid, name: str | None = None) -> returns.FileResult:
    """Return what one file of these sheets holds."""
    return returns.read_file(sheets, name or sheets[0].file, "", context())


def only(*sheets: Grid) -> Return:
    """Return the one return in these sheets."""
    (draft,) = read(*sheets).drafts
    return draft.result


def answers(made: Return) -> dict[str, Answer]:
    """Return the answers by dimension."""
    return {answer.dimension: answer for answer in made.answers}


def texts(made: Return) -> list[str]:
    """Return the texts in the order of the dimensions."""
    return [answer.text for answer in made.answers]


def levels(made: Return) -> list[str | None]:
    """Return the typed levels in the order of the dimensions."""
    return [answer.level.typed if answer.level else None for answer in made.answers]


def targets(made: Return) -> list[str | None]:
    """Return the typed targets in the order of the dimensions."""
    return [answer.target.typed if answer.target else None for answer in made.answers]


def left(result: returns.FileResult) -> dict[str, str]:
    """Return the slug by the address of each cell left out, over all sheets."""
    return {
        str(problem.place.cell): problem.rule.slug
        for ledger in result.ledgers
        for problem in ledger.left.values()
    }


def slugs(result: returns.FileResult) -> set[str]:
    """Return the slugs of all problems that were said."""
    said = [*result.problems, *(problem for draft in result.drafts for problem in draft.problems)]
    return {problem.rule.slug for problem in said}
