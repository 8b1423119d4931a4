from __future__ import annotations

import datetime
from pathlib import Path

import grids
import pytest

from digimatrix.frameworks import load
from digimatrix.languages import LANGUAGES, Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.matrix import Answer, Return, State
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.problems import Rule
from digimatrix.model.reviews import Review, fingerprint
from digimatrix.read.formats.workbook import Opened
from digimatrix.read.grids import Grid
from digimatrix.read.settings.reviews import HEADINGS, Shelf, holds_reviews

MARK = fingerprint("Kyllä on.")
KEYS = "| municipality | round | dimension | reviewed_level | reason | reviewer | date |"
OWN = (
    KEYS + " digimatrix-review |\n| Kunta | Kierros | Ulottuvuus | Taso | Syy | Kuka | Pvm | x |\n"
)


def book(*sheets: Grid, digest: str = "1") -> Opened:
    return Opened(sheets, (), digest)


def shelf(table: str, **facts: object) -> Shelf:
    made = Shelf(grids.context())
    assert made.take(book(grids.grid(table, **facts)))  # type: ignore[arg-type]
    return made


def returned(text: str = "Kyllä on.", round: str | None = "2025", name: str = "Nokia") -> Return:
    answers = tuple(Answer(key, State.TEXT, text) for key in load().keys)
    who = Municipality(name, "536")
    return Return(Place("nokia.xlsx"), who, round, None, "fi", "columns", None, answers)


def row(
    level: str = "3", reviewer: str = "Arvioija", date: str = "20.11.2025", **cells: str
) -> str:
    where = [cells.get("name", "Nokia"), cells.get("round", "2025")]
    where.append(cells.get("dimension", "Resurssit"))
    mark = cells.get("mark", MARK)
    return f"| {' | '.join(where)} | {level} | selvä | {reviewer} | {date} | {mark} |\n"


def slugs(made: Shelf) -> set[str]:
    return {problem.rule.slug for problem in made.problems}


def test_a_review_is_read_with_all_that_was_typed() -> None:
    made = shelf(OWN + row("2 – Kehittyvä"), file="review.xlsx", sheet="Arviointi")
    (found,) = made.settle([returned()])
    assert found == Review(
        "Nokia",
        "2025",
        "resources",
        2,
        "Arvioija",
        datetime.date(2025, 11, 20),
        "selvä",
        MARK,
        Place("review.xlsx", "Arviointi", 3, 4),
    )
    assert made.problems == []


def test_a_row_without_a_level_is_no_review() -> None:
    assert shelf(OWN + row("")).settle([returned()]) == ()


def test_headings_are_known_in_every_language_without_the_hidden_row() -> None:
    for language in LANGUAGES:
        head = " | ".join(Words(language).t(heading) for heading in HEADINGS.values())
        (found,) = shelf(f"| {head} |\n" + row()).settle([returned()])
        assert (found.level, found.reason, found.fingerprint) == (3, "selvä", None)


def test_the_name_may_be_typed_in_another_language_or_with_its_ending() -> None:
    made = shelf(OWN + row(name="Nyslott"))
    assert [item.review.municipality for item in made.typed] == ["Savonlinna"]


def test_a_review_of_a_text_that_has_changed_is_out_of_date_and_not_used() -> None:
    made = shelf(OWN + row())
    assert made.settle([returned("Ei ole enää.")]) == ()
    assert slugs(made) == {"review-out-of-date"}


def test_spaces_and_line_ends_do_not_make_a_text_another() -> None:
    made = shelf(OWN + row())
    assert len(made.settle([returned("  Kyllä\non. ")])) == 1


def test_what_is_out_of_date_is_not_said_once_the_new_text_is_reviewed() -> None:
    made = shelf(OWN + row("1", mark=fingerprint("Vanha.")) + row("3"))
    assert [review.level for review in made.settle([returned()])] == [3]
    assert slugs(made) == set()


@pytest.mark.parametrize(
    "cells", [{"name": "Akaa"}, {"round": "2023"}, {"round": ""}, {"dimension": "Sää"}]
)
def test_a_review_of_nothing_that_was_read_is_said(cells: dict[str, str]) -> None:
    made = shelf(OWN + row(**cells))
    assert made.settle([returned()]) == ()
    assert slugs(made) == {"review-unmatched"}


@pytest.mark.parametrize("typed", ["5", "-1", "2-3", "3/4", "2,5", "50 %", "hyvä"])
def test_what_is_no_single_level_is_said_and_not_used(typed: str) -> None:
    made = shelf(OWN + row(typed))
    assert made.settle([returned()]) == ()
    assert slugs(made) == {"not-a-level"}


def test_of_one_reviewers_levels_the_latest_counts() -> None:
    made = shelf(OWN + row("1", date="2.12.2025") + row("3", date="1.12.2025"))
    assert [review.level for review in made.settle([returned()])] == [1]
    assert made.problems == []


def test_reviewers_who_differ_are_both_kept_and_it_is_said() -> None:
    made = shelf(OWN + row("1") + row("3", "Toinen"))
    assert [review.level for review in made.settle([returned()])] == [1, 3]
    (problem,) = made.problems
    assert problem.rule is Rule.REVIEWS_DIFFER
    assert problem.facts["levels"] == "1 (Arvioija), 3 (Toinen)"


def test_a_review_without_a_name_or_a_date_is_used_and_said() -> None:
    made = shelf(OWN + row(reviewer="") + row("2", date="", dimension="Evaluointi"))
    assert len(made.settle([returned()])) == 2
    (problem,) = made.problems
    assert (problem.rule, problem.facts["count"]) == (Rule.REVIEW_UNSIGNED, "2")


def test_the_same_file_counts_once() -> None:
    made = shelf(OWN + row(reviewer=""))
    assert made.take(book(grids.grid(OWN + row(reviewer=""), file="copy.xlsx")))
    assert len(made.settle([returned()])) == 1


def test_a_return_with_levels_is_no_file_of_reviews() -> None:
    table = (
        "| Kunta | Kierros | Ulottuvuus | Vastaus | Taso |\n| Nokia | 2025 | Resurssit | On. | 2 |"
    )
    assert not holds_reviews(book(grids.grid(table)))
    assert not holds_reviews(book(grids.grid(f"{grids.SIX}\n| a | b | c | d | e | f |")))


def test_the_sheet_levels_of_the_project_file_holds_reviews() -> None:
    table = "| Municipality | Round | Dimension | Level | Reason | Reviewer | Date |\n"
    table += "| Nokia | 2025 | resources | 3 | selvä | Arvioija | 2025-11-20 |"
    made = Shelf(grids.context())
    made.take_project([grids.grid(table, file="project.xlsx", sheet="Muuta")])
    assert made.settle([returned()]) == ()
    made.take_project([grids.grid(table, file="project.xlsx", sheet="Levels")])
    assert [review.level for review in made.settle([returned()])] == [3]


def test_a_file_without_reviews_that_is_named_as_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    for name, says in (("notes.csv", "holds no reviews"), ("none.xlsx", "no such file")):
        with pytest.raises(DigimatrixError, match=says):
            Shelf(grids.context()).take_file(tmp_path / name)
