"""Figures without a format: one value feeds chart, data table, alt text and sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digimatrix.model.problems import N_
from digimatrix.report.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What every figure has.

    `title` states the finding (checked before it was written) or is neutral; `subtitle` says
    what is measured, on which scale and when; `alt` tells the figure in words; `table` holds
    the very values that are drawn; `source` says where the data comes from.
    """

    id: str
    title: str
    subtitle: str
    alt: str
    table: Table
    notes: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it is shown: `label` is its text ("3", "2–3", "not answered").

    `value` is None where the level is unknown. `low` and `high` are its interval.
    `reached` is True where it meets the target.
    """

    value: float | None
    low: float
    high: float
    label: str
    reached: bool = False


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One municipality: its levels in the dimensions' order, their mean and its label.

    `partial` is True where the mean is of fewer than all dimensions.
    """

    name: str
    anchor: str
    levels: tuple[Level, ...]
    mean: Level
    partial: bool


def class_of(value: float, starts: Sequence[float]) -> int:
    """Return the number of the class that a value has reached, from 0."""
    return max(0, bisect_right(starts, value) - 1)


def on_swatch(number: str, name: str) -> str:
    """Return the number that a class's colour bears in a key: none that its name begins with."""
    return "" if name.startswith(number) else number


@dataclass(frozen=True, slots=True)
class OverviewGroup:
    """The municipalities of one region, or all under an empty name."""

    name: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Figure):
    """Table-heatmap: municipality × dimension; classes are the framework's levels.

    `scales` are those of the dimensions where there are several, and labels are on them while
    all values are shares; else empty. `classes` are the levels' names in order (empty where a
    number says it all), `starts` the value from which on each holds; `lowest` is that of the
    scale, `target` the level wanted, None where there are several: then `targets` is the row of
    them.
    """

    dimensions: tuple[str, ...]
    scales: tuple[str, ...]
    groups: tuple[OverviewGroup, ...]
    median: OverviewRow
    targets: OverviewRow | None
    classes: tuple[str, ...]
    starts: tuple[float, ...]
    lowest: float
    target: float | None
    unknown_label: str
    mean_label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One municipality's level in a dot row; without a name it stands for a share of many."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class GapRow:
    """One dimension of the region: every municipality's level, the median, who is below target.

    `spread` is the share (0–1) of the known municipalities below the target, `depth` their
    mean shortfall in levels; `below` of `known` is the same share in whole municipalities,
    `share` the same in words ("11 of 12"), `short` the depth in words, on the dimension's own
    scale. `target` is None where municipalities aim at different levels: `targets` are the lowest
    and the highest of them.
    """

    name: str
    dots: tuple[Dot, ...]
    median: float | None
    target: float | None
    targets: tuple[float, float]
    below: int
    known: int
    spread: float | None
    depth: float | None
    short: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps(Figure):
    """Gap chart of the region: a row a dimension, the widest gap on top.

    `labels` are the words beside the marks, by slug: target, median, peer ("a dot is one
    municipality"), below and depth (headings of the figures at the right), lowest, highest.
    """

    rows: tuple[GapRow, ...]
    lowest: float
    highest: float
    labels: dict[str, str]


class Quadrant(StrEnum):
    """What to do about a gap, by how common and how deep it is."""

    TOGETHER = "together"
    STEPS = "steps"
    LEARN = "learn"
    ALONE = "alone"

    @classmethod
    def of(cls, *, common: bool, deep: bool) -> Quadrant:
        """Return where a gap belongs."""
        if common:
            return cls.TOGETHER if deep else cls.STEPS
        return cls.LEARN if deep else cls.ALONE

    @property
    def does(self) -> str:
        """What to do, as a message id."""
        return _QUADRANTS[self][0]

    @property
    def says(self) -> str:
        """What gap it is, as a message id."""
        return _QUADRANTS[self][1]


_QUADRANTS = {
    Quadrant.TOGETHER: (N_("Do together"), N_("common and deep")),
    Quadrant.STEPS: (N_("A small step each"), N_("common but shallow")),
    Quadrant.LEARN: (N_("Learn from the others"), N_("rare but deep")),
    Quadrant.ALONE: (N_("Each on its own"), N_("rare and shallow")),
}


@dataclass(frozen=True, slots=True)
class Priority:
    """One dimension with a gap: `spread` is the share (0–1) of the known municipalities below
    the target, `below` of `known` in words `share`; `depth` their mean shortfall in levels.
    """

    name: str
    spread: float
    depth: float
    below: int
    known: int
    share: str
    quadrant: Quadrant


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities(Figure):
    """Spread × depth of the dimensions that have a gap, the most pressing first.

    From `half` on a gap is common, from `deep` levels on deep; `deepest` is the largest gap
    possible. `names` are (what to do, what gap it is) by quadrant, `across` and `up` the axes.
    """

    points: tuple[Priority, ...]
    half: float
    deep: float
    deepest: float
    names: dict[Quadrant, tuple[str, str]]
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of municipalities: the mean level of each as a dot, and their median.

    `known` of `count` means are known, `share` the same in words ("4 of 5"); `middle` is the
    median in words.
    """

    name: str
    dots: tuple[Dot, ...]
    median: float | None
    known: int
    count: int
    share: str
    middle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution(Figure):
    """How the means lie within each group and, last, among all municipalities.

    `target` is the level wanted, None where there are several. `labels` are the words beside
    the marks, by slug: target, median, peer, known, lowest, highest.
    """

    rows: tuple[GroupRow, ...]
    target: float | None
    lowest: float
    highest: float
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality on the map: its mean, and its place from the top left corner, from 0.

    `partial` is True where the mean is of fewer than all dimensions.
    """

    name: str
    region: str
    row: int
    column: int
    mean: Level
    partial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles(Figure):
    """Tile grid: one equal tile for each municipality, placed roughly as on the map.

    `classes`, `starts` and `lowest` are as in the overview; `target` is the level wanted, None
    where there are several.
    Where it is `numbered`, tiles have no room for names: they have their number among `tiles`,
    and the notes tell whose it is.
    """

    tiles: tuple[Tile, ...]
    numbered: bool
    classes: tuple[str, ...]
    starts: tuple[float, ...]
    lowest: float
    target: float | None


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One dimension of a municipality against the target and its peers (itself not among them),
    the lowest of them first. `short` and `beside` are the shortfall and the gap to the peers in
    words, on the dimension's own scale.
    """

    name: str
    own: Level
    target: float
    shortfall: float | None
    peers: Sequence[Dot]
    peer_median: float | None
    peer_gap: float | None
    short: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell(Figure):
    """Gap chart of one municipality: a row a dimension, the widest shortfall on top.

    `labels` are the words beside the marks, by slug: municipality, target, median, peer,
    own, shortfall, peer_gap, lowest, highest, unknown.
    """

    municipality: str
    rows: tuple[DumbbellRow, ...]
    lowest: float
    highest: float
    labels: dict[str, str]
