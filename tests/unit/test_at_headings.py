"""Answers at their headings."""

from __future__ import annotations

import grids


def test_headings_one_under_the_other_with_answers_between() -> None:
    made = grids.only(
        grids.grid("| Nokia 2025 |\n| RESURSSIT |\n| tiimi |\n| EVALUOINTI |\n| kysely |\n"
                   "| YHTEISTYÖLLÄ |\n| koulut |\n| museo |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert answers["cooperation"].text == "koulut\nmuseo"
    assert (answers["resources"].text, answers["evaluation"].text) == ("tiimi", "kysely")


def test_words_after_headings_are_said_where_they_are_no_answers() -> None:
    form = "| RESURSSIT: raha |\n| tiimi |\n| EVALUOINTI: mittarit |\n| kysely |\n| TAUSTA |\n| a |"
    result = grids.read(grids.grid(form))
    said = [p.text for p in result.problems if p.rule.slug == "heading-words"]
    assert said == ["raha", "mittarit"]


def test_what_stands_apart_below_the_last_answer_is_named_whole() -> None:
    sheet = "| RESURSSIT |\n| a |\n| EVALUOINTI |\n| b |\n| TAUSTA |\n| c |\n\n| d |\n| e |"
    result = grids.read(grids.grid(sheet))
    assert grids.left(result) == {"A8": "outside-table", "A9": "outside-table"}


def test_numbers_after_headings_are_levels_only_where_something_says_so() -> None:
    table = "| RESURSSIT (2) | EVALUOINTI (0) | TAUSTA (3) |\n| a | b | c |"
    told = grids.read(grids.grid(f"| Suluissa oma arviomme tasosta (0–4) |\n{table}"))
    bare = grids.read(grids.grid(table))
    assert grids.levels(told.drafts[0].result) == ["3", None, None, None, "2", "0"]
    assert "number-in-heading" not in grids.slugs(told)
    assert grids.levels(bare.drafts[0].result) == [None] * 6
    assert "number-in-heading" in grids.slugs(bare)


def test_numbers_that_run_from_heading_to_heading_only_number_them() -> None:
    running = grids.read(
        grids.grid("| TAUSTA (1) | YHTEISTYÖ (2) | RESURSSIT (3) |\n| a | b | c |")
    )
    assert grids.levels(running.drafts[0].result) == [None] * 6
    assert "number-in-heading" not in grids.slugs(running)


def test_numbers_after_headings_beside_levels_are_told() -> None:
    said = grids.read(
        grids.grid(
            "| Taso 0–4 |\n| | TAUSTA (4) | RESURSSIT (2) |\n| Teksti | a | b |\n| Taso | 1 | 2 |"
        )
    )
    assert grids.levels(said.drafts[0].result) == ["1", None, None, None, "2", None]
    assert "number-in-heading" in grids.slugs(said)


def test_a_single_answer_that_ends_in_a_question_is_no_label() -> None:
    sheets = [
        grids.grid("| RESURSSIT |\n| Onko kukaan laskenut? | Pia kysyi |", sheet="Table 1"),
        grids.grid("| EVALUOINTI |\n| Ei mitata |", sheet="Table 2"),
    ]
    result = grids.read(*sheets)
    answers = grids.answers(result.drafts[0].result)
    assert answers["resources"].text == "Onko kukaan laskenut?"
    assert grids.left(result) == {"B2": "outside-table"}
