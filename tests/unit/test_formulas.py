from __future__ import annotations

import pytest

from digimatrix.compare.formulas import (
    Rank,
    attainment,
    attainment_interval,
    completeness,
    depth,
    deviation,
    difference,
    distinguishable,
    exact,
    mean,
    mean_interval,
    median,
    medians_of_others,
    progress,
    quartiles,
    ranks,
    shortfall,
    spread,
)


def test_a_third_typed_as_a_decimal_is_a_third_again() -> None:
    assert exact(5 / 3) * 3 == 5
    assert exact(0.1 + 0.2) == exact(0.3)


def test_the_shortfall_is_what_lies_below_the_target() -> None:
    assert shortfall(1, 3) == 2  # 3 − 1
    assert shortfall(2.5, 3) == 0.5


def test_a_surplus_is_no_shortfall() -> None:
    assert shortfall(4, 3) == 0
    assert shortfall(3, 3) == 0


def test_the_shortfall_of_an_unknown_level_is_unknown() -> None:
    assert shortfall(None, 3) is None


def test_attainment_is_what_is_left_after_all_shortfalls() -> None:
    # shortfalls 0 + 1 + 3 + 0 = 4 of targets 3 · 4 = 12: 1 − 4/12 = 2/3
    assert attainment([4, 2, 0, 3], [3, 3, 3, 3], 0) == pytest.approx(2 / 3)


def test_attainment_is_the_same_on_a_scale_that_begins_elsewhere() -> None:
    # as 3, 1 and 0 of a target of 3 on 0–4: shortfalls 0 + 2 + 3 = 5 of 9
    assert attainment([4, 2, 1], [4, 4, 4], 1) == attainment([3, 1, 0], [3, 3, 3], 0)
    assert attainment([1, 1], [4, 4], 1) == 0


def test_attainment_leaves_unknown_levels_and_their_targets_out() -> None:
    # shortfall 1 of targets 3 + 2 = 5: 1 − 1/5
    assert attainment([2, None, 2], [3, 3, 2], 0) == 0.8
    assert attainment([None, None], [3, 3], 0) is None


def test_progress_is_the_share_of_the_way_to_the_target() -> None:
    assert progress(1, 2, 3) == 0.5  # (2 − 1) / (3 − 1)
    assert progress(1, 0, 3) == -0.5  # (0 − 1) / (3 − 1)
    assert progress(2, 4, 3) == 2  # (4 − 2) / (3 − 2): past the target


def test_progress_is_undefined_where_nothing_was_left_to_do() -> None:
    assert progress(3, 4, 3) is None
    assert progress(4, 4, 3) is None


def test_progress_of_an_unknown_level_is_unknown() -> None:
    assert progress(None, 2, 3) is None
    assert progress(1, None, 3) is None


def test_a_difference_is_exact() -> None:
    assert difference(0.3, 0.1) == 0.2  # the floating-point difference is 0.19999999999999998
    assert difference(None, 1) is None


def test_the_mean_is_of_the_known_levels() -> None:
    assert mean([4, None, 1, 1]) == 2  # (4 + 1 + 1) / 3
    assert mean([None]) is None
    assert mean([]) is None


def test_the_median_is_the_middle_one_or_the_mean_of_the_middle_two() -> None:
    assert median([3, 0, 1]) == 1
    assert median([3, 0, 1, 2, None]) == 1.5  # (1 + 2) / 2
    assert median([]) is None


def test_the_median_of_the_others_leaves_each_one_itself_out() -> None:
    # others of 0: 1, 4 → 2.5; of 1: 0, 4 → 2; of 4: 0, 1 → 0.5
    assert medians_of_others([0, 1, 4]) == (2.5, 2.0, 0.5)


def test_equal_levels_have_the_same_others() -> None:
    # others of either 2: 2, 4 → 3; of 4: 2, 2 → 2
    assert medians_of_others([2, 2, 4]) == (3.0, 3.0, 2.0)


def test_an_unknown_level_is_compared_with_all_known_ones() -> None:
    assert medians_of_others([None, 1, 3]) == (2.0, 3.0, 1.0)


def test_who_is_alone_has_no_others() -> None:
    assert medians_of_others([2]) == (None,)
    assert medians_of_others([None]) == (None,)


def test_quartiles_lie_between_the_values_by_linear_interpolation() -> None:
    # of 1, 2, 3, 4: at 3 · 0.25 = 0.75 → 1.75; at 1.5 → 2.5; at 2.25 → 3.25
    assert quartiles([4, 1, 3, 2]) == (1.75, 2.5, 3.25)


def test_quartiles_of_one_value_are_that_value() -> None:
    assert quartiles([2, None]) == (2, 2, 2)
    assert quartiles([None]) is None


def test_the_standard_deviation_is_the_populations() -> None:
    # of 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9+1+1+1+0+0+4+16 = 32, √(32 / 8) = 2
    assert deviation([2, 4, 4, 4, 5, 5, 7, 9]) == 2
    assert deviation([3]) == 0
    assert deviation([None]) is None


def test_spread_counts_who_is_below_among_the_known() -> None:
    assert spread([2, 0, None, 1, 0]) == 0.5  # 2 of 4
    assert spread([None]) is None


def test_depth_is_the_mean_shortfall_of_those_below() -> None:
    assert depth([2, 0, None, 1, 0]) == 1.5  # (2 + 1) / 2
    assert depth([0, 0]) is None


def test_completeness_is_the_share_known() -> None:
    assert completeness([1, None, 0, 2]) == 0.75
    assert completeness([]) is None


def test_an_unknown_level_widens_the_interval_of_the_mean() -> None:
    # levels 2, 4 and one unknown: (2 + 4 + 0) / 3 = 2 to (2 + 4 + 4) / 3
    low, high = mean_interval([(2, 2), (4, 4), (0, 4)]) or (None, None)
    assert (low, high) == (2, pytest.approx(10 / 3))
    assert mean_interval([]) is None


def test_an_unknown_level_widens_the_interval_of_attainment() -> None:
    # targets 3 + 3: shortfalls 1 + 3 = 4 → 1 − 4/6; 1 + 0 = 1 → 1 − 1/6
    interval = attainment_interval([(2, 2), (0, 4)], [3, 3], 0)
    assert interval == (pytest.approx(1 / 3), pytest.approx(5 / 6))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ((1, 2), (2, 3), False),  # both may be 2
        ((1, 2), (3, 3), True),
        ((3, 4), (0, 1), True),
        ((2, 2), (3, 3), True),
        ((2, 2), (2, 2), True),  # exact and equal: the difference is 0 for sure
        ((2, 2), (1, 3), False),
    ],
)
def test_levels_are_told_apart_where_their_intervals_do_not_meet(
    one: tuple[float, float], other: tuple[float, float], told: bool
) -> None:
    assert distinguishable(one, other) is told
    assert distinguishable(other, one) is told


def points(values: list[float | None]) -> list[tuple[float, float]]:
    return [(value or 0, value or 0) for value in values]


def test_equal_values_share_the_best_of_their_places() -> None:
    values: list[float | None] = [3, 4, 3, 1, None]
    places = [rank and (rank.place, rank.of, rank.tied) for rank in ranks(values, points(values))]
    assert places == [(2, 4, True), (1, 4, False), (2, 4, True), (4, 4, False), None]


def test_values_that_differ_only_by_rounding_tie() -> None:
    values: list[float | None] = [0.1 + 0.2, 0.3]
    assert [rank and rank.place for rank in ranks(values, points(values))] == [1, 1]


def test_exact_levels_have_exact_ranks() -> None:
    values: list[float | None] = [3, 4, 3, 1]
    assert all(rank and rank.best == rank.place for rank in ranks(values, points(values)))
    assert [rank and rank.worst for rank in ranks(values, points(values))] == [2, 1, 2, 4]


def test_a_rank_carries_the_places_possible_within_the_intervals() -> None:
    # 3 may be 2–3, 2 may be 1–3, 0 is 0: the first two may change places, the third may not
    found = ranks([3, 2, 0], [(2, 3), (1, 3), (0, 0)])
    assert found == (
        Rank(1, 3, False, best=1, worst=2),
        Rank(2, 3, False, best=1, worst=2),
        Rank(3, 3, False, best=3, worst=3),
    )
