"""What each column of a table of numbers holds, by its heading, a framework and its cells."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from digimatrix.model.framework import Framework
from digimatrix.model.numbers import Column, Role
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.nearness import Near
from digimatrix.read.numbertables import printed
from digimatrix.read.numbertables.addedplaces import adding_places, compared_places
from digimatrix.read.numbertables.headingweights import weight_in
from digimatrix.read.numbertables.printed import Kind
from digimatrix.read.numbertables.ranking import ranked
from digimatrix.read.numbertables.tablegrid import (
    BRACKETS,
    YEAR,
    TableGrid,
    in_brackets,
    is_measure,
    is_value,
    wording,
    words_of,
)
from digimatrix.read.numbertables.yearbefore import is_of_year_before
from digimatrix.read.wordings import fold, months, plain_set

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-H])[.)]\s+")
_CLOSE = 88  # per cent of the letters that a misspelt heading has right
_TOPS = (1, 5, 10, 100)  # of the usual scales
_STEPS = 10  # whole numbers up to so many are levels as likely as heads
_APART = 5  # columns of one scale do not differ by so many times
_ASIDE = re.compile(r"\s*[,:;|(]\s*|\s+[-–—]\s+")  # what follows only says more
_MOVED = re.compile(r"^\s*[▲▼△▽↑↓↗↘→⬆⬇]")
_FOOTNOTES = re.compile(r"[a-z*†‡§¹²³](?:[\s,]*[a-z*†‡§¹²³])*")
_ORDERED = 6  # so many numbers in order are no chance
_CODE = 3  # so many digits codes have at least, all as many
_LONG_CODE = 5  # digits that before the names are hardly a figure
_ABBREVIATED = 3  # letters of what may be short for something else
_LITTLE = 2  # words of so many letters tell no headings apart
_FOUNDED = re.compile(r"1\d\d\d|20\d\d")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")

Named = tuple[Role, str]


def columns_of(
    grid: TableGrid,
    framework: Framework | None,
    units: Sequence[int],
    weights: Collection[int],
    say: Callable[[Problem], None],
) -> tuple[Column, ...]:
    """Return the columns of a table; `units` are the rows of units, `weights` those of weights."""
    reader = _Columns(grid, framework, units, weights, say)
    return reader.columns()


class _Columns:
    def __init__(
        self,
        grid: TableGrid,
        framework: Framework | None,
        units: Sequence[int],
        weights: Collection[int],
        say: Callable[[Problem], None],
    ) -> None:
        self.grid, self.framework, self.say = grid, framework, say
        self.units, self.weights = units, weights

    def columns(self) -> tuple[Column, ...]:
        grid = self.grid
        found = self._matched()
        made: list[Column] = []
        # totals of the framework's own leave no room for one that it does not name
        spare = {Role.OTHER, *([Role.TOTAL] if self.framework and self.framework.totals else [])}
        for at in grid.columns:
            place = grid.headings[at].place or grid.place(grid.first, at)
            name = self._name(at)
            if at == grid.names:
                made.append(Column(at, name, Role.UNIT, place))
                continue
            role = found[at][0] if at in found else self._role(at, name)
            earlier = role is Role.RANK and self._is_of_earlier_year(at)
            role = Role.OTHER if earlier else role
            if role is None:
                continue
            key = found[at][1] if at in found else None
            percent = any(
                grid.typed[row, at].percent for row in self.units if (row, at) in grid.typed
            ) or (grid.headings[at].own.endswith(("%", "%)")) and not weight_in(name))
            unsaid = role is Role.RANK and not self._says_rank(at)
            judged = role is Role.TOTAL and bool(words_of(name) & wording("judged"))
            made.append(Column(at, name, role, place, key, None, percent, unsaid, judged))
            if earlier or (at in grid.numeric and role in spare and key is None):
                self.say(Problem(Rule.UNUSED_COLUMN, place, {"column": name}))
        if self.framework:
            self._say_missing(self.framework, made)
        else:
            made = self._with_places(made)
        return ranked(made, grid.headings)

    def _with_places(self, columns: list[Column]) -> list[Column]:
        """Return the columns, with places that a total is made of among what is compared."""
        measured = (Role.RANK, Role.DIMENSION, Role.TOTAL)
        numbers = [column.number for column in columns if column.role in measured]
        figures = {at: self._numbers(at) for at in numbers}
        made, total = compared_places(columns, figures)
        if made == columns:
            return adding_places(columns, figures)
        if total:
            names = ", ".join(f"“{column.name}”" for column in made if column.places)
            place = next(column.place for column in made if column.places)
            self.say(Problem(Rule.PLACES_ADDED, place, {"columns": names, "total": total}))
        return made

    def _numbers(self, at: int) -> dict[int, tuple[Fraction, int]]:
        """Return the number or place on each row of units, with its decimals."""
        made: dict[int, tuple[Fraction, int]] = {}
        for row in self.units:
            typed = self.grid.typed.get((row, at))
            if typed is not None and typed.kind is Kind.NUMBER:
                made[row] = printed.settled(typed, (), comma=self.grid.comma)[:2]
            elif typed is not None and (place := printed.rank(self.grid.cells[row, at])):
                made[row] = Fraction(place[0]), 0
        return made

    def _name(self, at: int) -> str:
        """Return the heading; of two, the upper one where the lower tells no columns apart."""
        heading = self.grid.headings[at]
        own, above = heading.own, heading.above
        if above and (self._goes_beside(at) or _is_change(words_of(own))):
            return f"{above} ({own})"
        if above and in_brackets(own):
            return f"{above} {own}"
        alike = [each for each in self.grid.headings.values() if each.own == own]
        generic = fold(BRACKETS.sub("", own)) in wording("score") | wording("rank") | {""}
        if above and len(alike) > 1 and not generic and self._parts(at):
            return f"{above}, {own}"
        if above and heading.measures:
            return f"{above} ({own})"
        if above and (len(alike) > 1 or generic or _is_weight(own)):
            return above
        if above and is_value(own) and not self._parts(at):
            return above
        if above and (not any(map(str.isalpha, own)) or at in self._telling_more):
            return f"{above} ({own})"  # the scale or the unit of measure of each column
        return own or above or self.grid.place(self.grid.first, at).cell or ""

    def _parts(self, at: int) -> bool:
        """Whether the upper heading is of several columns that are compared: "Women" and "Men"."""
        headings = self.grid.headings
        beside = wording("rank") | wording("change") | wording("code")
        shared = {
            headings[column].own
            for column in self.grid.numeric
            if headings[column].above == headings[at].above
            and not words_of(headings[column].own) & beside
            and not self._goes_beside(column)
        }
        return len(shared) > 1

    @cached_property
    def _telling_more(self) -> frozenset[int]:
        """The columns whose lowest heading tells only more of what the one above it names.

        It does if it is of units of measure, or has nothing above the names of the units. It does
        as well where the upper ones tell all columns apart and it does not, or says itself that
        it is of units of measure: "Unit" under "Country".
        """
        grid = self.grid
        headings = {at: grid.headings[at] for at in grid.numeric if at != grid.names}
        lowest = max((each.row for each in headings.values()), default=0)
        lower = frozenset(at for at, each in headings.items() if each.above and each.row == lowest)
        called = [each.above if at in lower else each.own for at, each in headings.items()]
        apart = all(called) and len(set(called)) == len(called) > 1
        texts = [headings[at].own for at in lower]
        measures = bool(texts) and all(map(is_measure, texts))
        names = grid.headings[grid.names or 0]
        said = words_of(names.above) & wording("unit") and fold(names.own) in wording(
            "unit_of_measure"
        )
        if len(lower) == len(headings) and (measures or (apart and 0 < names.row < lowest)):
            return lower
        shared = len(set(texts)) < len(texts)
        return lower if apart and (measures or said or shared) else frozenset()

    def _matched(self) -> dict[int, Named]:
        """Return the columns that the framework's dimensions and totals name."""
        if self.framework is None:
            return {}
        entries = [
            *((Role.DIMENSION, each.key, each.wordings) for each in self.framework.dimensions),
            *((Role.TOTAL, each.key, each.wordings) for each in self.framework.totals),
        ]
        exact = {
            form: (role, key)
            for role, key, texts in reversed(entries)
            for text in (key, *texts)
            for form in forms(text)
        }
        near = Near(exact, _CLOSE)
        found: dict[int, Named] = {}
        free = [at for at in self.grid.numeric if not self._says_rank(at)]
        for read in (self._whole, self._close):
            for at in free:
                what = None if at in found else read(at, exact, near)
                if what and what not in found.values():
                    found[at] = what
        return found

    def _whole(self, at: int, exact: Mapping[str, Named], near: Near) -> Named | None:
        heading = self.grid.headings[at]
        texts = (heading.own, f"{heading.above} {heading.own}", heading.above)
        typed = (form for text in texts for form in forms(text))
        return next((exact[form] for form in typed if form in exact), None)

    def _close(self, at: int, exact: Mapping[str, Named], near: Near) -> Named | None:
        heading = self.grid.headings[at]
        form = fold(BRACKETS.sub("", _NUMBERING.sub("", heading.own)))
        closest = near.closest(form) if len(form) > 4 else None
        if closest is None:
            return None
        place = heading.place or self.grid.place(self.grid.first, at)
        facts = {"found": heading.own, "heading": closest}
        self.say(Problem(Rule.NEAR_HEADING, place, facts))
        return exact[closest]

    def _says_rank(self, at: int) -> bool:
        heading = self.grid.headings[at]
        # years below "Rank" tell its columns apart
        text = heading.above if YEAR.fullmatch(heading.own) else heading.own
        return bool(words_of(text) & wording("rank"))

    def _is_of_earlier_year(self, at: int) -> bool:
        """Whether places are of a year that nothing compared is of, beside those of this year."""
        own = [self.grid.headings[each].own for each in self.grid.columns]
        if is_of_year_before(self.grid.headings[at].own, own):
            return True
        year, what = self._year_of(at)
        beside = [each for each in self.grid.columns if each not in (at, self.grid.names)]
        alike = [self._year_of(each) for each in beside if self._says_rank(each)]
        figures = [self._year_of(each)[0] for each in beside if not self._says_rank(each)]
        later = any(said == what and (not other or other > year) for other, said in alike)
        return bool(year) and later and year not in figures

    def _year_of(self, at: int) -> tuple[str, frozenset[str]]:
        """Return the year in a heading, "" without one, and what else it says but "rank"."""
        heading = self.grid.headings[at]
        words = fold(f"{heading.above} {heading.own}").split()
        years = [word for word in words if YEAR.fullmatch(word)]
        known = wording("rank") | wording("year") | {*years}
        said = frozenset(word for word in words if len(word) > _LITTLE)  # "in", "m", "v"
        return max(years, default=""), said - known

    def _role(self, at: int, name: str) -> Role | None:
        """Return the role of a column that no framework names; None for a column without use."""
        grid, own = self.grid, self.grid.headings[at].own
        words, whole = words_of(name), self._without_date(at, fold(BRACKETS.sub("", name)))
        if words & wording("topic"):  # "Climate change" is measured
            words -= wording("change")
        filled = [row for row in self.units if (row, at) in grid.cells]
        if self._says_rank(at):
            ranked = [row for row in filled if (printed.rank(grid.cells[row, at]) or (0,))[0]]
            if words & wording("change") or self._signed(at) or 0 in self._values(at):
                return Role.OTHER  # how places differ
            if len(ranked) * 2 > len(filled) or (ranked and at not in grid.numeric):
                return Role.RANK
        if whole in wording("year") | plain_set("labels", "round"):
            return Role.ROUND
        if at not in grid.numeric:
            return self._worded(at, filled)
        if not own and not grid.headings[at].above:
            self.say(Problem(Rule.NAMELESS_COLUMN, grid.place(grid.first, at)))
            return Role.OTHER
        aside = wording("size") | wording("weight") | wording("movement")
        if whole in aside or _is_change(words) or own.strip() in ("±", "+/-"):
            return Role.OTHER
        # a "Number" that has a score below it is a subject
        subject = name != own and words_of(own) & wording("score")
        if (whole in wording("code") and not subject) or self._identifies(at):
            return Role.OTHER
        if self._goes_beside(at) or _is_uncertainty(name) or self._tells_years(at, words):
            return Role.OTHER
        if words & wording("reliability") and self._beside_gaps(at):
            return Role.OTHER
        if is_of_year_before(own, [grid.headings[each].own for each in grid.numeric]):
            return Role.OTHER
        if not self.framework and self._in_order(at):
            return Role.RANK  # or a running number
        # "Staff" counts heads or is scored, "Development" changed or is measured: figures tell
        scored = bool(words & wording("index") - wording("mean")) and not self._signed(at)
        if words & wording("movement") and not scored:
            # of an "African Development Bank rating" nothing is counted
            more = set(whole.split()) - wording("movement")
            counted = not any(map(str.isalpha, more))
            if not self._on_scale(at, counted=counted):
                return Role.OTHER
        # "Number of pupils tested"
        who = [word for word in whole.split() if word not in wording("surveyed")]
        weighed = any(grid.holds(row, at, Kind.NUMBER) for row in self.weights)
        if " ".join(who) in wording("people") and not weighed:
            if BRACKETS.search(name) or not self._on_scale(at, counted=True):
                return Role.OTHER
            self.say(Problem(Rule.SCALED_PEOPLE, grid.place(grid.first, at), {"column": name}))
        first = fold(_ASIDE.split(BRACKETS.sub("", name))[0])
        bare = " ".join(word for word in first.split() if not YEAR.fullmatch(word))
        # an index of one thing beside others ("skills index") is no total
        if words & (wording("total") | wording("judged")) or bare in wording("index"):
            return Role.TOTAL
        return Role.OTHER if self.framework else Role.DIMENSION

    def _goes_beside(self, at: int) -> bool:
        """Whether a column tells how sure the figures of another are, or how widely they spread."""
        own = self.grid.headings[at].own
        return _is_uncertainty(own) or self._is_spread(at)

    def _is_spread(self, at: int) -> bool:
        """Whether figures are standard deviations of what another column has the means of."""
        headings, spread = self.grid.headings, wording("deviation")
        means = wording("mean") | wording("score")
        words = fold(headings[at].own)
        if found := spread & {words, fold(BRACKETS.sub("", headings[at].own))}:
            # "SD" between "M" and "C" is a party
            beside = {fold(headings[each].own) for each in self.grid.numeric}
            sure = (
                headings[at].above
                or means & beside
                or any(len(each) > _ABBREVIATED for each in found)
            )
            return len(self.grid.numeric) > 1 and bool(sure)
        said = next((each for each in spread if f" {each} " in f" {words} "), None)
        if said is None:
            return False
        rest = set(words.split()) - set(said.split())
        return any(
            rest == set(fold(headings[other].own).split()) - means
            for other in self.grid.numeric
            if other != at
        )

    def _without_date(self, at: int, whole: str) -> str:
        """Return a heading of how many people there are without the date when they were counted.

        Where the dates of several columns tell these apart, or little else is there, the people
        are what is measured.
        """
        bare = _undated(whole)
        if bare == whole or bare not in wording("size") | wording("people"):
            return whole
        others = [each for each in self.grid.numeric if each not in (at, self.grid.names)]
        alike = any(bare == _undated(fold(self._name(each))) for each in others)
        return whole if alike or len(others) < 2 else bare

    def _beside_gaps(self, at: int) -> bool:
        """Whether a column stands next to one of gaps: both tell of the data, not of the units."""
        beside = [each for each in self.grid.numeric if abs(each - at) == 1]
        return any(_says(self._name(each), wording("gaps")) for each in beside)

    def _identifies(self, at: int) -> bool:
        """Whether numbers only tell the units apart: by a code, or in an order of their own."""
        cells = [self.grid.cells[row, at] for row in self.units if (row, at) in self.grid.cells]
        texts = [cell.text.strip().removesuffix(".") for cell in cells]
        values, own = self._values(at), self.grid.headings[at].own
        if own.strip() == "#":
            return True
        if len(texts) * 2 <= len(self.units) or not all(map(str.isdigit, texts)):
            return False
        coded = len(set(map(len, texts))) == 1 and len(texts[0]) >= _CODE
        if coded and any(text.startswith("0") for text in texts):
            return True
        once = len(set(values)) == len(texts)
        in_order = values == sorted(values) or max(values, default=0) <= 2 * len(values)
        if once and len(texts[0]) >= _LONG_CODE and coded and at < (self.grid.names or 0):
            return True  # before the names, whatever it is called: "URN"
        numbered = once and (coded or in_order or _ends_as_code(own))
        return says_number(own) and numbered

    def _tells_years(self, at: int, words: frozenset[str]) -> bool:
        """Whether numbers are years: by the heading, or as it is the same one for all.

        Units may have been founded or born in earlier ones.
        """
        values = self._values(at)
        if words & wording("dated") and all(_FOUNDED.fullmatch(str(value)) for value in values):
            return True
        same = len(values) > 1 and len(set(values)) == 1
        all_years = all(YEAR.fullmatch(str(value)) for value in values)
        return all_years and (same or bool(words & wording("year")))

    def _in_order(self, at: int) -> bool:
        """Whether a column's numbers are 1, 2, 3 … with equal ones for ties, and nothing else."""
        values = self._values(at)
        if len(values) < _ORDERED or len(values) * 5 < len(self.units) * 4:
            return False
        counted = Counter(values)
        above = itertools.accumulate((counted[each] for each in sorted(counted)), initial=1)
        order = dict(zip(sorted(counted), above, strict=False))
        return len(counted) * 2 > len(values) and all(each == order[each] for each in counted)

    def _signed(self, at: int) -> bool:
        """Whether figures of a column bear a sign, as changes do."""
        signs = tuple("+-−–")
        typed = [self.grid.typed[row, at] for row in self.units if (row, at) in self.grid.typed]
        return any(each.number.startswith(signs) or (each.exact or 0) < 0 for each in typed)

    def _on_scale(self, at: int, *, counted: bool) -> bool:
        """Whether a column's figures are such as those of the columns that are surely compared.

        These keep to one scale, and it does, too: whole numbers of what may be counted only to a
        scale of a few steps, as there may well be forty of a staff.
        """
        doubtful = ("rank", "code", "size", "people", "weight", "change", "movement", "year")
        kept = frozenset().union(*map(wording, doubtful))
        others = [
            self._values(each)
            for each in self.grid.numeric
            if each not in (at, self.grid.names)
            and (said := self.grid.headings[each].own)
            and not (words_of(said) & kept or self._goes_beside(each))
        ]
        own, filled = self._values(at), [each for each in others if each]
        if not own or len(filled) < 2 or self._signed(at):
            return False
        highs = [max(each) for each in filled]
        top = next((each for each in _TOPS if each >= max(highs)), max(highs))
        if max(own) > top or max(*highs, max(own)) >= _APART * min(*highs, max(own)):
            return False
        whole = all(value.denominator == 1 for value in own)
        return not (counted and whole) or (
            top <= _STEPS and all(value.denominator == 1 for each in filled for value in each)
        )

    def _values(self, at: int) -> list[Fraction]:
        cells = [self.grid.typed.get((row, at)) for row in self.units]
        typed = [each for each in cells if each is not None and each.kind is Kind.NUMBER]
        seen = printed.signs(typed)
        return [printed.settled(each, (seen,), comma=self.grid.comma)[0] for each in typed]

    def _worded(self, at: int, filled: Sequence[int]) -> Role | None:
        """Return the role of a column of words: a group if units share its words."""
        texts = [
            self.grid.cells[row, at].text
            for row in filled
            if self.grid.holds(row, at, Kind.WORDS, Kind.BAND, Kind.NUMBER)
        ]
        if len(texts) < len(self.units) and all(map(_FOOTNOTES.fullmatch, texts)):
            return Role.OTHER if texts else None  # of the figures at their left
        moved = sum(bool(_MOVED.match(text)) for text in texts)
        if words_of(self.grid.headings[at].own) & wording("change") or moved * 2 > len(texts) > 0:
            return Role.OTHER
        distinct = len(set(texts))
        blocks = filled[:1] == list(self.units[:1]) and distinct <= len(self.units) / 2
        if distinct > 1 and (distinct < len(texts) or blocks):
            return Role.GROUP
        return Role.OTHER if texts else None

    def _say_missing(self, framework: Framework, columns: Sequence[Column]) -> None:
        there = {column.key for column in columns}
        free = [column.name for column in columns if column.role is Role.OTHER]
        for dimension in framework.dimensions:
            if dimension.key not in there:
                name = dimension.name.get("en", dimension.key)
                facts = {"name": name, "found": ", ".join(free) or "–"}
                self.say(Problem(Rule.NO_COLUMN, self.grid.place(), facts))


def says_number(text: str) -> bool:
    """Whether a heading is of what numbers the units: "Start no.", "Startnr", "AreaCode"."""
    said = fold(_JOINED.sub(" ", BRACKETS.sub("", text)))
    called = {said, *said.split()[-1:]} & wording("code")
    return text.strip() == "#" or bool(called) or _ends_as_code(text)


def _ends_as_code(text: str) -> bool:
    """Whether a heading ends in a longer word that can only be of what identifies: "Startnr"."""
    last = fold(BRACKETS.sub("", text)).rpartition(" ")[2]
    return last.endswith(tuple(wording("code_ending"))) and last not in wording("code")


def _undated(text: str) -> str:
    """Return a folded heading without a date behind it: "väkiluku 31 12 2022", "invånare 2022"."""
    words = text.split()
    said = wording("counted") | wording("year")
    while len(words) > 1 and (
        words[-1].isdigit()
        or len(words[-1]) <= _LITTLE
        or words[-1] in said
        or any(words[-1].startswith(month) for month in months())
    ):
        words.pop()
    return " ".join(words)


def _is_change(words: frozenset[str]) -> bool:
    """Whether a heading is of how figures have changed, or of how they differ.

    How they differ from what was expected of the unit is a measure of its own.
    """
    said = words & wording("change")
    return bool(said) and not (said <= wording("difference") and words & wording("expected"))


def _is_weight(text: str) -> bool:
    """Whether a heading is no more than the weight of the column that the upper one names."""
    words = [word for word in fold(text).split() if not word.isdigit()]
    return any(map(str.isdigit, text)) and " ".join(words) in wording("weight")


def _is_uncertainty(text: str) -> bool:
    """Whether a heading is of an error, a limit of confidence, a number of answers or of gaps."""
    return _says(text, wording("uncertainty") | wording("gaps"))


def _says(text: str, phrases: frozenset[str]) -> bool:
    """Whether a heading is one of these phrases, or holds one of more words than one."""
    words = " ".join(word for word in fold(text).split() if not word.isdigit())
    return words in phrases or any(
        f" {phrase} " in f" {words} "
        for phrase in phrases
        if len(phrase.split()) > 1 and len(phrase) > 5
    )


def forms(text: str) -> tuple[str, ...]:
    """Return the ways a heading may be typed: whole, without its numbering, without brackets."""
    bare = _NUMBERING.sub("", text)
    folded = map(fold, (text, bare, BRACKETS.sub("", bare)))
    return tuple(dict.fromkeys(form for form in folded if form))
