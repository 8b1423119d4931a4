"""REPORT: how levels, ranks, rounds and names are worded, once for all figures and tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from digimatrix.assess import reasons
from digimatrix.assess.levels import Assessment, Source
from digimatrix.compare.comparison import Comparison, Standing
from digimatrix.compare.formulas import Interval
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.languages import Words, typed
from digimatrix.model.framework import Framework, LevelText
from digimatrix.model.matrix import Answer, State
from digimatrix.model.municipality import Municipality
from digimatrix.model.problems import N_
from digimatrix.model.reviews import Review
from digimatrix.parse.statements import Kind
from digimatrix.report.figures import Level
from digimatrix.report.gauge import Gauge

UNKNOWN_LABELS = {
    State.EMPTY: N_("not answered"),
    State.NOT_APPLICABLE: N_("not applicable"),
}

STATE_LABELS = {
    State.TEXT: N_("answered"),
    State.NONE_STATED: N_("nothing in place"),
    **UNKNOWN_LABELS,
}

SOURCE_LABELS = {
    Source.REVIEWED: N_("set by a reviewer"),
    Source.STATED: N_("stated by the municipality"),
    Source.READ: N_("read from the text"),
}

TYPE_LABELS = {"urban": N_("urban"), "semi-urban": N_("semi-urban"), "rural": N_("rural")}
"""Statistics Finland's types of municipality; a user's own register may have others."""

PAGE_ANCHORS = frozenset(
    {"content", "findings", "overview", "gaps", "priorities", "groups", "map", "synthesis"}
    | {"municipalities", "notes", "method"}
)
"""What the parts of a report are linked by; no municipality has one of these."""


def key(municipality: Municipality) -> str:
    """Return what tells a municipality from all others: its code, else its name."""
    return municipality.code or municipality.name


@dataclass(frozen=True)
class Labels:
    """The wording of one comparison in one language."""

    words: Words
    comparison: Comparison
    _anchors: dict[str, str] = field(init=False, repr=False, compare=False)
    _names: dict[str, str] = field(init=False, repr=False, compare=False)
    _gauges: dict[str, Gauge] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        framework, language = self.comparison.framework, self.words.language
        names = {each.key: each.name[language] for each in framework.dimensions}
        object.__setattr__(self, "_names", names)
        gauges = {key: Gauge.on(key, framework, language) for key in names}
        object.__setattr__(self, "_gauges", gauges)
        everyone = [standing.municipality for standing in self.comparison.standings]
        object.__setattr__(self, "_anchors", _anchors(everyone))

    def dimension(self, key: str) -> str:
        """Return the short name of a dimension."""
        return self._names[key]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The short names of all dimensions, in the framework's order."""
        return tuple(self._names.values())

    def anchor(self, municipality: Municipality) -> str:
        """Return the municipality's name as plain letters, fit for links and file names."""
        return self._anchors[key(municipality)]

    def type(self, municipality: Municipality) -> str:
        """Return the municipality's type in words, as its register has it where it is unknown."""
        known = municipality.type or ""
        return self.words.t(TYPE_LABELS[known]) if known in TYPE_LABELS else known

    def in_order(self) -> list[Standing]:
        """Return the standings in the alphabetical order of the language."""
        return sorted(
            self.comparison.standings,
            key=lambda standing: self.words.order(standing.municipality.name),
        )

    def on(self, dimension: str) -> Gauge:
        """Return what writes the levels of a dimension, on its own scale."""
        return self._gauges[dimension]

    @cached_property
    def overall(self) -> Gauge:
        """What writes that which goes across dimensions: means, widest gaps, the lowest level."""
        return Gauge.on(None, self.comparison.framework, self.words.language)

    def scaled(self, dimension: str) -> str:
        """Return the name of a dimension, where they are on several scales with its own."""
        name, mixed = self.dimension(dimension), self.comparison.framework.mixed
        return f"{name} ({self.on(dimension).ends()})" if mixed else name

    def across(self, heading: str) -> str:
        """Return the heading of what goes across dimensions, with its unit where it has one."""
        if not self.comparison.framework.mixed:
            return heading
        return self.words.t("{heading}, share of the scale (%)", heading=heading)

    def shares_note(self) -> tuple[str, ...]:
        """Return what is said beside figures where the dimensions are on several scales."""
        if not self.comparison.framework.mixed:
            return ()
        return (
            self.words.t(
                "Levels are on the scale of their dimension; colours and means go by the share of "
                "the scale, from its lowest level (0%) to its highest (100%)."
            ),
        )

    def target(self) -> float | None:
        """Return the target that all answers share; None where there are several, or scales."""
        if self.comparison.framework.mixed:
            return None
        low, high = min(self.targets)[0], max(high for _, high in self.targets)
        return low if low == high else None

    @cached_property
    def targets(self) -> tuple[Interval, ...]:
        """The lowest and the highest target of each dimension, in the framework's order."""
        rows = ([gap.assessment.target for gap in s.gaps] for s in self.comparison.standings)
        return tuple((min(column), max(column)) for column in zip(*rows, strict=True))

    def aim(self, dimension: str) -> Interval:
        """Return the lowest and the highest target of a dimension."""
        return self.targets[self.comparison.framework.keys.index(dimension)]

    @cached_property
    def group_sizes(self) -> Mapping[str | None, int]:
        """How many municipalities of the round are in each group of peers."""
        peers = self.comparison.peers
        return Counter(peers.group(s.municipality) for s in self.comparison.standings)

    def level(self, assessment: Assessment) -> Level:
        """Return a level as it is shown: "3", "2–3" for a stated range, "not answered".

        Its label is on the scale of its dimension, its values are on the framework's.
        """
        gauge = self.on(assessment.dimension)
        if assessment.level is None:
            label = self.unknown(assessment)
        elif assessment.source is not Source.READ and assessment.low != assessment.high:
            label = gauge.span((assessment.low, assessment.high))
        else:
            label = gauge.level(assessment.level)
        return Level(
            value=assessment.level,
            low=assessment.low,
            high=assessment.high,
            label=label,
            reached=assessment.level is not None and assessment.level >= assessment.target,
        )

    def shown(self, level: Level, dimension: str) -> str | float | None:
        """Return a level for a data table: its number, or its label where that says more."""
        gauge = self.on(dimension)
        return gauge.value(level.value) if level.label == gauge.level(level.value) else level.label

    def unknown(self, assessment: Assessment) -> str:
        """Return why an answer has no level."""
        if assessment.answer.level is not None:
            return self.words.t("unclear")
        return self.words.t(UNKNOWN_LABELS.get(assessment.answer.state, N_("not known")))

    def answered(self, answer: Answer) -> str:
        """Return what an answer says before its words are read: "answered", "level only"."""
        if answer.state is State.EMPTY and answer.level is not None:
            return self.words.t("level only")
        return self.words.t(STATE_LABELS[answer.state])

    def kind(self, kind: Kind) -> str:
        """Return what a statement says: "in place", "called for"."""
        return self.words.t(reasons.KINDS[kind])

    def source(self, assessment: Assessment) -> str:
        """Return where a level comes from; empty where there is none.

        A reviewed one comes from a person: "set by a reviewer (name, date): reason".
        """
        if assessment.reviews:
            differ = assessment.low != assessment.high
            return "; ".join(self._review(each, differ) for each in assessment.reviews)
        return self.words.t(SOURCE_LABELS[assessment.source]) if assessment.source else ""

    def _review(self, review: Review, differ: bool) -> str:
        words = self.words
        date = words.date(review.date) if review.date else ""
        who = ", ".join(part for part in (review.reviewer, date) if part)
        text = (
            words.t("set by a reviewer ({who})", who=who)
            if who
            else words.t(SOURCE_LABELS[Source.REVIEWED])
        )
        if differ:
            text = f"{self.on(review.dimension).level(review.level)} {text}"
        return f"{text}: {review.reason}" if review.reason else text

    def level_name(self, value: float | None, dimension: str) -> str:
        """Return the name of a dimension's level; empty for what lies between, or has none."""
        own = self.on(dimension)
        return _name(own.own, own.value(value), self.words.language)

    def classes(self) -> tuple[str, ...]:
        """Return the names of the framework's levels; empty where the number says it all."""
        framework, language = self.comparison.framework, self.words.language
        return tuple(_bare(level, language) for level in framework.levels)

    def starts(self) -> tuple[float, ...]:
        """Return the value from which on each of the framework's levels holds."""
        return tuple(level.value for level in self.comparison.framework.levels)

    def end_of_scale(self, value: float) -> str:
        """Return an end of the scale with its name: "0 = None"; empty where it has none."""
        framework, t = self.comparison.framework, self.words.t
        if framework.mixed:
            name = t("lowest level") if value == framework.lowest else t("highest level")
        else:
            name = _name(framework, value, self.words.language)
        return f"{self.overall.level(value)} = {name}" if name else ""

    def mean(self, standing: Standing) -> Level:
        """Return a municipality's mean as it is shown, with one decimal."""
        lowest, highest = self.comparison.framework.lowest, self.comparison.framework.highest
        low, high = standing.mean_interval or (lowest, highest)
        mean, target = standing.mean, standing.mean_target
        return Level(
            value=mean,
            low=low,
            high=high,
            label=self.overall.mean(mean) if mean is not None else self.words.t("not known"),
            reached=mean is not None and target is not None and mean >= target,
        )

    def rank(self, rank: Rank) -> str:
        """Return a place, ties shown: "3= of 12"."""
        place = f"{rank.place}{'=' if rank.tied else ''}"
        return self.words.t("{place} of {all}", place=place, all=rank.of)

    def rank_sentence(self, rank: Rank) -> str:
        """Return a place in a sentence; where the levels are not sure, with its interval."""
        if (rank.best, rank.worst) == (rank.place, rank.place):
            return self.words.t("Rank by mean: {rank}.", rank=self.rank(rank))
        return self.words.t(
            "Rank by mean: {rank} (at best {best}, at worst {worst}).",
            rank=self.rank(rank),
            best=rank.best,
            worst=rank.worst,
        )

    def scale(self) -> str:
        """Return the scale, the target and the round: "Levels 0–4, target 3, round 2025."."""
        framework, target = self.comparison.framework, self.target()
        facts = {
            "low": self.words.level(framework.lowest),
            "high": self.words.level(framework.highest),
        }
        text = (
            self.words.t("Each dimension on its own scale, compared by the share of it, 0–100%")
            if framework.mixed
            else self.words.t("Levels {low}–{high}", **facts)
            if target is None
            else self.words.t(
                "Levels {low}–{high}, target {target}", **facts, target=self.words.level(target)
            )
        )
        if self.comparison.round is not None:
            text = self.words.t("{text}, round {round}", text=text, round=self.comparison.round)
        return text + "."

    def origin(self) -> str:
        """Return where a figure's data comes from."""
        return self.words.n(
            "Source: the return of {n} municipality, read by digimatrix.",
            "Source: the returns of {n} municipalities, read by digimatrix.",
            len(self.comparison.standings),
        )

    def some(self, municipalities: Sequence[Municipality], at_most: int = 5) -> str:
        """Return names as a list, the rest as a number: "A, B and 3 others"."""
        names = [municipality.name for municipality in municipalities[:at_most]]
        if rest := len(municipalities) - len(names):
            names.append(self.words.n("{n} other", "{n} others", rest))
        return self.words.join(names)


def _name(framework: Framework, value: float | None, language: str) -> str:
    """Return the name of a level to choose; empty for what lies between, or has none."""
    levels = framework.levels if framework.stepped else ()
    return next((_bare(level, language) for level in levels if level.value == value), "")


def _bare(level: LevelText, language: str) -> str:
    """Return a level's name; empty where its number says it all."""
    name = level.name[language]
    return "" if name == typed(level.value, language) else name


def _anchors(municipalities: Sequence[Municipality]) -> dict[str, str]:
    """Return an anchor for each municipality, no two the same."""
    anchors: dict[str, str] = {}
    taken = set(PAGE_ANCHORS)
    for municipality in municipalities:
        plain = unicodedata.normalize("NFKD", municipality.name.casefold())
        stem = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f]", "", plain)).strip("-")
        anchor, nth = stem or "municipality", 2
        while anchor in taken:
            anchor, nth = f"{stem or 'municipality'}-{nth}", nth + 1
        taken.add(anchor)
        anchors[key(municipality)] = anchor
    return anchors
