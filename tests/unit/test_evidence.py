from __future__ import annotations

from itertools import pairwise

from digimatrix.assess.evidence import Findings, actions, findings, practices
from digimatrix.parse.statements import parse


def found(text: str, dimension: str = "situation") -> Findings:
    return findings(parse(text, "fi"), dimension)


def test_anchors_are_counted_by_kind_not_by_word() -> None:
    told = found("Sopimus on kirjallinen ja allekirjoitettu; tiimi kokoontuu joka viikko.")
    assert told.anchors == 3


def test_a_rhythm_is_no_coverage_of_units() -> None:
    assert found("digitukea joka kevät").anchors == 1


def test_now_nothing_takes_back_what_was() -> None:
    assert found("Aiemmin oli koordinaattori. Nyt ei mitään.").practices == 0
    assert found("Koordinaattori auttaa. Muualla ei mitään.").practices == 1


def test_a_contrast_on_digital_culture_takes_back_what_stands_beside_it() -> None:
    told = found("Strategioita on, mutta digiä niissä ei ole.", "background")
    assert told.practices == 0


def test_an_item_beside_now_and_then_is_weak() -> None:
    told = found("e-kirjat, striimejä silloin tällöin")
    assert (told.practices, told.weak, told.strong) == (2, 1, 1)


def test_reporting_is_an_anchor_of_evaluation_only() -> None:
    text = "Luvut esitellään lautakunnalle joka kevät."
    assert found(text, "evaluation").anchors == found(text, "situation").anchors + 1


def test_the_same_practice_named_twice_counts_once() -> None:
    assert practices(parse("digituki\nDigituki", "fi"), "situation") == ("Digituki",)


def test_actions_are_demands_and_plans() -> None:
    told = parse("some\nTarkoitus hankkia kamera.\n-> KOULUTUSTA, LAITTEITA", "fi")
    assert actions(told) == ("Tarkoitus hankkia kamera", "KOULUTUSTA", "LAITTEITA")


def test_what_is_joined_to_something_shared_is_an_action_of_its_own_but_partners_are_none() -> None:
    plan = "Vi vill ordna en gemensam start till hösten och inrätta digiombud"
    assert len(actions(parse(plan, "sv"))) == 2
    assert len(actions(parse("Vi vill filma konserter med skolan och museet", "sv"))) == 1


def test_what_would_be_done_if_there_were_money_is_an_action() -> None:
    assert actions(parse("We'd hire a tutor if there were money", "en"))


def test_a_plan_by_its_cues_alone_is_no_action() -> None:
    assert not actions(parse("Now and then we'll put a film on the big screen", "en"))


def test_what_is_not_digital_is_no_practice_where_digital_is_said_to_lack() -> None:
    assert found("Lainausajan voi uusia tiskillä. Sähköisiä palveluja ei ole.").practices == 0
    assert found("Sanomalehtiä luetaan verkossa. Sähköisiä palveluja ei ole.").practices == 1


def test_a_month_tells_of_rhythm_unless_it_is_of_one_year() -> None:
    assert found("Verkkonäyttely tehdään toukokuussa.").cues["rhythm"] == 1
    assert found("Verkkonäyttely tehdään toukokuussa 2024.").cues["rhythm"] == 0


def test_a_sentence_names_no_more_than_two_practices_but_a_list_all() -> None:
    told = parse("Kirjastossa on podcast, videopaja ja verkkokurssi.", "fi")
    assert len(practices(told, "situation")) == 2
    listed = parse("podcast, videopaja, verkkokurssi", "fi")
    assert len(practices(listed, "situation")) == 3


def test_rhythm_and_results_tell_of_a_practice_that_nothing_names() -> None:
    assert found("Mitataan, luetaan, korjataan – joka lukukausi.", "evaluation").practices == 1


def test_a_decided_start_is_one_action_and_a_lost_chance_none() -> None:
    start = "Tuottaja aloittaa 1.8.2026, rahoitus myönnetty, tilat varattu."
    assert len(actions(parse(start, "fi"))) == 1
    lost = "Jos kuitu olisi vedetty kylille, katsomo olisi joka tuvassa."
    assert not actions(parse(lost, "fi"))


def test_words_of_one_cue_that_overlap_are_one_piece_of_evidence() -> None:
    text = "Digivastaavat oman toimen ohella kirjastossa"
    shown = findings(parse(text, "fi"), "resources").evidence
    for one in shown:
        assert text[one.start : one.end] == one.text
    for cue in {one.cue for one in shown}:
        pieces = [one for one in shown if one.cue == cue]
        assert all(one.end <= other.start for one, other in pairwise(pieces))
    assert "oman toimen ohella" in {one.text for one in shown if one.cue == "person"}
