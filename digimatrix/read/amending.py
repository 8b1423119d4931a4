"""What was sent later to add to a return, or to correct some of it: the rest of it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from digimatrix.model.matrix import Return, State
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.completing import (
    Item,
    Key,
    answered,
    are_units,
    sums_up,
    take_in,
    take_out,
)
from digimatrix.read.outcomes import Leaving, Outcome
from digimatrix.read.returns import Draft
from digimatrix.read.wordings import fold, plain_set


def amends(item: Item, other: Item, *, later: bool) -> bool:
    """Whether one return adds to another, or corrects some of it, and does not replace it.

    One that calls itself an addition or a correction does, and so does a `later` one that
    answers some of the same, but leaves half of it or more unanswered.
    """
    (_, draft), (_, whole) = item, other
    version = draft.version
    if sums_up(item) or sums_up(other) or are_units(draft, whole):
        return False
    dates = draft.result.date, whole.result.date
    if version.standing < 0 or (dates[0] and dates[1] and dates[0] < dates[1]):
        return False
    new, old = _news(draft.result), answered(whole.result)
    if not new or not old:
        return False
    shared = new.keys() & old.keys()
    if version.adds and not whole.version.adds:
        apart = [key for key in shared if _nearness(draft, whole, key) is None]
        return len(new) < len(old) or not apart
    is_part = len(new) * 2 <= len(old)
    return bool(shared) and is_part and (later or version.corrects)


def _news(made: Return) -> dict[Key, object]:
    """Return what a return tells, but for "nothing" and "as before", which change no answer."""
    return {
        key: told
        for key, told in answered(made).items()
        if key[1] != "text" or _has_words(made, key[0])
    }


def _has_words(made: Return, dimension: str) -> bool:
    answer = made.answer(dimension)
    return answer.state is State.TEXT and fold(answer.text) not in plain_set("answers", "unchanged")


def _nearness(draft: Draft, whole: Draft, key: Key) -> Rule | None:
    """Return what becomes of an answer to the same: the one repeats the other, or replaces it.

    "Nothing" and "as before" add nothing to words; words replace "nothing". None if neither.
    """
    dimension, facet = key
    if facet != "text":
        same = answered(draft.result)[key] == answered(whole.result)[key]
        return Rule.REPEATED_ANSWER if same else None
    new, old = draft.result.answer(dimension), whole.result.answer(dimension)
    words, known = fold(new.text), fold(old.text)
    if f" {words} " in f" {known} " or not _has_words(draft.result, dimension):
        return Rule.REPEATED_ANSWER
    if f" {known} " in f" {words} " or old.state is not State.TEXT:
        return Rule.REPLACED_ANSWER
    return None


def amend(
    base: Draft, item: Item, files: Sequence[Outcome], leaving: dict[int, list[Leaving]]
) -> list[Problem]:
    """Take what amends a return into it, and say so; `files` are those that the return is from.

    What repeats the return, and what it no longer says, go to those `leaving`.
    """
    file, draft = item
    file.drafts.remove(draft)  # its cells stay where they were placed
    version = draft.version
    shared = answered(draft.result).keys() & answered(base.result).keys()
    found = {key: _nearness(draft, base, key) for key in shared}
    if version.corrects:
        found = {key: rule or Rule.REPLACED_ANSWER for key, rule in found.items()}
    home, place = base.result.place, draft.result.place
    doubtful = [] if version.adds else [key for key, rule in found.items() if rule is None]
    said = [
        Problem(Rule.ADDED_ANSWER, part.place, {"other": str(home)})
        for dimension, facet in sorted(doubtful)
        for part in draft.result.answer(dimension).parts[:1]
        if facet == "text"
    ]
    ends = ((draft, Rule.REPEATED_ANSWER, home), (base, Rule.REPLACED_ANSWER, place))
    for kept, rule, at in ends:
        keys = {key for key, each in found.items() if each is rule}
        take_out(kept, keys, rule, {"other": str(at)}, files, leaving)
    take_in(base, draft)
    facts = {"municipality": base.result.municipality.name, "other": str(home)}
    return [*said, Problem(Rule.COMPLETED, place, facts)]
