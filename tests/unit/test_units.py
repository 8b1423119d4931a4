import pytest

from digimatrix import frameworks
from digimatrix.read.headings import Headings, Label
from digimatrix.read.units import without_unit

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
