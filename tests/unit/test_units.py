import grids
import pytest

from digimatrix import frameworks
from digimatrix.read.headings import Headings, Label
from digimatrix.read.returns import FileResult
from digimatrix.read.senders.units import units_in, without_unit

HEADINGS = Headings(frameworks.load())


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("taso kirjasto", "taso"),
        ("museon taso", "taso"),
        ("museo ja arkisto taso", "taso"),
        ("vastaaja 2 taso", "taso"),
        ("taso", None),
        ("kirjasto", None),
        ("taso 2 museo", "taso 2"),
        ("kirjaston aineiston laatu museossa", None),
        ("taso viime vuonna", None),
    ],
)
def test_units_are_told_from_the_rest_of_a_heading(words: str, rest: str | None) -> None:
    assert without_unit(words) == rest


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Taso (kirjasto)", Label.LEVEL),
        ("Tavoite – nuorisopalvelut", Label.TARGET),
        ("Kuvaus: museo", Label.TEXT),
        ("Vastaaja 1, taso", Label.LEVEL),
        ("Nivå (biblioteket)", Label.LEVEL),
        ("Library level", Label.LEVEL),
        ("Szint (múzeum)", Label.LEVEL),
        ("Lygis (biblioteka)", Label.LEVEL),
        ("Taso (keskiarvo)", None),
        ("Taso (edellinen)", None),
        ("Museon aukioloajat", None),
    ],
)
def test_the_facet_of_a_unit_is_read(text: str, label: Label | None) -> None:
    found = HEADINGS.label(text)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        ("Kirjasto", True),
        ("Museet 2024", True),
        ("Múzeum", True),
        ("Kaupunginkirjasto", True),
        ("Town hall", True),
        ("Taul1", False),
        ("", False),
    ],
)
def test_units_that_a_sheet_is_named_after(sheet: str, named: bool) -> None:
    assert bool(units_in(sheet)) is named


def sheets(*named: tuple[str, str]) -> FileResult:
    head = "| TAUSTA | taso | RESURSSIT | taso |\n"
    made = (grids.grid(head + row, sheet=name, file="Nokia 2024.xlsx") for name, row in named)
    return grids.read(*made)


def test_units_on_sheets_of_their_own_are_one_return_and_that_is_said() -> None:
    result = sheets(("Kirjasto", "| a | 1 | b | 2 |"), ("Museo", "| c | 2 | d | 2 |"))
    (draft,) = result.drafts
    answers = grids.answers(draft.result)
    assert (answers["background"].text, answers["resources"].text) == ("a\nc", "b\nd")
    level = answers["background"].level
    assert level is not None
    assert (level.low, level.high, level.ambiguous) == (1, 2, True)
    assert {"units-together", "unclear-level"} <= grids.slugs(result)


@pytest.mark.parametrize("other", ["Kirjasto (2)", "Taul2"])
def test_sheets_that_are_not_of_two_units_stay_two_returns(other: str) -> None:
    result = sheets(("Kirjasto", "| a | 1 | b | 2 |"), (other, "| c | 2 | d | 2 |"))
    assert len(result.drafts) == 2
    assert "units-together" not in grids.slugs(result)


def test_units_that_answered_the_very_same_are_copies() -> None:
    assert (
        len(sheets(("Kirjasto", "| a | 1 | b | 2 |"), ("Museo", "| a | 1 | b | 2 |")).drafts) == 2
    )
