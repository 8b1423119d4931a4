"""What no single file shows: copies, two returns for one round, two rounds in one year."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.completing import completed
from digimatrix.read.outcomes import Leaving, Outcome
from digimatrix.read.register import abroad
from digimatrix.read.returns import Draft
from digimatrix.read.screening import is_summary
from digimatrix.read.wordings import fold, plain_set

Whose = tuple[str, str | None]


def check(files: Sequence[Outcome]) -> list[Problem]:
    """Settle which returns are used and how rounds are called; return what is to be said.

    Of several returns for one municipality and round the one with the latest date in its
    sheet is used; where the dates do not tell, the one whose file calls itself the later
    version ("v2", "korjattu"), and then the one whose file and sheet come last in order.
    A copy gives way to the first of its kind, and a summary of several to words of one's own.
    Returns that nowhere answer the same are one.
    """
    _settle_countries(files)
    said = _copies(files)
    _name_rounds(files)
    groups: dict[Whose, list[tuple[Outcome, Draft]]] = defaultdict(list)
    for file in files:
        for draft in file.drafts:
            result = draft.result
            groups[result.municipality.code or result.municipality.name, result.round].append(
                (file, draft)
            )
    leaving: dict[int, list[Leaving]] = defaultdict(list)
    for group in groups.values():
        if len(group) > 1:
            said += completed(group) or _choose(group, leaving)
    for file in files:
        if id(file) in leaving:
            file.leave(leaving[id(file)])
    return said


def _settle_countries(files: Sequence[Outcome]) -> None:
    """Take a name that two countries share for the one abroad if others here are from there.

    So it is if the other one is here too, under a name that is its own.
    """
    drafts = [draft for file in files for draft in file.drafts]
    doubted = [(draft, n) for draft in drafts if (n := _two_countries(draft)) is not None]
    sure = {draft.result.municipality for draft in drafts if _two_countries(draft) is None}
    for draft, number in doubted:
        problem = draft.problems[number]
        other = problem.facts["other"]
        register = abroad(other)
        found = register.find(other) if register else None
        if register is None or found is None:
            continue
        if sure.isdisjoint((draft.result.municipality, *register.municipalities)):
            continue
        draft.result = replace(draft.result, municipality=found.municipality)
        facts = {**problem.facts, "used": found.municipality.name}
        draft.problems[number] = replace(problem, facts=facts)


def _two_countries(draft: Draft) -> int | None:
    """Return which of a draft's problems says that its name is one of two countries."""
    rules = (problem.rule for problem in draft.problems)
    return next((n for n, rule in enumerate(rules) if rule is Rule.TWO_COUNTRIES), None)


def _copies(files: Sequence[Outcome]) -> list[Problem]:
    """Take out what is there twice: the same bytes, or the same answers under another name."""
    said: list[Problem] = []
    first: dict[str, Outcome] = {}
    for file in files:
        original = first.setdefault(file.digest, file) if file.digest else file
        if original is not file and not _names_others(file, original):
            said.append(Problem(Rule.SAME_RETURN, Place(file.name), {"other": original.name}))
            facts = {"other": original.name}
            file.leave([Leaving(draft, Rule.SAME_RETURN, facts) for draft in file.drafts])
            file.problems = []
    return said


def _names_others(file: Outcome, original: Outcome) -> bool:
    """Whether the same bytes are another municipality's: only the files' names tell them apart."""
    names, others = (
        {draft.result.municipality.name for draft in one.drafts if draft.result.municipality.known}
        for one in (file, original)
    )
    return bool(names) and bool(others) and names.isdisjoint(others)


def _name_rounds(files: Sequence[Outcome]) -> None:
    """Call rounds "2025/1" and "2025/2" where one municipality answered in both seasons of a year.

    Everywhere else a round is its year: a season that tells nothing apart only splits what
    belongs together.
    """
    seasons: dict[Whose, set[int]] = defaultdict(set)
    for file in files:
        for draft in file.drafts:
            if draft.made.season:
                seasons[draft.result.municipality.name, draft.result.round].add(draft.made.season)
    twice = {round for (_, round), found in seasons.items() if len(found) > 1}
    for file in files:
        for draft in file.drafts:
            if draft.result.round in twice and draft.made.season:
                name = f"{draft.result.round}/{draft.made.season}"
                draft.result = replace(draft.result, round=name)


def _choose(group: list[tuple[Outcome, Draft]], leaving: dict[int, list[Leaving]]) -> list[Problem]:
    """Say which of a group is used; the others go to those `leaving`, by their file's id."""
    sums = {id(draft) for file, draft in group if _sums_up(file, draft)}
    _, used = max(
        group,
        key=lambda item: (
            id(item[1]) not in sums,
            item[1].result.date or datetime.date.min,
            _version(item[1].result.place.file),
            item[1].result.place.order,
        ),
    )
    said = []
    same = [item for item in group if item[1].contents == used.contents]
    if len(same) > 1:  # of copies the first stays
        _, used = min(same, key=lambda item: item[1].result.place.order)
    for file, draft in group:
        if draft is used:
            continue
        result = draft.result
        if draft.contents == used.contents:
            rule, facts = Rule.SAME_RETURN, {"other": str(used.result.place)}
        elif id(draft) in sums and _levels(draft) == _levels(used):
            leaving[id(file)].append(Leaving(draft, Rule.SUMMARY, {}))
            continue
        else:
            rule, facts = (
                Rule.SECOND_RETURN,
                {
                    "municipality": result.municipality.name,
                    "round": result.round or "–",
                    "other": str(used.result.place),
                    "used": str(used.result.place),
                },
            )
        said.append(Problem(rule, result.place, facts))
        leaving[id(file)].append(Leaving(draft, rule, facts))
    return said


def _sums_up(file: Outcome, draft: Draft) -> bool:
    """Whether a return has only levels, in a summary or beside those of other municipalities."""
    if any(answer.text for answer in draft.result.answers):
        return False
    place = draft.result.place
    names = {other.result.municipality.name for other in file.drafts}
    named = (place.file.rpartition("/")[2], place.sheet or "")
    return len(names) > 1 or any(map(is_summary, named))


def _levels(draft: Draft) -> list[tuple[float, float] | None]:
    levels = (answer.level for answer in draft.result.answers)
    return [(level.low, level.high) if level else None for level in levels]


_NUMBERED = re.compile(
    r"(?:(?<![^\W\d_])v(?:ersio|ersion|er)?[ ._-]?|\()(\d{1,2})(?!\d)", re.IGNORECASE
)


def _version(file: str) -> int:
    """Return which version a file's name says it is: "Nokia v2.xlsx" is 2, "korjattu" is later."""
    stem = file.rpartition("/")[2].rpartition(".")[0]
    numbers = [int(number) for number in _NUMBERED.findall(stem)]
    later = not plain_set("sheets", "later").isdisjoint(fold(stem.replace("_", " ")).split())
    return max([*numbers, 1]) + later * 100
