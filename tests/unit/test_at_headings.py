"""Answers at their headings."""

from __future__ import annotations

import grids
import pytest


def test_headings_one_under_the_other_with_answers_between() -> None:
    made = grids.only(
        grids.grid("| Nokia 2025 |\n| RESURSSIT |\n| tiimi |\n| EVALUOINTI |\n| kysely |\n"
                   "| YHTEISTYÖLLÄ |\n| koulut |\n| museo |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert answers["cooperation"].text == "koulut\nmuseo"
    assert (answers["resources"].text, answers["evaluation"].text) == ("tiimi", "kysely")


def test_words_after_headings_are_said_where_they_are_no_answers() -> None:
    form = "| RESURSSIT: raha |\n| tiimi |\n| EVALUOINTI: mittarit |\n| kysely |\n| TAUSTA |\n| a |"
    result = grids.read(grids.grid(form))
    said = [p.text for p in result.problems if p.rule.slug == "heading-words"]
    assert said == ["raha", "mittarit"]


def test_what_stands_apart_below_the_last_answer_is_named_whole() -> None:
    sheet = "| RESURSSIT |\n| a |\n| EVALUOINTI |\n| b |\n| TAUSTA |\n| c |\n\n| d |\n| e |"
    result = grids.read(grids.grid(sheet))
    assert grids.left(result) == {"A8": "outside-table", "A9": "outside-table"}


def test_numbers_after_headings_are_levels_only_where_something_says_so() -> None:
    table = "| RESURSSIT (2) | EVALUOINTI (0) | TAUSTA (3) |\n| a | b | c |"
    told = grids.read(grids.grid(f"| Suluissa oma arviomme tasosta (0–4) |\n{table}"))
    bare = grids.read(grids.grid(table))
    assert grids.levels(told.drafts[0].result) == ["3", None, None, None, "2", "0"]
    assert "number-in-heading" not in grids.slugs(told)
    assert grids.levels(bare.drafts[0].result) == [None] * 6
    assert "number-in-heading" in grids.slugs(bare)


def test_numbers_that_run_from_heading_to_heading_only_number_them() -> None:
    running = grids.read(
        grids.grid("| TAUSTA (1) | YHTEISTYÖ (2) | RESURSSIT (3) |\n| a | b | c |")
    )
    assert grids.levels(running.drafts[0].result) == [None] * 6
    assert "number-in-heading" not in grids.slugs(running)


def test_numbers_after_headings_beside_levels_are_told() -> None:
    said = grids.read(
        grids.grid(
            "| Taso 0–4 |\n| | TAUSTA (4) | RESURSSIT (2) |\n| Teksti | a | b |\n| Taso | 1 | 2 |"
        )
    )
    assert grids.levels(said.drafts[0].result) == ["1", None, None, None, "2", None]
    assert "number-in-heading" in grids.slugs(said)


def test_a_single_answer_that_ends_in_a_question_is_no_label() -> None:
    sheets = [
        grids.grid("| RESURSSIT |\n| Onko kukaan laskenut? | Pia kysyi |", sheet="Table 1"),
        grids.grid("| EVALUOINTI |\n| Ei mitata |", sheet="Table 2"),
    ]
    result = grids.read(*sheets)
    answers = grids.answers(result.drafts[0].result)
    assert answers["resources"].text == "Onko kukaan laskenut?"
    assert grids.left(result) == {"B2": "outside-table"}


@pytest.mark.parametrize(
    "labels",
    [
        ("Szint:", "Cél:"),
        ("Taso:", "Tavoite:"),
        ("Nivå:", "Mål:"),
        ("Level:", "Target:"),
        ("Lygis:", "Tikslas:"),
    ],
)
@pytest.mark.parametrize(
    "card",
    [
        "| {0} |\n| {1} |\n| {2} | {3} | {4} | {5} |\n",
        "| {0} |\n| {2} | {3} | {4} | {5} |\n| {1} |\n",
        "| {0} | {1} |\n| {2} | {3} | {4} | {5} |\n",
        "| {0} | {2} | {3} | {4} | {5} |\n| {1} |\n",
    ],
)
def test_a_level_and_its_target_may_share_a_row(card: str, labels: tuple[str, str]) -> None:
    headings = ["TAUSTA", "OMA LÄHTÖTILANNE", "MITEN JA MISSÄ", "YHTEISTYÖ", "RESURSSIT"]
    words = ["strategia ohjaa", "museon näyttely", "netti", "koulun kanssa", "laitteita"]
    level, target = labels
    cards = [
        card.format(heading, text, level, number % 3, target, number % 3 + 1)
        for number, (heading, text) in enumerate(zip(headings, words, strict=True), 1)
    ]
    result = grids.read(grids.grid("| Kunta: | Nokia |\n\n" + "\n".join(cards)))
    (draft,) = result.drafts
    assert grids.texts(draft.result) == [*words, ""]
    assert grids.levels(draft.result) == ["1", "2", "0", "1", "2", None]
    assert grids.targets(draft.result) == ["2", "3", "1", "2", "3", None]
    assert not grids.left(result)


def test_either_may_be_missing_in_a_row_of_a_level_and_its_target() -> None:
    typed = ["| Taso: | 3 | Tavoite: | 4 |", "| Taso: | | Tavoite: | 4 |",
             "| Taso: | 2 | Tavoite: | |", "| Taso: | ei arvioitu | Tavoite: | 3 |",
             "| Taso: | | Tavoite: | |"]  # fmt: skip
    headings = ["TAUSTA", "MITEN JA MISSÄ", "YHTEISTYÖ", "RESURSSIT", "EVALUOINTI"]
    words = ["strategia ohjaa", "netti ja tilat", "koulut mukana", "laitteita", "kysely"]
    cards = ("\n".join((f"| {head} |", f"| {text} |", row, ""))
             for head, text, row in zip(headings, words, typed, strict=True))  # fmt: skip
    made = grids.only(grids.grid("| Kunta: | Nokia |\n\n" + "\n".join(cards)))
    assert [text for text in grids.texts(made) if text] == words
    assert grids.levels(made) == ["3", None, None, "2", None, None]
    assert grids.targets(made) == ["4", None, "4", None, "3", None]


def test_a_level_and_its_target_may_share_a_row_of_a_dimension_s_own_sheet() -> None:
    sheets = [
        grids.grid(f"| {name} |\n| {text} |\n| Taso | 1 | Tavoite | 2 |", sheet=name)
        for name, text in (("Resurssit", "laitteita"), ("Evaluointi", "kysely"))
    ]
    made = grids.only(*sheets)
    assert grids.levels(made)[-2:] == ["1", "1"]
    assert grids.targets(made)[-2:] == ["2", "2"]


@pytest.mark.parametrize("heading", ["Nykytila", "2. Nykytila"])
def test_the_label_of_each_text_may_be_the_heading_of_one(heading: str) -> None:
    headings = ["Tausta", heading, "Miten ja missä", "Resurssit"]
    words = ["strategia ohjaa", "museon näyttely", "netti ja tilat", "laitteita"]
    cards = [
        f"| {head} |\n| Nykytila | {text} |\n| Taso | {number} |\n| Tavoite | 4 |"
        for number, (head, text) in enumerate(zip(headings, words, strict=True))
    ]
    made = grids.only(grids.grid("| Kunta: | Nokia |\n\n" + "\n\n".join(cards)))
    assert [text for text in grids.texts(made) if text] == words
    assert [level for level in grids.levels(made) if level] == ["0", "1", "2", "3"]


def test_a_heading_inside_an_answer_is_no_label() -> None:
    tables = [
        ("Background", "A policy"),
        ("Own situation", "Story hours"),
        ("Evaluation", r"Numbers:\n- Monthly views\nStories:\n- Guest book"),
    ]
    sheets = [
        grids.grid(f"| {heading} | Level (0–4) |\n| {text} | 2 |", sheet=f"Table {number}")
        for number, (heading, text) in enumerate(tables, 1)
    ]
    (draft,) = grids.read(*sheets).drafts
    answer = grids.answers(draft.result)["evaluation"]
    assert answer.text == "Numbers:\n- Monthly views\nStories:\n- Guest book"


@pytest.mark.parametrize(
    ("answer", "level", "target"),
    [
        ("Vastaus", "Taso", "Tavoite"),
        ("Svar", "Nivå", "Mål"),
        ("Answer", "Level", "Target"),
        ("Válasz", "Szint", "Cél"),
        ("Atsakymas", "Lygis", "Tikslas"),
    ],
)
def test_a_level_in_the_cell_of_its_label_below_an_answer_beside_one(
    answer: str, level: str, target: str
) -> None:
    blocks = (
        f"| {heading} |\n| {answer}: | Kirjasto {n} |\n| {level}: {n % 4} |\n| {target}: 4 |"
        for n, heading in enumerate(grids.HEADINGS)
    )
    end = "\n\n| Taso: 3 |"
    result = grids.read(grids.grid("| Kunta: | Nokia |\n\n" + "\n\n".join(blocks) + end))
    (draft,) = result.drafts
    assert grids.texts(draft.result) == [f"Kirjasto {n}" for n in range(6)]
    assert grids.levels(draft.result) == ["0", "1", "2", "3", "0", "1"]
    assert grids.targets(draft.result) == ["4"] * 6
    assert grids.left(result) == {"A33": "outside-table"}
