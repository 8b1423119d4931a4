"""Which name a file's name holds, where no register knows it."""

from __future__ import annotations

import pytest

from digimatrix.read.senders.filenames import name_in, names_nobody


@pytest.mark.parametrize(
    ("stem", "titles", "name"),
    [
        ("kerdoiv_tapolca", (), "Tapolca"),
        ("tapolca_kitoltve_2024-03-14", (), "Tapolca"),
        ("Tapolca x-ek", (), "Tapolca"),
        ("hodmezovasarhely", ("Kérdőív", " Hódmezővásárhely "), "Hódmezővásárhely"),
        ("Hodmezovasarhely", ("Hódmezővásárhely, 2024",), "Hódmezővásárhely"),
        ("panevezio krastas", ("Anketa: Panevėžio kraštas (2024)",), "Panevėžio kraštas"),
        ("kaposvar", ("A kaposvári könyvtár", "amit Kaposvár kért"), "Kaposvár"),
        ("Kuvitelma kysely kevät 2025", ("Kysely",), "Kuvitelma"),
        ("kopio tiedostosta ala-kuvitelma täytetty", (), "Ala-kuvitelma"),
        ("enkätsvar Nya_Påhitt 14.3.2025", (), "Nya Påhitt"),
        ("anketa išgalvota užpildyta", (), "Išgalvota"),
        ("survey reply Made Up filled in", (), "Made Up"),
    ],
)
def test_words_that_are_nobodys_are_no_name(stem: str, titles: tuple[str, ...], name: str) -> None:
    assert name_in(stem, titles) == name


@pytest.mark.parametrize("stem", ["vastaus", "x", "kysely 2024", "Kysely 17", "koulu_3", ""])
def test_a_file_that_tells_no_name_or_a_number_keeps_its_own(stem: str) -> None:
    assert name_in(stem, ("Kysely",)) == stem


@pytest.mark.parametrize(
    "name",
    [
        *("Taul1", "Munka1", "Lapas1", "Matriisi 2025", "Return 12345", "Vastaus (2)", "1", ""),
        *("Kyselyvastaus_v2", "kevät 2024", "Saatekirje", "return final", "vastaus_14.3.2025"),
        *("Self-assessment", "Levels and targets", "Tasot ja tavoitteet", "Nivåer och mål"),
        *("Önértékelés", "Lygis"),
    ],
)
def test_what_tells_only_what_it_holds_names_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize("name", ["Nokia", "Eger", "Nokia2", "Juva ja Rantasalmi", "kerdoiv_eger"])
def test_what_tells_more_may_name_somebody(name: str) -> None:
    assert not names_nobody(name)
