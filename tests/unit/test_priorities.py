"""Priorities: the quadrant of each gap follows from spread and depth, and the title holds."""

from __future__ import annotations

import region

from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.report.figures import Priorities, Quadrant
from digimatrix.report.labels import Labels
from digimatrix.report.priorities import priorities


def figure(*rows: list[float | None], language: str = "en") -> Priorities:
    cells = [cell for nth, row in enumerate(rows) for cell in region.row(nth, row)]
    found = priorities(Labels(Words(language), compare(cells, region.FRAMEWORK)))
    assert found is not None
    return found


MIXED = figure(
    # background, situation, where, cooperation, resources, evaluation
    [0, 2, 0, 2, 3, None],
    [1, 2, 3, 3, 3, None],
    [1, 3, 3, 3, 3, None],
    [3, 3, 3, 3, 4, None],
)


def test_each_gap_stands_in_the_quadrant_of_its_spread_and_depth() -> None:
    found = {point.name: (point.quadrant, point.spread, point.depth) for point in MIXED.points}
    assert found == {
        "Background": (Quadrant.TOGETHER, 0.75, 7 / 3),
        "Own situation": (Quadrant.STEPS, 0.5, 1),
        "How and where": (Quadrant.LEARN, 0.25, 3),
        "Cooperation": (Quadrant.ALONE, 0.25, 1),
    }
    assert [point.name for point in MIXED.points][:2] == ["Background", "How and where"]


def test_what_has_no_gap_or_no_level_is_said_beside_the_chart() -> None:
    assert MIXED.notes == (
        "The target is reached by all: Resources.",
        "No level is known: Evaluation.",
    )
    assert MIXED.alt.endswith("No level is known: Evaluation.")


def test_the_table_holds_what_is_drawn() -> None:
    assert MIXED.table.id == "priorities-by-dimension"
    assert [row[0] for row in MIXED.table.rows] == [point.name for point in MIXED.points]
    assert MIXED.table.rows[0] == (
        "Background",
        "Do together",
        "common and deep",
        0.75,
        3,
        4,
        7 / 3,
    )


def test_titles_state_what_is_common_and_deep_only_where_something_is() -> None:
    assert MIXED.title == "Do together: the gap is common and deep in Background"
    assert figure([3] * 6, [4] * 6).title == "No gap to the target is known"
    assert figure([2] * 6, [2] * 6).title == "No gap is both common and deep"
    assert figure([0] * 6, [0] * 6).title == "Do together: every gap is common and deep"
    four = figure([0, 0, 0, 0, 2, 3], [0, 0, 0, 0, 2, 3])
    assert four.title == "Do together: 4 gaps are common and deep"


def test_deep_is_measured_from_the_lowest_level_to_the_highest_target() -> None:
    assert (MIXED.half, MIXED.deep, MIXED.deepest) == (0.5, 1.5, 3)


def test_one_municipality_alone_has_no_priorities_of_a_region() -> None:
    cells = region.row(0, [1] * 6)
    assert priorities(Labels(Words("en"), compare(cells, region.FRAMEWORK))) is None
    assert region.report(of=cells).priorities is None


def test_the_report_has_priorities_as_figure_and_table() -> None:
    report = region.report(12)
    assert [each.id for each in report.figures][:3] == ["overview", "gaps", "priorities"]
    assert report.priorities is not None
    (table,) = (table for table in report.tables if table.id == "priorities")
    assert table.rows == report.priorities.table.rows
