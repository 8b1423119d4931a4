"""Peers: who is compared with whom, never with itself, and how it is named."""

from __future__ import annotations

import dataclasses
import statistics
from pathlib import Path

import openpyxl
import pytest
import region
from hypothesis import given
from hypothesis import strategies as st

from digimatrix import pipeline
from digimatrix.compare.comparison import Comparison, compare
from digimatrix.compare.formulas import Span, counts_of_others, spans_of_others
from digimatrix.compare.peers import EVERYONE, Peers, peers_by
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.municipality import Municipality
from digimatrix.report import gapfigures, peers
from digimatrix.report.labels import Labels

LEVELS = st.lists(st.none() | st.integers(0, 4).map(float), max_size=9)
GROUPS = {"A": "North", "B": "North", "C": "South", "D": "North", "E": "North"}
REGIONS = Peers("region", GROUPS)
NORTH = {"A": 0, "B": 1, "D": 3, "E": 4}


def municipality(name: str) -> Municipality:
    return Municipality(name, region=GROUPS.get(name), population=1000 * len(name))


def compared(by: Peers = REGIONS, **levels: float | None) -> Comparison:
    cells = [
        cell
        for name, level in levels.items()
        for cell in region.row(municipality(name), [level] * 6)
    ]
    return compare(cells, region.FRAMEWORK, peers=by)


def labelled(by: Peers = REGIONS, **levels: float | None) -> Labels:
    return Labels(Words("en"), compared(by, **levels))


@given(LEVELS)
def test_the_span_of_the_others_is_that_of_all_but_itself(levels: list[float | None]) -> None:
    for place, (span, count) in enumerate(
        zip(spans_of_others(levels), counts_of_others(levels), strict=True)
    ):
        others = [x for nth, x in enumerate(levels) if nth != place and x is not None]
        assert count == len(others)
        if len(others) < 2:
            assert span == (Span(others[0], others[0], others[0]) if others else None)
            continue
        lower, _, upper = statistics.quantiles(others, n=4, method="inclusive")
        assert span == Span(pytest.approx(lower), pytest.approx(upper), max(others))


def test_a_municipality_is_compared_with_the_others_of_its_group() -> None:
    found = {s.municipality.name: s.gaps[0] for s in compared(**NORTH, C=4).standings}
    assert (found["A"].peers, found["A"].peer_median, found["A"].peer_gap) == (3, 3, -3)
    assert found["E"].peer_span == Span(0.5, 2, 3)
    assert (found["C"].peers, found["C"].peer_median, found["C"].peer_span) == (0, None, None)
    assert found["A"].rank is not None
    assert found["A"].rank.of == 5  # ranks stay those of all


def test_whose_group_is_not_known_has_no_peers() -> None:
    found = {s.municipality.name: s.gaps[0] for s in compared(**NORTH, X=4).standings}
    assert (found["X"].peers, found["X"].peer_median) == (0, None)
    assert found["A"].peers == 3


def test_groups_are_made_by_region_type_size_and_own_columns() -> None:
    one = Municipality("One", "1", "North", "rural", 4_999, groups=(("Pilot", "yes"),))
    two = Municipality("Two", "2", "South", None, 100_000)
    six = Municipality("Six", "6", None, "rural", 5_000)
    found = {by: dict(peers_by(by, (one, two, six)).groups) for by in ("region", "Size", "pilot")}
    assert found == {
        "region": {"1": "North", "2": "South"},
        "Size": {"1": "0", "2": "100000", "6": "5000"},
        "pilot": {"1": "yes"},
    }
    assert peers_by("all", ()) is EVERYONE
    with pytest.raises(DigimatrixError, match="all, region, type, size, Pilot, or add"):
        peers_by("river", (one, two))


def test_the_yardstick_names_the_group_and_counts_the_others() -> None:
    labels = labelled(**NORTH, C=4)
    first, _, third, *_ = labels.in_order()
    assert peers.median_name(labels, first) == "median of the 3 others in North"
    figure = gapfigures.dumbbell(labels, first, gapfigures.columns(labels))
    assert figure.labels["median"] == "median of the 3 others in North"
    assert "median of the 3 others in North 3." in figure.alt
    assert [dot.name for dot in figure.rows[0].peers] == ["B", "D", "E"]
    assert peers.median_name(labels, third) == "median of the 0 others in South"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"A": 1, "B": 1, "D": 1, "E": 2}, ""),
        ({"A": 1, "B": 1, "D": 1}, "Only 2 other municipalities to compare with (North)"),
        ({"A": 1, "B": 1}, "Only 1 other municipality to compare with (North)"),
        ({"A": 1, "C": 1}, "No other municipality to compare with: North."),
        ({"AA": 1, "C": 1}, "not known"),
    ],
)
def test_too_few_peers_are_said(levels: dict[str, float], said: str) -> None:
    labels = labelled(**levels)
    told = peers.few(labels, labels.in_order()[0])
    assert said in told
    assert bool(told) == bool(said)


def test_groups_are_worded_for_people() -> None:
    def words(by: str, name: str, language: str = "en") -> str:
        labels = labelled(A=1)
        shown = dataclasses.replace(labels.comparison, peers=Peers(by, {"A": name}))
        return peers.of(Labels(Words(language), shown), shown.standings[0])

    assert words("size", "0") == "under 5,000 inhabitants"
    assert words("size", "5000") == "5,000–9,999 inhabitants"
    assert words("size", "100000") == "100,000 inhabitants or more"
    assert words("type", "rural") == "rural"
    assert words("Pilot", "yes") == "yes"


def test_the_method_says_who_the_others_are() -> None:
    texts = {by: peers.method(labelled(Peers(by, GROUPS), A=1)).text for by in ("size", "Pilot")}
    assert "under 5,000 inhabitants, 5,000–9,999 inhabitants" in texts["size"]
    assert "the same group in “Pilot”" in texts["Pilot"]


def test_own_columns_of_the_register_are_groups(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Kunnat"
    for row in (
        ["Nimi", "Seutu", "Väkiluku", "Hanke"],
        ["Akaa", "E", 1, "a"],
        ["Nokia", "E", 2, "b"],
    ):
        book.active.append(row)
    book.save(tmp_path / "project.xlsx")
    names = [d.heading["fi"] for d in region.FRAMEWORK.dimensions]
    for name in ("Akaa", "Nokia"):
        sheet = openpyxl.Workbook()
        assert sheet.active is not None
        sheet.active.append(names)
        sheet.active.append([f"{name} {letter}" for letter in "abcdef"])
        sheet.save(tmp_path / f"{name} 2025.xlsx")
    pipeline.read(tmp_path)
    again = pipeline.read(tmp_path)  # from the cache
    assert {made.municipality.groups for made in again.reading.returns} == {
        (("Hanke", "a"),),
        (("Hanke", "b"),),
    }
    found = pipeline.read(tmp_path).compare(peers="hanke")
    assert (found.peers.by, dict(found.peers.groups)) == ("Hanke", {"Akaa": "a", "Nokia": "b"})
    report = pipeline.read(tmp_path).report(date=region.DATE, language="en", peers="hanke")
    (table,) = (table for table in report.tables if table.id == "gaps")
    keys = [column.key for column in table.columns]
    assert {row[keys.index("peer_group")] for row in table.rows} == {"a", "b"}
    assert "No other municipality to compare with: a." in report.profiles[0].figure.notes
