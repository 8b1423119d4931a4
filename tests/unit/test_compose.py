from __future__ import annotations

import pytest
import region

from digimatrix.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 12, 300])
def test_any_number_of_municipalities_makes_a_report(count: int, language: str) -> None:
    report = region.report(count, language)
    assert len(report.profiles) == count
    of_region = 5 if count > 1 else 3  # one alone has no priorities and no groups
    assert len(report.figures) == count + of_region
    assert len({figure.id for figure in report.figures}) == count + of_region


@pytest.mark.parametrize("rounds", [("2025",), (None,), ("2021", "2023", "2025")])
def test_any_rounds_make_a_report(rounds: tuple[str | None, ...]) -> None:
    report = region.report(12, rounds=rounds)
    assert report.round == (rounds[-1] or "")


def test_a_report_of_nothing_known_says_so() -> None:
    cells = [each for number in range(3) for each in region.row(number, [None] * 6)]
    report = region.report(of=cells)
    assert report.overview.median.mean.label == "not known"
    assert report.gaps.rows[0].median is None


def test_the_subtitle_tells_who_and_when() -> None:
    assert region.report(12).subtitle == "12 municipalities, 3 regions, round 2025"
    one = region.municipality(0)
    assert region.report(1).subtitle == f"{one.name}, {one.region}, round 2025"


def test_the_funders_statement_is_in_the_reports_language() -> None:
    assert region.report(2, "fi").funding[-1] == "Vipuvoimaa EU:lta 2014–2020"
    assert region.report(2, "en").funding[-1] == "Leverage from the EU 2014–2020"


def test_table_and_figure_ids_never_clash() -> None:
    report = region.report(12)
    tables = [table.id for table in report.tables] + [f.table.id for f in report.figures]
    assert len(set(tables)) == len(tables)


def test_every_figure_has_alt_text_title_and_source() -> None:
    for figure in region.report(12).figures:
        assert figure.alt
        assert figure.title
        assert figure.source


def test_no_text_shows_an_unfilled_place() -> None:
    def texts(value) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, tuple | list):
            return [text for each in value for text in texts(each)]
        if hasattr(value, "__dataclass_fields__"):
            return [
                text for name in value.__dataclass_fields__ for text in texts(getattr(value, name))
            ]
        return []

    assert [text for text in texts(region.report(12)) if "{" in text or "}" in text] == []
