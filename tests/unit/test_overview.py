from __future__ import annotations

import dataclasses

import region


def of(*rows):
    return region.report(of=[each for row in rows for each in row]).overview


def test_rows_are_grouped_by_region_and_ordered_by_mean() -> None:
    # numbers 0, 3 are in one region, 1, 4 in another, 2 in a third
    overview = of(*(region.row(n, [level] * 6) for n, level in enumerate([1, 2, 3, 4, 0])))
    groups = {group.name: [row.mean.value for row in group.rows] for group in overview.groups}
    assert groups == {"Itäranta": [4, 1], "Länsiranta": [2, 0], "Pohjoisranta": [3]}
    assert list(groups) == sorted(groups)


def test_a_single_region_is_no_group() -> None:
    overview = of(region.row(0, [1] * 6), region.row(3, [2] * 6))
    assert [group.name for group in overview.groups] == [""]


def test_municipalities_of_no_known_region_come_last() -> None:
    stray = dataclasses.replace(region.municipality(9), region=None)
    overview = of(region.row(0, [1] * 6), region.row(1, [2] * 6), region.row(stray, [4] * 6))
    assert overview.groups[-1].name == "Region not known"


def test_an_unknown_mean_comes_last_in_its_region() -> None:
    overview = of(region.row(0, [None] * 6), region.row(3, [0] * 6))
    assert [row.mean.label for row in overview.groups[0].rows] == ["0.0", "not known"]


def test_a_mean_of_fewer_dimensions_is_partial_and_the_note_says_so() -> None:
    overview = of(region.row(0, [1, None, 2, 2, 2, 2]))
    assert overview.groups[0].rows[0].partial
    assert overview.notes == ("An asterisk marks a mean of fewer than all dimensions.",)
    assert of(region.row(0, [1] * 6)).notes == ()


def test_the_last_row_holds_the_medians() -> None:
    overview = of(*(region.row(n, [level] * 6) for n, level in enumerate([0, 1, 4, 4])))
    assert [level.label for level in overview.median.levels] == ["2.5"] * 6  # (1 + 4) / 2
    assert overview.median.mean.label == "2.5"


def test_the_data_table_holds_the_values_drawn() -> None:
    overview = region.report(12).overview
    drawn = [row for group in overview.groups for row in group.rows]
    for row, written in zip(drawn, overview.table.rows, strict=False):
        assert written[0] == row.name
        for level, value in zip(row.levels, written[2:8], strict=True):
            assert value in (level.value, level.label)
        assert written[8] == row.mean.value
    assert len(overview.table.rows) == len(drawn) + 1


def test_the_alt_text_tells_ends_medians_and_what_is_unknown() -> None:
    overview = of(region.row(0, [1] * 6), region.row(1, [3, 3, 3, 3, 3, None]))
    names = [region.municipality(n).name for n in range(2)]
    assert f"Means from 1.0 ({names[0]}) to 3.0 ({names[1]})." in overview.alt
    assert "Medians: Background 2," in overview.alt
    assert "1 level is not known." in overview.alt


def test_the_classes_are_the_frameworks_levels() -> None:
    overview = region.report(1).overview
    assert len(overview.classes) == 5
    assert (overview.lowest, overview.target) == (0, 3)
