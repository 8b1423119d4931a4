"""ASSESS: statements become counted evidence: practices, anchors, results, what makes them weak."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digimatrix.model.values import value
from digimatrix.parse.learnt import STATUSES
from digimatrix.parse.statements import Kind, Statement

ANCHORS = ("rhythm", "owner", "money", "coverage", "agreement")
"""The five anchors of permanence."""

SHOWN = frozenset(
    {*ANCHORS, "firm", "measure", "use", "changed", "takeover", "sporadic", "single", "person"}
    | {"project", "partial", "unused", "negation", "nothing", "ended", "cancel"}
)
"""The groups of cues that are shown to people as evidence."""

PRACTICAL = (*ANCHORS, "digital", "measure", "single", "person", "sporadic", "past", "project",
             "together", "unused", "partial", "firm", "takeover")  # fmt: skip
"""The groups of which practice has at least one, unless it is a bare list."""

VERBAL = frozenset({"presence", "past", "changed", "use", "opinion", "ended", "plan"})
"""The groups whose words show that a stretch of words is a sentence, not a part of a list."""

NAMING: Mapping[str, frozenset[str]] = {
    "background": frozenset({"agreement"}),
    "situation": frozenset({"digital"}),
    "where": frozenset({"digital"}),
    "cooperation": frozenset({"together", "others", "partner"}),
    "resources": frozenset({"digital", "money", "owner", "person", "project"}),
    "evaluation": frozenset({"measure", "report"}),
}
"""By dimension, the groups one of which a sentence has that names a practice of it."""

NAMING_ANY: frozenset[str] = frozenset().union(*NAMING.values())
"""The same for a dimension of another framework, of which nothing is known."""

DESCRIBING = frozenset(
    {*ANCHORS, "firm", "partial", "sporadic", "unused", "measure", "use", "changed"}
)
"""The groups which describe the practice beside them, unless their dimension is about them."""

TELLING = (*ANCHORS, "use", "changed", "takeover")
"""The groups which tell of a practice even where nothing names it ("measured every term")."""

WEAK = frozenset({"sporadic", "single", "person", "unused", "past"})
"""The groups which make the item beside them an isolated one."""


@value
class Evidence:
    """Words that count: `cue` is a slug ("rhythm", "owner", "money", "coverage", "agreement",
    "use", "sporadic", ...), `text[start:end]` of the answer's text the very words.
    """

    cue: str
    start: int
    end: int
    text: str


@value
class Findings:
    """What counts in one answer; every deciding step reads it.

    `practices` are present items, `weak` those of them which are isolated (a trial, a
    person's own, now and then), `ended` those which were and are no more. `cues` counts the
    cues of present practice by group, `around` those of all other statements; `gaps` are
    statements that something is missing elsewhere or is not used, `beside` statements which
    tell neither of practice nor of demands nor only that there is nothing else.
    """

    dimension: str
    practices: int
    weak: int
    ended: int
    cues: Counter[str]
    around: Counter[str]
    gaps: int
    beside: int
    evidence: tuple[Evidence, ...]

    @property
    def anchors(self) -> int:
        """How many different anchors of permanence present practice has."""
        named = sum(self.cues[anchor] > 0 for anchor in ANCHORS)
        reported = self.dimension == "evaluation" and self.cues["report"] > 0
        staffed = self.dimension == "resources" and self.cues["money"] > 1
        return (
            named
            + (reported and not self.cues["agreement"])
            + (staffed and not self.cues["owner"])  # a post beside money for equipment
        )

    @property
    def mixed(self) -> bool:
        """The words also tell of something else than practice: absences, plans, remarks."""
        return self.beside > 0

    @property
    def strong(self) -> int:
        """How many present items nothing marks as isolated."""
        return self.practices - self.weak

    @property
    def shown(self) -> bool:
        """Some cue shows that present items are practice, not talk around what is missing."""
        return any(self.cues[group] for group in PRACTICAL)

    @property
    def start_decided(self) -> bool:
        """A decided, funded and dated start; in the background a draft somebody is writing."""
        if self.around["decided"]:
            told = self.around["decided"] > 1  # "granted", "opens on 1 March"
            return told or self.around["money"] + self.cues["money"] > 0
        return self.dimension == "background" and self.around["drafting"] > 0

    @property
    def loop(self) -> bool:
        """Results are used as a rule, not once after a single count."""
        if self.cues["takeover"]:
            return True
        if self.cues["use"] and (self.cues["measure"] or self.cues["rhythm"]):
            return True
        return self.cues["changed"] > 0 and self.cues["measure"] > 0 and self.anchors > 0

    @property
    def unused(self) -> bool:
        """What there is lies unused or is out of date."""
        return self.cues["unused"] + self.around["unused"] > 0

    @property
    def recurring(self) -> bool:
        """One practice that comes back or stands."""
        return self.anchors > 0

    @property
    def capped(self) -> bool:
        """Something says that the practice is no service as a whole."""
        if self.cues["firm"]:
            return False
        hard = self.cues["project"] + self.cues["person"] + self.cues["unused"] + self.gaps
        soft = self.cues["sporadic"] + self.cues["partial"]
        return hard > 0 or (soft > 0 and self.anchors < 3)


def findings(statements: Sequence[Statement], dimension: str) -> Findings:
    """Return the evidence of an answer's statements, counted."""
    cues: Counter[str] = Counter()
    around: Counter[str] = Counter()
    evidence: list[Evidence] = []
    items: dict[str, bool] = {}
    named: set[str] = set()
    seen: set[str] = set()
    ended = gaps = 0
    gone = _taken_back(statements, dimension)
    for number, statement in enumerate(statements):
        present = number not in gone and is_present(statement, dimension)
        for hit in statement.cues:
            (cues if present else around)[hit.group] += 1
            if hit.group in SHOWN and statement.kind not in (Kind.ACTION, Kind.WHOLE, Kind.PLAN):
                evidence.append(Evidence(hit.group, hit.start, hit.end, hit.text))
        if present:
            cues["rhythm"] += _is_dated(statement)
            past = _is_past(statement)
            for item, span in zip(statement.items, statement.spans, strict=True):
                weak = past or any(
                    hit.group in WEAK and span.start <= hit.start < span.end
                    for hit in statement.cues
                )
                items[item.casefold()] = items.get(item.casefold(), True) and weak
            named.update(item.casefold() for item in _named(statement, dimension, seen))
        elif number not in gone and statement.kind is Kind.ENDED:
            ended += max(len(statement.items), 1)
        elif statement.kind in (Kind.ABSENCE, Kind.REMARK):
            gaps += _is_gap(statement, dimension)
    return Findings(
        dimension,
        len(named) or int(bool(items) or any(cues[group] for group in TELLING)),
        sum(items[item] for item in named) if named else int(0 < len(items) == sum(items.values())),
        ended,
        cues,
        around,
        gaps,
        sum(_is_beside(statement) for statement in statements),
        _joined(evidence),
    )


def _joined(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the order of the text; words of one cue that overlap are one piece."""
    made: dict[str, Evidence] = {}
    done: list[Evidence] = []
    for one in sorted(set(evidence), key=lambda one: (one.start, one.end)):
        last = made.get(one.cue)
        if last is not None and one.start < last.end:
            if one.end <= last.end:
                continue
            text = last.text + one.text[last.end - one.start :]
            one = Evidence(one.cue, last.start, one.end, text)
            done.remove(last)
        made[one.cue] = one
        done.append(one)
    return tuple(sorted(done, key=lambda one: (one.start, one.end, one.cue)))


def practice_count(statements: Sequence[Statement], dimension: str) -> int:
    """Return how many distinct practices of that dimension are named as present or done.

    It is the number of those found, unless that lies beyond what was learnt to expect of the
    clauses' words.
    """
    expected = sum(
        one.named * (one.chances[PRESENT] + one.chances[OVER])
        for statement in statements
        if statement.kind not in (Kind.ACTION, Kind.WHOLE)
        for one in statement.heard
    )
    found = len(practices(statements, dimension))
    return min(max(found, math.floor(expected)), math.ceil(expected))


PRESENT, OVER = STATUSES.index(Kind.PRACTICE), STATUSES.index(Kind.ENDED)


def practices(statements: Sequence[Statement], dimension: str) -> tuple[str, ...]:
    """Return the distinct practices of that dimension named as present or already done."""
    gone = _taken_back(statements, dimension)
    told = [
        statement
        for number, statement in enumerate(statements)
        if number not in gone and (statement.kind is Kind.ENDED or is_present(statement, dimension))
    ]
    listed: list[str] = []
    narrated: list[str] = []
    seen: set[str] = set()
    for statement in told:
        named = list(_named(statement, dimension, seen))
        if statement.has(*VERBAL):
            narrated += named[:SENTENCE]
        else:
            listed += named
    both = listed + narrated[: max(PROSE - len(listed), 0)]
    items = both or [item for statement in told for item in statement.items][:1]
    return tuple({item.casefold(): item for item in items}.values())


SENTENCE, PROSE = 2, 3
"""How many practices a sentence names at most, and how many prose does where no list is longer.

What else sentences name are mostly the places, people and parts of the same practices.
"""

STEM = 5
"""How many first letters two words have in common that speak of the same thing."""


def _named(statement: Statement, dimension: str, seen: set[str]) -> Iterator[str]:
    """Yield the items of a statement which name a practice of that dimension.

    A part of a list names one; a sentence does if it has a word of the dimension that was not
    `seen` before, and what its "and" or its commas add does as well.
    """
    before = True
    for item, span in zip(statement.items, statement.spans, strict=True):
        hits = [hit for hit in statement.cues if span.start <= hit.start < span.end]
        groups = {hit.group for hit in hits}
        naming = NAMING.get(dimension, NAMING_ANY)
        stems = {hit.text[:STEM].casefold() for hit in hits if hit.group in naming}
        sentence = not groups.isdisjoint(VERBAL)
        before = bool(stems) or (before and not sentence)
        again = sentence and bool(stems) and stems <= seen
        seen |= stems
        if not again and (stems or (before and groups.isdisjoint(DESCRIBING))):
            yield item


def actions(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return the distinct actions that statements demand, plan or wish for."""
    named = {
        item.casefold(): item
        for statement in statements
        if statement.kind in (Kind.ACTION, Kind.PLAN)
        for item in statement.items
    }
    return tuple(named.values())


def statuses(statements: Sequence[Statement], dimension: str) -> tuple[tuple[bool, bool], ...]:
    """Return for each statement whether it names present practice and whether it is taken back."""
    gone = _taken_back(statements, dimension)
    return tuple(
        (number not in gone and is_present(statement, dimension), number in gone)
        for number, statement in enumerate(statements)
    )


def is_present(statement: Statement, dimension: str) -> bool:
    """Tell whether a statement names present practice; others named bare are partners."""
    if statement.kind is Kind.OTHERS and dimension == "cooperation":
        return not statement.has("presence")
    return statement.kind is Kind.PRACTICE


def _taken_back(statements: Sequence[Statement], dimension: str) -> frozenset[int]:
    """Return which statements a later one takes back.

    In the background a document which does not touch digital culture is none.

    "Nothing yet", "none of it is digital" and, after something past, "now there is none" take
    back all before them; "…, but not a word on digital culture" what it stands beside.
    """
    gone: set[int] = set()
    was = False
    for number, statement in enumerate(statements):
        was = was or statement.kind is Kind.ENDED or _is_past(statement)
        if takes_back(statement) or (was and _is_gone(statement)):
            gone.update(range(number + 1))
        elif number and _is_not_digital(statement, dimension):
            before = range(number) if dimension == "background" else (number - 1,)
            if not any(statements[at].has("digital") for at in before):
                gone.update(before)
        elif statement.kind is Kind.ABSENCE and statement.has("nothing") and is_own(statement):
            gone.update(at for at in range(number) if not statements[at].has("ours"))
    if dimension in DIGITAL and any(map(_lacks_digital, statements)):
        present = [
            number
            for number, statement in enumerate(statements)
            if number not in gone and is_present(statement, dimension)
        ]
        if not any(statements[number].has("digital") for number in present):
            gone.update(present)
    return frozenset(gone)


DIGITAL = frozenset({"background", "situation", "where", "cooperation"})
"""The dimensions in which what is not digital is no practice, once digital is said to lack."""


def is_own(statement: Statement) -> bool:
    """Tell whether a statement speaks of the municipality as a whole."""
    return statement.has("ours") and not statement.has("elsewhere", "partial")


def _lacks_digital(statement: Statement) -> bool:
    """Tell whether a statement says that there is nothing digital."""
    lacking = statement.kind is Kind.ABSENCE and statement.has("digital")
    return lacking and not statement.has("elsewhere", "partial", "unused", "coverage")


def _is_not_digital(statement: Statement, dimension: str) -> bool:
    """Tell whether a statement says, in contrast to the one before, that digital is absent."""
    if statement.kind is not Kind.ABSENCE or not statement.has("digital"):
        return False
    return dimension == "background" or statement.cues[0].group == "contrast"


def _is_past(statement: Statement) -> bool:
    """Tell whether a statement is about what was done once."""
    past = statement.has("past") and not statement.has("presence")
    return statement.kind is Kind.PRACTICE and past


def _is_dated(statement: Statement) -> bool:
    """Tell whether a statement says in which month something is done, whatever the year."""
    timely = statement.has("months") and not statement.has("past", "single", "rhythm")
    return timely and not any(
        len(word.form) == len("2026") and word.form.isdigit() for word in statement.words
    )


def _is_gone(statement: Statement) -> bool:
    """Tell whether a statement says that now there is nothing of what was."""
    if statement.kind is not Kind.ABSENCE or statement.has("elsewhere", "partial", "opinion"):
        return False
    return statement.has("gone", "now", "nothing")


def takes_back(statement: Statement) -> bool:
    """Tell whether a statement says that nothing said before is there."""
    return statement.has("cancel") or (statement.kind is Kind.ABSENCE and statement.total)


DUE = {"background": "owner", "cooperation": "agreement", "resources": "money"}
"""What a dimension's third level rests on: without it the whole is not agreed and permanent."""


def _is_gap(statement: Statement, dimension: str) -> bool:
    """Tell whether a statement says that something is missing elsewhere, unused or not agreed."""
    if statement.has("elsewhere", "unused", "partial"):
        return True
    if statement.kind is Kind.ABSENCE and dimension != "cooperation" and statement.has("partner"):
        return True
    due = DUE.get(dimension)
    return due is not None and statement.kind is Kind.ABSENCE and statement.has(due)


def _is_beside(statement: Statement) -> bool:
    """Tell whether a statement tells of something else than practice and demands."""
    if statement.kind in (Kind.PRACTICE, Kind.ACTION, Kind.WHOLE):
        return False
    return not (statement.kind is Kind.ABSENCE and statement.has("elsewhere"))
