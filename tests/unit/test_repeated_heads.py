"""Tables of their own under each dimension's heading, all headed alike."""

from __future__ import annotations

import grids
import pytest
from grids import HEADINGS

from digimatrix.read.accounting import Ledger
from digimatrix.read.layouts.repeated_heads import headed_alike_tables

NOW = [f"Toimimme näin, osa {letter}" for letter in "abcdef"]
LATER = [f"Ostamme uutta, osa {letter}" for letter in "abcdef"]
PAIRS = [
    ("Nyt", "Jatkossa"),
    ("Nu", "Framöver"),
    ("Now", "In future"),
    ("Most", "A jövőben"),
    ("Dabar", "Ateityje"),
    ("Nykytila", "Tavoite"),
]


def blocks(
    first: str, second: str, ones: object = NOW, others: object = LATER, gap: str = ""
) -> str:
    """Return six headings, each with two labels below it and a cell below either."""
    each = zip(HEADINGS, ones, others, strict=True)  # type: ignore[call-overload]
    return f"| Kunta | Nokia |\n{gap}" + gap.join(
        f"| {heading} |\n| {first} | {second} |\n| {one} | {other} |\n"
        for heading, one, other in each
    )


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(("now", "later"), PAIRS)
def test_what_is_done_now_is_the_answer(now: str, later: str, gap: str) -> None:
    result = grids.read(grids.grid(blocks(now, later, gap=gap)))
    (draft,) = result.drafts
    assert draft.result.municipality.name == "Nokia"
    assert grids.texts(draft.result) == NOW
    left = grids.left(result)
    assert {address[0] for address in left} == {"B"}
    assert list(left.values()) == ["not-a-level"] * 6


@pytest.mark.parametrize(("now", "later"), PAIRS)
def test_numbers_there_are_levels_and_targets(now: str, later: str) -> None:
    made = grids.only(grids.grid(blocks(now, later, "122310", "233421")))
    assert (grids.levels(made), grids.targets(made)) == (list("122310"), list("233421"))


@pytest.mark.parametrize(("now", "later"), PAIRS)
def test_now_and_later_head_columns_of_a_table_too(now: str, later: str) -> None:
    lines = zip(HEADINGS, NOW, LATER, strict=True)
    body = "\n".join(f"| {heading} | {one} | {other} |" for heading, one, other in lines)
    result = grids.read(grids.grid(f"| Kunta | Nokia |\n| Osa-alue | {now} | {later} |\n{body}"))
    assert grids.texts(result.drafts[0].result) == NOW
    assert set(grids.left(result).values()) == {"not-a-level"}


@pytest.mark.parametrize(("now", "later"), PAIRS[:-1])
def test_now_and_later_stand_below_headings_side_by_side(now: str, later: str) -> None:
    rows = (
        "||".join(HEADINGS),
        "|".join([now, later] * 6),
        "|".join(x for pair in zip(NOW, LATER, strict=True) for x in pair),
    )
    result = grids.read(grids.grid("| Kunta | Nokia |\n" + "\n".join(f"|{row}|" for row in rows)))
    assert grids.texts(result.drafts[0].result) == NOW
    assert set(grids.left(result).values()) == {"not-a-level"}


def test_words_and_levels_may_stand_below_labels_under_each_heading() -> None:
    made = grids.only(grids.grid(blocks("Kuvaus", "Taso", NOW, "122310")))
    assert (grids.texts(made), grids.levels(made)) == (NOW, list("122310"))


def test_a_column_of_something_else_is_left_out_and_rows_may_be_several() -> None:
    table = "| Kunta | Nokia |\n" + "".join(
        f"| {heading} |\n| Kuvaus | Vastuuhenkilö |\n| {one} | Maija |\n| Lisäksi muuta | |\n"
        for heading, one in zip(HEADINGS, NOW, strict=True)
    )
    result = grids.read(grids.grid(f"{table}\n| Kiitos |\n"))
    assert grids.texts(result.drafts[0].result) == [f"{one}\nLisäksi muuta" for one in NOW]
    assert set(grids.left(result).values()) == {"unknown-column", "signature"}


@pytest.mark.parametrize(
    "table",
    [
        "| Resurssit |\n| Nyt | Jatkossa |\n| Yksi | Kaksi |\n",
        "".join(f"| {heading} |\n| Ei | Kyllä |\n| a | b |\n" for heading in HEADINGS),
        "".join(f"| {heading} |\n| Nyt | Jatkossa |\n" for heading in HEADINGS),
        "".join(f"| Resurssit |\n| Nyt | Jatkossa |\n| {one} | b |\n" for one in NOW),
    ],
    ids=["a single heading", "labels that tell nothing", "nothing below", "one dimension again"],
)
def test_other_ways_of_reading_have_the_rest(table: str) -> None:
    ledger = Ledger(grids.grid(table))
    assert headed_alike_tables(ledger, grids.context().headings) == []
    assert len(ledger.open) == len(ledger.grid.cells)
