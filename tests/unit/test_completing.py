"""Files of one municipality and round that complete one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

import digimatrix
from digimatrix.languages import Words
from digimatrix.render.reading import as_json, as_text

HALVES = {
    "Nokia osa 1.xlsx": [
        ["Osa-alue", "Kuvaus", "Taso"],
        ["Tausta ja lähtökohdat", "linjaus on", 2],
        ["Oma lähtötilanne", "kaksi palvelua", 1],
        ["Miten ja missä", "kirjastossa", 1],
    ],
    "Nokia osa 2.xlsx": [
        ["Osa-alue", "Kuvaus", "Taso"],
        ["Yhteistyöllä", "koulun kanssa", 2],
        ["Resurssit", "yksi tekijä", 1],
        ["Evaluointi", "kysely keväisin", 3],
    ],
}
APART = {
    "sanat/Nokia.xlsx": [
        ["Osa-alue", "Kuvaus"],
        ["Tausta ja lähtökohdat", "linjaus on"],
        ["Resurssit", "yksi tekijä"],
    ],
    "tasot/Nokia.xlsx": [
        ["Osa-alue", "Taso", "Tavoite"],
        ["Tausta ja lähtökohdat", 2, 3],
        ["Oma lähtötilanne", 1, 2],
        ["Resurssit", 1, 3],
    ],
}


def save(folder: Path, files: dict[str, list[list[object]]]) -> None:
    for name, rows in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)


def slugs(reading: digimatrix.Reading) -> list[str]:
    return [each.rule.slug for each in reading.problems if each.rule.slug != "no-round"]


def test_two_halves_of_a_form_are_one_return(tmp_path: Path) -> None:
    save(tmp_path, HALVES)
    found = digimatrix.read(tmp_path).reading
    (made,) = found.returns
    assert [answer.text for answer in made.answers] == [
        *("linjaus on", "kaksi palvelua", "kirjastossa"),
        *("koulun kanssa", "yksi tekijä", "kysely keväisin"),
    ]
    assert [answer.level and answer.level.low for answer in made.answers] == [2, 1, 1, 2, 1, 3]
    assert slugs(found) == ["completed-return"]
    assert not found.left_out
    assert "Nokia osa 2.xlsx › Sheet!B2" in as_text(found, Words("fi"))
    told = json.loads(json.dumps(as_json(found)))["returns"][0]["dimensions"]["cooperation"]
    assert (told["file"], told["cells"]) == ("Nokia osa 2.xlsx", ["B2"])
    assert (told["level"]["file"], told["level"]["cell"]) == ("Nokia osa 2.xlsx", "C2")


def test_words_in_one_file_and_levels_in_another_are_one_return(tmp_path: Path) -> None:
    save(tmp_path, APART)
    (made,) = digimatrix.read(tmp_path).reading.returns
    background = made.answer("background")
    assert (background.text, background.level and background.level.low) == ("linjaus on", 2)
    assert background.target
    assert background.target.low == 3
    situation = made.answer("situation")
    assert (situation.text, situation.level and situation.level.low) == ("", 1)


@pytest.mark.parametrize("file", ["Nokia osa 2.xlsx", "Nokia v2.xlsx"])
def test_versions_of_a_return_are_not_joined(tmp_path: Path, file: str) -> None:
    first = HALVES["Nokia osa 1.xlsx"]
    save(tmp_path, {"Nokia osa 1.xlsx": first, file: [*first[:2], ["Resurssit", "kaksi", 2]]})
    found = digimatrix.read(tmp_path).reading
    assert len(found.returns) == 1
    assert slugs(found) == ["second-return"]
