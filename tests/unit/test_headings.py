"""What short cells say as headings."""

from __future__ import annotations

import pytest

from digimatrix import frameworks
from digimatrix.read.headings import Headings, Label, facet_meant, others_assess

HEADINGS = Headings(frameworks.load())


@pytest.mark.parametrize(
    ("text", "dimension", "label"),
    [
        ("TAUSTA JA LÄHTÖKOHDAT", "background", None),
        ("tausta ja lahtokohdat", "background", None),
        ("RESURSIT", "resources", None),
        ("Evalunti", "evaluation", None),
        ("5. Resurssit", "resources", None),
        ("Resurssit / Resurser", "resources", None),
        ("OMA LÄHTÖTILANNE (EGET UTGÅNGSLÄGE)", "situation", None),
        ("Resurssit taso", "resources", Label.LEVEL),
        ("Taso: Resurssit", "resources", Label.LEVEL),
        ("Utvärdering – nivå", "evaluation", Label.LEVEL),
        ("Resurssit, tavoite", "resources", Label.TARGET),
        ("Hogyan és hol (szint)", "where", Label.LEVEL),
        ("Yht.työllä", "cooperation", None),
        ("Tausta ja lähtök.", "background", None),
        ("RESURSSIT\nKuka tekee ja millä rahalla?", "resources", None),
        ("Kunnan digikulttuurin resurssit", "resources", None),
        ("Kunta/kommun", None, Label.MUNICIPALITY),
        ("Päivämäärä:", None, Label.DATE),
        ("Ulottuvuus", None, Label.DIMENSION),
        ("tav.", None, Label.TARGET),
        ("niv.", None, Label.LEVEL),
        ("Kuv.", None, Label.TEXT),
        ("Lev", None, Label.LEVEL),
        ("célsz.", None, Label.TARGET),
        ("lyg.", None, Label.LEVEL),
        ("Aplinkybės, pagrindas /", "background", None),
        ("Medelnivå", None, Label.TOTAL),
        ("Keskitaso", None, Label.TOTAL),
        ("Mean level", None, Label.TOTAL),
        ("Átlagszint", None, Label.TOTAL),
        ("Vidutinis lygis", None, Label.TOTAL),
        ("E-post", None, Label.RESPONDENT),
        ("E-mail cím", None, Label.RESPONDENT),
    ],
)
def test_a_heading_is_read(text: str, dimension: str | None, label: Label | None) -> None:
    heading = HEADINGS.read(text)
    assert heading is not None
    assert (heading.dimension, heading.label) == (dimension, label)


@pytest.mark.parametrize("text", ["Kunnan taso (0–4)", "Kommunens nivå", "Savivaldybės lygis"])
def test_the_level_of_the_municipality_is_the_level(text: str) -> None:
    heading = HEADINGS.read(text)
    assert heading is not None
    assert heading.label is Label.LEVEL


@pytest.mark.parametrize("text", ["Maakunnan taso", "Maakunnan arvio", "Tärkeys asteikolla 1–5"])
def test_what_is_near_the_level_of_the_municipality_is_not_it(text: str) -> None:
    assert HEADINGS.read(text) is None


@pytest.mark.parametrize(
    "text", ["", "-", "2", "kirjasto", "Nokian kaupunki", "koulut ja museot", "vast.", "tu."]
)
def test_other_words_are_no_heading(text: str) -> None:
    assert HEADINGS.read(text) is None


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("Where & how", "where"),
        ("Missä + miten", "where"),
        ("Hogyan, hol", "where"),
        ("Kur & kaip", "where"),
        ("Partner & nätverk", "cooperation"),
    ],
)
def test_a_sign_joins_the_words_of_a_heading(text: str, dimension: str) -> None:
    heading = HEADINGS.read(text)
    assert heading is not None
    assert (heading.dimension, heading.sure) == (dimension, 100)


@pytest.mark.parametrize(
    "text", ["Nyt (1–5)", "Nu (1-5)", "Now (0–4)", "Most (1–5)", "Dabar (0–4)"]
)
def test_now_with_a_scale_is_the_level(text: str) -> None:
    heading = HEADINGS.read(text)
    assert heading is not None
    assert heading.label is Label.LEVEL


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Taso (1–5)", (1, 5)),
        ("Resurssit 0-4", (0, 4)),
        ("Taso", None),
        ("Taso asteikolla 0-4", (0, 4)),
        ("Taso (asteikko 0–4)", (0, 4)),
        ("Nivå (skala 1–5, 1 = inget, 5 = bäst)", (1, 5)),
        ("Level 0-4 (0 = none, 4 = leading)", (0, 4)),
        ("Taso, asteikko 1–5: 1 = ei mitään, 5 = paras", (1, 5)),
        ("Taso (1–5, jossa 5 on paras)", (1, 5)),
        ("Szint 1–5 (5 a legjobb)", (1, 5)),
        ("Lygis (1 = nėra … 5 = geriausias, skalė 1–5)", (1, 5)),
        ("Taso, asteikko 1–5 (valitse)", (1, 5)),
        ("Nivå på skalan 0–4", (0, 4)),
        ("Level, 0-4 scale", (0, 4)),
        ("Szint 0–4 skálán", (0, 4)),
        ("Lygis skalėje 0–4", (0, 4)),
    ],
)
def test_a_scale_in_a_heading_is_read(text: str, scale: tuple[int, int] | None) -> None:
    heading = HEADINGS.read(text)
    assert heading is not None
    assert heading.scale == scale


def test_every_wording_of_the_framework_is_read_as_its_dimension() -> None:
    for dimension in frameworks.load().dimensions:
        for language, wordings in dimension.headings.items():
            for wording in (dimension.heading[language], dimension.name[language], *wordings):
                heading = HEADINGS.read(wording)
                assert heading is not None
                assert heading.dimension == dimension.key, wording


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Maakunnan arvio (0–4)", True),
        ("Landskapets bedömning", True),
        ("External assessor's score", True),
        ("Külső szakértő értékelése", True),
        ("Eksperto vertinimas", True),
        ("Kunnan oma arvio", False),
        ("Arvio osa-alueen tasosta", False),
        ("Oma arvio maakunnan asteikolla", False),
        ("Maakunnan tavoitetaso", False),
        ("Maakunta", False),
    ],
)
def test_what_others_assess_is_no_level_of_ones_own(text: str, others: bool) -> None:
    assert others_assess(text) is others
    assert not (others and facet_meant(text))
