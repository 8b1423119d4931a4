"""The report as one value: sentences, figures, tables and notes, before any format."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from digimatrix.languages import Words
from digimatrix.model.matrix import Counts
from digimatrix.report.figures import (
    Distribution,
    Dumbbell,
    Figure,
    Gaps,
    Overview,
    Priorities,
    Tiles,
)
from digimatrix.report.tables import Table


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that holds: `slug` names the rule that checked it, `anchor` where it leads."""

    slug: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of an answer's text; the fragments of an entry, joined, are its whole text.

    `kind` is the statement's kind slug ("" between statements) with `kind_name` for people;
    `cue` and `cue_name` mark words that counted for the level, else "".
    """

    text: str
    kind: str = ""
    kind_name: str = ""
    cue: str = ""
    cue_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dimension of a municipality, ready to show with all that its level rests on.

    `level` is the label with its source beside ("3", "stated by the municipality"); `reason`
    the rubric step in a sentence; `lift` what would raise it; `disagreement` tells where the
    stated level and the words differ; `change` the change since the last round; `language`
    is the language of the quoted words; `place` the cell.
    """

    dimension: str
    name: str
    level: str
    level_name: str
    source: str
    reason: str
    lift: str
    disagreement: str
    change: str
    language: str
    place: str
    fragments: tuple[Fragment, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: the action demanded or the gap itself, why it stands where it does,
    and who demands or could share it. `language` is that of `text`; `name` is the dimension's,
    "" where the text names it.
    """

    dimension: str
    name: str
    text: str
    reason: str
    partners: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were typed, in their language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What others do in a dimension where the municipality falls short: it names nobody.

    `name` is the dimension's; `topic` a theme, "" where the quotes say it; `share` tells how
    many of those who reach the target do it; `quotes` are the words that may be shared.
    """

    dimension: str
    name: str
    topic: str
    share: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One municipality's section; `lessons` are for its own page."""

    name: str
    anchor: str
    facts: str
    summary: tuple[str, ...]
    figure: Dumbbell
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the data: where, how serious ("note", "warning", "error"), what and the remedy."""

    severity: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Method:
    """A term of the report and how it is counted, with its source."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Whose words a line of the synthesis rests on: `text` quotes them in `language`.

    `anchor` leads to the municipality's entry in the same report, `place` to the cell.
    """

    name: str
    anchor: str
    text: str
    language: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the synthesis: a theme, the words of one for all who say so, or both.

    `count` municipalities say so, of those who answered; `share` says it in words
    ("9 of 12"). `quote` is as it was typed, in `language`, "" where `topic` says enough;
    `who` names the municipalities where they are few.
    """

    topic: str
    quote: str
    language: str
    count: int
    share: str
    who: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one sort, the most shared first; `slug` is "common", "rare", "others",
    "reservations", "demands" or "general".
    """

    slug: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SynthesisColumn:
    """One dimension of the region's own matrix; `heading` is the official one."""

    dimension: str
    heading: str
    answered: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The region's own matrix: what its municipalities say together, column by column.

    `quotation` are the marks that open and close quoted words.
    """

    title: str
    subtitle: str
    quotation: tuple[str, str]
    columns: tuple[SynthesisColumn, ...]
    general: Part
    notes: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether nobody said anything in words: returns that hold levels only."""
        return not self.general.lines and not any(column.parts for column in self.columns)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of all cells: `summary` in a sentence, `returns` one row a return.

    `doubts` are what was read but should be looked at, `left_out` the cells no return holds,
    `cells` one row a cell for machines; `passed_over` names the files that are no inputs.
    """

    title: str
    summary: str
    returns: Table
    doubts: Table
    left_out: Table
    cells: Table
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says, in one language, without a format.

    `tables` are the sheets and CSV files: levels, gaps, dimensions, actions, reading.
    `figures` lists the region's figures and every profile's, in order. `priorities` is None
    where there is one municipality alone, `distribution` where there are no groups of them,
    `tiles` where no places on a map are given.
    """

    words: Words
    title: str
    subtitle: str
    date: datetime.date
    round: str
    counts: Counts
    counts_text: str
    findings: tuple[Finding, ...]
    overview: Overview
    gaps: Gaps
    priorities: Priorities | None
    distribution: Distribution | None
    tiles: Tiles | None
    synthesis: Synthesis
    profiles: tuple[Profile, ...]
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    account: Account
    method: tuple[Method, ...]
    funding: tuple[str, ...]
    version: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in the order in which they stand."""
        region = (self.overview, self.gaps, self.priorities, self.distribution, self.tiles)
        return (
            *(figure for figure in region if figure is not None),
            *(profile.figure for profile in self.profiles),
        )
