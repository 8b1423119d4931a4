from __future__ import annotations

import dataclasses

import region

from digimatrix.languages import Words
from digimatrix.model.matrix import State
from digimatrix.model.reviews import fingerprint
from digimatrix.report.reviewing import Case, cases


def made(*cells, language: str = "en") -> tuple[Case, ...]:
    return cases(cells, region.FRAMEWORK, Words(language))


def test_the_least_certain_come_first_and_the_unanswered_last() -> None:
    unclear = region.assessment(3, "where", low=3, high=4)
    level = dataclasses.replace(unclear.answer.level, ambiguous=True)
    unclear = dataclasses.replace(unclear, answer=dataclasses.replace(unclear.answer, level=level))
    given = (
        region.assessment(None, "background"),
        region.assessment(2, "situation"),
        region.assessment(None, "resources", words=3),
        region.assessment(None, "evaluation", words=1),
        unclear,
    )
    assert [case.dimension for case in made(*given)] == [
        "How and where",
        "Evaluation",
        "Resources",
        "Own situation",
        "Background",
    ]


def test_each_answer_is_one_case_and_the_order_does_not_hang_on_theirs() -> None:
    given = region.assessments(5)
    assert len(made(*given)) == len(given)
    assert made(*given) == made(*reversed(given))


def test_a_case_tells_what_was_read_how_surely_and_from_which_words() -> None:
    (case,) = made(region.assessment(4, "resources", words=3), language="fi")
    assert case.read == "3 – Järjestelmällinen"
    assert case.stated.startswith("4 – ")
    assert (case.confidence, case.interval) == (0.6 + 0.1 * 3, "3")
    assert case.evidence.splitlines() == [
        "“Vastuuhenkilö on nimetty” (nimetty vastuu)",
        "“talousarviossa” (pysyvä raha, toimi tai laite)",
    ]
    assert case.rule.startswith("Sovittua ja pysyvää")
    assert case.fingerprint == fingerprint(case.text)


def test_an_interval_is_told_by_its_ends() -> None:
    (case,) = made(region.assessment(None, words=2))
    assert case.interval == "1–2"


def test_a_case_without_words_says_why() -> None:
    cells = (
        region.assessment(None, "where"),
        region.assessment(None, "resources", state=State.NOT_APPLICABLE),
    )
    assert [(case.text, case.read, case.rule) for case in made(*cells)] == [
        ("", "", "not answered"),
        ("", "", "not applicable"),
    ]


def test_a_stated_level_is_told_on_our_scale_and_as_it_was_typed() -> None:
    cell = region.assessment(2, low=2, high=3)
    assert made(cell)[0].stated == "2–3"
    level = dataclasses.replace(cell.answer.level, typed="3/4", ambiguous=True)
    unclear = dataclasses.replace(cell, answer=dataclasses.replace(cell.answer, level=level))
    assert made(unclear)[0].stated == "3/4 (unclear)"
    level = dataclasses.replace(cell.answer.level, typed="4", typed_low=4, typed_high=4, high=2)
    other = dataclasses.replace(cell, answer=dataclasses.replace(cell.answer, level=level))
    assert made(other)[0].stated == "2 – Emerging (4)"
