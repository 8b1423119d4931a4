"""What is typed into the form is what is read, whatever it is and in every language."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import forms
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from digimatrix.languages import LANGUAGES
from digimatrix.read.gathering import shown
from digimatrix.read.grids import Value
from digimatrix.read.layouts.contents import state_of
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.texts import clean, mend

Typed = tuple[str | int, float, float]

LEVEL_TEXTS = forms.FRAMEWORK.levels

LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Co"]) | st.sampled_from("\n -=+@äőūåé")
TYPICAL = st.sampled_from(
    [
        "",
        "-",
        "–",
        "ei ole",
        "n/a",
        "nincs",
        "?",
        "=cmd()",
        "=1+1",
        "+358",
        "@kirjasto",
        "'lainattu",
        "-> DIGIPAJA KYLIIN",
        "kirjasto\nmuseo\n\n→ SOPIMUS",
        "2-3",
        "3/4",
        "taso 2, tavoite 3",
        "14.3.2025",
        "Nokia",
        "Porin kirjasto",
        "RESURSSIT",
        "Oma lähtötilanne",
        "Yhteistyö",
        "EVALUATION",
        "Ištekliai",
        "Taso",
        "Tavoite",
        "Kunta: Pori",
        "Vuosi",
        "Esim: kirjaston padit",
        "Esimerkki",
        "Yhteensä",
        "Keskiarvo",
        "Ohje",
        "Euroopan unioni",
        "Kuka tekee?",
        "<b>&amp;</b>",
        "_x0041_",
        "\u00a0",
    ]
)
TEXTS = (
    TYPICAL
    | st.text(LETTERS, max_size=60).filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text))
    | st.integers(-9999, 99999)
    | st.sampled_from([0.5, 2.25, 75.0])
)
LEVELS: st.SearchStrategy[Typed | int | None] = st.sampled_from(
    [None, 0, 1, 2, 3, 4, ("2", 2, 2), (3, 3, 3), ("2-3", 2, 3), ("1,5", 1.5, 1.5), ("0", 0, 0)]
)
"""A level chosen from the list, or typed with what it is from and to."""

ROWS = st.fixed_dictionaries(
    {key: st.tuples(TEXTS, LEVELS, LEVELS) for key in forms.FRAMEWORK.keys}
)
MUNICIPALITIES = {"Nokia": "536", "Uusikaupunki": "895", "Nyslott": "740", "Kuvitelma": None}
DATES = st.none() | st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 12, 31))
ROUNDS = st.sampled_from(
    [None, ("2024", "2024"), (2031, "2031"), ("kevät 2026", "2026"), ("Pilotti", None)]
)
"""A round as it is typed, and its year, which is its name where there is one."""
UNITS = st.sampled_from([None, "Kulttuuripalvelut", "Tampereen kaupunginkirjasto", "Taso 2"])


def expected(value: object) -> str:
    return clean(mend(value)) if isinstance(value, str) else shown(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=ROWS,
    municipality=st.sampled_from(sorted(MUNICIPALITIES)),
    date=DATES,
    as_text=st.booleans(),
    round=ROUNDS,
    unit=UNITS,
)
def test_what_is_typed_is_what_is_read(
    language: str,
    rows: dict[str, tuple[Value, Typed | int | None, Typed | int | None]],
    municipality: str,
    date: datetime.date | None,
    as_text: bool,
    round: tuple[Value, str | None] | None,
    unit: str | None,
) -> None:
    names = {level.value: f"{level.value} – {level.name[language]}" for level in LEVEL_TEXTS}

    def chosen(level: Typed | int | None) -> Typed | None:
        return (names[level], level, level) if isinstance(level, int) else level

    typed = {
        key: (text, *(level and level[0] for level in (chosen(stated), chosen(target))))
        for key, (text, stated, target) in rows.items()
    }
    said: dict[str, Value | None] = {
        "municipality": municipality,
        "date": f"{date.day}.{date.month}.{date.year}" if date and as_text else date,
        "round": round and round[0],
        "unit": unit,
    }
    book = forms.fill(forms.form(language), language, typed, said)
    with tempfile.TemporaryDirectory() as folder:
        reading = forms.read_back(book, Path(folder))

    (found,) = reading.returns
    assert found.municipality.code == MUNICIPALITIES[municipality]
    assert found.municipality.known == (municipality != "Kuvitelma")
    year = (round and round[1]) or (str(date.year) if date else None)
    assert found.round == (year or (round and round[0]))
    if date is None or year == str(date.year):  # else the date is not that of the round
        assert found.date == date
    assert found.layout == "rows"
    for answer in found.answers:
        text, *levels = rows[answer.dimension]
        words = expected(text)
        assert answer.text == words
        assert answer.state is state_of(words)
        targets_in_text = {item.target for item in in_text(words)}
        for stated, level, is_target in zip(
            (answer.level, answer.target), map(chosen, levels), (False, True), strict=True
        ):
            if level is not None:
                assert stated is not None
                assert (stated.typed, stated.low, stated.high) == (str(level[0]), *level[1:])
                assert not stated.ambiguous
            elif is_target not in targets_in_text:
                assert stated is None
    assert not reading.left_out
