"""Headings with a slip of the pen in one of several words."""

from __future__ import annotations

import pytest

from digimatrix import frameworks
from digimatrix.read.headings import Headings
from digimatrix.read.slips import Slips

HEADINGS = Headings(frameworks.load())


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("I sammarbete med", "cooperation"),
        ("Bacground and basis", "background"),
        ("Digital culture resoucres", "resources"),
        ("Alapelvek és statégiák", "background"),
    ],
)
def test_a_slip_in_a_word_does_not_hide_a_heading(text: str, dimension: str | None) -> None:
    heading = HEADINGS.read(text)
    assert (heading.dimension if heading else None) == dimension
    assert heading is None or heading.near  # it is said how it was read


@pytest.mark.parametrize("text", ["Ei seurata", "Ingen utverdering", "No evalution yet"])
def test_what_is_denied_is_an_answer_however_near_it_comes(text: str) -> None:
    assert HEADINGS.read(text) is None


@pytest.mark.parametrize(
    "text",
    ["Hatályos stratégiánk van", "Ez az erőforrásunk", "Dirbantis savanoriškais pagrindais"],
)
def test_a_word_in_another_case_is_no_slip(text: str) -> None:
    assert HEADINGS.read(text) is None


def test_only_one_slip_inside_a_word_is_mended() -> None:
    slips = Slips(["background and basis", "resources"])
    assert slips.mended("Bacground and basis") == "background and basis"
    assert slips.mended("Background and basis") is None  # nothing to mend
    assert slips.mended("Bacground of resorces") is None  # two
    assert slips.mended("Resource") is None  # an ending is no slip
    assert slips.mended("Sources") is None  # nor is a beginning
