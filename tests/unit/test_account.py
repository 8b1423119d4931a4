"""The account of what was read, cell by cell."""

from __future__ import annotations

import csv
import io

import region
from markupsafe import escape

from digimatrix.render import html, tidy

REPORT = region.report(3)


def test_each_return_is_a_row_and_each_placed_cell_one_for_machines() -> None:
    account = REPORT.account
    assert len(account.returns.rows) >= 3
    rows = list(csv.DictReader(io.StringIO(tidy.comma_separated(account.cells).decode())))
    assert {row["became"] for row in rows} >= {"text", "left_out"}
    assert all(row["dimension"] for row in rows if row["became"] != "left_out")
    assert all(row["rule"] and row["fix"] for row in rows if row["became"] == "left_out")


def test_the_page_names_every_cell_left_out_with_its_remedy() -> None:
    page = html.account(REPORT, ["index.html"])
    assert REPORT.account.left_out.rows
    for place, _, says, fix in REPORT.account.left_out.rows:
        for words in (place, says, fix):
            assert escape(words) in page
    assert 'href="index.html"' in page
