from __future__ import annotations

import pytest
import region

from digimatrix.compare.comparison import Comparison, compare, round_order
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.matrix import State


def compared(*rows: tuple, round: str | None = None) -> Comparison:
    return compare([each for row in rows for each in row], region.FRAMEWORK, round=round)


def test_a_round_is_older_by_year_then_by_season() -> None:
    rounds = ["2025 autumn", "2024", "2025 spring", "2025"]
    assert sorted(rounds, key=round_order) == ["2024", "2025", "2025 spring", "2025 autumn"]


def test_the_latest_round_is_compared_with_the_one_before() -> None:
    found = compared(
        region.row(0, [1, 1, 1, 1, 1, 1], "2021"),
        region.row(0, [2, 2, 2, 2, 2, 2], "2023"),
        region.row(0, [3, 2, 2, 2, 2, 1], "2025"),
    )
    assert (found.round, found.previous, found.rounds) == ("2025", "2023", ("2021", "2023", "2025"))
    (only,) = found.standings
    assert [gap.change for gap in only.gaps] == [1, 0, 0, 0, 0, -1]
    assert only.change == 0  # (1 − 1) / 6


def test_progress_is_counted_from_the_first_round() -> None:
    found = compared(
        region.row(0, [1] * 6, "2021"), region.row(0, [2] * 6, "2023"), region.row(0, [2] * 6)
    )
    assert found.standings[0].gaps[0].progress == 0.5  # (2 − 1) / (3 − 1)


def test_an_earlier_round_can_be_asked_for() -> None:
    found = compared(region.row(0, [1] * 6, "2023"), region.row(0, [3] * 6, "2025"), round="2023")
    assert (found.round, found.previous) == ("2023", None)
    assert found.standings[0].mean == 1


def test_a_round_that_nobody_answered_is_an_error_that_names_the_rounds() -> None:
    with pytest.raises(DigimatrixError, match=r"2019.*2025"):
        compared(region.row(0, [1] * 6), round="2019")


def test_without_any_return_there_is_nothing_to_compare() -> None:
    with pytest.raises(DigimatrixError):
        compare([], region.FRAMEWORK)


def test_an_undated_return_counts_in_the_latest_round() -> None:
    found = compared(region.row(0, [1] * 6, "2025"), region.row(1, [2] * 6, None))
    assert len(found.standings) == 2
    assert found.undated == (region.municipality(1),)


def test_an_undated_return_gives_way_to_a_dated_one() -> None:
    found = compared(region.row(0, [1] * 6, "2025"), region.row(0, [2] * 6, None))
    assert [standing.mean for standing in found.standings] == [1]
    assert found.undated == ()


def test_returns_without_any_date_are_one_round() -> None:
    found = compared(region.row(0, [1] * 6, None), region.row(1, [2] * 6, None))
    assert (found.round, found.undated[2:], len(found.standings)) == (None, (), 2)


def test_who_answered_only_in_another_round_is_absent() -> None:
    found = compared(region.row(0, [1] * 6, "2025"), region.row(1, [2] * 6, "2023"))
    assert found.absent == (region.municipality(1),)


def test_the_peer_gap_is_to_the_median_of_the_others() -> None:
    found = compared(*(region.row(n, [level] * 6) for n, level in enumerate([0, 1, 4])))
    gaps = {s.municipality.name: s.gaps[0].peer_gap for s in found.standings}
    names = [region.municipality(n).name for n in range(3)]
    # 0 − 2.5, 1 − 2, 4 − 0.5
    assert gaps == dict(zip(names, [-2.5, -1, 3.5], strict=True))


def test_one_municipality_has_no_peers() -> None:
    found = compared(region.row(0, [2] * 6))
    gap = found.standings[0].gaps[0]
    assert (gap.peer_median, gap.peer_gap, gap.peer_sure, gap.peers) == (None, None, None, 0)
    assert (gap.rank and gap.rank.place, gap.rank and gap.rank.of) == (1, 1)


def test_totals_are_of_the_known_levels_and_carry_the_interval() -> None:
    found = compared(region.row(0, [4, 2, None, 3, 0, 3]))
    (only,) = found.standings
    assert (only.known, only.applicable) == (5, 6)
    assert only.completeness == pytest.approx(5 / 6)
    assert only.mean == 2.4  # (4 + 2 + 3 + 0 + 3) / 5
    assert only.mean_interval == (2, pytest.approx(16 / 6))  # 12 / 6 to (12 + 4) / 6
    assert only.minimum == 0
    assert only.attainment == pytest.approx(11 / 15)  # shortfalls 1 + 3 of 5 · 3: 1 − 4/15
    # the unknown one at 0: 1 − 7/18; at 4: 1 − 4/18
    assert only.attainment_interval == (pytest.approx(11 / 18), pytest.approx(14 / 18))


def test_what_does_not_apply_is_not_missing() -> None:
    row = [
        region.assessment(None if key == "evaluation" else 3, key, state=State.NOT_APPLICABLE)
        for key in region.KEYS
    ]
    (only,) = compare(row, region.FRAMEWORK).standings
    assert (only.known, only.applicable, only.completeness) == (5, 5, 1)
    assert only.mean_interval == (3, 3)
    assert only.reaches_all is True


def test_whether_the_target_is_reached_everywhere_can_be_unknown() -> None:
    found = compared(
        region.row(0, [3] * 6),
        region.row(1, [3] * 5 + [None]),
        region.row(2, [None, 2, 3, 3, 3, 3]),
    )
    by_name = {s.municipality.name: s.reaches_all for s in found.standings}
    assert [by_name[region.municipality(n).name] for n in range(3)] == [True, None, False]


def test_gaps_come_the_widest_first_and_equal_ones_in_the_frameworks_order() -> None:
    (only,) = compared(region.row(0, [2, 3, 0, None, 2, 4])).standings
    assert [gap.dimension for gap in only.widest] == ["where", "background", "resources"]


def test_a_dimension_tells_how_common_and_how_deep_its_gap_is() -> None:
    levels = [0, 2, 3, 4, None]
    found = compared(*(region.row(n, [level, 3, 3, 3, 3, 3]) for n, level in enumerate(levels)))
    background = found.dimension("background")
    assert (background.below, background.known, background.applicable) == (2, 4, 5)
    assert background.spread == 0.5
    assert background.depth == 2  # (3 + 1) / 2
    assert background.mean_shortfall == 1  # (3 + 1 + 0 + 0) / 4
    assert background.mean == 2.25  # 9 / 4
    assert background.quartiles == (1.5, 2.5, 3.25)  # at 0.75, 1.5, 2.25 of 0, 2, 3, 4
    assert background.minimum == 0


def test_the_median_change_is_of_those_in_both_rounds() -> None:
    found = compared(
        region.row(0, [1] * 6, "2023"),
        region.row(0, [2] * 6),
        region.row(1, [1] * 6, "2023"),
        region.row(1, [4] * 6),
        region.row(2, [4] * 6),
    )
    assert (found.dimensions[0].change, found.dimensions[0].changed) == (2, 2)  # (1 + 3) / 2


def test_everything_unknown_stays_unknown() -> None:
    found = compared(region.row(0, [None] * 6), region.row(1, [None] * 6))
    first = found.standings[0]
    assert (first.mean, first.minimum, first.attainment, first.rank) == (None, None, None, None)
    assert (first.mean_interval, first.completeness) == ((0, 4), 0)
    assert found.dimensions[0].median is None
    assert found.median_mean is None


def test_a_level_read_from_words_may_be_indistinguishable_from_its_peers() -> None:
    def row(number: int, words: int) -> tuple:
        who = region.municipality(number)
        return tuple(region.assessment(None, key, who=who, words=words) for key in region.KEYS)

    found = compared(row(0, 2), row(1, 1), row(2, 4))
    by_name = {s.municipality.name: s.gaps[0].peer_sure for s in found.standings}
    # 2 (1–2) against the median of 1 and 4, 2.5 (2–4); 4 against 1.5 (0.5–1.5)
    assert by_name[region.municipality(0).name] is False
    assert by_name[region.municipality(2).name] is True


def test_stated_and_read_levels_are_compared() -> None:
    cells = [region.assessment(4, key, words=2) for key in region.KEYS]
    (only,) = compare(cells, region.FRAMEWORK).standings
    assert (only.gaps[0].disagreement, only.gaps[0].disagreement_sure) == (2, True)


def test_a_stated_level_within_the_reading_error_is_no_sure_disagreement() -> None:
    cells = [region.assessment(1, key, words=2) for key in region.KEYS]  # read 2, between 1 and 2
    (only,) = compare(cells, region.FRAMEWORK).standings
    assert (only.gaps[0].disagreement, only.gaps[0].disagreement_sure) == (-1, False)


def test_targets_may_differ_by_dimension() -> None:
    cells = [
        region.assessment(2, key, target=2.0 if key == "where" else 3.0) for key in region.KEYS
    ]
    (only,) = compare(cells, region.FRAMEWORK).standings
    assert [gap.shortfall for gap in only.gaps] == [1, 1, 0, 1, 1, 1]


def test_levels_that_are_the_same_for_certain_have_no_difference_to_be_sure_of() -> None:
    rows = [region.row(n, [2] * 6, round) for n in range(2) for round in ("2023", "2025")]
    found = compare([one for row in rows for one in row], region.FRAMEWORK)
    gap = found.standings[0].gaps[0]
    assert (gap.change, gap.change_sure) == (0, None)
    assert (gap.peer_gap, gap.peer_sure) == (0, None)
