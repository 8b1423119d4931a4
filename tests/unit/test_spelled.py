"""Numbers typed as words."""

from __future__ import annotations

import pytest

from digimatrix.read.levels.spelled import in_arabic, in_figures, with_halves


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("taso kaksi ja puoli", "taso 2.5"),
        ("trys", "3"),
        ("puolitoista", "1.5"),
        ("nivå halvannan", "nivå 1.5"),
        ("Nivå två", "Nivå 2"),
        ("taso IV", "taso 4"),
        ("i samarbete", "i samarbete"),
        ("Kirjasto", "Kirjasto"),
    ],
)
def test_number_words_become_figures(text: str, figures: str) -> None:
    assert in_figures(text) == figures


def test_a_long_text_is_left_as_it_is() -> None:
    text = "Kaksi kirjastovirkailijaa hoitaa digiasioita muun työn ohella"
    assert in_figures(text) == text


def test_a_half_after_a_figure_becomes_its_decimal() -> None:
    assert with_halves("2 ja puoli, yksi puuttuu") == "2.5, yksi puuttuu"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Taso (I–V)", "Taso (1–5)"),
        ("Nivå I … IV", "Nivå 1 … 4"),
        ("I = ei ole, II = alkua, V = valmis", "1 = ei ole, 2 = alkua, 5 = valmis"),
        ("III=kehittyvää", "3=kehittyvää"),
        ("I – nincs, II – eseti, III – kész", "1 – nincs, 2 – eseti, 3 – kész"),
        ("I – Tausta", "I – Tausta"),
        ("II. Resurssit: V. Lahti", "II. Resurssit: V. Lahti"),
        ("I have 2 posts", "I have 2 posts"),
    ],
)
def test_roman_numerals_of_a_scale_become_figures(text: str, figures: str) -> None:
    assert in_arabic(text) == figures
