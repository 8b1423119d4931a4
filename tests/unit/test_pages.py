"""What a sheet repeats at the top of each printed page."""

from __future__ import annotations

import pytest

from digimatrix.read.formats.pages import numbers_page


@pytest.mark.parametrize("text", ["sivu 2/2", "Sivu 1", "page 2 of 2", "sida 2 av 2", "2. oldal"])
def test_a_page_number_is_told(text: str) -> None:
    assert numbers_page(text)


@pytest.mark.parametrize("text", ["2/2", "sivu", "kotisivu 2", "Kotisivut uusittiin 2 kertaa", "3"])
def test_other_words_and_levels_number_no_page(text: str) -> None:
    assert not numbers_page(text)
