from __future__ import annotations

import region

from digimatrix.report.tables import Table


def tables(*rows) -> dict[str, Table]:
    cells = [each for row in rows for each in row]
    return {table.id: table for table in region.report(of=cells).tables}


def records(table: Table) -> list[dict]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def test_every_row_has_a_value_for_every_column_and_every_key_is_unique() -> None:
    for table in region.report(12).tables:
        keys = [column.key for column in table.columns]
        assert len(set(keys)) == len(keys)
        assert {len(row) for row in table.rows} <= {len(keys)}


def test_a_table_of_change_stands_only_where_there_was_a_round_before() -> None:
    assert "change" not in tables(region.row(0, [1] * 6))
    assert "change" in tables(region.row(0, [1] * 6, "2023"), region.row(0, [1] * 6))


def test_levels_have_one_row_a_municipality_round_and_dimension() -> None:
    table = tables(region.row(0, [1] * 6, "2023"), region.row(0, [2] * 6), region.row(1, [3] * 6))
    rows = records(table["levels"])
    assert len(rows) == 18
    assert [row["round"] for row in rows[:12]] == ["2023"] * 6 + ["2025"] * 6
    assert rows[0]["source"] == "stated by the municipality"


def test_an_unknown_level_is_empty_never_zero() -> None:
    rows = records(tables(region.row(0, [None, 0, 1, 1, 1, 1]))["levels"])
    assert (rows[0]["level"], rows[0]["low"], rows[0]["high"]) == (None, 0, 4)
    assert rows[0]["answer"] == "not answered"
    assert rows[1]["level"] == 0


def test_the_summary_shows_ties_and_the_ends_of_ranks() -> None:
    rows = records(
        tables(*(region.row(n, [level] * 6) for n, level in enumerate([2, 3, 2])))["summary"]
    )
    assert sorted((row["rank"], row["rank_best"], row["rank_worst"]) for row in rows) == [
        ("1 of 3", 1, 1),
        ("2= of 3", 2, 2),
        ("2= of 3", 2, 2),
    ]


def test_the_summary_names_all_dimensions_with_the_widest_gap() -> None:
    (row,) = records(tables(region.row(0, [1, 3, 3, 3, 1, 2]))["summary"])
    assert (row["widest_gap"], row["shortfall"]) == ("Background, Resources", 2)


def test_gaps_have_one_row_a_municipality_and_dimension_of_the_round() -> None:
    rows = records(tables(region.row(0, [2] * 6), region.row(1, [4] * 6))["gaps"])
    assert len(rows) == 12
    first = next(row for row in rows if row["municipality"] == region.municipality(0).name)
    assert (first["shortfall"], first["peer_median"], first["peer_gap"]) == (1, 4, -2)
    assert first["distinguishable"] == "distinguishable"


def test_dimensions_tell_spread_depth_and_how_the_levels_lie() -> None:
    rows = records(
        tables(*(region.row(n, [level] * 6) for n, level in enumerate([0, 2, 3, 4])))["dimensions"]
    )
    first = rows[0]
    assert (first["spread"], first["depth"], first["median"]) == (0.5, 2, 2.5)
    assert (first["lower_quartile"], first["upper_quartile"]) == (1.5, 3.25)


def test_actions_have_one_row_each_with_their_place() -> None:
    cells = [
        region.assessment(None, key, words=1, action="KYSELY" if key == "where" else "")
        for key in region.KEYS
    ]
    (row,) = records(tables(cells)["actions"])
    assert (row["action"], row["kind"], row["dimension"]) == (
        "KYSELY",
        "called for",
        "How and where",
    )
    assert row["place"].endswith("Taul1!D4")


def test_the_change_table_tells_both_rounds() -> None:
    rows = records(tables(region.row(0, [1] * 6, "2023"), region.row(0, [2] * 6))["change"])
    first = rows[0]
    assert (first["before"], first["now"], first["change"], first["progress"]) == (1, 2, 1, 0.5)
    assert first["distinguishable"] == "yes"


def test_the_reading_table_names_what_was_left_out_with_its_remedy() -> None:
    rows = records(tables(region.row(0, [1] * 6))["reading"])
    left_out = next(row for row in rows if row["rule"] == "outside-table")
    assert (left_out["cell"], left_out["text"]) == ("H9", "Soitetaan vielä!")
    assert left_out["fix"]
