"""Numbers before or after the words of answers: levels, running numbers, or counts."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.levels.levels_at_edges import Edges, at_edges
from digimatrix.read.levels.typed_levels import TypedLevel


def edges(*texts: str, dimensions: str = "abcdef") -> Edges:
    return at_edges(list(zip(dimensions, texts, strict=False)), grids.context().framework)


def typed(found: Edges) -> list[str]:
    return [mark.level.typed for marks in found.levels.values() for mark in marks]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("(2) kirjasto", "[1] museo", "(0) ei mitään", "x"), ["(2)", "[1]", "(0)"]),
        (("2 – kirjasto", "1: museo", "3 - koulu"), ["2", "1", "3"]),
        (("2\nkirjasto", "1\nmuseo", "1\nkoulu"), ["2", "1", "1"]),
        (("② kirjasto", "① museo", "③ koulu"), ["②", "①", "③"]),
        (("kirjasto (2)", "museo (1)", "koulu (3)"), ["(2)", "(1)", "(3)"]),
        (("2. kirjasto", "1. museo", "T3. koulu"), ["2", "1", "T3"]),
        (("2) kirjasto", "1) museo", "1) koulu"), ["2", "1", "1"]),
        (("kirjasto – 2", "museo, 2/4", "koulu / 1"), ["2", "2/4", "1"]),
        (("kirjasto\n2", "museo\n1", "koulu\n3"), ["2", "1", "3"]),
        (("kirjasto. Pisteet 2", "museo. Pisteet 1", "koulu. Pisteet 3"), ["2", "1", "3"]),
        (("kirjasto 2 pistettä", "museo 1 p", "koulu 3 p."), ["2", "1", "3"]),
        (
            ("Kehittyvä: kirjasto", "Satunnainen – museo", "kehittyvä\nkoulu"),
            ["Kehittyvä", "Satunnainen", "kehittyvä"],
        ),
        (("kirjasto (kehittyvä)", "museo (2)", "koulu (1)"), ["(kehittyvä)", "(2)", "(1)"]),
        (("★★☆☆ kirjasto", "★☆☆☆ museo", "★★★☆ koulu"), ["★★☆☆", "★☆☆☆", "★★★☆"]),
        (
            ("(2 → 3) kirjasto", "(1 → 2) museo", "(2) koulu"),
            ["(2 → 3)", "3", "(1 → 2)", "2", "(2)"],
        ),
        (("(2-3) kirjasto", "(2+) museo", "(1,5) koulu"), ["(2-3)", "(2+)", "(1,5)"]),
    ],
)
def test_numbers_beside_most_answers_are_their_levels(
    texts: tuple[str, ...], expected: list[str]
) -> None:
    found = edges(*texts)
    assert typed(found) == expected
    assert not found.doubts


@pytest.mark.parametrize(
    "texts",
    [
        ("(1) kirjasto", "(2) museo", "(3) koulu"),
        ("1: kirjasto", "2: museo", "3: koulu"),
        ("(1) kirjasto (2) museo", "(2) koulu (1) opisto", "(1) a (2) b"),
        ("kirjastot (2)", "museot (1)", "koulut (3)", "verkossa"),
        ("2 kirjastoa", "1 museo", "3 koulua"),
        ("kirjastoja 2", "museoita 1", "kouluja 3"),
        ("1. kirjasto", "2. museo", "verkossa"),
        ("Vuosi 2025", "Vuosi 2024", "Vuosi 2023"),
        ("Kirjasto: avoinna 10–16", "Museo: 12–18", "Koulu – arkisin"),
    ],
)
def test_running_numbers_lists_and_counts_are_no_levels(texts: tuple[str, ...]) -> None:
    assert edges(*texts) == Edges()


def test_numbers_that_begin_again_in_each_dimension_number_its_practices() -> None:
    found = edges("(1) a", "(2) b", "(3) c", "(1) d", "(2) e", "(1) f", dimensions="aaabbc")
    assert found == Edges()


def test_a_number_before_few_answers_is_a_doubt() -> None:
    found = edges("(2) kirjasto", "museo", "koulu", "opisto")
    assert found.levels == {}
    assert [mark.doubtful for marks in found.doubts.values() for mark in marks] == [True]


@pytest.mark.parametrize("form", ["(1) {}", "{} (1)", "1 – {}"])
def test_the_same_number_everywhere_is_a_doubt(form: str) -> None:
    found = edges(*(form.format(word) for word in ("kirjasto", "museo", "koulu")))
    assert found.levels == {}
    assert len(found.doubts) == 3


def test_numbers_over_the_scale_are_no_levels() -> None:
    assert edges("(12) kirjasto", "(3) museo", "(7) koulu").levels == {}


def test_numbers_of_something_else_at_the_end_are_no_levels() -> None:
    assert edges("kirjasto, kohde nro 3", "museo, kohde nro 1", "koulu, kohde nro 2") == Edges()
    assert edges("kirjasto, hall no 2", "museo, hall no 1", "koulu, hall no 1") == Edges()


def test_each_answer_may_type_its_level_in_a_way_of_its_own() -> None:
    found = edges(
        "kirjasto [2]", "[1] museo", "2/4 – koulu", "opisto 3/4", "2 = nuoret", "x. Arvio 1"
    )
    assert typed(found) == ["[2]", "[1]", "2/4", "3/4", "2", "1"]
    assert not found.doubts


def test_levels_told_in_the_words_of_the_others_count_with_those_at_the_edges() -> None:
    framework = grids.context().framework
    answers = [("a", "[2] museo"), ("b", "2/4 – koulu")]
    told = [TypedLevel("taso 1", 1, 1), TypedLevel("taso 0", 0, 0)]
    assert typed(at_edges(answers, framework, told)) == ["[2]", "2/4"]
    assert at_edges(answers, framework, told[:0]).levels == {}
    assert at_edges([*answers, ("c", "opisto")], framework, told).levels == {}


def test_an_answer_with_a_number_at_both_edges_leaves_all_in_doubt() -> None:
    assert edges("[2] kirjasto (1)", "[1] museo", "koulu (3)", "3 = opisto").levels == {}


@pytest.mark.parametrize(
    "text", ["kirjasto [2]", "kirjasto 2/4", "kirjasto. Arvio 2", "2 = kirjasto"]
)
def test_what_may_be_the_level_of_one_answer_alone_is_a_doubt(text: str) -> None:
    found = edges(text, "museo", "koulu", "opisto")
    assert found.levels == {}
    assert list(found.doubts) == [0]


def test_a_level_denied_at_the_end_of_an_answer_completes_no_others() -> None:
    assert edges("kirjasto [2]", "[1] museo", "Emme ole vielä tasolla 3.").levels == {}
