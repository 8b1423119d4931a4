"""Makes the files of the cases in tests/blind: workbooks, Word documents, texts, bytes."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from workbooks import MAIN, RELATIONS, docx, relations, said, sheet, xlsx

_PLAIN, _STRUCK, _DATE, _PERCENT = range(4)
_STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="d.m.yyyy"/></numFmts>'
    "<fonts><font/><font><strike/></font></fonts>"
    '<cellXfs><xf/><xf fontId="1"/><xf numFmtId="200"/><xf numFmtId="9"/></cellXfs>'
)
_EPOCH = datetime.datetime(1899, 12, 30)


def write(folder: Path, files: Sequence[Mapping[str, Any]]) -> None:
    """Write the files of a case into a folder."""
    for file in files:
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(file))


def _bytes(file: Mapping[str, Any]) -> bytes:
    if "sheets" in file:
        return _workbook(file["sheets"])
    if "body" in file:
        return docx(file["body"], header=file.get("header", ""))
    if "text" in file:
        return str(file["text"]).encode(file.get("encoding", "utf-8"))
    return base64.b64decode(file["base64"])


def _workbook(sheets: Sequence[Mapping[str, Any]]) -> bytes:
    parts: dict[str, str | bytes] = {}
    entries = ""
    for number, each in enumerate(sheets, 1):
        state = ' state="hidden"' if each.get("hidden") else ""
        entries += (
            f'<sheet name="{escape(each["name"])}" sheetId="{number}" r:id="rId{number}"{state}/>'
        )
        if notes := each.get("comments"):
            target = f"../comments{number}.xml"
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations(
                ("c", "comments", target)
            )
            words = "".join(
                f'<comment ref="{address}"><text><t>{escape(text)}</t></text></comment>'
                for address, text in notes.items()
            )
            parts[f"xl/comments{number}.xml"] = f"<comments>{words}</comments>"
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>'
    names = tuple(each["name"] for each in sheets)
    return xlsx(*map(_page, sheets), book=book, names=names, styles=_STYLES, parts=parts)


def _page(each: Mapping[str, Any]) -> str:
    hidden = set(each.get("hidden_rows", ()))
    rows = ""
    for cells in each["rows"]:
        number = int("".join(filter(str.isdigit, next(iter(cells)))))
        mark = ' hidden="1"' if number in hidden else ""
        inside = "".join(_cell(address, value) for address, value in cells.items())
        rows += f'<row r="{number}"{mark}>{inside}</row>'
    columns = "".join(
        f'<col min="{first}" max="{last}" hidden="1"/>'
        for first, _, last in (span.partition(":") for span in each.get("hidden_columns", ()))
    )
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in each.get("merges", ()))
    before = f"<cols>{columns}</cols>" if columns else ""
    after = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return sheet(rows, before=before, after=after)


def _cell(address: str, value: Any, style: int = _PLAIN) -> str:
    marks = f' s="{style}"'
    if isinstance(value, str):
        return said(address, value, marks)
    if isinstance(value, int | float):
        return f'<c r="{address}"{marks}><v>{value!r}</v></c>'
    if "struck" in value:
        return _cell(address, value["struck"], _STRUCK)
    if "runs" in value:
        runs = "".join(
            f"<r>{'<rPr><strike/></rPr>' if run['struck'] else ''}"
            f'<t xml:space="preserve">{escape(run["text"])}</t></r>'
            for run in value["runs"]
        )
        return f'<c r="{address}" t="inlineStr"{marks}><is>{runs}</is></c>'
    if "date" in value:
        return f'<c r="{address}" s="{_DATE}"><v>{_serial(value["date"])!r}</v></c>'
    if "percent" in value:
        return f'<c r="{address}" s="{_PERCENT}"><v>{value["percent"]!r}</v></c>'
    if "flag" in value:
        return f'<c r="{address}" t="b"{marks}><v>{int(value["flag"])}</v></c>'
    if "error" in value:
        return f'<c r="{address}" t="e"{marks}><v>{value["error"]}</v></c>'
    return _formula(address, value, marks)


def _formula(address: str, value: Mapping[str, Any], marks: str) -> str:
    words = escape(str(value["formula"]).removeprefix("="))
    stored = value.get("stored")
    if stored is None:
        return f'<c r="{address}"{marks}><f>{words}</f></c>'
    is_error = isinstance(stored, str) and stored.startswith("#")
    kind = ' t="e"' if is_error else ' t="str"' if isinstance(stored, str) else ""
    return f'<c r="{address}"{kind}{marks}><f>{words}</f><v>{escape(str(stored))}</v></c>'


def _serial(text: str) -> float:
    if "T" not in text and "-" not in text:
        time = datetime.time.fromisoformat(text)
        return (time.hour * 3600 + time.minute * 60 + time.second) / 86_400
    passed = datetime.datetime.fromisoformat(text) - _EPOCH
    return passed / datetime.timedelta(days=1)
