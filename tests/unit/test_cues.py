from __future__ import annotations

import pytest

from digimatrix.languages import LANGUAGES
from digimatrix.model.errors import DigimatrixError
from digimatrix.parse.cues import GROUPS, Lexicon, checked, lexicon
from digimatrix.parse.words import plain


def found(cue: str, text: str) -> list[str]:
    made = Lexicon("fi", frozenset())
    made.learn("months", "*kuussa")
    made.learn("numbers", "kaksi")
    made.learn("test", cue)
    source = plain(text)
    return [
        text[hit.start : hit.end]
        for hit in made.find(source.words(0, len(text)))
        if hit.group == "test"
    ]


@pytest.mark.parametrize(
    ("cue", "text", "hits"),
    [
        ("joka vuosi", "kysely joka vuosi", ["joka vuosi"]),
        ("joka vuosi", "joka tosi vuosi", []),
        ("sopimu*", "kirjallinen sopimuksemme", ["sopimuksemme"]),
        ("*vastaava*", "digivastaavalla", ["digivastaavalla"]),
        ("*ryhmä", "työryhmä, ryhmässä", ["työryhmä"]),
        ("ei ... luettu", "ei ole kai luettu", ["ei ole kai luettu"]),
        ("ei ... luettu", "ei yksi kaksi kolme neljä viisi luettu", []),
        ("# kertaa", "2 kertaa tai kaksi kertaa", ["2 kertaa", "kaksi kertaa"]),
        ("@ ja @", "toukokuussa ja lokakuussa", ["toukokuussa ja lokakuussa"]),
        ("järjestelmä*", "jarjestelmallisesti", ["jarjestelmallisesti"]),
        ("far", "får", []),
    ],
)
def test_a_cue_is_found_as_it_is_written(cue: str, text: str, hits: list[str]) -> None:
    assert found(cue, text) == hits


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lacks_a_group_of_cues_which_another_has(language: str) -> None:
    assert lexicon(language).language == language  # checked when it is loaded


def test_a_file_of_cues_that_lacks_a_group_is_refused_by_name() -> None:
    cues = {group: ["x"] for group in GROUPS if group != "rhythm"}
    with pytest.raises(DigimatrixError, match="rhythm missing"):
        checked(cues, "fi")


def test_a_file_of_cues_with_an_unknown_group_is_refused_by_name() -> None:
    cues = {group: ["x"] for group in (*GROUPS, "rythm")}
    with pytest.raises(DigimatrixError, match="rythm unknown"):
        checked(cues, "fi")


def test_a_cue_may_stand_in_its_group_only_once() -> None:
    cues = {group: ["x"] for group in GROUPS} | {"rhythm": ["joka vuosi", "joka vuosi"]}
    with pytest.raises(DigimatrixError, match="joka vuosi twice"):
        checked(cues, "fi")


def test_a_cue_that_begins_with_a_gap_is_refused() -> None:
    with pytest.raises(DigimatrixError, match="is no cue"):
        Lexicon("fi", frozenset()).learn("rhythm", "... vuosi")


def test_a_sign_stands_for_any_word_of_measuring() -> None:
    made = Lexicon("fi", frozenset())
    made.learn("measure", "laskuri*")
    made.learn("use", "% mukaan")
    for text, groups in (("laskurin mukaan", {"measure", "use"}), ("sopimuksen mukaan", set())):
        assert {hit.group for hit in made.find(plain(text).words(0, len(text)))} == groups


def test_a_short_cue_of_one_word_is_found_only_with_its_dots() -> None:
    made = Lexicon("sv", frozenset())
    made.learn("ours", "vår")
    made.learn("rhythm", "varje vår")
    text = "var varje var"
    assert [hit.group for hit in made.find(plain(text).words(0, len(text)))] == ["rhythm"]
