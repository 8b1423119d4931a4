"""Blocks side by side are one table where they name different units. All are invented."""

from __future__ import annotations

from pathlib import Path

from digimatrix.compare.numbertables.index import IndexComparison, compare_numbers
from digimatrix.read.numbertables.numbertable import read_numbers

BLOCKS = """Ranking 2024,,,,,,
,,,,,,
Rank,Town,Score,,Rank,Town,Score
1,Alderton,91.5,,4,Dunmore,60.2
2,Birkby,80.1,,5,Eskdale,58.7
3,Calloway,71.4,,6,Farnham,x8
,,,,Mean,,69.9
Source: own survey,,,,,,
"""


def compare(folder: Path, table: str) -> IndexComparison:
    path = folder / "table.csv"
    path.write_text(table, encoding="utf-8")
    return compare_numbers(read_numbers(path))


def said(found: IndexComparison) -> list[tuple[str, str | None]]:
    return [(each.rule.slug, each.place.cell) for each in found.problems]


def test_blocks_side_by_side_are_one_table_whose_cells_keep_their_places(tmp_path: Path) -> None:
    found = compare(tmp_path, BLOCKS)
    names = [unit.name for unit in found.units]
    assert names == ["Alderton", "Birkby", "Calloway", "Dunmore", "Eskdale", "Farnham"]
    assert [measure.key for measure in found.measures] == ["score"]
    figures = [unit.figures[0] for unit in found.units]
    assert [figure.value and float(figure.value) for figure in figures] == [
        *(91.5, 80.1, 71.4, 60.2, 58.7, None)
    ]
    assert said(found) == [
        ("summary-rows", None),
        ("side-by-side", "A3"),
        ("not-a-number", "G6"),
        ("printed-summary", "G7"),
    ]


def test_what_is_wrong_in_the_second_block_is_said_at_its_cell(tmp_path: Path) -> None:
    found = compare(tmp_path, BLOCKS.replace("x8", "49.0").replace("69.9", "68.5"))
    assert said(found) == [("summary-rows", None), ("side-by-side", "A3")]
    wrong = compare(tmp_path, BLOCKS.replace("x8", "59.0").replace("69.9", "70.2"))
    assert said(wrong)[2:] == [("printed-rank", "E5"), ("printed-rank", "E6")]


def test_blocks_that_say_other_things_of_the_same_units_are_left_apart(tmp_path: Path) -> None:
    same = (
        "Town,Score,,Town,Score\nAlderton,91.5,,Alderton,88.0\nBirkby,80.1,,Birkby,79.3\n"
        "Calloway,71.4,,Calloway,75.2\n"
    )
    found = compare(tmp_path, same)
    assert [unit.name for unit in found.units] == ["Alderton", "Birkby", "Calloway"]
    assert "side-by-side" not in {slug for slug, _ in said(found)}
