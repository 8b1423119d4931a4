"""ASSESS: what reviewers who set levels for the same answers agree on, and what they dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from digimatrix.assess.agreement import Agreement, agreement, alpha, confusion, interval
from digimatrix.model.framework import Framework
from digimatrix.model.reviews import Review, Reviewed


@dataclass(frozen=True, slots=True)
class Pair:
    """How two sets of reviews agree.

    They are compared by the levels of the framework which they reach, counted from 0.
    `interval` holds 95 % of bootstrapped kappas; `confusion[i][j]` counts the answers for
    which the first set has the i-th level of the scale and the second the j-th.
    """

    first: str
    second: str
    agreement: Agreement
    interval: tuple[float, float] | None
    confusion: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An answer whose reviewers differ; level and reason by set, None where it has no level."""

    municipality: str
    round: str | None
    dimension: str
    levels: tuple[float | None, ...]
    reasons: tuple[str, ...]

    @property
    def distance(self) -> float:
        """How far the levels lie apart."""
        known = [level for level in self.levels if level is not None]
        return max(known) - min(known)


@dataclass(frozen=True, slots=True)
class Reviewers:
    """How sets of reviews agree.

    `shared` answers have a level in two sets or more, `single` ones in one, and `changed`
    ones were reviewed with different texts, so that they are not compared. `alpha` is
    Krippendorff's with the interval metric. The widest disputes come first.
    """

    names: tuple[str, ...]
    shared: int
    single: int
    changed: int
    pairs: tuple[Pair, ...]
    alpha: float | None
    disputes: tuple[Dispute, ...]


def name(reviews: Sequence[Review]) -> str:
    """Return whose reviews they are; empty where that is nobody or several people."""
    names = {review.reviewer for review in reviews}
    return names.pop() if len(names) == 1 else ""


def compare(sets: Mapping[str, Sequence[Review]], framework: Framework) -> Reviewers:
    """Return how the sets of reviews, by their names, agree."""
    by_set = [_by_answer(reviews) for reviews in sets.values()]
    answers = dict.fromkeys(answer for reviews in by_set for answer in reviews)
    single = changed = 0
    shared: dict[Reviewed, tuple[Review | None, ...]] = {}
    for answer in answers:
        row = tuple(reviews.get(answer) for reviews in by_set)
        found = [review for review in row if review]
        if len({review.fingerprint for review in found if review.fingerprint}) > 1:
            changed += 1
        elif len(found) < 2:
            single += 1
        else:
            shared[answer] = row
    levels = [
        tuple(None if review is None else framework.reached(review.level) for review in row)
        for row in shared.values()
    ]
    return Reviewers(
        names=tuple(sets),
        shared=len(shared),
        single=single,
        changed=changed,
        pairs=tuple(
            _pair(names, [(row[i], row[j]) for row in levels], framework)
            for names, (i, j) in zip(
                combinations(sets, 2), combinations(range(len(sets)), 2), strict=True
            )
        ),
        alpha=alpha([level for level in row if level is not None] for row in levels),
        disputes=_disputes(shared, framework),
    )


def _by_answer(reviews: Sequence[Review]) -> dict[Reviewed, Review]:
    """Return the latest review of each answer."""
    return {
        review.answer: review for review in sorted(reviews, key=lambda each: each.date or date.min)
    }


def _pair(
    names: tuple[str, str],
    levels: Sequence[tuple[int | None, int | None]],
    framework: Framework,
) -> Pair:
    both = [(a, b) for a, b in levels if a is not None and b is not None]
    scale = range(len(framework.levels))
    return Pair(*names, agreement(both), interval(both), confusion(both, scale))


def _disputes(
    shared: Mapping[Reviewed, Sequence[Review | None]], framework: Framework
) -> tuple[Dispute, ...]:
    found = [
        Dispute(
            *answer,
            levels=tuple(review.level if review else None for review in row),
            reasons=tuple(review.reason if review else "" for review in row),
        )
        for answer, row in shared.items()
        if len({review.level for review in row if review}) > 1
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.distance,
                one.municipality,
                one.round or "",
                framework.keys.index(one.dimension),
            ),
        )
    )
