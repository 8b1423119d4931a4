"""Which name a file's name holds, where no register knows it."""

from __future__ import annotations

import pytest

from digimatrix.read.senders.filenames import name_in


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
