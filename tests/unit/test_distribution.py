"""The levels within groups: who belongs where, what is unknown, and a title that holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
import region

from digimatrix.compare.comparison import compare
from digimatrix.compare.peers import peers_by
from digimatrix.languages import Words
from digimatrix.model.municipality import Municipality
from digimatrix.report.distribution import distribution
from digimatrix.report.figures import Distribution
from digimatrix.report.labels import Labels

Given = dict[str, list[list[float | None]]]
"""By region: the levels of its municipalities, a row each."""


def figure(given: Given, by: str = "all") -> Distribution | None:
    cells = [
        cell
        for name, rows in given.items()
        for nth, row in enumerate(rows)
        for cell in region.row(
            Municipality(
                f"{name}-{nth}", region=name or None, type="rural", population=4_000 * (nth + 1)
            ),
            row,
        )
    ]
    peers = peers_by(by, (cell.municipality for cell in cells))
    return distribution(Labels(Words("en"), compare(cells, region.FRAMEWORK, peers=peers)))


def levels(*values: float | None) -> list[list[float | None]]:
    return [[value] * 6 for value in values]


def test_each_mean_is_a_dot_of_its_group_and_of_all() -> None:
    found = figure({"North": levels(1, 2, 4), "South": levels(0, None)})
    assert found is not None
    assert [
        (row.name, [dot.value for dot in row.dots], row.median, row.share) for row in found.rows
    ] == [
        ("North", [1, 2, 4], 2, "3 of 3"),
        ("South", [0], 0, "1 of 2"),
        ("All municipalities", [0, 1, 2, 4], 1.5, "4 of 5"),
    ]
    assert "South: 1 of 2 known, median 0.0, from 0.0 to 0.0." in found.alt


def test_a_group_without_a_known_level_is_shown_as_unknown() -> None:
    found = figure({"North": levels(1), "South": levels(None, None)})
    assert found is not None
    assert [(row.name, row.dots, row.median) for row in found.rows][1] == ("South", (), None)
    assert "South: no level is known." in found.alt
    assert found.table.rows[1] == ("Mean", "South", 2, 0, None, None, None, None, None)


def test_the_table_holds_what_is_drawn_and_each_dimension() -> None:
    rows: list[list[float | None]] = [[0, 1, 2, 3, 4, None], [4, 1, 2, 3, 4, 2]]
    found = figure({"North": rows, "South": levels(3)})
    assert found is not None
    assert [row[6] for row in found.table.rows[:3]] == [row.median for row in found.rows]
    assert [row[2:4] for row in found.table.rows[:3]] == [(r.count, r.known) for r in found.rows]
    assert len(found.table.rows) == 3 * 7
    assert found.table.rows[-3:-1] == (
        ("Evaluation", "South", 1, 1, 3, 3, 3, 3, 3),
        ("Evaluation", "North", 2, 1, 2, 2, 2, 2, 2),
    )
    assert found.notes == ("1 mean is of fewer than all dimensions.",)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"A": levels(3, 3, 4), "B": levels(1, 2, 2)}, "Highest median: A (3.0); lowest: B (2.0)"),
        ({"A": levels(3, 3, 4), "B": levels(1, 2)}, "Mean levels by group"),
        ({"A": levels(2, 3, 3), "B": levels(3, 3, 4)}, "Mean levels by group"),
        (
            {"A": levels(3, 3, 4), "B": levels(3, 3, 4), "C": levels(1, 1, 1)},
            "Mean levels by group",
        ),
    ],
    ids=["sure", "too few", "equal", "shared"],
)
def test_the_title_names_the_ends_only_where_they_hold(given: Given, title: str) -> None:
    found = figure(given)
    assert found is not None
    assert found.title == title


def test_a_difference_that_the_reading_error_covers_is_no_title() -> None:
    def cells(low: float) -> list[region.Assessment]:
        return [
            region.assessment(
                level,
                key,
                who=Municipality(f"{name}{nth}", region=name),
                low=level - low,
                high=level,
            )
            for name, level in (("North", 3.0), ("South", 2.5))
            for nth in range(3)
            for key in region.KEYS
        ]

    titles = [
        found.title
        for low in (0.0, 1.0)
        if (found := distribution(Labels(Words("en"), compare(cells(low), region.FRAMEWORK))))
    ]
    assert titles == ["Highest median: North (3.0); lowest: South (2.5)", "Mean levels by group"]


def test_sizes_stand_in_their_order_and_who_has_no_group_last() -> None:
    given: Given = {"": levels(0, 1, 4)}
    assert figure(given) is None  # nobody's region is known
    found = figure(given, by="size")
    assert found is not None
    assert [row.name for row in found.rows] == [
        "under 5,000 inhabitants",
        "5,000–9,999 inhabitants",
        "10,000–19,999 inhabitants",
        "All municipalities",
    ]
    mixed = figure({"North": levels(1), "": levels(2), "South": levels(3)})
    assert mixed is not None
    assert [row.name for row in mixed.rows] == [
        "South",
        "North",
        "Group not known",
        "All municipalities",
    ]
    assert figure({"North": levels(1, 2)}) is None
    assert figure({"North": levels(1), "South": levels(3)}, by="type") is None


def test_the_report_has_groups_as_figure_and_table() -> None:
    report = region.report(12)
    assert report.distribution in report.figures
    (table,) = (table for table in report.tables if table.id == "groups")
    assert report.distribution is not None
    assert table == replace(report.distribution.table, id="groups")
