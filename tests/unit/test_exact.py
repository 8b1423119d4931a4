"""Exact formulas and rounding as it is printed."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digimatrix.compare.numbertables import exact

FRACTIONS = st.lists(st.fractions(0, 100, max_denominator=1000), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("57.25", 1, "57.3"),
        ("57.35", 1, "57.4"),
        ("0.0005", 3, "0.001"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999999999", 0, "2"),
        ("1.005", 2, "1.01"),
    ],
)
def test_a_half_is_rounded_up_whatever_the_binary_number(
    value: str, digits: int, rounded: str
) -> None:
    assert exact.half_up(Fraction(value), digits) == Fraction(rounded)


@given(FRACTIONS)
def test_statistics_agree_with_the_library(values: list[Fraction]) -> None:
    assert exact.mean(values) == statistics.mean(values)
    assert exact.median(values) == statistics.median(values)
    found = exact.deviation(values)
    assert found is not None
    assert math.isclose(float(found), statistics.pstdev(values), abs_tol=1e-12)


def test_the_standard_deviation_is_the_populations_and_exact_where_it_can_be() -> None:
    values = [Fraction(each) for each in (2, 4, 4, 4, 5, 5, 7, 9)]
    assert exact.deviation(values) == 2
    assert exact.deviation(values, sample=True) != 2
    assert exact.deviation([Fraction(1)], sample=True) is None


def test_geometric_means_of_equal_values_are_that_value() -> None:
    assert exact.geometric_mean([Fraction("0.7")] * 3, [Fraction(1)] * 3) == Fraction("0.7")
    assert exact.geometric_mean([Fraction(2), Fraction(8)], [Fraction(1)] * 2) == 4
    assert exact.geometric_mean([Fraction(2), Fraction(16)], [Fraction(2), Fraction(1)]) == 4
    assert exact.geometric_mean([Fraction(0), Fraction(8)], [Fraction(1)] * 2) == 0
    assert exact.geometric_mean([Fraction(-1), Fraction(8)], [Fraction(1)] * 2) is None
