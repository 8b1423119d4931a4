"""The PDFs are accessible, hold what the report says, and do not depend on what was typed."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache

import pytest
import region
import structure
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digimatrix.languages import LANGUAGES
from digimatrix.render import charts, own, pdf
from digimatrix.render.pdf.municipality import until
from digimatrix.report.document import Finding, Fragment, Report
from digimatrix.report.figures import Dumbbell


@cache
def report(count: int = 12, language: str = "en") -> Report:
    return region.report(count, language)


def drawings(given: Report) -> dict[str, str]:
    return {figure.id: charts.draw(figure, given.words).inline for figure in given.figures}


@cache
def regional(count: int = 12, language: str = "en") -> bytes:
    return pdf.region(report(count, language), drawings(report(count, language)))()


@cache
def profile(number: int = 0, language: str = "en", count: int = 12) -> bytes:
    given = report(count, language)
    found = given.profiles[number]
    return pdf.municipality(given, found, charts.draw(found.figure, given.words).inline)()


def documents(language: str) -> tuple[bytes, bytes]:
    return regional(language=language), profile(language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_accessible_its_title_and_its_language(language: str) -> None:
    titles = (report(language=language).title, report(language=language).profiles[0].name)
    for made, title in zip(documents(language), titles, strict=True):
        read = structure.reader(made)
        root = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
        assert read.metadata is not None
        assert read.metadata.title == title
        assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_chart_has_the_figures_own_words_for_those_who_do_not_see_it() -> None:
    given = report()
    told = [tag.alt for tag in structure.tags(regional()).all("Figure")]
    assert told == [f.alt for f in given.figures[1:] if not isinstance(f, Dumbbell)]
    (alone,) = structure.tags(profile()).all("Figure")
    assert alone.alt == given.profiles[0].figure.alt


def test_every_table_has_headings_for_its_columns_and_regions() -> None:
    given = report()
    overview, dimensions, summary = structure.tags(regional()).all("Table")
    for table in (overview, dimensions, summary):
        rows = list(table.all("TR"))
        assert {kid.name for kid in rows[0].kids} == {"TH"}
        assert {tag.scope for tag in table.all("TH")} == {"/Column"}
    groups = [group.name for group in given.overview.groups if group.name]
    columns = len(given.overview.dimensions) + 2
    assert len(list(overview.all("TH"))) == columns + len(groups)
    names = [row for group in given.overview.groups for row in group.rows]
    assert len(list(overview.all("TD"))) == columns * (len(names) + 1)
    assert len(list(dimensions.all("TR"))) == 1 + len(given.overview.dimensions)
    assert len(list(summary.all("TR"))) == 1 + len(given.profiles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_a_table_has_a_cell_for_each_heading(language: str) -> None:
    for table in structure.tags(regional(language=language)).all("Table"):
        head, *rows = table.all("TR")
        assert {kid.name for kid in head.kids} == {"TH"}
        for row in rows:
            names = {kid.name for kid in row.kids}
            assert len(names) == 1  # a region's heading stands alone in its row
            assert len(row.kids) == (1 if names == {"TH"} else len(head.kids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_tables_have_room_for_their_words_undivided(language: str) -> None:
    given = report(language=language)
    prepared = pdf.region(given, drawings(given)).args[1]
    for name in ("dimensions", "summary"):
        assert not prepared[name]["hyphenate"]
    places = [row[6] for row in prepared["summary"]["rows"]]
    assert places
    assert all(" " not in place for place in places)  # "11 av 12" stands on one line


def test_rows_have_no_headings_of_their_own_as_long_as_typst_gives_none() -> None:
    """When this fails, mark the first cell of each row in `common.typ` and `report.typ`."""
    with pytest.raises(typst.TypstError, match="header-cell"):
        typst.compile(b'#table(pdf.header-cell(scope: "row")[x])', format="pdf")


def test_bookmarks_lead_to_every_heading_and_none_skips_a_level() -> None:
    given = report()
    for made in documents("en"):
        marks = structure.bookmarks(made)
        levels = [
            int(tag.name[1])
            for tag in structure.tags(made).all()
            if re.fullmatch(r"H[1-6]", tag.name)
        ]
        assert len(marks) == len(levels)
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    marks = structure.bookmarks(regional())
    assert marks[:4] == ["Findings", given.overview.title, "Dimensions", given.gaps.title]
    for figure in (given.priorities, given.distribution, given.tiles):
        assert figure is not None
        assert figure.title in marks
    shown = structure.bookmarks(profile())
    parts = [title for title in own.headings(given.words).values() if title in shown]
    assert parts == [mark for mark in shown if mark in parts]  # in their order
    assert {"Where we stand", given.profiles[0].figure.title} < set(shown)


def test_quoted_words_keep_their_language() -> None:
    assert structure.languages(profile(language="en")) == {"en", "fi"}
    assert structure.languages(profile(language="fi")) == {"fi"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_regional_report_says_what_the_report_says(language: str) -> None:
    given = report(language=language)
    text = structure.text(regional(language=language)).replace("-\n", "")
    for sentence in (given.subtitle, *given.funding, *(note.place for note in given.notes)):
        assert " ".join(sentence.split()) in text
    for number, finding in enumerate(given.findings, start=1):
        assert f"{number} {finding.text}" in text.replace("\u00a0", " ")
    for each in given.profiles:
        assert each.name in text
    assert text.index(given.findings[0].text) < text.index(given.overview.title)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(3))
def test_a_profile_has_two_pages_and_names_nobody_else(number: int, language: str) -> None:
    given = report(language=language)
    made = profile(number, language)
    shown = given.profiles[number]
    text = structure.text(made)
    assert len(structure.reader(made).pages) == pdf.pages(made) == 2
    assert shown.name in text
    for other in given.profiles:
        assert other.name == shown.name or other.name not in text
    for line in given.funding:
        assert line in text


def test_long_answers_are_cut_so_that_a_profile_keeps_its_two_pages() -> None:
    given = report()
    first = given.profiles[0]
    words = "Kirjaston lukupiiri kokoontuu joka viikko verkossa. " * 40
    long = tuple(
        replace(entry, fragments=(Fragment(words, "practice", "in place"),), actions=(words,))
        for entry in first.entries
    )
    steps = tuple(replace(step, text=words) for step in first.steps)
    drawing = charts.draw(first.figure, given.words).inline
    made = pdf.municipality(given, replace(first, entries=long, steps=steps), drawing)()
    assert pdf.pages(made) == 2
    assert "…" in structure.text(made)
    assert "…" not in structure.text(profile())


def test_the_same_report_gives_the_same_bytes() -> None:
    given = report()
    assert pdf.region(given, drawings(given))() == regional()
    drawing = charts.draw(given.profiles[0].figure, given.words).inline
    assert pdf.municipality(given, given.profiles[0], drawing)() == profile()


def test_its_date_is_the_reports_alone() -> None:
    for made in documents("en"):
        metadata = structure.reader(made).metadata
        assert metadata is not None
        assert metadata.creation_date is not None
        assert metadata.creation_date.date() == region.DATE


@pytest.mark.parametrize("count", [1, 31])
def test_one_municipality_or_many_make_a_report(count: int) -> None:
    made = structure.tags(regional(count))
    rows = list(next(made.all("Table")).all("TR"))
    groups = len({group.name for group in report(count).overview.groups if group.name})
    assert len(rows) == 1 + groups + count + 1


def test_a_report_without_findings_notes_actions_or_funder_is_still_one() -> None:
    given = report(3)
    tables = tuple(replace(t, rows=()) if t.id == "actions" else t for t in given.tables)
    bare = replace(given, findings=(), notes=(), profiles=(), funding=(), tables=tables)
    marks = structure.bookmarks(pdf.region(bare, drawings(given))())
    assert marks[0] == given.overview.title
    assert marks[-2:] == ["Summary", "Terms and formulas"]


@pytest.mark.parametrize("code", ["", "und-x", "FI"])
def test_words_of_no_known_language_are_in_the_reports(code: str) -> None:
    given = report(3)
    first = given.profiles[0]
    entries = tuple(replace(entry, language=code) for entry in first.entries)
    steps = tuple(replace(step, language=code) for step in first.steps)
    drawing = charts.draw(first.figure, given.words).inline
    shown = pdf.municipality(given, replace(first, entries=entries, steps=steps), drawing)()
    assert structure.languages(shown) == {"en"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_was_typed_is_shown_as_it_is_and_stops_nothing(name: str, words: str) -> None:
    given = report(3)
    first = given.profiles[0]
    entry = replace(
        first.entries[0],
        fragments=(Fragment(words, "practice", name, "rhythm", words),),
        actions=(words,),
        place=name,
    )
    shown = replace(first, name=name, facts=words, entries=(entry, *first.entries[1:]))
    figure = charts.draw(replace(first.figure, title=name, alt=words), given.words).inline
    assert pdf.pages(pdf.municipality(given, shown, figure)()) >= 2
    typed = replace(given, title=name, findings=(Finding("typed", words),))
    assert pdf.pages(pdf.region(typed, drawings(given))()) >= 2


MARKUP = '#panic("x") $a$ *b* _c_ `d` <e> @f // g [h] \\ = i ~ --- '


def test_typsts_markup_is_text_like_any_other() -> None:
    given = report(3)
    typed = replace(given, findings=(Finding("typed", MARKUP.strip()),))
    assert MARKUP.strip() in structure.text(pdf.region(typed, drawings(given))())


def test_a_quote_is_cut_behind_words_and_keeps_no_reason_for_words_it_has_not() -> None:
    statement, counted, other = (
        Fragment("Sopimus koulujen kanssa", "practice", "in place"),
        Fragment("joka vuosi", "practice", "in place", "rhythm", "regular rhythm"),
        Fragment("jos ehditään", "plan", "planned"),
    )
    space = Fragment(" ")
    quote = (statement, space, counted, space, other)
    assert list(until(quote, 100)) == list(quote)
    texts = [each.text for each in until(quote, 35)]
    assert texts == ["Sopimus koulujen kanssa", " ", "joka vuosi…"]
    half = until(quote, 30)[-1]
    assert (half.text, half.cue_name) == ("joka…", "")
    assert [each.text for each in until(quote, 24)] == ["Sopimus koulujen kanssa…"]
    assert [each.text for each in until(quote, 3)] == ["…"]
