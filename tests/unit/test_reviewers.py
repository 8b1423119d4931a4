from __future__ import annotations

import datetime

import pytest

from digimatrix.assess.reviewers import compare, name
from digimatrix.frameworks import load
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review

FRAMEWORK = load()
KEYS = FRAMEWORK.keys


def review(
    level: int,
    dimension: str = "resources",
    *,
    reviewer: str = "A",
    day: int = 1,
    mark: str | None = "x",
    reason: str = "",
) -> Review:
    date = datetime.date(2025, 11, day)
    place = Place("review.xlsx", "Arviointi", 3, 7)
    return Review("Nokia", "2025", dimension, level, reviewer, date, reason, mark, place)


def reviews(*levels: int | None) -> list[Review]:
    return [
        review(level, key) for level, key in zip(levels, KEYS, strict=False) if level is not None
    ]


def test_two_sets_have_kappa_shares_and_confusion() -> None:
    found = compare({"A": reviews(0, 1, 2, 4), "B": reviews(0, 2, 2, 2)}, FRAMEWORK)
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.agreement.cells) == ("A", "B", 4)
    assert pair.agreement.exact == pytest.approx(2 / 4)
    assert pair.agreement.within_one == pytest.approx(3 / 4)
    assert pair.confusion[4] == (0, 0, 1, 0, 0)
    assert pair.confusion[0][0] == 1


def test_what_one_set_lacks_is_left_out_and_counted() -> None:
    found = compare({"A": reviews(1, 2, None), "B": reviews(1, None, 3)}, FRAMEWORK)
    assert (found.shared, found.single) == (1, 2)
    assert found.disputes == ()


def test_of_more_than_two_each_pair_is_measured_and_alpha_over_all() -> None:
    sets = {"A": reviews(0, 1, 2), "B": reviews(0, 1, 3), "C": reviews(0, None, 4)}
    found = compare(sets, FRAMEWORK)
    assert [(p.first, p.second, p.agreement.cells) for p in found.pairs] == [
        ("A", "B", 3),
        ("A", "C", 2),
        ("B", "C", 2),
    ]
    # by hand: 8 values 0 0 0 1 1 2 3 4; observed (4 + 1 + 1) * 2 / 2 / 8; expected 254 / 56 / 2
    total = 2 * (8 * 31 - 11**2)
    assert found.alpha == pytest.approx(1 - (12 / 2 / 8) / (total / 56))


def test_the_widest_dispute_comes_first_with_the_reasons_of_each() -> None:
    found = compare(
        {
            "A": [review(1, "where"), review(0, "evaluation", reason="ei mitata")],
            "B": [review(2, "where"), review(4, "evaluation")],
        },
        FRAMEWORK,
    )
    assert [one.dimension for one in found.disputes] == ["evaluation", "where"]
    assert found.disputes[0].levels == (0, 4)
    assert found.disputes[0].reasons == ("ei mitata", "")
    assert found.disputes[0].distance == 4


def test_answers_reviewed_with_different_texts_are_not_compared() -> None:
    found = compare({"A": [review(1)], "B": [review(4, mark="y")]}, FRAMEWORK)
    assert (found.shared, found.changed, found.disputes) == (0, 1, ())


def test_a_text_that_is_not_known_may_be_any() -> None:
    found = compare({"A": [review(1)], "B": [review(4, mark=None)]}, FRAMEWORK)
    assert (found.shared, found.changed) == (1, 0)


def test_the_latest_of_several_levels_in_a_set_counts() -> None:
    found = compare({"A": [review(1, day=9), review(3, day=2)], "B": [review(1)]}, FRAMEWORK)
    assert found.disputes == ()


def test_a_set_is_called_after_its_only_reviewer() -> None:
    assert name([review(1), review(2)]) == "A"
    assert name([review(1), review(2, reviewer="B")]) == ""
    assert name([]) == ""
