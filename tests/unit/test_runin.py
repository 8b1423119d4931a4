"""Headings that a full stop parts from the words after them, in one paragraph."""

from __future__ import annotations

import grids
import pytest

LETTERS = (
    "| Nokia |\n| Tausta ja lähtökohdat. Ohjelma on tekeillä. |\n| Resurssit. Yksi ihminen, puoli "
    "vuotta. |\n| Evaluointi. Ei ole mietitty. |",
    "| Nokia |\n| 1. Tausta ja lähtökohdat. Ohjelma on tekeillä. |\n| 2. Resurssit. Yksi ihminen, "
    "puoli vuotta. |\n| 3. Evaluointi. Ei ole mietitty. |",
    "| Nokia |\n| Tausta ja lähtökohdat— Ohjelma on tekeillä. |\n| Resurssit— Yksi ihminen, puoli "
    "vuotta. |\n| Evaluointi—Ei ole mietitty. |",
    "| Tausta ja lähtökohdat. Ohjelma on tekeillä.\\nResurssit. Yksi ihminen, puoli vuotta.\\n"
    "Evaluointi. Ei ole mietitty. |",
)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_heading_opens_its_paragraph(letter: str) -> None:
    result = grids.read(grids.grid(letter, file="Nokia.docx"))
    found = {key: answer.text for key, answer in grids.answers(result.drafts[0].result).items()}
    assert {key: text for key, text in found.items() if text} == {
        "background": "Ohjelma on tekeillä.",
        "resources": "Yksi ihminen, puoli vuotta.",
        "evaluation": "Ei ole mietitty.",
    }


def test_a_sentence_of_one_word_below_a_heading_is_left_as_it_is() -> None:
    rows = "| TAUSTA |\n| Strategia. Sitä päivitetään. |\n| RESURSSIT |\n| Talous. Niukka on. |"
    result = grids.read(grids.grid(rows))
    texts = [answer.text for answer in grids.answers(result.drafts[0].result).values()]
    assert {"Strategia. Sitä päivitetään.", "Talous. Niukka on."} <= set(texts)
