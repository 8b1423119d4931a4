"""READ: levels which people set after reading the answers, from the files they typed them into."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digimatrix.languages import LANGUAGES, Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Return
from digimatrix.model.places import Place
from digimatrix.model.problems import N_, Problem, Rule
from digimatrix.model.reviews import Review, Reviewed, fingerprint
from digimatrix.read.bundles import Context
from digimatrix.read.formats import workbook
from digimatrix.read.formats.workbook import Opened
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.headings import Headings
from digimatrix.read.levels import typed_levels
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.read.senders import dating
from digimatrix.read.senders.register import Registers, official
from digimatrix.read.wordings import fold

HEADINGS: Mapping[str, str] = {
    "municipality": N_("Municipality"),
    "round": N_("Round"),
    "dimension": N_("Dimension"),
    "reviewed_level": N_("Reviewed level"),
    "reason": N_("Reason"),
    "reviewer": N_("Reviewer"),
    "date": N_("Date"),
}
"""The columns of reviews, by the keys which a workbook of ours has in a hidden row."""

MARK = "digimatrix-review"
"""The key of the column that holds the fingerprint of the text which was reviewed."""

_PROJECT_SHEET = N_("Levels")  # may hold reviews: there a level is a reviewed one
_PROJECT_LEVEL = N_("Level")
_NEEDED = {"municipality", "dimension", "reviewed_level"}
_LAST_HEAD = 10  # rows among which the headings stand


@dataclass(frozen=True, slots=True)
class Typed:
    """A review as it stands in a file, with its dimension in the words typed there."""

    review: Review
    dimension: str


class Shelf:
    """The reviews that are found while files are read, each file once."""

    def __init__(self, context: Context) -> None:
        self.typed: list[Typed] = []
        self.problems: list[Problem] = []
        self._context = context
        self._digests: set[str] = set()

    def take(self, opened: Opened) -> bool:
        """Take in a file if it is one of reviews; nothing in it is a return then."""
        sheets = [(grid, found) for grid in opened.grids if (found := _head(grid))]
        if sheets and opened.digest not in self._digests:
            self._digests.add(opened.digest)
            self.problems += opened.problems
            for grid, found in sheets:
                self._take_rows(_Rows(grid, *found, self._context))
        return bool(sheets)

    def take_file(self, path: Path, limits: Limits = LIMITS) -> None:
        """Take in a file that is said to hold reviews.

        Raises:
            DigimatrixError: if it cannot be read, or holds none.
        """
        if not path.is_file():
            raise DigimatrixError(f"{path}: there is no such file of reviews; check its name.")
        if not self.take(workbook.open_file(path, path.name, limits)):
            raise DigimatrixError(
                f"{path}: the file holds no reviews. Name a workbook that `digimatrix review` "
                "wrote."
            )

    def take_project(self, grids: Iterable[Grid]) -> None:
        """Take in what stands on the sheet Levels of project.xlsx, if there is one."""
        names = {fold(Words(language).t(_PROJECT_SHEET)) for language in LANGUAGES}
        for grid in grids:
            if fold(grid.sheet) in names and (found := _head(grid, level=_PROJECT_LEVEL)):
                self._take_rows(_Rows(grid, *found, self._context))

    def _take_rows(self, rows: _Rows) -> None:
        self.typed += rows.typed
        self.problems += rows.problems

    def settle(self, returns: Iterable[Return]) -> tuple[Review, ...]:
        """Return the reviews in force, by place; what is to be said of the others is noted.

        A review is in force while the text of its answer is the one that was reviewed. Of one
        reviewer's reviews of an answer the latest counts: by date, then by file and cell. What
        is out of date is said only while nobody has reviewed the new text.
        """
        answers = {
            (made.municipality.name, made.round, each.dimension): each
            for made in returns
            for each in made.answers
        }
        current: dict[Reviewed, dict[str, Typed]] = {}
        old: list[Typed] = []
        for item in sorted(self.typed, key=_age):
            review = item.review
            answer = answers.get(review.answer)
            if answer is None:
                self._say(Rule.REVIEW_UNMATCHED, item, round=review.round or "–")
            elif review.fingerprint not in (None, fingerprint(answer.text)):
                old.append(item)
            else:
                who = fold(review.reviewer) or review.place.file
                current.setdefault(review.answer, {})[who] = item
        for item in old:
            if item.review.answer not in current:
                self._say(Rule.REVIEW_OUT_OF_DATE, item, level=str(item.review.level))
        for items in current.values():
            if len({item.review.level for item in items.values()}) > 1:
                levels = ", ".join(f"{each.review.level} ({_who(each)})" for each in items.values())
                self._say(Rule.REVIEWS_DIFFER, list(items.values())[-1], levels=levels)
        used = [item.review for items in current.values() for item in items.values()]
        return tuple(sorted(used, key=lambda review: review.place.order))

    def _say(self, rule: Rule, item: Typed, **facts: str) -> None:
        facts |= {"municipality": item.review.municipality, "dimension": item.dimension}
        self.problems.append(Problem(rule, item.review.place, facts))


def _age(item: Typed) -> tuple[datetime.date, tuple[str, str, int, int]]:
    return (item.review.date or datetime.date.min, item.review.place.order)


def _who(item: Typed) -> str:
    return item.review.reviewer or item.review.place.file


def holds_reviews(opened: Opened) -> bool:
    """Whether a file is one of reviews; nothing in it is a return then."""
    return any(_head(grid) for grid in opened.grids)


def read_files(paths: Iterable[Path], framework: Framework) -> tuple[tuple[Review, ...], ...]:
    """Return the reviews in each file, whether or not any answers are at hand.

    Raises:
        DigimatrixError: if one cannot be read, or holds none.
    """
    context = Context(framework, Headings(framework), Registers(official()))
    found = []
    for path in paths:
        shelf = Shelf(context)
        shelf.take_file(path)
        found.append(tuple(item.review for item in shelf.typed))
    return tuple(found)


@cache
def _wordings(level: str) -> Mapping[str, str]:
    """Return the key of each folded heading, in all languages."""
    texts = [(key, text) for key, text in HEADINGS.items()]
    if level:
        texts.append(("reviewed_level", level))
    found = {fold(key): key for key in (*HEADINGS, MARK)}
    for language in LANGUAGES:
        words = Words(language)
        found |= {fold(words.t(text)): key for key, text in texts}
    return found


def _head(grid: Grid, level: str = "") -> tuple[int, dict[str, int]] | None:
    """Return the row of the headings and the column of each key; None where there are none.

    The first such row counts: in a workbook of ours a hidden one with the keys themselves.
    """
    known = _wordings(level)
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in grid.cells.items():
        if row <= _LAST_HEAD and len(cell.text) <= 40 and (key := known.get(fold(cell.text))):
            rows.setdefault(row, {}).setdefault(key, column)
    return next((found for found in sorted(rows.items()) if found[1].keys() >= _NEEDED), None)


class _Rows:
    """The rows under one heading."""

    def __init__(self, grid: Grid, head: int, columns: Mapping[str, int], context: Context) -> None:
        self._grid, self._columns, self._context = grid, columns, context
        self._dimensions = {
            fold(text): dimension.key
            for dimension in context.framework.dimensions
            for text in (dimension.key, *dimension.heading.values(), *dimension.name.values())
        }
        self.problems: list[Problem] = []
        first = head + 1 + (MARK in columns)  # below our keys stand the headings people see
        read = (self._row(row) for row in sorted({row for row, _ in grid.cells if row >= first}))
        self.typed = [found for found in read if found]
        unsigned = [t.review for t in self.typed if not (t.review.reviewer and t.review.date)]
        if unsigned:
            self.problems.append(
                Problem(Rule.REVIEW_UNSIGNED, unsigned[0].place, {"count": str(len(unsigned))})
            )

    def _cell(self, row: int, key: str) -> Cell | None:
        return self._grid.cells.get((row, self._columns.get(key, 0)))

    def _text(self, row: int, key: str) -> str:
        cell = self._cell(row, key)
        return cell.text if cell else ""

    def _row(self, row: int) -> Typed | None:
        """Return the review in a row; None where no level is set, or what is set is none."""
        cell = self._cell(row, "reviewed_level")
        name = self._cell(row, "municipality")
        dimension = self._text(row, "dimension")
        if cell is None or not cell.text:
            return None
        place = Place(self._grid.file, self._grid.sheet or None, *cell.address)
        key = self._dimensions.get(fold(dimension))
        if name is None or key is None:
            facts = {
                "municipality": name.text if name else "–",
                "round": self._text(row, "round") or "–",
                "dimension": dimension or "–",
            }
            self.problems.append(Problem(Rule.REVIEW_UNMATCHED, place, facts))
            return None
        level = self._level(cell, key, place)
        if level is None:
            return None
        review = Review(
            municipality=self._municipality(name.text),
            round=self._text(row, "round") or None,
            dimension=key,
            level=level,
            reviewer=" ".join(self._text(row, "reviewer").split()),
            date=_date(self._cell(row, "date")),
            reason=" ".join(self._text(row, "reason").split()),
            fingerprint=self._text(row, MARK) or None,
            place=place,
        )
        return Typed(review, dimension)

    def _municipality(self, typed: str) -> str:
        """Return a name as its register has it; what no register knows, as it was typed."""
        found = self._context.registers.find(typed)
        return found.municipality.name if found else typed

    def _level(self, cell: Cell, dimension: str, place: Place) -> float | None:
        """Return the one level that a cell types; anything else is said to be none.

        It is typed on the dimension's scale, and any number is a level if that has no steps.
        """
        framework = self._context.framework.on(dimension)
        typed = typed_levels.parse(cell.value)
        if typed and typed.low == typed.high and not (typed.of or typed.percent or typed.open):
            level = int(typed.low) if typed.low.is_integer() else typed.low
            steps = [each.value for each in framework.levels] if framework.stepped else [level]
            if framework.lowest <= level <= framework.highest and level in steps:
                return self._context.framework.shared(dimension, level)
        facts = {
            "typed": cell.text[:60],
            "low": f"{framework.lowest:g}",
            "high": f"{framework.highest:g}",
        }
        self.problems.append(Problem(Rule.NOT_A_LEVEL, place, facts))
        return None


def _date(cell: Cell | None) -> datetime.date | None:
    if cell is None:
        return None
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    return cell.value if isinstance(cell.value, datetime.date) else dating.date_in(cell.text)
