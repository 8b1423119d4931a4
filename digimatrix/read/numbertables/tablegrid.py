"""A sheet seen as a table of numbers: where its headings end, and which columns hold numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem
from digimatrix.read.grids import Address, Area, Cell, Grid
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.explained import explained
from digimatrix.read.numbertables.printed import Kind, Typed
from digimatrix.read.numbertables.tablelanguage import language_of
from digimatrix.read.wordings import fold, is_other_word, plain, plain_set

YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = 5
"""Codes of countries and regions have so many letters at most."""

_CODED = re.compile(r"[A-Z]{1,4}[-_.]?\d{2,}[A-Z]?|\d{5,}")
"""A code of what is measured: "N09890"."""

_MOST = Fraction(4, 5)
"""So many cells of a column are codes where it is one of codes: rows of several units have none."""

BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_MEASURED = re.compile(r"^[^\s/]{1,5}\s*/\s*\S|[%‰€$£]|\bper\b|^\d[\d ]*[^\d\s]{1,6}$")


@cache
def wording(key: str) -> frozenset[str]:
    """Return what columns and rows of that kind are called, in all languages."""
    return plain_set("table", key)


@cache
def words_of(text: str) -> frozenset[str]:
    """Return the words of a heading, alone and in pairs."""
    words = plain(text).split()
    pairs = (f"{first} {second}" for first, second in itertools.pairwise(words))
    return frozenset(fold(each) for each in (*words, *pairs) if not is_other_word(each, "table"))


def is_measure(text: str) -> bool:
    """Whether a heading is a unit of measure: "€/asukas", "1 000 kr", "vrk"."""
    return bool(_MEASURED.search(text)) or fold(text) in wording("measure") | wording("score")


def is_value(text: str) -> bool:
    """Whether a heading says only that figures stand below it, or of which year: "Value 2022"."""
    words = [word for word in fold(BRACKETS.sub("", text)).split() if not YEAR.fullmatch(word)]
    return " ".join(words) in wording("score")


def in_brackets(text: str) -> bool:
    """Whether a heading only says more of the one above it: "(per 1,000 births)"."""
    return BRACKETS.fullmatch(text) is not None


@dataclass
class Heading:
    """The words above a column: its own, and those above them that several columns share.

    `row` is where its own stand in the grid, `place` where in the sheet. `measures` tells that
    between the two stands no more than "Value 2022": its own are the unit of measure.
    """

    own: str = ""
    above: str = ""
    place: Place | None = None
    row: int = 0
    measures: bool = False


Spot = tuple[int | None, int | None]
"""A row and a column; None where it is of all."""


class TableGrid:
    """The cells of a sheet that are shown, and what of a table they are.

    `numeric` are the columns of numbers, `body` the rows of figures below the headings, and
    `repeats` the rows where these stand again, as on a new page or above another block. `names`
    is the column of the units' names, None where there is none. Where the table was laid out anew
    to have its units in rows, `origin` tells where in the sheet a cell stood, and `problems` what
    is to be said about that.
    """

    def __init__(
        self,
        grid: Grid,
        origin: Callable[[Spot], Spot] = lambda spot: spot,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.origin, self.problems = origin, tuple(problems)
        self.file, self.sheet, self.separator = grid.file, grid.sheet, grid.separator
        shown = (
            cell
            for cell in grid.cells.values()
            if cell.text
            and cell.row not in grid.hidden_rows
            and cell.column not in grid.hidden_columns
        )
        self.merges = grid.merges
        self.cells: dict[Address, Cell] = {
            cell.address: cell for cell in sorted(shown, key=lambda c: c.address)
        }
        self.typed = {at: printed.typed(cell) for at, cell in self.cells.items()}
        self.rows = sorted({row for row, _ in self.cells})
        self.columns = sorted({column for _, column in self.cells})
        self.numeric = self._numeric()
        self.typed |= self._explained()
        self.first = self._first_row()
        self.repeats = self._repeats()
        self.body = [
            row
            for row in self.rows
            if row >= self.first and row not in self.repeats and self._has_figures(row)
        ]
        self.headings = self._headings()
        self.names = self._name_column()

    @property
    def size(self) -> int:
        """How many numbers it may hold; 0 where no units are named."""
        return len(self.body) * len(self.numeric) if self.names is not None else 0

    def holds(self, row: int, column: int, *kinds: Kind) -> bool:
        """Whether a cell is of one of these kinds."""
        typed = self.typed.get((row, column))
        return typed is not None and typed.kind in kinds

    @property
    def called(self) -> list[str]:
        """Return what the columns are called."""
        told = [each.own for each in self.headings.values() if each.place and each.place.cell]
        return [BRACKETS.sub("", text) for text in told]

    @cached_property
    def comma(self) -> bool:
        """Whether a comma is the decimal sign where no number tells.

        It is but in English, and where cells are parted by semicolons to leave it room.
        """
        return self.separator == ";" or language_of(self.called) != "en"

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return the place of a cell, or of the sheet."""
        return Place(self.file, self.sheet or None, *self.origin((row, column)))

    def texts(self, column: int) -> list[str]:
        """Return what stands in a column beside numbers, without footnote marks."""
        return [
            printed.without_marks(self.cells[row, column].text)
            for row in self.body
            if (row, column) in self.cells
        ]

    def _has_figures(self, row: int) -> bool:
        """Whether a row holds numbers, or a name and marks or words where numbers should be."""
        if any(self.holds(row, at, Kind.NUMBER) for at in self.numeric):
            return True
        named = any(
            self.holds(row, at, Kind.WORDS, Kind.BAND)
            for at in self.columns
            if at not in self.numeric
        )
        return named and any(
            self.holds(row, at, Kind.NOTHING, Kind.BAND)
            or (self.holds(row, at, Kind.WORDS) and re.search(r"\d", self.cells[row, at].text))
            for at in self.numeric
        )

    def _numeric(self) -> list[int]:
        """Return the columns in which numbers outweigh words, in rows with numbers."""
        numbers = Counter(at[1] for at, typed in self.typed.items() if typed.kind is Kind.NUMBER)
        with_numbers = {at[0] for at, typed in self.typed.items() if typed.kind is Kind.NUMBER}
        words = Counter(
            column
            for (row, column), typed in self.typed.items()
            if typed.kind is Kind.WORDS and row in with_numbers
        )
        return [
            column
            for column in self.columns
            if numbers[column] >= 2 and words[column] <= numbers[column]
        ]

    def _explained(self) -> dict[Address, Typed]:
        """Return the marks in columns of numbers that the table's notes explain: not known.

        A note stands alone in its row (or column, of a table that was turned), or behind its mark.
        """
        lines: tuple[dict[int, list[str]], ...] = ({}, {})
        for at, cell in self.cells.items():
            for line, number in zip(lines, at, strict=True):
                line.setdefault(number, []).append(cell.text)
        notes = [": ".join(texts) for line in lines for texts in line.values() if len(texts) < 3]
        pairs = {row: texts for row, texts in lines[0].items() if len(texts) == 2}
        noting = {
            row for row, (mark, note) in pairs.items() if explained([mark], [f"{mark}: {note}"])
        }
        words = {
            at: self.cells[at].text
            for at, typed in self.typed.items()
            if typed.kind is Kind.WORDS and at[1] in self.numeric and at[0] not in noting
        }
        known = explained(words.values(), notes)
        return {at: Typed(Kind.NOTHING) for at, text in words.items() if text in known}

    def _first_row(self) -> int:
        """Return the first row below the headings."""
        for nth, row in enumerate(self.rows):
            numbers = [at for at in self.numeric if self.holds(row, at, Kind.NUMBER)]
            filled = [at for at in self.numeric if (row, at) in self.cells]
            words = [at for at in filled if self.holds(row, at, Kind.WORDS)]
            if not numbers and self._lacks_all(row) and self._is_headed(nth):
                return row
            if not numbers or len(numbers) < len(words):
                continue
            texts = [self.cells[row, at].text for at in numbers]
            below = [
                self.cells[later, at].text
                for later in self.rows[nth + 1 :]
                for at in numbers
                if self.holds(later, at, Kind.NUMBER)
            ]
            years = all(map(YEAR.fullmatch, texts)) and not all(map(YEAR.fullmatch, below))
            unnamed = not any((row, at) in self.cells for at in self.columns if at < numbers[0])
            if years and (len(set(texts)) > 1 or unnamed or self._heads_units(row, numbers[0])):
                continue  # years as headings
            if len(filled) == 1 and len(self.numeric) > 2:
                continue  # a number in the title
            return row
        return self.rows[-1] + 1 if self.rows else 1

    def _heads_units(self, row: int, first: int) -> bool:
        """Whether a row says what stands before the column `first`, as below headings of others."""
        before = [
            self.cells[row, at].text
            for at in self.columns
            if at < first and (row, at) in self.cells
        ]
        return any(fold(text) in wording("unit") for text in before)

    def _lacks_all(self, row: int) -> bool:
        """Whether a row has a name and, where numbers should be, only marks that none is known."""
        filled = [at for at in self.numeric if (row, at) in self.cells]
        named = any(
            self.holds(row, at, Kind.WORDS) for at in self.columns if at not in self.numeric
        )
        return named and len(filled) > 1 and all(self.holds(row, at, Kind.NOTHING) for at in filled)

    def _is_headed(self, nth: int) -> bool:
        """Whether a row above names most columns of numbers."""
        return any(
            sum(self.holds(row, at, Kind.WORDS) for at in self.numeric) * 2 > len(self.numeric)
            for row in self.rows[:nth]
        )

    def _repeats(self) -> frozenset[int]:
        """Return the rows below the headings whose two cells or more all stand above them, too."""
        above: dict[int, set[str]] = {}
        below: dict[int, list[bool]] = {}
        for (row, at), cell in self.cells.items():  # from top to bottom
            text = " ".join(cell.text.casefold().split())
            if row < self.first:
                above.setdefault(at, set()).add(text)
            else:
                below.setdefault(row, []).append(text in above.get(at, ()))
        return frozenset(row for row, found in below.items() if len(found) > 1 and all(found))

    def _headings(self) -> dict[int, Heading]:
        """Return the words above each column: those next above, and those above them."""
        made = {column: Heading() for column in self.columns}
        found: list[dict[int, Cell]] = []
        for row in reversed([row for row in self.rows if row < self.first]):
            cells = {at: self.cells[row, at] for at in self.columns if (row, at) in self.cells}
            if len(cells) == 1 and len(self.columns) > 2:
                if found:
                    break  # a title
                continue
            told = {cell.text for at, cell in cells.items() if at in self.numeric}
            if len(told) == 1 < len(self.numeric) and all(map(YEAR.fullmatch, told)):
                continue  # the year of all tells no columns apart
            found.append(self._spread(cells, found[0] if found else None))
        found = self._without_years(self._without_codes_below(found))
        for column in self.columns:
            stacked = [cells[column] for cells in found if column in cells]
            texts = _named(stacked)
            if texts:
                made[column] = Heading(
                    printed.without_symbols(texts[0].text),
                    printed.without_symbols(texts[1].text) if len(texts) > 1 else "",
                    self.place(texts[0].row, texts[0].column),
                    texts[0].row,
                    len(texts) > 1 and len(stacked) > 2 and _is_value_of(stacked[1], texts),
                )
        return made

    def _without_codes_below(self, found: list[dict[int, Cell]]) -> list[dict[int, Cell]]:
        """Leave out a lowest row of nothing but codes, "N09890", where words above it name all."""
        if len(found) < 2:
            return found
        lowest, above, *_ = found
        columns = [at for at in self.numeric if at in lowest]
        coded = len(columns) > 1 and all(_CODED.fullmatch(lowest[at].text) for at in columns)
        names = {above[at].text for at in columns if at in above and _has_letters(above[at].text)}
        return found[1:] if coded and len(names) == len(columns) else found

    def _without_years(self, found: list[dict[int, Cell]]) -> list[dict[int, Cell]]:
        """Leave out a row of years below two others that tell all columns apart by themselves.

        Of places with the same heading above them years tell which are of an earlier one.
        """
        if len(found) < 3:
            return found
        lowest, *others = found
        years = {at: lowest[at].text for at in self.numeric if at in lowest}
        above = {
            at: tuple(cells[at].text for cells in others if at in cells) for at in self.numeric
        }
        if not years or len(set(above.values()) - {()}) < len(self.numeric):
            return found
        if not all(map(YEAR.fullmatch, years.values())):
            return found
        told = {
            at
            for at in years
            if words_of(above[at][0]) & wording("rank")
            and any(
                above[each][0] == above[at][0] and years.get(each) != years[at] for each in above
            )
        }
        left = {at: cell for at, cell in lowest.items() if at not in years or at in told}
        return [left, *others]

    def _spread(self, cells: dict[int, Cell], below: dict[int, Cell] | None) -> dict[int, Cell]:
        """Return the cells of a row of headings, merged ones in each column that they cover.

        A format that keeps no merges leaves blanks after a heading that spans columns: it goes
        on over the headings `below`, which have their own, up to where one above it starts.
        """
        made = dict(cells)
        rows = {cell.row for cell in cells.values()}
        sorted_cells = self.cells.values()
        above = [*itertools.takewhile(lambda cell: cell.row < min(rows), sorted_cells)]
        beside = Counter(cell.row for cell in above)
        starts = {cell.column for cell in above if beside[cell.row] > 1}
        for area in self.merges:
            cell = self.cells.get((area.top, area.left))
            if cell and rows.intersection(range(area.top, area.bottom + 1)):
                made |= dict.fromkeys(range(area.left, area.right + 1), cell)
        if below is not None and not self.merges:
            held = None
            for at in self.numeric:
                held = made.get(at, None if at in starts else held)
                if held is not None and at in below:
                    made.setdefault(at, held)
        return made

    def _name_column(self) -> int | None:
        """Return the column that holds the names of the units."""
        worded = [
            column
            for column in self.columns
            if column not in self.numeric
            and len(self.texts(column)) * 2 > len(self.body)
            and not words_of(self.headings[column].own) & wording("rank")
        ]
        worded = self._without_codes(worded)
        said = [at for at in worded if words_of(self.headings[at].own) & wording("unit")]
        told = [at for at in worded if self._tells_apart(at)]
        for columns in ([at for at in said if at in told], told, said, worded):
            if columns:
                return self._before_town(columns[0], worded)
        return None

    def _before_town(self, column: int, worded: list[int]) -> int:
        """Return the column before one of names that come twice, if no name does so in it.

        In "Lukio | Kunta" the units are the schools.
        """
        twice = len(set(self.texts(column))) < len(self.texts(column))
        before = column - 1
        if twice and before in worded and len(set(self.texts(before))) == len(self.body):
            return before
        return column

    def _tells_apart(self, column: int) -> bool:
        texts = self.texts(column)
        return len(set(texts)) > 0.8 * len(texts)

    def _without_codes(self, columns: list[int]) -> list[int]:
        """Leave out running numbers ("1.") and codes ("FIN") where names stand beside them."""
        names = [at for at in columns if any(map(_has_letters, self.texts(at)))]
        plain = [at for at in names if not self._is_code(at)]
        codes = [at for at in names if at not in plain]
        said = [at for at in plain if self._says(at, "unit") or self._goes_on(at, codes)]
        # a code that is called a country gives way only to what is called so, too
        called = [at for at in codes if self._says(at, "unit")]
        if any(map(self._tells_apart, said if called else plain)):
            return plain
        return names or columns

    def _says(self, column: int, key: str) -> bool:
        return bool(words_of(self.headings[column].own) & wording(key))

    def _goes_on(self, column: int, codes: list[int]) -> bool:
        """Whether a column next to one of codes has no heading but that of these."""
        return not self.headings[column].own and column - 1 in codes

    def _is_code(self, column: int) -> bool:
        """Whether a column is of short texts in capitals, all as long, or said to be of codes."""
        texts = self.texts(column)
        capital = [text for text in texts if text == text.upper() and " " not in text]
        if self._says(column, "code"):
            return len(capital) >= _MOST * len(texts)
        long, count = next(iter(Counter(map(len, capital)).most_common(1)), (0, 0))
        return 0 < long <= _CODE and count >= _MOST * len(texts)


def _named(cells: list[Cell]) -> list[Cell]:
    """Return the cells above a column, of more than two its own and the next that names it.

    What stands between may be a unit of measure: "(% of adults)" between "Employment" and "Women".
    """
    if len(cells) < 3:
        return cells
    own, *above = cells
    above = [cell for cell in above if cell is not own]
    names = [
        cell
        for cell in above
        if not (
            in_brackets(cell.text) or is_value(cell.text) or fold(cell.text) in wording("measure")
        )
    ]
    return [own, *(names or above)]


def _is_value_of(cell: Cell, texts: list[Cell]) -> bool:
    """Whether a cell stands between the headings of a column and says no more than "Value"."""
    return cell is not texts[0] and cell is not texts[1] and is_value(cell.text)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def turned(grid: Grid) -> TableGrid:
    """Return a sheet with the units in columns as a table: its rows are the sheet's columns."""
    cells = [replace(cell, row=cell.column, column=cell.row) for cell in grid.cells.values()]
    made = replace(
        grid,
        cells={cell.address: cell for cell in cells},
        merges=tuple(Area(m.left, m.top, m.right, m.bottom) for m in grid.merges),
        hidden_rows=grid.hidden_columns,
        hidden_columns=grid.hidden_rows,
    )
    return TableGrid(made, lambda spot: (spot[1], spot[0]))
