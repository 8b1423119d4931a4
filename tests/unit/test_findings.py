from __future__ import annotations

import pytest
import region

from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.model.matrix import Counts
from digimatrix.report import findings as rules
from digimatrix.report.findings import (
    changed,
    complete,
    counts_text,
    demanded,
    disagreeing,
    findings,
    furthest,
    furthest_title,
    reaching,
    reaching_title,
    strongest,
)
from digimatrix.report.labels import Labels


def labels(*rows) -> Labels:
    cells = [each for row in rows for each in row]
    return Labels(Words("en"), compare(cells, region.FRAMEWORK))


def rows(*levels, round="2025"):
    return [region.row(number, row, round) for number, row in enumerate(levels)]


def text(finding) -> str:
    return finding.text if finding else ""


def test_the_dimension_furthest_from_the_target_is_named_with_its_numbers() -> None:
    found = furthest(labels(*rows([3, 3, 3, 3, 3, 0], [2, 3, 3, 3, 3, 1], [3, 3, 3, 3, 3, None])))
    # below: 2 of 2, mean shortfall (3 + 2) / 2
    assert text(found) == (
        "Evaluation is furthest from the target: 2 of 2 below 3, by 2.5 levels on average."
    )


def test_of_two_dimensions_equally_far_none_is_furthest() -> None:
    tied = labels(*rows([3, 3, 3, 3, 1, 1], [3, 3, 3, 3, 1, 1]))
    assert furthest(tied) is None
    assert furthest_title(tied) == ""


def test_where_the_target_is_reached_nothing_is_furthest_from_it() -> None:
    assert furthest(labels(*rows([3] * 6, [4] * 6))) is None


def test_one_municipality_alone_is_told_by_its_level() -> None:
    found = furthest(labels(*rows([3, 3, 3, 3, 2, 1])))
    assert text(found) == "Evaluation is furthest from the target: level 1, target 3."


def test_those_who_reach_every_target_are_counted_and_named() -> None:
    found = labels(*rows([3] * 6, [4] * 6, [2] * 6))
    assert text(reaching(found)) == (
        "2 of 3 municipalities reach the target in every dimension: "
        f"{region.municipality(0).name} and {region.municipality(1).name}."
    )
    assert reaching_title(found) == "2 of 3 municipalities reach the target in every dimension"


def test_that_nobody_reaches_the_target_is_said_only_where_all_is_known() -> None:
    known = labels(*rows([2] * 6, [1] * 6))
    assert text(reaching(known)) == "No municipality reaches the target in every dimension."
    unsure = labels(*rows([2] * 6, [3, 3, 3, 3, 3, None]))
    assert text(reaching(unsure)) == (
        "No municipality is known to reach the target in every dimension. "
        "For 1 municipality it cannot be told: a level is missing."
    )
    assert reaching_title(unsure) == ""


def test_the_largest_median_change_is_named() -> None:
    found = labels(
        *rows([1, 3, 3, 3, 3, 3], [1, 3, 3, 3, 3, 3], round="2023"),
        *rows([2, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 3]),
    )
    assert text(changed(found)) == (
        "Since 2023, Background has changed most: +1.5 levels (the median of 2 municipalities "
        "in both rounds). Of 2 changed levels, 2 differ by more than the reading error."
    )


def test_where_no_dimension_stands_out_the_municipalities_are_counted() -> None:
    found = labels(*rows([1] * 6, [2] * 6, [3] * 6, round="2023"), *rows([2] * 6, [1] * 6, [3] * 6))
    assert text(changed(found)) == (
        "Of 3 municipalities in both rounds, 1 have a higher mean level than in 2023 and 1 a "
        "lower one. Of 12 changed levels, 12 differ by more than the reading error."
    )


def test_without_an_earlier_round_nothing_has_changed() -> None:
    assert changed(labels(*rows([1] * 6))) is None


def test_the_dimension_most_called_for_is_counted_in_returns() -> None:
    cells = [
        [
            region.assessment(
                None,
                key,
                who=region.municipality(number),
                words=1,
                action="KOULUTUSTA" if key == "resources" or number == column else "",
            )
            for column, key in enumerate(region.KEYS)
        ]
        for number in range(3)
    ]
    assert text(demanded(labels(*cells))) == (
        "Resources is where action is called for most: in 3 of 3 returns."
    )
    assert demanded(labels(*rows([1] * 6, [1] * 6))) is None


def test_stated_levels_are_set_against_their_words() -> None:
    cells = [region.assessment(4, key, words=2) for key in region.KEYS[:2]]
    cells += [region.assessment(1, key, words=2) for key in region.KEYS[2:4]]  # within 1–2
    cells += [region.assessment(0, key, words=4) for key in region.KEYS[4:5]]
    cells += [region.assessment(None, region.KEYS[5])]
    assert text(disagreeing(labels(cells))) == (
        "5 levels are stated with words beside them: 2 higher than their words show by more than "
        "the reading error, 1 lower."
    )
    assert disagreeing(labels(*rows([1] * 6))) is None


def test_where_everybody_is_below_the_target_it_is_said_so() -> None:
    found = labels(*rows([3, 3, 3, 3, 3, 0], [3, 3, 3, 3, 3, 1]))
    assert text(furthest(found)) == (
        "Evaluation is furthest from the target: all 2 are below 3, by 2.5 levels on average."
    )
    assert furthest_title(found) == "Evaluation is furthest from the target: all 2 are below it"


def test_missing_answers_are_counted() -> None:
    assert text(complete(labels(*rows([1, None, 2, 2, 2, 2], [1] * 6)))) == (
        f"1 of 12 answers is missing: {region.municipality(0).name} (Own situation)."
    )
    assert text(complete(labels(*rows([1] * 6)))) == "6 answers, none missing."


def test_where_many_answers_are_missing_they_are_only_counted() -> None:
    assert text(complete(labels(*rows([None] * 5 + [1], [None] * 2 + [1] * 4)))) == (
        "7 of 12 answers are missing."
    )


def test_a_few_missing_answers_are_named_by_municipality() -> None:
    first, second = (region.municipality(number).name for number in range(2))
    assert text(complete(labels(*rows([None, None, 2, 2, 2, 2], [1] * 5 + [None])))) == (
        f"3 of 12 answers are missing: {first} (Background, Own situation) "
        f"and {second} (Evaluation)."
    )


def test_who_is_absent_from_the_round_is_named() -> None:
    found = labels(region.row(0, [1] * 6), region.row(1, [1] * 6, "2023"))
    assert f"Without a return for 2025: {region.municipality(1).name}." in text(complete(found))


def test_the_strongest_dimension_has_the_highest_mean() -> None:
    assert text(strongest(labels(*rows([4, 1, 1, 1, 1, 1], [3, 2, 2, 2, 2, 2])))) == (
        "Background is strongest: 2 of 2 at the target or above, level 3.5 on average."
    )
    assert strongest(labels(*rows([2] * 6, [1] * 6))) is None


def test_the_cells_read_are_told_with_what_became_of_them() -> None:
    given = region.reading(region.row(0, [1] * 6))
    assert sum((given.counts.placed, given.counts.headings, given.counts.left_out)) == (
        given.counts.cells
    )
    reading = type(given)("sheets", (), (), (), Counts(3, 1187, 12, 5))
    assert counts_text(labels(*rows([1] * 6)), reading) == (
        "1,204 cells read: 1,187 placed, 12 as headings, 5 left out."
    )


def test_at_most_seven_findings_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(region.report(12).findings) == 6
    monkeypatch.setattr(rules, "RULES", rules.RULES * 2)
    assert len(region.report(12).findings) == 7


def test_the_widest_gap_is_told_first_and_the_cells_read_stand_apart() -> None:
    report = region.report(12)
    assert report.findings[0].slug == "furthest"
    assert report.counts_text not in {finding.text for finding in report.findings}


def test_everything_unknown_still_gives_findings_that_hold() -> None:
    cells = region.row(0, [None] * 6)
    found = findings(labels(cells))
    assert [finding.slug for finding in found] == ["complete"]
    assert found[0].text == "6 of 6 answers are missing."
