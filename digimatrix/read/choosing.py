"""Which of several returns of one municipality and round is used, and why the others are not."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.amending import amend, amends
from digimatrix.read.completing import Item, answered, are_rivals, join, sums_up
from digimatrix.read.outcomes import Leaving


class _Rank(NamedTuple):
    """What tells which of two returns is used: the first in which they differ, the greater.

    A day counts only where all have one; `any_day` is that of those which have.
    """

    answers: bool
    own: bool
    standing: int
    day: datetime.date
    version: tuple[int, tuple[int, int]]
    any_day: datetime.date
    language: int
    order: tuple[object, ...]


_TOLD = {
    "answers": Rule.NOTHING_ANSWERED,
    "own": Rule.OWN_WORDS,
    "standing": Rule.EARLIER_VERSION,
    "day": Rule.OLDER_RETURN,
    "version": Rule.EARLIER_VERSION,
}
"""What is said of a return that is not used, by what tells."""


def settle(
    group: Sequence[Item], leaving: dict[int, list[Leaving]], languages: Mapping[str, int]
) -> list[Problem]:
    """Make one return of several; those not used go to those `leaving`, by their file's id.

    Answers are used rather than a blank form, words of one's own rather than a summary, and
    then the later one: by its name where one is called old or a draft, by the dates where all
    have one, by other words and numbers in the names ("korjattu", "v2"). Where none of these
    tells, the one in the language of most returns, and the last by its name.

    Returns that nowhere answer the same, or are of several units, are one; what was sent later
    to add to a return, or to correct some of it, is taken into it.
    """
    ranks = _ranks(group, languages)
    ordered = sorted(_originals(group, ranks, leaving), key=lambda x: ranks[id(x[1])], reverse=True)

    def amending(item: Item, other: Item) -> bool:
        one, two = (ranks[id(each[1])] for each in (item, other))
        return amends(item, other, later=one[2:] > two[2:])

    whole = [x for x in ordered if not any(amending(x, y) for y in ordered if y is not x)]
    whole = whole or [max(ordered, key=lambda item: len(answered(item[1].result)))]
    used: list[Item] = []
    added: list[Item] = []
    for item in (*whole, *(each for each in ordered if each not in whole)):
        rival = next((other for other in used if are_rivals(other, item)), None)
        if item not in whole and any(amending(item, other) for other in used):
            added.append(item)
        elif rival is None:
            used.append(item)
        else:
            leaving[id(item[0])].append(_leaving(item, rival, ranks))
    base, said = join(used, leaving)
    files = list({id(file): file for file, _ in group}.values())
    for item in sorted(added, key=lambda item: ranks[id(item[1])][2:]):
        said += amend(base[1], item, files, leaving)
    return said


def _ranks(group: Sequence[Item], languages: Mapping[str, int]) -> dict[int, _Rank]:
    """Return the rank of each draft, by its id."""
    dated = all(draft.result.date for _, draft in group if answered(draft.result))
    ranks = {}
    for item in group:
        _, draft = item
        made, version = draft.result, draft.version
        told = answered(made)
        worded = any(facet == "text" for _, facet in told)
        day = made.date or datetime.date.min
        ranks[id(draft)] = _Rank(
            bool(told),
            (worded or not sums_up(item)) and not draft.summary,
            min(version.standing, 0),
            day if dated else datetime.date.min,
            (max(version.standing, 0), version.number),
            day,
            languages[made.language],
            made.place.order,
        )
    return ranks


def _originals(
    group: Sequence[Item], ranks: dict[int, _Rank], leaving: dict[int, list[Leaving]]
) -> list[Item]:
    """Return the returns without copies: the first stays, as late as the latest of them."""
    alike: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in sorted(group, key=lambda item: item[1].result.place.order):
        alike[item[1].contents].append(item)
    for (_, draft), *copies in alike.values():
        for file, copy in copies:
            facts = {"other": str(draft.result.place)}
            leaving[id(file)].append(Leaving(copy, Rule.SAME_RETURN, facts))
            ranks[id(draft)] = max(ranks[id(draft)], ranks[id(copy)])
    return [same[0] for same in alike.values()]


def _leaving(item: Item, used: Item, ranks: Mapping[int, _Rank]) -> Leaving:
    """Return why a return gives way to the one used."""
    made, other = item[1].result, used[1].result
    told, known = answered(made), answered(other)
    if sums_up(item) and all(known.get(key) == told[key] for key in told):
        return Leaving(item[1], Rule.SUMMARY, {})
    pairs = zip(_Rank._fields, ranks[id(item[1])], ranks[id(used[1])], strict=True)
    apart = next((name for name, one, two in pairs if one != two), "")
    rule = _TOLD.get(apart, Rule.SECOND_RETURN)
    if apart == "any_day" and made.date:
        rule = Rule.OLDER_RETURN
    elif apart in ("language", "order") and made.language != other.language:
        rule = Rule.OTHER_LANGUAGE
    facts = {
        "municipality": made.municipality.name,
        "round": made.round or "–",
        "other": str(other.place),
        "used": str(other.place),
        "date": other.date.isoformat() if other.date else "–",
    }
    return Leaving(item[1], rule, facts)
