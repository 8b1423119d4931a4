"""What of a table is no answer."""

from __future__ import annotations

import grids


def test_what_stands_outside_the_table_is_named() -> None:
    result = grids.read(
        grids.grid(
            """
| TAUSTA | RESURSSIT | EVALUOINTI | Vastuuhenkilö | Muuta |
| a | b | c | N N | huomio |
| Esimerkki: x | | | | |

| Tavataan syksyllä |
| Terveisin kunta |
""",
            comments={"A2": "tarkista"},
            struck={"B3": "poistettu"},
        )
    )
    assert grids.left(result) == {
        "A3": "example",
        "B3": "struck-text",
        "E1": "unknown-column",
        "E2": "unknown-column",
        "A5": "outside-table",
        "A6": "signature",
    }
    assert "comment" in grids.slugs(result)


def test_a_text_column_left_of_the_dimensions_and_row_numbers() -> None:
    result = grids.read(
        grids.grid("| Nro | Käytäntö | Osa-alue | Taso |\n| 1 | a | Resurssit | 2 |\n"
                   "| 2 | b | Evaluointi | 1 |\n| 3 | c | Resurssit | 2 |")
    )  # fmt: skip
    answers = grids.answers(result.drafts[0].result)
    assert (answers["resources"].text, answers["evaluation"].text) == ("a\nc", "b")
    assert not grids.left(result)


def test_words_for_a_place_to_type_are_a_label_where_an_answer_stands_beside() -> None:
    table = (
        "| RESURSSIT |\n| Your answer | a |\n| TAUSTA |\n| Your answer | b |\n"
        "| EVALUOINTI |\n| Your answer |"
    )
    result = grids.read(grids.grid(table))
    assert grids.left(result) == {"A6": "instruction"}
    assert grids.answers(result.drafts[0].result)["resources"].text == "a"
