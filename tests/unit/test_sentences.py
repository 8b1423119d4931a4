from __future__ import annotations

import pytest

from digimatrix.parse.cues import lexicon
from digimatrix.parse.sentences import Mark, sentences, shouted
from digimatrix.parse.words import plain


def marks(text: str) -> list[tuple[Mark, str]]:
    source = plain(text)
    return [
        (one.mark, source.text[one.start : one.end].strip())
        for one in sentences(source, lexicon("fi"))
    ]


@pytest.mark.parametrize(
    ("text", "loud"),
    [("LISÄÄ RAHAA", True), ("VR 360", False), ("Lisää rahaa", False), ("", False)],
)
def test_only_words_in_capitals_are_shouted(text: str, loud: bool) -> None:
    assert shouted(text) is loud


def test_every_arrow_sign_begins_a_demand() -> None:
    for arrow in ("->", "-->", "=>", "→", "⇒", "➔", "–>"):
        assert marks(f"some {arrow} lisää rahaa") == [
            (Mark.PLAIN, "some"),
            (Mark.DEMAND, "lisää rahaa"),
        ]


def test_a_demand_in_small_letters_ends_with_its_sentence() -> None:
    assert marks("-> lisää rahaa. Muuten hyvin.") == [
        (Mark.DEMAND, "lisää rahaa."),
        (Mark.PLAIN, "Muuten hyvin."),
    ]


def test_an_ordinal_ends_no_sentence() -> None:
    assert len(marks("alkaa 1.8. ja jatkuu 2. luokalla")) == 1


def test_two_arrows_between_long_sentences_are_demands_not_a_workflow() -> None:
    told = marks("some -> koulutetaan koko henkilöstö yhdessä ensi syksynä heti -> laitteet")
    assert [mark for mark, _ in told] == [Mark.PLAIN, Mark.DEMAND, Mark.DEMAND]
