"""Any name and any text comes out of the page escaped, and out of the workbook and CSV as text."""

from dataclasses import replace
from functools import cache

import pages
import region
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digimatrix.render import html
from digimatrix.report.document import Finding, Fragment, Report

printable = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@cache
def plain() -> Report:
    return region.report(2)


@settings(deadline=None, max_examples=50)
@given(printable, printable)
@example("<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>")
@example('"><b>', "{{ 7 * 7 }}")
@example("</title><svg onload=alert(1)>", "&lt;&amp;#x3c;")
def test_any_name_or_text_comes_out_of_the_page_escaped(name: str, text: str) -> None:
    report = plain()
    first, *others = report.profiles
    entry = replace(first.entries[0], fragments=(Fragment(text),), place=name, language=name)
    entries = (entry, *first.entries[1:])
    given = replace(
        report,
        title=name,
        findings=(Finding("f", text),),
        profiles=(replace(first, name=name, entries=entries), *others),
    )
    drawings = {figure.id: "" for figure in report.figures}
    root = pages.read(html.page(given, drawings))

    assert root.all("title")[0].text == root.all("h1")[0].text == name
    assert root.all("ol", "findings")[0].all("li")[0].text == text
    assert name in [heading.text for heading in root.all("h3")]
    (quote,) = root.all("article")[0].all("blockquote")
    assert (quote.text, quote.attributes["lang"]) == (text, name)
    tags = [element.tag for element in pages.elements(root)]
    same = pages.read(html.page(replace(given, title="x", findings=(Finding("f", "x"),)), drawings))
    assert tags == [element.tag for element in pages.elements(same)]
    assert len(root.all("script")) == 1
