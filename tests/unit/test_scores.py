from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from digimatrix.assess.levels import Assessment, Source
from digimatrix.assess.scores import COLUMNS, assess, on_rubric, table
from digimatrix.frameworks import load
from digimatrix.model.matrix import Answer, Counts, Part, Reading, Return, State, StatedLevel
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review

FRAMEWORK = load()
PLACE = Place("Koivuranta.xlsx", "Taul1", 4, 2)


def stated(low: float, high: float, typed: str, ambiguous: bool = False) -> StatedLevel:
    return StatedLevel(typed, low, high, low, high, PLACE, ambiguous)


def reading(**answers: Answer) -> Reading:
    given = tuple(answers.get(key, Answer(key, State.EMPTY)) for key in FRAMEWORK.keys)
    returned = Return(PLACE, Municipality("Koivuranta"), "2025", None, "fi", "columns", None, given)
    return Reading("sheets", (returned,), (), (), Counts(files=1))


def one(answer: Answer) -> Assessment:
    told = assess(reading(**{answer.dimension: answer}), FRAMEWORK)
    return next(each for each in told if each.dimension == answer.dimension)


def test_an_empty_answer_is_unknown_and_may_be_anything() -> None:
    told = one(Answer("resources", State.EMPTY))
    assert (told.level, told.low, told.high, told.source) == (None, 0, 4, None)
    assert told.verdict is None


def test_an_answer_that_does_not_apply_is_unknown_too() -> None:
    assert one(Answer("resources", State.NOT_APPLICABLE)).level is None


def test_a_dash_is_level_0_for_certain() -> None:
    told = one(Answer("resources", State.NONE_STATED, "-"))
    assert (told.level, told.low, told.high, told.source) == (0, 0, 0, Source.READ)


def test_words_are_read_with_their_interval() -> None:
    told = one(Answer("resources", State.TEXT, "Ei rahaa.", (Part(PLACE, 0, 9),)))
    assert told.source is Source.READ
    assert told.verdict is not None
    assert (told.level, told.low, told.high) == (0, told.verdict.low, told.verdict.high)
    assert told.place == PLACE


def test_a_stated_level_beats_the_words_and_both_are_kept() -> None:
    answer = Answer("resources", State.TEXT, "Ei rahaa.", level=stated(2, 2, "2"))
    told = one(answer)
    assert (told.level, told.low, told.high, told.source) == (2, 2, 2, Source.STATED)
    assert told.verdict is not None
    assert told.verdict.level == 0


def test_a_stated_range_counts_as_its_lower_end_and_keeps_the_range() -> None:
    told = one(Answer("resources", State.EMPTY, level=stated(2, 3, "2-3")))
    assert (told.level, told.low, told.high) == (2, 2, 3)


def test_a_stated_level_that_is_unclear_is_unknown_within_it() -> None:
    told = one(Answer("resources", State.EMPTY, level=stated(3, 4, "3/4", ambiguous=True)))
    assert (told.level, told.low, told.high) == (None, 3, 4)


def test_a_target_of_its_own_beats_the_frameworks() -> None:
    own = Answer("resources", State.EMPTY, target=stated(4, 4, "4"))
    assert one(own).target == 4
    assert one(Answer("resources", State.EMPTY)).target == FRAMEWORK.target


def test_assessments_follow_the_reading_and_the_framework() -> None:
    told = assess(reading(), FRAMEWORK)
    assert tuple(each.dimension for each in told) == FRAMEWORK.keys


def test_the_table_has_the_documented_columns_and_a_row_for_each_answer() -> None:
    text = "digituottaja, kamera\n-> OMA BUDJETTI"
    told = assess(reading(resources=Answer("resources", State.TEXT, text)), FRAMEWORK)
    frame = table(told)
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(FRAMEWORK.keys)
    row = frame[frame["dimension"] == "resources"].iloc[0]
    assert (row["practices"], row["actions"], row["file"]) == (2, 1, "Koivuranta.xlsx")
    assert frame["level"].isna().sum() == len(FRAMEWORK.keys) - 1


def test_the_table_of_nothing_has_the_same_columns() -> None:
    assert list(table(()).columns) == list(COLUMNS)


def test_a_reviewed_level_beats_the_stated_one_and_all_are_kept() -> None:
    answer = Answer("resources", State.TEXT, "Ei rahaa.", level=stated(2, 2, "2"))
    date = datetime.date(2025, 11, 20)
    review = Review("Koivuranta", "2025", "resources", 3, "Arvioija", date, "", None, PLACE)
    given = replace(reading(resources=answer), reviews=(review,))
    told = next(each for each in assess(given, FRAMEWORK) if each.dimension == "resources")
    assert (told.level, told.low, told.high, told.source) == (3, 3, 3, Source.REVIEWED)
    assert told.reviews == (review,)
    row = table([told]).iloc[0]
    assert (row["level"], row["reviewed"], row["stated"], row["read"]) == (3, 3, 2, 0)
    assert (row["source"], row["reviewer"]) == ("reviewed", "Arvioija")


@pytest.mark.parametrize(("level", "reached"), [(1, 0), (2, 1), (2.5, 1), (3, 2), (5, 4)])
def test_a_level_on_another_scale_has_reached_one_of_the_rubrics(level, reached) -> None:
    assert on_rubric(level, replace(FRAMEWORK, lowest=1, highest=5)) == reached
