"""Every way a sheet can be wrong: its slug, its words, its remedy.

A fault in a sheet is a value: collected, placed and carried into the report's notes on the
data. The words are message ids; `digimatrix.languages.Words` gives them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from digimatrix.model.places import Place


class Severity(IntEnum):
    """How much a problem matters; only errors change the exit code."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


def N_(message: str) -> str:
    """Mark a message for the translators without translating it here."""
    return message


class Rule(Enum):
    """One kind of problem: (slug, severity, what is wrong, what to do).

    A rule whose slug is in a `left_out` problem names a cell that was read but not used.
    """

    # Files
    UNREADABLE_FILE = (
        "unreadable-file",
        Severity.ERROR,
        N_("The file cannot be read: {reason}."),
        N_("Open it in a spreadsheet program, save it again as .xlsx and read it once more."),
    )
    PASSWORD_PROTECTED = (
        "password-protected",
        Severity.ERROR,
        N_("The file is protected with a password."),
        N_("Open it, remove the password and save it again."),
    )
    UNKNOWN_FORMAT = (
        "unknown-format",
        Severity.NOTE,
        N_("The file is not a spreadsheet that can be read."),
        N_("Save it as .xlsx, .ods, .csv or .docx if it is a return; otherwise nothing is needed."),
    )
    EMPTY_FILE = (
        "empty-file",
        Severity.ERROR,
        N_("The file holds no text."),
        N_("Ask the municipality to send its return again."),
    )
    # Tables
    NO_HEADINGS = (
        "no-headings",
        Severity.ERROR,
        N_("No heading of the matrix was recognised."),
        N_("Write the six headings above (or beside) the answers, for example “{example}”."),
    )
    NO_MUNICIPALITY = (
        "no-municipality",
        Severity.ERROR,
        N_("The sheet does not say which municipality it is from."),
        N_("Write “{label}: name” above the table, or name the file after the municipality."),
    )
    NO_ROUND = (
        "no-round",
        Severity.WARNING,
        N_("The sheet does not say when it was filled in."),
        N_("Write the date above the table, or the year in the file or folder name."),
    )
    SECOND_RETURN = (
        "second-return",
        Severity.ERROR,
        N_("{municipality} has another return for round {round}: {other}."),
        N_("{used} is used; remove the one that is out of date."),
    )
    SAME_RETURN = (
        "same-return",
        Severity.NOTE,
        N_("The file is a copy of {other}."),
        N_("It is read once; the copy can be removed."),
    )
    UNKNOWN_MUNICIPALITY = (
        "unknown-municipality",
        Severity.WARNING,
        N_("“{name}” is not in the register of municipalities."),
        N_("Correct the name, or add it to the sheet Municipalities of project.xlsx."),
    )
    # Cells
    NEAR_HEADING = (
        "near-heading",
        Severity.NOTE,
        N_("“{found}” was read as “{heading}”."),
        N_("Nothing is needed if this is right; otherwise correct the heading."),
    )
    OUTSIDE_TABLE = (
        "outside-table",
        Severity.WARNING,
        N_("The text “{text}” stands outside the table."),
        N_("Move it under one of the headings if it is an answer."),
    )
    UNKNOWN_COLUMN = (
        "unknown-column",
        Severity.WARNING,
        N_("“{found}” is not a heading of the matrix."),
        N_("Rename the heading if the column holds answers; otherwise it is left out."),
    )
    UNCLEAR_LEVEL = (
        "unclear-level",
        Severity.WARNING,
        N_("“{typed}” can be read as a level in more than one way."),
        N_("Type one number from {low} to {high}."),
    )
    NOT_A_LEVEL = (
        "not-a-level",
        Severity.WARNING,
        N_("“{typed}” is not a level from {low} to {high}."),
        N_("Type one number from {low} to {high}."),
    )

    def __init__(self, slug: str, severity: Severity, says: str, fix: str) -> None:
        self.slug = slug
        self.severity = severity
        self.says = says
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place; `facts` fill the places in its words.

    `text` is the whole text of the cell for a cell that was left out, else empty.
    """

    rule: Rule
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
