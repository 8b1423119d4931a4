"""Addresses of mail beside answers."""

from __future__ import annotations

import grids
import pytest

FIVE = "TAUSTA | OMA LÄHTÖTILANNE | MITEN JA MISSÄ | YHTEISTYÖ | RESURSSIT"


@pytest.mark.parametrize(
    "heading",
    [
        "E-post för uppföljning",
        "Sähköposti seurantaa varten",
        "E-mail for follow-up",
        "E-mail az értékeléshez",
        "El. paštas vertinimui",
    ],
)
def test_a_column_of_addresses_is_no_answer(heading: str) -> None:
    result = grids.read(
        grids.grid(
            f"| Vastaukset |\n| Kunta | {FIVE} | {heading} |\n"
            "| Nokia | a | b | c | d | e | a@x.fi |\n"
            "| Pori | f | g | h | i | j | b@x.fi; c@x.fi |\n| Oulu | k | l | m | n | o |"
        )
    )
    assert [grids.texts(draft.result)[-1] for draft in result.drafts] == ["", "", ""]
    assert not grids.left(result)
    assert "near-heading" not in grids.slugs(result)


def test_a_row_of_an_address_is_no_answer() -> None:
    lines = (f"| {name} | tehdään työtä |" for name in FIVE.split(" | "))
    rows = "\n".join(["| Kunta | Nokia |", *lines, "| E-post för uppföljning | a@x.fi |"])
    made = grids.only(grids.grid(rows))
    assert grids.texts(made) == ["tehdään työtä"] * 5 + [""]


def test_an_address_under_a_sure_heading_or_beside_a_name_is_read_as_before() -> None:
    sure = grids.only(grids.grid("| TAUSTA | RESURSSIT | EVALUOINTI |\n| a | b | kysely@x.fi |"))
    assert grids.texts(sure)[-1] == "kysely@x.fi"
    result = grids.read(
        grids.grid("| Kunta | Sähköposti | TAUSTA | RESURSSIT | EVALUOINTI |\n"
                   "| Nokia | a@x.fi | a | b | c |\n| Pori | b@x.fi |")
    )  # fmt: skip
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia", "Pori"]
