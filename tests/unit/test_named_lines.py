"""Joint forms with a line for each municipality in every cell."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.returns import FileResult

BOTH = r"Juva: satutunteja\nRantasalmi: kirjastoauto"


def read(*cells: str) -> FileResult:
    lines = [f"| {name} | {x} |" for name, x in zip(grids.HEADINGS, cells, strict=True)]
    return grids.read(grids.grid("\n".join(["| Yhteinen lomake |", "", *lines])))


def texts(result: FileResult) -> dict[str, list[str]]:
    return {x.result.municipality.name: grids.texts(x.result) for x in result.drafts}


def test_each_municipality_has_its_own_lines() -> None:
    told = texts(read(*[BOTH] * 5, r"Rantasalmi: kysely\nja tilasto\nJuva:\nei vielä"))
    assert told == {
        "Juva": ["satutunteja"] * 5 + ["ei vielä"],
        "Rantasalmi": ["kirjastoauto"] * 5 + ["kysely\nja tilasto"],
    }


def test_what_has_no_lines_counts_for_each_and_what_one_has_for_it_alone() -> None:
    result = read(*[BOTH] * 4, "yksi yhteinen tuottaja", r"Juva: kysely\nja tilasto")
    assert texts(result) == {
        "Juva": ["satutunteja"] * 4 + ["yksi yhteinen tuottaja", "kysely\nja tilasto"],
        "Rantasalmi": ["kirjastoauto"] * 4 + ["yksi yhteinen tuottaja", ""],
    }
    assert "shared-answer" in grids.slugs(result)


@pytest.mark.parametrize(
    "cells",
    [
        (BOTH, BOTH, "satutunteja", "kirjasto", "yksi tuottaja", "kysely"),
        (BOTH, BOTH, BOTH, *[r"Mikkeli: kirjasto\nJuva: museo"] * 3),
        [r"Kirjasto: satutunteja\nMuseo: esittely"] * 6,
    ],
)
def test_lines_of_other_answers_stay_together(cells: list[str]) -> None:
    made = read(*cells).drafts
    words = [cell.replace(r"\n", "\n") for cell in cells]
    assert [grids.texts(draft.result) for draft in made] == [words]
