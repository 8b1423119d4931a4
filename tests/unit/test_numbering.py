"""Running numbers beside rows or over columns."""

from __future__ import annotations

import pytest

from digimatrix.read.numbering import are_running, without_part


@pytest.mark.parametrize("texts", ["1 2 3", "1. 2. 3.", "a) b) c)", "I II III IV", "1.1 1.2 2.1"])
def test_running_numbers_are_told(texts: str) -> None:
    assert are_running(texts.split())


@pytest.mark.parametrize(
    "texts", ["1", "1 1 2", "2 4 1", "049 091", "Nokia Pori", "2024 2025", "1 b"]
)
def test_other_numbers_and_names_do_not_run(texts: str) -> None:
    assert not are_running(texts.split())


@pytest.mark.parametrize(
    "text",
    ["Section 1: Resources", "Osa III – Resources", "2. rész: Resources", "Del 4. Resources"],
)
def test_the_number_of_a_part_is_no_word_of_its_heading(text: str) -> None:
    assert without_part(text) == "Resources"


@pytest.mark.parametrize("text", ["Library 1: Resources", "Section: Resources", "2. Resources"])
def test_other_beginnings_stay(text: str) -> None:
    assert without_part(text) == text
