"""REPORT: findings, sentences chosen by rules that first check that they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digimatrix.compare.comparison import DimensionSummary, Gap
from digimatrix.model.matrix import Reading, State
from digimatrix.parse.statements import Kind
from digimatrix.report.document import Finding
from digimatrix.report.labels import Labels

AT_MOST = 7
NAMED = 5
"""Up to so many municipalities are named in a sentence."""


def findings(labels: Labels) -> tuple[Finding, ...]:
    """Return the sentences that hold, the most important first, at most seven."""
    found = [rule(labels) for rule in RULES]
    return tuple(finding for finding in found if finding is not None)[:AT_MOST]


def counts_text(labels: Labels, reading: Reading) -> str:
    """Return what became of the cells: "1,204 cells: 1,187 placed, …"; the parts add up."""
    words, counts = labels.words, reading.counts
    return words.n(
        "{n} cell read: {placed} placed, {headings} as headings, {left_out} left out.",
        "{n} cells read: {placed} placed, {headings} as headings, {left_out} left out.",
        counts.cells,
        placed=words.number(counts.placed),
        headings=words.number(counts.headings),
        left_out=words.number(counts.left_out),
    )


def furthest(labels: Labels) -> Finding | None:
    """The dimension with the largest mean shortfall, if one alone has it."""
    words = labels.words
    top = _only_highest(labels, lambda dimension: dimension.mean_shortfall)
    if top is None or not top.below:
        return None
    name, gauge = labels.scaled(top.dimension), labels.on(top.dimension)
    target, other = labels.aim(top.dimension)
    if target != other:
        return None
    if len(labels.comparison.standings) == 1:
        text = words.t(
            "{dimension} is furthest from the target: level {level}, target {target}.",
            dimension=name,
            level=gauge.level(top.median),
            target=gauge.level(target),
        )
    elif top.below == len(labels.comparison.standings):
        text = words.t(
            "{dimension} is furthest from the target: all {known} are below {target}, "
            "by {depth} on average.",
            dimension=name,
            known=words.number(top.known),
            target=gauge.level(target),
            depth=gauge.in_levels(gauge.depth(top.depth)),
        )
    else:
        text = words.t(
            "{dimension} is furthest from the target: {below} of {known} below {target}, "
            "by {depth} on average.",
            dimension=name,
            below=words.number(top.below),
            known=words.number(top.known),
            target=gauge.level(target),
            depth=gauge.in_levels(gauge.depth(top.depth)),
        )
    return Finding("furthest", text, "gaps")


def furthest_title(labels: Labels) -> str:
    """Return the gap figure's title if one dimension alone is furthest, else nothing."""
    top = _only_highest(labels, lambda dimension: dimension.mean_shortfall)
    if top is None or not top.below:
        return ""
    if top.below == len(labels.comparison.standings) > 1:
        return labels.words.t(
            "{dimension} is furthest from the target: all {known} are below it",
            dimension=labels.dimension(top.dimension),
            known=labels.words.number(top.known),
        )
    return labels.words.t(
        "{dimension} is furthest from the target: {below} of {known} below it",
        dimension=labels.dimension(top.dimension),
        below=labels.words.number(top.below),
        known=labels.words.number(top.known),
    )


def reaching(labels: Labels) -> Finding | None:
    """How many municipalities reach the target in every dimension."""
    words, standings = labels.words, labels.in_order()
    reached = [s.municipality for s in standings if s.reaches_all]
    unsure = sum(standing.reaches_all is None for standing in standings)
    if unsure == len(standings):
        return None
    if len(standings) == 1:
        (only,) = standings
        at_target = sum(gap.shortfall == 0 for gap in only.gaps)
        text = words.t(
            "The target is reached in {reached} of {known} dimensions.",
            reached=at_target,
            known=only.known,
        )
        return Finding("reaching", text, "overview")
    if not reached:
        text = words.t("No municipality is known to reach the target in every dimension.")
        if not unsure:
            text = words.t("No municipality reaches the target in every dimension.")
    else:
        text = words.n(
            "{n} of {all} municipalities reaches the target in every dimension",
            "{n} of {all} municipalities reach the target in every dimension",
            len(reached),
            all=words.number(len(standings)),
        )
        text += f": {words.join(m.name for m in reached)}." if len(reached) <= NAMED else "."
    if unsure:
        text += " " + words.n(
            "For {n} municipality it cannot be told: a level is missing.",
            "For {n} municipalities it cannot be told: a level is missing.",
            unsure,
        )
    return Finding("reaching", text, "overview")


def reaching_title(labels: Labels) -> str:
    """Return the overview's title where it is known of all municipalities, else nothing."""
    words, standings = labels.words, labels.comparison.standings
    known = [s.reaches_all for s in standings if s.reaches_all is not None]
    if len(standings) == 1 or len(known) < len(standings):
        return ""
    if not any(known):
        return words.t("No municipality reaches the target in every dimension")
    return words.n(
        "{n} of {all} municipalities reaches the target in every dimension",
        "{n} of {all} municipalities reach the target in every dimension",
        sum(known),
        all=words.number(len(standings)),
    )


def changed(labels: Labels) -> Finding | None:
    """The dimension whose median change since the last round is largest, if one alone has it."""
    words, comparison = labels.words, labels.comparison
    both = [s for s in comparison.standings if s.change is not None]
    if not both or comparison.previous is None:
        return None
    top = _only_highest(labels, lambda d: None if d.change is None else abs(d.change))
    if top is not None and top.change:
        gauge = labels.on(top.dimension)
        text = words.n(
            "Since {round}, {dimension} has changed most: {change} (the median of "
            "{n} municipality in both rounds).",
            "Since {round}, {dimension} has changed most: {change} (the median of "
            "{n} municipalities in both rounds).",
            top.changed,
            round=comparison.previous,
            dimension=labels.scaled(top.dimension),
            change=gauge.in_levels(gauge.signed(top.change)),
        )
    elif len(both) == 1:
        text = words.t(
            "{name}: the mean level has changed by {change} since {round}.",
            name=both[0].municipality.name,
            change=labels.overall.in_levels(labels.overall.signed(both[0].change)),
            round=comparison.previous,
        )
    else:
        text = words.n(
            "Of {n} municipality in both rounds, {up} has a higher mean level than in {round} "
            "and {down} a lower one.",
            "Of {n} municipalities in both rounds, {up} have a higher mean level than in "
            "{round} and {down} a lower one.",
            len(both),
            round=comparison.previous,
            up=sum((s.change or 0) > 0 for s in both),
            down=sum((s.change or 0) < 0 for s in both),
        )
    return Finding("changed", f"{text} {_sure_changes(labels)}".strip(), "municipalities")


def demanded(labels: Labels) -> Finding | None:
    """The dimension in which most municipalities call for action, if one alone has most."""
    words, standings = labels.words, labels.comparison.standings
    counts = dict.fromkeys(labels.comparison.framework.keys, 0)
    for standing in standings:
        for gap in standing.gaps:
            counts[gap.dimension] += any(
                statement.kind is Kind.ACTION for statement in gap.assessment.statements
            )
    most = max(counts.values())
    tops = [key for key, count in counts.items() if count == most]
    if not most or len(tops) > 1 or len(standings) == 1:
        return None
    text = words.t(
        "{dimension} is where action is called for most: in {n} of {all} returns.",
        dimension=labels.dimension(tops[0]),
        n=words.number(most),
        all=words.number(len(standings)),
    )
    return Finding("demanded", text, "municipalities")


def disagreeing(labels: Labels) -> Finding | None:
    """How many stated levels differ from their words by more than the reading error."""
    words = labels.words
    gaps = [
        gap
        for standing in labels.comparison.standings
        for gap in standing.gaps
        if gap.disagreement is not None
    ]
    if not gaps:
        return None
    sure = [gap.disagreement or 0 for gap in gaps if gap.disagreement_sure]
    higher, lower = sum(value > 0 for value in sure), sum(value < 0 for value in sure)
    if higher or lower:
        text = words.n(
            "{n} level is stated with words beside it: {higher} higher than its words show by "
            "more than the reading error, {lower} lower.",
            "{n} levels are stated with words beside them: {higher} higher than their words "
            "show by more than the reading error, {lower} lower.",
            len(gaps),
            higher=words.number(higher),
            lower=words.number(lower),
        )
    else:
        text = words.n(
            "{n} stated level agrees with its words within the reading error.",
            "{n} stated levels agree with their words within the reading error.",
            len(gaps),
        )
    return Finding("disagreeing", text, "municipalities")


def complete(labels: Labels) -> Finding | None:
    """How many levels are missing, why, and who has not answered in this round at all."""
    words, comparison = labels.words, labels.comparison
    gaps = [gap for standing in comparison.standings for gap in standing.gaps if gap.applicable]
    empty = sum(_is_empty(gap) for gap in gaps)
    unclear = sum(gap.level is None for gap in gaps) - empty
    told = []
    if empty > NAMED:
        told.append(
            words.n(
                "{n} of {all} answers is missing.",
                "{n} of {all} answers are missing.",
                empty,
                all=words.number(len(gaps)),
            )
        )
    elif empty:
        told.append(
            words.n(
                "{n} of {all} answers is missing: {which}.",
                "{n} of {all} answers are missing: {which}.",
                empty,
                all=words.number(len(gaps)),
                which=_empty_ones(labels),
            )
        )
    if unclear:
        told.append(
            words.n(
                "{n} of {all} levels is unclear.",
                "{n} of {all} levels are unclear.",
                unclear,
                all=words.number(len(gaps)),
            )
        )
    if not told and gaps:
        told.append(words.n("{n} answer, none missing.", "{n} answers, none missing.", len(gaps)))
    if comparison.absent:
        told.append(
            words.t(
                "Without a return for {round}: {names}.",
                round=comparison.round,
                names=labels.some(sorted(comparison.absent, key=lambda m: words.order(m.name))),
            )
        )
    return Finding("complete", " ".join(told), "overview") if told else None


def _is_empty(gap: Gap) -> bool:
    return gap.applicable and gap.level is None and gap.assessment.answer.state is State.EMPTY


def _empty_ones(labels: Labels) -> str:
    """Return which answers are missing: "Akaa (Resources) and Nokia (Background, Resources)"."""
    named = []
    for standing in labels.in_order():
        empty = [labels.dimension(gap.dimension) for gap in standing.gaps if _is_empty(gap)]
        if empty:
            named.append(f"{standing.municipality.name} ({', '.join(empty)})")
    return labels.words.join(named)


def strongest(labels: Labels) -> Finding | None:
    """The dimension with the highest mean level, if one alone has it and it is not the lowest."""
    words = labels.words
    top = _only_highest(labels, lambda dimension: dimension.mean)
    if top is None or len(labels.comparison.standings) == 1:
        return None
    text = words.t(
        "{dimension} is strongest: {reached} of {known} at the target or above, level {mean} "
        "on average.",
        dimension=labels.scaled(top.dimension),
        reached=words.number(top.known - top.below),
        known=words.number(top.known),
        mean=labels.on(top.dimension).mean(top.mean),
    )
    return Finding("strongest", text, "gaps")


RULES: Sequence[Callable[[Labels], Finding | None]] = (
    furthest,
    reaching,
    complete,
    changed,
    demanded,
    disagreeing,
    strongest,
)
"""In the order of importance."""


def _only_highest(
    labels: Labels, of: Callable[[DimensionSummary], float | None]
) -> DimensionSummary | None:
    """Return the dimension with the highest value, None if others share it or none is known.

    Of a single dimension nothing is said: a superlative needs something to be compared with.
    """
    found = [(of(dimension), dimension) for dimension in labels.comparison.dimensions]
    known = [(value, dimension) for value, dimension in found if value is not None]
    if len(known) < 2:
        return None
    highest = max(value for value, _ in known)
    tops = [dimension for value, dimension in known if value == highest]
    return tops[0] if len(tops) == 1 else None


def _sure_changes(labels: Labels) -> str:
    """Return how many of the changed levels differ by more than the reading error."""
    changes = [
        gap.change_sure
        for standing in labels.comparison.standings
        for gap in standing.gaps
        if gap.change
    ]
    if not changes:
        return ""
    return labels.words.n(
        "Of {n} changed level, {sure} differs by more than the reading error.",
        "Of {n} changed levels, {sure} differ by more than the reading error.",
        len(changes),
        sure=labels.words.number(sum(sure is True for sure in changes)),
    )
