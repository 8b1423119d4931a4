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
from digimatrix.model.problems import Rule
from digimatrix.read.answers import state_of
from digimatrix.read.gathering import shown
from digimatrix.read.texts import clean, mend
from digimatrix.read.typed_levels import in_text

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
LEVELS = st.sampled_from([None, 0, 1, 2, 3, 4])
ROWS = st.fixed_dictionaries(
    {key: st.tuples(TEXTS, LEVELS, LEVELS) for key in forms.FRAMEWORK.keys}
)
MUNICIPALITIES = {"Nokia": "536", "Uusikaupunki": "895", "Nyslott": "740", "Kuvitelma": None}
DATES = st.none() | st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 12, 31))


def expected(value: object) -> str:
    return clean(mend(value)) if isinstance(value, str) else shown(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=ROWS,
    municipality=st.sampled_from(sorted(MUNICIPALITIES)),
    date=DATES,
    year=st.none() | st.integers(2015, 2035),
    unit=st.sampled_from([None, "Kulttuuripalvelut", "Tampereen kaupunginkirjasto", "Taso 2"]),
)
def test_what_is_typed_is_what_is_read(
    language: str,
    rows: dict[str, tuple[object, int | None, int | None]],
    municipality: str,
    date: datetime.date | None,
    year: int | None,
    unit: str | None,
) -> None:
    names = {
        level.value: f"{level.value} – {level.name[language]}" for level in forms.FRAMEWORK.levels
    }
    typed = {
        key: (text, None if level is None else names[level], None if aim is None else names[aim])
        for key, (text, level, aim) in rows.items()
    }
    said = {
        "municipality": municipality,
        "date": date,
        "round": None if year is None else str(year),
        "respondent": unit,
    }
    book = forms.fill(forms.form(language), language, typed, said)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        reading = forms.read_back(book, Path(folder))

    (found,) = reading.returns
    assert found.municipality.code == MUNICIPALITIES[municipality]
    assert found.municipality.known == (municipality != "Kuvitelma")
    assert found.date == date
    assert found.round == (str(year) if year else str(date.year) if date else None)
    assert found.layout == "rows"
    for answer in found.answers:
        text, level, aim = rows[answer.dimension]
        words = expected(text)
        assert answer.text == words
        assert answer.state is state_of(words)
        inside = in_text(words)
        for stated, value, target in ((answer.level, level, False), (answer.target, aim, True)):
            if value is not None:
                assert stated is not None
                assert stated.typed == names[value]
                assert (stated.low, stated.high, stated.ambiguous) == (value, value, False)
            elif not any(item.target is target for item in inside):
                assert stated is None
    table = found.place.sheet
    assert not [problem for problem in reading.left_out if problem.place.sheet == table]
    assert {problem.rule for problem in reading.left_out} == {Rule.EXAMPLE, Rule.INSTRUCTION}
