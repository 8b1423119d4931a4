"""Levels told in the words of an answer, and what only sounds like one."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.levels.levels_in_text import doubts_in, in_text, named_in


@pytest.mark.parametrize(
    ("text", "typed", "targets"),
    [
        ("Kirjasto tekee. Taso 2.", ["Taso 2"], []),
        ("Nuvarande nivå 3, mål 4", ["nivå 3"], ["mål 4"]),
        ("Jól megy. Szint: 2", ["Szint: 2"], []),
        ("2. szint", ["2. szint"], []),
        ("strategija yra, 3 lygis", ["3 lygis"], []),
        ("toimii hyvin (2/4)", ["2/4"], []),
        ("taso: 2, tavoitetaso: 3", ["taso: 2"], ["tavoitetaso: 3"]),
        ("tavoitteena taso 3", [], ["tavoitteena taso 3"]),
        ("Level 2-3 at the moment", ["Level 2-3"], []),
        ("tavoite 2025 mennessä, padlet & 360", [], []),
        ("2/3 kirjastoista, 4 tapahtumaa", [], []),
        ("tavoite 3 tapahtumaa vuodessa", [], ["tavoite 3"]),
        ("Taso 2 ja puoli, kirjasto", ["Taso 2 ja puoli"], []),
        ("Taso kaksi ja puoli", ["Taso kaksi ja puoli"], []),
        ("Taso puolitoista", ["Taso puolitoista"], []),
        ("Kirjasto toimii (taso kaksi)", ["taso kaksi"], []),
        ("We are on level 2 of the maturity scale", ["level 2"], []),
        ("Level 2 of 4", ["Level 2"], []),
        ("Taso 2. Rakennus on vanha", ["Taso 2"], []),
        ("Tasomme on 0.", ["Tasomme on 0"], []),
        ("Arvioimme olevamme tasolla 2.", ["tasolla 2"], []),
        ("Arvioimme itsemme tasolle 2", ["tasolle 2"], []),
        ("olemme tasolla kaksi", ["tasolla kaksi"], []),
        ("Tasolla II ollaan", ["Tasolla II"], []),
        ("taso ②, kirjasto", ["taso ②"], []),
        ("Vår nivå är 2.", ["nivå är 2"], []),
        ("Our level is currently 2", ["level is currently 2"], []),
        ("A szintünk jelenleg 2", ["szintünk jelenleg 2"], []),
        ("Mūsų lygis – 2", ["lygis – 2"], []),
        ("Emme ole tasolla 3 vaan tasolla 2", ["tasolla 2"], []),
        ("Viime kierroksella tasolla 1, nyt tasolla 2", ["tasolla 2"], []),
        ("Taso 2, ei vielä järjestelmällistä", ["Taso 2"], []),
        ("Ei strategiaa, taso 0", ["taso 0"], []),
        ("Pyrimme tasolle 3, nyt taso 2", ["taso 2"], ["tasolle 3"]),
        ("taso 3 vuoteen 2027 mennessä", [], ["taso 3"]),
        ("Nyt 2, tavoite 3", ["Nyt 2"], ["tavoite 3"]),
        ("Lygis: 2 / Siekis: 3", ["Lygis: 2"], ["Siekis: 3"]),
        ("Szint: 1 / Elérendő szint: 3", ["Szint: 1"], ["Elérendő szint: 3"]),
        ("Nivå: 1 → 3", ["Nivå: 1"], ["3"]),
        ("Tavoite 3 → 4", [], ["Tavoite 3"]),
        ("Nyt 2 kirjastoa", [], []),
        ("Nousiaisten taso 2", ["taso 2"], []),
        ("mål 1 200 besökare", [], []),
        ("nämndens mål nr 3, målet två", [], []),
        ("Kirjastossa on kolme tasoa", [], []),
    ],
)
def test_levels_in_a_text_are_found(text: str, typed: list[str], targets: list[str]) -> None:
    found = in_text(text)
    assert [item.level.typed for item in found if not item.target] == typed
    assert [item.level.typed for item in found if item.target] == targets
    assert all(text[item.start : item.end] == item.level.typed for item in found)


def test_a_level_after_about_is_half_a_level_wide() -> None:
    (found,) = in_text("Taso on tällä hetkellä noin 2")
    assert (found.level.low, found.level.high) == (1.5, 2.5)


@pytest.mark.parametrize(
    "text",
    [
        "Emme ole vielä tasolla 3.",
        "Taso 3 ei vielä täyty",
        "Tasolle 3 on matkaa",
        "Viimeksi tasolla 1",
        "Enheter under nivå tre får stöd",
        "Lähes tasolla 3",
        "Vi är inte på nivå 3 ännu",
        "We are not yet at level 3",
        "Dar nesame 3 lygyje",
    ],
)
def test_a_level_that_is_denied_or_past_is_a_doubt(text: str) -> None:
    assert in_text(text) == ()
    assert len(doubts_in(text)) == 1


def test_there_is_no_doubt_beside_a_sure_level() -> None:
    assert doubts_in("Emme ole tasolla 3 vaan tasolla 2") == ()


@pytest.mark.parametrize(
    ("text", "typed", "low"),
    [
        ("Kirjasto tekee. Taso: kehittyvä.", "Taso: kehittyvä", 2),
        ("Nivån är sporadisk", "Nivån är sporadisk", 1),
        ("Our level is emerging at best", "level is emerging", 2),
    ],
)
def test_a_level_is_named_after_its_label(text: str, typed: str, low: float) -> None:
    (found,) = named_in(text, grids.context().framework)
    assert (found.level.typed, found.level.low) == (typed, low)


def test_a_name_without_a_label_is_no_level() -> None:
    framework = grids.context().framework
    assert named_in("Toiminta on satunnaista, kehittyvä kirjasto", framework) == ()
    assert named_in("Taso ei ole kehittyvä", framework) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In the makerspace on level 2 of the library building",
        "Our studio is on level 2 of the town hall",
        "Työpaja on tasolla 2 kirjastorakennuksessa",
        "Verkstaden finns på nivå 2 i bibliotekets byggnad",
    ],
)
def test_a_level_of_a_building_is_a_doubt(text: str) -> None:
    assert in_text(text) == ()
    assert len(doubts_in(text)) == 1
