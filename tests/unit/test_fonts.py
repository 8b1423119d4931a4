"""What no font here has is shown as a box, so that every program draws the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatrix.render.charts import fonts


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Äänekoski, Šiauliai, Győr – “ok”", "Äänekoski, Šiauliai, Győr – “ok”"),
        ("A\u0308hta\u0308ri", "Ähtäri"),
        ("Привет, Ελλάδα", "Привет, Ελλάδα"),
        ("hyvä 🎉!", "hyvä □!"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("a\tb\nc", "a b\nc"),
        ("\ue000\x00\ud800", "□"),
        ("", ""),
    ],
)
def test_letters_that_no_font_has_become_boxes(text: str, drawn: str) -> None:
    assert fonts.drawable(text) == drawn


@given(st.text())
def test_what_can_be_drawn_stays_as_it_is(text: str) -> None:
    once = fonts.drawable(text)
    assert fonts.drawable(once) == once


def test_the_files_are_those_of_the_package_and_their_stand_ins() -> None:
    names = [path.name for path in fonts.files()]
    assert names == ["Regular.ttf", "SemiBold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]
    assert all(path.is_file() for path in fonts.files())
