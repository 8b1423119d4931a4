"""Builds files byte by byte, also such as no program would write: for tests of the reading."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pack(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return a zip file of the parts; a name may occur twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def relations(*rows: tuple[str, str, str]) -> str:
    """Return a relations part of (id, kind, target)."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a worksheet part around its <row> elements."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def said(address: str, text: str, attributes: str = "") -> str:
    """Return a cell that holds a text of its own."""
    words = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return f'<c r="{address}" t="inlineStr"{attributes}>{words}</c>'


def xlsx(
    *sheets: str | bytes,
    strings: str | None = None,
    styles: str | None = None,
    book: str | None = None,
    names: tuple[str, ...] = (),
    parts: Mapping[str, str | bytes] | None = None,
    leave_out: tuple[str, ...] = (),
) -> bytes:
    """Return a workbook of those worksheet parts; `parts` are added or put in their place."""
    numbers = range(1, len(sheets) + 1)
    titles = names or tuple(f"Taul{number}" for number in numbers)
    entries = "".join(
        f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in zip(numbers, titles, strict=True)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book
        or f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
            *([("rIdS", "sharedStrings", "sharedStrings.xml")] if strings is not None else []),
            *([("rIdF", "styles", "styles.xml")] if styles is not None else []),
        ),
    }
    for number, content in zip(numbers, sheets, strict=True):
        made[f"xl/worksheets/sheet{number}.xml"] = content
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    made.update(parts or {})
    return pack((name, content) for name, content in made.items() if name not in leave_out)


def ods(table: str, *, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet around its <table:table> elements."""
    spaces = " ".join(
        f'xmlns:{prefix}="{ODF}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
        )
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{table}</office:spreadsheet></office:body></office:document-content>"
    )
    made: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        **(parts or {}),
    }
    return pack(made.items())


def fods(table: str, *, styles: str = "") -> bytes:
    """Return an OpenDocument spreadsheet in one XML file around its <table:table> elements."""
    spaces = " ".join(
        f'xmlns:{prefix}="{ODF}:{prefix}:1.0"' for prefix in ("office", "table", "text", "style")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {spaces} '
        f'office:mimetype="{kind}">{styles}<office:body><office:spreadsheet>{table}'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


def spreadsheetml(
    *sheets: str, styles: str = "", names: tuple[str, ...] = (), declaration: str = '"1.0"'
) -> bytes:
    """Return an Excel 2003 workbook in one XML file around what its <Worksheet> elements hold."""
    titles = names or tuple(f"Taul{number}" for number in range(1, len(sheets) + 1))
    pages = "".join(
        f'<Worksheet ss:Name="{escape(title)}">{content}</Worksheet>'
        for title, content in zip(titles, sheets, strict=True)
    )
    office = "urn:schemas-microsoft-com:office"
    return (
        f'<?xml version={declaration}?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{office}:spreadsheet" xmlns:o="{office}:office" xmlns:x="{office}:excel"'
        f' xmlns:ss="{office}:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
        f"<Styles>{styles}</Styles>{pages}</Workbook>"
    ).encode()


def docx(body: str, *, styles: str = "", comments: str = "", header: str = "") -> bytes:
    """Return a Word document around its blocks."""
    made = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "comments", "comments.xml"),
            ("rId3", "header", "header1.xml"),
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{header}</w:hdr>',
        "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>',
    }
    return pack(made.items())


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (the shell of .xls and of protected files) of those streams.

    Every stream is padded to 4096 bytes at least, so that no short sectors are needed.
    """
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    table: list[int] = []
    bodies: list[bytes] = []
    entries = []

    def chain(data: bytes) -> int:
        count = max(1, -(-len(data) // sector))
        first = len(table)
        table.extend([*range(first + 1, first + count), end])
        bodies.append(data.ljust(count * sector, b"\0"))
        return first

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        return (
            coded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(coded), kind, 1, free, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    names = list(streams)
    for position, name in enumerate(names):
        data = streams[name].ljust(4096, b"\0")
        right = position + 2 if position + 1 < len(names) else free
        entries.append(entry(name, 2, free, right, chain(data), len(data)))
    entries.insert(0, entry("Root Entry", 5, 1, free, end, 0))
    while len(entries) % 4:
        entries.append(bytes(128))
    directory = chain(b"".join(entries))
    fat = len(table)
    table.append(0xFFFFFFFD)
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    assert len(allocation) == sector, "the streams are too long for one allocation sector"
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, end, 0, end, 0
        )
        + struct.pack("<I", fat)
        + struct.pack("<I", free) * 108
    )
    return header + b"".join(bodies) + allocation


def xls(
    cells: Mapping[tuple[int, int], str | float], name: str = "Taul1", more: bytes = b""
) -> bytes:
    """Return an Excel 97 workbook of one sheet; cells by (row, column) counted from 1.

    `more` are records to stand below them.
    """

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))

    body = begin(0x10)
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row - 1, column - 1, 0)
        if isinstance(value, str):
            coded = value.encode("utf-16-le")
            body += record(0x204, place + struct.pack("<HB", len(value), 1) + coded)
        else:
            body += record(0x203, place + struct.pack("<d", value))
    body += more + record(0x0A, b"")
    coded = name.encode("utf-16-le")
    tail = struct.pack("<BBBB", 0, 0, len(name), 1) + coded
    start = len(begin(5)) + 4 + 4 + len(tail) + 4
    book = begin(5) + record(0x85, struct.pack("<I", start) + tail) + record(0x0A, b"")
    return ole({"Workbook": book + body})


def xls_of_1995() -> bytes:
    """Return an Excel 95 workbook, in the letters of Windows-1252, with every fact that is read."""

    def record(kind: int, layout: str, *fields: int, words: bytes = b"") -> bytes:
        data = struct.pack(f"<{layout}", *fields) + words
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x809, "HHHH", 0x500, kind, 0, 1996)

    def font(struck: bool) -> bytes:
        return record(
            0x31, "HHHHHBBBBB", 200, 8 * struck, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, words=b"Arial"
        )

    def cell(row: int, column: int, text: str, style: int = 0) -> bytes:
        coded = text.encode("cp1252")
        return record(0x204, "HHHH", row, column, style, len(coded), words=coded)

    partly = "ei enää, nyt".encode("cp1252")
    page = (
        begin(0x10)
        + record(0x7D, "HHHHHH", 2, 2, 2048, 0, 1, 0)  # column C is hidden
        + record(0x208, "HHHHHHHH", 2, 0, 3, 255, 0, 0, 0x20, 0)  # and row 3
        + cell(0, 0, "Lähtö")
        + cell(0, 1, "poissa", 1)
        + record(  # its seven letters are in font 5, as those before the fifth have no number 4
            0xD6,
            "HHHH",
            *(1, 0, 0, len(partly)),
            words=partly + bytes([2, 0, 5, 7, 0]),
        )
        + cell(0, 2, "sivussa")
        + cell(2, 0, "piilossa")
        + record(0x1C, "HHH", 0, 0, 4, words="häh?".encode("cp1252"))
        + record(0x0A, "")
    )
    head = (
        begin(5)
        + record(0x42, "H", 1252)
        + font(False) * 4
        + font(True)
        + b"".join(record(0xE0, "HHHHHHHH", used, 0, 0, 0, 0, 0, 0, 0) for used in (0, 5))
    )
    name = "Välilehti".encode("cp1252")
    start = len(head) + 4 + 7 + len(name) + 4
    book = head + record(0x85, "IBBB", start, 0, 0, len(name), words=name) + record(0x0A, "")
    return ole({"Book": book + page})


def xlsb(cells: Mapping[tuple[int, int], str | float], name: str = "Taul1") -> bytes:
    """Return a binary workbook of one sheet; cells by (row, column) counted from 1."""

    def record(kind: int, data: bytes = b"") -> bytes:
        coded = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = len(data)
        length = bytearray()
        while True:
            length.append(size & 0x7F | (0x80 if size > 0x7F else 0))
            size >>= 7
            if not size:
                return coded + bytes(length) + data

    def words(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + words("rId1") + words(name))
        + record(144)
        + record(132)
    )
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    bounds = struct.pack("<IIII", rows[0] - 1, rows[-1] - 1, columns[0] - 1, columns[-1] - 1)
    page = record(129) + record(148, bounds) + record(145)
    for row in rows:
        page += record(0, struct.pack("<IIHBBI", row - 1, 0, 300, 0, 0, 0))
        for (_, column), value in sorted(item for item in cells.items() if item[0][0] == row):
            place = struct.pack("<II", column - 1, 0)
            if isinstance(value, str):
                page += record(6, place + words(value))
            else:
                page += record(5, place + struct.pack("<d", value))
    page += record(146) + record(130)
    return pack(
        [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", relations(("rId1", "officeDocument", "xl/workbook.bin"))),
            ("xl/_rels/workbook.bin.rels", relations(("rId1", "worksheet", "worksheets/s.bin"))),
            ("xl/workbook.bin", book),
            ("xl/worksheets/s.bin", page),
        ]
    )
