"""Telling words point to a dimension in headings that nobody listed."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import grids
import pytest

from digimatrix import frameworks
from digimatrix.frameworks.parsing import parse
from digimatrix.languages import LANGUAGES
from digimatrix.read.telling import Telling

TELLING = Telling(frameworks.load())


@pytest.mark.parametrize(
    ("text", "language", "dimension"),
    [
        ("Kumppanimme ja verkostomme", "fi", "cooperation"),
        ("Mitä mittareita seuraamme?", "fi", "evaluation"),
        ("Resources we have", "en", "resources"),
        ("Miten onnistumme?", "fi", "evaluation"),
        ("Styrande strategier för kulturen", "sv", "background"),
        ("Milyen csatornákat használunk?", "hu", "where"),
        ("Dabartinės paslaugos", "lt", "situation"),
    ],
)
def test_words_point_to_one_dimension(text: str, language: str, dimension: str) -> None:
    assert TELLING.pointed(text, (language,)) == {dimension}


def test_words_of_two_dimensions_point_to_both() -> None:
    assert TELLING.pointed("Kumppanit ja rahat", ("fi",)) == {"cooperation", "resources"}


def test_hinting_words_count_only_where_no_telling_one_stands() -> None:
    assert TELLING.pointed("Nykyiset palvelut", ("fi",)) == {"situation"}
    assert TELLING.pointed("Nykyiset kumppanit", ("fi",)) == {"cooperation"}
    assert TELLING.told("Nykyiset palvelut", ("fi",)) == set()


def test_words_of_other_languages_do_not_count() -> None:
    assert TELLING.pointed("Kumppanimme", ("sv", "en")) == set()


def test_question_words_alone_point_to_nothing() -> None:
    for text, language in (("Miten sujuu?", "fi"), ("How is it?", "en"), ("Hogyan megy?", "hu")):
        assert TELLING.pointed(text, (language,)) == set()


def test_a_framework_of_ones_own_may_do_without_or_give_plain_lists() -> None:
    text = """
        [[dimensions]]
        name = "Collections"
        telling = ["collect*", "*archive"]
        [[dimensions]]
        name = "Audience"
    """
    framework = parse(tomllib.loads(text, parse_float=Decimal), "own.toml")
    assert framework.dimensions[0].telling == dict.fromkeys(LANGUAGES, ("collect*", "*archive"))
    telling = Telling(framework)
    for language in LANGUAGES:
        assert telling.pointed("Our photoarchive", (language,)) == {"collections"}
        assert telling.pointed("Our audience", (language,)) == set()


def test_no_telling_word_stands_for_two_dimensions() -> None:
    for language in LANGUAGES:
        words = [
            word
            for each in frameworks.load().dimensions
            for word in {*each.telling[language], *each.hinting[language]}
        ]
        assert len(words) == len(set(words)), language


@pytest.mark.parametrize(
    ("language", "label", "heading"),
    [
        ("fi", "Käytäntö | Osa-alue", "Suunnitelmat"),
        ("sv", "Praktik | Område", "Våra planer"),
        ("en", "Practice | Dimension", "Our plans"),
        ("hu", "Gyakorlat | Dimenzió", "Terveink"),
        ("lt", "Praktika | Sritis", "Aplinkybės"),
    ],
)
def test_a_practice_may_stand_before_what_only_its_words_tell(
    language: str, label: str, heading: str
) -> None:
    named = [each.name[language] for each in frameworks.load().dimensions]
    practices = [f"practice number {at}" for at in range(6)]
    rows = zip(practices, [heading, *named[1:]], strict=True)
    made = grids.only(
        grids.grid(f"Nokia\n{label}\n" + "\n".join(f"{text} | {key}" for text, key in rows))
    )

    assert grids.texts(made) == practices
