"""Levels are written on the scale of their dimension, and what goes across them as shares."""

from __future__ import annotations

from decimal import Decimal

import pytest

from digimatrix.frameworks.parsing import parse
from digimatrix.report.gauge import Gauge

FRAMEWORK = parse(
    {
        "scale": [0, 4],
        "dimensions": [
            {"name": "A"},
            {"name": "B", "scale": [0, 3]},
            {"name": "C", "scale": [0, Decimal(1)]},
            {"name": "D", "scale": [20000, 60000]},
        ],
    },
    "own.toml",
)
ONE = parse({"scale": [1, 5], "dimensions": [{"name": "A"}]}, "one.toml")


def gauge(key: str | None, language: str = "en") -> Gauge:
    return Gauge.on(key, FRAMEWORK, language)


@pytest.mark.parametrize(
    ("key", "share", "level", "mean", "depth"),
    [
        ("a", 75, "3", "3.0", "3.0"),
        ("a", 62.5, "2.5", "2.5", "2.5"),
        ("b", 100 / 3, "1", "1.0", "1.0"),
        ("c", 35, "0.35", "0.35", "0.35"),
        ("d", 50, "40,000", "40,000.0", "20,000.0"),
        (None, 62.5, "62.5%", "62.5%", "62.5%"),
        (None, 75, "75%", "75.0%", "75.0%"),
    ],
)
def test_a_share_is_written_on_the_scale(
    key: str | None, share: float, level: str, mean: str, depth: str
) -> None:
    shown = gauge(key)
    assert (shown.level(share), shown.mean(share), shown.depth(share)) == (level, mean, depth)


def test_thirds_are_whole_numbers_again() -> None:
    assert [gauge("b").value(100 * part / 3) for part in range(4)] == [0, 1, 2, 3]
    assert gauge("d").value(13.53425) == 25413.7


def test_differences_have_the_unit_of_the_scale() -> None:
    assert gauge("a").levels(25) == "1 level"
    assert gauge("a").levels(37.5) == "1.5 levels"
    assert gauge("c").levels(37.5) == "0.38"  # a measure has no unit
    assert gauge(None).levels(25) == "25% of the scale"
    assert gauge(None, "fi").in_levels(gauge(None, "fi").signed(-5)) == "−5,0\u00a0% asteikosta"
    assert gauge("b").signed(100 / 3) == "+1.0"


def test_spans_and_ends_are_on_the_scale() -> None:
    assert gauge("a").span((50, 75)) == "2–3"
    assert gauge("a").span((50, 50)) == "2"
    assert gauge(None).span((50, 75)) == "50%–75%"
    assert [gauge(key).ends() for key in "abc"] == ["0–4", "0–3", "0–1"]


def test_what_is_not_known_has_no_unit() -> None:
    assert gauge(None).mean(None) == "–"
    assert gauge("a").level(None) == "–"
    assert gauge("a").value(None) is None


def test_one_scale_for_all_is_written_as_it_is() -> None:
    for key in ("a", None):
        shown = Gauge.on(key, ONE, "en")
        assert (shown.level(3), shown.mean(3), shown.levels(2)) == ("3", "3.0", "2 levels")
        assert shown.value(2.3333) == 2.3333
