"""Numbers that stand for dimensions, with a key above or below the table."""

from __future__ import annotations

import grids
import pytest
from grids import HEADINGS

from digimatrix.model.problems import Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.layouts.keyed import name_numbers, name_numbers_of_other_sheets

SWEDISH = [
    "Bakgrund och utgångspunkter",
    "Nuläge",
    "Hur och var",
    "I samarbete med",
    "Resurser",
    "Utvärdering",
]
SAID = ["Strategia", "Kaksi auttaa", "Kirjastossa", "Yhdistysten kanssa", "Puoli virkaa", "Kysely"]
LEVELS = ["2", "1", "3", "2", "0", "1"]
NUMBERED = list(enumerate(HEADINGS, 1))
KEYS = {
    "one cell": "| " + ", ".join(f"{n} = {words}" for n, words in NUMBERED) + " |",
    "one cell, points": "| Osat: " + "; ".join(f"{n}. {words}" for n, words in NUMBERED) + " |",
    "one cell, lines": "| " + "\\n".join(f"{n} – {words}" for n, words in NUMBERED) + " |",
    "a cell each": "\n".join(f"| {n} = {words} |" for n, words in NUMBERED),
    "two cells each": "\n".join(f"| {n} | {words} |" for n, words in NUMBERED),
    "Swedish": "\n".join(f"| {n}. {words} |" for n, words in enumerate(SWEDISH, 1)),
}


def table(head: str = "| Nro | Vastaus | Taso |") -> str:
    """Return six answers, each after the number of its dimension, with their levels."""
    lines = zip(range(1, 7), SAID, LEVELS, strict=True)
    return "\n".join([head, *(f"| {n} | {said} | {level} |" for n, said, level in lines)])


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("above", [True, False])
def test_the_key_tells_what_is_answered(key: str, gap: str, above: bool) -> None:
    parts = (key, table()) if above else (table(), key)
    result = grids.read(grids.grid(f"| Kunta | Nokia |{gap}{gap.join(parts)}"))
    (draft,) = result.drafts
    assert draft.result.municipality.name == "Nokia"
    assert grids.texts(draft.result) == SAID
    assert grids.levels(draft.result) == LEVELS
    assert [x.level.low for x in draft.result.answers if x.level] == list(map(float, LEVELS))
    assert not grids.left(result)
    assert not result.ledgers[0].open


def test_a_number_may_stand_several_times_and_in_any_order() -> None:
    lines = "| 6 | Kysely |\n| 1 | Strategia |\n| 1 | Ohjelma |\n| 3 | Kirjastossa |"
    made = grids.only(
        grids.grid(f"| Kunta | Nokia |\n| Osa | Käytäntö |\n{lines}\n{KEYS['one cell']}")
    )
    assert grids.texts(made) == ["Strategia\nOhjelma", "", "Kirjastossa", "", "", "Kysely"]


@pytest.mark.parametrize(
    "lines",
    [
        f"{table('| Taso | Vastaus | Muuta |')}\n{KEYS['one cell']}",
        f"{table()}\n| 7 | Muuta |\n{KEYS['one cell']}",
        f"{table()}\n| 1 = Resurssit, 2 = Evaluointi |",
        f"{table()}\n{KEYS['one cell']}\n| 1 = Resurssit |",
        "\n".join(f"| {n} | {words} | {n} |" for n, words in NUMBERED),
        "\n".join(f"| {n}. {words} | {n} | Teemme |" for n, words in NUMBERED),
        "| Nro | Kunta | "
        + " | ".join(f"{n}. {words}" for n, words in NUMBERED)
        + " |\n| 1 | Nokia | a |\n| 2 | Pori | b |\n| 3 | Akaa | c |",
        f"{KEYS['a cell each']}\n\n| Nro | Kunta | Tausta | Resurssit |\n"
        "| 1 | Nokia | a |\n| 2 | Pori | b |\n| 3 | Akaa | c |",
        f"{KEYS['a cell each']}\n\n| Nro | Käytäntö | Osa-alue |\n"
        "| 1 | Lainaus | Resurssit |\n| 2 | Kysely | Evaluointi |\n| 3 | Peli | Resurssit |",
    ],
    ids=[
        "levels",
        "a number without words",
        "few",
        "two for one",
        "only the key",
        "headings",
        "columns",
        "running numbers",
        "practices",
    ],
)
def test_numbers_that_no_key_explains_are_left_as_they_are(lines: str) -> None:
    ledger = Ledger(grids.grid(lines))
    before = dict(ledger.grid.cells)
    name_numbers(ledger, grids.context().headings)
    assert ledger.grid.cells == before == ledger.open


@pytest.mark.parametrize("key", [*KEYS.values(), f"| Nro | Kysymys |\n{KEYS['two cells each']}"])
@pytest.mark.parametrize("name", ["Kysymykset", "Ohje"])
def test_the_key_may_stand_on_another_sheet(key: str, name: str) -> None:
    explaining = grids.grid(key, sheet=name)
    result = grids.read(explaining, grids.grid(f"| Kunta | Nokia |\n{table()}", sheet="Vastaukset"))
    (draft,) = result.drafts
    assert grids.texts(draft.result) == SAID
    assert grids.levels(draft.result) == LEVELS
    assert not grids.left(result)
    assert not any(ledger.open for ledger in result.ledgers)


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        (f"{KEYS['a cell each']}\n| Puoli virkaa |", table()),
        (KEYS["a cell each"], "\n".join(table().split("\n")[:-1])),
        (KEYS["a cell each"], f"{table()}\n| 7 | Muuta |"),
        (KEYS["a cell each"], "\n".join(f"| {n} | {words} | {n} |" for n, words in NUMBERED)),
    ],
    ids=["answers below", "a number less", "a number more", "dimensions named"],
)
def test_numbers_of_something_else_on_another_sheet_stay(key: str, lines: str) -> None:
    ledgers = [Ledger(grids.grid(text)) for text in (key, lines)]
    before = [dict(ledger.grid.cells) for ledger in ledgers]
    name_numbers_of_other_sheets(ledgers, grids.context().headings)
    assert [ledger.grid.cells for ledger in ledgers] == before
    assert [ledger.open for ledger in ledgers] == before


def test_what_stands_for_a_dimension_is_left_out_as_it_was_typed() -> None:
    ledger = Ledger(grids.grid(f"{table()}\n{KEYS['one cell']}"))
    name_numbers(ledger, grids.context().headings)
    assert ledger.open[2, 1].text == HEADINGS[0]
    ledger.leave_rest(Rule.NO_TABLE)
    assert ledger.left[2, 1].text == "1"
