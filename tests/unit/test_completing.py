"""Files of one municipality and round that are one return."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

import digimatrix
from digimatrix.frameworks import load
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
    assert "Nokia osa 2.xlsx › Sheet!B2" in as_text(found, load(), Words("fi"))
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


@pytest.mark.parametrize(
    ("file", "slug"),
    [("Nokia osa 2.xlsx", "second-return"), ("Nokia v2.xlsx", "earlier-version")],
)
def test_versions_of_a_return_are_not_joined(tmp_path: Path, file: str, slug: str) -> None:
    first = HALVES["Nokia osa 1.xlsx"]
    save(tmp_path, {"Nokia osa 1.xlsx": first, file: [*first[:2], ["Resurssit", "kaksi", 2]]})
    found = digimatrix.read(tmp_path).reading
    assert len(found.returns) == 1
    assert slugs(found) == [slug]


def rows(*texts: str, head: str = "Kuvaus", above: tuple[str, ...] = ()) -> list[list[object]]:
    told = dict(
        zip(("Tausta ja lähtökohdat", "Oma lähtötilanne", "Resurssit"), texts, strict=False)
    )
    return [[*above], []] * bool(above) + [["Osa-alue", head], *([k, v] for k, v in told.items())]


def test_units_of_a_municipality_are_one_return_and_each_word_has_its_place(tmp_path: Path) -> None:
    files = {
        "Kouvola kirjasto 2024.xlsx": rows("kirjaston linjaus", "lainauskoneet", "oma raha"),
        "Kouvola museo 2024.xlsx": rows("kokoelmaohjelma", "", "neljännes työajasta"),
        "Kouvola 2024.xlsx": rows("kaupungin strategia"),
    }
    save(tmp_path, files)
    found = digimatrix.read(tmp_path).reading
    (made,) = found.returns
    background = made.answer("background")
    assert background.text == "kaupungin strategia\nkirjaston linjaus\nkokoelmaohjelma"
    assert [part.place.file for part in background.parts] == sorted(files)
    assert slugs(found) == ["units-together"]
    assert not found.left_out
    told = json.loads(json.dumps(as_json(found)))["returns"][0]["dimensions"]["resources"]
    assert [(part["file"], part["cell"], part["text"]) for part in told["parts"]] == [
        ("Kouvola kirjasto 2024.xlsx", "B4", "oma raha"),
        ("Kouvola museo 2024.xlsx", "B4", "neljännes työajasta"),
    ]


def test_levels_of_units_that_differ_are_a_range_on_the_scale_of_the_first(tmp_path: Path) -> None:
    save(
        tmp_path,
        {
            "Kouvola kirjasto.xlsx": rows(*"123", head="Taso (0–4)"),
            "Kouvola museo.xlsx": rows(*"225", head="Taso (1–5)"),
        },
    )
    found = digimatrix.read(tmp_path).reading
    (made,) = found.returns
    levels = [made.answer(key).level for key in ("background", "situation", "resources")]
    assert [(x.typed, x.low, x.high, x.typed_high, x.ambiguous) for x in levels if x] == [
        ("1", 1, 1, 1, False),
        ("2, 2", 1, 2, 2, True),
        ("3, 5", 3, 4, 4, True),
    ]
    assert {"unclear-level", "other-scale", "units-together"} <= set(slugs(found))


def test_versions_of_one_return_are_not_taken_for_units(tmp_path: Path) -> None:
    save(
        tmp_path,
        {
            "Kouvola kirjasto.xlsx": rows("a on", "b on", "c on"),
            "Kouvola museo.xlsx": rows("a on", "b on", "d on"),
        },
    )
    found = digimatrix.read(tmp_path).reading
    assert len(found.returns) == 1
    assert slugs(found) == ["second-return"]


def test_a_later_version_of_a_unit_takes_the_place_of_the_first(tmp_path: Path) -> None:
    save(
        tmp_path,
        {
            "Kouvola kirjasto.xlsx": rows("vanha"),
            "Kouvola kirjasto v2.xlsx": rows("uusi"),
            "Kouvola museo.xlsx": rows("museon"),
        },
    )
    found = digimatrix.read(tmp_path).reading
    (made,) = found.returns
    assert made.answer("background").text == "uusi\nmuseon"
    assert slugs(found) == ["units-together", "earlier-version"]


def test_a_former_municipality_is_joined_to_the_one_it_is_part_of(tmp_path: Path) -> None:
    save(
        tmp_path,
        {
            "2018/Lahti.xlsx": rows("ohjelma on", "sali on", above=("Kunta", "Lahti")),
            "2018/Nastola.xlsx": rows("kylän ohjelma", "taarasti", above=("Kunta", "Nastola")),
        },
    )
    found = digimatrix.read(tmp_path).reading
    (made,) = found.returns
    assert made.answer("situation").text == "sali on\ntaarasti"
    assert slugs(found) == ["units-together", "former-municipality"]


def test_a_summary_that_repeats_words_adds_its_levels(tmp_path: Path) -> None:
    book = [["Kunta", "Tausta", "Tausta taso", "Resurssit", "Resurssit taso"]]
    save(
        tmp_path,
        {
            "Nokia.xlsx": rows("linjaus on", "", "yksi tekijä", above=("Kunta", "Nokia")),
            "Kooste.xlsx": [
                *book,
                ["Nokia", "linjaus on", 2, "yksi tekijä", 1],
                ["Pori", "e", 0, "f", 1],
            ],
        },
    )
    found = digimatrix.read(tmp_path).reading
    made = found.returns[0]
    background = made.answer("background")
    assert [part.place.file for part in background.parts] == ["Nokia.xlsx"]
    assert background.text == "linjaus on"
    assert background.level
    assert (background.level.low, background.level.place.file) == (2, "Kooste.xlsx")
    assert slugs(found) == ["completed-return"]
    assert [(p.place.cell, p.rule.slug) for p in found.left_out] == [
        ("B2", "summary"),
        ("D2", "summary"),
    ]
    counts = found.counts
    assert counts.cells == counts.placed + counts.headings + counts.left_out


def test_a_summary_in_other_words_gives_way_to_ones_own(tmp_path: Path) -> None:
    save(
        tmp_path,
        {
            "Nokia.xlsx": rows("linjaus on", "", "yksi tekijä"),
            "Nokia yhteenveto.xlsx": rows("linjaus", "", "tekijä"),
        },
    )
    found = digimatrix.read(tmp_path).reading
    assert found.returns[0].answer("background").text == "linjaus on"
    assert slugs(found) == ["own-words"]


def test_a_blank_form_does_not_take_the_place_of_answers(tmp_path: Path) -> None:
    save(tmp_path, {"Nokia.xlsx": rows("linjaus on"), "Nokia v2.xlsx": rows("", "", "")})
    assert digimatrix.read(tmp_path).reading.returns[0].answer("background").text == "linjaus on"


@pytest.mark.parametrize(
    "name", ["tavoitetasot 2024.xlsx", "Tavoitteet 2027.xlsx", "Tavoitetasot.xlsx", "x.xlsx"]
)
def test_targets_in_a_file_of_their_own_go_with_the_words(tmp_path: Path, name: str) -> None:
    title = "Tavoitetasot, asteikko 1–5" if name == "x.xlsx" else "Asteikko 1–5"
    head = ["Kunta", "Tausta", "Lähtötilanne", "Resurssit"]
    save(
        tmp_path,
        {
            "Kokemäki 2024.xlsx": rows("strategia", "reitti", "raha", above=("Kunta", "Kokemäki")),
            name: [[title], [], head, ["Kokemäki", 4, 4, 3], ["Harjavalta", 5, 5, 3]],
        },
    )
    found = digimatrix.read(tmp_path).reading
    (made,) = (each for each in found.returns if each.municipality.name == "Kokemäki")
    assert made.round == "2024"
    targets = [made.answer(key).target for key in ("background", "resources")]
    assert [(x.typed, x.low) for x in targets if x] == [("4", 3), ("3", 2)]
    assert not any(answer.level for answer in made.answers)


def test_levels_and_targets_in_a_workbook_of_their_own(tmp_path: Path) -> None:
    head = ["Kommun", "Bakgrund", "Eget utgångsläge", "Resurser"]
    book = Workbook()
    for name, title, levels in (
        ("Nivåer", "Självbedömd nivå, skala 1–5", [3, 2, 4]),
        ("Mål", "Målnivå 1–5", [4, 4, 5]),
    ):
        sheet = book.create_sheet(name)
        for row in ([title], [], head, ["Hangö", *levels], ["Ingå", *levels]):
            sheet.append(row)
    book.save(tmp_path / "nivåer och mål.xlsx")
    save(tmp_path, {"Hangö 2024.xlsx": rows("program", "vandringar", above=("Kommun", "Hangö"))})
    found = digimatrix.read(tmp_path).reading
    made = found.returns[0]
    assert (made.municipality.name, made.round, made.scale) == ("Hanko", "2024", (1, 5))
    levels = [(x.level.low, x.target.low) for x in made.answers if x.level and x.target]
    assert levels == [(2, 3), (1, 3), (3, 4)]
    assert "second-return" not in slugs(found)


SYNTHESES = [
    ("Hajdú-Bihar megyei összesítés.xlsx", ()),
    ("megye.xlsx", ("Hajdú-Bihar vármegye – összesítés",)),
    ("Pirkanmaa 2024.xlsx", ("Pirkanmaan kuntien yhteenveto",)),
    ("Länssammanställning 2024.xlsx", ()),
    ("County synthesis.xlsx", ()),
    ("Utenos apskrities suvestinė.xlsx", ("Savivaldybė", "Utenos apskrities suvestinė")),
]


@pytest.mark.parametrize(("name", "above"), SYNTHESES, ids=[name for name, _ in SYNTHESES])
def test_a_regions_own_synthesis_is_no_return_beside_the_returns(
    tmp_path: Path, name: str, above: tuple[str, ...]
) -> None:
    save(tmp_path, {name: rows("vähän strategioita", "", "niukat", above=above)})
    alone = digimatrix.read(tmp_path).reading
    assert len(alone.returns) == 1
    save(tmp_path, {"Nokia 2024.xlsx": rows("strategia on", "", "yksi", above=("Kunta", "Nokia"))})
    found = digimatrix.read(tmp_path).reading
    assert [made.municipality.name for made in found.returns] == ["Nokia"]
    assert {(p.text, p.rule.slug) for p in found.left_out} == {
        ("vähän strategioita", "summary"),
        ("niukat", "summary"),
    }
    assert "no-municipality" not in slugs(found)


@pytest.mark.parametrize(
    "name", ["codebook.xlsx", "Muuttujaluettelo 2024.xlsx", "kodbok.xlsx", "Data dictionary.xlsx"]
)
def test_the_codebook_of_a_survey_is_no_return(tmp_path: Path, name: str) -> None:
    book = [["Variable", "Type", "Meaning"], ["Q2", "text", "strategies, guidelines, mandate"]]
    save(
        tmp_path,
        {
            name: [*book, ["Q7", "text", "feedback and statistics"]],
            "Nokia 2024.xlsx": rows("strategia on", "", "yksi", above=("Kunta", "Nokia")),
        },
    )
    found = digimatrix.read(tmp_path).reading
    assert [made.municipality.name for made in found.returns] == ["Nokia"]
    assert {p.rule.slug for p in found.left_out} == {"instruction"}
