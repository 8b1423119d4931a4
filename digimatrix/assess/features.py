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

Asked = Sequence[tuple[str, str, int]]
"""Names of numbers, each with what is counted for it and its sign (see `numbers`)."""


def _asked(name: str, counted: Sequence[str], sign: int) -> Asked:
    return [(f"{name} {one}", one, sign) for one in counted]


IN_PRESENT: Asked = (
    *_asked("present", RAISING, 1),
    *_asked("present", LOWERING, -1),
    *_asked("present", HARMLESS, 1),
    *_asked("present", OTHER, 0),
)
AROUND_IT = _asked("around", AROUND, -1)
IN_ABSENT = _asked("absent", ABSENT, 0)
OF_KIND = _asked("kind", KINDS, -1)
ABOUT = _asked("dimension", DIMENSIONS, 0)
TYPED_IN = _asked("language", LANGUAGES, 0)
CHANCES: Asked = [
    (name, status, 0 if status == Kind.ENDED else sign)
    for name, status, sign in _asked("learnt", STATUSES[1:], -1)
]
TOLD = (
    *_asked("learnt", RAISED, 1),
    *_asked("learnt", LOWERED, -1),
    *_asked("learnt", TELLS[len(RAISED) + len(LOWERED) :], 0),
)


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


Numbers = dict[str, tuple[float, int]]
"""Counted evidence: name → (number, sign)."""


def numbers(heard: Sequence[Heard], found: Findings, language: str, level: int) -> Numbers:
    """Return the counted evidence: name → (number, sign).

    The level may only rise with a number of sign 1 and only fall with one of sign −1; 0 is
    free. `level` is that of the rubric's step.
    """
    present = [one for one, status in heard if status is Status.PRESENT]
    absent = [one for one, _ in heard if one.kind is Kind.ABSENCE]
    own = [
        one
        for one, status in heard
        if status in (Status.PRESENT, Status.ENDED) or one.kind is Kind.ABSENCE
    ]
    beside = Counter(
        hit.group for one, status in heard if status is not Status.PRESENT for hit in one.cues
    )
    missing = Counter(hit.group for one in absent for hit in one.cues)
    cues = found.cues
    here = [group for group in RAISING if cues[group]]
    raising = [len(one.groups.intersection(RAISING)) for one in present]
    start = found.start_decided and found.practices == 0
    told: Numbers = {
        "rubric": (level, 1),
        "practices": (min(found.practices, 6), 1),
        "strong": (min(found.strong, 6), 1),
        "weak": (min(found.weak, 3), -1),
        "ended": (min(found.ended, 2), 0),
        "anchors": (found.anchors, 1),
        "loop": (found.loop, 1),
        "capped": (found.capped, -1),
        "unused": (found.unused, -1),
        "gaps": (min(found.gaps, 2), -1),
        "start": (start, 1),
        "raising groups": (len(here), 1),
        "result groups": (sum(cues[group] > 0 for group in RESULTS), 1),
        "raising cues": (sum(min(cues[group], 3) for group in here), 1),
        "measured and changed": (cues["measure"] > 0 and cues["changed"] + cues["use"] > 0, 1),
        "raising together": (max(raising, default=0), 1),
        "raised statements": (sum(map(bool, raising)), 1),
        "present statements": (min(len(present), 6), 1),
        "bare statements": (min(sum(not one.cues for one in present), 3), -1),
        "absences": (min(len(absent), 4), 0),
        "begins absent": (bool(own) and own[0].kind is Kind.ABSENCE, 0),
        "ends absent": (bool(own) and own[-1].kind is Kind.ABSENCE, 0),
        "negations": (max(map(_negations, absent), default=0), 0),
        "raising groups absent": (sum(missing[group] > 0 for group in RAISING), 0),
        "anchors absent": (sum(missing[group] > 0 for group in ANCHORS), 0),
        "all absent": (any(one.total for one, _ in heard), -1),
        "taken back": (any(status is Status.TAKEN_BACK for _, status in heard), -1),
    }
    told |= _counted(IN_PRESENT, cues)
    told |= _counted(AROUND_IT, beside)
    told |= _counted(IN_ABSENT, missing)
    told |= _learnt(heard, found.dimension)
    told |= _counted(OF_KIND, Counter(one.kind for one, _ in heard))
    told |= _counted(ABOUT, {found.dimension: 1})
    told |= _counted(TYPED_IN, {language: 1})
    return told


def _counted(asked: Asked, found: Mapping[str, int]) -> Numbers:
    """Return how often each was found, twice at most: more says no more."""
    return {name: (min(found[one], 2) if one in found else 0, sign) for name, one, sign in asked}


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
        "learnt practice": (min(sum(own), 8), 1),
        "learnt surest practice": (max(own, default=0), 1),
        "learnt items": (min(sum(one.named * share for one, share in clauses), 8), 1),
    }
    told |= _summed(CHANCES, [one.chances[1:] for one, _ in clauses], 6)
    raising = len(RAISED)
    told |= _summed(
        TOLD,
        [
            (*(tell * share for tell in one.tells[:raising]), *one.tells[raising:])
            for one, share in clauses
        ],
        4,
    )
    firmest = {name: told[f"learnt {name}"][0] for name in (*ANCHORS, "use", "measure")}
    together = (share * sum(one.tells[at] for at in ANCHORED) for one, share in clauses)
    told["learnt anchors"] = (sum(firmest[name] for name in ANCHORS), 1)
    told["learnt anchors together"] = (max(together, default=0), 1)
    told["learnt loop"] = (firmest["use"] * max(firmest["measure"], firmest["rhythm"]), 1)
    return told


def _summed(asked: Asked, clauses: Sequence[Sequence[float]], most: float) -> Numbers:
    """Return the highest number and the sum over all clauses, `most` at most, of each column."""
    told: Numbers = {}
    columns = zip(*(clauses or [[0.0] * len(asked)]), strict=True)
    for (name, _, sign), column in zip(asked, columns, strict=True):
        told[name] = (max(column), sign)
        told[f"{name} sum"] = (min(sum(column), most), sign)
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
    made: dict[tuple[Status, str], Spoken] = {}
    for statement, status in heard:
        if status not in SPEAKING:
            continue
        raising = [hit for hit in statement.cues if hit.group in RAISING]
        for word in outside(statement.words, raising):
            if len(word.form) > 1:
                text = read_as(word.form)
                made.setdefault((status, text), Spoken(status, word, text))
    return tuple(made.values())


def named(one: Spoken, language: str) -> str:
    """Return the name by which a word is hashed."""
    return f"{language}{one.status} {one.form}"
