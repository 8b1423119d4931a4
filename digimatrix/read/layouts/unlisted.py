"""Headings that no list knows: told by their words, or by their place among the others.

Where several dimensions of a line are recognised, a short cell with answers may head one that
is missing: "Kumppanimme ja verkostomme" has a telling word, and what stands alone between two
neighbours in the framework's order heads what belongs there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Heading, Headings, Label, facet_meant, others_assess
from digimatrix.read.layouts.bands import number, number_above
from digimatrix.read.layouts.view import Header, View
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.prompts import asks, is_aside, remarks
from digimatrix.read.senders.rounds import names_round
from digimatrix.read.wordings import fold, has_stem, plain_set

_FEWEST = 3  # dimensions that are recognised beside one told by its words
_LONGEST = 90  # letters of a heading
_WORDS = 12
_SAMPLE = 50  # lines that tell what stands below a heading
_ANSWER = 4  # words that no name has
_FEW = 6  # words of a heading that only stands out between sentences
_LONG = 7  # words that few headings have
_LISTED = 95  # of a heading in a list's own words
_SURE = 70  # of a heading that was told by its words or its place
_KNOWN = 90  # of a heading that was not guessed
_SENTENCE = re.compile(r"[.!;…]\s*$|[.!;]\s+[^\W\d_]*[A-ZÅÄÖ]|^\s*(?:[-–—•*·▪]|->|→)")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s*")  # no end of a sentence
_SHORTENED = 4  # words of a heading that ends in a shortened one: "Utvärd. och uppföljn."


def completed(header: Header, view: View, headings: Headings) -> Header:
    """Return the header with the headings in its line that only words or their place tell."""
    present = {mark.dimension for mark in header.marks.values()}
    keys = headings.framework.keys
    if len(present) == len(keys) - 1:
        header = _moved(header, headings)
    if not _FEWEST - 1 <= len(present) < len(keys):
        return header
    line = _Line(header, view, headings)
    line.read_openings()
    line.read_words()
    if len(present) < _FEWEST and (line.inside or len(line.missing) > 1):
        return header  # of two, only if words tell all the others but one
    told = replace(header, marks=dict(sorted(line.marks.items())))
    if len(line.missing) == 1 and (moved := _moved(told, headings)) is not told:
        return moved
    line.read_places()
    return replace(header, marks=dict(sorted(line.marks.items())))


def _moved(header: Header, headings: Headings) -> Header:
    """Return the header with a guess moved to the one dimension missing, if it has its place.

    "Aplinkybės ir pradinė padėtis" before "Dabartinė situacija" is no second situation, and
    "Starting point (ours)" after "Background" no second background.
    """
    keys, marks = headings.framework.keys, header.marks
    for column, guess in marks.items():
        rest = [mark for at, mark in sorted(marks.items()) if at != column]
        others = [mark.dimension for mark in rest]
        guessed = guess.sure < _KNOWN + (guess.wording not in {mark.wording for mark in rest})
        if not guessed or len(others) != len(keys) - 1 or guess.dimension not in others:
            continue
        key = (set(keys) - set(others)).pop()
        whole = [key if at == column else mark.dimension for at, mark in sorted(marks.items())]
        if whole == list(keys):
            wording = headings.framework.dimension(key).heading[guess.language]
            moved = Heading(key, None, wording, _SURE, guess.language, placed=True)
            return replace(header, marks={**marks, column: moved})
    return header


@dataclass(frozen=True, slots=True)
class _Style:
    """What all the headings have that stand among their answers, and most answers have not."""

    apart: bool  # a blank cell above
    numbered: bool
    capitals: bool
    ending: str

    @property
    def questions(self) -> bool:
        """Whether no title of a letter or a form looks like them."""
        return self.numbered or self.ending == "?"

    @property
    def distinct(self) -> bool:
        return self.apart or self.numbered or self.capitals or bool(self.ending)


class _Line:
    """One line of headings, or two with halves of them; `marks` are those recognised so far."""

    def __init__(self, header: Header, view: View, headings: Headings) -> None:
        self.header, self.view, self.headings = header, view, headings
        self.cells = dict(view.lines[header.line])
        for line in range(header.line + 1, header.bottom + 1):
            for column, half in view.lines[line].items():
                if first := self.cells.get(column):
                    self.cells[column] = replace(first, text=f"{first.text} {half.text}")
        self.marks = dict(header.marks)
        self.keys = headings.framework.keys
        languages = Counter(mark.language for mark in header.marks.values())
        self.languages = frozenset(languages)
        self.language = languages.most_common(1)[0][0]
        below = [column for column in self.marks if view.last[column] > header.line]
        worded = [c for c in self.marks if view.has_words_before(header.line, c)]
        # a list of practices, each with its dimension after it
        self.before = view.flipped and not below and len(worded) * 2 > len(self.marks)
        # else answers stand in the line itself
        self.inside = len(below) * 2 < len(self.marks) and not self.before
        self.style = self._style() if self.inside else None
        self.numbers = not self.inside and self._hold_numbers(below)
        self.open = {c: x for c, x in self._candidates() if c not in self.marks}

    def read_openings(self) -> None:
        """Take what opens with a missing heading, though it goes on with another's words.

        So does "Resurssit: yhteistyö", an answer in one word.
        """
        for column, cell in self.cells.items():
            opening, colon, _ = cell.text.partition(":")
            mark = self.headings.read(opening) if colon and column not in self.marks else None
            if mark and mark.dimension in self.missing and mark.sure >= _LISTED:
                self.marks[column] = replace(mark, opening=len(opening) + 1)
                self.open.pop(column, None)

    def read_words(self) -> None:
        """Take what has telling words of just one dimension, which is missing."""
        missing = self.missing
        groups: dict[str, list[int]] = {}
        for column, cell in self.open.items():
            groups.setdefault(fold(cell.text), []).append(column)
        most = max(Counter(mark.dimension for mark in self.marks.values()).values())
        found: dict[str, list[list[int]]] = {}
        for columns in groups.values():
            text = self.cells[columns[0]].text
            pointed = self._pointed(text)
            if len(pointed) == 1 and len(columns) <= most:
                (key,) = pointed
                if key in missing and (not self.inside or self._in_order(columns, key)):
                    found.setdefault(key, []).append(columns)
        for key, several in found.items():
            if len(several) == 1:  # of two, none is sure
                for column in several[0]:
                    self._take(column, key, placed=False)

    def _pointed(self, text: str) -> set[str]:
        """Return the dimensions that a text points to; what asks for a target points to none."""
        known = self.headings.read(text)
        if known and known.dimension:
            return {known.dimension}  # it was taken for an answer, or for a part of one
        if _aims(text) and not asks(text):
            return set()
        return self.headings.telling.pointed(text, self.languages)

    def read_places(self) -> None:
        """Take the only cell that may head the one dimension missing between two neighbours.

        Before the first and after the last only if all the others are there.
        """
        order = [self.keys.index(mark.dimension or "") for _, mark in sorted(self.marks.items())]
        if order != sorted(set(order)) or len(order) * 2 <= len(self.keys):
            return
        columns = sorted(self.marks)
        steps = [after - before for before, after in pairwise(columns)]
        places: list[tuple[int, list[int]]] = [
            (first + 1, [c for c in self.open if before < c < after])
            for (before, after), (first, second) in zip(
                pairwise(columns), pairwise(order), strict=True
            )
            if second - first == 2
        ]
        if len(order) == len(self.keys) - 1 and not self.inside:
            reach = min(steps)
            if order[0] == 1:
                before = [c for c in self.open if c < columns[0]]
                places.append((0, before if before == [columns[0] - reach] else []))
            elif order[-1] == len(self.keys) - 2:
                after = [c for c in self.open if c > columns[-1]]
                places.append((len(order), after if after == [columns[-1] + reach] else []))
        elif len(order) == len(self.keys) - 1 and self.style and self.style.questions:
            at = [c for c in self.open if self._is_next_to(c, columns)]
            first, last = [c for c in at if c < columns[0]], [c for c in at if c > columns[-1]]
            places.append((0, first) if order[0] == 1 else (len(order), last))
        for place, open_ in places:
            key = self.keys[place]
            free = [column for column in open_ if self._may_be_placed(column, key)]
            if len(free) == len(open_) == 1:
                self._take(free[0], key, placed=True)

    def _take(self, column: int, key: str, *, placed: bool) -> None:
        wording = self.headings.framework.dimension(key).heading[self.language]
        self.marks[column] = Heading(key, None, wording, _SURE, self.language, placed=placed)
        self.open.pop(column)

    @property
    def missing(self) -> set[str]:
        """The dimensions that nothing in the line heads so far."""
        return set(self.keys) - {mark.dimension for mark in self.marks.values()}

    def _in_order(self, columns: list[int], key: str) -> bool:
        """Whether a heading stands after those before it in the framework's order."""
        at = self.keys.index(key)
        return len(columns) == 1 and all(
            (self.keys.index(mark.dimension or "") < at) == (column < columns[0])
            for column, mark in self.marks.items()
        )

    def _may_be_placed(self, column: int, key: str) -> bool:
        """Whether no word tells that a cell is of another dimension, and words answer it."""
        text = self.cells[column].text
        told = self.headings.telling.told(text, self.languages)
        if (told and key not in told) or self.headings.read(text) or _aims(text):
            return False
        if self.style is not None:
            return self.style.distinct
        words = list(self._words(column))
        if min(self.marks) < column < max(self.marks):
            return bool(words)
        # what else people ask or remark stands there, too
        numbers = [number(self.cells[at].text) for at in (*self.marks, column)]
        return bool(words) and (
            None not in numbers
            or any(key in self.headings.telling.told(x.text, self.languages) for x in words)
        )

    def _candidates(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells that may head something of which answers tell.

        One that is headed the same as another with answers may be for levels.
        """
        alike: dict[str, list[int]] = {}
        for column, cell in self.cells.items():
            alike.setdefault(fold(cell.text), []).append(column)
        most = max(Counter(mark.dimension for mark in self.marks.values()).values())
        for columns in alike.values():
            if len(columns) > most or not self._may_head(self.cells[columns[0]].text):
                continue
            answered = not self.inside and any(map(self._has_answers, columns))
            for column in columns:
                if answered or (self.inside and self._is_alike(column)):
                    yield column, self.cells[column]

    def _may_head(self, text: str) -> bool:
        words = fold(text).split()
        if not 0 < len(words) <= _WORDS or len(text) > _LONGEST or sum(map(len, words)) < 3:
            return False
        known = self.headings.read(text)
        if known and known.dimension:
            return self.inside and known.dimension in self.missing
        if known and (known.label is not Label.LEVEL or self._levels_apart()):
            return False
        if _SENTENCE.search(_NUMBER.sub("", text)) and len(words) > _SHORTENED:
            return False
        return not (
            others_assess(text)
            or is_aside(text)
            or remarks(f"{text}:")
            or names_round(text)
            or has_stem(_without_others(text), "beside_stems")
            or number_above(text)
            or not plain_set("answers", "level_words").isdisjoint(words)
        )

    def _levels_apart(self) -> bool:
        """Whether other cells of the line say what is a level or a target."""
        said = [self.headings.label(cell.text) for cell in self.cells.values()]
        return sum(x is not None and x.label in (Label.LEVEL, Label.TARGET) for x in said) > 1

    def _below(self, column: int) -> Iterator[Cell]:
        """Yield what stands beside a heading: below it, or before it in a list of practices."""
        after = self.view.after(self.header.bottom)
        before = (line for line in self.view.lines if line < self.header.line)
        lines = islice(before if self.before else after, _SAMPLE)
        return (x for line in lines if (x := self.view.lines[line].get(column)))

    def _words(self, column: int) -> Iterator[Cell]:
        return (cell for cell in self._below(column) if not _is_number(cell))

    def _has_answers(self, column: int) -> bool:
        """Whether words stand below a cell, or nothing but levels as below the headings.

        Before all the headings they are an answer's: names of senders are shorter. Right before
        the first of them the heading that belongs there may have a short answer.
        """
        if column < (first := min(self.marks)):
            pointed = self._pointed(self.cells[column].text)
            at = self.keys.index(self.marks[first].dimension or "")
            belongs = at > 0 and column + 1 == first and pointed == {self.keys[at - 1]}
            least = 1 if belongs else _ANSWER
            return any(len(cell.text.split()) >= least for cell in self._words(column))
        return any(self._words(column)) or (self.numbers and any(self._below(column)))

    def _hold_numbers(self, columns: list[int]) -> bool:
        return bool(columns) and not any(cell for c in columns for cell in self._words(c))

    def _style(self) -> _Style:
        texts = [self.cells[column].text.strip() for column in self.marks]
        later = sorted(self.marks)[1:]
        ends = {text[-1:] for text in texts}
        ending = ends.pop() if len(ends) == 1 else ""
        return _Style(
            apart=all(c - 1 not in self.cells for c in later)
            and sum(c + 1 in self.cells for c in self.marks) * 2 > len(self.marks),
            numbered=all(number(text) for text in texts),
            capitals=all(text.isupper() for text in texts),
            ending=ending if ending in ":?" else "",
        )

    def _is_alike(self, column: int) -> bool:
        """Whether a cell among answers looks like the headings there, and has an answer itself."""
        text, style = self.cells[column].text.strip(), self.style
        following = column + 1 in self.cells and column + 1 not in self.marks
        first = next((letter for letter in text if letter.isalpha()), "")
        return (
            style is not None
            and following
            and first.isupper()
            and (not style.apart or column - 1 not in self.cells)
            and (not style.numbered or self._goes_on(column))
            and (not style.capitals or text.isupper())
            and (not style.ending or text.endswith(style.ending))
            and (style.distinct or self._stands_out(column))
        )

    def _goes_on(self, column: int) -> bool:
        """Whether a cell's number is one after those of the headings before it."""
        own, others = number(self.cells[column].text), [c for c in self.marks if c < column]
        before = number(self.cells[max(others)].text) if others else "0"
        return own is not None and before is not None and int(own) > int(before)

    def _is_next_to(self, column: int, columns: list[int]) -> bool:
        """Whether a cell's number is the one before the first heading's, or after the last's.

        Of questions that are not numbered one is enough.
        """
        if not (self.style and self.style.numbered):
            return True
        first, own, last = (number(self.cells[c].text) for c in (columns[0], column, columns[-1]))
        return own in (str(int(first or 0) - 1), str(int(last or 0) + 1))

    def _stands_out(self, column: int) -> bool:
        """Whether a cell is a few words between two sentences."""
        around = [self.cells[at] for at in (column - 1, column + 1) if at in self.cells]
        few = len(fold(self.cells[column].text).split()) <= _FEW
        return few and len(around) == 2 and all(map(_is_sentence, around))


@cache
def _others() -> re.Pattern[str]:
    words = "|".join(plain_set("answers", "with_others"))
    return re.compile(rf"\b(?:{words})\b")


def _without_others(text: str) -> str:
    """Return the folded words of a heading without "with others", which are no other remarks."""
    return _others().sub(" ", fold(text))


def _is_sentence(cell: Cell) -> bool:
    return cell.text.rstrip().endswith((".", "!")) or len(cell.text.split()) > _LONG


def _aims(text: str) -> bool:
    meant = facet_meant(text)
    return meant is not None and meant.label is Label.TARGET


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) or parse(cell.value) is not None
