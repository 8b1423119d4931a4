"""Returns of one municipality and round that complete one another: "osa 1" and "osa 2"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from digimatrix.model.matrix import Answer, Return, State
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.outcomes import Outcome
from digimatrix.read.returns import Draft
from digimatrix.read.screening import is_summary


def completed(group: Sequence[tuple[Outcome, Draft]]) -> list[Problem]:
    """Join the returns of a group that nowhere answer the same, and say so; else return nothing.

    So are two halves of a form, and words in one file with their levels in another. What calls
    itself a summary completes nothing, and versions of one return answer the same somewhere.
    """
    (_, draft), *others = sorted(group, key=lambda item: item[1].result.place.order)
    if not _complete([draft, *(other for _, other in others)]):
        return []
    draft.result = reduce(_joined, (other.result for _, other in others), draft.result)
    said = []
    for file, other in others:
        file.drafts.remove(other)  # its cells stay where they were placed
        draft.problems += [each for each in other.problems if each.place.cell]
        facts = {"municipality": draft.result.municipality.name, "other": str(draft.result.place)}
        said.append(Problem(Rule.COMPLETED, other.result.place, facts))
    return said


def _complete(drafts: Sequence[Draft]) -> bool:
    """Whether each answers something, no two the same, and none is a summary."""
    taken: set[tuple[str, str]] = set()
    for draft in drafts:
        place = draft.result.place
        if any(map(is_summary, (place.file.rpartition("/")[2], place.sheet or ""))):
            return False
        own = {
            (answer.dimension, facet)
            for answer in draft.result.answers
            for facet in ("text", "level", "target")
            if _tells(answer, facet)
        }
        if not own or not own.isdisjoint(taken):
            return False
        taken |= own
    return True


def _tells(answer: Answer, facet: str) -> bool:
    """Whether an answer has words, or says that there is nothing to tell; a level; a target."""
    if facet == "text":
        return bool(answer.parts) and answer.state is not State.EMPTY
    return getattr(answer, facet) is not None


def _joined(first: Return, other: Return) -> Return:
    pairs = zip(first.answers, other.answers, strict=True)
    words = first if any(_tells(answer, "text") for answer in first.answers) else other
    dates = [each.date for each in (first, other) if each.date]
    return replace(
        first,
        date=max(dates, default=None),
        language=words.language,
        scale=first.scale or other.scale,
        answers=tuple(_of_both(one, two) for one, two in pairs),
    )


def _of_both(one: Answer, two: Answer) -> Answer:
    words, beside = (two, one) if _tells(two, "text") else (one, two)
    return replace(words, level=words.level or beside.level, target=words.target or beside.target)
