from __future__ import annotations

import dataclasses

import region

from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.report.labels import Labels
from digimatrix.report.notes import notes


def told(*rows, **changes):
    cells = [each for row in rows for each in row]
    labels = Labels(Words("en"), compare(cells, region.FRAMEWORK))
    return notes(labels, dataclasses.replace(region.reading(cells), **changes))


def test_problems_come_the_most_serious_first_each_with_its_remedy() -> None:
    found = [note for note in told(region.row(0, [1] * 6)) if note.place]
    assert [note.severity for note in found] == ["error", "warning", "note"]
    assert found[1].text == (
        "The text “Soitetaan vielä!” stands outside the table. "
        "Move it under one of the headings if it is an answer."
    )


def test_a_problem_told_twice_is_noted_once() -> None:
    reading = region.reading(region.row(0, [1] * 6))
    found = told(region.row(0, [1] * 6), problems=reading.problems * 2)
    assert len([note for note in found if note.place]) == 3


def test_who_is_absent_and_who_is_undated_is_noted() -> None:
    found = told(
        region.row(0, [1] * 6), region.row(1, [1] * 6, "2023"), region.row(2, [1] * 6, None)
    )
    texts = [note.text for note in found]
    assert f"Without a return for 2025: {region.municipality(1).name}." in texts
    assert f"Undated returns, counted in round 2025: {region.municipality(2).name}." in texts


def test_wording_that_is_a_default_is_to_be_checked_with_the_funder() -> None:
    texts = " ".join(note.text for note in told(region.row(0, [1] * 6)))
    assert "(2014–2020) is a default: check it with the funder." in texts


def test_a_funder_without_a_programme_is_noted() -> None:
    found = told(region.row(0, [1] * 6), funder_lines=("Maakuntaliitto",))
    assert "no statement is printed: Maakuntaliitto." in found[0].text


def test_without_funders_nothing_is_said_of_them() -> None:
    found = told(region.row(0, [1] * 6), funder_lines=())
    assert all(note.place for note in found)


def test_an_earlier_programme_is_noted_beside_the_one_printed() -> None:
    lines = ("Euroopan unionin osarahoittama", "Vipuvoimaa EU:lta 2014–2020")
    found = told(region.row(0, [1] * 6), funder_lines=lines)
    assert [note.text for note in found if not note.place] == [
        "The returns also name the programme 2014–2020; its statement is not printed."
    ]
