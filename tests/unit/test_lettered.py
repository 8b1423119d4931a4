"""Levels typed as letters that a legend explains."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.grids import Grid

TYPED = ("D", "C", "C–D", "B", "E", "A")


def form(legend: str = "", *, heading: str = "Taso", typed: tuple[str, ...] = TYPED) -> Grid:
    lines = [f"| {n} | satutunti | {x} |" for n, x in zip(grids.HEADINGS, typed, strict=True)]
    head = ["| Kunta | Nokia |", f"| {legend} |", "", f"| Osa-alue | Kuvaus | {heading} |"]
    return grids.grid("\n".join([*head, *lines]))


def numbers(*sheets: Grid) -> list[tuple[float, float] | None]:
    made = grids.only(*sheets)
    return [(x.level.low, x.level.high) if x.level else None for x in made.answers]


UP = [(3, 3), (2, 2), (2, 3), (1, 1), (4, 4), (0, 0)]
DOWN = [(1, 1), (2, 2), (1, 2), (3, 3), (0, 0), (4, 4)]


@pytest.mark.parametrize(
    ("legend", "levels"),
    [
        ("A = ei ole, B = satunnaista, C = alussa, D = hyvää, E = arvioitua", UP),
        ("A = finns inte, B = enstaka, C = på väg, D = systematiskt, E = ledande", UP),
        ("Tasot: A – ei ole, B – kokeiluja, C – alussa, D – hyvää, E – arvioitua", UP),
        ("A = alkuun, B = matkaan, C = puoliväliin, D = maaliin, E = ohi", UP),
        ("A = excellent, B = good, C = fair, D = weak, E = poor", DOWN),
        ("A = kiváló, B = jó, C = közepes, D = kevés, E = gyenge", DOWN),
        ("A = puikiai, B = gerai, C = vidutiniškai, D = mažai, E = silpnai", DOWN),
        ("A = edelläkävijä, B = sovittu, C = osin, D = yritystä, E = on alkamassa", DOWN),
        ("A = jotain, B = enemmän, C = osin, D = hyvin, E = ei toimintaa", DOWN),
    ],
)
def test_a_legend_tells_which_end_the_letters_begin_at(
    legend: str, levels: list[tuple[float, float]]
) -> None:
    assert numbers(form(legend)) == levels
    result = grids.read(form(legend))
    assert "read-as-level" in grids.slugs(result)
    assert not {"not-a-level", "unknown-column"} & set(grids.left(result).values())


def test_a_legend_of_another_sheet_counts_too() -> None:
    legend = grids.grid("| Täytä taso |\n| A = ei, B = alku, C = valmis |", sheet="Ohje")
    typed = ("A", "C", "B", "A", "C", "B")
    levels = [(0, 0), (4, 4), (2, 2), (0, 0), (4, 4), (2, 2)]
    assert numbers(form(heading="Taso (A–C)", typed=typed), legend) == levels


@pytest.mark.parametrize(
    "legend",
    [
        "",
        "A = alku, B = valmis",
        "A = ei toimintaa, B = arvioitua, C = satunnaista, D = alussa, E = osin",
        "A: ei ole, B: kokeiluja, C: alussa, D: hyvää, E: arvioitua",
        "A = Tausta, B = Oma lähtötilanne, C = Resurssit, D = Evaluointi, E = Yhteistyöllä",
    ],
)
@pytest.mark.parametrize("heading", ["Taso", "Taso (A–E)"])
def test_letters_that_nothing_explains_are_left_out(legend: str, heading: str) -> None:
    result = grids.read(form(legend, heading=heading))
    assert [x.level for x in result.drafts[0].result.answers] == [None] * 6
    assert {"not-a-level", "unknown-column"} & set(grids.left(result).values())


def test_letters_that_count_the_rows_are_no_levels() -> None:
    legend = "A = ei, B = alku, C = osin, D = hyvin, E = valmis, F = muille"
    rows = zip("ABCDEF", grids.HEADINGS, "BCDABC", strict=True)
    lines = [f"| {n} | {name} | satutunti | {level} |" for n, name, level in rows]
    head = ["| Kunta | Nokia |", f"| {legend} |", "", "| | Osa-alue | Kuvaus | Taso |"]
    made = grids.only(grids.grid("\n".join([*head, *lines])))
    assert grids.levels(made) == ["2", "3", "4", "1", "2", "3"]
