"""PARSE: what each clause of a sentence says: in place, absent, planned, ended, somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from digimatrix.parse.clauses import Clause


class Kind(StrEnum):
    """What a statement says about the municipality's own practice."""

    PRACTICE = "practice"  # in place now
    ABSENCE = "absence"  # said not to be there
    ACTION = "action"  # demanded: after an arrow, or in capitals
    PLAN = "plan"  # planned, wished, conditional
    ENDED = "ended"  # was, is no more
    OTHERS = "others"  # somebody else's
    REMARK = "remark"  # "Huom. ...", opinions, slogans
    WHOLE = "whole"  # about the whole matrix, not this dimension


def kinds(parts: Sequence[Clause]) -> tuple[Kind, ...]:
    """Return the kind of each clause of a sentence."""
    own = [_own(part) for part in parts]
    remark = parts[0].first("remark")
    if remark and remark.start == parts[0].start:
        return (Kind.REMARK,) * len(parts)
    told: list[Kind] = []
    for at, kind in enumerate(own):
        told.append(kind or _inherited(parts, own, told, at))
    return tuple(told)


def _own(part: Clause) -> Kind | None:
    """Return what a clause says by its own words, None if only its neighbours can tell."""
    negation = part.first("negation", "nothing")
    plan = part.first("plan", "need", "unreal")
    wish = part.first("wish")
    if part.has("affirm") and not negation:
        return Kind.PRACTICE
    if negation:
        if plan and plan.start < negation.start and not part.has("nothing"):
            return Kind.PLAN
        weak = next(
            (
                h
                for h in part.hits
                if h.group in ("sporadic", "person") and h.start > negation.start
            ),
            None,
        )
        if weak and not part.has("nothing"):
            return Kind.PRACTICE  # a negated weakness
        return Kind.ABSENCE
    if plan and not part.has("drafting"):
        return Kind.PLAN
    if wish:
        return Kind.REMARK
    if part.has("ended") and not part.has("use"):
        return Kind.ENDED
    if part.has("others") and not part.has("together"):
        return Kind.OTHERS
    if part.has("opinion") and not part.has("rhythm", "owner", "money", "agreement"):
        return Kind.REMARK
    if part.has("presence", "measure", "rhythm"):
        return Kind.PRACTICE
    return None


def _inherited(
    parts: Sequence[Clause], own: Sequence[Kind | None], told: Sequence[Kind], at: int
) -> Kind:
    """Return the kind of a clause without words of its own: a list goes on as it began.

    "Ei rahaa, laitteita": the absence reaches on. "Rahaa, laitteita ei ole": it reaches back,
    because the negation ends its clause.
    """
    if at and parts[at].joined == "," and told[at - 1] in (Kind.ABSENCE, Kind.PLAN, Kind.OTHERS):
        return told[at - 1]
    if at == 0 or all(kind is None for kind in own[:at]):
        for later, kind in zip(parts[at + 1 :], own[at + 1 :], strict=True):
            if kind is None and later.joined == ",":
                continue
            if kind in (Kind.ABSENCE, Kind.PLAN) and later.joined == "," and _at_end(later):
                return kind
            break
    return Kind.PRACTICE


def _at_end(part: Clause) -> bool:
    """Tell whether a clause ends with its negation or plan, which then reaches back."""
    last = [hit for hit in part.hits if hit.group in ("negation", "nothing", "plan", "need")]
    if not last or len(part.words) < 2:
        return False
    return last[-1].end >= part.words[-2].start and last[-1].start > part.words[0].start
