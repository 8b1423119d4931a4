"""What ends a letter or minutes, told from answers."""

from __future__ import annotations

import pytest

from digimatrix.read.layouts.closings import closes, encloses, ends_minutes, signed_by_title


@pytest.mark.parametrize(
    "lines",
    [
        ["Kulttuurijohtaja Maija Mallikas"],
        ["Maija Mallikas, kulttuurijohtaja"],
        ["Maija Mallikas", "vs. kirjastonjohtaja"],
        ["kulturchef", "Ann-Britt Ek"],
        ["Head of culture Ann Example"],
        ["Ann Example", "Director of Museums"],
        ["Dr. Minta Anna   könyvtárvezető"],
        ["Skyriaus vedėja   Vardė PAVARDĖ"],
    ],
)
def test_a_person_with_a_title_signs(lines: list[str]) -> None:
    assert signed_by_title(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Maija Mallikas"],
        ["kulttuurijohtaja"],
        ["Kulttuurijohtaja Maija Mallikas vastaa seurannasta"],
        ["Kirjastonjohtaja seuraa lukuja."],
        ["Kulttuurijohtaja, kirjastonjohtaja"],
        ["Head of culture", "Library statistics"],
        ["Puoli kulttuurisihteeriä"],
        ["Kulttuurijohtaja Maija Mallikas 50 %"],
        [""],
    ],
)
def test_who_works_there_does_not(lines: list[str]) -> None:
    assert not signed_by_title(lines)


@pytest.mark.parametrize(
    "line",
    ["Päätösehdotus", "Päätös:", "Beslut: Nämnden godkände svaret.", "Határozat", "Nutarta:"],
)
def test_what_follows_a_matter_in_minutes(line: str) -> None:
    assert ends_minutes(line)


@pytest.mark.parametrize("line", ["Päätöksen tekee lautakunta", "Beslut om budget 2025", ""])
def test_what_does_not_follow_it(line: str) -> None:
    assert not ends_minutes(line)


def test_lists_of_enclosures_are_told_from_what_is_enclosed() -> None:
    assert all(map(encloses, ["Liitteet: 2 kpl", "Liite 1", "Bilagor", "Priedai (3)"]))
    assert not any(map(encloses, ["Liitteenä kyselyn tulokset", "Liitettä päivitetään 2 kertaa"]))


@pytest.mark.parametrize(
    "line",
    [
        "Kiitos!",
        "Kiitos kyselystä ja mukavaa kesää",
        "Tack för ett gott samarbete!",
        "Hope this helps!",
        "Köszönjük a kitöltést!",
        "Ačiū už galimybę.",
    ],
)
def test_a_line_that_only_thanks_closes(line: str) -> None:
    assert closes(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Kiitos hankkeen saimme laitteet",
        "Tack vare projektet finns en studio",
        "Thanks to the project we lend tablets",
        "A projektnek köszönhetően van stúdió",
        "Ačiū projektui",
    ],
)
def test_what_is_owed_to_a_project_does_not(line: str) -> None:
    assert not closes(line)
