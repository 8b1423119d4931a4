"""PARSE: what a heading inside an answer says of the lines and words that follow it.

"To do: a joint calendar" calls for the calendar, and below "We still lack:" each line of the
list names what is not there, though the lines themselves do not say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from digimatrix.parse.clauses import Clause
from digimatrix.parse.items import VERBAL, describes
from digimatrix.parse.kinds import Kind
from digimatrix.parse.kinds import kinds as read_kinds
from digimatrix.parse.sentences import BULLET, Mark, Sentence
from digimatrix.parse.words import Plain

REACHING = (Kind.PLAN, Kind.ABSENCE, Kind.OTHERS)
"""What a heading is, for the list below it to be so, too."""

WORDS = 4
"""How many words a heading has at most that calls for things by one of them ("Our wishes")."""

TELLING = VERBAL | {"now"}
"""Groups whose words say how things are, whatever heading stands above or before them."""

_COLON = re.compile(r"[\s)”\"’*_]*:(?=\s|$)")
_DASH = re.compile(r"\s+[-–—]\s")
_BLANK = re.compile(r"\n\s*\n")
_REST = re.compile(r"[\s*_]*(?:$|\n)")


class Lead(Enum):
    """What a sentence is beside a heading inside the answer."""

    HEADING = auto()  # only says what its list is
    LED = auto()  # is what the heading before it says


@dataclass(slots=True)
class Leads:
    """Goes through the sentences of one text, and knows which heading reaches them."""

    source: Plain
    _kind: Kind | None = None
    _line: int = -1
    _end: int = 0
    _alone: bool = False  # whether nothing follows it on its line, so that lines below may
    _listed: bool | None = None  # whether these have bullets; None until the first comes

    def reach(
        self, sentence: Sentence, parts: Sequence[Clause], kinds: Sequence[Kind]
    ) -> tuple[tuple[Kind, ...], Lead | None]:
        """Return what the clauses of a sentence are with its heading in view, and its part in it.

        `kinds` are what they are by their own cues; what is not in place by these stays so.
        """
        calling = self._calling(parts)
        if not calling and (kind := self._reaching(sentence, parts)):
            return _all(parts, kinds, kind, listed=bool(self._listed)), Lead.LED
        end = calling or len(parts)
        ends_line = self._ends_line(parts[end - 1], colon=not calling)
        if not calling and (not ends_line or kinds[-1] not in REACHING):
            self._kind = None
            return tuple(kinds), None
        self._kind = Kind.PLAN if calling else kinds[-1]
        self._line, self._end = sentence.line, sentence.end
        self._alone, self._listed = ends_line, None
        if calling and not ends_line:
            rest = read_kinds(parts[end:])  # which do not go on as their heading began
            return (*(Kind.PLAN,) * end, *_all(parts[end:], rest, Kind.PLAN)), Lead.LED
        return ((Kind.PLAN,) * end if calling else tuple(kinds)), Lead.HEADING

    def _reaching(self, sentence: Sentence, parts: Sequence[Clause]) -> Kind | None:
        """Return what the last heading says of a sentence, None if it does not reach it."""
        if self._kind is None or sentence.mark is not Mark.PLAIN:
            return None
        if sentence.line == self._line:
            return self._kind
        if not self._alone or self._ends_line(parts[-1], colon=True):
            return None  # a heading of its own
        text = self.source.text
        start = text.rfind("\n", 0, sentence.start) + 1
        bullet = BULLET.match(text, start)
        bulleted = bullet is not None and bool(bullet.group().strip())
        if self._listed is None:
            self._listed = bulleted
        if bulleted is not self._listed:
            return None
        if bulleted:
            return self._kind
        headed = _COLON.match(text, parts[0].end)
        return None if headed or _BLANK.search(text, self._end, start) else self._kind

    def _calling(self, parts: Sequence[Clause]) -> int:
        """Return how many clauses are a heading that calls for what follows; 0 if none are."""
        first = parts[0]
        if not first.has("calling") or len(first.words) > WORDS or _tells(first):
            return 0
        text = self.source.text
        if _COLON.match(text, first.end) or _DASH.match(text, first.end):
            return 1
        alone = len(parts) == 1 and _covers(first) and self._ends_line(first, colon=False)
        return int(alone)

    def _ends_line(self, part: Clause, *, colon: bool) -> bool:
        """Tell whether a line ends with the clause, and with a colon after it if one is wanted."""
        found = _COLON.match(self.source.text, part.end)
        if colon and not found:
            return False
        return _REST.match(self.source.text, found.end() if found else part.end) is not None


def _tells(part: Clause) -> bool:
    """Tell whether a clause says how things are; "To do" and "a shared calendar" do not."""
    calling = [hit for hit in part.hits if hit.group == "calling"]
    return any(
        hit.group in TELLING
        and not describes(hit, part)
        and not any(one.start <= hit.start < one.end for one in calling)
        for hit in part.hits
    )


def _covers(part: Clause) -> bool:
    """Tell whether a clause is nothing but words that call for what follows them."""
    return any(
        hit.group == "calling" and (hit.start, hit.end) == (part.start, part.end)
        for hit in part.hits
    )


def _all(
    parts: Sequence[Clause], kinds: Sequence[Kind], kind: Kind, *, listed: bool = False
) -> tuple[Kind, ...]:
    """Return the kinds under a heading; a sentence that says how things are is no list."""
    return tuple(
        kind if own is Kind.PRACTICE and (listed or not _tells(part)) else own
        for part, own in zip(parts, kinds, strict=True)
    )
