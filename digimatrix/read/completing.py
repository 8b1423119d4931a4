"""Returns of one municipality and round that are one: "osa 1" and "osa 2", library and museum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digimatrix.model.matrix import Answer, Return, State
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import shorten
from digimatrix.read.grids import Address
from digimatrix.read.merging import FACETS, merged, tells
from digimatrix.read.outcomes import Leaving, Outcome
from digimatrix.read.returns import Draft
from digimatrix.read.senders.uniting import of_two_units

Item = tuple[Outcome, Draft]
Key = tuple[str, str]
"""A dimension and what is told of it, one of `FACETS`."""

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


def answered(made: Return) -> dict[Key, object]:
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


def join(items: Sequence[Item], leaving: dict[int, list[Leaving]]) -> tuple[Item, list[Problem]]:
    """Make one return, the first of them, of those that are no rivals, and say so.

    What a summary repeats goes to those `leaving`, by their file's id.
    """

    def order(item: Item) -> tuple[object, ...]:
        worded = any(tells(answer, "text") for answer in item[1].result.answers)
        return not worded, sums_up(item), item[1].result.place.order

    ordered = sorted(items, key=order)
    first, *others = ordered
    draft = first[1]
    drafts = [one for _, one in ordered]
    units = [one for one in drafts if any(are_units(one, x) for x in drafts if x is not one)]
    home, said = draft.result.place, []
    for file, other in others:
        file.drafts.remove(other)  # its cells stay where they were placed
        shared = answered(draft.result).keys() & answered(other.result).keys()
        if shared and other not in units:
            take_out(other, shared, Rule.SUMMARY, {}, [file], leaving)
        take_in(draft, other)
        if other not in units:
            facts = {"municipality": draft.result.municipality.name, "other": str(home)}
            said.append(Problem(Rule.COMPLETED, other.result.place, facts))
    if units:
        sheets = ", ".join(str(one.result.place) for one in units if one is not draft)
        sheets = f"{home}, {sheets}" if draft in units else sheets
        facts = {"name": draft.result.municipality.name, "sheets": sheets}
        draft.problems.append(Problem(Rule.UNITS_TOGETHER, home, facts))
    return first, said


def take_in(draft: Draft, other: Draft) -> None:
    """Make one return of two: the first, with what the other tells and what is said of it."""
    draft.problems += [x for x in other.problems if x.place.cell or x.rule in _OF_ALL]
    draft.result = merged(draft.result, other.result, draft.problems.append)


def _without(made: Return, shared: set[Key]) -> Return:
    """Return what is left of a return without what another tells."""
    answers = []
    for answer in made.answers:
        text, level, target = ((answer.dimension, facet) in shared for facet in FACETS)
        kept = Answer(answer.dimension, State.EMPTY) if text else answer
        stated = None if level else answer.level, None if target else answer.target
        answers.append(replace(kept, level=stated[0], target=stated[1]))
    return replace(made, answers=tuple(answers))


def take_out(
    draft: Draft,
    keys: set[Key],
    rule: Rule,
    facts: Mapping[str, str],
    files: Sequence[Outcome],
    leaving: dict[int, list[Leaving]],
) -> None:
    """Take some of what a draft tells out of it; its cells in these files go to those `leaving`.

    Of a cell that holds something else too, the words are said to be left out.
    """
    if not keys:
        return
    made = _without(draft.result, {key for key in answered(draft.result) if key not in keys})
    draft.result = _without(draft.result, keys)
    kept = {place for _, place in _places(draft.result)}
    for file in files:
        cells: dict[int, set[Address]] = {}
        for words, place in _places(made):
            if place.file != file.name or not place.row or not place.column:
                continue
            if place not in kept:
                number = file.sheets.index(place.sheet)
                cells.setdefault(number, set()).add((place.row, place.column))
            elif words:
                said = {**facts, "text": shorten(words)}
                draft.problems.append(Problem(rule, place, said, words))
        for number, addresses in cells.items() if draft.result.place.file == file.name else ():
            draft.cells[number] = draft.cells.get(number, set()) - addresses
        own = replace(made, answers=tuple(_in_file(answer, file) for answer in made.answers))
        leaving[id(file)].append(Leaving(replace(draft, result=own, cells=cells), rule, facts))


def _places(made: Return) -> Iterator[tuple[str, Place]]:
    """Yield where what a return tells stands, with its words; levels have none."""
    for answer in made.answers:
        for part in answer.parts:
            yield answer.text[part.start : part.end], part.place
        for stated in (answer.level, answer.target):
            if stated:
                yield "", stated.place


def _in_file(answer: Answer, file: Outcome) -> Answer:
    """Return the answer with those of its parts that stand in the file."""
    return replace(answer, parts=tuple(x for x in answer.parts if x.place.file == file.name))
