from __future__ import annotations

import region


def test_the_method_names_levels_target_registers_and_version() -> None:
    told = {method.term: method.text for method in region.report(3).method}
    levels = told["Levels"].splitlines()
    assert [line[:3] for line in levels] == ["0 N", "1 S", "2 E", "3 S", "4 E"]
    assert told["Target"] == "Level 3 in every dimension."
    assert told["Registers"] == "Statistics Finland, municipalities 2025"
    assert told["Version"] == "digimatrix 0.1.0"


def test_no_term_is_told_twice() -> None:
    terms = [method.term for method in region.report(3).method]
    assert len(set(terms)) == len(terms)
