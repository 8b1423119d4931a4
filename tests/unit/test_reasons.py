from __future__ import annotations

from digimatrix.assess.evidence import SHOWN
from digimatrix.assess.levels import MISSING, STEPS
from digimatrix.assess.reasons import (
    CUES,
    KINDS,
    cue_name,
    kind_name,
    missing_text,
    rule_text,
)
from digimatrix.parse.statements import Kind


def test_every_step_of_the_rubric_has_words() -> None:
    for step in STEPS:
        assert rule_text(step.__name__.replace("_", "-"))


def test_every_cue_that_is_shown_has_a_name_and_no_other() -> None:
    assert set(CUES) == {*SHOWN, "more", "less"}
    assert all(cue_name(slug) for slug in CUES)


def test_every_kind_of_statement_has_a_name() -> None:
    assert set(KINDS) == set(Kind)
    assert all(kind_name(kind) for kind in Kind)


def test_what_is_missing_for_the_next_level_has_words() -> None:
    assert all(missing_text(slug) for slug in MISSING.values() if slug)
