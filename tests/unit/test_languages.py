"""Every message exists in every report language, and numbers look as they do there."""

from __future__ import annotations

import datetime
import gettext
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from digimatrix import languages
from digimatrix.languages import LANGUAGES, Words, typed

FOLDER = Path(languages.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "digimatrix.po").open("rb") as stream:
        return read_po(stream, locale=language)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_with_its_places(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.fuzzy, message.id
        for text in texts:
            assert text, message.id
            assert places(text) == places(ids[-1]), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_messages_are_those_of_the_catalogue(language: str) -> None:
    with (FOLDER / language / "LC_MESSAGES" / "digimatrix.mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    for message in catalogue(language):
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("language", "value", "decimals", "shown"),
    [
        ("en", 1204, 0, "1,204"),
        ("fi", 1204, 0, "1\u00a0204"),
        ("en", -1.8, 1, "−1.8"),
        ("fi", -1.8, 1, "−1,8"),
        ("fi", -0.04, 1, "0,0"),
        ("fi", 41.25, 1, "41,3"),  # a half away from zero, as spreadsheet programs do
        ("fi", -0.25, 1, "−0,3"),
        ("fi", None, 1, "–"),
        ("fi", 2.25, 1, "2,3"),  # as in the workbook: a half goes up, whatever digit is before it
        ("fi", -0.75, 1, "−0,8"),
        ("en", 2.675, 2, "2.68"),
        ("en", 1e22, 0, "10,000,000,000,000,000,000,000"),
    ],
)
def test_numbers_are_written_as_in_the_language(
    language: str, value: float | None, decimals: int, shown: str
) -> None:
    assert Words(language).number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.8, "+0,8"), (-1.8, "−1,8"), (0, "±0,0"), (-0.04, "±0,0"), (None, "–")]
)
def test_differences_carry_their_sign(value: float | None, shown: str) -> None:
    assert Words("fi").signed(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "level", "mean"),
    [
        (3, 1, "3", "3,0"),
        (2.5, 1, "2,5", "2,5"),
        (0.8, 2, "0,80", "0,80"),
        (1, 2, "1", "1,00"),
        (None, 2, "–", "–"),
    ],
)
def test_levels_have_decimals_only_where_they_need_them(
    value: float | None, decimals: int, level: str, mean: str
) -> None:
    words = Words("fi", decimals)
    assert (words.level(value), words.mean(value)) == (level, mean)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.25, "0,25"), (75, "75"), (1 / 3, "0,333333333"), (20000, "20000")]
)
def test_a_number_is_typed_with_all_its_decimals(value: float, shown: str) -> None:
    assert typed(value, "fi") == shown
    assert typed(value, "en") == shown.replace(",", ".")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0%"), (0.001, "1%"), (0.145, "15%"), (0.5, "50%"), (0.999, "99%"), (1, "100%")],
)
def test_nothing_and_everything_are_shown_only_where_they_are_true(
    share: float, shown: str
) -> None:
    assert Words("en").percent(share) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fi", "13\u00a0%"), ("sv", "13\u00a0%"), ("en", "13%"), ("hu", "13%"), ("lt", "13\u00a0%")],
)
def test_the_sign_of_per_cent_stands_as_in_the_language(language: str, shown: str) -> None:
    assert Words(language).percent(0.125) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "14.3.2025"),
        ("sv", "14.3.2025"),
        ("en", "14\u00a0March 2025"),
        ("hu", "2025.\u00a003.\u00a014."),
        ("lt", "2025-03-14"),
    ],
)
def test_dates_are_written_as_in_the_language(language: str, shown: str) -> None:
    assert Words(language).date(datetime.date(2025, 3, 14)) == shown


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Akaa", "Zeppelin", "Åminne", "Äimä", "Öljylä"]),
        ("sv", ["Esbo", "Zakrisdal", "Åbo", "Ängelholm", "Örebro"]),
        ("hu", ["Ács", "Adony", "Orosháza", "Ózd", "Öcsöd", "Pécs"]),
        ("lt", ["Cirkliškis", "Čekiškė", "Druskininkai", "Šilutė", "Telšiai", "Žagarė"]),
    ],
)
def test_names_come_in_the_order_of_the_alphabet(language: str, names: list[str]) -> None:
    assert sorted({*names}, key=Words(language).order) == names
