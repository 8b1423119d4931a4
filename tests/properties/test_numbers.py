"""Whatever a table of numbers holds, it is compared or refused with one message."""

from __future__ import annotations

import csv
import io
import json
import statistics
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digimatrix.compare.numbertables.index import compare_numbers
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.read.numbertables.numbertable import read_numbers
from digimatrix.render.numbers import as_json, as_text

CELLS = st.one_of(
    st.sampled_from(
        [
            *("", "n/a", "..", ":", "-", "x", "3=", "1.", "2–4", "Kunta", "Sija", "Yhteensä"),
            *("Keskiarvo", "Mean", "Paino", "EU", "Year", "2023", "Total", "Alue", "Pohjola"),
            *("1,234", "1.234", "57,25", "12 %", "0", "-3", "1 234,5", "5*", "Osuus (0–100)"),
            *("Keskihajonta", "Median", "Max", "#", "Nro", "Muutos", "Indicator", "max 20"),
        ]
    ),
    st.integers(-5, 120).map(str),
    st.decimals(0, 100, places=2, allow_nan=False).map(str),
    st.text(max_size=6),
)
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=9)
)
QUICK = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(path: Path, rows: list[list[str]]) -> Path:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


@QUICK
@given(rows=TABLES)
def test_any_table_is_compared_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    path = written(tmp_path / "table.csv", rows)
    try:
        found = compare_numbers(read_numbers(path))
    except DigimatrixError:
        return
    words = Words("fi")
    json.dumps(as_json(found, words), allow_nan=False)
    assert as_text(found, words, verbose=True, width=100)


@QUICK
@given(
    points=st.lists(
        st.tuples(*[st.decimals(0, 100, places=1, allow_nan=False)] * 3), min_size=3, max_size=12
    ),
    order=st.randoms(use_true_random=False),
)
def test_places_and_statistics_do_not_hang_on_the_order_of_rows_or_the_decimal_sign(
    tmp_path: Path, points: list[tuple[object, ...]], order: object
) -> None:
    rows = [[f"Unit {n}", *map(str, row)] for n, row in enumerate(points)]
    head = ["Museum", "Alpha", "Beta", "Gamma"]
    scale = (Fraction(0), Fraction(100))
    first = compare_numbers(read_numbers(written(tmp_path / "a.csv", [head, *rows])), scale=scale)
    turned = [[cell.replace(".", ",") for cell in row] for row in reversed(rows)]
    second = compare_numbers(
        read_numbers(written(tmp_path / "b.csv", [head, *turned])), scale=scale
    )
    by_name = {unit.name: unit for unit in second.units}
    for unit in first.units:
        ranks = [figure.rank for figure in unit.figures]
        assert ranks == [figure.rank for figure in by_name[unit.name].figures]
    for one, other in zip(first.measures, second.measures, strict=True):
        assert (one.mean, one.median, one.deviation) == (other.mean, other.median, other.deviation)
    column = [float(str(row[0])) for row in points]
    assert float(first.measures[0].mean or 0) == pytest.approx(statistics.mean(column))
    assert float(first.measures[0].deviation or 0) == pytest.approx(
        statistics.pstdev(column), abs=1e-9
    )
