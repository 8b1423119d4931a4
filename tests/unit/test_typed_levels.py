"""Levels in every way people type them."""

from __future__ import annotations

import datetime

import pytest

from digimatrix.read.levels.typed_levels import TypedLevel, contradict, convert, parse, scale_of


@pytest.mark.parametrize(
    ("typed", "low", "high", "ambiguous"),
    [
        (2, 2, 2, False),
        (2.5, 2.5, 2.5, False),
        ("2", 2, 2, False),
        ("2,5", 2.5, 2.5, False),
        ("2½", 2.5, 2.5, False),
        ("½", 0.5, 0.5, False),
        (".35", 0.35, 0.35, False),
        (",5", 0.5, 0.5, False),
        ("2 ja puoli", 2.5, 2.5, False),
        ("2 och en halv", 2.5, 2.5, False),
        ("puolitoista", 1.5, 1.5, False),
        ("en och en halv", 1.5, 1.5, False),
        ("másfél", 1.5, 1.5, False),
        ("pusantro", 1.5, 1.5, False),
        ("1 (-2)", 1, 2, False),
        ("1-(2)", 1, 2, False),
        ("(1–)2", 1, 2, False),
        ("3-4/5", 3, 4, False),
        ("0 / ei mitään", 0, 0, False),
        ("1 piste", 1, 1, False),
        ("1 poäng", 1, 1, False),
        ("1 pont", 1, 1, False),
        ("1 taškas", 1, 1, False),
        ("2 – yksi yksikkö mukana", 2, 2, False),
        ("2-3", 2, 3, False),
        ("2 – 3", 2, 3, False),
        ("2…3", 2, 3, False),
        ("2 tai 3", 2, 3, False),
        ("2 eller 3", 2, 3, False),
        ("2 vai 3?", 2, 3, False),
        ("3-2", 2, 3, False),
        ("3/4", 3, 4, True),
        ("2/4", 2, 2, False),
        ("2+", 2, 2.5, False),
        ("3-", 2.5, 3, False),
        ("3–", 2.5, 3, False),
        ("2?", 1.5, 2.5, False),
        ("n. 2", 1.5, 2.5, False),
        ("noin 2", 1.5, 2.5, False),
        ("ca 2", 1.5, 2.5, False),
        ("~2", 1.5, 2.5, False),
        ("taso 2", 2, 2, False),
        ("Nivå: 2-3", 2, 3, False),
        ("3. szint", 3, 3, False),
        ("3 lygis", 3, 3, False),
        ("2 – kehittyvä", 2, 2, False),
        ("2 (kehittyvä)", 2, 2, False),
        ("2.3.", 2, 3, True),
        (datetime.datetime(2025, 3, 2), 2, 3, True),
        (datetime.date(2025, 2, 3), 2, 3, True),
        ("50 %", 50, 50, False),
        ("kaksi", 2, 2, False),
        ("taso kaksi", 2, 2, False),
        ("två", 2, 2, False),
        ("kettő", 2, 2, False),
        ("kaksi ja puoli", 2.5, 2.5, False),
        ("II", 2, 2, False),
        ("Taso III", 3, 3, False),
        ("3 (ehkä 4)", 3, 4, False),
        ("2, osin 3", 2, 3, False),
        ("mellan 2 och 3", 2, 3, False),
        ("1 és 2 között", 1, 2, False),
        ("välillä 2-3", 2, 3, False),
        ("vajaa 2", 1.5, 2, False),
        ("knappt 3", 2.5, 3, False),
        ("drygt 2", 2, 2.5, False),
        ("3 !", 3, 3, False),
        ("3-as", 3, 3, False),
        ("3-as szint", 3, 3, False),
        ("2-es és 3-as között", 2, 3, False),
        ("1-es vagy 2-es", 1, 2, False),
        ("kettes-hármas", 2, 3, False),
        ("2-től 3-ig", 2, 3, False),
        ("2:n ja 3:n välillä", 2, 3, False),
        ("2:sta 3:een", 2, 3, False),
        ("mellan 2:an och 3:an", 2, 3, False),
        ("från 2 till 3", 2, 3, False),
        ("from 2 to 3", 2, 3, False),
        ("2-as arba 3-ias", 2, 3, False),
        ("nuo 2 iki 3", 2, 3, False),
        ("tarp 2-o ir 3-io", 2, 3, False),
    ],
)
def test_a_typed_level_is_understood(
    typed: str | float | datetime.date, low: float, high: float, ambiguous: bool
) -> None:
    level = parse(typed)
    assert level is not None
    assert (level.low, level.high, level.ambiguous) == (low, high, ambiguous)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "ei ole",
        "2 kirjastoa",
        "Kaksi kirjastoa",
        "yhdessä",
        "hyvä",
        "1-2-3",
        "2 (-1)",
        "3-4/3",
        "1 / ei mitään",
        "2 ja puoli henkilöä",
        "2 (ei 1)",
        "2-es busz",
        "3-as terem",
        "2:a våningen",
        True,
    ],
)
def test_words_and_dashes_are_no_level(typed: str | bool) -> None:
    assert parse(typed) is None


def levels(*numbers: float) -> list[TypedLevel]:
    return [TypedLevel(str(number), number, number) for number in numbers]


@pytest.mark.parametrize(
    ("typed", "named", "scale"),
    [
        (levels(1, 2, 3, 4), None, (0, 4)),
        (levels(0, 2, 4), None, (0, 4)),
        (levels(1, 2, 5), None, (1, 5)),
        (levels(1, 2, 3), (1, 5), (1, 5)),
        (levels(20, 50, 3), None, (0, 100)),
        ([TypedLevel("5 %", 5, 5, percent=True)], None, (0, 100)),
        (levels(0, 2, 5), None, (0, 4)),
        (levels(1, 2, 3, 9), None, (0, 4)),
    ],
)
def test_scales_are_told_apart(
    typed: list[TypedLevel], named: tuple[int, int] | None, scale: tuple[int, int]
) -> None:
    assert scale_of(typed, (0, 4), named) == scale


@pytest.mark.parametrize(
    ("typed", "own", "scale"),
    [
        (("0,5", "80 %"), (0, 1), (0, 1)),  # shares, one of them in per cent
        (("65", "80 %"), (0, 1), (0, 100)),
        (("80 %",), (0, 1), (0, 100)),
        (("2", "80 %"), (0, 4), (0, 100)),
        (("65", "30"), (0, 1), (0, 100)),
        (("6", "7"), (1, 7), (1, 7)),
        (("4", "9"), (0, 10), (0, 10)),
    ],
)
def test_other_frameworks_have_scales_of_their_own(
    typed: tuple[str, ...], own: tuple[int, int], scale: tuple[int, int]
) -> None:
    assert scale_of([level for text in typed if (level := parse(text))], own) == scale


@pytest.mark.parametrize(
    ("typed", "scale", "low", "high"),
    [
        ("n. 0,6", (0, 1), 0.475, 0.725),
        ("0,6+", (0, 1), 0.6, 0.725),
        ("0,6–", (0, 1), 0.475, 0.6),
        ("n. 60", (0, 100), 47.5, 72.5),
        ("n. 3", (0, 4), 2.5, 3.5),
        ("n. 3", (1, 7), 2.5, 3.5),
        ("0,2–0,4", (0, 1), 0.2, 0.4),
        ("2-2,5", (0, 10), 2, 2.5),
        ("80 %", (0, 1), 0.8, 0.8),
        ("80 %", (0, 100), 80, 80),
    ],
)
def test_a_doubt_is_half_a_level_of_the_scale_and_per_cent_a_share_of_it(
    typed: str, scale: tuple[int, int], low: float, high: float
) -> None:
    level = parse(typed)
    assert level is not None
    found = level.on(scale)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_a_zero_and_a_five_contradict_each_other() -> None:
    assert contradict(levels(0, 5))
    assert not contradict(levels(1, 5))


@pytest.mark.parametrize(
    ("number", "scale", "converted"), [(1, (1, 5), 0), (5, (1, 5), 4), (50, (0, 100), 2)]
)
def test_levels_are_converted_linearly(
    number: float, scale: tuple[int, int], converted: float
) -> None:
    assert convert(number, scale, (0, 4)) == converted


@pytest.mark.parametrize(
    ("typed", "value", "open_"),
    [
        ("korkeintaan 2", 2, -1),
        ("vähintään 1", 1, 1),
        ("max. 3", 3, -1),
        ("at least 2", 2, 1),
        ("≤3", 3, -1),
        ("minst 2", 2, 1),
        ("2", 2, 0),
    ],
)
def test_a_bound_is_open_on_one_side(typed: str, value: float, open_: int) -> None:
    level = parse(typed)
    assert level is not None
    assert (level.low, level.high, level.open) == (value, value, open_)


@pytest.mark.parametrize("typed", ["2 out of 4", "2 av 4", "2 iš 4", "4-ből 2", "2 (max 4)"])
def test_a_share_of_the_top_level_is_a_level(typed: str) -> None:
    level = parse(typed)
    assert level is not None
    assert (level.low, level.high, level.of, level.ambiguous) == (2, 2, 4, False)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("50-75 %", 50, 75),
        ("50 % - 75 %", 50, 75),
        ("50 prosenttia", 50, 50),
        ("yli 50 %", 50, 62.5),
    ],
)
def test_shares_in_per_cent_may_be_ranges(typed: str, low: float, high: float) -> None:
    level = parse(typed)
    assert level is not None
    assert (level.low, level.high, level.percent) == (low, high, True)


def test_none_of_none_tells_no_scale() -> None:
    assert scale_of([level for level in [parse("0/0")] if level], (0, 4)) == (0, 4)
