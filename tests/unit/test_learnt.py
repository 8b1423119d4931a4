"""What the trained model reads of clauses."""

from __future__ import annotations

import pytest

from digimatrix.parse import learnt
from digimatrix.parse.hashing import place
from digimatrix.parse.kinds import Kind
from digimatrix.parse.statements import parse, told
from digimatrix.parse.words import plain


def heard(text: str, language: str = "en") -> tuple[learnt.Learnt, ...]:
    return tuple(one for statement in parse(text, language) for one in statement.heard)


def named(text: str, language: str = "en") -> list[learnt.Names]:
    found = tuple(told(plain(text), language))
    parts = [part for one in found for part in one.parts]
    return list(learnt.names(parts, [kind for one in found for kind in one.kinds], language))


def test_what_is_read_of_a_clause_is_probable_in_all_ways_by_one_in_all() -> None:
    for one in heard(
        "The library tutors every week, but nothing is filmed. We would need a camera."
    ):
        assert sum(one.chances) == pytest.approx(1)
        assert all(0 <= chance <= 1 for chance in (*one.chances, *one.tells, one.called))
        assert 0 <= one.named <= len(learnt.COUNTED)


def test_no_clauses_tell_nothing() -> None:
    assert learnt.load().read([]) == ()
    assert learnt.load().read([((), (), "fi")]) == ((),)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Two librarians tutor people in every branch", Kind.PRACTICE),
        ("fi", "Digitukea ei ole missään", Kind.ABSENCE),
        ("sv", "Nästa år ska vi anställa en producent", Kind.PLAN),
    ],
)
def test_plain_clauses_are_what_they_say(language: str, text: str, kind: Kind) -> None:
    assert [one.kind for one in heard(text, language)] == [kind]


def test_a_demand_beside_a_clause_changes_nothing_that_is_read_of_it() -> None:
    assert named("tutoring on Tuesdays")[0] == named("tutoring on Tuesdays\n-> A CONTRACT")[0]


def test_a_clause_is_told_what_stands_beside_it_in_its_sentence_and_apart() -> None:
    planned, listed, kept = named("We plan to film concerts, and the local plays. We lend tablets")
    assert planned.beside == ("before nothing", "after close plan")
    assert listed.beside == ("before close plan", "after apart practice")
    assert kept.beside == ("before apart plan", "after nothing")


def test_what_goes_on_as_a_plan_is_more_likely_called_for() -> None:
    *_, planned = heard("Next year we will film the concerts, digital guides")
    *_, told = heard("We film the concerts, digital guides")
    assert planned.called > told.called


def test_words_of_firm_cues_are_not_read_one_by_one() -> None:
    read = named("tutoring every week")[0]
    assert "cue rhythm" in read.cues
    assert read.words == ("en tutoring",)


def test_firm_cues_speak_for_practice_and_against_weakness_or_not_at_all() -> None:
    weights = learnt.load().weights
    practice = learnt.OUTPUTS.index(Kind.PRACTICE)
    weak = [learnt.OUTPUTS.index(name) for name in learnt.LOWERING]
    for group in learnt.FIRM:
        row = weights[place(f"cue {group}")]
        assert row[practice] >= 0, group
        assert (row[weak] <= 0).all(), group


def test_words_and_pairs_of_neighbours_are_read() -> None:
    read = named("nobody tutors")[0]
    assert (read.words, read.pairs) == (("en nobody", "en tutors"), ("en nobody tutors",))
    assert read.share == learnt.scale(3)
