"""Sets data by a template in `assets/` with typst: words are text, never markup."""

from __future__ import annotations

import datetime
import json
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from digimatrix.render.charts import fonts

Setting = Callable[[], bytes]
"""What sets a PDF when it is called, in any thread: typst leaves the others free meanwhile.

Everything that measures with the charts' fonts is done before, as they belong to one thread.
"""

_ASSETS = Path(str(resources.files("digimatrix.render"))) / "assets"
_PAGE_TREE = re.compile(rb"<<[^<>]*/Type\s*/Pages\b[^<>]*>>")
_COUNT = re.compile(rb"/Count\s+(\d+)")
_thread = threading.local()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted({str(path.parent) for path in fonts.files()}),
    )


def typeset(template: str, data: Mapping[str, Any], date: datetime.date) -> bytes:
    """Return the PDF of a template; each thread has a compiler of its own.

    The same data and date give the same bytes.
    """
    compilers = _thread.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            _ASSETS / template, root=_ASSETS, font_paths=_fonts(), ignore_system_fonts=True
        )
    made = compilers[template].compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.datetime.combine(date, datetime.time(), datetime.UTC),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made


def drawable(value: Any) -> Any:
    """Return plain values with texts that the fonts can draw: PDF/UA allows no missing letter."""
    if isinstance(value, str):
        return fonts.drawable(value)
    if isinstance(value, Mapping):
        return {key: drawable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(each) for each in value]
    return value


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF made here has."""
    return max(
        int(count[1])
        for node in _PAGE_TREE.finditer(pdf)
        for count in _COUNT.finditer(node.group())
    )
