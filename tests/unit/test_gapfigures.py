from __future__ import annotations

import region


def report(*rows):
    return region.report(of=[each for row in rows for each in row])


def test_the_widest_gap_of_the_region_is_on_top() -> None:
    gaps = report(region.row(0, [3, 2, 3, 1, 3, 0]), region.row(1, [3, 2, 3, 1, 3, None])).gaps
    assert [row.name for row in gaps.rows][:3] == ["Evaluation", "Cooperation", "Own situation"]
    assert gaps.rows[0].share == "1 of 1"
    assert gaps.title == "Evaluation is furthest from the target: 1 of 1 below it"


def test_a_dimension_nobody_answered_comes_last() -> None:
    gaps = report(region.row(0, [None, 3, 3, 3, 3, 3])).gaps
    assert (gaps.rows[-1].name, gaps.rows[-1].median) == ("Background", None)
    assert "Background: no level is known." in gaps.alt


def test_without_a_single_widest_gap_the_title_is_neutral() -> None:
    assert report(region.row(0, [2] * 6)).gaps.title == "Levels and gaps by dimension"


def test_the_gap_table_holds_the_values_drawn() -> None:
    gaps = region.report(12).gaps
    assert gaps.table.rows == tuple(
        (row.name, row.median, row.target, row.below, row.known, row.spread, row.depth)
        for row in gaps.rows
    )


def test_the_region_shows_a_dot_for_every_known_level() -> None:
    gaps = region.report(12).gaps
    assert all(len(row.dots) == row.known for row in gaps.rows)


def test_a_municipality_is_never_among_its_peers() -> None:
    for profile in region.report(12).profiles:
        for row in profile.figure.rows:
            assert profile.name not in {dot.name for dot in row.peers}
            assert len(row.peers) == 12 - 1 - (
                row.name == "Resources" and row.own.value is not None
            )


def test_the_widest_shortfall_is_on_top_and_the_unknown_below() -> None:
    (profile,) = report(region.row(0, [3, 2, None, 1, 4, 0])).profiles
    names = [row.name for row in profile.figure.rows]
    assert names[:3] == ["Evaluation", "Cooperation", "Own situation"]
    assert names[-1] == "How and where"
    assert profile.figure.rows[-1].own.label == "not answered"


def test_a_title_names_the_widest_gap_only_if_it_is_alone() -> None:
    name = region.municipality(0).name

    def title(*levels):
        return report(region.row(0, levels)).profiles[0].figure.title

    assert title(3, 3, 3, 3, 3, 1) == f"{name}: Evaluation is furthest from the target, by 2 levels"
    assert title(3, 3, 3, 3, 2, 2) == (
        f"{name}: 2 dimensions are equally far from the target, by 1 level"
    )
    assert title(3, 3, 3, 3, 3, 4) == f"{name}: the target is reached in every dimension"
    assert title(3, 3, 3, 3, 3, None) == f"{name}: levels by dimension"
    assert title(*[None] * 6) == f"{name}: levels by dimension"


def test_the_profile_table_holds_the_values_drawn() -> None:
    for profile in region.report(12).profiles:
        for row, written in zip(profile.figure.rows, profile.figure.table.rows, strict=True):
            assert written[0] == row.name
            assert written[1] in (row.own.value, row.own.label)
            assert written[2:] == (row.target, row.shortfall, row.peer_median, row.peer_gap)


def test_what_the_reading_error_covers_is_noted() -> None:
    def row(number, words):
        who = region.municipality(number)
        return [region.assessment(None, key, who=who, words=words) for key in region.KEYS]

    figures = [profile.figure for profile in report(row(0, 2), row(1, 1)).profiles]
    assert all("Not distinguishable" in figure.notes[-1] for figure in figures)


def test_every_word_beside_the_marks_is_there() -> None:
    figure = region.report(3).profiles[0].figure
    wanted = "municipality target median peer own shortfall peer_gap lowest highest unknown"
    assert set(wanted.split()) <= set(figure.labels)
    assert figure.labels["lowest"] == "0 = None"


def aimed(*targets: float):
    """Return a report of two municipalities: the first with these targets, the second with 3."""
    cells = [
        region.assessment(2, key, who=region.municipality(nth), target=target if not nth else 3.0)
        for nth in range(2)
        for key, target in zip(region.KEYS, targets, strict=True)
    ]
    return region.report(of=cells)


def test_each_row_has_the_target_of_its_dimension() -> None:
    cells = [
        region.assessment(2, key, who=region.municipality(nth), target=target)
        for nth in range(2)
        for key, target in zip(region.KEYS, (3, 2, 4, 3, 3, 2.5), strict=True)
    ]
    made = region.report(of=cells)
    targets = {row.name: row.target for row in made.gaps.rows}
    assert sorted(targets.values()) == [2, 2.5, 3, 3, 3, 4]
    assert made.gaps.rows[0].target == 4
    assert [row[2] for row in made.gaps.table.rows] == list(targets.values())
    assert made.gaps.notes == ("The line in each row is the target of that dimension.",)
    assert "(target 2.5): 2 of 2 below the target" in made.gaps.alt
    own = made.profiles[0].figure
    assert {row.name: row.target for row in own.rows} == targets
    assert own.notes[-1] == "The line in each row is the target of that dimension."
    assert made.overview.target is None
    assert [level.label for level in made.overview.targets.levels] == [
        "3",
        "2",
        "4",
        "3",
        "3",
        "2.5",
    ]
    assert made.overview.table.rows[-1][-8:-2] == (3, 2, 4, 3, 3, 2.5)
    assert [level.reached for level in made.overview.median.levels].count(True) == 1


def test_different_targets_within_a_dimension_are_told_as_a_range() -> None:
    made = aimed(3, 4, 3, 3, 3, 3)
    row = next(row for row in made.gaps.rows if row.target is None)
    assert row.targets == (3, 4)
    assert [each[2] for each in made.gaps.table.rows].count("3–4") == 1
    assert made.gaps.notes == (
        "Two lines are the lowest and the highest target where municipalities aim at different "
        f"levels: {row.name} (target 3–4).",
    )
    assert [level.label for level in made.overview.targets.levels] == [
        "3",
        "3–4",
        "3",
        "3",
        "3",
        "3",
    ]
    assert made.overview.targets.mean.label == "3.0–3.2"


def test_one_target_for_all_needs_no_row_and_no_note() -> None:
    made = aimed(3, 3, 3, 3, 3, 3)
    assert (made.overview.target, made.overview.targets, made.gaps.notes) == (3, None, ())
