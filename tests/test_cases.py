"""Every labelled cell of tests/cases has the level, the actions and the practices it is said to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from digimatrix.assess.evidence import actions, findings, practices
from digimatrix.assess.levels import judge, rubric
from digimatrix.languages import LANGUAGES
from digimatrix.parse.statements import parse

FILES = sorted(Path(__file__).parent.joinpath("cases").glob("*.toml"))


def cases() -> Iterator[Any]:
    for path in FILES:
        told = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
        for number, case in enumerate(told, start=1):
            marks = [pytest.mark.xfail(reason=case["why"])] if case.get("known_failure") else []
            yield pytest.param(path.stem, case, id=f"{path.stem}-{number}", marks=marks)


@pytest.mark.parametrize(("language", "case"), tuple(cases()))
def test_a_labelled_cell_has_its_level_by_the_rubric(language: str, case: dict[str, Any]) -> None:
    step, level = rubric(findings(parse(case["text"], language), case["dimension"]))
    assert level == case["level"], f"{case['why']}: {step.__name__}"


def test_the_model_reads_nearly_all_labelled_cells_as_the_rubric_does() -> None:
    far = [
        abs(judge(case["text"], case["dimension"], path.stem).level - case["level"])
        for path in FILES
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
    ]
    assert far.count(0) / len(far) >= 0.95
    assert (far.count(0) + far.count(1)) / len(far) >= 0.99


def test_counts_of_actions_and_practices_are_nearly_those_of_the_labels() -> None:
    exact: list[bool] = []
    near: list[bool] = []
    for path in FILES:
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]:
            statements = parse(case["text"], path.stem)
            if "actions" in case:
                exact.append(len(actions(statements)) == case["actions"])
            if "practices" in case:
                named = practices(statements, case["dimension"])
                near.append(abs(len(named) - case["practices"]) <= 1)
    assert sum(exact) / len(exact) >= 0.93
    assert sum(near) / len(near) >= 0.85


def test_every_language_has_cases_of_every_level() -> None:
    assert {path.stem for path in FILES} == set(LANGUAGES)
    for path in FILES:
        told = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
        assert {case["level"] for case in told} == {0, 1, 2, 3, 4}
        assert all(case["why"] for case in told)
