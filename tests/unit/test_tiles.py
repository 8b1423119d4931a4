"""The map: places as the user gives them, nobody left out silently, a title that holds."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import region

from digimatrix import pipeline
from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.model.municipality import Municipality
from digimatrix.render import charts
from digimatrix.report.figures import Tiles
from digimatrix.report.labels import Labels
from digimatrix.report.tiles import WIDEST, tiles, too_wide

Place = tuple[int, int] | None


def labels(*given: tuple[str, Place, float | None], language: str = "en") -> Labels:
    cells = [
        cell
        for name, place, level in given
        for cell in region.row(Municipality(name, tile=place), [level] * 6)
    ]
    return Labels(Words(language), compare(cells, region.FRAMEWORK))


def figure(*given: tuple[str, Place, float | None]) -> Tiles:
    found = tiles(labels(*given), ())
    assert found is not None
    return found


def test_tiles_keep_their_order_and_close_up_where_the_map_is_empty() -> None:
    found = figure(("B", (7, 20), 3), ("A", (2, 10), 1), ("C", (7, 10), 2))
    assert [(tile.name, tile.row, tile.column) for tile in found.tiles] == [
        ("A", 0, 0),
        ("C", 1, 0),
        ("B", 1, 1),
    ]
    assert [row[-1] for row in found.table.rows] == [1, 2, 3]
    assert found.alt.endswith("A 1.0, C 2.0, B 3.0.")


def test_who_has_no_place_of_its_own_is_named() -> None:
    found = figure(("A", (1, 1), 1), ("B", (1, 1), 2), ("C", None, 3))
    assert [tile.name for tile in found.tiles] == ["A"]
    assert found.notes == ("Not on the map, as project.xlsx gives no place of their own: B and C.",)


def test_who_has_no_return_or_no_level_is_shown_as_unknown() -> None:
    given = labels(("A", (1, 1), 3), ("B", (1, 2), None))
    found = tiles(given, [Municipality("C", tile=(1, 3)), Municipality("A", tile=(1, 1))])
    assert found is not None
    assert [(tile.mean.value, tile.mean.label) for tile in found.tiles] == [
        (3, "3.0"),
        (None, "not known"),
        (None, "no return"),
    ]
    assert found.title == "Mean levels on the map"
    shown = charts.draw(found, Words("en")).inline
    assert "no return" in shown
    assert "not known" in shown
    assert ">0.0<" not in shown


def test_the_title_counts_who_reaches_the_target_where_all_are_known() -> None:
    ones = (("A", (1, 1), 3), ("B", (1, 2), 2), ("C", (2, 1), 4))
    assert figure(*ones).title == "The means of 2 of 3 municipalities reach the target"
    assert figure(*ones[1:2]).title == "No municipality’s mean reaches the target"
    assert figure(*ones, ("D", None, 1)).title == "Mean levels on the map"
    assert figure(*ones, ("D", (9, 9), None)).title == "Mean levels on the map"


def test_where_there_are_several_targets_none_is_named() -> None:
    cells = [
        region.assessment(3.0, key, who=Municipality("A", tile=(1, 1)), target=target)
        for key, target in zip(region.KEYS, (3.0, 2.0, 3.0, 3.0, 3.0, 4.0), strict=True)
    ]
    found = tiles(Labels(Words("en"), compare(cells, region.FRAMEWORK)), ())
    assert found is not None
    assert (found.target, found.title) == (None, "Mean levels on the map")
    shown = charts.draw(found, Words("en")).inline
    assert "bold: the target is reached" in shown
    assert "target 3" not in shown


def test_without_places_there_is_no_map_and_too_many_columns_are_said() -> None:
    assert tiles(labels(("A", None, 3)), ()) is None
    wide = labels(*((f"M{nth}", (1, nth), 2) for nth in range(WIDEST + 1)))
    assert tiles(wide, ()) is None
    (note,) = too_wide(wide, ())
    assert note.text.startswith(f"The map is left out: its places stand in {WIDEST + 1} columns")
    assert too_wide(labels(*((f"M{nth}", (1, nth), 2) for nth in range(WIDEST))), ()) == ()


def test_narrow_tiles_have_numbers_which_the_notes_explain() -> None:
    found = region.report(300).tiles
    assert found is not None
    assert found.numbered
    told = " ".join(found.notes).replace("\u00a0", " ")
    for number, tile in enumerate(found.tiles, start=1):
        assert f"{number} {tile.name}" in told
    assert [row[1] for row in found.table.rows] == list(range(1, len(found.tiles) + 1))


def test_places_come_from_the_users_register(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Kunnat"
    for row in (
        ["Nimi", "Maakunta", "Karttarivi", "Karttasarake"],
        ["Akaa", "Pirkanmaa", 2, 1],
        ["Nokia", "Pirkanmaa", 1, 2],
        ["Lahti", "Päijät-Häme", "1", "3"],
        ["Urjala", "Pirkanmaa", "?", 3],
    ):
        book.active.append(row)
    book.save(tmp_path / "project.xlsx")
    sheet = openpyxl.Workbook()
    assert sheet.active is not None
    sheet.active.append([d.heading["fi"] for d in region.FRAMEWORK.dimensions])
    sheet.active.append([f"Nokia {letter}" for letter in "abcdef"])
    sheet.save(tmp_path / "Nokia 2025.xlsx")
    for _ in range(2):  # the second time from the cache
        report = pipeline.read(tmp_path).report(date=region.DATE, language="fi")
        assert report.tiles is not None
        assert [(t.name, t.region, t.row, t.column) for t in report.tiles.tiles] == [
            ("Nokia", "Pirkanmaa", 0, 1),
            ("Lahti", "Päijät-Häme", 0, 2),
            ("Akaa", "Pirkanmaa", 1, 0),
        ]
        assert any("Urjala" in note for note in report.tiles.notes)
    (table,) = (table for table in report.tables if table.id == "map")
    assert table == dataclasses.replace(report.tiles.table, id="map")
