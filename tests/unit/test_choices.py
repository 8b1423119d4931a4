"""Levels that are chosen from a list of the workbook's own."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.grids import Grid

OFFERED = (
    "0 Ei toimintaa",
    "1 Kokeiltu, kerran",
    "2 Etenee, kasvaa",
    "3 Johdettu, koko",
    "4 Arvioitu, jaettu",
)
CHOSEN = (*OFFERED, OFFERED[2])
WORDS = ("suunnitelma", "satutunti", "pääkirjasto", "koulut", "kaksi tuottajaa", "kysely")


def form(heading: str, *chosen: str) -> Grid:
    rows = zip(grids.HEADINGS, WORDS, chosen, strict=True)
    lines = [f"| {name} | {text} | {level} |" for name, text, level in rows]
    head = ["| Kunta | Nokia |", "", f"| Osa-alue | Vastaus | {heading} |"]
    return grids.grid("\n".join([*head, *lines]))


def offer(*entries: str, hidden: bool = True) -> Grid:
    lines = ["| Tasot |", *(f"| {entry} |" for entry in entries)]
    return grids.grid("\n".join(lines), sheet="Luettelot", hidden=hidden)


def numbers(*sheets: Grid) -> list[float | None]:
    return [x.level.low if x.level else None for x in grids.only(*sheets).answers]


@pytest.mark.parametrize("heading", ["Taso", "Valitse taso"])
@pytest.mark.parametrize("hidden", [True, False])
def test_what_a_list_of_the_workbook_offers_is_a_level(heading: str, hidden: bool) -> None:
    assert numbers(form(heading, *CHOSEN), offer(*OFFERED, hidden=hidden)) == [0, 1, 2, 3, 4, 2]
    assert numbers(form("Taso", *CHOSEN))[2] is None


def test_a_list_tells_its_scale() -> None:
    entries = ("1 Ei, ei", "2 Vähän, ehkä", "3 Puolet, ehkä", "4 Paljon, ehkä", "5 Aina, aina")
    levels = (*entries[1:4], *entries[1:4])
    assert numbers(form("Taso", *levels), offer(*entries)) == [1, 2, 3, 1, 2, 3]


def test_a_list_may_begin_with_the_highest_level() -> None:
    assert numbers(form("Taso", *CHOSEN), offer(*OFFERED[::-1])) == [0, 1, 2, 3, 4, 2]


def test_a_list_that_does_not_count_up_offers_no_levels() -> None:
    listed = offer(*OFFERED[:2], *OFFERED[3:])
    assert numbers(form("Taso", *CHOSEN), listed)[2:3] == [None]


def test_words_beside_what_was_chosen_stay_words() -> None:
    table = "\n".join([grids.SIX, f"| {' | '.join([*WORDS[:5], OFFERED[2]])} |"])
    made = grids.only(grids.grid(table), offer(*OFFERED))
    assert grids.texts(made)[5] == OFFERED[2]
