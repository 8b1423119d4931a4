"""Tables side by side whose dimensions are in rows: which columns and names are whose."""

from __future__ import annotations

import grids
import pytest

from digimatrix.model.matrix import Return

HEADS = "| Osa-alue | Kuvaus | Taso | | Taso | Osa-alue | Kuvaus |"
ROWS = """
| Tausta ja lähtökohdat | a | 1 | | 3 | Evaluointi | f |
| Resurssit | b | 2 | | 4 | Resurssit | e |
| Evaluointi | c | 0 | | 2 | Tausta ja lähtökohdat | d |
"""


def whose(made: list[Return]) -> list[tuple[str, list[str], list[str | None]]]:
    return sorted(
        (
            each.municipality.name,
            [text for text in grids.texts(each) if text],
            [level for level in grids.levels(each) if level],
        )
        for each in made
    )


BOTH = [
    ("Keuruu", ["a", "b", "c"], ["1", "2", "0"]),
    ("Petäjävesi", ["d", "e", "f"], ["2", "4", "3"]),
]


def drafts(*lines: str) -> list[Return]:
    result = grids.read(grids.grid("\n".join(lines)))
    assert not grids.left(result)
    return [draft.result for draft in result.drafts]


def test_levels_before_the_dimensions_of_the_second_table_are_its_own() -> None:
    titles = "| Keuruun kaupunki | | | | Petäjäveden kunta |"
    assert whose(drafts(titles, HEADS, ROWS.strip())) == BOTH


@pytest.mark.parametrize("label", ["Kunta:", "Vastaaja:", "Kommun:", "Település:"])
def test_names_below_tables_side_by_side_are_of_the_table_above(label: str) -> None:
    names = f"| {label} | Keuruun kaupunki | | | | {label} | Petäjäveden kunta |"
    assert whose(drafts(HEADS, ROWS.strip(), "", names)) == BOTH


def test_a_name_below_the_last_of_tables_side_by_side_is_of_all() -> None:
    years = "| Vuosi 2022 | | | | Vuosi 2025 |"
    name = "| | | | | | Kunta: | Petäjäveden kunta |"
    assert {name for name, *_ in whose(drafts(years, HEADS, ROWS.strip(), "", name))} == {
        "Petäjävesi"
    }


def test_words_before_the_dimensions_of_the_second_list_are_its_own() -> None:
    rows = [
        "| Keuruun kaupunki | | | Petäjäveden kunta |",
        "| Käytäntö | Osa-alue | | Käytäntö | Osa-alue |",
        "| Vanhan kirkon hoito | Resurssit | | Kirkon opaskierros | Evaluointi |",
        "| Kaksi tointa museossa | Resurssit | | Kaksi kesäopasta | Resurssit |",
        "| Kirjaston podcastit | Tilanne | | Tabletit lainassa | Tilanne |",
    ]
    assert whose(drafts(*rows)) == [
        ("Keuruu", ["Kirjaston podcastit", "Vanhan kirkon hoito\nKaksi tointa museossa"], []),
        ("Petäjävesi", ["Tabletit lainassa", "Kaksi kesäopasta", "Kirkon opaskierros"], []),
    ]


def test_a_second_table_may_turn_the_order_of_the_first() -> None:
    rows = [
        "| Tausta | Tilanne | Resurssit | | Resurssit | Tilanne | Tausta |",
        "| a | b | c | | f | e | d |",
        "",
        "| Kunta: | Keuruun kaupunki | | | Kunta: | Petäjäveden kunta |",
    ]
    assert whose(drafts(*rows)) == [
        ("Keuruu", ["a", "b", "c"], []),
        ("Petäjävesi", ["d", "e", "f"], []),
    ]


def test_labels_before_the_first_table_are_of_the_second_too_if_that_has_none() -> None:
    rows = [
        "| | Tausta | Tilanne | Resurssit | | Tausta | Tilanne | Resurssit |",
        "| Kuvaus | a | b | c | | d | e | f |",
        "| Taso | 1 | 2 | 0 | | 2 | 3 | 4 |",
        "| Tavoite | 2 | 3 | 2 | | 4 | 4 | 4 |",
        "",
        "| | Kunta: | Keuruun kaupunki | | | Kunta: | Petäjäveden kunta |",
    ]
    made = drafts(*rows)
    assert whose(made) == [
        ("Keuruu", ["a", "b", "c"], ["1", "2", "0"]),
        ("Petäjävesi", ["d", "e", "f"], ["2", "3", "4"]),
    ]
    aims = {each.municipality.name: list(filter(None, grids.targets(each))) for each in made}
    assert aims == {"Keuruu": ["2", "3", "2"], "Petäjävesi": ["4", "4", "4"]}
