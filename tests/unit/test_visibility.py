from __future__ import annotations

import pytest

from digimatrix.funding.visibility import Programme, is_default, programme, programmes, statement


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), ()),
        (("Euroopan unioni",), ()),
        (("Maakuntaliitto",), ()),
        (("Euroopan unioni", "Euroopan sosiaalirahasto"), (Programme.ESF_2014,)),
        (("Vipuvoimaa EU:lta 2014–2020",), (Programme.ESF_2014,)),
        (("Hävkraft från EU",), (Programme.ESF_2014,)),
        (("Euroopan unionin osarahoittama",), (Programme.ESF_2021,)),
        (("Euroopan sosiaalirahasto plus",), (Programme.ESF_2021,)),
        (("Europeiska socialfonden+",), (Programme.ESF_2021,)),
        (("Co-funded by the European Union",), (Programme.ESF_2021,)),
        (("Az Európai Unió társfinanszírozásával",), (Programme.ESF_2021,)),
        (("Bendrai finansuoja Europos Sąjunga",), (Programme.ESF_2021,)),
        (
            ("Euroopan unionin osarahoittama", "Vipuvoimaa EU:lta 2014–2020"),
            (Programme.ESF_2014, Programme.ESF_2021),
        ),
    ],
)
def test_the_funders_lines_tell_the_programme(
    lines: tuple[str, ...], found: tuple[Programme, ...]
) -> None:
    assert programmes(lines) == found


def test_the_statement_is_in_the_reports_language() -> None:
    assert statement(Programme.ESF_2021, "fi") == ("Euroopan unionin osarahoittama",)
    assert statement(Programme.ESF_2014, "fi")[-1] == "Vipuvoimaa EU:lta 2014–2020"


def test_a_language_without_a_statement_gets_the_english_one() -> None:
    assert statement(Programme.ESF_2014, "hu") == statement(Programme.ESF_2014, "en")


def test_wording_without_a_source_is_called_a_default() -> None:
    assert is_default(Programme.ESF_2014, "en")
    assert is_default(Programme.ESF_2014, "hu")
    assert not is_default(Programme.ESF_2014, "fi")
    assert not is_default(Programme.ESF_2021, "lt")


def test_of_several_programmes_the_latest_is_the_reports() -> None:
    lines = ("Euroopan unionin osarahoittama", "Vipuvoimaa EU:lta 2014–2020")
    assert programme(lines) is Programme.ESF_2021
    assert programme(lines[1:]) is Programme.ESF_2014
    assert programme(()) is None
