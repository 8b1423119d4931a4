"""Near misses: the same answers as comparing with everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from digimatrix.read.nearness import Near

SHORT = st.text("abc", max_size=12)


def test_the_closest_wording_is_the_first_of_those_that_are_equally_close() -> None:
    near = Near(["resurssit", "resurssia", "yhteisty"], 84)
    assert near.closest("resursit") == "resurssit"
    assert near.closest("evaluointi") is None
    assert near.close("resurssi") == ["resurssit", "resurssia"]


@given(SHORT, st.lists(SHORT, max_size=20))
def test_no_wording_that_is_close_is_passed_over_for_its_length(
    text: str, wordings: list[str]
) -> None:
    close = {wording for wording in wordings if fuzz.ratio(text, wording) >= 84}
    found = Near(wordings, 84).closest(text)
    assert (found is None) == (not close)
    if found is not None:
        assert fuzz.ratio(text, found) == max(fuzz.ratio(text, wording) for wording in close)
