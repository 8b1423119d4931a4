"""What municipalities have in common, counted by hand for a small region."""

from __future__ import annotations

import region
import told

from digimatrix.compare.comparison import compare
from digimatrix.compare.shared import Column, Common, Shared, common

ROWS = {
    "Aava": {
        "situation": "somemarkkinointi, e-kirjat ja digituki\n-> KOULUTUSTA KAIKILLE",
        "resources": "Laitteet hankerahalla.\n-> PYSYVÄ DIGITUOTTAJA",
    },
    "Ilves": {
        "situation": "Facebook, Instagram ja äänikirjat. Huom. haja-asutus\n"
        "-> HENKILÖSTÖN KOULUTUS, UUSIA KUMPPANEITA",
        "resources": "Tabletit lainataan, joskus.\n-> TYÖAIKAA, RAHAA",
        "evaluation": "YLEINEN JATKOPONSI:\nRohkeasti kokeillen!",
    },
    "Kuura": {
        "situation": "Somea ei ole. Digitukea suunnitellaan.",
        "resources": told.NOTHING,
    },
    "Lumi": {"situation": "Nuottikirjat netissä"},
}


def small() -> Common:
    return common(compare(told.assessments(ROWS), region.FRAMEWORK))


def column(key: str) -> Column:
    return next(each for each in small().columns if each.dimension == key)


def counted(groups: tuple[Shared, ...]) -> list[tuple[str, list[str]]]:
    return [(each.key, [who.name for who in each.municipalities]) for each in groups]


def test_only_what_is_in_place_is_counted_and_each_municipality_once() -> None:
    assert counted(column("situation").practices) == [
        ("social-media", ["Aava", "Ilves"]),
        ("e-library", ["Aava", "Ilves"]),
        ("communication", ["Aava"]),
        ("tutoring", ["Aava"]),
    ]
    named = column("situation").practices[0].voices
    assert [voice.text for voice in named] == ["somemarkkinointi", "Facebook", "Instagram"]


def test_practices_without_a_theme_are_kept_in_their_own_words() -> None:
    assert [(v.municipality.name, v.text) for v in column("situation").others] == [
        ("Lumi", "Nuottikirjat netissä")
    ]


def test_who_answered_is_counted_with_those_who_have_nothing() -> None:
    assert [each.answered for each in small().columns] == [0, 4, 0, 0, 3, 1]
    assert [voice.municipality.name for voice in column("resources").nothing] == ["Kuura"]


def test_demands_go_with_what_they_ask_for() -> None:
    assert [
        (each.key, [(v.municipality.name, v.text) for v in each.voices])
        for each in column("situation").demands
    ] == [
        ("training", [("Aava", "KOULUTUSTA KAIKILLE"), ("Ilves", "HENKILÖSTÖN KOULUTUS")]),
        ("partnerships", [("Ilves", "UUSIA KUMPPANEITA")]),
    ]
    assert counted(column("resources").demands) == [
        ("staff", ["Aava", "Ilves"]),
        ("funding", ["Ilves"]),
    ]


def test_demands_without_a_theme_go_together_where_they_share_a_word() -> None:
    rows = {
        "Aava": {"where": "-> KAHVINURKKAUS KUNTOON"},
        "Ilves": {"where": "-> KAHVINURKKAUKSIA LISÄÄ"},
        "Kuura": {"where": "-> POLKUJA METSÄÄN"},
    }
    found = common(compare(told.assessments(rows), region.FRAMEWORK)).columns[2].demands
    assert counted(found) == [("", ["Aava", "Ilves"]), ("", ["Kuura"])]


def test_one_word_of_a_demand_that_names_no_theme_is_quoted_with_the_others() -> None:
    rows = {"Aava": {"background": "-> TOIMENPITEET JA VASTUUT KIRJATTAVA"}}
    found = common(compare(told.assessments(rows), region.FRAMEWORK)).columns[0].demands
    texts = [voice.text for each in found for voice in each.voices]
    assert "TOIMENPITEET" not in texts
    assert "TOIMENPITEET JA VASTUUT KIRJATTAVA" in texts


def test_reservations_tell_what_practice_hangs_on() -> None:
    assert counted(column("resources").hedges) == [("project", ["Aava"]), ("sporadic", ["Ilves"])]
    assert [v.text for v in column("situation").remarks] == ["Huom. haja-asutus"]


def test_words_about_the_whole_matrix_belong_to_no_column() -> None:
    assert [v.text for v in small().whole] == ["Rohkeasti kokeillen!"]


def test_every_voice_leads_to_its_cell() -> None:
    voice = column("resources").demands[0].voices[0]
    assert str(voice.place) == "Aava.xlsx › Taul1!F2"
    assert voice.assessment.answer.text[voice.start :].startswith(voice.text)


def test_themes_of_several_languages_are_counted_together() -> None:
    rows = {"Aava": {"situation": "e-kirjoja"}, "Vik": {"situation": "E-böcker lånas ut"}}
    found = told.assessments(rows, {"Vik": "sv"})
    first = common(compare(found, region.FRAMEWORK)).columns[1].practices[0]
    assert counted((first,)) == [("e-library", ["Aava", "Vik"])]
