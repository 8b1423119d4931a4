"""RENDER: the formats that a report can be written in, by what a user calls them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Format(StrEnum):
    """A kind of file; `report.json`, which lists all files, is always written."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    SVG = "svg"
    PNG = "png"
    MUNICIPALITY_PNG = "municipality-png"


HOLDS: Mapping[Format, str] = {
    Format.HTML: "index.html, reading.html and a page for each municipality",
    Format.PDF: "report.pdf and two pages for each municipality",
    Format.XLSX: "report.xlsx",
    Format.DOCX: "synthesis.docx, the region's own matrix to edit",
    Format.CSV: "reading.csv and data/*.csv",
    Format.SVG: "charts/*.svg",
    Format.PNG: "charts/*.png of the region",
    Format.MUNICIPALITY_PNG: "charts/*.png of each municipality",
}
"""What is written in each format."""

USUAL = tuple(each for each in Format if each is not Format.MUNICIPALITY_PNG)
"""The formats written unless others are chosen: a picture takes longer than a page."""
