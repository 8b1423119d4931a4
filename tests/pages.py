"""Reads a page as a browser would: elements, their attributes, their text, in one flat list."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}


@dataclass(repr=False)
class Element:
    """One element; `parents` are the tags around it, the outermost first.

    It has no repr of its fields: a failed test would write out the whole page many times over.
    """

    tag: str
    attributes: dict[str, str]
    parents: tuple[Element, ...]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        """Return the elements inside with that tag (and class), in order."""
        found = []
        for child in self.children:
            if child.tag == tag and (not css_class or css_class in child.classes):
                found.append(child)
            found.extend(child.all(tag, css_class))
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {}, ())
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            raise AssertionError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(page: str) -> Element:
    """Return the page's root; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert [element.tag for element in reader.open] == ["root"]
    return reader.root


def elements(root: Element) -> list[Element]:
    """Return every element below, in order."""
    return [found for child in root.children for found in (child, *elements(child))]
