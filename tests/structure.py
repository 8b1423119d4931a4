"""What a screen reader gets from a PDF: its tags in order, with their attributes and texts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


@dataclass
class Tag:
    """One element of the structure; `scope` is that of a table's heading."""

    name: str
    alt: str = ""
    scope: str = ""
    kids: list[Tag] = field(default_factory=list)

    def all(self, name: str = "") -> Iterator[Tag]:
        """This element and those in it of that name (default: all), in reading order."""
        if name in ("", self.name):
            yield self
        for kid in self.kids:
            yield from kid.all(name)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    """All text of the pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


def tags(pdf: bytes) -> Tag:
    """The root of the structure."""
    root: Any = reader(pdf).trailer["/Root"]
    return _tag(root["/StructTreeRoot"])


def bookmarks(pdf: bytes) -> list[str]:
    """The titles of all bookmarks, in their order."""

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    return list(titles(reader(pdf).outline))


def languages(pdf: bytes) -> set[str]:
    """The languages of the stretches of text on the pages."""
    contents = (page.get_contents() for page in reader(pdf).pages)
    return {
        found.decode()
        for content in contents
        if content is not None
        for found in re.findall(rb"/Lang\s*\((\w+)\)", content.get_data())
    }


def _tag(element: Any) -> Tag:
    attributes = element.get("/A", [])
    listed = attributes if isinstance(attributes, list) else [attributes]
    found = [each.get_object() for each in listed]
    scopes = [str(each["/Scope"]) for each in found if "/Scope" in each]
    kids = element.get("/K", [])
    return Tag(
        name=str(element.get("/S", "")).lstrip("/"),
        alt=str(element.get("/Alt", "")),
        scope="".join(scopes),
        kids=[
            _tag(kid.get_object())
            for kid in (kids if isinstance(kids, list) else [kids])
            if isinstance(kid, IndirectObject | DictionaryObject) and "/S" in kid.get_object()
        ],
    )
