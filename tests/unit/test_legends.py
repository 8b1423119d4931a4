"""What sheets say that their own words and signs for levels mean."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.grids import Cell
from digimatrix.read.layouts.legends import Legend, legend_in


def legend(*lines: str) -> Legend:
    return legend_in([[Cell(row, 1, text, text) for row, text in enumerate(lines, start=1)]])


@pytest.mark.parametrize(
    "lines",
    [
        ["1 = alku, 2 = keskellä, 3 = valmis"],
        ["alku = 1, keskellä = 2, valmis = 3"],
        ["Asteikko: 1 – alku; 2 – keskellä; 3 – valmis"],
        ["Taso (1=alku/2=keskellä/3=valmis)"],
        ["1 = alku 2 = keskellä 3 = valmis"],
        ["1 = alku", "2 = keskellä", "3 = valmis (kaikki tekevät)"],
        ["1 = alku, 2 = keskellä ja 3 = valmis."],
        ["Asteikko 0 ei mitään, 1 alku, 2 keskellä, 3 valmis"],
        ["ei mitään (0), alku (1), keskellä (2), valmis (3)"],
        ["valmis 3 / keskellä 2 / alku 1"],
        ["I = alku, II = keskellä, III = valmis"],
        ["I = alku", "II = keskellä", "III = valmis"],
        ["1 = alku – yksittäisiä kokeiluja", "2 = keskellä: osa tekee", "3 = valmis"],
    ],
)
def test_words_for_levels_are_found(lines: list[str]) -> None:
    names = legend(*lines).names
    for word, number in (("Alku", 1), ("keskellä", 2), ("valmis", 3)):
        level = names.read(word)
        assert level is not None
        assert (level.low, level.high) == (number, number)
    both = names.read("alku–keskellä")
    assert both is not None
    assert (both.low, both.high) == (1, 2)


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Täytä kunta", "2. Kuvaa taso"],
        ["Vastaajia = 12"],
        ["1 = alku"],
        ["Kirjasto avoinna 10–16, museo 12–18"],
        ["1 = alku, 1 = alkaa"],
        ["Vastaajat: kirjasto (3), museo (1), koulu (5)"],
        ["2 – kirjasto, 3 – museo"],
    ],
)
def test_other_words_explain_no_levels(lines: list[str]) -> None:
    assert legend(*lines).names.values == {}


def test_a_word_for_two_levels_explains_none() -> None:
    names = legend("1 = alku, 2 = keskellä, 3 = valmis", "2 = alku").names
    assert names.read("alku") is None
    assert names.read("valmis") is not None


@pytest.mark.parametrize(
    ("line", "sign", "shift"),
    [
        ("Taso (+ = 1 … ++++ = 4)", "+", 0),
        ("0 = +, 1 = ++, 2 = +++", "+", -1),
        ("★ = 1, ★★★★★ = 5", "★", 0),
    ],
)
def test_signs_for_levels_are_found(line: str, sign: str, shift: int) -> None:
    assert legend(line).signs == {sign: shift}


def test_words_beside_the_numbers_of_a_scale_are_found() -> None:
    cells = grids.grid(
        """
        | | Asteikko | |
        | | 0 | ei mitään |
        | | 1 | alku |
        | | 2 | valmis |
        """
    ).cells.values()
    assert legend_in([cells]).names.values == {"ei mitaan": 0, "alku": 1, "valmis": 2}


def rows(*levels: str, heading: str = "Taso", above: str = "") -> str:
    dimensions = ("Tausta", "Oma lähtötilanne", "Miten ja missä", "Yhteistyöllä", "Resurssit")
    lines = [
        f"| {name} | kirjasto tekee | {level} |"
        for name, level in zip((*dimensions, "Evaluointi"), levels, strict=True)
    ]
    return "\n".join([f"| Kunta: Nokia | {above} |", f"| Osa-alue | Kuvaus | {heading} |", *lines])


def numbers(table: str) -> list[float | None]:
    made = grids.only(grids.grid(table))
    return [answer.level.low if answer.level else None for answer in made.answers]


def test_roman_numerals_are_on_the_scale_that_their_legend_tells() -> None:
    levels = ("III", "II", "IV", "I", "II", "V")
    legend = "I = ei ole, II = yksittäistä, III = kehittyvää, IV = hyvää, V = arvioitua"
    assert numbers(rows(*levels, above=legend)) == [2, 1, 3, 0, 1, 4]
    assert numbers(rows(*levels[:5], "II", heading="Taso (I–V)")) == [2, 1, 3, 0, 1, 1]


def test_pluses_of_different_lengths_are_levels_and_said() -> None:
    table = rows("++", "+", "+++", "++", "+", "-")
    assert numbers(table) == [2, 1, 3, 2, 1, None]
    assert "read-as-level" in grids.slugs(grids.read(grids.grid(table)))


@pytest.mark.parametrize(
    "levels", [("+", "+", "+", "+", "+", "+"), ("++", "+", "--", "+", "-", "+")]
)
def test_pluses_that_may_mean_something_else_are_left_out(levels: tuple[str, ...]) -> None:
    table = rows(*levels)
    assert numbers(table) == [None] * 6
    assert "not-a-level" in grids.left(grids.read(grids.grid(table))).values()


@pytest.mark.parametrize("sign", ["✓", "x", "👍"])
def test_other_signs_of_different_lengths_are_levels_too(sign: str) -> None:
    table = rows(2 * sign, sign, 3 * sign, 2 * sign, sign, "-")
    assert numbers(table) == [2, 1, 3, 2, 1, None]
    assert numbers(rows(*[sign] * 6)) == [None] * 6


def test_ticked_boxes_in_a_row_are_counted() -> None:
    levels = ("☑☑☐☐", "☑☐☐☐", "☑☑☑☐", "☐☐☑☐", "☐☐☐☐", "■■□□")
    assert numbers(rows(*levels)) == [2, 1, 3, None, None, 2]


def test_the_sheets_own_legend_wins_over_the_frameworks_names() -> None:
    above = "Asteikko: 1 = kehittyvä, 2 = hyvä, 3 = valmis"
    table = rows("kehittyvä", "hyvä", "valmis", "hyvä", "hyvä–valmis", "valmis", above=above)
    made = grids.only(grids.grid(table))
    typed = [(x.level.typed_low, x.level.typed_high) for x in made.answers if x.level]
    assert typed == [(1, 1), (2, 2), (3, 3), (2, 2), (2, 3), (3, 3)]


def test_the_words_of_answers_are_no_levels() -> None:
    above = "Asteikko: 1 = alku, 2 = keskellä, 3 = valmis"
    table = rows("alku", "valmis", "alku", "alku", "alku", "alku", above=above)
    table = table.replace("kirjasto tekee", "valmis", 1)
    assert grids.texts(grids.only(grids.grid(table)))[0] == "valmis"


OWN = (
    "ei vielä (0), satunnaisesti (1), joskus (1), usein (2), ei vielä (0), aina (3)",
    "inte än (0), sällan (1), ibland (1), ofta (2), inte än (0), alltid (3)",
    "not yet (0), rarely (1), now and then (1), often (2), not yet (0), always (3)",
    "még nem (0), ritkán (1), időnként (1), gyakran (2), még nem (0), rendszeresen (3)",
    "dar ne (0), retai (1), kartais (1), dažnai (2), dar ne (0), nuolat (3)",
)


@pytest.mark.parametrize("words", OWN)
def test_numbers_in_brackets_after_words_of_ones_own_are_levels(words: str) -> None:
    assert numbers(rows(*words.split(", "))) == [0, 1, 1, 2, 0, 3]


def test_numbers_alone_and_blanks_may_stand_among_words_with_numbers() -> None:
    assert numbers(rows("ei vielä (0)", "2", "1", "joskus (2)", "-", "3")) == [0, 2, 1, 2, None, 3]
    assert numbers(rows(*["ei vielä (0)"] * 6)) == [0] * 6


def test_counts_of_things_are_no_levels() -> None:
    things = ("2 kirjastoa", "3 museota", "2 koulua", "3 tilaa", "2 tuottajaa", "3 kyselyä")
    assert numbers(rows(*things)) == [None] * 6


def test_words_with_numbers_stand_after_labels_between_the_lines() -> None:
    said = ("ei vielä", "satunnaisesti", "joskus", "usein")
    table = "\n\n".join(
        f"| {heading} |\n| Kirjasto tekee. |\n"
        f"| Taso: | {said[n % 4]} ({n % 4}) | Tavoite: | aina (4) |"
        for n, heading in enumerate(grids.HEADINGS)
    )
    result = grids.read(grids.grid(f"| Kunta: | Nokia |\n\n{table}"))
    (draft,) = result.drafts
    assert [x.level and x.level.low for x in draft.result.answers] == [0, 1, 2, 3, 0, 1]
    assert [x.target and x.target.low for x in draft.result.answers] == [4] * 6
    assert not grids.left(result)
