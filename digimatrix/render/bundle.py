"""RENDER: a report becomes all its files, by name and content, before any is written."""

from __future__ import annotations

from digimatrix.render import charts, html, spreadsheet, tidy
from digimatrix.render.names import names
from digimatrix.report.document import Report


def files(report: Report) -> dict[str, bytes]:
    """Return the content of each file by its name; names use forward slashes.

    The names are safe on Linux, macOS and Windows and come in the same order every time:
    the page first, then the sheet, the tables and the charts; `report.json` lists them all.
    """
    figures = dict(zip(names(f.id for f in report.figures), report.figures, strict=True))
    tables = dict(zip(names(t.id for t in report.tables), report.tables, strict=True))
    drawn = {name: charts.draw(figure, report.words) for name, figure in figures.items()}
    inline = {figures[name].id: drawing.inline for name, drawing in drawn.items()}
    beside = ("report.xlsx", *(f"data/{name}.csv" for name in tables), "report.json")

    made: dict[str, bytes] = {
        "index.html": html.page(report, inline, beside).encode("utf-8", errors="replace"),
        "report.xlsx": spreadsheet.workbook(report),
    }
    for name, table in tables.items():
        made[f"data/{name}.csv"] = tidy.comma_separated(table)
    for name, drawing in drawn.items():
        made[f"charts/{name}.svg"] = drawing.svg.encode("utf-8", errors="replace")
        made[f"charts/{name}.png"] = drawing.png
    made["report.json"] = tidy.document(report, (*made, "report.json"))
    return made
