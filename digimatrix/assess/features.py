"""ASSESS: what the trained model reads of an answer: counted evidence and words, by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from digimatrix.assess.evidence import ANCHORS, Findings, statuses
from digimatrix.languages import LANGUAGES
from digimatrix.model.values import value
from digimatrix.parse.cues import outside
from digimatrix.parse.learnt import LOWERING as LOWERED
from digimatrix.parse.learnt import RAISING as RAISED
from digimatrix.parse.learnt import STATUSES, TELLS
from digimatrix.parse.statements import Kind, Statement
from digimatrix.parse.words import Word, read_as

RESULTS = ("measure", "report", "use", "changed", "takeover")
RAISING = (*ANCHORS, "firm", *RESULTS)
"""The groups of cues which can only raise a level where they stand in present practice."""

RAISED_BY = frozenset(RAISING)
"""The same, to be looked up."""

LOWERING = ("sporadic", "single", "person", "project", "partial", "unused", "talk", "nothing",
            "cancel", "gone")  # fmt: skip
"""The groups of cues which can only lower a level where they stand in present practice."""

HARMLESS = ("presence", "digital", "ours", "together", "now", "affirm")
"""Groups that stand in the same words as raising ones, so that they may not lower either."""

OTHER = ("past", "ended", "negation", "elsewhere", "contrast", "remark", "if", "need", "plan",
         "unreal", "wish", "opinion", "others", "concede")  # fmt: skip
AROUND = ("negation", "nothing", "ended", "unused", "cancel", "sporadic", "partial", "person",
          "single", "project", "digital")  # fmt: skip
ABSENT = ("coverage", "nothing", "contrast", "digital", "ours", "elsewhere", "single", "person",
          "use", "changed", "unused", "cancel", "gone", "presence")  # fmt: skip
KINDS = (Kind.ABSENCE, Kind.PLAN, Kind.ENDED, Kind.OTHERS, Kind.REMARK)
DIMENSIONS = ("background", "situation", "where", "cooperation", "resources", "evaluation")

ANCHORED = tuple(map(TELLS.index, ANCHORS))
"""Where what a clause tells of each anchor stands."""

Asked = Mapping[str, str]
"""What is counted, each with the name of its number."""

Summed = Sequence[tuple[str, str]]
"""Names of numbers: of the highest of each column, and of its sum."""


def _asked(name: str, counted: Sequence[str]) -> Asked:
    return {one: f"{name} {one}" for one in counted}


def _asked_twice(counted: Sequence[str]) -> Summed:
    return [(f"learnt {one}", f"learnt {one} sum") for one in counted]


IN_PRESENT = _asked("present", (*RAISING, *LOWERING, *HARMLESS, *OTHER))
AROUND_IT = _asked("around", AROUND)
IN_ABSENT = _asked("absent", ABSENT)
OF_KIND = _asked("kind", KINDS)
ABOUT = _asked("dimension", DIMENSIONS)
TYPED_IN = _asked("language", LANGUAGES)
CHANCES = _asked_twice(STATUSES[1:])
TOLD = _asked_twice(TELLS)

RAISE = frozenset(
    {"rubric", "practices", "strong", "anchors", "loop", "start", "present statements"}
    | {"raising groups", "result groups", "raising cues", "measured and changed"}
    | {"raising together", "raised statements"}
    | {"learnt practice", "learnt surest practice", "learnt items", "learnt anchors"}
    | {"learnt anchors together", "learnt loop"}
    | {*_asked("present", (*RAISING, *HARMLESS)).values()}
    | {name for names in _asked_twice(RAISED) for name in names}
)
"""The numbers with which a level may only rise."""

LOWER = frozenset(
    {"weak", "capped", "unused", "gaps", "bare statements", "all absent", "taken back"}
    | {*_asked("present", LOWERING).values(), *AROUND_IT.values(), *OF_KIND.values()}
    | {name for names in _asked_twice((*STATUSES[1:], *LOWERED)) for name in names}
    - {"learnt ended", "learnt ended sum"}
)
"""The numbers with which a level may only fall; with any other it may rise or fall."""


class Status(StrEnum):
    """What a statement counts as; a demand counts as nothing at all."""

    PRESENT = "p"
    ABSENT = "n"
    ENDED = "e"
    TAKEN_BACK = "x"
    OTHER = "o"


SPEAKING = (Status.PRESENT, Status.ABSENT, Status.ENDED, Status.TAKEN_BACK)
"""Whose words are read one by one: plans, wishes and others' work could otherwise raise."""


@value
class Spoken:
    """A distinct word that is read: its statement's status, its first place, and its form."""

    status: Status
    word: Word
    form: str


Heard = tuple[Statement, Status]
"""A statement that counts, and what it counts as."""


Numbers = dict[str, float]
"""Counted evidence: name → number."""


def numbers(heard: Sequence[Heard], found: Findings, language: str, level: int) -> Numbers:
    """Return the counted evidence; `level` is that of the rubric's step."""
    present = [one for one, status in heard if status is Status.PRESENT]
    absent = [one for one, _ in heard if one.kind is Kind.ABSENCE]
    own = [
        one
        for one, status in heard
        if status in (Status.PRESENT, Status.ENDED) or one.kind is Kind.ABSENCE
    ]
    beside = Counter(
        [hit.group for one, status in heard if status is not Status.PRESENT for hit in one.cues]
    )
    missing = Counter([hit.group for one in absent for hit in one.cues])
    cues = found.cues
    here = [group for group in RAISING if cues[group]]
    raising = [len(one.groups & RAISED_BY) for one in present]
    start = found.start_decided and found.practices == 0
    told: Numbers = {
        "rubric": level,
        "practices": min(found.practices, 6),
        "strong": min(found.strong, 6),
        "weak": min(found.weak, 3),
        "ended": min(found.ended, 2),
        "anchors": found.anchors,
        "loop": found.loop,
        "capped": found.capped,
        "unused": found.unused,
        "gaps": min(found.gaps, 2),
        "start": start,
        "raising groups": len(here),
        "result groups": sum(cues[group] > 0 for group in RESULTS),
        "raising cues": sum(min(cues[group], 3) for group in here),
        "measured and changed": cues["measure"] > 0 and cues["changed"] + cues["use"] > 0,
        "raising together": max(raising, default=0),
        "raised statements": sum(map(bool, raising)),
        "present statements": min(len(present), 6),
        "bare statements": min(sum(not one.cues for one in present), 3),
        "absences": min(len(absent), 4),
        "begins absent": bool(own) and own[0].kind is Kind.ABSENCE,
        "ends absent": bool(own) and own[-1].kind is Kind.ABSENCE,
        "negations": max(map(_negations, absent), default=0),
        "raising groups absent": sum(missing[group] > 0 for group in RAISING),
        "anchors absent": sum(missing[group] > 0 for group in ANCHORS),
        "all absent": any(one.total for one, _ in heard),
        "taken back": any(status is Status.TAKEN_BACK for _, status in heard),
    }
    told |= _counted(IN_PRESENT, cues)
    told |= _counted(AROUND_IT, beside)
    told |= _counted(IN_ABSENT, missing)
    told |= _learnt(heard, found.dimension)
    told |= _counted(OF_KIND, Counter([str(one.kind) for one, _ in heard]))
    told |= _counted(ABOUT, {found.dimension: 1})
    told |= _counted(TYPED_IN, {language: 1})
    return told


def _counted(asked: Asked, found: Mapping[str, int]) -> Numbers:
    """Return how often each was found, twice at most: more says no more."""
    told: Numbers = dict.fromkeys(asked.values(), 0)
    for one, many in found.items():
        if one in asked:
            told[asked[one]] = many if many < 2 else 2
    return told


def _learnt(heard: Sequence[Heard], dimension: str) -> Numbers:
    """Return what was learnt of the clauses: how much practice they show, and how firm it is.

    Clauses of plans and of others' work show none.
    """
    aside = (Kind.PLAN,) if dimension == "cooperation" else (Kind.PLAN, Kind.OTHERS)
    clauses = [
        (one, 0.0 if statement.kind in aside else one.chances[0])
        for statement, _ in heard
        for one in statement.heard
    ]
    own = [share for _, share in clauses]
    told: Numbers = {
        "learnt practice": min(sum(own), 8),
        "learnt surest practice": max(own, default=0),
        "learnt items": min(sum([one.named * share for one, share in clauses]), 8),
    }
    told |= _summed(CHANCES, [one.chances[1:] for one, _ in clauses], 6)
    raising = len(RAISED)
    told |= _summed(
        TOLD,
        [
            [*[tell * share for tell in one.tells[:raising]], *one.tells[raising:]]
            for one, share in clauses
        ],
        4,
    )
    firmest = {name: told[f"learnt {name}"] for name in (*ANCHORS, "use", "measure")}
    together = [share * sum([one.tells[at] for at in ANCHORED]) for one, share in clauses]
    told["learnt anchors"] = sum([firmest[name] for name in ANCHORS])
    told["learnt anchors together"] = max(together, default=0)
    told["learnt loop"] = firmest["use"] * max(firmest["measure"], firmest["rhythm"])
    return told


def _summed(asked: Summed, clauses: Sequence[Sequence[float]], most: float) -> Numbers:
    """Return the highest number and the sum over all clauses, `most` at most, of each column."""
    told: Numbers = {}
    columns = zip(*(clauses or [[0.0] * len(asked)]), strict=True)
    for (name, summed), column in zip(asked, columns, strict=True):
        whole = sum(column)
        told[name] = max(column)
        told[summed] = whole if whole < most else most
    return told


def _negations(statement: Statement) -> int:
    """Return how many negations a statement has, three at most: two may undo each other."""
    return min(sum(hit.group in ("negation", "nothing") for hit in statement.cues), 3)


def hear(statements: Sequence[Statement], dimension: str) -> tuple[Heard, ...]:
    """Return the statements of an answer which count at all, with what each counts as."""
    told = zip(statements, statuses(statements, dimension), strict=True)
    return tuple(
        (one, _status(one, present, gone))
        for one, (present, gone) in told
        if one.kind not in (Kind.ACTION, Kind.WHOLE)
    )


def _status(statement: Statement, present: bool, gone: bool) -> Status:
    if present:
        return Status.PRESENT
    if statement.kind is Kind.ENDED:
        return Status.ENDED
    if statement.kind is Kind.ABSENCE:
        return Status.ABSENT
    own = statement.kind in (Kind.PRACTICE, Kind.REMARK, Kind.OTHERS)
    return Status.TAKEN_BACK if gone and own else Status.OTHER


def spoken(heard: Sequence[Heard]) -> tuple[Spoken, ...]:
    """Return the distinct words that are read one by one, in order.

    Words of raising cues are not among them: those count as cues, which can only raise.
    """
    made: list[Spoken] = []
    seen: dict[Status, set[str]] = {status: set() for status in SPEAKING}
    for statement, status in heard:
        if status not in SPEAKING:
            continue
        known = seen[status]
        raising = [hit for hit in statement.cues if hit.group in RAISED_BY]
        for word in outside(statement.words, raising):
            text = read_as(word.form)
            if len(word.form) > 1 and text not in known:
                known.add(text)
                made.append(Spoken(status, word, text))
    return tuple(made)


def named(one: Spoken, language: str) -> str:
    """Return the name by which a word is hashed."""
    return f"{language}{one.status} {one.form}"
