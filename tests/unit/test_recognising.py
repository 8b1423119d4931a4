"""Totals that no heading calls so are known by their figures. All tables are invented."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.compare.numbertables.recognising import Recogniser
from digimatrix.compare.numbertables.rounding import Figures
from digimatrix.model.framework import Method
from digimatrix.model.numbers import Column, Printed, Role, Row
from digimatrix.model.places import Place
from digimatrix.read.numbertables.numbertable import read_numbers

NESTED = """Rank,Town,Smart Towns,Foundations,Outcomes,Skills,Networks,Data,Services,Inclusion,Trust
1,Inverby,74.5,76.9,72.1,77.7,76.0,66.1,79.5,70.9,72.0
2,Marlow,73.4,73.1,73.7,76.4,69.8,70.4,71.7,79.8,73.0
3,Lynbrook,69.4,70.6,68.2,79.3,61.9,57.6,77.7,70.1,67.4
4,Eskdale,63.3,64.9,61.8,71.2,58.5,57.6,60.4,62.0,67.2
5,Birkby,63.0,65.5,60.5,68.2,62.7,63.7,62.2,49.3,66.9
6,Calloway,57.6,57.9,57.2,65.6,50.2,49.9,55.9,58.8,64.2
7,Glenrock,57.4,55.9,59.0,50.5,61.3,70.1,46.9,58.7,60.2
8,Farnham,56.1,53.6,58.7,55.3,51.8,54.8,67.0,52.8,60.2
9,Dunmore,55.7,54.0,57.4,58.0,49.9,56.5,57.1,49.7,66.4
10,Alderton,51.6,52.4,50.8,55.0,49.8,49.2,44.9,49.9,59.2
11,Harwick,45.2,45.1,45.3,47.0,43.1,33.3,49.4,48.2,50.2
12,Kelso,33.0,32.1,33.9,30.5,33.6,46.3,23.1,27.1,39.0
"""

WEIGHTED = """Town,Skills,Networks,Data,Services,Smart Towns
Alderton,55.0,49.8,49.2,44.9,50.8
Birkby,68.2,62.7,63.7,62.2,64.8
Calloway,65.6,50.2,49.9,55.9,56.4
Dunmore,58.0,49.9,56.5,57.1,55.1
Eskdale,71.2,58.5,57.6,60.4,63.1
Farnham,55.3,51.8,54.8,67.0,55.9
Glenrock,50.5,61.3,70.1,46.9,57.1
Harwick,47.0,43.1,33.3,49.4,43.5
Inverby,77.7,76.0,66.1,79.5,75.1
Kelso,30.5,33.6,46.3,23.1,33.5
Lynbrook,79.3,61.9,57.6,77.7,69.5
Marlow,76.4,69.8,70.4,71.7,72.5
"""

ODD = """Rank,Town,Smart Towns,Skills,Networks,Traffic
1,Inverby,202,77.7,76.0,66.1
2,Lynbrook,191,79.3,61.9,57.6
2,Marlow,191,76.4,69.8,70.4
4,Eskdale,176,71.2,58.5,57.6
5,Birkby,169,68.2,62.7,63.7
6,Calloway,150,65.6,50.2,49.9
7,Dunmore,143,58.0,49.9,56.5
8,Alderton,137,55.0,49.8,49.2
8,Farnham,137,55.3,51.8,54.8
10,Glenrock,119,50.5,61.3,70.1
11,Harwick,118,47.0,43.1,33.3
12,Kelso,64,30.5,33.6,46.3
"""


def compare(folder: Path, table: str, **options: Any) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(table, encoding="utf-8")
    return compare_numbers(read_numbers(path), **options)


def totals(found: IndexComparison) -> dict[str, tuple[Method, tuple[str, ...]]]:
    made = [each.total for each in found.measures if each.total is not None]
    return {total.key: (total.method, total.parts) for total in made}


def warned(found: IndexComparison) -> list[tuple[str, str | None]]:
    quiet = ("rounded-totals", "summary-rows")
    return [
        (each.rule.slug, each.place.cell)
        for each in found.problems
        if each.rule.slug not in quiet and not each.rule.slug.startswith("assumed")
    ]


def reordered(table: str, *order: int) -> str:
    rows = [line.split(",") for line in table.splitlines()]
    return "\n".join(",".join(row[at] for at in order) for row in rows)


def test_a_total_of_totals_of_columns_is_recognised_whole(tmp_path: Path) -> None:
    found = compare(tmp_path, NESTED)
    assert totals(found) == {
        "foundations": (Method.MEAN, ("skills", "networks")),
        "outcomes": (Method.MEAN, ("data", "services", "inclusion", "trust")),
        "smart_towns": (Method.MEAN, ("foundations", "outcomes")),
    }
    assert warned(found) == []  # the places are those of the total of all


def test_totals_are_recognised_wherever_they_stand(tmp_path: Path) -> None:
    turned = reordered(NESTED, 0, 1, 5, 6, 3, 7, 8, 9, 10, 4, 2)
    assert totals(compare(tmp_path, turned)) == totals(compare(tmp_path, NESTED))


def test_a_named_total_of_totals_without_names_is_explained(tmp_path: Path) -> None:
    named = compare(tmp_path, NESTED.replace("Smart Towns", "Overall score"))
    assert totals(named)["overall_score"] == (Method.MEAN, ("foundations", "outcomes"))
    assert warned(named) == []


def test_a_total_of_as_many_columns_each_is_of_the_totals_of_these(tmp_path: Path) -> None:
    chance = random.Random(5)
    rows = []
    for number in range(40):
        parts = [chance.randrange(3000, 9900) for _ in range(12)]
        fields = [sum(parts[at : at + 4]) / 4 for at in (0, 4, 8)]
        figures = (sum(fields) / 3, *fields, *parts)
        rows.append(",".join([f"Town {number}", *(f"{each / 100:.2f}" for each in figures)]))
    names = "Progress,Needs,Wellbeing,Opportunity,a,b,c,d,e,f,g,h,i,j,k,l"
    found = compare(tmp_path, "\n".join([f"Town,{names}", *rows]))
    assert totals(found)["progress"] == (Method.MEAN, ("needs", "wellbeing", "opportunity"))
    assert totals(found)["wellbeing"] == (Method.MEAN, ("e", "f", "g", "h"))
    assert warned(found) == []


@pytest.mark.parametrize("name", ["Readiness", "Overall score"])
def test_an_index_worked_out_from_a_wrong_pillar_is_right_but_for_that(
    tmp_path: Path, name: str
) -> None:
    """Each pillar stands before what it is of, so that pillars are not side by side."""
    chance = random.Random(8)
    rows = []
    for number in range(20):
        parts = [chance.randrange(3000, 9900) / 100 for _ in range(9)]
        pillars = [round(sum(parts[at : at + 3]) / 3, 2) for at in (0, 3, 6)]
        pillars[1] += 4.5 if number == 11 else 0
        figures = [sum(pillars) / 3]
        for at, pillar in enumerate(pillars):
            figures += [pillar, *parts[3 * at : 3 * at + 3]]
        rows.append(",".join([f"Town {number}", *(f"{each:.2f}" for each in figures)]))
    names = "Technology,Access,Content,Tools,People,Skills,Firms,State,Impact,Jobs,Life,Green"
    found = compare(tmp_path, "\n".join([f"Town,{name},{names}", *rows]))
    pillars_of_it = ("technology", "people", "impact")
    assert totals(found)[name.lower().replace(" ", "_")] == (Method.MEAN, pillars_of_it)
    assert warned(found) == [("printed-total", "G13"), ("follows-wrong", "B13")]


def test_a_wrong_figure_of_a_recognised_total_is_pointed_out(tmp_path: Path) -> None:
    found = compare(tmp_path, NESTED.replace("57.4,55.9,59.0", "57.4,59.5,59.0"))
    assert warned(found) == [("printed-total", "D8")]


def test_printed_weights_are_used_and_a_wrong_total_is_pointed_out(tmp_path: Path) -> None:
    table = WEIGHTED.replace("57.1\n", "51.7\n") + "Weights,0.35,0.3,0.2,0.15,1\n"
    found = compare(tmp_path, table)
    assert list(totals(found)) == ["smart_towns"]
    assert warned(found) == [("printed-total", "F8")]
    assert next(p.facts["value"] for p in found.problems if p.rule.slug == "printed-total") == (
        "57.1"
    )


def test_a_named_total_of_weighted_subtotals_is_of_these(tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = []
    for n in range(16):
        parts = [chance.randint(200, 900) / 10 for _ in range(7)]
        means = [sum(parts[:3]) / 3, sum(parts[3:5]) / 2, sum(parts[5:]) / 2]
        first, second, third = (round(mean, 1) for mean in means)
        whole = round(0.5 * first + 0.3 * second + 0.2 * third, 1)
        row = (*parts[:3], first, *parts[3:5], second, *parts[5:], third, whole)
        rows.append(f"Town {n}," + ",".join(map(str, row)))
    head = "Town,Skills,Tools,Data,People,Loans,Visits,Use,Trust,Reach,Effect,Overall"
    compared = compare(tmp_path, "\n".join((head, *rows)))
    total = next(each.total for each in compared.measures if each.key == "overall")
    assert total is not None
    assert total.parts == ("people", "use", "effect")
    assert total.weights == (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5))


def test_weights_that_nobody_prints_are_found_if_they_are_round(tmp_path: Path) -> None:
    found = compare(tmp_path, WEIGHTED)
    (total,) = (each.total for each in found.measures if each.total)
    assert total.weights == (
        *(Fraction(7, 20), Fraction(3, 10)),
        *(Fraction(1, 5), Fraction(3, 20)),
    )
    assert warned(found) == []
    note = next(each for each in found.problems if each.rule.slug == "assumed-mean")
    assert note.facts["parts"] == "Skills × 0.35, Networks × 0.3, Data × 0.2, Services × 0.15"
    wrong = compare(tmp_path, WEIGHTED.replace("57.1\n", "51.7\n"))
    assert warned(wrong) == [("printed-total", "F8")]


STAGES = ((20, 50, 30), (25, 50, 25), (30, 50, 20))
"""Weights that depend on how far a region has come."""


@pytest.mark.parametrize("pillars", [2, 0])
def test_a_total_by_weights_that_depend_on_the_unit_is_unexplained(
    tmp_path: Path, pillars: int
) -> None:
    chance = random.Random(4)
    rows = []
    for n in range(24):
        parts = [[chance.randint(400, 1400) / 10 for _ in range(max(1, pillars))] for _ in range(3)]
        means = [round(sum(own) / len(own), 1) for own in parts]
        by = STAGES[0] if n < 12 else STAGES[chance.randint(1, 2)]
        whole = round(sum(mean * each for mean, each in zip(means, by, strict=True)) / 100, 1)
        row = [whole, *means, *(one for own in parts for one in own if pillars)]
        rows.append(f"Region {n}," + ",".join(map(str, row)))
    head = ["Region,Regions 2.0", *(f"{each}-index" for each in ("Basic", "Efficient", "New"))]
    head += [f"Pillar {n}" for n in range(3 * pillars)]
    found = compare(tmp_path, "\n".join((",".join(head), *rows)))
    assert totals(found)["regions_2_0"][1] == ()
    assert warned(found) == [("unexplained-total", "B1")]


def test_a_column_that_goes_with_the_totals_is_none() -> None:
    rng = random.Random(7)
    for _ in range(20):
        columns, rows = _levels(rng, 30, 6)
        halves = [sum((row.cells[at].value for at in (1, 2, 3)), Fraction(0)) / 3 for row in rows]
        rests = [sum((row.cells[at].value for at in (4, 5)), Fraction(0)) / 2 for row in rows]
        place = columns[0].place
        made = [
            Row(
                row.name,
                place,
                {**row.cells, 7: Printed(half, 6, place, ""), 8: Printed(rest, 6, place, "")},
                {},
            )
            for row, half, rest in zip(rows, halves, rests, strict=True)
        ]
        every = [*columns, *(Column(n, f"Part {n}", Role.DIMENSION, place) for n in (7, 8))]
        found = Recogniser(every, made, lambda some: [Fraction(1)] * len(some)).wholes([])
        assert columns[5] not in [whole.column for whole in found]


def test_what_the_places_rank_is_the_total_even_if_nothing_explains_it(tmp_path: Path) -> None:
    found = compare(tmp_path, ODD)
    assert totals(found) == {"smart_towns": (Method.MEAN, ())}
    assert warned(found) == [("unexplained-total", "C1")]
    last = compare(tmp_path, reordered(ODD, 0, 1, 3, 4, 5, 2))
    assert totals(last) == totals(found)


def test_places_of_a_part_of_a_longer_table_count_by_their_order(tmp_path: Path) -> None:
    lines = ODD.splitlines()
    some = compare(tmp_path, "\n".join(lines[:1] + lines[3:4] + lines[5:]))
    assert list(totals(some)) == ["smart_towns"]


def test_places_of_a_mean_that_is_not_printed_make_no_column_a_total(tmp_path: Path) -> None:
    rows = [line.split(",") for line in WEIGHTED.splitlines()[1:]]
    means = [sum(map(float, row[1:5])) for row in rows]
    table = "Rank,Town,Skills,Networks,Data,Services\n"
    for row, mean in zip(rows, means, strict=True):
        table += ",".join([str(1 + sum(each > mean for each in means)), *row[:5]]) + "\n"
    found = compare(tmp_path, table)
    assert list(totals(found)) == ["mean"]
    assert warned(found) == []


def test_columns_of_years_are_no_totals_of_one_another(tmp_path: Path) -> None:
    rng = random.Random(3)
    table = "Town,2021,2022,2023,2024\n"
    for row in range(12):
        base = rng.uniform(20, 90)
        years = [f"{base + rng.choice((-0.1, 0, 0.1)):.1f}" for _ in range(4)]
        table += ",".join([f"T{row}", *years]) + "\n"
    assert totals(compare(tmp_path, table)) == {}


def _levels(rng: random.Random, units: int, columns: int) -> tuple[list[Column], list[Row]]:
    place = Place("table", None, 1, 1)
    made = []
    for unit in range(units):
        base = rng.gauss(0, 1)
        typed = [min(5, max(1, round(3 + base + rng.gauss(0, 0.7)))) for _ in range(columns)]
        cells = {at: Printed(Fraction(v), 0, place, str(v)) for at, v in enumerate(typed, 1)}
        made.append(Row(f"M{unit}", place, cells, {}))
    heads = [Column(at, f"Module {at}", Role.DIMENSION, place) for at in range(1, columns + 1)]
    return heads, made


def test_levels_that_go_together_are_no_totals_by_chance() -> None:
    rng = random.Random(5)
    for _ in range(60):
        columns, rows = _levels(rng, rng.choice((5, 8, 20)), rng.choice((3, 4, 6)))
        assert not Recogniser(columns, rows, lambda some: [Fraction(1)] * len(some)).wholes([])


def _made(
    rng: random.Random, units: int, total: tuple[Fraction, ...], digits: int
) -> tuple[list[Column], list[Row]]:
    """Return columns of levels and, last, their mean by weights, rounded to `digits`."""
    columns, rows = _levels(rng, units, len(total))
    place, last = columns[0].place, len(total) + 1
    made = []
    for row in rows:
        cells = dict(row.cells)
        exact = sum((cells[at].value * by for at, by in enumerate(total, 1)), Fraction(0))
        value = round(exact, digits)
        cells[last] = Printed(value, digits, place, str(float(value)))
        made.append(Row(row.name, place, cells, {}))
    return [*columns, Column(last, "Museums", Role.DIMENSION, place)], made


def test_weights_are_claimed_only_where_the_rows_follow_them() -> None:
    rng = random.Random(9)
    odd = (Fraction(31, 100), Fraction(27, 100), Fraction(23, 100), Fraction(19, 100))
    bare = 0
    for _ in range(20):
        columns, rows = _made(rng, 14, odd, 1)
        for whole in Recogniser(columns, rows, lambda some: [Fraction(1)] * len(some)).wholes([]):
            assert whole.column == columns[-1]
            bare += not whole.parts
            if whole.parts:
                found = Figures(rows).agreement(whole)
                assert found.of in (found.same, found.close)
    assert bare  # too few rows to tell the weights by


def test_no_total_is_made_of_itself() -> None:
    rng = random.Random(11)
    for _ in range(40):
        columns, rows = _made(rng, rng.choice((6, 9, 12)), (Fraction(1, 2), Fraction(1, 2)), 1)
        third = rng.choice((3, 4))
        extra, more = _levels(rng, len(rows), third)
        joined = [
            Row(
                row.name,
                row.place,
                {**row.cells, **{at + 9: c for at, c in other.cells.items()}},
                {},
            )
            for row, other in zip(rows, more, strict=True)
        ]
        shifted = [Column(c.number + 9, c.name + "b", c.role, c.place) for c in extra]
        found = Recogniser(
            [*columns, *shifted], joined, lambda some: [Fraction(1)] * len(some)
        ).wholes([])
        numbers = {whole.column.number: whole for whole in found}
        for whole in found:
            inner = [part.number for part in whole.parts]
            while inner:
                assert whole.column.number not in inner
                inner = [part.number for at in inner if at in numbers for part in numbers[at].parts]


def test_a_column_printed_twice_is_no_total_of_itself(tmp_path: Path) -> None:
    twice = "\n".join(
        line + "," + ("Skills again" if at == 0 else line.split(",")[1])
        for at, line in enumerate(reordered(WEIGHTED, 0, 1, 2, 3).splitlines())
    )
    assert list(totals(compare(tmp_path, twice))) == ["mean"]


def _geometric(wrong: float = 0) -> str:
    rng = random.Random(5)
    lines = ["City,Skills,Access,Use,Trust,Digital index"]
    for n in range(14):
        parts = [round(rng.uniform(20, 90), 1) for _ in range(4)]
        total = math.exp(sum(map(math.log, parts)) / 4) + wrong * (n == 6)
        lines.append(f"City {chr(65 + n)}," + ",".join(f"{each:.1f}" for each in (*parts, total)))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["Digital index", "Total"])
def test_a_geometric_mean_is_recognised_and_a_wrong_one_pointed_out(
    tmp_path: Path, name: str
) -> None:
    found = compare(tmp_path, _geometric().replace("Digital index", name))
    (total,) = totals(found).values()
    assert total == (Method.GEOMETRIC, ("skills", "access", "use", "trust"))
    assert next(each.rule.slug for each in found.problems) == "assumed-geometric-mean"
    wrong = compare(tmp_path, _geometric(1.6).replace("Digital index", name))
    assert ("printed-total", "F8") in warned(wrong)


def test_a_total_by_weights_that_rows_cannot_tell_is_unexplained(tmp_path: Path) -> None:
    # weighted, then put on a scale on which the first has a hundred
    rows = [line.split(",") for line in WEIGHTED.splitlines()[1:]]
    top = max(float(row[5]) for row in rows)
    table = "Town,Skills,Networks,Data,Services,Total score\n"
    for row in rows:
        table += ",".join([*row[:5], f"{float(row[5]) / top * 100:.1f}"]) + "\n"
    found = compare(tmp_path, table)
    assert ("unexplained-total", "F1") in warned(found)


def limits(*names: str, parts: bool) -> str:
    """Return scores with limits of confidence on both sides, and with what they are made of."""
    chance = random.Random(4)
    text = f"Town,Score,{names[0]},{names[1]}" + (",Access,Skills,Use" if parts else "") + "\n"
    for n in range(12):
        made = [round(chance.uniform(0.4, 2.6), 2) for _ in range(3)]
        total, away = sum(made), round(chance.uniform(0.05, 0.2), 2)
        shown = "".join(f",{one:.2f}" for one in made) if parts else ""
        text += f"Town {n},{total:.2f},{total + away:.2f},{total - away:.2f}{shown}\n"
    return text


def test_what_stands_in_the_middle_between_two_columns_is_made_of_the_others(
    tmp_path: Path,
) -> None:
    found = compare(tmp_path, limits("From", "To", parts=True))
    (total,) = found.framework.totals
    assert (total.method, total.parts) == (Method.SUM, ("access", "skills", "use"))
    aside = [each.place.cell for each in found.problems if each.rule.slug == "unused-column"]
    assert aside == ["C1", "D1"]


def test_two_columns_that_alone_give_a_third_are_no_limits(tmp_path: Path) -> None:
    found = compare(tmp_path, limits("Women", "Men", parts=False))
    (total,) = found.framework.totals
    assert (total.method, total.parts) == (Method.MEAN, ("women", "men"))


@pytest.mark.parametrize(
    ("high", "low"),
    [
        ("Whisker-high", "Whisker-low"),
        ("Ylempi luottamusraja", "Alempi luottamusraja"),
        ("Övre konfidensgräns", "Nedre konfidensgräns"),
        ("Felső konfidenciahatár", "Alsó konfidenciahatár"),
        ("Pasikliautinojo intervalo viršus", "Pasikliautinojo intervalo apačia"),
    ],
)
def test_limits_of_confidence_are_known_by_their_names(tmp_path: Path, high: str, low: str) -> None:
    found = compare(tmp_path, limits(high, low, parts=False))
    assert [each.key for each in found.measures] == ["score"]


def test_parts_that_alternate_with_other_columns_give_a_total(tmp_path: Path) -> None:
    """As an index beside each share does: "Inequality in income (%)", "Adjusted income index"."""
    draw = random.Random(3)
    lines = ["Land,HDI,IHDI,Inequality,Life (%),Life,School (%),School,Income (%),Income"]
    for n in range(24):
        shares = [round(draw.uniform(3, 30), 1) for _ in range(3)]
        plain = [draw.uniform(0.5, 0.97) for _ in range(3)]
        adjusted = [one * (1 - share / 100) for one, share in zip(plain, shares, strict=True)]
        both = [
            text
            for share, index in zip(shares, adjusted, strict=True)
            for text in (f"{share:.1f}", f"{index:.3f}")
        ]
        means = f"{math.prod(plain) ** (1 / 3):.3f},{math.prod(adjusted) ** (1 / 3):.3f}"
        lines.append(f"Land {n},{means},{sum(shares) / 3:.1f},{','.join(both)}")
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = compare_numbers(read_numbers(path))
    made = {each.total.key: each.total for each in found.measures if each.total}
    assert {key: (total.method, len(total.parts)) for key, total in made.items()} == {
        "ihdi": (Method.GEOMETRIC, 3),
        "inequality": (Method.MEAN, 3),
    }


def test_every_second_of_columns_that_differ_by_chance_gives_no_total() -> None:
    for seed in range(20):
        draw = random.Random(seed)
        columns = [Column(n, f"C{n}", Role.DIMENSION, Place("x")) for n in range(1, 9)]
        rows = []
        for n in range(12):
            usual = draw.gauss(50, 15)
            values = {c.number: Fraction(round(usual + draw.gauss(0, 4))) for c in columns}
            cells = {at: Printed(one, 0, Place("x"), str(one)) for at, one in values.items()}
            rows.append(Row(f"Town {n}", Place("x"), cells, {}))
        recogniser = Recogniser(columns, rows, lambda parts: [Fraction(1)] * len(parts))
        assert not any(whole.parts for whole in recogniser.wholes([]))
