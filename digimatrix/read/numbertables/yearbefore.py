"""Figures of the year before beside those of this year, where years are counted back from N."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digimatrix.read.wordings import fold

_BEFORE = re.compile(r"\s*[(\[]?\b[NnTt]\s?[-−–]\s?1\b[)\]]?")
_THIS = re.compile(r"\s*[(\[]?\b[NnTt]\b(?!\s?[-−–+])[)\]]?")


def is_of_year_before(heading: str, headings: Sequence[str]) -> bool:
    """Whether a heading is of the year before, beside the same of this year: "Score N-1"."""
    bare = _BEFORE.sub("", heading)
    this = {fold(_THIS.sub("", each)) for each in headings}
    return bare != heading and bool(fold(bare)) and fold(bare) in this
