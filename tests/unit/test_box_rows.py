"""Levels offered in rows below each other, with a box beside each."""

from __future__ import annotations

import grids
import pytest

from digimatrix.read.outcomes import Draft

DIMENSIONS = (
    "Háttér",
    "Saját kiindulási helyzet",
    "Hogyan és hol",
    "Együttműködés",
    "Erőforrások",
    "Értékelés",
)
NAMES = ("0 – nincs", "1 – esetleges", "2 – alakuló", "3 – rendszeres", "4 – példaadó")
TICKED = (2, 3, 0, 1, 4, 2)
SAID = [f"Hangos séta {n}" for n in range(6)]


def draft(offers: list[str], answer: str = "| Válasz: | {} |") -> Draft:
    """Return what is read from an answer under each dimension, with offers below."""
    blocks = zip(DIMENSIONS, SAID, offers, strict=True)
    lines = [f"| {name} |\n{answer.format(said)}\n{offer}" for name, said, offer in blocks]
    result = grids.read(grids.grid("| Település: | Sárvár |\n\n" + "\n\n".join(lines)))
    assert not grids.left(result)
    assert not result.ledgers[0].open
    (found,) = result.drafts
    assert grids.texts(found.result) == SAID
    return found


def offered(form: str, ticked: int, *others: int, names: tuple[str, ...] = NAMES) -> str:
    """Return the rows of names in that form, with that place's box ticked, and any other ones."""
    boxes = ["☒" if n in (ticked, *others) else "☐" for n in range(len(names))]
    rows = zip(boxes, names, strict=True)
    return "\n".join(form.format(box=box, name=name) for box, name in rows)


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("| {box} | {name} |", "| Válasz: | {} |"),
        ("| {name} | {box} |", "| Válasz: | {} |"),
        ("| {box} | {name} |", "| {} |"),
        ("| {box} {name} |", "| {} |"),
        ("| {box} {name} |", "| Válasz: | {} |"),
        ("| {name} {box} |", "| {} |"),
    ],
)
@pytest.mark.parametrize("names", [NAMES, ("0", "1", "2", "3", "4")])
def test_the_ticked_row_is_the_level(form: str, answer: str, names: tuple[str, ...]) -> None:
    found = draft([offered(form, ticked, names=names) for ticked in TICKED], answer)
    levels = [x.level.low for x in found.result.answers if x.level]
    assert levels == list(map(float, TICKED))


def test_two_ticked_are_a_range_and_none_is_no_level() -> None:
    form = "| {box} | {name} |"
    offers = [offered(form, 1, 2), offered(form, -1), *(offered(form, n) for n in TICKED[2:])]
    levels = [x.level for x in draft(offers).result.answers]
    assert levels[0] is not None
    assert (levels[0].low, levels[0].high) == (1, 2)
    assert levels[1] is None


def test_a_label_above_tells_a_target() -> None:
    form = "| {box} | {name} |"
    offers = [
        f"| Szint |\n{offered(form, n)}\n| Cél |\n{offered(form, min(n + 1, 4))}" for n in TICKED
    ]
    answers = draft(offers).result.answers
    assert [x.level.low for x in answers if x.level] == list(map(float, TICKED))
    assert [x.target.low for x in answers if x.target] == [3, 4, 1, 2, 4, 3]


def test_boxes_beside_other_words_stay_as_they_are() -> None:
    rows = "| ☒ | könyvtár |\n| ☐ | múzeum |\n| ☒ | mozi |"
    sheet = "\n".join(
        f"| {name} |\n| {said} |" for name, said in zip(DIMENSIONS, SAID, strict=True)
    )
    result = grids.read(grids.grid(f"| Település: | Sárvár |\n{rows}\n\n{sheet}"))
    (found,) = result.drafts
    assert not any(x.level for x in found.result.answers)


def test_offers_below_the_answer_in_its_column_are_levels() -> None:
    blocks = zip(DIMENSIONS, SAID, TICKED, strict=True)
    lines = (
        f"| {name} |\n| Válasz: | {said} |\n{offered('| | {box} {name} |', ticked)}"
        for name, said, ticked in blocks
    )
    made = grids.only(grids.grid("| Település: | Sárvár |\n\n" + "\n\n".join(lines)))
    assert grids.texts(made) == SAID
    assert grids.levels(made) == list(map(str, TICKED))


@pytest.mark.parametrize("label", ["Szint:", "Válasz:", ""])
def test_a_label_stands_before_the_first_offer(label: str) -> None:
    blocks = zip(DIMENSIONS, SAID, TICKED, strict=True)
    form = "| | {box} {name} |"
    lines = (
        f"| {name} | {said} |\n| {label}{offered(form, ticked)[2:]}"
        for name, said, ticked in blocks
    )
    result = grids.read(grids.grid("| Település: | Sárvár |\n\n" + "\n\n".join(lines)))
    (found,) = result.drafts
    assert grids.texts(found.result) == SAID
    assert grids.levels(found.result) == list(map(str, TICKED))
    assert not grids.left(result)


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("| ☒ {} |", "| Válasz: | {} |"),
        ("| | ☒ {} |", "| Válasz: | {} |"),
        ("| ☒ {} |", "| Válasz: |\n| {} |"),
        ("| {} [x] |", "| {} |"),
    ],
)
def test_the_ticked_offer_may_be_all_that_is_left(form: str, answer: str) -> None:
    found = draft([form.format(NAMES[ticked]) for ticked in TICKED], answer)
    assert grids.levels(found.result) == list(map(str, TICKED))


def test_ticked_practices_are_no_levels() -> None:
    form = "| ☒ könyvtár {} |"
    found = grids.only(
        grids.grid(
            "| Település: | Sárvár |\n\n"
            + "\n\n".join(f"| {x} |\n{form.format('és múzeum')}" for x in DIMENSIONS)
        )
    )
    assert grids.levels(found) == [None] * 6
