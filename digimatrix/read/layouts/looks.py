"""Headings that look like one: in a column of text, what is set apart as the known headings are.

A heading in words of one's own ("Kenen kanssa teemme") tells what it is by these, or by its
place among the others. What looks like a heading and cannot be told heads no answer of the matrix,
or stands within one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from digimatrix.read.grids import Address, Cell, Look
from digimatrix.read.headings import FACETS, Heading, Headings, Label, facet_meant
from digimatrix.read.layouts.closings import closes, encloses
from digimatrix.read.layouts.view import Looked, View
from digimatrix.read.prompts import asks, is_aside, names_remarks, prompts, remarks
from digimatrix.read.wordings import fold, has_stem

_FEWEST = 3  # dimensions that are known or told, or two where the looks make up a whole matrix
_MOST = 1_000  # cells that look like headings: of more, none are those of a matrix
_LONGEST = 90  # letters of a heading
_WORDS = 12
_FEW = 6  # words of a heading that nothing but its place sets apart
_LISTED = 90  # of a heading that a list has
_EXACT = 95  # of one in the list's own words
_SURE = 70  # of a heading that was told by its words or its place
_KNOWN, _TOLD, _HINTED = 100, 10, 3  # how much each counts where they contradict each other
_SENTENCE = re.compile(r"[.!;…]\s*$")
_POINT = re.compile(r"^\s*[-–—•*·▪]\s+")
_RUN_IN = re.compile(r"[:.?!–—-]\s*$|\n$")
_GOES_ON = re.compile(r"\s*[:–—]|[^\S\n]*\n")


def by_looks(
    marks: Mapping[int, Heading], line: int, view: View, headings: Headings
) -> Looked | None:
    """Return the headings of a column, if enough of them look alike and unlike the answers."""
    found = _Looks(view.lines[line], view.looks, headings)
    if not _FEWEST - 1 <= len(found.texts) <= _MOST:
        return None
    groups = [_Group(texts, marks, found) for texts in found.alike()]
    best = max(groups, key=lambda group: (group.told, -len(group.texts)))
    return best.looked() if best.told >= _FEWEST - 1 else None


class _Looks:
    """The cells of a column that stand out; `texts` are the words of them which do.

    Cells that label a level, or whose the answers are, are none of them.
    """

    def __init__(
        self,
        cells: Mapping[int, Cell],
        looks: Mapping[Address, Look],
        headings: Headings,
    ) -> None:
        self.cells, self.headings = cells, headings
        self.looks = {c: x for c, cell in cells.items() if (x := looks.get(cell.address))}
        texts = {c: self._words(cells[c].text, look) for c, look in self.looks.items()}
        self.repeated = Counter(map(fold, texts.values()))
        self.texts = {c: x for c, x in texts.items() if fold(x) and not self.labels(x)}

    def _words(self, text: str, look: Look) -> str:
        if look.opening and not (
            _RUN_IN.search(text[: look.opening]) or _GOES_ON.match(text, look.opening)
        ):
            return ""  # words of a sentence
        return _POINT.sub("", text[: look.opening or None]).strip(" \n:–—")

    def labels(self, text: str) -> bool:
        """Whether a text labels a level or whose the answers are: "Taso: 2", "Kunta: Nokia".

        What stands there once may head a dimension, too: "Missä mennään nyt", "Rationale".
        """
        label = self.headings.label(text.split(":")[0])
        if label is None or label.label not in FACETS or self.repeated[fold(text)] > 1:
            return label is not None
        return not self.headings.telling.told(text, (label.language,))

    def alike(self) -> Iterator[dict[int, str]]:
        """Yield the cells that look alike: as styles of one level, or with the same emphasis."""
        run_in = {c for c in self.texts if self.looks[c].opening}
        whole = self.texts.keys() - run_in
        found: dict[frozenset[int], None] = {}
        for columns in (whole, run_in):
            for kind in dict.fromkeys(self.looks[c].kind for c in sorted(columns)):
                found[frozenset(c for c in columns if _has(self.looks[c], kind))] = None
        found[frozenset(whole)] = None
        for each in found:
            yield {column: self.texts[column] for column in sorted(each)}

    def heads(self, column: int) -> bool:
        """Whether words may be a heading at all: a few, and no sentence."""
        text, look = self.texts[column], self.looks[column]
        words = fold(text).split()
        if len(words) > _WORDS or len(text) > _LONGEST or sum(map(len, words)) < _FEWEST:
            return False
        return bool(look.level or look.opening) or not _SENTENCE.search(text)

    def may_head(self, column: int) -> bool:
        """Whether words may be the heading of a dimension, and are not known for another one."""
        text = self.texts[column]
        return self.heads(column) and not (
            is_aside(text)
            or names_remarks(text)
            or remarks(f"{text}:")
            or closes(text)
            or encloses(text)
            or self._is_beside(text)
        )

    def _is_beside(self, text: str) -> bool:
        """Whether words are those of other headings, and neither ask nor tell of a dimension."""
        told = self.headings.telling.told(text, self.headings.framework.dimensions[0].heading)
        return not (told or asks(text)) and has_stem(text, "beside_stems")


def _has(look: Look, kind: str) -> bool:
    """Whether a cell looks as that kind, and no matter what else."""
    if look.level or kind.isdecimal():
        return look.kind == kind
    return set(kind) <= set(look.kind)


class _Group:
    """Cells of a column that look alike, and the dimensions which they are known or told for."""

    def __init__(
        self, texts: Mapping[int, str], listed: Mapping[int, Heading], all_: _Looks
    ) -> None:
        self.texts, self.listed, self.all = texts, listed, all_
        self.headings, self.keys = all_.headings, all_.headings.framework.keys
        self.level = max((all_.looks[c].level for c in texts), default=0)
        self.parts: set[int] = set()  # that name again what the heading before them does
        self.known = self._known()
        self.language = self._language()
        self.anchors = self._anchors()

    @property
    def told(self) -> int:
        """How many dimensions are known or told, where answers follow on most of the cells."""
        followed = sum(map(self._is_answered, self.texts))
        return len({*self.anchors.values()}) if followed * 2 >= len(self.texts) else 0

    def _is_answered(self, column: int) -> bool:
        following = column + 1 in self.all.cells and column + 1 not in self.texts
        return bool(self.all.looks[column].opening) or following

    def _known(self) -> dict[int, Heading]:
        found: dict[int, Heading] = {}
        last = None
        for column, text in self.texts.items():
            mark = self.headings.read(text) if self.all.looks[column].opening else None
            mark = mark or self.listed.get(column)
            if mark is None or mark.dimension is None:
                continue
            if mark.dimension == last:
                self.parts.add(column)
            else:
                found[column] = mark
            last = mark.dimension
        return found

    def _language(self) -> str:
        """Return the language of the known headings, or in which words tell the most."""
        languages = Counter(mark.language for mark in self.known.values())
        if languages:
            return languages.most_common(1)[0][0]
        every = self.headings.framework.dimensions[0].heading
        return max(every, key=lambda language: len({*self._told(language).values()}))

    def _told(self, language: str) -> dict[int, str]:
        """Return what words tell, of cells that tell just one dimension which none is known for."""
        known = {mark.dimension for mark in self.known.values()}
        found: dict[int, str] = {}
        for column in self.texts.keys() - self.known.keys() - self.parts:
            pointed = self._pointed(column, language) if self.all.may_head(column) else set()
            if len(pointed) == 1 and not pointed <= known:
                found[column] = min(pointed)
        return found

    def _pointed(self, column: int, language: str) -> set[str]:
        text = self.texts[column]
        meant = facet_meant(text)
        if meant and meant.label is Label.TARGET and not asks(text):
            return set()
        return self.headings.telling.pointed(text, (language,))

    def _tells(self, text: str) -> set[str]:
        return self.headings.telling.told(text, (self.language,))

    def _anchors(self) -> dict[int, str]:
        """Return the dimensions of known and told cells.

        Where the known ones are in the framework's order, so are the others; of cells that
        contradict each other those count for which more speaks, unless most of them do.
        """
        known = {column: mark.dimension or "" for column, mark in self.known.items()}
        told = self._told(self.language)
        listed = {key for c, key in known.items() if self.known[c].sure >= _LISTED}
        sure = {
            c: key
            for c, key in known.items()
            if self.known[c].sure >= _LISTED or key not in listed  # not a guess beside it
        }
        once = Counter(told.values())
        loose = sure | {c: key for c, key in told.items() if once[key] == 1}
        if not self._are_in_order(sure):
            return loose
        best: dict[int, tuple[int, dict[int, str]]] = {-1: (0, {})}  # by the last key's number
        for column, key in sorted((known | told).items()):
            at = self.keys.index(key)
            weight = _TOLD if key in self._tells(self.texts[column]) else _HINTED
            weight = _KNOWN if column in sure else _TOLD if column in known else weight
            before, chain = max((best[x] for x in best if x < at), key=lambda each: each[0])
            if before + weight > best.get(at, (0, {}))[0]:
                best[at] = before + weight, {**chain, column: key}
        ordered = max(best.values(), key=lambda each: each[0])[1]
        return ordered if len(ordered) * 2 > len({*loose.values()}) else loose

    def _are_in_order(self, found: Mapping[int, str]) -> bool:
        order = [self.keys.index(key) for _, key in sorted(found.items())]
        return order == sorted(set(order))

    def looked(self) -> Looked | None:
        """Return what the cells head, by their words and then by their places."""
        found = self.anchors
        placed: dict[int, str] = {}
        if self._are_in_order(found):
            found = found | self._plain()
            placed = self._placed(found)
        whole = len(found) + len(placed) == len(self.keys)
        if self.told < _FEWEST and not (whole and self.known):
            return None
        marks = {c: self._mark(c, key, placed=False) for c, key in found.items()}
        marks |= {c: self._mark(c, key, placed=True) for c, key in placed.items()}
        headed = {mark.dimension for mark in marks.values()}
        for column, mark in self.listed.items():
            other = mark.dimension not in headed and mark.sure >= _LISTED
            if column not in self.texts and (mark.label or other):
                marks[column] = mark
        return self._parted(dict(sorted(marks.items())))

    def _mark(self, column: int, key: str, *, placed: bool) -> Heading:
        mark = self.known.get(column) or self.listed.get(column)
        if mark is None or mark.dimension != key:
            wording = self.headings.framework.dimension(key).heading[self.language]
            mark = Heading(key, None, wording, _SURE, self.language, placed=placed)
        look = self.all.looks.get(column)
        return replace(mark, opening=look.opening) if look and look.opening else mark

    def _plain(self) -> dict[int, str]:
        """Return what cells tell that look like answers, for somebody forgot to set them apart.

        Each stands in its place among the others, between two cells that are no headings.
        """
        found: dict[str, list[int]] = {}
        cells = self.all.cells
        for column in cells.keys() - self.all.looks.keys():
            text, around = cells[column].text, {column - 1, column + 1}
            if around & self.texts.keys() or not around <= cells.keys():
                continue
            if len(text.split()) > _FEW or _SENTENCE.search(text) or self.all.labels(text):
                continue
            told = self._tells(text)
            if len(told) == 1 and not told & {*self.anchors.values()}:
                found.setdefault(min(told), []).append(column)
        once = {columns[0]: key for key, columns in found.items() if len(columns) == 1}
        return once if self._are_in_order(self.anchors | once) else {}

    def _placed(self, found: Mapping[int, str]) -> dict[int, str]:
        """Return what cells head by their place, where as many stand there as are missing.

        Above the first known one titles may stand, too; and who heads all others in the form's
        own words may add a chapter at the end.
        """
        taken = found.keys() | self.parts
        open_ = [
            c
            for c, text in self.texts.items()
            if c not in taken and self.all.repeated[fold(text)] == 1
            if self.all.may_head(c) and self._is_answered(c)
        ]
        listed = all(c in self.known and self.known[c].sure >= _EXACT for c in found)
        ends = [(0, -1), *((c, self.keys.index(k)) for c, k in sorted(found.items()))]
        placed: dict[int, str] = {}
        for (before, first), (after, last) in pairwise([*ends, (1 << 30, len(self.keys))]):
            missing = self.keys[first + 1 : last]
            free = [column for column in open_ if before < column < after]
            if first < 0:
                free = free[max(0, len(free) - len(missing)) :]
            inside = first >= 0 and last < len(self.keys)
            if len(free) != len(missing) or (listed and not inside):
                continue
            pairs = dict(zip(free, missing, strict=True))
            told = ((self._tells(self.texts[column]), key) for column, key in pairs.items())
            if all(key in each or not each for each, key in told):
                placed |= pairs
        return placed

    def _parted(self, marks: dict[int, Heading]) -> Looked:
        """Tell what else looks like a heading: of what is strange, or of a part of an answer.

        Where all dimensions are headed, what stands between two of them parts an answer; so
        does what looks less than they do, or stands there again and again.
        """
        first, last = min(marks), max(marks)
        whole = {mark.dimension for mark in marks.values()} >= set(self.keys)
        strange: set[int] = set()
        inner: set[int] = set()
        for column, text in self.all.texts.items():
            if column in marks or column < first or (prompts(text) and column - 1 in marks):
                continue
            if not self.all.heads(column) or closes(text):
                continue
            ends = column > last or not whole
            once = self.all.repeated[fold(text)] == 1 and column not in self.parts
            (strange if ends and once and self._ranks(column) else inner).add(column)
        return Looked(marks, frozenset(strange), frozenset(inner))

    def _ranks(self, column: int) -> bool:
        """Whether a cell looks as much like a heading as those of dimensions do."""
        level = self.all.looks[column].level
        return column in self.texts or (level > 0 and (not self.level or level < self.level))
