"""The language of a return."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest

from digimatrix.read import language
from digimatrix.read.wordings import wordings

CELLS = Path(__file__).parents[1] / "levels" / "training.csv"

PROSE = {
    "fi": "Kirjastossa on verkkokurssi, jonka nuorisotoimi järjestää joka syksy.",
    "sv": "Biblioteket ordnar varje höst en kurs på nätet tillsammans med medborgarinstitutet.",
    "en": "Every autumn the library runs an online course together with a college.",
    "hu": "A könyvtár minden ősszel internetes tanfolyamot tart a művelődési központtal közösen.",
    "lt": "Kiekvieną rudenį biblioteka kartu su kultūros centru rengia kursus internetu.",
}


@pytest.mark.parametrize("own", PROSE)
@pytest.mark.parametrize("headings", PROSE)
def test_words_are_in_their_language_whatever_the_headings(own: str, headings: str) -> None:
    assert language.of([PROSE[own]], headings) == own
    assert language.of([PROSE[own].upper()], headings) == own


def test_a_few_letters_are_in_the_language_of_the_headings() -> None:
    assert language.of(["Library"], "fi") == "fi"
    assert language.of([], "hu") == "hu"


def test_one_answer_in_another_language_does_not_decide() -> None:
    assert language.of([PROSE["fi"], PROSE["sv"], PROSE["fi"]], "sv") == "fi"


def test_many_answers_are_in_their_language_without_a_guess(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def guess() -> object:
        raise AssertionError("the library was asked")

    monkeypatch.setattr(language, "_identifier", guess)
    assert language.of([PROSE["fi"]] * 60, "sv") == "fi"


def test_a_common_word_is_one_languages_alone() -> None:
    words = [word for _, word in wordings("prose", "common")]
    assert len(words) == len(set(words))


def test_returns_of_labelled_cells_are_in_their_language() -> None:
    cells = defaultdict(list)
    with CELLS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            cells[row["language"]].append(row["text"])
    chance = random.Random(7)
    for own, texts in cells.items():
        for _ in range(100):
            answers = chance.sample(texts, 6)
            assert language.of(answers, "en" if own == "fi" else "fi") == own, answers
