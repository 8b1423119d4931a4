from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from digimatrix.languages import LANGUAGES, data
from digimatrix.model.errors import DigimatrixError
from digimatrix.parse.themes import THEMES, Theme, checked, is_lemma, keys, names, themes

WORDS = Path(__file__).parent.parent / "themes" / "words.tsv"


def labelled() -> list[tuple[str, str, frozenset[str]]]:
    """Return (language, words, themes) of the labelled list."""
    with WORDS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(row[0], row[1], frozenset(row[2].split("|")) - {"-"}) for row in rows]


def f1(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Return the F1 of pairs (themes labelled, themes found), over all of them together."""
    hits = sum(len(label & found) for label, found in pairs)
    return 2 * hits / sum(len(label) + len(found) for label, found in pairs)


def test_labelled_words_name_their_themes_in_every_language() -> None:
    by_language = defaultdict(list)
    for language, words, label in labelled():
        by_language[language].append((label, frozenset(keys(words, language))))
    assert set(by_language) == set(LANGUAGES)
    for language, pairs in by_language.items():
        assert f1(pairs) >= 0.95, language


def test_every_label_is_a_theme() -> None:
    assert {theme for _, _, label in labelled() for theme in label} <= set(THEMES)


def test_themes_know_the_words_that_name_them() -> None:
    text = "Konsertit striimataan.\nHenkilöstökoulutus joka kevät"
    found = themes(text, "fi")

    assert [(one.key, text[one.start : one.end]) for one in found] == [
        ("streaming", "striimataan"),
        ("training", "Henkilöstökoulutus"),
        ("staff", "Henkilöstökoulutus"),
    ]


def test_capitals_unicode_form_and_missing_dots_change_nothing() -> None:
    text = "henkilöstön digitukea ja e-äänikirjoja"
    for other in (
        text.upper(),
        unicodedata.normalize("NFD", text),
        "henkiloston digitukea ja e-aanikirjoja",
    ):
        assert keys(other, "fi") == keys(text, "fi") == ("staff", "tutoring", "e-library")


def test_the_places_are_those_of_the_text_as_it_was_given() -> None:
    assert themes("a\u0308a\u0308nikirja", "fi") == (Theme("e-library", 0, 11),)


@pytest.mark.parametrize("text", ["", "-", "ei ole", "somerolainen", "palautuslaatikko", "tilanne"])
def test_what_only_looks_like_a_theme_names_none(text: str) -> None:
    assert keys(text, "fi") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_themes(language: str) -> None:
    assert tuple(names(language)) == THEMES
    assert len(set(names(language).values())) == len(THEMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_are_those_of_the_words(language: str) -> None:
    given = data(language, "themes")
    lemmas = {word for key in THEMES for word in given[key]["words"] if is_lemma(word)}
    assert lemmas == set(data(language, "theme_forms")), "run .ci/themes"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"training": None}, "training missing"),
        ({"trainings": {"name": "x", "words": ["x"]}}, "trainings unknown"),
        ({"training": {"name": " ", "words": ["x"]}}, "training has no name"),
        ({"training": {"name": "x", "words": []}}, "training has no list"),
        ({"training": {"name": "x", "words": ["X"]}}, "small letters"),
        ({"training": {"name": "x", "words": ["x", "x"]}}, "holds x twice"),
        ({"endings": None}, "endings missing"),
        ({"compounds": "yes"}, "compounds is no bool"),
    ],
)
def test_a_file_that_is_not_complete_is_refused(change: dict[str, object], told: str) -> None:
    given = {
        key: value for key, value in (data("en", "themes") | change).items() if value is not None
    }
    with pytest.raises(DigimatrixError, match=told):
        checked(given, "en")
