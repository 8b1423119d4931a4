"""Weights in headings are read, and what has none is no part of the whole."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.read.numbertables.headingweights import weight_in
from digimatrix.read.numbertables.numbertable import read_numbers

FIGURES = """A;73,2;67,4;82,7;58,2;22%
B;47,6;34,1;39,0;89,2;5%
C;65,6;54,6;71,4;67,4;43%
D;50,9;28,2;54,2;76,7;44%
E;58,4;91,6;24,1;94,5;29%
F;70,4;37,3;92,0;66,2;51%
G;44,4;63,2;36,0;37,2;20%
H;29,9;25,2;31,3;33,5;37%
"""
"""A name, the weighted mean of three figures (30, 50 and 20 per cent), these, and a share."""

NESTED = """Town;All;Skills (40%);Use (60%);Maths (30%);Texts (70%);Home (50%);Work (20%);Out (30%)
A;68.6;42.6;86.0;80.4;26.4;90.4;59.2;96.4
B;48.3;44.0;51.1;30.4;49.8;40.9;89.0;42.9
C;50.8;72.5;36.3;94.3;63.1;28.9;47.3;41.4
D;47.6;52.3;44.5;60.6;48.7;54.9;24.4;40.4
E;49.1;42.1;53.8;92.5;20.5;62.1;25.6;58.7
F;41.5;45.0;39.1;70.3;34.2;22.4;44.2;63.4
G;52.8;50.6;54.3;95.3;31.4;81.1;20.3;32.4
H;60.6;84.9;44.4;98.2;79.2;40.2;40.7;53.8
I;33.5;26.2;38.4;20.8;28.5;33.6;75.2;21.7
"""


def compare(folder: Path, text: str) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return compare_numbers(read_numbers(path))


def slugs(found: IndexComparison) -> list[tuple[str, str | None]]:
    return [
        (each.rule.slug, each.place.cell)
        for each in found.problems
        if not each.rule.slug.startswith("assumed")
    ]


@pytest.mark.parametrize(
    ("heading", "weight", "called"),
    [
        ("Teaching (30%)", "30", False),
        ("Industry income (2.5 %)", "5/2", False),
        ("Reputation – 40%", "40", False),
        ("Reputation 40%", "40", False),
        ("Osaaminen (paino 0,3)", "3/10", True),
        ("Skola (vikt: 30 %)", "30", True),
        ("Oktatás (súly 20%)", "20", True),
        ("Švietimas (30 proc.)", "30", False),
        ("Skills [weight 2]", "2", True),
    ],
)
def test_weights_are_told_in_five_languages(heading: str, weight: str, called: bool) -> None:
    assert weight_in(heading) == (Fraction(weight), called)


@pytest.mark.parametrize(
    "heading",
    ["30%", "Share (%)", "Skills (0–100)", "Jobs (max 20)", "Poor (60 % of median)", "Use (2021)"],
)
def test_what_else_stands_in_a_heading_is_no_weight(heading: str) -> None:
    assert weight_in(heading) is None


@pytest.mark.parametrize(
    "headings",
    [
        "University;Overall;Teaching (30%);Research (50%);Money (20%);Students from abroad",
        "Kunta;Yhteensä;Opetus (paino 0,3);Tutkimus (paino 0,5);Talous (paino 0,2);Naisia",
        "Kommun;Totalt;Skola (30 %);Forskning (50 %);Ekonomi (20 %);Kvinnor",
        "Iskola;Összesen;Oktatás (súly 30%);Kutatás (súly 50%);Pénz (súly 20%);Nők",
        "Mokykla;Iš viso;Mokymas (30 proc.);Tyrimai (50 proc.);Pinigai (20 proc.);Moterys",
    ],
)
def test_a_share_beside_weighted_scores_is_no_part_of_the_whole(
    tmp_path: Path, headings: str
) -> None:
    found = compare(tmp_path, f"{headings}\n{FIGURES}")
    (total,) = (each.total for each in found.measures if each.total)
    assert total.parts == tuple(each.key for each in found.measures[:3])
    assert [weight / sum(total.weights) for weight in total.weights] == [
        Fraction(3, 10),
        Fraction(1, 2),
        Fraction(1, 5),
    ]
    assert slugs(found) == [("unused-column", "F1")]
    wrong = compare(tmp_path, f"{headings}\n{FIGURES.replace('50,9', '53,9')}")
    assert slugs(wrong) == [("unused-column", "F1"), ("printed-total", "B5")]


def test_a_score_without_a_weight_is_compared_and_not_averaged(tmp_path: Path) -> None:
    rows = "".join(
        f"{line.split(';', 2)[0]};{line.split(';', 2)[2]}\n"
        for line in FIGURES.replace("%", ",5").splitlines()
    )
    head = "Town;Teaching (30%);Research (50%);Money (20%);Network"
    found = compare(tmp_path, f"{head}\n{rows}")
    assert [each.name["en"] for each in found.measures[3:]] == ["Network", "Mean"]
    total = found.measures[-1].total
    assert total is not None
    assert total.parts == tuple(each.key for each in found.measures[:3])


def test_weights_of_parts_and_of_their_parts_are_used(tmp_path: Path) -> None:
    found = compare(tmp_path, NESTED)
    assert {
        each.name["en"]: each.total.weights for each in found.measures if each.total is not None
    } == {"Skills (40%)": (30, 70), "Use (60%)": (50, 20, 30), "All": (40, 60)}
    assert not [slug for slug, _ in slugs(found) if slug != "rounded-totals"]
