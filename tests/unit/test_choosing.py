"""Which of several returns of one municipality and round holds, and what is taken into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

import digimatrix
from digimatrix.model.matrix import Reading
from digimatrix.read.senders.versions import called, version_of

HEADINGS = [
    *("Tausta ja lähtökohdat", "Oma lähtötilanne", "Miten ja missä"),
    *("Yhteistyöllä", "Resurssit", "Evaluointi"),
]
WHOLE = [
    *("strategia on tehty", "kaksi palvelua käytössä", "kirjastossa ja verkossa"),
    *("koulujen kanssa", "yksi henkilö ja raha", "kysely joka kevät"),
]
PLACES = dict(zip("bswcre", range(6), strict=True))


def form(*above: tuple[str, ...], levels: tuple[object, ...] = (), **given: str) -> list[object]:
    """Return the rows of a form: the whole of it, or what is `given` by first letters."""
    texts: list[str | None] = [None] * 6
    for key, text in given.items():
        texts[PLACES[key]] = text
    return [*above, [], HEADINGS, texts if given else WHOLE, levels]


def read(folder: Path, files: dict[str, list[object]]) -> Reading:
    """Read files of one sheet each, or of the sheets named after "#"."""
    books: dict[str, Workbook] = {}
    for name, rows in files.items():
        file, _, sheet = name.partition("#")
        book = books.setdefault(file, Workbook())
        page = book.create_sheet(sheet or "Taul1")
        for row in rows:
            page.append(row)
    for file, book in books.items():
        book.remove(book.worksheets[0])
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        book.save(folder / file)
    found = digimatrix.read(folder, cached=False).reading
    counts = found.counts
    assert counts.cells == counts.placed + counts.headings + counts.left_out
    return found


def slugs(found: Reading) -> list[str]:
    usual = {"no-round", "no-municipality", "unknown-municipality"}
    return [each.rule.slug for each in found.problems if each.rule.slug not in usual]


def texts(found: Reading) -> list[str]:
    (made,) = found.returns
    return [answer.text for answer in made.answers]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("Nokia.xlsx", (0, (1, 0))),
        ("Nokia 2024.xlsx", (0, (1, 0))),
        ("Nokia_v1.2.xlsx", (0, (1, 2))),
        ("Nokia (2).xlsx", (0, (2, 0))),
        ("Eger 3. verzió.docx", (0, (3, 0))),
        ("Nokia luonnos 2.xlsx", (-1, (2, 0))),
        ("Nokia korjattu 3.2.2025.xlsx", (1, (1, 0))),
        ("Nokia korjattu 3.2.xlsx", (1, (1, 0))),
        ("Sotkamo/Digimatriisi_vanha.xlsx", (-1, (1, 0))),
        ("vanhat/Nokia lopullinen.xlsx", (-1, (1, 0))),
        ("gamla/Ingå.xlsx", (-1, (1, 0))),
        ("Eger régi.xlsx", (-1, (1, 0))),
        ("Alytaus r juodraštis.xlsx", (-1, (1, 0))),
        ("Nokia DRAFT.xlsx", (-1, (1, 0))),
        ("Nokia_NEW final2.xlsx", (1, (2, 0))),
    ],
)
def test_a_name_tells_the_version(file: str, told: tuple[int, tuple[int, int]]) -> None:
    version = version_of(file, None, frozenset())
    assert (version.standing, version.number) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sotkamo/Digimatriisi_vanha.xlsx", "Sotkamo/Digimatriisi.xlsx"),
        ("Sotkamo vastaus.xlsx", "Sotkamo uusi.xlsx"),
        ("utkast/Sotkamo.xlsx", "slutliga/Sotkamo.xlsx"),
        ("x/Sotkamo old.xlsx", "a/Sotkamo.xlsx"),
        ("Sotkamo régi.xlsx", "Sotkamo.xlsx"),
        ("Sotkamo.xlsx#sena", "Sotkamo.xlsx#nauja"),
        ("arkisto/Sotkamo.xlsx", "Sotkamo.xlsx"),
    ],
)
def test_what_calls_itself_old_gives_way(tmp_path: Path, old: str, new: str) -> None:
    found = read(tmp_path, {old: form(b="a", s="b", w="c", c="d", r="e"), new: form()})
    assert texts(found) == WHOLE
    assert slugs(found) == ["earlier-version"]
    assert {problem.rule.slug for problem in found.left_out} == {"earlier-version"}
    assert len(found.left_out) == 5


def test_a_name_that_says_old_wins_over_a_later_day(tmp_path: Path) -> None:
    files = {
        "old/Nokia.xlsx": form(("Pvm", "9.3.2025"), b="a", s="b", w="c", c="d"),
        "Nokia.xlsx": form(("Pvm", "1.3.2025")),
    }
    assert texts(read(tmp_path, files)) == WHOLE


def test_a_day_tells_nothing_where_the_corrected_one_has_none(tmp_path: Path) -> None:
    files = {
        "2025/Nokia.xlsx": form(("Pvm", "9.3.2025"), **dict.fromkeys("bswcre", "x")),
        "2025/Nokia korjattu.xlsx": form(),
    }
    found = read(tmp_path, files)
    assert texts(found) == WHOLE
    assert slugs(found) == ["earlier-version"]


ADDED = [
    ("Nokia lisäys.xlsx", ()),
    ("Nokia.xlsx#Lisäys", ()),
    ("Nokia komplettering.xlsx", ()),
    ("Nokia2.xlsx", ("Lisäys aiemmin lähetettyyn",)),
    ("Nokia addendum.xlsx", ()),
    ("Nokia kiegészítés.xlsx", ()),
    ("Nokia papildymas.xlsx", ()),
    ("täydennykset/Nokia.xlsx", ()),
]


@pytest.mark.parametrize(("name", "above"), ADDED, ids=[name for name, _ in ADDED])
def test_an_addition_is_read_with_what_was_sent_before(
    tmp_path: Path, name: str, above: tuple[str, ...]
) -> None:
    files = {"Nokia.xlsx#Vastaus": form(), name: form(above, c="myös museon kanssa")}
    found = read(tmp_path, files)
    assert texts(found) == [*WHOLE[:3], "koulujen kanssa\nmyös museon kanssa", *WHOLE[4:]]
    assert slugs(found) == ["completed-return"]
    assert not found.left_out


def test_an_addition_without_a_day_goes_with_the_round_of_what_it_adds_to(tmp_path: Path) -> None:
    files = {
        "Nokia.xlsx": form(("Pvm", "9.3.2025")),
        "Nokia lisäys.xlsx": form(c="myös museo"),
        "Pori 2023.xlsx": form(b="a", s="b"),
    }
    found = read(tmp_path, files)
    assert [made.round for made in found.returns] == ["2025", "2023"]


def test_additions_follow_one_another_and_a_later_whole_takes_their_place(tmp_path: Path) -> None:
    files = {
        "Nokia.xlsx": form(("Pvm", "1.3.2025")),
        "Nokia lisäys 2.xlsx": form(("Pvm", "3.3.2025"), c="myös museo"),
        "Nokia lisäys 1.xlsx": form(("Pvm", "5.3.2025"), c="ja teatteri"),
    }
    assert texts(read(tmp_path, files))[3] == "koulujen kanssa\nmyös museo\nja teatteri"
    last = {"Nokia lopullinen.xlsx": form(("Pvm", "9.3.2025"), **dict.fromkeys("bswcre", "x"))}
    found = read(tmp_path, last)
    assert texts(found) == ["x"] * 6
    assert slugs(found) == ["older-return"] * 3


def test_what_an_addition_repeats_or_leaves_as_it_was_is_named(tmp_path: Path) -> None:
    added = form(
        b="-", s=WHOLE[1], w="ei muutoksia", c="koulujen kanssa ja museon", r="-", e="uusi"
    )
    found = read(tmp_path, {"Nokia.xlsx": form(), "Nokia täydennys.xlsx": added})
    assert len(found.returns) == 1  # all are answered, one in other words: a version
    del added[2:]
    added += [HEADINGS, ["-", WHOLE[1], "ei muutoksia", "koulujen kanssa ja museon", "-", None]]
    found = read(tmp_path, {"Nokia täydennys.xlsx": added})
    assert texts(found) == [*WHOLE[:3], "koulujen kanssa ja museon", *WHOLE[4:]]
    assert sorted((x.rule.slug, x.text) for x in found.left_out) == [
        ("repeated-answer", "-"),
        ("repeated-answer", "-"),
        ("repeated-answer", "ei muutoksia"),
        ("repeated-answer", WHOLE[1]),
        ("replaced-answer", "koulujen kanssa"),
    ]


def test_a_correction_of_one_answer_takes_its_place_and_no_others(tmp_path: Path) -> None:
    files = {
        "Nokia.xlsx": form(levels=(1, 2, 2, 1, 1, 3)),
        "Nokia korjaus.xlsx": form(r="kaksi henkilöä", levels=(None, None, None, None, 2)),
    }
    found = read(tmp_path, files)
    assert texts(found) == [*WHOLE[:4], "kaksi henkilöä", WHOLE[5]]
    levels = [answer.level.low for answer in found.returns[0].answers if answer.level]
    assert levels == [1, 2, 2, 1, 2, 3]
    assert [(x.rule.slug, x.text) for x in found.left_out] == [
        ("replaced-answer", WHOLE[4]),
        ("replaced-answer", "1"),
    ]


def test_a_form_with_few_answers_does_not_wipe_out_the_others(tmp_path: Path) -> None:
    files = {"Nokia vastaaja1.xlsx": form(), "Nokia vastaaja2.xlsx": form(b="en tunne sitä")}
    found = read(tmp_path, files)
    assert texts(found) == ["strategia on tehty\nen tunne sitä", *WHOLE[1:]]
    assert slugs(found) == ["completed-return", "added-answer"]


def test_words_take_the_place_of_nothing(tmp_path: Path) -> None:
    first = form(**dict(zip("bswcr", WHOLE, strict=False)), e="-")
    files = {"Nokia.xlsx": first, "Nokia täydennys.xlsx": form(e="kysely on nyt tehty")}
    found = read(tmp_path, files)
    assert texts(found)[5] == "kysely on nyt tehty"
    assert [(x.rule.slug, x.text) for x in found.left_out] == [("replaced-answer", "-")]


def test_a_unit_may_add_to_its_own(tmp_path: Path) -> None:
    files = {
        "Kouvola kirjasto.xlsx": form(),
        "Kouvola museo.xlsx": form(r="museolla kolme"),
        "Kouvola kirjasto lisäys.xlsx": form(c="ja hoivakodin"),
    }
    found = read(tmp_path, files)
    assert texts(found)[3:5] == [
        "koulujen kanssa\nja hoivakodin",
        "yksi henkilö ja raha\nmuseolla kolme",
    ]
    assert sorted(slugs(found)) == ["completed-return", "units-together"]


def test_of_two_languages_that_of_most_returns_is_used(tmp_path: Path) -> None:
    swedish = [
        *("strategin är gjord", "två tjänster används", "på biblioteket och webben"),
        *("tillsammans med skolorna", "en person och pengar", "enkät varje vår"),
    ]
    files = {
        "Pargas_sv.xlsx": form(**dict(zip("bswcre", swedish, strict=True))),
        "Parainen_fi.xlsx": form(),
        "Nokia.xlsx": form(("Kunta", "Nokia"), s="meillä on vain yksi palvelu"),
    }
    found = read(tmp_path, files)
    assert found.returns[1].answers[0].text == WHOLE[0]
    assert slugs(found) == ["other-language"]


def test_a_blank_form_gives_way(tmp_path: Path) -> None:
    files = {"Nokia.xlsx": form(), "Nokia v2.xlsx": [["Kunta", "Nokia"], [], HEADINGS]}
    found = read(tmp_path, files)
    assert texts(found) == WHOLE
    assert slugs(found) == ["nothing-answered"]


def test_a_municipality_stands_by_its_own_name_until_it_was_merged(tmp_path: Path) -> None:
    files = {
        "2015/Eurajoki.xlsx": form(("Eurajoen kunta",), b="vanha strategia"),
        "2015/Luvia.xlsx": form(("Luvian kunta",)),
        "2015/luonnos/Luvia.xlsx": form(("Luvian kunta",), b="x", s="y", w="z", c="å"),
        "2019/Eurajoki.xlsx": form(("Eurajoen kunta",), b="uuden"),
        "2019/Luvia.xlsx": form(("Luvian kunta",), b="lähikirjaston"),
    }
    found = read(tmp_path, files)
    assert [(x.municipality.name, x.round, x.answers[0].text) for x in found.returns] == [
        ("Eurajoki", "2015", "vanha strategia"),
        ("Eurajoki", "2019", "uuden\nlähikirjaston"),
        ("Luvia", "2015", WHOLE[0]),
    ]
    luvia = found.returns[2].municipality
    assert (luvia.code, luvia.region, luvia.known) == ("442", "Satakunta", True)
    assert sorted(slugs(found)) == [
        *("before-merger", "earlier-version", "former-municipality", "units-together"),
    ]


def test_what_tells_no_round_is_of_before_a_merger_among_returns_of_then(tmp_path: Path) -> None:
    files = {
        "Eurajoki 2015.xlsx": form(b="vanha strategia"),
        "Luvia.xlsx": form(),
        "Luvia kirjasto.xlsx": form(r="oma"),
    }
    found = read(tmp_path, files)
    assert [made.municipality.name for made in found.returns] == ["Eurajoki", "Luvia"]
    assert found.returns[1].answers[4].text == "oma\nyksi henkilö ja raha"
    assert {"before-merger", "units-together"} == set(slugs(found))


def test_rows_of_a_table_are_of_the_municipality_of_their_year(tmp_path: Path) -> None:
    rows = [["Lahti", 2014], ["Nastola", 2014], ["Lahti", 2018], ["Nastola", 2018]]
    table = [["Kunta", "Vuosi", *HEADINGS], *([*row, *WHOLE[:5], str(row)] for row in rows)]
    found = read(tmp_path, {"taulu.xlsx": table})
    whose = [(made.municipality.name, made.round) for made in found.returns]
    assert whose == [("Lahti", "2014"), ("Lahti", "2018"), ("Nastola", "2014")]


def test_the_code_of_a_former_municipality_is_known(tmp_path: Path) -> None:
    found = read(tmp_path, {"2014/a.xlsx": form(("Kuntakoodi", "532"))})
    assert found.returns[0].municipality.name == "Nastola"


def test_forms_go_to_what_a_former_municipality_was_merged_into(tmp_path: Path) -> None:
    files = {"2015/Jalasjärvi.xlsx": form(), "2015/Kurikka.xlsx": form(b="kurikan")}
    read(tmp_path, files)
    asked = digimatrix.pipeline.invite(["all"], digimatrix.read(tmp_path, cached=False))
    assert [each.municipality for each in asked] == ["Kurikka"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Korjattu – ylempi oli keskeneräinen luonnos, käyttäkää tätä!", "corrected"),
        ("Ylempi oli luonnos", "replacing"),
        ("Ylempi oli luonnos, tämä on korjattu.", "corrected"),
        ("Ovanstående var ett utkast", "replacing"),
        ("Rättad 14.4.2025: den övre är gammal", "corrected"),
        ("The one above was a draft, please use this", "replacing"),
        ("Javított – a fenti vázlat volt", "corrected"),
        ("Pataisyta – aukščiau buvo juodraštis", "corrected"),
        ("A correction to our earlier answer", "correction"),
        ("An old version, corrected", "earlier"),
    ],
)
def test_a_title_says_which_of_the_forms_on_a_sheet_it_is_of(title: str, kind: str) -> None:
    assert called([title]) == {kind}


@pytest.mark.parametrize("day", ["14.4.2025 ", ""])
def test_a_form_that_is_corrected_below_on_its_sheet_is_left_out(tmp_path: Path, day: str) -> None:
    draft = ["Kuvaus", "päivitetään", "verkkosivut", "talossa", "selvitetään", "?", "puuttuu"]
    rows: list[object] = [
        ["Kouvola 31.3.2025"],
        ["", *HEADINGS],
        draft,
        ["Taso (0–4)", 1, 2, 2, 1, 1, 0],
        [],
        [f"KORJATTU {day}– ylempi oli keskeneräinen luonnos, käyttäkää tätä!"],
        [],
        ["", *HEADINGS],
        ["Kuvaus", *WHOLE],
        ["Taso (0–4)", 3, 3, 3, 2, 3, 3],
    ]
    found = read(tmp_path, {"Kouvola.xlsx": rows})
    assert texts(found) == WHOLE
    assert found.returns[0].round == "2025"
    assert {"older-return" if day else "earlier-version"} & set(slugs(found))
