"""Columns headed by towns that no register has."""

from __future__ import annotations

import grids
import pytest

TOWNS = ["Eger", "Mezőkövesd", "Füzesabony"]
DIMENSIONS = (
    "Háttér",
    "Saját kiindulási helyzet",
    "Hogyan és hol",
    "Együttműködés",
    "Erőforrások",
    "Értékelés",
)


def names(
    heads: list[str],
    *,
    above: str = "",
    file: str = "Heves összesítő.xlsx",
    answer: str = "hangos séta",
    dimensions: tuple[str, ...] = DIMENSIONS,
) -> list[str]:
    lines = [["Szempont", *heads]]
    lines += [[each, *(f"{answer} {x.upper()}" for x in heads)] for each in dimensions]
    table = above + "\n".join(f"| {' | '.join(line)} |" for line in lines)
    result = grids.read(grids.grid(table, file=file, sheet="Munka1"))
    assert not result.ledgers[0].open
    found = [draft.result.municipality.name for draft in result.drafts]
    for draft in result.drafts if found == heads else ():
        own = f"{answer} {draft.result.municipality.name.upper()}"
        assert grids.texts(draft.result) == [own] * len(dimensions)
    assert found != heads or "unknown-municipality" in grids.slugs(result)
    return found


def test_each_column_is_a_return_of_the_town_that_heads_it() -> None:
    assert names(TOWNS) == TOWNS
    assert names([*TOWNS, "Nokia"]) == [*TOWNS, "Nokia"]
    assert names(TOWNS, above="| Digitális kultúra a településeken |\n\n") == TOWNS


@pytest.mark.parametrize(
    "above", ["| Nokia |\n\n", "| Település: | Gyöngyös |\n\n", "| Kőszeg Város |\n\n"]
)
def test_where_something_says_whose_the_answers_are_columns_are_not_towns(above: str) -> None:
    assert len(names(TOWNS, above=above)) == 1
    assert len(names(TOWNS, file="Nokia 2025.xlsx")) == 1


@pytest.mark.parametrize(
    "heads",
    [
        "Vastaus Kommentti Vastuuhenkilö",
        "Huomioita Aikataulu Linkki",
        "Vahvuudet Mahdollisuudet Uhat",
        "Lapset Nuoret Aikuiset",
        "Kirjasto Museo Teatteri",
        "2023 2024 2025",
        "Tammikuu Helmikuu Maaliskuu",
        "Vem När Hur",
        "Möjligheter Hot Styrkor",
        "Children Adults Seniors",
        "Erősségek Lehetőségek Veszélyek",
        "Gyerekek Fiatalok Idősek",
        "Galimybės Grėsmės Stiprybės",
    ],
)
def test_words_are_no_towns(heads: str) -> None:
    assert len(set(names(heads.split()))) == 1


def test_what_the_answers_hold_in_small_letters_is_a_word() -> None:
    assert len(names(["Eger", "Séta", "Füzesabony"])) == 1


def test_numbers_and_some_of_the_dimensions_tell_of_no_towns() -> None:
    assert len(names(TOWNS, dimensions=DIMENSIONS[:4])) == 1
    levels = [["Szempont", *TOWNS], *([each, "2", "3", "1"] for each in DIMENSIONS)]
    result = grids.read(grids.grid("\n".join(f"| {' | '.join(line)} |" for line in levels)))
    assert len(result.drafts) == 1
