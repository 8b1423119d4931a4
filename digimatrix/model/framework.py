"""What is asked and on which scale: dimensions, levels, target. Data, not code."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from digimatrix.languages import typed

OWN = "digiculture"
"""The name of the framework that the program was made for, and its rubric of levels."""

Texts = Mapping[str, str]
"""The same words by language code ("fi", "sv", "en", "hu", "lt")."""

Scale = tuple[Fraction, Fraction]
"""The lowest and the highest value of a scale: its goalposts where values are put on another."""

FINENESS = 1_000_000
"""Levels are told apart to the millionth: a thirds scale (1.666…) is a fraction again."""


DIGITS = 9
"""The decimals that are sure of a level carried to another scale and back."""


@lru_cache(maxsize=4096)  # levels are few, however many municipalities have them
def exact(value: float) -> Fraction:
    """Return the fraction that was meant by a floating-point number, to the millionth."""
    return Fraction(value).limit_denominator(FINENESS)


def carried(
    value: float, scale: tuple[float, float], other: tuple[float, float], *, width: bool = False
) -> float:
    """Return a value of one scale on another: linear, lowest to lowest, highest to highest.

    With `width` it is a difference of two values. A whole number is an int.
    """
    if scale == other:
        return value
    (low, high), (to_low, to_high) = map(exact, scale), map(exact, other)
    start, to_start = (Fraction(0), Fraction(0)) if width else (low, to_low)
    found = to_start + (exact(value) - start) * (to_high - to_low) / (high - low)
    return int(found) if found.denominator == 1 else float(found)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One column of the matrix, or of a table of numbers.

    `heading` is the official heading; `name` the short name reports use; `headings` all
    further wordings people type, by language. `telling` are words that tell the dimension in
    wordings nobody listed, "*" standing for any letters; `hinting` such as count only where
    none of those stands. `question` helps to answer; `example` is an invented answer on the
    level `example_level`; a framework may do without.

    `scale` is the dimension's own scale (None: not known) and `target` the level aimed at on
    it (None: as the framework says); `weight` is how much it counts in a total. Of numbers,
    `logarithmic` says that its steps are ratios, `lower_is_better` that a low value is a good one.
    """

    key: str
    heading: Texts
    name: Texts
    headings: Mapping[str, tuple[str, ...]]
    telling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hinting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    question: Texts = field(default_factory=dict)
    example: Texts = field(default_factory=dict)
    example_level: float | None = None
    scale: Scale | None = None
    target: float | None = None
    logarithmic: bool = False
    lower_is_better: bool = False
    weight: Fraction = Fraction(1)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that the dimension is called by, in all languages."""
        further = (wording for each in self.headings.values() for wording in each)
        return (*self.heading.values(), *self.name.values(), *further)


class Method(StrEnum):
    """How a total follows from its parts."""

    MEAN = "mean"  # arithmetic, weighted
    SUM = "sum"  # of the parts times their weights
    GEOMETRIC = "geometric"  # geometric mean, weighted


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that follows from dimensions or earlier totals, its `parts`, by their keys.

    `weights` are those of the parts, in their order. `normalised` is the scale that parts are
    put on (min–max between their goalposts) before they are added up, None where they are
    added as they are. `digits` are the decimals it is printed with, None where not said.
    """

    key: str
    name: Texts
    headings: tuple[str, ...]
    parts: tuple[str, ...]
    method: Method
    weights: tuple[Fraction, ...]
    normalised: Scale | None = None
    digits: int | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that the total is called by."""
        return (*self.name.values(), *self.headings)


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level of the scale, with its name and its meaning in one sentence (empty: not said).

    `names` are further names that people type, by language. A whole `value` is an int.
    """

    value: float
    name: Texts
    sentence: Texts
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def decimals_of(lowest: float, highest: float) -> int:
    """Return with how many decimals values of a scale are told apart: 1 on 0–4, 2 on 0–1."""
    return 1 + max(0, math.ceil(math.log10(2 / (highest - lowest))))


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of dimensions, the scale they are measured on, and a target.

    `name` is its key among frameworks; `title` is what its forms are headed with. `levels`
    are in ascending order from `lowest` on; a value belongs to the highest level it reaches.
    Without levels it is a framework for tables of numbers only: some dimension has no scale.
    `totals` follow from the dimensions, each from what stands before. An end of the scale that is
    a whole number is an int.

    Where dimensions are on several scales, the framework's own is the one they are compared on,
    their share in per cent (0–100), and `single` holds, by dimension, the same framework on the
    scale of that dimension alone, with its levels and its target.
    """

    name: str
    title: Texts
    dimensions: tuple[Dimension, ...]
    levels: tuple[LevelText, ...]
    target: float
    lowest: float = 0
    highest: float = 4
    totals: tuple[Total, ...] = ()
    single: Mapping[str, Framework] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Let what follows from a framework be remembered with it, although it holds mappings."""
        return hash((self.name, self.target))

    @property
    def keys(self) -> tuple[str, ...]:
        """The dimensions' keys, in the framework's order."""
        return tuple(dimension.key for dimension in self.dimensions)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value of the scale."""
        return self.lowest, self.highest

    @property
    def mixed(self) -> bool:
        """Whether the dimensions are on several scales, and compared by their share of them."""
        return bool(self.single)

    def on(self, key: str | None) -> Framework:
        """Return the framework on the scale of that dimension; itself where all share one."""
        return self.single.get(key or "", self)

    @property
    def scales(self) -> dict[tuple[float, float], tuple[str, ...]]:
        """The keys of the dimensions by their scale, in the framework's order."""
        found: dict[tuple[float, float], tuple[str, ...]] = {}
        for key in self.keys:
            found[self.on(key).ends] = (*found.get(self.on(key).ends, ()), key)
        return found

    def aim(self, key: str) -> float:
        """Return the level aimed at in that dimension, on its own scale."""
        own = self.dimension(key).target
        return self.on(key).target if own is None else own

    def scaled(self, key: str, words: str, language: str) -> str:
        """Return words for a dimension with its scale, where it has one of its own, after them."""
        if not self.mixed:
            return words
        lowest, highest = (typed(end, language) for end in self.on(key).ends)
        return f"{words} ({lowest}–{highest})"

    def shared(self, key: str | None, value: float) -> float:
        """Return a level on the dimension's own scale as one on the framework's."""
        return carried(value, self.on(key).ends, self.ends)

    def told(self, key: str | None, value: float) -> float:
        """Return a level on the framework's scale as one on the dimension's own."""
        if self.on(key).ends == self.ends:
            return value
        return round(carried(value, self.ends, self.on(key).ends), DIGITS)

    @property
    def stepped(self) -> bool:
        """Whether each level is one value to choose, up to the highest; else levels are bands."""
        return bool(self.levels) and self.levels[-1].value == self.highest

    @property
    def decimals(self) -> int:
        """How many decimals tell means and differences apart: one on a scale 2 wide or wider."""
        return max(decimals_of(*ends) for ends in (self.ends, *self.scales))

    def reached(self, value: float) -> int:
        """Return the number of the level that a value has reached, from 0."""
        return max(0, bisect_right(self.levels, value, key=lambda level: level.value) - 1)

    def level_text(self, value: float, language: str) -> str:
        """Return a level as it stands in lists: "2 – Kehittyvä", of bands "50–75 Hyvä".

        Raises:
            KeyError: if the scale has no such level.
        """
        for level, above in itertools.zip_longest(self.levels, self.levels[1:]):
            if level.value == value:
                name, number = level.name[language], typed(value, language)
                if name.startswith(number):  # its name is its number: "2", "50–75"
                    return name
                end = typed(above.value if above else self.highest, language)
                return f"{number} – {name}" if self.stepped else f"{number}–{end} {name}"
        raise KeyError(value)

    def listed(self, keys: Iterable[str], language: str) -> str:
        """Return which dimensions have these levels, above a list: "Skills, Access (0–4)"."""
        names = ", ".join(self.dimension(key).name.get(language, "") for key in keys)
        return f"{names} ({typed(self.lowest, language)}–{typed(self.highest, language)})"

    def dimension(self, key: str) -> Dimension:
        """Return the dimension of that key.

        Raises:
            KeyError: if the framework has no such dimension.
        """
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise KeyError(key)
