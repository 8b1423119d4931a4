"""Office packages (.xlsx, .docx): which part of the zip file refers to which."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import Parse, local


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, and the part's name."""

    kind: str
    part: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return what a part refers to inside the file, by id; nothing outside it is ever opened."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if source not in archive:
        return {}
    return {
        key: Relation(kind, target if target.startswith("/") else posixpath.join(folder, target))
        for key, kind, target in archive.made(source, _targets)
    }


def _targets(parse: Parse) -> tuple[tuple[str, str, str], ...]:
    """Return the id, kind and target of each relation that stays inside the file."""
    found = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((attributes.get("Id", ""), kind, attributes.get("Target", "")))

    parse(start, ignore, ignore)
    return tuple(found)


def main_part(archive: Archive, usual: str) -> str:
    """Return the part that holds the document itself; `usual` if the package does not say."""
    for relation in relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.part in archive:
            return relation.part
    return usual


def ignore(*_: object) -> None:
    """Take no notice of what a parser hands over."""
