"""What one file gave, without its sheets: returns, what is to be said, what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.matrix import Counts
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import left_out, words_of
from digimatrix.read.grids import Address
from digimatrix.read.returns import Draft, FileResult


@dataclass(frozen=True, slots=True)
class Leaving:
    """A draft that is not used, and why."""

    draft: Draft
    rule: Rule
    facts: Mapping[str, str]


@dataclass(slots=True)
class Outcome:
    """What one file gave: all that the other files and the reports need of it, and no more.

    `sheets` are the names that the numbers in the drafts' cells stand for; `typed` holds the
    words of placed cells which no answer has as they are, such as levels. `reviews` is True
    for a file which holds reviews, not returns.
    """

    name: str
    digest: str = ""
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)
    placed: int = 0
    headings: int = 0
    funder_lines: tuple[str, ...] = ()
    sheets: tuple[str | None, ...] = ()
    typed: Mapping[Place, str] = field(default_factory=dict)
    reviews: bool = False

    @property
    def counts(self) -> Counts:
        """How many cells of the file met which end."""
        return Counts(1, self.placed, self.headings, len(self.left))

    def leave(self, leaving: Sequence[Leaving]) -> None:
        """Take drafts out: their cells are left out, but for those that other drafts hold too."""
        gone = {id(each.draft) for each in leaving}
        self.drafts = [draft for draft in self.drafts if id(draft) not in gone]
        held: dict[int, set[Address]] = defaultdict(set)
        for draft in self.drafts:
            for number, addresses in draft.cells.items():
                held[number] |= addresses
        for each in leaving:
            words = _words(each.draft)
            for number, addresses in each.draft.cells.items():
                for row, column in sorted(addresses - held[number]):
                    place = Place(self.name, self.sheets[number], row, column)
                    text = self.typed.get(place) or words[place.sheet, row, column]
                    self.left.append(left_out(place, text, each.rule, each.facts))
                    self.placed -= 1
                held[number] |= addresses


def outcome(result: FileResult) -> Outcome:
    """Return what a file gave; its sheets can be forgotten then."""
    drafts = []
    typed: dict[Place, str] = {}
    for draft in result.drafts:
        words = _words(draft)
        cells: dict[int, set[Address]] = {}
        for number, addresses in draft.cells.items():
            ledger = result.ledgers[number]
            cells[number] = addresses & ledger.placed  # some were left out after all
            for address in cells[number]:
                cell = ledger.grid.cells[address]
                text = words_of(cell)
                if words.get((ledger.grid.sheet or None, *address)) != text:
                    typed[ledger.place_of(cell)] = text
        drafts.append(replace(draft, cells=cells))
    counts = result.counts
    return Outcome(
        result.name,
        result.digest,
        drafts,
        result.problems,
        [problem for ledger in result.ledgers for problem in ledger.left.values()],
        counts.placed,
        counts.headings,
        tuple(result.funder_lines),
        tuple(ledger.grid.sheet or None for ledger in result.ledgers),
        typed,
    )


def _words(draft: Draft) -> dict[tuple[str | None, int | None, int | None], str]:
    """Return the words of the cells whose words stand in an answer, by sheet, row, column."""
    return {
        (part.place.sheet, part.place.row, part.place.column): answer.text[part.start : part.end]
        for answer in draft.result.answers
        for part in answer.parts
        if part.end > part.start
    }
