"""The returns of tests/blind are read as a careful person reads them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import blind_files
import pytest
from click.testing import CliRunner

from digimatrix.cli import main

FOLDER = Path(__file__).parent / "blind"
NONE = "none"

Table = Mapping[str, Any]


def cases() -> Iterator[Any]:
    failing = tomllib.loads((FOLDER / "failing.toml").read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("cases", ()):
            reason = failing.get(case["name"])
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(case, id=case["name"], marks=marks)


def lines(text: object) -> list[str]:
    """Return the lines with single spaces, without blank ones."""
    rows = (" ".join(row.split()) for row in str(text or "").split("\n"))
    return [row for row in rows if row]


def agrees(want: Any, got: Any) -> bool:
    """Whether a value is what is wanted, or one of what is."""
    if isinstance(want, dict) and "any_of" in want:
        return any(agrees(one, got) for one in want["any_of"])
    if want == NONE:
        return got is None
    if isinstance(want, dict):
        return isinstance(got, dict) and all(agrees(w, got.get(k)) for k, w in want.items())
    if isinstance(want, int | float) and isinstance(got, int | float):
        return abs(want - got) < 0.06
    if isinstance(want, str) and isinstance(got, str):
        return lines(want) == lines(got)
    return bool(want == got)


def answer_agrees(want: Table, got: Table) -> bool:
    if "any_of" in want:
        return any(answer_agrees(one, got) for one in want["any_of"])
    text = "\n".join(lines(got["text"]))
    return (
        agrees(want.get("state", got["state"]), got["state"])
        and ("text" not in want or agrees(want["text"], got["text"]))
        and all("\n".join(lines(part)) in text for part in want.get("text_contains", ()))
        and all(agrees(want[key], got[key]) for key in ("level", "target") if key in want)
    )


def return_agrees(want: Table, got: Table) -> bool:
    return (
        all(agrees(want[k], got[k]) for k in ("municipality", "code", "scale") if k in want)
        and str(want.get("round", "")) in str(got["round"] or "")
        and all(part in got["municipality"] for part in want.get("municipality_contains", ()))
        and all(answer_agrees(w, got["dimensions"][k]) for k, w in want["dimensions"].items())
    )


def returns_agree(want: list[Table], got: list[Table], spare: int) -> bool:
    if not len(want) <= len(got) <= len(want) + spare:
        return False
    fitting = [[n for n, made in enumerate(got) if return_agrees(one, made)] for one in want]
    if len(want) > 4:  # all different, so that the first that fits is the one
        return all(fitting) and len({found[0] for found in fitting}) == len(want)
    return any(
        all(number in fitting[place] for place, number in enumerate(order))
        for order in permutations(range(len(got)), len(want))
    )


def is_left(spec: Table, rows: list[Table]) -> bool:
    def fits(row: Table) -> bool:
        for key, value in spec.items():
            if key == "text_contains":
                if "\n".join(lines(value)) not in "\n".join(lines(row["text"])):
                    return False
            elif key == "file":
                if not row["file"].endswith(value):
                    return False
            elif row.get(key) != value:
                return False
        return True

    return any(map(fits, rows))


@pytest.mark.parametrize("case", tuple(cases()))
def test_a_return_is_read_as_a_careful_person_would(case: Table, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    blind_files.write(folder, case["files"])
    result = CliRunner().invoke(main, ["check", str(folder), "--json", "--no-cache"])
    assert result.exception is None or isinstance(result.exception, SystemExit), case["why"]
    read = json.loads(result.stdout)

    made, left, counts = read["returns"], read["left_out"], read["counts"]
    spare = case.get("extra_returns_same", 0)
    assert any(returns_agree(want, made, spare) for want in case["returns"]), case["why"]
    assert counts["cells"] == counts["placed"] + counts["headings"] + counts["left_out"]
    for spec in case.get("left_out_must_include", ()):
        assert is_left(spec, left), spec
    for spec in case.get("left_out_must_not_include", ()):
        assert not is_left(spec, left), spec
    texts = ["\n".join(lines(a["text"])) for m in made for a in m["dimensions"].values()]
    for words in case.get("must_not_appear_in_text", ()):
        assert not any("\n".join(lines(words)) in text for text in texts), words
    said = json.dumps(read, ensure_ascii=False) + result.stderr
    for words in case.get("mentions", ()):
        assert words in said
