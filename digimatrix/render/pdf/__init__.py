"""RENDER: a report becomes accessible PDFs (PDF/UA-1): the region's and each municipality's."""

from __future__ import annotations

from digimatrix.render.pdf.municipality import municipality
from digimatrix.render.pdf.region import region
from digimatrix.render.pdf.typesetting import Setting, pages

__all__ = ["Setting", "municipality", "pages", "region"]
