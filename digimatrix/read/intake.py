"""One file on its way in: opened, understood, and told as what it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.bundles import Context
from digimatrix.read.files import Input
from digimatrix.read.formats import workbook
from digimatrix.read.grids import Grid
from digimatrix.read.limits import Limits
from digimatrix.read.outcomes import Outcome, outcome
from digimatrix.read.returns import read_file
from digimatrix.read.settings import reviews


@dataclass(frozen=True, slots=True)
class Terms:
    """What every file of a folder is read on, whoever reads it."""

    context: Context
    limits: Limits


def take_in(item: Input, terms: Terms) -> Outcome:
    """Read one file, from its bytes to what it gave; its sheets are forgotten."""
    opened = workbook.open_file(item.path, item.name, terms.limits)
    if reviews.holds_reviews(opened):
        return Outcome(item.name, opened.digest, reviews=True)
    result = read_file(opened.grids, item.name, opened.digest, terms.context)
    if not result.drafts and _is_note(item.name, opened.grids):
        unknown = Problem(Rule.UNKNOWN_FORMAT, Place(item.name))
        return Outcome(item.name, opened.digest, problems=[unknown])
    result.problems[:0] = opened.problems
    return outcome(result)


def _is_note(name: str, grids: Sequence[Grid]) -> bool:
    """Whether a file is plain prose, which may be a mail with answers or a note: "ohje.txt"."""
    lines = (column for grid in grids for _, column in grid.cells)
    return name.lower().endswith(".txt") and all(column == 1 for column in lines)
