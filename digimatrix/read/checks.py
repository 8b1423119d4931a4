"""What no single file shows: copies, two returns for one round, two rounds in one year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.choosing import settle
from digimatrix.read.completing import Item, answered
from digimatrix.read.outcomes import Leaving, Outcome
from digimatrix.read.returns import Draft, merger
from digimatrix.read.senders.register import abroad, former
from digimatrix.read.senders.uniting import apart_from
from digimatrix.read.wordings import fold, plain_set

Whose = tuple[str, str | None]

_OF_CELLS = frozenset({Rule.SUMMARY, Rule.REPEATED_ANSWER, Rule.REPLACED_ANSWER})
"""Why cells are left out, said of each of them and not of the whole return."""


def check(files: Sequence[Outcome]) -> list[Problem]:
    """Settle which returns are used and how rounds are called; return what is to be said.

    Of several returns for one municipality and round one is used, as `choosing` tells; what
    does not rival it is read with it. What was a municipality of its own stands by its own
    name in rounds before it was merged into another.
    """
    _settle_countries(files)
    said = _copies(files)
    _name_rounds(files)
    _settle_former(files)
    _adopt_rounds(files)
    leaving = _syntheses(files)
    gone = {id(each.draft) for leavings in leaving.values() for each in leavings}
    groups: dict[Whose, list[Item]] = defaultdict(list)
    languages = Counter(draft.result.language for file in files for draft in file.drafts)
    for file in files:
        for draft in file.drafts:
            if id(draft) not in gone:
                groups[_who(draft), draft.result.round].append((file, draft))
    for group in groups.values():
        if len(group) > 1:
            said += settle(group, leaving, languages)
    said += [
        Problem(each.rule, each.draft.result.place, each.facts)
        for leavings in leaving.values()
        for each in leavings
        if each.rule not in _OF_CELLS
    ]
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


def _settle_former(files: Sequence[Outcome]) -> None:
    """Let what tells no round stand by the name of a former municipality among earlier returns.

    So it does if all returns that tell their round are of before it was merged into another.
    """
    drafts = [draft for file in files for draft in file.drafts]
    years = [draft.made.year for draft in drafts if draft.made.year]
    for draft in drafts:
        found = former(draft.former) if draft.former and draft.result.round is None else None
        if found is None or not years:
            continue
        then = found.in_year(max(years))
        if then is not found:
            draft.result = replace(draft.result, municipality=then.municipality)
            draft.units = apart_from(draft.units, found.former or "")
            facts = {**merger(found), "round": str(max(years))}
            draft.problems = [
                replace(x, rule=Rule.BEFORE_MERGER, facts=facts)
                if x.rule is Rule.FORMER_MUNICIPALITY
                else x
                for x in draft.problems
            ]


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


def _syntheses(files: Sequence[Outcome]) -> dict[int, list[Leaving]]:
    """Return what sums up a region beside returns of municipalities, by their file's id.

    It calls itself a summary and names no municipality, or a region in its place.
    """
    regions = plain_set("municipality", "regions")
    found: dict[int, list[Leaving]] = defaultdict(list)
    others = False
    for file in files:
        for draft in file.drafts:
            name = draft.result.municipality
            regional = not name.known and not regions.isdisjoint(fold(name.name).split())
            if draft.summary and (regional or not draft.stated):
                found[id(file)].append(Leaving(draft, Rule.SUMMARY, {}))
            else:
                others = others or (draft.stated and bool(answered(draft.result)))
    return found if others else defaultdict(list)


def _who(draft: Draft) -> str:
    return draft.result.municipality.code or draft.result.municipality.name


def _adopt_rounds(files: Sequence[Outcome]) -> None:
    """Give what tells no round, or targets of a later year, that of what they complete.

    Levels or targets in a file of their own go with the municipality's words, if these are of
    one round, and so does what says that it adds to the words or corrects them; anything else
    goes with what it completes, if all returns are of one round. The year of targets is when
    they are to be reached.
    """
    of_one: dict[str, list[Draft]] = defaultdict(list)
    for file in files:
        for draft in file.drafts:
            of_one[_who(draft)].append(draft)
    every = [draft.result for drafts in of_one.values() for draft in drafts]
    rounds = {made.round for made in every} - {None}
    texts = (made for made in every if made.round and any(x.text for x in made.answers))
    worded = {made.round for made in texts}
    for drafts in of_one.values() if rounds else ():
        for draft in drafts:
            if draft.result.round in worded:
                continue
            facets = {facet for _, facet in answered(draft.result)}
            others = [other for other in drafts if _could_complete(draft, other)]
            year = draft.made.year
            if draft.result.round is None:
                own = {other.result.round for other in others}
                amends = draft.version.adds or draft.version.corrects
                sure = amends or "text" not in facets or own == rounds
                fits = others if len(own) == 1 and sure else []
            elif facets == {"target"} and year:
                fits = [other for other in others if (other.made.year or year) < year]
            else:
                fits = []
            if fits:
                latest = max(fits, key=lambda other: other.made.year or 0)
                draft.result = replace(draft.result, round=latest.result.round)
                draft.made = latest.made
                draft.problems = [x for x in draft.problems if x.rule is not Rule.NO_ROUND]


def _could_complete(draft: Draft, other: Draft) -> bool:
    """Whether a return of another round, which is known, nowhere answers the same.

    What says that it adds to another, or corrects it, may.
    """
    if other.result.round in (None, draft.result.round):
        return False
    told, known = answered(draft.result), answered(other.result)
    amends = draft.version.adds or draft.version.corrects
    return bool(told and known) and (amends or told.keys().isdisjoint(known))
