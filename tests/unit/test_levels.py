from __future__ import annotations

import pytest

from digimatrix.assess.levels import STEPS, judge


def rule(text: str, dimension: str = "resources", language: str = "fi") -> str:
    return judge(text, dimension, language).rule


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
    assert judge(loop, "evaluation", "en").level == 4
    once = "We counted visitors once and changed the poster."
    assert judge(once, "evaluation", "en").level == 1


def test_one_bare_source_is_sporadic() -> None:
    assert judge("Yksi kiitoskortti seinällä.", "evaluation", "fi").level == 1


def test_a_decided_funded_and_dated_start_is_a_one_but_a_wish_is_not() -> None:
    assert rule("Digituottaja aloittaa 1.8.2026, määräraha on varattu.") == "decided-start"
    assert rule("Digituottaja olisi hyvä saada, määräraha pitäisi varata.") == "nothing-left"


def test_a_draft_counts_in_the_background_only() -> None:
    text = "Kulttuurisihteeri luonnostelee digilinjausta parhaillaan."
    assert judge(text, "background", "fi").level == 1
    assert judge(text, "situation", "fi").level == 0


def test_project_work_that_runs_now_is_at_most_a_two_unless_it_is_secured() -> None:
    running = "Hankkeessa digiohjaaja ja laitteet, tiimi kokoontuu joka viikko."
    secured = "Hankkeen digiohjaaja vakinaistettiin, tiimi kokoontuu joka viikko."
    assert judge(running, "resources", "fi").level == 2
    assert judge(secured, "resources", "fi").level == 3


def test_somebody_elses_practice_counts_for_nothing() -> None:
    assert rule("Naapurikunnassa on vakituinen digituottaja ja oma budjetti.") == "nothing-left"


def test_in_cooperation_others_named_bare_are_partners() -> None:
    assert judge("maakuntamuseo, naapurikunnat, ELY-keskus", "cooperation", "fi").level == 2


def test_a_verdict_shows_its_words_and_what_is_missing() -> None:
    text = "Sopimus koulujen kanssa"
    verdict = judge(text, "cooperation", "fi")
    assert [(one.cue, text[one.start : one.end]) for one in verdict.evidence] == [
        ("agreement", "Sopimus")
    ]
    assert verdict.missing == "anchors"


def test_words_of_a_demand_are_no_evidence() -> None:
    assert judge("some\n-> SOPIMUS JOKA VUOSI", "cooperation", "fi").evidence == ()


def test_every_step_gives_its_reason() -> None:
    assert all(step.__doc__ for step in STEPS)
