"""Levels that are ticked: an "x" in the row or column of its number or name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from digimatrix.model.framework import Framework
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings, Label, says_now
from digimatrix.read.layouts.fields import Head
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
    a table that says what each level means.
    """

    def __init__(self, head: Head, headings: Headings) -> None:
        self.numbers: dict[int, int] = {}
        self.facets: dict[int, Label] = {}
        self.described: dict[int, Cell] = {}
        self.labels: dict[int, Cell] = {}
        first = min(head.fields)
        lines = head.view.lines
        ticked = {line for line in lines if self._is_ticked(head, line)}
        described = _may_describe(head, headings)
        wordy = 0
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
                under = (cell for column, cell in cells.items() if column in head.fields)
                wordy += any(
                    len(cell.text) > _MARK and not self.marks(line, cell) for cell in under
                )
        ticked &= self.numbers.keys()
        if self._describes(head, wordy):
            self.described = self.labels
            self.numbers, self.facets, self.labels = {}, {}, {}
        elif len(set(self.numbers.values())) < _FEWEST or not ticked or wordy > len(ticked):
            self.numbers, self.facets, self.labels = {}, {}, {}

    def _describes(self, head: Head, wordy: int) -> bool:
        """Whether the lines say what each level means, in words, and are no answers.

        Lines that are only numbered from one may hold answers.
        """
        levels = set(self.numbers.values())
        named = any(not cell.text.strip().isdigit() for cell in self.labels.values())
        return len(levels) >= _FEWEST and wordy >= _FEWEST and (0 in levels or named)

    @property
    def scale(self) -> Scale | None:
        """The scale that the levels of the grid run over, if they tell."""
        return scale_of(self.numbers.values())

    def marks(self, line: int, cell: Cell) -> bool:
        """Whether a cell of a line says that its level is the one."""
        return is_tick(cell.text) or cell.text in ("1", str(self.numbers[line]))

    @staticmethod
    def _is_ticked(head: Head, line: int) -> bool:
        return any(c in head.fields and is_tick(x.text) for c, x in head.part(line).items())


def _may_describe(head: Head, headings: Headings) -> bool:
    """Whether three levels at least stand before the first lines or above the first columns."""
    first = min(head.fields)
    lines = islice((line for line in head.view.lines if line not in head.parallel), _LOOKED_AT)
    labels = (x for n in lines for c, x in head.part(n).items() if c < first)
    numbers = {number_of(cell.text, headings.framework) for cell in labels}
    return len(numbers - {None}) >= _FEWEST
