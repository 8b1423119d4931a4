"""The page says what the report says, and nothing from outside gets in."""

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from functools import cache

import pages
import pytest
import region

from digimatrix.render import charts, html
from digimatrix.render.charts.palette import LEVELS
from digimatrix.report.document import Report
from digimatrix.report.tables import written

SVG = '<svg class="chart"></svg>'


@cache
def report(count: int = 5, language: str = "en") -> Report:
    return region.report(count, language)


def page(given: Report) -> str:
    return html.page(given, {figure.id: SVG for figure in given.figures}, ("report.xlsx",))


def test_it_asks_for_nothing_and_runs_only_its_own_script() -> None:
    made = page(report())
    root = pages.read(made)
    (policy,) = (
        meta.attributes["content"]
        for meta in root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    (script,) = root.all("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()

    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}';" in policy
    without_fonts = re.sub(r"data:font/woff2;base64,[\w+/=]+", "", made)
    assert re.findall(r"(?:https?:)?//\w+", without_fonts) == []
    assert "\r" not in made
    for element in pages.elements(root):
        assert not {"src", "srcset", "onclick", "onload", "style"} & element.attributes.keys()


def test_findings_come_before_everything_else() -> None:
    root = pages.read(page(report()))
    sections = [section.attributes["id"] for section in root.all("main")[0].children]

    assert sections == [
        "findings",
        "overview",
        "gaps",
        "priorities",
        "groups",
        "map",
        "synthesis",
        "municipalities",
        "notes",
        "method",
    ]
    items = root.all("ol", "findings")[0].all("li")
    for item, finding in zip(items, report().findings, strict=True):
        assert item.text.startswith(finding.text)


def test_every_link_leads_to_something_and_no_id_comes_twice() -> None:
    root = pages.read(page(report()))
    found = pages.elements(root)
    ids = [element.attributes["id"] for element in found if "id" in element.attributes]
    links = {
        element.attributes["href"].removeprefix("#")
        for element in root.all("a")
        if element.attributes["href"].startswith("#")
    }
    labels = {
        name
        for element in found
        for attribute in ("aria-labelledby", "aria-describedby")
        for name in element.attributes.get(attribute, "").split()
    }

    assert len(ids) == len(set(ids))
    assert links | labels <= set(ids)
    assert {profile.anchor for profile in report().profiles} <= links


def test_headings_go_down_step_by_step() -> None:
    root = pages.read(page(report()))
    levels = [int(e.tag[1]) for e in pages.elements(root) if re.fullmatch(r"h[1-6]", e.tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_overview_is_a_table_of_the_figures_values() -> None:
    overview = report().overview
    root = pages.read(page(report()))
    (table,) = root.all("table", "levels")
    rows = [row for row in table.all("tr") if "group" not in row.classes][1:]
    given = [row for group in overview.groups for row in group.rows] + [overview.median]

    assert table.all("caption")[0].text
    assert [head.attributes["scope"] for head in table.all("thead")[0].all("th")] == ["col"] * 8
    for row, expected in zip(rows, given, strict=True):
        head, *cells = row.children
        assert (head.tag, head.attributes["scope"]) == ("th", "row")
        assert head.text == expected.name
        for cell, level in zip(cells, expected.levels, strict=False):
            assert cell.text == level.label
            if level.value is None:
                assert cell.classes == ["unknown"]
            else:
                assert cell.classes == [f"s{int(level.value)}"]
                assert float(cell.attributes["data-value"]) == level.value
            assert bool(cell.all("strong")) == level.reached
        assert cells[-1].text == expected.mean.label + ("*" if expected.partial else "")


def test_each_regions_name_heads_its_rows() -> None:
    root = pages.read(page(report(12)))
    names = [group.name for group in report(12).overview.groups if group.name]

    heads = [row.children[0] for row in root.all("tr", "group")]
    assert [head.text for head in heads] == names
    assert {head.attributes["scope"] for head in heads} <= {"rowgroup"}


def test_each_charts_data_table_holds_the_figures_values() -> None:
    given = report(language="fi")
    root = pages.read(page(given))
    drawn = given.figures[1:]
    tables = root.all("table", "data")

    assert len(tables) == len(drawn)
    for table, figure in zip(tables, drawn, strict=True):
        rows = [[cell.text for cell in row.children] for row in table.all("tr")]
        assert rows == [
            [column.label for column in figure.table.columns],
            *(
                [
                    written(value, column.form, given.words)
                    for value, column in zip(row, figure.table.columns, strict=True)
                ]
                for row in figure.table.rows
            ),
        ]


def test_a_quote_is_the_whole_answer_in_its_own_language_with_its_words_marked() -> None:
    root = pages.read(page(report()))
    articles = {a.attributes["id"]: a for a in root.all("article")}

    for profile in report().profiles:
        for entry in profile.entries:
            article = articles[f"{profile.anchor}.{entry.dimension}"]
            assert entry.level in article.text
            assert entry.place in article.text
            for action in entry.actions:
                assert action in article.text
            if not entry.fragments:
                continue
            (quote,) = article.all("blockquote")
            assert quote.attributes["lang"] == entry.language
            aids = [*quote.all("span", "vh"), *quote.all("small", "cue")]
            text = quote.text
            for aid in aids:
                assert aid.attributes["lang"] == "en"
                text = text.replace(aid.text, "", 1)
            assert text == "".join(fragment.text for fragment in entry.fragments)
            assert [mark.text for mark in quote.all("mark")] == [
                fragment.text for fragment in entry.fragments if fragment.cue
            ]


def test_a_step_in_a_municipalitys_own_words_keeps_their_language() -> None:
    root = pages.read(page(report()))
    (first, *_) = report().profiles
    steps = root.all("ol", "steps")[0].all("b")

    assert [step.text for step in steps] == [step.text for step in first.steps]
    assert [step.attributes.get("lang", "") for step in steps] == [
        step.language for step in first.steps
    ]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_page_tells_its_language(language: str) -> None:
    root = pages.read(page(report(3, language)))

    assert root.all("html")[0].attributes["lang"] == language


def test_a_report_without_findings_notes_or_municipalities_is_still_a_page() -> None:
    bare = replace(report(), findings=(), notes=(), profiles=(), funding=())
    root = pages.read(page(bare))

    sections = [section.attributes["id"] for section in root.all("main")[0].children]
    assert sections == ["overview", "gaps", "priorities", "groups", "map", "synthesis", "method"]


def test_a_level_has_the_blue_of_the_class_it_has_reached() -> None:
    overview = report().overview

    assert [html.shade(v, overview) for v in (-1, 0, 0.9, 1, 2.5, 3, 3.99, 4, 9)] == [
        0, 0, 0, 1, 2, 3, 3, 4, 4,
    ]  # fmt: skip
    ten = replace(overview, classes=tuple("abcdefghij"), starts=tuple(range(1, 11)))
    assert (html.shade(1, ten), html.shade(10, ten)) == (0, 4)


def luminance(colour: str) -> float:
    colour = colour.removeprefix("#")
    if len(colour) == 3:
        colour = "".join(2 * digit for digit in colour)
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> tuple[dict[str, str], dict[str, str]]:
    style = pages.read(page(report())).all("style")[0].text
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    found = [dict(re.findall(r"--(\w+): (#[0-9a-f]+);", block)) for block in (light, dark)]
    return found[0], found[1]


def test_every_text_has_contrast_enough_in_light_and_dark() -> None:
    for colours in palettes():
        for text in ("ink", "soft", "accent", "alarm"):
            for ground in ("paper", "wash"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["ink"], colours["cue"]) >= 4.5
        for number in range(5):
            text = "on0" if number <= 2 else "on3"
            assert contrast(colours[text], colours[f"s{number}"]) >= 4.5, number


def test_page_and_charts_share_their_colours() -> None:
    light, dark = palettes()
    used = re.findall(r"fill:var\(--(\w+),(#[0-9a-f]{6})\)", charts.theme_css())

    assert tuple(light[f"s{number}"] for number in range(5)) == LEVELS
    assert {name: light[name] for name, _ in used} == dict(used)
    assert dark.keys() == light.keys()


def test_thirty_one_municipalities_take_less_than_a_megabyte() -> None:
    given = region.report(31)
    drawings = {f.id: charts.draw(f, given.words).inline for f in given.figures}

    assert len(html.page(given, drawings).encode()) < 1_000_000


def own(given: Report, number: int = 0, files: tuple[str, ...] = ()) -> str:
    return html.municipality(given, given.profiles[number], SVG, files)


def test_a_municipalitys_own_page_asks_for_nothing_and_runs_nothing() -> None:
    root = pages.read(own(report()))
    (policy,) = (
        meta.attributes["content"]
        for meta in root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "script-src 'none';" in policy
    assert root.all("script") == []
    without_fonts = re.sub(r"data:font/woff2;base64,[\w+/=]+", "", own(report()))
    assert re.findall(r"(?:https?:)?//\w+", without_fonts) == []


@pytest.mark.parametrize("number", range(5))
def test_a_municipalitys_own_page_names_nobody_else(number: int) -> None:
    given = report(12)
    made = own(given, number)
    shown = given.profiles[number]
    assert shown.name in made
    for other in given.profiles:
        assert other.name == shown.name or other.name not in made


def test_a_municipalitys_own_page_shows_where_it_stands_its_promises_and_why() -> None:
    given = report()
    root = pages.read(own(given, files=("a.pdf",)))
    shown = given.profiles[0]
    sections = [section.attributes["id"] for section in root.all("main")[0].children]
    levels = [int(e.tag[1]) for e in pages.elements(root) if re.fullmatch(r"h[1-6]", e.tag)]
    ids = [e.attributes["id"] for e in pages.elements(root) if "id" in e.attributes]
    links = [a.attributes["href"] for a in root.all("a")]

    assert sections == ["standing", "promises", "lessons", "why"]
    assert root.all("h1")[0].text == shown.name
    assert [item.text for item in root.all("ul", "summary")[0].all("li")] == list(shown.summary)
    assert [article.attributes["id"] for article in root.all("article")] == [
        entry.dimension for entry in shown.entries
    ]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert [link for link in links if not link.startswith("#")] == ["a.pdf"]


def test_each_municipality_leads_to_its_own_pages() -> None:
    given = report(3)
    made = html.page(
        given,
        {figure.id: SVG for figure in given.figures},
        own={given.profiles[1].anchor: ("municipalities/b.html", "municipalities/b.pdf")},
    )
    links = [a.attributes["href"] for a in pages.read(made).all("a")]
    assert [link for link in links if "/" in link] == [
        "municipalities/b.html",
        "municipalities/b.pdf",
    ]


def test_each_line_of_the_regions_own_matrix_leads_to_the_words_it_rests_on() -> None:
    given = report(12)
    root = pages.read(page(given))
    ids = {element.attributes.get("id") for element in pages.elements(root)}
    (section,) = (s for s in root.all("section") if s.attributes.get("id") == "synthesis")
    lines = [
        line for column in given.synthesis.columns for part in column.parts for line in part.lines
    ]
    links = [a.attributes["href"].removeprefix("#") for a in section.all("a")]

    assert set(links) == {source.anchor for line in lines for source in line.sources}
    assert set(links) <= ids
    for line in lines:
        assert (line.quote or line.topic) in section.text
