"""States, levels and targets of answers."""

from __future__ import annotations

import datetime

import grids
import pytest
from grids import SIX

from digimatrix.model.matrix import State

ROW = "| a | b | c | d | e | f |"


def test_a_level_typed_into_the_words_stays_in_them() -> None:
    made = grids.only(
        grids.grid("| TAUSTA | RESURSSIT | EVALUOINTI |\n"
                   "| strategia, taso 2 | tiimi (3/4) | kysely. Taso: 1, tavoitetaso 3 |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert answers["background"].text == "strategia, taso 2"
    level = answers["resources"].level
    assert level is not None
    assert (level.typed, level.typed_low, level.typed_high, level.ambiguous) == ("3/4", 3, 4, True)
    assert grids.levels(made)[0] == "taso 2"
    assert grids.targets(made)[5] == "tavoitetaso 3"


def test_a_level_cell_beats_the_words_and_the_difference_is_said() -> None:
    result = grids.read(grids.grid("| Osio | Teksti | Taso |\n| TAUSTA | taso 1 | 3 |\n"
                                   "| RESURSSIT | taso 2 | 2 |"))  # fmt: skip
    assert grids.levels(result.drafts[0].result)[0] == "3"
    said = [p for p in result.drafts[0].problems if p.rule.slug == "second-level"]
    assert [str(problem.place.cell) for problem in said] == ["B2"]


def test_levels_on_another_scale_are_converted_with_a_note() -> None:
    result = grids.read(grids.grid(f"| Nokia 2025 |\n{SIX}\n{ROW}\n| 1 | 2 | 3 | 4 | 5 | 2,5 |"))
    made = result.drafts[0].result
    assert made.scale == (1, 5)
    level = made.answers[5].level
    assert level is not None
    assert (level.typed_low, level.low) == (2.5, 1.5)
    assert "other-scale" in grids.slugs(result)


def test_a_scale_named_above_the_table_is_believed() -> None:
    made = grids.only(
        grids.grid(f"| Arvioi taso asteikolla 1–5. |\n{SIX}\n{ROW}\n| 1 | 2 | 3 | 2 | 1 | 2 |")
    )
    assert made.scale == (1, 5)


def test_per_cent_are_a_scale() -> None:
    made = grids.only(grids.grid("| Osio | Taso |\n| TAUSTA | 50 % |\n| RESURSSIT | 75 % |"))
    level = made.answers[0].level
    assert level is not None
    assert (made.scale, level.low) == ((0, 100), 2)


def test_sheets_of_one_workbook_share_a_scale_unless_they_contradict_it() -> None:
    table = "| Osio | Taso |\n| TAUSTA | {} |\n| RESURSSIT | {} |"

    def scales(*pairs: tuple[int, int]) -> list[object]:
        sheets = [
            grids.grid(table.format(*pair), sheet=name)
            for pair, name in zip(pairs, ("Nokia", "Pori"), strict=True)
        ]
        return [draft.result.scale for draft in grids.read(*sheets).drafts]

    assert scales((1, 2), (3, 5)) == [(1, 5), (1, 5)]
    assert scales((0, 2), (3, 5)) == [(0, 4), (1, 5)]


def test_no_level_in_a_level_cell_is_left_out() -> None:
    result = grids.read(
        grids.grid("| Osio | Teksti | Taso |\n| TAUSTA | a | hyvä |\n| RESURSSIT | b | 7 |\n"
                   "| EVALUOINTI | c | 2 |")
    )  # fmt: skip
    assert grids.left(result) == {"C2": "not-a-level", "C3": "not-a-level"}


def test_a_date_in_a_level_cell_is_a_spoilt_range() -> None:
    result = grids.read(
        grids.grid(
            "| Osio | Teksti | Taso |\n| TAUSTA | a | |\n| RESURSSIT | b | 2 |",
            values={"C2": datetime.datetime(2025, 3, 2)},
        )
    )
    level = result.drafts[0].result.answers[0].level
    assert level is not None
    assert (level.typed_low, level.typed_high, level.ambiguous) == (2, 3, True)
    assert "unclear-level" in grids.slugs(result)


def test_the_name_of_a_level_is_a_level() -> None:
    made = grids.only(
        grids.grid("| Osio | Teksti | Taso |\n| TAUSTA | a | Kehittyvä |\n"
                   "| RESURSSIT | b | 3 – Järjestelmällinen |")
    )  # fmt: skip
    assert [a.level.low for a in made.answers if a.level] == [2, 3]


def levels_of_salo(first: str, others: str) -> list[str]:
    table = f"| Kunta {SIX}\n| Salo {first}\n| Turku {others}\n| Raisio {others}"
    found = grids.read(grids.grid(table)).drafts
    return [typed or "" for typed in grids.levels(found[0].result)]


LEVELS = "| 1 | 2 | 3 | 1 | 2 | 0 |"
WORDS = "| strategia on | some | verkossa | koulut | tuottaja | kysely |"


@pytest.mark.parametrize(
    ("first", "others", "expected"),
    [
        ("| 1 | kysytään | 2 | 2 | 3 | 0 |", LEVELS, ["1", "", "2", "2", "3", "0"]),
        ("| 1 | kysytään | myöh. | myöh. | myöh. | 0 |", LEVELS, ["1", "", "", "", "", "0"]),
        ("| 1 | some | 2 | koulut | 3 | 0 |", WORDS, ["", "", "", "", "", ""]),
        (WORDS, LEVELS, ["", "", "", "", "", ""]),
    ],
)
def test_a_few_words_among_levels_make_no_words_of_them(
    first: str, others: str, expected: list[str]
) -> None:
    assert levels_of_salo(first, others) == expected


def test_the_name_of_a_level_is_on_the_frameworks_scale_whatever_numbers_are_on() -> None:
    rows = "| TAUSTA | a | Kehittyvä |\n| RESURSSIT | b | 5 |\n| EVALUOINTI | c | {} |"
    fives = grids.only(grids.grid("| Osio | Teksti | Taso (1–5) |\n" + rows.format("Arvioitu")))
    hundreds = grids.only(grids.grid("| Osio | Teksti | Taso |\n" + rows.format("75 %")))
    assert (fives.scale, hundreds.scale) == ((1, 5), (0, 100))
    assert [a.level.low for a in fives.answers if a.level] == [2, 4, 4]
    assert [a.level.low for a in hundreds.answers if a.level] == [2, 0.2, 3]


def test_a_name_that_the_sheet_explains_is_on_the_sheets_scale() -> None:
    legend = "| 1 = olematon, 2 = kehittyvä, 3 = hyvä, 4 = vahva, 5 = johtava |"
    made = grids.only(
        grids.grid(f"{legend}\n| Osio | Teksti | Taso (1–5) |\n| TAUSTA | a | Kehittyvä |\n"
                   "| RESURSSIT | b | vahva |")
    )  # fmt: skip
    assert [a.level.low for a in made.answers if a.level] == [1, 3]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("finns inte, nivå 0", State.NONE_STATED),
        ("Ei ole (taso 0)", State.NONE_STATED),
        ("n/a – level 0", State.NOT_APPLICABLE),
        ("taso 2", State.TEXT),
    ],
)
def test_a_level_typed_after_nothing_makes_no_answer_of_it(text: str, state: State) -> None:
    made = grids.only(grids.grid(f"| Kunta: Nokia |\n{SIX}\n| {text} | b | c | d | e | f |"))
    assert grids.answers(made)["background"].state is state
