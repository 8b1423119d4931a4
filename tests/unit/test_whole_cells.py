"""A whole matrix in one cell: told apart by its own headings, each answer with the cell's place."""

from __future__ import annotations

import grids
import pytest

MATRIX = r"Tausta: ohjelma on\nResurssit: yksi ihminen\nEvaluointi: kysely"


def test_each_answer_names_the_cell_which_counts_once() -> None:
    result = grids.read(grids.grid(f"| Nokian kaupunki |\n\n| | {MATRIX} |"))
    (draft,) = result.drafts
    answers = grids.answers(draft.result)
    assert answers["resources"].text == "yksi ihminen"
    assert {p.place.cell for a in answers.values() for p in a.parts} == {"B3"}
    assert draft.result.layout == "cell"
    assert (result.counts.placed, result.counts.headings, result.counts.left_out) == (1, 1, 0)


def test_it_is_said_how_many_answers_the_cell_holds() -> None:
    result = grids.read(grids.grid(f"| {MATRIX} |", file="Nokia.xlsx"))
    (said,) = [p for p in result.problems if p.rule.slug == "whole-cell"]
    assert (said.facts, said.place.cell) == ({"count": "3"}, "A1")


@pytest.mark.parametrize(
    "text",
    [
        "Tausta: ohjelma on",
        r"Tausta: ohjelma on\nMuuta: ei",
        r"Tausta: ohjelma on\nStrategia: on",
        "Kirjaston ja museon yhteistyö on alkanut, ja resurssit riittävät",
    ],
)
def test_one_heading_makes_no_matrix(text: str) -> None:
    assert "whole-cell" not in grids.slugs(grids.read(grids.grid(f"| {text} |")))


def test_a_table_of_its_own_wins_over_a_cell_that_only_lists_the_headings() -> None:
    told = r"Tausta: kuvatkaa ohjelma\nResurssit: kuvatkaa tekijät\nEvaluointi: kuvatkaa seuranta"
    made = grids.only(grids.grid(f"| {told} |\n{grids.SIX}\n| a | b | c | d | e | f |"))
    assert grids.texts(made) == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize("filler", [" ", "\n", ": ", "- ", "a:", ". "])
def test_a_cell_of_one_sign_many_times_is_read_at_once(filler: str) -> None:
    result = grids.read(grids.grid("| Tausta: on |", values={"A2": filler * 30_000}))
    assert "whole-cell" not in grids.slugs(result)


def test_a_form_in_one_cell_that_nobody_filled_in_is_an_empty_return() -> None:
    made = grids.only(grids.grid(r"| Kunta: Nokia\nTausta:\nResurssit:\nEvaluointi: |"))
    assert made.municipality.name == "Nokia"
    assert set(grids.texts(made)) == {""}
