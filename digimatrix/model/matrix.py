"""What was read: returns with an answer for each dimension, and what became of every cell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.problems import N_, Problem
from digimatrix.model.reviews import Review
from digimatrix.model.targets import Target
from digimatrix.model.values import value


class State(StrEnum):
    """What a cell says before its words are read."""

    TEXT = "text"
    NONE_STATED = "none_stated"  # "-", "ei ole": nothing is in place, level 0
    EMPTY = "empty"  # not answered: unknown, never 0
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """A level as a municipality typed it.

    `typed_low` and `typed_high` are on the sheet's own scale, `low` and `high` on the
    framework's (0–4; 0–100 where its dimensions are on several). They differ for a range
    ("2-3"); `ambiguous` marks what can be read in several ways ("3/4", a spoilt date).
    """

    typed: str
    typed_low: float
    typed_high: float
    low: float
    high: float
    place: Place
    ambiguous: bool = False


@value
class Part:
    """The words of one cell within an answer: `text[start:end]` came from `place`."""

    place: Place
    start: int
    end: int


@value
class Answer:
    """What a municipality answered to one dimension; several cells are joined by a line break."""

    dimension: str
    state: State
    text: str = ""
    parts: tuple[Part, ...] = ()
    level: StatedLevel | None = None
    target: StatedLevel | None = None

    def place_of(self, position: int) -> Place | None:
        """Return the cell which holds the character at `position` of the text."""
        for part in self.parts:
            if part.start <= position < max(part.end, part.start + 1):
                return part.place
        return self.parts[0].place if self.parts else None


LAYOUTS = {
    "columns": N_("dimensions as columns"),
    "rows": N_("dimensions as rows"),
    "long": N_("one practice a row"),
    "table": N_("one municipality a row"),
    "levels": N_("one municipality a row, levels only"),
    "cell": N_("the whole matrix in one cell"),
    "sheets": N_("a sheet for each dimension"),
}
"""How a table can lie on a sheet, by slug."""


@dataclass(frozen=True, slots=True)
class Return:
    """One municipality's filled matrix of one round; `answers` in the framework's order.

    `round` is the collection ("2025", "2025 autumn"), None where nothing says when.
    `language` is the language most of its words are in. `layout` is a slug of `LAYOUTS`: how
    the table lay on the sheet. `scale` is the (lowest, highest) level the sheet uses, None
    where it states no levels.
    """

    place: Place
    municipality: Municipality
    round: str | None
    date: datetime.date | None
    language: str
    layout: str
    scale: tuple[float, float] | None
    answers: tuple[Answer, ...]

    def answer(self, dimension: str) -> Answer:
        """Return the answer to that dimension.

        Raises:
            KeyError: if the framework has no such dimension.
        """
        for answer in self.answers:
            if answer.dimension == dimension:
                return answer
        raise KeyError(dimension)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cells met which end; they add up. `cells` is always the sum of the rest."""

    files: int = 0
    placed: int = 0
    headings: int = 0
    left_out: int = 0

    @property
    def cells(self) -> int:
        """All non-empty cells."""
        return self.placed + self.headings + self.left_out

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.files + other.files,
            self.placed + other.placed,
            self.headings + other.headings,
            self.left_out + other.left_out,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A folder as it was read.

    `returns` are those used, sorted by municipality, round and place; `left_out` the cells
    which no return holds, each with its reason; `problems` everything else worth saying;
    `funder_lines` the funders' own lines found in the files, in order, each once;
    `passed_over` the files which are no inputs (lock files, hidden files); `expected` the
    municipalities of the user's own register; `targets` those that the project sets;
    `reviews` those in force, at most one of each reviewer for an answer.
    """

    folder: str
    returns: tuple[Return, ...]
    left_out: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    funder_lines: tuple[str, ...] = ()
    passed_over: tuple[Place, ...] = ()
    registers: tuple[str, ...] = ()
    expected: tuple[Municipality, ...] = ()
    targets: tuple[Target, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def parts_left_out(self) -> tuple[Problem, ...]:
        """The words that do not count of cells which were read: struck through, in a comment."""
        return tuple(problem for problem in self.problems if problem.text)
