from __future__ import annotations

import pytest

from digimatrix.parse.statements import Kind, Statement, parse


def of(kind: Kind, statements: tuple[Statement, ...]) -> list[str]:
    return [statement.text for statement in statements if statement.kind is kind]


def test_two_demands_may_stand_in_one_line_with_either_arrow_sign() -> None:
    told = parse("koulut\n\n→ OSAAJAT ENSIN, KOULUTUSTA KUNNISSA -> UUSIA KUMPPANEITA", "fi")
    assert of(Kind.ACTION, told) == ["OSAAJAT ENSIN, KOULUTUSTA KUNNISSA", "UUSIA KUMPPANEITA"]
    assert told[1].items == ("OSAAJAT ENSIN", "KOULUTUSTA KUNNISSA")


def test_a_demand_in_capitals_runs_on_over_lines_until_small_letters() -> None:
    told = parse("mainintoja\n-> DIGI\nSISÄLLYTETTÄVÄ JATKOSSA\nAINA\nkirjasto auttaa", "fi")
    assert of(Kind.ACTION, told) == ["DIGI SISÄLLYTETTÄVÄ JATKOSSA AINA"]
    assert told[-1].text == "kirjasto auttaa"


def test_an_empty_line_ends_a_demand() -> None:
    told = parse("-> DIGI MUKAAN\n\nYLEISESTI OTTAEN HYVÄ tilanne meillä", "fi")
    assert of(Kind.ACTION, told) == ["DIGI MUKAAN"]


def test_a_demand_in_small_letters_ends_with_its_line() -> None:
    told = parse("somea -> saavutettavuus ja osallisuus\ndigitukea tiistaisin", "fi")
    assert of(Kind.ACTION, told) == ["saavutettavuus ja osallisuus"]
    assert told[1].items == ("saavutettavuus", "osallisuus")
    assert told[2].kind is Kind.PRACTICE


def test_an_arrow_at_the_end_of_a_line_demands_the_next_line() -> None:
    assert of(Kind.ACTION, parse("some ->\nlisää rahaa", "fi")) == ["lisää rahaa"]


def test_a_workflow_with_arrows_is_no_demand() -> None:
    told = parse("idea -> luonnos -> hyväksyntä", "fi")
    assert [statement.kind for statement in told] == [Kind.PRACTICE]
    assert len(told[0].items) == 1


def test_capitals_among_small_letters_are_a_demand_even_without_an_arrow() -> None:
    told = parse("kirjastossa e-kirjat\nPALKATTAVA DIGITUOTTAJA", "fi")
    assert of(Kind.ACTION, told) == ["PALKATTAVA DIGITUOTTAJA"]


def test_a_cell_wholly_in_capitals_is_ordinary_text() -> None:
    told = parse("KIRJASTOSSA E-KIRJAT JA DIGITUKI", "fi")
    assert [statement.kind for statement in told] == [Kind.PRACTICE]


def test_what_follows_a_heading_about_the_whole_matrix_is_about_the_whole_matrix() -> None:
    told = parse("asiakaspalautteet\n\nYLEINEN JATKOPONSI:\nOpit ja laitteet käyttöön!", "fi")
    assert [statement.kind for statement in told] == [Kind.PRACTICE, Kind.WHOLE, Kind.WHOLE]


def test_a_remark_is_no_practice() -> None:
    told = parse("striimejä salista\nHuom. haja-asutus", "fi")
    assert [statement.kind for statement in told] == [Kind.PRACTICE, Kind.REMARK]


def test_a_list_without_commas_falls_into_its_things() -> None:
    assert parse("somemarkkinointi kirjastojen e-aineistot", "fi")[0].items == (
        "somemarkkinointi",
        "kirjastojen e-aineistot",
    )


def test_brackets_qualify_and_are_no_items() -> None:
    told = parse("striimauksia (luennot, vierailut, kokoukset), verkkonäyttelyitä", "fi")
    assert told[0].items == ("striimauksia", "verkkonäyttelyitä")


def test_bullets_and_their_signs_are_left_out() -> None:
    told = parse("- some\n• e-kirjat\n2) digituki", "fi")
    assert [statement.text for statement in told] == ["some", "e-kirjat", "digituki"]


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("fi", "Rahaa, laitteita ja tekijöitä ei ole.", [Kind.ABSENCE]),
        ("fi", "Ei rahaa, ei laitteita, mutta kirjasto auttaa.", [Kind.ABSENCE, Kind.PRACTICE]),
        ("fi", "Hanke päättyi eikä tukea enää ole", [Kind.ENDED, Kind.ABSENCE]),
        ("fi", "Naapurikunnalla on studio", [Kind.OTHERS]),
        ("fi", "Naapurikunnan kanssa on yhteinen studio", [Kind.PRACTICE]),
        ("fi", "Jos saisimme kameran, voisimme striimata", [Kind.PLAN]),
        ("fi", "ei ole yhden ihmisen varassa", [Kind.PRACTICE]),
        ("sv", "Det planeras en verkstad med egen budget.", [Kind.PLAN]),
        ("sv", "Varken folk eller pengar.", [Kind.ABSENCE]),
        ("en", "We used to have a project worker.", [Kind.ENDED]),
        ("en", "If she is ill, nothing happens.", [Kind.REMARK]),
        ("hu", "Pénz, ember, eszköz nincs.", [Kind.ABSENCE]),
        ("hu", "Tervezzük, hogy minden intézményben képzés lesz.", [Kind.PLAN]),
        ("lt", "Reikėtų kameros.", [Kind.PLAN]),
        ("lt", "Gretimoje savivaldybėje veikia studija.", [Kind.OTHERS]),
    ],
)
def test_a_clause_says_what_its_words_say(language: str, text: str, kinds: list[Kind]) -> None:
    assert [statement.kind for statement in parse(text, language)] == kinds


def test_cues_know_their_place_in_a_text_with_decomposed_letters() -> None:
    text = "ka\u0308yta\u0308nno\u0308ssa\u0308 joka vuosi"
    cue = next(hit for hit in parse(text, "fi")[0].cues if hit.group == "rhythm")
    assert text[cue.start : cue.end] == "joka vuosi"


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(parse("Kokeiluja ja esim. hankkeita on", "fi")) == 1
    assert len(parse("e. paslaugos visuose filialuose", "lt")) == 1


def test_what_somebody_is_quoted_with_is_a_remark() -> None:
    told = parse("”Tulkaa meille joka viikko puhumaan!” sanoi rehtori.", "fi")
    assert told[0].kind is Kind.REMARK


def test_an_arrow_from_what_is_measured_to_what_is_changed_is_no_demand() -> None:
    assert not of(Kind.ACTION, parse("Tilasto joka kevät -> aukioloajat muutetaan", "fi"))
    assert of(Kind.ACTION, parse("Tilasto joka kevät -> aukioloaikoja pitäisi muuttaa", "fi"))


def test_a_workflow_ends_with_its_sentence() -> None:
    told = parse("idea -> luonnos -> hyväksyntä. Laitteita ei ole.", "fi")
    assert [one.kind for one in told] == [Kind.PRACTICE, Kind.ABSENCE]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (  # both from the seed
            "digitutorointia opas- ja esittelyvideoita striimauksia kulttuuriperinnön taltiointia",
            "digitutorointia|opas- ja esittelyvideoita|striimauksia|kulttuuriperinnön taltiointia",
        ),
        (
            "ostopalvelut digitehtäviin nimetyt (harvinaista vielä) tiimit hankkeiden kautta",
            "ostopalvelut|digitehtäviin nimetyt (harvinaista vielä) tiimit|hankkeiden kautta",
        ),
        ("asiakkaat antavat palautetta", "asiakkaat antavat palautetta"),
    ],
)
def test_a_list_run_together_falls_into_its_things(text: str, items: str) -> None:
    (told,) = parse(text, "fi")
    assert "|".join(told.items) == items
