"""Whose the columns of a table are."""

from __future__ import annotations

import grids


def test_municipalities_side_by_side_over_dimensions_in_rows() -> None:
    result = grids.read(
        grids.grid(
            """
| | Nokia | | Pori | |
| | Kuvaus | Taso | Kuvaus | Taso |
| Tausta | a | 1 | g | 2 |
| Resurssit | b | 1 | h | 2 |
| Evaluointi | c | 3 | i | 2 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia", "Pori"]
    assert grids.levels(result.drafts[1].result)[0] == "2"


def test_municipalities_as_groups_of_columns() -> None:
    result = grids.read(
        grids.grid("""
| Nokia | | | Pori | | |
| TAUSTA | RESURSSIT | EVALUOINTI | TAUSTA | RESURSSIT | EVALUOINTI |
| a | b | c | d | e | f |
""")
    )
    found = {d.result.municipality.name: grids.answers(d.result) for d in result.drafts}
    assert found["Nokia"]["evaluation"].text == "c"
    assert found["Pori"]["background"].text == "d"


def test_units_behind_their_municipalitys_name_answer_for_it() -> None:
    heads = "| Unit | TAUSTA | OMA LÄHTÖTILANNE | RESURSSIT |"
    table = f"""
        {heads}
        | Kerava: kirjasto | a | b | c |
        | Kerava: Porin taidemuseo | d | e | f |
        | Järvenpää: nuorisopalvelut | g | h | i |
        """
    drafts = grids.read(grids.grid(table)).drafts
    read = {draft.result.municipality.name: grids.texts(draft.result)[0] for draft in drafts}
    assert read == {"Kerava": "a\nd", "Järvenpää": "g"}


def test_words_before_a_colon_that_name_no_municipality_name_none() -> None:
    heads = "| Yksikkö | TAUSTA | OMA LÄHTÖTILANNE | RESURSSIT |"
    table = f"""
        | Nokian kaupunki |

        {heads}
        | Lapset: kirjasto | a | b | c |
        | Nuoret: museo | d | e | f |
        """
    assert grids.only(grids.grid(table)).municipality.name == "Nokia"
