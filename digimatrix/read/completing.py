"""Returns of one municipality and round that are one: "osa 1" and "osa 2", library and museum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digimatrix.model.matrix import Answer, Return, State
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Address
from digimatrix.read.merging import FACETS, merged, tells
from digimatrix.read.outcomes import Leaving, Outcome
from digimatrix.read.returns import Draft
from digimatrix.read.senders.uniting import of_two_units

Item = tuple[Outcome, Draft]

_OF_ALL = frozenset({Rule.FORMER_MUNICIPALITY, Rule.OTHER_SCALE, Rule.UNITS_TOGETHER})
"""What is still to be said of a return that was joined to another, beside what is of its cells."""


def are_rivals(one: Item, other: Item) -> bool:
    """Whether only one of two returns can be used: they answer the same, and no two units do."""
    return not (are_units(one[1], other[1]) or _complete(one, other))


def are_units(one: Draft, other: Draft) -> bool:
    """Whether two returns are of two units, and no versions of one: these share many words."""
    return of_two_units(one.units, other.units) and not _much_the_same(one.result, other.result)


def sums_up(item: Item) -> bool:
    """Whether a return is in a summary, or beside those of other municipalities."""
    file, draft = item
    names = {other.result.municipality.name for other in file.drafts}
    return len(names) > 1 or draft.summary


def answered(made: Return) -> dict[tuple[str, str], object]:
    """Return what a return tells, by dimension and facet, so that the same can be known."""
    return {
        (answer.dimension, facet): _told(answer, facet)
        for answer in made.answers
        for facet in FACETS
        if tells(answer, facet)
    }


def _told(answer: Answer, facet: str) -> object:
    if facet == "text":
        return (answer.state, "".join(answer.text.split()))
    level = answer.level if facet == "level" else answer.target
    return (level.low, level.high) if level else None


def _complete(one: Item, other: Item) -> bool:
    """Whether each tells something that the other does not, and they nowhere differ.

    What sums up may repeat what it adds levels to, but brings no words of its own.
    """
    first, second = (answered(draft.result) for _, draft in (one, other))
    if first.keys() == second.keys() or not first or not second:
        return False
    shared = first.keys() & second.keys()
    sums = [item for item in (one, other) if sums_up(item)]
    if shared and (len(sums) != 1 or any(first[key] != second[key] for key in shared)):
        return False
    if shared or any(draft.summary for _, draft in sums):
        summary, own = (first, second) if sums[0] is one else (second, first)
        added = summary.keys() - own.keys()
        return bool(added) and all(facet != "text" for _, facet in added)
    return True


def _much_the_same(one: Return, other: Return) -> bool:
    """Whether two returns tell the same in half of what both answer in words."""
    first, second = (
        {a.dimension: _told(a, "text") for a in made.answers if a.state is State.TEXT}
        for made in (one, other)
    )
    shared = first.keys() & second.keys()
    same = sum(first[key] == second[key] for key in shared)
    return same > 0 and same * 2 >= len(shared)


def join(items: Sequence[Item], leaving: dict[int, list[Leaving]]) -> list[Problem]:
    """Make one return of those that are no rivals, and say so.

    What a summary repeats goes to those `leaving`, by their file's id.
    """

    def order(item: Item) -> tuple[object, ...]:
        worded = any(tells(answer, "text") for answer in item[1].result.answers)
        return not worded, sums_up(item), item[1].result.place.order

    ordered = sorted(items, key=order)
    (_, draft), *others = ordered
    drafts = [one for _, one in ordered]
    units = [one for one in drafts if any(are_units(one, x) for x in drafts if x is not one)]
    home, said = draft.result.place, []
    for file, other in others:
        file.drafts.remove(other)  # its cells stay where they were placed
        shared = answered(draft.result).keys() & answered(other.result).keys()
        if shared and other not in units:
            leaving[id(file)].append(_repeated(file, other, shared))
            other.result = _without(other.result, shared)
        draft.problems += [x for x in other.problems if x.place.cell or x.rule in _OF_ALL]
        draft.result = merged(draft.result, other.result, draft.problems.append)
        if other not in units:
            facts = {"municipality": draft.result.municipality.name, "other": str(home)}
            said.append(Problem(Rule.COMPLETED, other.result.place, facts))
    if units:
        sheets = ", ".join(str(one.result.place) for one in units if one is not draft)
        sheets = f"{home}, {sheets}" if draft in units else sheets
        facts = {"name": draft.result.municipality.name, "sheets": sheets}
        draft.problems.append(Problem(Rule.UNITS_TOGETHER, home, facts))
    return said


def _without(made: Return, shared: set[tuple[str, str]]) -> Return:
    """Return what is left of a return without what another tells."""
    answers = []
    for answer in made.answers:
        text, level, target = ((answer.dimension, facet) in shared for facet in FACETS)
        kept = Answer(answer.dimension, State.EMPTY) if text else answer
        stated = None if level else answer.level, None if target else answer.target
        answers.append(replace(kept, level=stated[0], target=stated[1]))
    return replace(made, answers=tuple(answers))


def _repeated(file: Outcome, draft: Draft, shared: set[tuple[str, str]]) -> Leaving:
    """Return the cells of a summary that another return holds the same of, to be left out."""
    own = {key for key in answered(draft.result) if key not in shared}
    made = _without(draft.result, own)
    cells: dict[int, set[Address]] = {}
    for answer in made.answers:
        stated = [x.place for x in (answer.level, answer.target) if x]
        for place in (*(part.place for part in answer.parts), *stated):
            if place.row and place.column:
                number = file.sheets.index(place.sheet)
                cells.setdefault(number, set()).add((place.row, place.column))
    kept = _without(draft.result, shared)
    for answer in kept.answers:  # a cell may hold both
        for place in [x.place for x in (answer.level, answer.target) if x]:
            if place.row and place.column:
                cells.get(file.sheets.index(place.sheet), set()).discard((place.row, place.column))
    for number, addresses in cells.items():
        draft.cells[number] = draft.cells.get(number, set()) - addresses
    return Leaving(replace(draft, result=made, cells=cells), Rule.SUMMARY, {})
