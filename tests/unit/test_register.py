"""Names of municipalities as people type them."""

from __future__ import annotations

import pytest

from digimatrix.model.municipality import Municipality
from digimatrix.read.senders.register import Registers, build, official

REGISTERS = Registers(official())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nokia", "Nokia"),
        ("NOKIA", "Nokia"),
        ("Nokian kaupunki", "Nokia"),
        ("Jamsa", "Jämsä"),
        ("Nyslotts stad", "Savonlinna"),
        ("Åbo", "Turku"),
        ("Loimaan kaupunki", "Loimaa"),
        ("Helsingin kaupunki", "Helsinki"),
        ("Lahden kaupunki", "Lahti"),
        ("Paraisten kaupunki", "Parainen"),
        ("Uudenkaupungin kaupunki", "Uusikaupunki"),
        ("Virtain kaupunki", "Virrat"),
        ("Alavuden kaupunki", "Alavus"),
        ("Varkauden kaupunki", "Varkaus"),
        ("Pihtiputaan kunta", "Pihtipudas"),
        ("Punkalaitumen kunta", "Punkalaidun"),
        ("Liedon kunta", "Lieto"),
        ("Limingan kunta", "Liminka"),
        ("Luhangan kunta", "Luhanka"),
        ("Puolangan kunta", "Puolanka"),
        ("Outokummun kaupunki", "Outokumpu"),
        ("Mänttä-Vilppulan kaupunki", "Mänttä-Vilppula"),
        ("Iin kunta", "Ii"),
        ("Pedersöre", "Pedersören kunta"),
        ("Koski", "Koski Tl"),
        ("536", "Nokia"),
        ("City of Oulu", "Oulu"),
        ("Umeå kommun", "Umeå"),
        ("Kauno miesto savivaldybė", "Kauno miestas"),
        ("Anykščių rajono savivaldybė", "Anykščiai"),
        ("Pakruojo r. sav.", "Pakruojis"),
    ],
)
def test_a_name_is_found_in_each_form(typed: str, name: str) -> None:
    found = REGISTERS.find(typed)
    assert found is not None
    assert found.municipality.name == name


def test_every_municipality_of_finland_is_found_by_name_genitive_and_code() -> None:
    finland = official()[0]
    assert len(finland.municipalities) == 308
    assert sum(m.population or 0 for m in finland.municipalities) == 5_563_970
    for municipality in finland.municipalities:
        for typed in (municipality.name, municipality.code or "", f"{municipality.name} kunta"):
            found = REGISTERS.find(typed)
            assert found is not None
            assert found.municipality == municipality


def test_a_former_municipality_counts_for_the_one_it_is_part_of() -> None:
    found = REGISTERS.find("Nastolan kunta")
    assert found is not None
    assert (found.municipality.name, found.former, found.since) == ("Lahti", "Nastola", 2016)


def test_a_slip_of_the_pen_is_forgiven_where_asked_for() -> None:
    assert REGISTERS.find("Jyvaskylla") is None
    found = REGISTERS.find("Jyvaskylla", near=True)
    assert found is not None
    assert (found.municipality.name, found.near) == ("Jyväskylä", True)
    assert REGISTERS.find("Kuvitelma", near=True) is None
    swapped = REGISTERS.find("Lieska", near=True)
    assert swapped
    assert (swapped.municipality.name, swapped.near) == ("Lieksa", True)


@pytest.mark.parametrize(
    ("text", "loose", "name"),
    [
        ("Nokian kaupungin vastaus maakunnan kyselyyn", False, "Nokia"),
        ("Nokian seutukunta", False, None),
        ("Nokian kaupunki – digikulttuurin matriisi 2025", False, "Nokia"),
        ("Digikulttuuri Outokummussa", False, "Outokumpu"),
        ("Digikulttuurin matriisi, Ii", False, "Ii"),
        ("nokia_matriisi_2025", True, "Nokia"),
        ("kirjaston aura ja salo", False, None),
        ("tampere_library_region_matrix", True, None),
        ("Tampereen seutu", False, None),
        ("Lund", False, None),
        ("Lunds kommun", False, "Lund"),
        ("Ukmergės r. gerosios praktikos", False, "Ukmergė"),
        ("Praktiker i Östra Göinge 2025", False, "Östra Göinge"),
        ("östra göinge", False, None),
        ("Taul1", True, None),
    ],
)
def test_a_name_is_found_in_titles_and_file_names(text: str, loose: bool, name: str | None) -> None:
    found = REGISTERS.search(text, loose=loose)
    assert (found.municipality.name if found else None) == name


def test_the_users_own_register_comes_first() -> None:
    own = build("project.xlsx", [(Municipality("Nokia", "X1", "Hallasto"), ["Lövskär"])], home=True)
    registers = Registers((own, *official()))
    for typed in ("Nokian kaupunki", "Lövskärs stad", "X1"):
        found = registers.find(typed)
        assert found is not None
        assert found.municipality.region == "Hallasto"


@pytest.mark.parametrize("typed", ["Szentendre Város Önkormányzata", "Város", "Kunta", "Varos"])
def test_a_suffix_or_a_foreign_ending_makes_no_name(typed: str) -> None:
    assert REGISTERS.search(typed, loose=True) is None


def test_a_slip_is_forgiven_only_where_the_language_may_mean_the_name() -> None:
    assert REGISTERS.find("Seinäjkoi", near=True, language="fi")
    assert REGISTERS.find("Seinäjkoi", near=True, language="en")
    assert REGISTERS.find("Seinäjkoi", near=True, language="hu") is None
    assert REGISTERS.find("Kristianstd", near=True, language="sv")
    assert REGISTERS.find("Kristianstd", near=True, language="fi") is None


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("pieksamaki.fi", "Pieksämäki"),
        ("pieksämäki.fi", "Pieksämäki"),
        ("edu.pieksamaki.fi", "Pieksämäki"),
        ("mantta-vilppula.fi", "Mänttä-Vilppula"),
        ("nokiankaupunki.fi", "Nokia"),
        ("kommun.kumlinge.ax", "Kumlinge"),
        ("lulea.se", "Luleå"),
        ("overtornea.se", "Övertorneå"),
        ("utena.lt", "Utena"),
        ("nokia.com", None),
        ("salo.se", None),
        ("gmail.com", None),
        ("vantaanseurakunta.fi", None),
        ("raahe.kirjastot.fi", None),
        ("593.fi", None),
    ],
)
def test_a_domain_is_the_municipalitys_that_it_is_named_after(
    domain: str, name: str | None
) -> None:
    found = REGISTERS.at(domain)
    assert (found.municipality.name if found else None) == name


def test_a_register_of_ones_own_has_domains_of_any_country() -> None:
    own = Registers((build("project.xlsx", [(Municipality("Gyula"), [])], home=True),))
    assert own.at("gyula.hu")
    assert own.at("gyula.com") is None
