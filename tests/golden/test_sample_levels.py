"""What the sample region's municipalities typed is what is read, answer by answer."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

import digimatrix

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return digimatrix.read(ROOT / "sheets").scores()


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    with (ROOT / "tests/sample/levels.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_name_read_stays_the_function_after_a_first_call() -> None:
    assert len(digimatrix.read(ROOT / "sheets" / "2025" / "otsovaara.xlsx").scores()) == 6
    assert len(digimatrix.read(ROOT / "sheets" / "2025" / "otsovaara.xlsx").scores()) == 6


def test_every_answer_is_there_once(scores: pd.DataFrame, gold: list[dict[str, str]]) -> None:
    key = ["municipality", "round", "dimension"]
    assert sorted(map(tuple, scores[key].to_numpy())) == sorted(
        tuple(row[name] for name in key) for row in gold
    )


def test_stated_levels_are_read_as_they_were_typed(
    scores: pd.DataFrame, gold: list[dict[str, str]]
) -> None:
    read = scores.set_index(["municipality", "round", "dimension"])
    for row in gold:
        found = read.loc[(row["municipality"], row["round"], row["dimension"])]
        if row["stated"]:
            low, _, high = row["stated"].replace("–", "-").partition("-")
            assert found["stated"] == float(low), row
            assert (found["low"], found["high"]) == (float(low), float(high or low)), row
        else:
            assert pd.isna(found["stated"]), row


def test_what_was_not_answered_is_unknown_and_nothing_else_is(
    scores: pd.DataFrame, gold: list[dict[str, str]]
) -> None:
    read = scores.set_index(["municipality", "round", "dimension"])["level"]
    for row in gold:
        level = read[(row["municipality"], row["round"], row["dimension"])]
        assert pd.isna(level) == (row["level"] == ""), row
