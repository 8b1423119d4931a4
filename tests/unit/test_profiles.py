from __future__ import annotations

import dataclasses

import region

from digimatrix.assess.levels import Evidence, Source
from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.model.matrix import State
from digimatrix.parse.statements import Kind, Statement
from digimatrix.report.labels import Labels
from digimatrix.report.profiles import entry, fragments


def entries(*cells):
    return region.report(of=cells).profiles[0].entries


def row(make):
    return [make(key) for key in region.KEYS]


def labels() -> Labels:
    return Labels(Words("en"), compare(region.row(0, [3] * 6), region.FRAMEWORK))


def test_profiles_are_in_alphabetical_order() -> None:
    names = [profile.name for profile in region.report(40, "fi").profiles]
    assert names == sorted(names, key=Words("fi").order)


def test_an_entry_quotes_the_words_and_marks_what_counted() -> None:
    entry = entries(*row(lambda key: region.assessment(None, key, words=3, action="KYSELY")))[0]
    assert "".join(piece.text for piece in entry.fragments) == (
        "Vastuuhenkilö on nimetty ja raha on talousarviossa.\n-> KYSELY"
    )
    marked = {piece.text: piece.cue for piece in entry.fragments if piece.cue}
    assert marked == {"Vastuuhenkilö on nimetty": "owner", "talousarviossa": "money"}
    assert [piece.kind for piece in entry.fragments if piece.text == "KYSELY"] == ["action"]
    assert entry.actions == ("KYSELY",)


def test_overlapping_marks_still_quote_every_letter_once() -> None:
    cell = region.assessment(None, words=1)
    cell = dataclasses.replace(
        cell,
        statements=(Statement(Kind.PRACTICE, 0, 12, "x"), Statement(Kind.PLAN, 8, 20, "y")),
        verdict=dataclasses.replace(
            cell.verdict, evidence=(Evidence("single", 4, 10, ""), Evidence("use", 6, 14, ""))
        ),
    )
    assert "".join(piece.text for piece in fragments(labels(), cell)) == cell.answer.text


def test_an_empty_cell_quotes_nothing() -> None:
    assert fragments(labels(), region.assessment(None)) == ()


def test_a_read_level_gives_the_rubrics_reason_its_interval_and_what_would_lift_it() -> None:
    entry = entries(*row(lambda key: region.assessment(None, key, words=2)))[0]
    assert entry.source == "read from the text"
    assert entry.level_name == "Emerging"
    assert entry.reason == (
        "Several or recurring practices, without two anchors of permanence. "
        "The words leave it open between 1 and 2."
    )
    assert entry.lift.startswith("For the next level: two anchors")


def test_a_cell_that_says_nothing_is_in_place_has_a_reason_and_a_next_level() -> None:
    cell = dataclasses.replace(
        region.assessment(None, state=State.NONE_STATED), level=0, low=0, high=0, source=Source.READ
    )
    made = entry(
        labels(), dataclasses.replace(labels().comparison.standings[0].gaps[0], assessment=cell)
    )
    assert made.reason == "Nothing of the municipality's own is in place now."
    assert made.lift == "For the next level: a first practice of the municipality's own."


def test_a_stated_level_that_differs_from_its_words_says_so() -> None:
    def disagreement(stated):
        return entries(*row(lambda key: region.assessment(stated, key, words=2)))[0].disagreement

    assert disagreement(4) == "Stated 4, the words show only 2."
    assert disagreement(0) == "Stated 0, the words show 2, which is more."
    assert disagreement(1) == "Stated 1, the words show 2: within the reading error."
    assert disagreement(2) == ""


def test_a_stated_level_has_the_next_level_as_its_own_and_the_rules_as_that_of_its_words() -> None:
    entry = entries(*row(lambda key: region.assessment(2, key, words=1)))[0]
    assert entry.reason == (
        "Read from the words: 1. "
        "Only isolated things: one item, a trial or one person's own initiative."
    )
    assert entry.lift.startswith("For the next level: two anchors")


def test_words_for_one_reason_that_overlap_are_told_once() -> None:
    cell = region.assessment(None, words=1)
    shared = (Evidence("person", 0, 12, ""), Evidence("person", 4, 22, ""))
    cell = dataclasses.replace(cell, verdict=dataclasses.replace(cell.verdict, evidence=shared))
    marked = [piece.text for piece in fragments(labels(), cell) if piece.cue]
    assert marked == ["Yksi kokeilu kirjaston"]


def test_the_change_since_the_round_before_is_told_for_each_dimension() -> None:
    before = region.row(0, [1, 2, 2, None, 2, 2], "2023")
    now = region.row(0, [2, 2, 1, 2, None, 2])
    told = [entry.change for entry in entries(*before, *now)]
    assert told[:5] == [
        "In 2023: 1, change +1.0.",
        "In 2023: 2, unchanged.",
        "In 2023: 2, change −1.0.",
        "In 2023: not answered.",
        "In 2023: 2.",
    ]


def test_the_summary_tells_mean_minimum_attainment_and_what_is_known() -> None:
    (profile,) = region.report(of=region.row(0, [4, 2, None, 3, 0, 3])).profiles
    assert profile.summary == (
        "Mean level 2.4 (at least 2.0, at most 2.7).",  # 12 / 5, 12 / 6, 16 / 6
        "Lowest level: 0 (Resources).",
        "The target is reached in 3 of 5 dimensions.",
        "Attainment of the targets: 73%.",  # 1 − 4 / 15
        "Levels known: 5 of 6.",
    )


def test_where_nothing_is_known_the_summary_says_only_that() -> None:
    (profile,) = region.report(of=region.row(0, [None] * 6)).profiles
    assert profile.summary == ("No level is known.",)
    assert profile.steps == ()


def test_a_step_holds_the_demand_or_says_that_there_is_none() -> None:
    cells = row(
        lambda key: region.assessment(None, key, words=1, action="KYSELY" * (key == "where"))
    )
    (profile,) = region.report(of=cells).profiles
    texts = {step.dimension: step.text for step in profile.steps}
    assert texts["where"] == "KYSELY"
    assert texts["background"] == "Background: no action has been named yet."
    assert {step.language for step in profile.steps if step.dimension == "where"} == {"fi"}


def test_a_step_gives_its_reason() -> None:
    (profile,) = region.report(of=region.row(0, [3, 3, 3, 3, 2, 0])).profiles
    assert [step.reason for step in profile.steps] == [
        "The widest gap. Level 0, target 3: short by 3 levels.",
        "Level 2, target 3: short by 1 level.",
    ]
