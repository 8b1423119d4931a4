from __future__ import annotations

import dataclasses
import datetime

import pytest
import region

from digimatrix.assess.levels import Source
from digimatrix.compare.comparison import compare
from digimatrix.compare.numbertables.exact import Rank
from digimatrix.languages import Words
from digimatrix.model.matrix import State
from digimatrix.model.places import Place
from digimatrix.model.reviews import Review
from digimatrix.report.labels import Labels


def labels(*cells, language: str = "en") -> Labels:
    given = cells or region.row(0, [3] * 6)
    return Labels(Words(language), compare(given, region.FRAMEWORK))


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        (region.assessment(3), "3"),
        (region.assessment(2, low=2, high=3), "2–3"),
        (region.assessment(None, words=2), "2"),  # read, between 1 and 2: no decimals
        (region.assessment(None), "not answered"),
        (region.assessment(None, state=State.NOT_APPLICABLE), "not applicable"),
        (region.assessment(2.5), "2.5"),
    ],
)
def test_a_level_is_worded_as_it_was_given(cell, label) -> None:
    assert labels().level(cell).label == label


def test_a_level_that_can_be_read_in_two_ways_is_unclear() -> None:
    stated = region.assessment(3, low=3, high=4)
    cell = dataclasses.replace(stated, level=None, low=0, high=4, source=None)
    shown = labels().level(cell)
    assert (shown.label, shown.value, shown.reached) == ("unclear", None, False)


def test_a_level_at_the_target_is_reached() -> None:
    assert labels().level(region.assessment(3)).reached
    assert not labels().level(region.assessment(2)).reached


def test_a_data_table_holds_the_number_or_the_label_that_says_more() -> None:
    make = labels()
    assert make.shown(make.level(region.assessment(3)), "situation") == 3
    assert make.shown(make.level(region.assessment(2, low=2, high=3)), "situation") == "2–3"
    assert make.shown(make.level(region.assessment(None)), "situation") == "not answered"


def test_ties_are_shown_in_a_rank() -> None:
    assert labels().rank(Rank(3, 12, True, 1, 5)) == "3= of 12"
    assert labels().rank(Rank(1, 12, False, 1, 1)) == "1 of 12"


def test_a_rank_says_its_interval_only_where_it_has_one() -> None:
    make = labels()
    sure = make.rank_sentence(Rank(1, 12, False, 1, 1))
    assert sure == "Rank by mean: 1 of 12."
    unsure = make.rank_sentence(Rank(3, 12, True, 1, 5))
    assert unsure == "Rank by mean: 3= of 12 (at best 1, at worst 5)."


def test_the_scale_names_the_target_where_there_is_one() -> None:
    assert labels().scale() == "Levels 0–4, target 3, round 2025."
    two = [region.assessment(3, k, target=2 + (k == "where")) for k in region.KEYS]
    assert labels(*two).scale() == "Levels 0–4, round 2025."
    assert labels(*two).target() is None


def test_anchors_are_plain_and_differ_where_names_fold_alike() -> None:
    one, other = (
        dataclasses.replace(region.municipality(n), name=name)
        for n, name in enumerate(["Väre", "Vare"])
    )
    make = labels(*region.row(one, [3] * 6), *region.row(other, [3] * 6))
    assert {make.anchor(one), make.anchor(other)} == {"vare", "vare-2"}


def test_no_municipality_takes_the_anchor_of_a_part_of_the_page() -> None:
    who = dataclasses.replace(region.municipality(0), name="Gaps")
    assert labels(*region.row(who, [3] * 6)).anchor(who) == "gaps-2"


def test_a_known_type_is_worded_and_an_own_one_stays_as_it_is() -> None:
    known = dataclasses.replace(region.municipality(0), type="semi-urban")
    own = dataclasses.replace(region.municipality(1), type="saaristokunta")
    assert labels(language="fi").type(known) == "taajaan asuttu"
    assert labels(language="fi").type(own) == "saaristokunta"


def test_many_names_end_in_a_number() -> None:
    everyone = [region.municipality(n) for n in range(7)]
    names = [who.name for who in everyone]
    assert labels().some(everyone, at_most=5) == f"{', '.join(names[:5])} and 2 others"
    assert labels().some(everyone[:2]) == f"{names[0]} and {names[1]}"


def test_numbers_of_levels_are_counted_in_words() -> None:
    assert [labels().overall.levels(value) for value in (1, 2, 0.5)] == [
        "1 level",
        "2 levels",
        "0.5 levels",
    ]


def reviewed(*given: tuple[int, str, datetime.date | None, str]):
    """Return an assessment with these reviews: level, reviewer, date, reason."""
    cell = region.assessment(4, words=2)
    place = Place("review.xlsx", "Arviointi", 3, 7)
    who = cell.municipality.name
    reviews = tuple(
        Review(who, cell.round, cell.dimension, level, name, date, reason, None, place)
        for level, name, date, reason in given
    )
    levels = [review.level for review in reviews]
    return dataclasses.replace(
        cell,
        level=min(levels),
        low=min(levels),
        high=max(levels),
        source=Source.REVIEWED,
        reviews=reviews,
    )


def test_a_reviewed_level_names_its_reviewer_the_date_and_the_reason() -> None:
    date = datetime.date(2025, 11, 20)
    one = reviewed((3, "Arvioija", date, "kaksi ankkuria"))
    assert labels(language="fi").source(one).endswith("(Arvioija, 20.11.2025): kaksi ankkuria")
    assert labels().source(reviewed((3, "Arvioija", None, ""))) == "set by a reviewer (Arvioija)"
    assert labels().source(reviewed((3, "", None, ""))) == "set by a reviewer"


def test_reviewers_who_differ_are_shown_with_their_levels() -> None:
    cell = reviewed((3, "A", None, ""), (1, "B", None, "x"))
    assert labels().source(cell) == "3 set by a reviewer (A); 1 set by a reviewer (B): x"
    assert labels().level(cell).label == "1–3"
