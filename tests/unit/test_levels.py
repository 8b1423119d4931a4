from __future__ import annotations

import pytest

from digimatrix.assess import levels
from digimatrix.assess.evidence import findings
from digimatrix.assess.levels import MISSING, SHOWN_BY, STEPS, judge, judged, rubric, slug
from digimatrix.parse.statements import parse


def rule(text: str, dimension: str = "resources", language: str = "fi") -> str:
    return slug(rubric(findings(parse(text, language), dimension))[0])


def level(text: str, dimension: str, language: str) -> int:
    return rubric(findings(parse(text, language), dimension))[1]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ei rahaa, ei tekijöitä. -> PALKATTAVA DIGITUOTTAJA", 0),
        ("Kesätyöntekijä hoiti someja heinäkuun", 1),
        ("hanketyöntekijä, ostettu kuvauspalvelu, kirjaston padit", 2),
        ("Digituottaja vakituisena, laitteet uusitaan kolmen vuoden kierrolla", 3),
    ],
)
def test_the_rubrics_own_examples_have_their_levels(text: str, level: int) -> None:
    assert judge(text, "resources", "fi").level == level


def test_a_standing_loop_is_a_four_and_a_single_change_is_none() -> None:
    loop = (
        "Clicks are logged every month and discussed; two formats were dropped after the "
        "last round."
    )
    assert level(loop, "evaluation", "en") == 4
    once = "We counted visitors once and changed the poster."
    assert level(once, "evaluation", "en") == 1


def test_one_bare_source_is_sporadic() -> None:
    assert level("Yksi kiitoskortti seinällä.", "evaluation", "fi") == 1


def test_a_decided_funded_and_dated_start_is_a_one_but_a_wish_is_not() -> None:
    assert rule("Digituottaja aloittaa 1.8.2026, määräraha on varattu.") == "decided-start"
    assert rule("Digituottaja olisi hyvä saada, määräraha pitäisi varata.") == "nothing-left"


def test_a_draft_counts_in_the_background_only() -> None:
    text = "Kulttuurisihteeri luonnostelee digilinjausta parhaillaan."
    assert level(text, "background", "fi") == 1
    assert level(text, "situation", "fi") == 0


def test_project_work_that_runs_now_is_at_most_a_two_unless_it_is_secured() -> None:
    running = "Hankkeessa digiohjaaja ja laitteet, tiimi kokoontuu joka viikko."
    secured = "Hankkeen digiohjaaja vakinaistettiin, tiimi kokoontuu joka viikko."
    assert level(running, "resources", "fi") == 2
    assert level(secured, "resources", "fi") == 3


def test_somebody_elses_practice_counts_for_nothing() -> None:
    assert rule("Naapurikunnassa on vakituinen digituottaja ja oma budjetti.") == "nothing-left"


def test_in_cooperation_others_named_bare_are_partners() -> None:
    assert level("maakuntamuseo, naapurikunnat, ELY-keskus", "cooperation", "fi") == 2


def test_a_verdict_shows_its_words_and_what_is_missing() -> None:
    text = "Sopimus koulujen kanssa"
    verdict = judge(text, "cooperation", "fi")
    shown = [(one.cue, text[one.start : one.end]) for one in verdict.evidence]
    assert ("agreement", "Sopimus") in shown
    assert {cue for cue, _ in shown} <= {"agreement", "more", "less"}
    assert verdict.missing == MISSING[verdict.level]
    assert judge("some, e-kirjat, padit", "situation", "fi").missing == "anchors"


@pytest.mark.parametrize(
    "text",
    [
        "some, e-kirjat, padit",
        "Kyläyhdistys, seurakunta ja naapurikaupunki",
        "Sopimus koulujen kanssa",
    ],
)
def test_learnt_words_are_shown_only_where_they_moved_the_level_and_the_way_they_did(
    text: str,
) -> None:
    _, counted = rubric(findings(parse(text, "fi"), "cooperation"))
    verdict = judge(text, "cooperation", "fi")
    moved = {one.cue for one in verdict.evidence} & {"more", "less"}
    assert moved <= (
        set() if verdict.level == counted else {"more"} if verdict.level > counted else {"less"}
    )


def test_words_of_a_demand_are_no_evidence() -> None:
    evidence = judge("some\n-> SOPIMUS JOKA VUOSI", "cooperation", "fi").evidence
    assert all(one.end <= len("some") for one in evidence)


def test_every_step_gives_its_reason() -> None:
    assert all(step.__doc__ for step in STEPS)


def test_the_step_that_is_named_tells_of_the_level() -> None:
    assert set(SHOWN_BY) == set(range(5))
    assert set(SHOWN_BY.values()) <= set(STEPS)


def test_no_statements_are_level_0_for_certain() -> None:
    verdict = judged((), "where", "sv")
    assert (verdict.level, verdict.low, verdict.high, verdict.confidence) == (0, 0, 0, 1)


def test_a_decided_start_is_never_level_0() -> None:
    text = "Digituottaja aloittaa 1.8.2026, määräraha on varattu. Toistaiseksi ei mitään."
    assert judge(text, "resources", "fi").low >= 1


def test_answers_read_together_are_read_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "AT_ONCE", 2)
    texts = [
        ("Digiopastusta joka tiistai, nettisivut", "situation", "fi"),
        ("", "where", "sv"),
        ("Inga pengar. Nästa år söker vi bidrag.", "resources", "sv"),
        ("Cøllège: überall mæßig", "where", "en"),
        ("Digiopastusta joka tiistai, nettisivut", "situation", "fi"),
    ]
    read = list(levels.read_all(texts))
    assert [statements for statements, _ in read] == [parse(text, of) for text, _, of in texts]
    assert [verdict for _, verdict in read] == [judge(*one) for one in texts]
