"""ASSESS: statements become counted evidence: practices, anchors, results, what makes them weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.parse.statements import Kind, Statement

ANCHORS = ("rhythm", "owner", "money", "coverage", "agreement")
"""The five anchors of permanence."""

SHOWN = (*ANCHORS, "firm", "measure", "use", "takeover", "sporadic", "single", "person",
         "project", "partial", "unused", "negation", "nothing", "ended", "cancel")  # fmt: skip
"""The groups of cues that are shown to people as evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that count: `cue` is a slug ("rhythm", "owner", "money", "coverage", "agreement",
    "use", "sporadic", ...), `text[start:end]` of the answer's text the very words.
    """

    cue: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What counts in one answer; every deciding step reads it.

    `practices` are present items, `ended` those which were; `cues` counts the cues found
    in present practice by group, `around` those in all other statements, `kinds` the
    statements by kind.
    """

    dimension: str
    practices: int
    ended: int
    cues: Counter[str]
    around: Counter[str]
    kinds: Counter[Kind]
    evidence: tuple[Evidence, ...]

    @property
    def anchors(self) -> int:
        """How many different anchors of permanence present practice has."""
        return sum(self.cues[anchor] > 0 for anchor in ANCHORS)

    @property
    def start_decided(self) -> bool:
        """A decided, funded and dated start; in the background a draft somebody is writing."""
        if self.around["decided"] or self.cues["decided"]:
            return self.around["money"] + self.cues["money"] > 0
        return self.dimension == "background" and self.cues["drafting"] > 0

    @property
    def loop(self) -> bool:
        """Results are used, and something else says that this is no single event."""
        if self.cues["takeover"]:
            return True
        return self.cues["use"] > 0 and (self.cues["measure"] > 0 or self.anchors >= 1)

    @property
    def recurring(self) -> bool:
        """One practice that comes back or stands."""
        return self.anchors >= 1

    @property
    def capped(self) -> bool:
        """Something says that the practice is no service as a whole."""
        weak = ("sporadic", "person", "partial", "unused", "project")
        return not self.cues["firm"] and any(self.cues[group] for group in weak)

    @property
    def isolated(self) -> bool:
        """Something says that what there is stands alone or is hardly in use."""
        return self.practices <= 1 and any(
            self.cues[group] for group in ("single", "person", "unused", "sporadic")
        )


def findings(statements: Sequence[Statement], dimension: str) -> Findings:
    """Return the evidence of an answer's statements, counted."""
    cues: Counter[str] = Counter()
    around: Counter[str] = Counter()
    items: list[str] = []
    ended: list[str] = []
    cut = max(
        (
            number
            for number, statement in enumerate(statements)
            if any(hit.group == "cancel" for hit in statement.cues)
        ),
        default=-1,
    )
    evidence = []
    for number, statement in enumerate(statements):
        present = statement.kind is Kind.PRACTICE and number > cut
        for hit in statement.cues:
            (cues if present else around)[hit.group] += 1
            if hit.group in SHOWN and statement.kind not in (Kind.ACTION, Kind.WHOLE, Kind.PLAN):
                evidence.append(Evidence(hit.group, hit.start, hit.end, hit.text))
        if present:
            items.extend(statement.items)
        elif statement.kind is Kind.ENDED:
            ended.extend(statement.items)
    return Findings(
        dimension,
        len({item.casefold() for item in items}),
        len(ended),
        cues,
        around,
        Counter(statement.kind for statement in statements),
        tuple(sorted(set(evidence), key=lambda one: (one.start, one.end, one.cue))),
    )
