"""Every return of tests/messy is read as a person would read it, and no cell of it is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grids
import pytest

from digimatrix.model.matrix import Answer, State, StatedLevel

FOLDER = Path(__file__).parent / "messy"
SIGNS = {State.EMPTY: "", State.NONE_STATED: "-", State.NOT_APPLICABLE: "NA"}


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]:
            yield pytest.param(case, id=f"{path.stem}: {case['why']}")


def words(answer: Answer) -> str:
    return SIGNS.get(answer.state, answer.text)


def number(level: StatedLevel | None) -> str:
    if level is None:
        return ""
    low, high = f"{level.typed_low:g}", f"{level.typed_high:g}"
    return low if low == high else f"{low}-{high}"


@pytest.mark.parametrize("case", tuple(cases()))
def test_a_messy_return_is_read_as_a_person_would(case: dict[str, Any]) -> None:
    sheets = [
        grids.grid(
            sheet["table"],
            file=case["file"],
            sheet=sheet["name"],
            merges=sheet.get("merges", ()),
            hidden_columns=sheet.get("hidden_columns", ()),
            formulas=sheet.get("formulas", ()),
            looks=sheet.get("looks"),
        )
        for sheet in case["sheets"]
    ]
    result = grids.read(*sheets)
    found = {
        (draft.result.municipality.name, draft.result.round or ""): draft.result
        for draft in result.drafts
    }
    expected = {(told["municipality"], told.get("round", "")): told for told in case["returns"]}
    assert found.keys() == expected.keys(), case["why"]
    assert len(found) == len(result.drafts)
    for key, told in expected.items():
        answers = found[key].answers
        assert [words(answer) for answer in answers] == told["texts"], case["why"]
        for name in ("level", "target"):
            typed = [number(getattr(answer, name)) for answer in answers]
            assert typed == told.get(f"{name}s", [""] * len(answers)), case["why"]
        if "scale" in told:
            assert list(found[key].scale or ()) == told["scale"], case["why"]
    left = [problem.text for ledger in result.ledgers for problem in ledger.left.values()]
    for beginning in case.get("left", ()):
        assert any(text.startswith(beginning) for text in left), case["why"]
    assert set(case.get("said", ())) <= grids.slugs(result), case["why"]
    assert result.counts.cells == sum(len(sheet.cells) for sheet in sheets)
