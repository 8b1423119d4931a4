"""Levels that are ticked: an "x" in the row or column of its number or name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

from digimatrix.model.framework import Framework
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings, Label, facet_meant, says_now
from digimatrix.read.layouts.fields import Head
from digimatrix.read.levels.level_cells import ladder
from digimatrix.read.levels.level_names import by_name
from digimatrix.read.levels.typed_levels import Scale, parse

_TICKS = frozenset(
    ["x", "xx", "xxx", "v", "✓", "✔", "✗", "✘", "☒", "☑", "■", "●", "•", "*", "√", "+", "ok", "(x)"]
)
_LONGEST_TICK = max(map(len, _TICKS))  # a cell's text has no blank space around it
_LABEL = 60  # letters of a cell that says which level a line stands for
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*[=:.)–-]\s*|\s+)(?=[^\W\d])")
_FEWEST = 3  # levels of a grid
_LOOKED_AT = 20  # lines, of which some would be levels
_MARK = 3  # letters of a mark, such as those of a person
_AIMING = frozenset("o○◯")  # beside a tick, which is the level then
_BETWEEN = re.compile(r"[\s/,+&;]+")  # two marks: "x/o"
_TWO = 20  # letters of two marks, which may be words: "nyt, tavoite"
_LEGEND = 200  # letters of a cell that tells what two marks mean


def number_of(text: str, framework: Framework) -> int | None:
    """Return the level that a line stands for, if its label names just one."""
    if len(text) > _LABEL:
        return None
    if begun := _NUMBERED.match(text):
        number = int(begun[1])
    else:
        level = parse(text) or by_name(text, framework)
        if level is None or level.low != level.high or level.percent:
            return None
        number = int(level.low) if level.low == int(level.low) else -1
    return number if number in range(11) else None


def is_tick(text: str) -> bool:
    """Whether a cell is ticked and says nothing else."""
    return len(text) <= _LONGEST_TICK and text.strip().casefold() in _TICKS


def scale_of(numbers: Iterable[int]) -> Scale | None:
    """Return the scale that the figures run over, or None if they are none: 0–4, 1–5."""
    found = sorted(set(numbers))
    if len(found) < 4 or found != list(range(found[0], found[-1] + 1)) or found[0] > 1:
        return None
    return found[0], found[-1]


class TickGrid:
    """The lines of a table that stand for one level each, with ticks where that is the level.

    `numbers` has the level of each line, `facets` whether it is one to aim at, `labels` the
    cell that says so; all are empty where there is no such grid. `described` are the lines of
    a table that says what each level means. `signs` has the two marks of a grid where one is
    for the level and one for the target.
    """

    def __init__(self, head: Head, headings: Headings) -> None:
        self.numbers: dict[int, int] = {}
        self.facets: dict[int, Label] = {}
        self.described: dict[int, Cell] = {}
        self.labels: dict[int, Cell] = {}
        self.signs: dict[str, Label] = {}
        first = min(head.fields)
        lines = head.view.lines
        ticked = {line for line in lines if self._is_ticked(head, line)}
        described = _may_describe(head, headings)
        facet = Label.LEVEL
        for line in lines if ticked or described else ():
            if line in head.parallel or line >= head.end:
                continue
            if not head.view.flipped and line <= head.bottom:
                continue
            cells = head.part(line)
            labels = [cell for column, cell in cells.items() if column < first]
            found = [(number_of(cell.text, headings.framework), cell) for cell in labels]
            named = [(number, cell) for number, cell in found if number is not None]
            for label in filter(None, (headings.label(cell.text) for cell in labels)):
                facet = label.label if label.label in (Label.LEVEL, Label.TARGET) else facet
            if any(says_now(cell.text) for cell in labels):
                facet = Label.LEVEL
            if len(named) == 1:
                self.facets[line] = facet
                self.numbers[line], self.labels[line] = named[0]
        if self.numbers and ticked - self.numbers.keys():
            self._place_others(head, headings)
        under = {
            line: [cell for column, cell in head.part(line).items() if column in head.fields]
            for line in self.numbers
        }
        if len(under) >= _FEWEST and Label.TARGET not in self.facets.values():
            self.signs = _two_signs(head, headings, self.numbers, under)
        ticked &= self.numbers.keys()
        if self.signs:
            ticked |= {x for x, cells in under.items() if any(self.told(x, c) for c in cells)}
        wordy = sum(
            any(len(cell.text) > _MARK and not self.told(line, cell) for cell in cells)
            for line, cells in under.items()
        )
        if self._describes(under, wordy):
            self.described = self.labels
            self.numbers, self.facets, self.labels = {}, {}, {}
        elif len(set(self.numbers.values())) < _FEWEST or not ticked or wordy > len(ticked):
            self.numbers, self.facets, self.labels = {}, {}, {}

    def _place_others(self, head: Head, headings: Headings) -> None:
        """Number the lines that are known by their place: "ei ole" before "satunnaista"."""
        lines = [line for line in head.view.lines if line < head.end]
        for column in {head.view.at(label)[1] for label in self.labels.values()}:
            for at in range(len(lines) - len(headings.framework.levels) + 1):
                window = lines[at : at + len(headings.framework.levels)]
                cells = [head.part(line).get(column) for line in window]
                facet = next((self.facets[line] for line in window if line in self.facets), None)
                if facet is None or None in cells:
                    continue
                levels = ladder([cell.text for cell in cells if cell], headings.framework)
                if not all(level and level.low == level.high for level in levels):
                    continue
                for line, cell, level in zip(window, cells, levels, strict=True):
                    if cell and level and line not in self.numbers:
                        self.numbers[line], self.labels[line] = int(level.low), cell
                        self.facets[line] = facet

    def _describes(self, under: Mapping[int, Sequence[Cell]], wordy: int) -> bool:
        """Whether the lines say what each level means, in words, and are no answers.

        Lines that are only numbered from one may hold answers, even if "10 municipalities" stands
        below them: nothing beside that says what it means.
        """
        levels = set(self.numbers.values())
        labels = (cell for line, cell in self.labels.items() if under[line])
        named = any(not cell.text.strip().isdigit() for cell in labels)
        return len(levels) >= _FEWEST and wordy >= _FEWEST and (0 in levels or named)

    @property
    def scale(self) -> Scale | None:
        """The scale that the levels of the grid run over, if they tell."""
        return scale_of(self.numbers.values())

    def told(self, line: int, cell: Cell) -> tuple[Label, ...]:
        """Return what a cell says its line's level is: the level, the target, or both."""
        signs = set(_marks(cell.text)) if self.signs else set()
        if signs and signs <= self.signs.keys():
            return tuple(label for sign, label in self.signs.items() if sign in signs)
        marked = is_tick(cell.text) or cell.text in ("1", str(self.numbers[line]))
        return (self.facets[line],) if marked else ()

    @staticmethod
    def _is_ticked(head: Head, line: int) -> bool:
        return any(c in head.fields and is_tick(x.text) for c, x in head.part(line).items())


def _marks(text: str) -> list[str]:
    """Return the marks of a cell, of which there may be two: "x/o", "xo", "nyt, tavoite"."""
    marks = _BETWEEN.split(text.casefold()) if len(text) <= _TWO else []
    return list(text.casefold()) if len(text) == 2 and text[-1:].casefold() in _AIMING else marks


def _two_signs(
    head: Head,
    headings: Headings,
    numbers: Mapping[int, int],
    under: Mapping[int, Sequence[Cell]],
) -> dict[str, Label]:
    """Return the marks for the level and for the target, where the grid holds two.

    The sheet says which is which: "x = nyt, o = tavoite". Without a word of it "o" is to aim at
    where it stands at the level of the tick or above in each record.
    """
    places: dict[str, dict[int, list[int]]] = {}  # the levels of each record, by sign
    for line, cells in under.items():
        for cell in cells if len(places) <= 2 else ():
            for sign in itertools.filterfalse(str.isdigit, set(_marks(cell.text))):
                levels = places.setdefault(sign, {}).setdefault(head.view.at(cell)[1], [])
                levels.append(numbers[line])
    if len(places) != 2:
        return {}
    marked = {cell.address for cells in under.values() for cell in cells}
    beside = {at: cell for at, cell in head.ledger.open.items() if at not in marked}
    said = {sign: _target_told(sign, beside, headings) for sign in places}
    aims = [x for x in places if said[x] or (len(x) > 2 and _aims(x, headings))]
    if not aims:
        ticks, aims = ([x for x in places if (x in _AIMING) is is_aim] for is_aim in (False, True))
        if len(aims) != 1 or not all(map(is_tick, ticks)):
            return {}
        now, then = places[ticks[0]], places[aims[0]]
        both = now.keys() & then.keys()
        once = all(len(levels) == 1 for levels in (*now.values(), *then.values()))
        if len(both) < _FEWEST or not once or any(then[at] < now[at] for at in both):
            return {}
    if len(aims) != 1:
        return {}
    for teller in filter(None, said.values()):
        head.ledger.heading(teller)
    return {sign: Label.TARGET if sign in aims else Label.LEVEL for sign in places}


def _target_told(sign: str, cells: Mapping[Address, Cell], headings: Headings) -> Cell | None:
    """Return the cell that tells a mark to stand for what to aim at: "o = mihin haluamme"."""
    said = re.compile(
        rf"(?<![\w(]){re.escape(sign)}(?!\w)\s*[=:)–-]?\s*([^\W\d][^,;/|=\n]*)", re.IGNORECASE
    )
    for (row, column), cell in cells.items():
        words = (
            [match[1] for match in said.finditer(cell.text)] if len(cell.text) <= _LEGEND else []
        )
        if cell.text.casefold() == sign and (beside := cells.get((row, column + 1))):
            words.append(beside.text)
        if any(_aims(told, headings) for told in words):
            return cell
    return None


def _aims(words: str, headings: Headings) -> bool:
    """Whether words say that something is aimed at."""
    label = headings.label(words.strip(" .)")) or facet_meant(words)
    return label is not None and label.label is Label.TARGET


def _may_describe(head: Head, headings: Headings) -> bool:
    """Whether three levels at least stand before the first lines or above the first columns."""
    first = min(head.fields)
    lines = itertools.islice(
        (line for line in head.view.lines if line not in head.parallel), _LOOKED_AT
    )
    labels = (x for n in lines for c, x in head.part(n).items() if c < first)
    numbers = {number_of(cell.text, headings.framework) for cell in labels}
    return len(numbers - {None}) >= _FEWEST
