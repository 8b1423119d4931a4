"""Tables of numbers that a title, or the name of their sheet or file, says are targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digimatrix.read.headings import Headings, Label, facet_meant
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.wordings import fold, plain_set


def aimed(
    slots: Sequence[Slot],
    bare: Sequence[Slot],
    titles: Sequence[str],
    sheet: str,
    file: str,
    headings: Headings,
) -> tuple[Slot, ...]:
    """Return the slots, as targets where only numbers stand below such a title: "Tavoitteet".

    `bare` are the same slots before their content told what they hold; what a heading of its
    own says of them wins.
    """
    levels = all(slot.facet is Label.LEVEL for slot in slots)
    if not slots or not levels or any(slot.facet is not None for slot in bare):
        return tuple(slots)
    stem = fold(file.rpartition("/")[2].rpartition(".")[0])
    told = ({_meant(text, headings) for text in texts} for texts in (titles, [sheet], [stem]))
    said = next((facets - {None} for facets in told if facets - {None}), set())
    if said != {Label.TARGET}:
        return tuple(slots)
    return tuple(replace(slot, facet=Label.TARGET) for slot in slots)


def _meant(text: str, headings: Headings) -> Label | None:
    """Return what the words say of numbers; "itsearviointi" beside "tavoite" leaves it open."""
    heading = headings.label(text) or facet_meant(text)
    if heading is None or heading.paired or heading.label not in (Label.LEVEL, Label.TARGET):
        return None
    aims = tuple(plain_set("answers", "target_stems"))
    others = [word for word in fold(text).split() if not word.startswith(aims)]
    stems = plain_set("answers", "level_stems")
    compound = any(stem in word[1:] for word in others for stem in stems)
    return None if compound and heading.label is Label.TARGET else heading.label
