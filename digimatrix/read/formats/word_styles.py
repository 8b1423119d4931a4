"""How a Word document's paragraphs look: which are points, which are headings or look like one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from xml.etree.ElementTree import Element

from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import local
from digimatrix.read.formats.packages import ignore
from digimatrix.read.formats.word_signs import is_on, number_of, property_of

_DEEPEST = 20  # styles that one may be based on
_BODY = 9  # the outline level of what is no heading
_USUAL = 20  # half points of letters whose size nothing tells
_LARGER = 1.15  # times the size of others that a heading has at least
_SWITCHES = {"b": "b", "caps": "c", "u": "u"}
_HEADING = "heading "  # what Word calls its own styles in every language, with the level


class Styles:
    """The styles of a document and all that they are based on."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._letters: dict[str, dict[str, str]] = {}
        self._points: set[str] = set()
        self._usual = ""

    def read(self, archive: Archive, part: str) -> None:
        """Read the styles of a part of the document."""
        style, default = "", ""  # the defaults of the document stand in no style

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal style, default
            name = local(name)
            facts = {local(key): value for key, value in attributes.items()}
            said = facts.get("val", "")
            if name == "style":
                style = facts.get("styleId", "")
                if facts.get("type") == "paragraph" and is_on(facts.get("default", "0")):
                    default = style
            elif name == "basedOn":
                self._parents[style] = said
            elif name == "name" and said.lower().startswith(_HEADING):
                self._levels.setdefault(style, number_of(said[len(_HEADING) :], 1))
            elif name == "outlineLvl":
                self._levels[style] = number_of(said, _BODY) + 1
            elif name == "numPr":
                self._points.add(style)
            elif name == "sz" or name in _SWITCHES:
                self._letters.setdefault(style, {})[name] = facts.get("val", "on")

        archive.parse(part, start, ignore, ignore)
        self._usual = default

    def is_point(self, paragraph: Element) -> bool:
        """Whether a paragraph is a point of a list, and no heading."""
        if self._level(paragraph):
            return False
        numbering = property_of(paragraph, "pPr", "numPr", "numId")
        if numbering is not None:
            return numbering != "0"
        return any(style in self._points for style in self._styles_of(paragraph))

    def look(self, paragraph: Element) -> tuple[str, str]:
        """Return the kind of a paragraph's look, and the words that look so: its first, or all.

        Both are empty where it looks like any other.
        """
        runs = [(words, run) for run in paragraph.iter("r") if (words := _words(run))]
        text = "".join(words for words, _ in runs)
        if level := self._level(paragraph):
            return str(level), text
        kinds = [(words, self._kind(run, paragraph)) for words, run in runs if words.strip()]
        common = set.intersection(*(kind for _, kind in kinds)) if kinds else set()
        if text.isupper():
            common.add("c")
        if common:
            return "".join(sorted(common)), text
        first = kinds[0][1] if kinds else set()
        alike = takewhile(
            lambda run: not run[0].strip() or self._kind(run[1], paragraph) >= first, runs
        )
        return ("".join(sorted(first)), "".join(w for w, _ in alike)) if first else ("", "")

    def _level(self, paragraph: Element) -> int:
        own = property_of(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return (number_of(own, _BODY) + 1) % (_BODY + 1)
        levels = (self._levels[s] for s in self._styles_of(paragraph) if s in self._levels)
        return next(levels, 0) % (_BODY + 1)

    def _kind(self, run: Element, paragraph: Element) -> set[str]:
        """Return what the letters of a run are, beside what those of the document are."""
        own_style = property_of(run, "rPr", "rStyle") or ""
        styles = [*self._line(own_style), *self._styles_of(paragraph)]
        usual = self._line(self._usual)
        found: set[str] = set()
        for name, letter in _SWITCHES.items():
            own = property_of(run, "rPr", name)
            said = ("on" if own == "" else own) or self._said(name, styles)
            if is_on(said or None) and said != "none" and not self._said(name, usual):
                found.add(letter)
        size = property_of(run, "rPr", "sz") or self._said("sz", styles)
        plain = number_of(self._said("sz", usual), _USUAL)
        if number_of(size or None, plain) >= plain * _LARGER:
            found.add("l")
        return found

    def _said(self, name: str, styles: list[str]) -> str:
        """Return what the first of the styles says that says it, else the whole document."""
        for style in (*styles, ""):
            if said := self._letters.get(style, {}).get(name):
                return said
        return ""

    def _styles_of(self, paragraph: Element) -> list[str]:
        return self._line(property_of(paragraph, "pPr", "pStyle") or self._usual)

    def _line(self, style: str) -> list[str]:
        """Return a style and those that it is based on."""
        found: list[str] = []
        while style and style not in found and len(found) < _DEEPEST:
            found.append(style)
            style = self._parents.get(style, "")
        return found


def _words(run: Element) -> str:
    """Return the words of a run that stand, a line break as one."""
    if any(is_on(property_of(run, "rPr", name)) for name in ("strike", "dstrike", "vanish")):
        return ""
    return "".join(_signs(run))


def _signs(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in ("br", "cr"):
            yield "\n"
        elif child.tag == "tab":
            yield " "
