"""A table of numbers as it was read: units in rows, what is measured in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem


class Role(StrEnum):
    """What a column holds."""

    UNIT = "unit"  # the names
    GROUP = "group"
    ROUND = "round"
    DIMENSION = "dimension"
    TOTAL = "total"
    RANK = "rank"
    OTHER = "other"  # read, but not compared: a code, a number of inhabitants, a change


class Statistic(StrEnum):
    """What a row at the foot of a table says about the units above."""

    MEAN = "mean"
    MEDIAN = "median"
    SUM = "sum"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    DEVIATION = "deviation"
    SAMPLE = "sample_deviation"  # divided by n − 1
    LOWER = "lower_quartile"
    UPPER = "upper_quartile"
    COUNT = "count"  # how many units are known
    WHOLE = "whole"  # a country, a union: need not follow from the rows
    WEIGHT = "weight"
    ATTAINABLE = "attainable"  # the most that a unit may get


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed: its exact value and how many decimals it is shown with.

    A spreadsheet may store more decimals than it shows: `stored` is how many, None where it
    is as shown. `tied` is of a place that says that others share it.
    """

    value: Fraction
    digits: int
    place: Place
    typed: str
    tied: bool = False
    stored: int | None = None

    @property
    def half(self) -> Fraction:
        """Half a unit of its last decimal shown: how far rounding may move what is printed."""
        return Fraction(1, 2 * 10**self.digits)

    @property
    def slack(self) -> Fraction:
        """Half a unit of its last decimal known: how far off its value may be."""
        return Fraction(1, 2 * 10 ** (self.digits if self.stored is None else self.stored))


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is the dimension or total of the framework that its heading names.

    `ranks` is the number of the column that a rank column ranks, None for the whole;
    `unsaid` that no heading calls it one: its numbers run from 1 on, as places do and running
    numbers, too. `percent` tells that its numbers bear the sign, `judged` that the heading is of
    a mark that people gave to the whole: "Overall impression"; `places` that what is compared
    are places, of which the lowest is the best; `adds` the numbers of the columns of places that
    a total adds up, where these stand beside what they rank.
    """

    number: int
    name: str
    role: Role
    place: Place
    key: str | None = None
    ranks: int | None = None
    percent: bool = False
    unsaid: bool = False
    judged: bool = False
    places: bool = False
    adds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One unit, or one statistic of the units; `cells` by the number of their column.

    `of` are the places of the units that the statistic is of, where its figures told them;
    `whose` tells that its name says more than which it is: "Mean of the islands".
    """

    name: str
    place: Place
    cells: Mapping[int, Printed]
    groups: Mapping[str, str]
    round: str | None = None
    statistic: Statistic | None = None
    of: tuple[Place, ...] = ()
    whose: bool = False


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of numbers; `units` and `summaries` in its order.

    `language` is the one most of its headings are in; `problems` is everything worth saying
    about how it was read. `editions` are the same table of other rounds, each from a sheet of
    its own.
    """

    place: Place
    language: str
    columns: tuple[Column, ...]
    units: tuple[Row, ...]
    summaries: tuple[Row, ...]
    problems: tuple[Problem, ...]
    editions: tuple[NumberTable, ...] = ()

    def of(self, role: Role) -> tuple[Column, ...]:
        """Return the columns of that role, from left to right."""
        return tuple(column for column in self.columns if column.role is role)
