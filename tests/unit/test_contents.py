"""What the content of cells tells: states, and levels among words."""

from __future__ import annotations

import pytest

from digimatrix import frameworks
from digimatrix.model.matrix import State
from digimatrix.read.grids import Cell
from digimatrix.read.layouts.contents import level_of, says_more, state_of

FRAMEWORK = frameworks.load()
LONG = "Kirjastolla ja museolla on yhteinen digiohjelma, jonka lautakunta hyväksyi keväällä "


@pytest.mark.parametrize(
    "text", ["-", "–", "—", "ei ole", "Ei mitään.", "ingen", "none", "nincs", "nėra"]
)
def test_nothing_in_place_is_told_from_no_answer(text: str) -> None:
    assert state_of(text) is State.NONE_STATED


@pytest.mark.parametrize(
    "text",
    [
        *("n/a", "N.A.", "ei koske", "Ei sovellu", "netaikoma"),
        *("Ej aktuellt för oss", "Not relevant here.", "Meille ei relevantti", "Netaikoma mums"),
        "Nálunk nem releváns",
    ],
)
def test_not_applicable_is_a_state_of_its_own(text: str) -> None:
    assert state_of(text) is State.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["Ej aktuellt för oss i år", "För oss", "Not relevant for us yet"])
def test_what_says_more_than_not_applicable_is_an_answer(text: str) -> None:
    assert state_of(text) is State.TEXT


@pytest.mark.parametrize("text", ["", " ", "?", "??", "…", "ei tiedossa", "täydennetään", "tbd"])
def test_an_open_question_is_not_answered(text: str) -> None:
    assert state_of(text) is State.EMPTY


@pytest.mark.parametrize("text", ["Ei ole vielä suunnitelmaa, tehdään syksyllä", "ei, mutta", "x"])
def test_more_words_are_a_text(text: str) -> None:
    assert state_of(text) is State.TEXT


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("taso kaksi", 2),
        ("II", 2),
        ("puolitoista", 1.5),
        ("KEHITTYVÄ", 2),
        ("★★", 2),
        ("☐ satunnainen ☒ kehittyvä", 2),
        ("(x) kehittyvä ( ) satunnainen", 2),
    ],
)
def test_a_level_is_read_without_any_figure(text: str, level: float) -> None:
    found = level_of(Cell(1, 1, text, text), FRAMEWORK)
    assert found is not None
    assert (found.low, found.high) == (level, level)


@pytest.mark.parametrize(
    "text", [LONG, f"{LONG}2024", f"{LONG}(valtuusto)", "että museolla on kaksi tiimiä"]
)
def test_prose_types_no_level(text: str) -> None:
    assert level_of(Cell(1, 1, text, text), FRAMEWORK) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Nykytila 2, tavoite 3", "Uppnått 2, mål 3", "Currently 2, target 3"),
        *("Jelenleg 2, cél 3", "Šiuo metu 2, tikslas 3"),
    ],
)
def test_words_for_now_beside_a_level_say_no_more(text: str) -> None:
    assert not says_more(text, FRAMEWORK)


def test_words_of_ones_own_beside_a_level_say_more() -> None:
    assert says_more("Nykytila 2: tiimi on", FRAMEWORK)
