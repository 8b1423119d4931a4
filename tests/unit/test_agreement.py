from __future__ import annotations

import pytest

from digimatrix.assess.agreement import agreement, alpha, confusion, kappa


def units(*raters: str) -> list[list[int]]:
    """Return the values of each unit from a line of values a rater; a dot is none."""
    return [
        [int(value) for value in column if value != "."]
        for column in zip(*(line.split() for line in raters), strict=True)
    ]


def test_kappa_is_one_for_agreement_zero_for_chance_and_undefined_without_spread() -> None:
    assert kappa([(0, 0), (2, 2), (4, 4)]) == pytest.approx(1)
    assert kappa([(0, 2), (2, 2), (4, 2)]) == pytest.approx(0)
    assert kappa([(2, 2), (2, 2)]) is None


def test_kappa_weighs_by_the_square_of_the_distance() -> None:
    # observed 1/3; expected by hand: mean over all nine pairs of (0,1,2) and (0,1,1)
    assert kappa([(0, 0), (1, 1), (2, 1)]) == pytest.approx(1 - (1 / 3) / (10 / 9 - 1 / 9))


def test_agreement_over_no_cells_is_unknown() -> None:
    assert agreement([]).exact is None


def test_the_confusion_has_the_first_levels_in_rows_and_the_second_in_columns() -> None:
    assert confusion([(0, 1), (0, 1), (2, 0)], range(3)) == ((0, 2, 0), (0, 0, 0), (1, 0, 0))


def test_alpha_is_what_the_formula_gives_by_hand() -> None:
    # observed: one unit differs by 1 → 2 ordered pairs / 4 values = 1/2
    # expected: ordered pairs of 0, 0, 1, 2 have squares that add up to 22, of 12 pairs
    assert alpha([(0, 0), (1, 2)]) == pytest.approx(1 - (1 / 2) / (22 / 12))


def test_alpha_is_the_published_one_for_four_observers_with_missing_data() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: interval 0.849
    told = units(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    assert alpha(told) == pytest.approx(0.849, abs=0.0005)


def test_alpha_is_the_well_known_one_for_three_coders() -> None:
    # the example of encyclopedias and of statistical packages: interval 0.811
    told = units(
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    )
    assert alpha(told) == pytest.approx(0.811, abs=0.0005)


def test_alpha_is_undefined_where_nothing_can_be_compared_or_nothing_differs() -> None:
    assert alpha([]) is None
    assert alpha([(3,), (1,)]) is None
    assert alpha([(2, 2), (2, 2)]) is None


def test_alpha_nears_kappa_for_two_raters_and_many_cells() -> None:
    pairs = [(0, 0), (1, 2), (2, 2), (3, 3), (4, 3), (2, 1)] * 50
    assert alpha(pairs) == pytest.approx(kappa(pairs), abs=0.005)
