"""PARSE: what each clause of a sentence says: in place, absent, planned, ended, somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from digimatrix.parse.clauses import Clause
from digimatrix.parse.cues import Hit

SHORT = 3
"""How many words a part of a list has at most, for a later negation to reach back to it."""

EARLY = 3
"""How many words may stand before somebody else's name in a clause about them."""

NEAR = 2
"""How many words after somebody else's name "with" may stand, where it stands after it."""


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


def kinds(parts: Sequence[Clause], asked: bool = False) -> tuple[Kind, ...]:
    """Return the kind of each clause of a sentence; what is `asked` is not in place."""
    remark = parts[0].first("remark")
    if remark and remark.start == parts[0].start:
        return (Kind.REMARK,) * len(parts)
    if any(part.has("decided") and not part.has("rhythm") for part in parts):
        return (Kind.PLAN,) * len(parts)
    own = [_own(part) for part in parts]
    if _begins(parts[0], "if") and own[0] is Kind.PRACTICE:
        own[0] = Kind.REMARK
    for at, part in enumerate(parts[1:], start=1):
        told_of = own[at - 1] in (None, Kind.PRACTICE) and _begins(part, "that")
        if own[at] is Kind.PRACTICE and not told_of and _begins(part, "joint", "if"):
            own[at] = None  # "…, when money is found": goes with what it belongs to
        if told_of:
            # "it is said that …"; what is told of is not told twice
            own[at - 1] = Kind.REMARK if own[at] in (None, Kind.PLAN) else own[at]
        if own[at] is Kind.ABSENCE and follows_condition(parts, at):
            own[at] = Kind.REMARK  # "if she is ill, nothing happens"
    told: list[Kind] = []
    for at, kind in enumerate(own):
        told.append(kind or _inherited(parts, own, told, at))
    for at, part in enumerate(parts):
        if (
            told[at] is Kind.PRACTICE
            and Kind.ABSENCE in (*told[max(at - 1, 0) : at], *told[at + 1 : at + 2])
            and _begins(part, "concede")
        ):
            told[at] = Kind.REMARK  # "no partners, although the clubs have equipment"
    if any(part.joined == "?" and kind is Kind.PLAN for part, kind in zip(parts, own, strict=True)):
        # "if we had …, we would …": what is said under an unreal condition is not in place
        told = [Kind.PLAN if kind is Kind.PRACTICE else kind for kind in told]
    if asked:
        told = [Kind.REMARK if kind is Kind.PRACTICE else kind for kind in told]
    return tuple(told)


def _own(part: Clause) -> Kind | None:
    """Return what a clause says by its own words, None if only its neighbours can tell."""
    negation = part.first("negation", "nothing")
    plan = part.first("plan", "need", "unreal")
    if part.has("drafting"):
        return Kind.REMARK
    if part.has("takeover") and not negation:
        return Kind.PRACTICE
    if part.has("affirm") and not negation:
        return Kind.PLAN if plan else Kind.PRACTICE
    changed = part.first("changed")
    if negation and changed and (changed.start < negation.start or _is_relative(negation, part)):
        return Kind.PRACTICE  # "dropped because nobody used it", "what does not work is dropped"
    if negation:
        if plan and plan.start < negation.start and not part.has("nothing"):
            return Kind.PLAN
        return Kind.ABSENCE
    if plan:
        only = not part.has("plan", "need") and part.has("opinion")
        return Kind.REMARK if only else Kind.PLAN  # "it would be important" calls for nothing
    if part.has("wish", "talk") and not part.has("report"):
        return Kind.REMARK
    if part.has("ended") and not part.has("use"):
        return Kind.ENDED
    if _is_others(part):
        return Kind.OTHERS
    if part.has("opinion") and not part.has("rhythm", "owner", "money", "agreement"):
        return Kind.REMARK
    if part.words and part.joined != "?" and part.has("presence", "past", "changed"):
        return Kind.PRACTICE
    return None


def _is_relative(negation: Hit, part: Clause) -> bool:
    """Tell whether a negation stands right after a word such as "which"."""
    before = [word.start for word in part.words if word.start < negation.start][-2:]
    return any(hit.group == "joint" and hit.start in before for hit in part.hits)


def follows_condition(parts: Sequence[Clause], at: int) -> bool:
    """Tell whether a clause says what is so under the condition before it ("if she is ill, …")."""
    return at > 0 and _begins(parts[at - 1], "if")


def _begins(part: Clause, *groups: str) -> bool:
    """Tell whether a clause begins with a cue of one of these groups."""
    return part.has(*groups) and any(
        hit.group in groups and hit.start == part.start for hit in part.hits
    )


def _is_others(part: Clause) -> bool:
    """Tell whether a clause is about somebody else, not about work together with them."""
    others = part.first("others")
    if others is None or part.has("ours"):
        return False
    if sum(word.start < others.start for word in part.words) > EARLY:
        return False  # not whom the clause is about: "figures go to the ministry"
    together = part.first("together")
    if together and together.start < others.start:
        return False
    after = next(
        (hit for hit in part.hits if hit.group == "after" and hit.start > others.start), None
    )
    between = sum(others.start < word.start <= after.start for word in part.words) if after else 0
    return after is None or between > NEAR


def _inherited(
    parts: Sequence[Clause], own: Sequence[Kind | None], told: Sequence[Kind], at: int
) -> Kind:
    """Return the kind of a clause without words of its own: a list goes on as it began.

    "Ei rahaa, laitteita": the absence reaches on. "Rahaa, laitteita ei ole": it reaches back,
    because the negation ends its clause.
    """
    if at and parts[at].joined == "?":
        return told[at - 1]
    if at and told[at - 1] is Kind.PLAN and _begins(parts[at], "now") and parts[0].has("if"):
        return Kind.PLAN  # "…, we would now have …"
    if at and parts[at].joined == "," and told[at - 1] not in (Kind.PRACTICE, Kind.ENDED):
        return told[at - 1]
    if _begins(parts[at], "if"):
        return Kind.REMARK
    if all(kind is None for kind in own[:at]):
        for later, kind in zip(parts[at + 1 :], own[at + 1 :], strict=True):
            if later.joined != "," or len(parts[at].words) > SHORT:
                break
            if kind is not None:
                reaches = kind in (Kind.ABSENCE, Kind.PLAN) and _at_end(later)
                return kind if reaches else Kind.PRACTICE
    return Kind.PRACTICE


def _at_end(part: Clause) -> bool:
    """Tell whether a clause ends with its negation or plan, which then reaches back."""
    last = [hit for hit in part.hits if hit.group in ("negation", "nothing", "plan", "need")]
    if not last or not part.words or part.has("elsewhere"):
        return False
    if len(part.words) <= 2:
        return last[-1].end == part.words[-1].end
    return last[-1].end >= part.words[-2].start and last[-1].start > part.words[0].start
