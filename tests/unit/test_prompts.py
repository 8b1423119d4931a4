"""Helping questions and instructions, told from answers."""

from __future__ import annotations

import pytest

from digimatrix.read.prompts import prompts


@pytest.mark.parametrize(
    "text",
    [
        "Millaisia resursseja on?",
        "Mitä resursseja on? (henkilöt, raha)",
        "Kuvaa lyhyesti strategiat.",
        "2. Kerro mittarit",
        "Ohje: kumppanit",
        "Beskriv samarbetet",
        "Describe your partners",
    ],
)
def test_what_wants_an_answer(text: str) -> None:
    assert prompts(text)


@pytest.mark.parametrize(
    "text", ["", "?", "Kirjasto", "Kuvataan museossa", "Miten? Etänä.", "Hanke: digi", "2 htv"]
)
def test_what_is_one(text: str) -> None:
    assert not prompts(text)
