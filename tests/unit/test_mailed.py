"""Municipalities that only addresses of mail name."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.grids import Grid
from digimatrix.read.returns import FileResult

ASKED = "| Aika | Sähköposti | Tausta ja lähtökohdat | Oma lähtötilanne | Resurssit |"
ANSWERED = "satutunteja verkossa | kaksi tuottajaa | kamera |"


def export(*addresses: str, above: str = "", file: str = "vastaukset.xlsx") -> Grid:
    rows = [f"| {day}.2.2025 | {x} | {ANSWERED}" for day, x in enumerate(addresses, start=1)]
    return grids.grid("\n".join([above, "", ASKED, *rows]), file=file)


def names(result: FileResult) -> list[str]:
    return [draft.result.municipality.name for draft in result.drafts]


def test_each_row_of_an_export_is_the_municipalitys_of_its_address() -> None:
    result = grids.read(export("anna@kalajoki.fi", "kulttuuri@raahe.fi"))
    assert names(result) == ["Kalajoki", "Raahe"]
    said = [x for draft in result.drafts for x in draft.problems]
    guesses = [x.facts["found"] for x in said if x.rule.slug == "near-municipality"]
    assert guesses == ["@kalajoki.fi", "@raahe.fi"]


def test_an_address_of_others_names_nobody() -> None:
    result = grids.read(export("anna@kalajoki.fi", "raahe@gmail.com"))
    assert names(result) == ["Kalajoki", "vastaukset"]
    assert [draft.stated for draft in result.drafts] == [True, False]
    assert names(grids.read(export("a@kirjastot.fi", "b@outlook.com"))) == ["vastaukset"]


def test_whatever_else_names_a_municipality_wins_over_addresses() -> None:
    mailed = ("anna@kalajoki.fi", "kulttuuri@raahe.fi")
    assert names(grids.read(export(*mailed, above="| Nokian kaupunki |"))) == ["Nokia"]
    assert names(grids.read(export(*mailed, file="Nokia.xlsx"))) == ["Nokia"]
    cover = grids.grid("| Kunta: | Nokia |", sheet="Tiedot")
    assert set(names(grids.read(export(*mailed), cover))) == {"Nokia"}


def test_one_address_among_many_rows_names_no_row() -> None:
    assert names(grids.read(export("anna@kalajoki.fi", "-", "-", "-"))) == ["vastaukset"]


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ("| Sähköposti: | anna@pieksamaki.fi |", "Pieksämäki"),
        ("| E-post: anna@lulea.se |", "Luleå"),
        ("| El. paštas: | anna@utena.lt |", "Utena"),
        ("| Sähköposti: | anna@gmail.com |", "vastaukset"),
        ("| Palauta osoitteeseen kulttuuri@seinajoki.fi |", "vastaukset"),
    ],
)
def test_the_address_of_who_answers_names_the_municipality(contact: str, name: str) -> None:
    rows = "\n".join(f"| {heading} | satutunteja |" for heading in grids.HEADINGS)
    assert names(grids.read(grids.grid(f"{contact}\n\n{rows}", file="vastaukset.xlsx"))) == [name]
