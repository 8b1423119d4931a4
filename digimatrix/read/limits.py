"""How much a file may ask of this machine, and what is raised when it asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command's help names limits, and need not wait for all problems
    from digimatrix.model.problems import Rule

_MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may hold; beyond it the file is a problem, not a return.

    `file_bytes` is the file as it lies on the disk, `part_bytes` one part of it unpacked and
    `all_bytes` all parts unpacked, counted while unpacking whatever the file claims.
    `members` are the parts of a zip file; `depth` and `elements` those of all its XML
    together, `tree_elements` those of a Word document (held in memory), `token_bytes` one
    tag. `cells` (with text), `characters` (of all cells), `sheets` and `merges` (of one
    sheet) count per file, `cell_characters` per cell; a cell over `noted_characters` (the
    most that Excel holds) is read with a note. `seconds` and `memory_bytes` bound the process
    that reads .xls and .xlsb.
    """

    file_bytes: int = 64 * _MEBI
    members: int = 4_000
    part_bytes: int = 192 * _MEBI
    all_bytes: int = 256 * _MEBI
    depth: int = 64
    elements: int = 10_000_000
    tree_elements: int = 1_000_000
    token_bytes: int = _MEBI
    cells: int = 1_500_000
    characters: int = 64 * _MEBI
    sheets: int = 256
    merges: int = 10_000
    noted_characters: int = 32_767
    cell_characters: int = _MEBI
    seconds: int = 60
    memory_bytes: int = 1024 * _MEBI


LIMITS = Limits()


class RefusedError(Exception):
    """A file, or one sheet of it, cannot be read on; it becomes the problem it carries."""

    def __init__(self, rule: Rule, **facts: str) -> None:
        super().__init__(rule.slug)
        self.rule = rule
        self.facts = facts


def over(limits: Limits, limit: str) -> RefusedError:
    """Return the refusal for that limit, to be raised."""
    from digimatrix.model.problems import Rule

    return RefusedError(Rule.TOO_LARGE, limit=limit, allowed=str(getattr(limits, limit)))
