"""RENDER: a report becomes all its files, by name and content, before any is written."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

from digimatrix.render import charts, html, spreadsheet, tidy
from digimatrix.render.formats import USUAL, Format
from digimatrix.render.names import names
from digimatrix.report.document import Report
from digimatrix.report.figures import Dumbbell, Figure
from digimatrix.report.tables import Table

Content = bytes | Future[bytes]
"""What a file holds, or will hold: PDFs are set and pictures packed beside everything else."""


@dataclass(frozen=True)
class Work:
    """A report on its way to its files; each figure is drawn once, when first asked for."""

    report: Report
    formats: Collection[Format]
    pool: Executor
    excel_csv: bool = False
    _drawn: dict[str, charts.Drawing] = field(default_factory=dict)

    def drawing(self, figure: Figure) -> charts.Drawing:
        """Return the figure drawn."""
        if figure.id not in self._drawn:
            self._drawn[figure.id] = charts.draw(figure, self.report.words)
        return self._drawn[figure.id]

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures by the names of their files."""
        figures = self.report.figures
        return dict(zip(names(figure.id for figure in figures), figures, strict=True))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by the names of their files."""
        tables = self.report.tables
        return dict(zip(names(table.id for table in tables), tables, strict=True))

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The names of the municipalities' own files, without endings, by anchor."""
        anchors = [profile.anchor for profile in self.report.profiles]
        found = zip(anchors, names(anchors), strict=True)
        return {anchor: f"municipalities/{name}" for anchor, name in found}


def _pdf(work: Work) -> Iterator[tuple[str, Content]]:
    from digimatrix.render import pdf  # the typesetter, loaded only for this format

    report = work.report
    others = {f.id: work.drawing(f).inline for f in report.figures if not isinstance(f, Dumbbell)}
    yield "report.pdf", work.pool.submit(pdf.region(report, others))
    for profile in report.profiles:
        drawing = work.drawing(profile.figure).inline
        name = f"{work.own[profile.anchor]}.pdf"
        yield name, work.pool.submit(pdf.municipality(report, profile, drawing))


def _html(work: Work) -> Iterator[tuple[str, Content]]:
    report = work.report
    inline = {figure.id: work.drawing(figure).inline for figure in report.figures}
    beside = ["report.pdf"] if Format.PDF in work.formats else []
    beside += ["report.xlsx"] if Format.XLSX in work.formats else []
    beside += ["synthesis.docx"] if Format.DOCX in work.formats else []
    beside.append("reading.html")
    beside += ["reading.csv"] if Format.CSV in work.formats else []
    beside += [f"data/{name}.csv" for name in work.tables] if Format.CSV in work.formats else []
    endings = ("html", "pdf") if Format.PDF in work.formats else ("html",)
    own = {
        anchor: tuple(f"{name}.{ending}" for ending in endings) for anchor, name in work.own.items()
    }
    page = html.page(report, inline, (*beside, "report.json"), own)
    yield "index.html", page.encode("utf-8", errors="replace")
    listed = ["index.html", *(["reading.csv"] if Format.CSV in work.formats else [])]
    yield "reading.html", html.account(report, listed).encode("utf-8", errors="replace")
    for profile in report.profiles:
        name = work.own[profile.anchor]
        files = [f"{name.rpartition('/')[2]}.pdf"] if Format.PDF in work.formats else []
        page = html.municipality(report, profile, inline[profile.figure.id], files)
        yield f"{name}.html", page.encode("utf-8", errors="replace")


def _xlsx(work: Work) -> Iterator[tuple[str, Content]]:
    yield "report.xlsx", spreadsheet.workbook(work.report)


def _docx(work: Work) -> Iterator[tuple[str, Content]]:
    from digimatrix.render import docx  # python-docx, loaded only for this format

    yield "synthesis.docx", docx.synthesis(work.report)


def _csv(work: Work) -> Iterator[tuple[str, Content]]:
    written = tidy.for_excel if work.excel_csv else tidy.comma_separated
    yield "reading.csv", written(work.report.account.cells)
    for name, table in work.tables.items():
        yield f"data/{name}.csv", written(table)


def _svg(work: Work) -> Iterator[tuple[str, Content]]:
    for name, figure in work.figures.items():
        svg = work.drawing(figure).svg
        yield f"charts/{name}.svg", svg.encode("utf-8", errors="replace")


def _png(work: Work) -> Iterator[tuple[str, Content]]:
    for name, figure in work.figures.items():
        if not isinstance(figure, Dumbbell):
            yield f"charts/{name}.png", work.pool.submit(work.drawing(figure).rastered())


def _municipality_png(work: Work) -> Iterator[tuple[str, Content]]:
    for name, figure in work.figures.items():
        if isinstance(figure, Dumbbell):
            yield f"charts/{name}.png", work.pool.submit(work.drawing(figure).rastered())


MAKERS: Mapping[Format, Callable[[Work], Iterator[tuple[str, Content]]]] = {
    Format.PDF: _pdf,  # first, as it is made beside the others
    Format.HTML: _html,
    Format.XLSX: _xlsx,
    Format.DOCX: _docx,
    Format.CSV: _csv,
    Format.SVG: _svg,
    Format.PNG: _png,
    Format.MUNICIPALITY_PNG: _municipality_png,
}
"""What makes the files of each format."""


def files(
    report: Report,
    formats: Collection[Format] = USUAL,
    *,
    excel_csv: bool = False,
    progress: Callable[[int, int], None] = lambda ready, of: None,
) -> dict[str, bytes]:
    """Return the content of each file of these formats by its name, with forward slashes.

    With `excel_csv` the CSV files are for an Excel that writes decimal commas; `progress` is told
    how many of the municipalities' own files are ready, and of how many.

    The names are safe on Linux, macOS and Windows and come in the same order every time: the
    page first, then the sheets, tables, charts and municipalities; `report.json`, which is
    always there with the schemas of what is for machines, lists them all.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        work = Work(report, formats, pool, excel_csv)
        found: dict[str, Content] = {}
        own = {Format.HTML, Format.PDF}.intersection(formats)
        ready, of = itertools.count(1), len(own) * len(report.profiles)
        for each, make in MAKERS.items():
            for name, content in make(work) if each in formats else ():
                found[name] = content
                if not name.startswith("municipalities/"):
                    continue
                if isinstance(content, bytes):
                    progress(next(ready), of)
                else:
                    content.add_done_callback(lambda _: progress(next(ready), of))
        made = {
            name: content if isinstance(content, bytes) else content.result()
            for name, content in sorted(found.items(), key=lambda item: _order(item[0]))
        }
    made |= {f"data/{name}": tidy.schema(name) for name in tidy.SCHEMAS}
    made["report.json"] = tidy.document(report, (*made, "report.json"))
    return made


def _order(name: str) -> int:
    """Return where a file stands in the listing; files of one kind keep their order."""
    top = ("index.html", "report.pdf", "report.xlsx", "synthesis.docx")
    first = (*top, "reading.html", "reading.csv", "data/", "charts/", "municipalities/")
    return next(place for place, start in enumerate(first) if name.startswith(start))
