"""Files spoilt at random: bytes flipped in the zip file, or in a part before it is packed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from workbooks import (
    docx,
    fods,
    ods,
    pack,
    relations,
    said,
    sheet,
    spreadsheetml,
    xls_of_1995,
    xlsb,
    xlsx,
)

SEED = Path(__file__).parent / "seed"
FOREIGN = frozenset(["xls", "1995.xls", "xlsb"])
"""Those that need a process of their own, so that trying them is slow."""

_WORDS = [
    *b"< > </ /> & &#0; &amp; ]]> <![CDATA[ <!-- \" ' = ; <c> </c> <v> <t> <f> <is> <row>".split(),
    *(b"<!DOCTYPE x>", b"PK\x03\x04", b"\xef\xbb\xbf", b"\0", b"\xff\xfe", b"\r", b"\n", b" "),
]
_ODD = """0 -1 1 2 3 7 65 1e999 NaN inf 1048577 16385 99999999999999999999 0.99999999 2958466
A0 A1 B2 XFE1 AAAA1 A1048577 A1:XFD1048576 $C$3 _xD800_ _x0000_ ² ٣ \ufeff \u202e &#9; &#10;
&#xD7FF; s b e d n str inlineStr float date time string percentage collapse false true on 9999-99-99
T24:00:00 0001-01-01T00:00:00+14:00 PT99H99M99S ../../../x /xl/workbook.xml xl worksheet styles
sharedStrings comments officeDocument External veryHidden yyyy 0% [h] restart continue of:=1
gone solid none Ã¤ â€“ \u00ad"""
_VALUES = _ODD.split()
_TYPES = ("s", "b", "e", "d", "n", "str", "inlineStr")
_VALUE = re.compile(rb'(?<==")[^"<]*(?=")|(?<=>)[^<>]+(?=<)')
_ELEMENT = re.compile(rb"<[A-Za-z][^<>]*/>|<([A-Za-z:]+)\b[^<>]*>[^<>]*</\1>")


def originals() -> Mapping[str, bytes]:
    """Return one file of each format, with every fact that is read."""
    rows = (
        f'<row r="1" hidden="1">{said("A1", "Otsikko_x000D_")}<c r="B1" t="s"><v>0</v></c></row>'
        '<row r="2"><c s="1"><v>45000.5</v></c><c s="2"><v>0.5</v></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#REF!</v></c><c><f>A1</f><v>1</v></c><c t="d"><v>2022-03-14</v></c></row>'
    )
    page = sheet(
        rows,
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        "<headerFooter><oddHeader>&amp;LNokian kaupunki &amp;P</oddHeader></headerFooter>",
    )
    rich = xlsx(
        page,
        page,
        strings="<si><r><t>on</t></r><r><rPr><strike/></rPr><t>ei</t></r></si>",
        styles=(
            '<numFmts><numFmt numFmtId="200" formatCode="d.m.yyyy"/></numFmts>'
            "<fonts><font/><font><strike/></font></fonts>"
            '<cellXfs><xf/><xf numFmtId="200"/><xf numFmtId="9" fontId="1"/></cellXfs>'
        ),
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("c", "comments", "../comments1.xml")),
            "xl/comments1.xml": '<c><comment ref="A1"><text><t>huom</t></text></comment></c>',
        },
    )
    table = (
        '<table:table table:name="T"><table:table-row table:visibility="collapse" '
        'table:number-rows-repeated="2"><table:table-cell office:value-type="date" '
        'office:date-value="2022-03-14"><text:p>a<text:s text:c="3"/></text:p>'
        "<office:annotation><text:p>n</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="time" office:time-value="PT1H2M3S" '
        'table:number-columns-repeated="3" table:number-columns-spanned="2"/>'
        '<table:table-cell office:value-type="float" office:value="2"><text:p>2</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    page_of_2003 = (
        '<Table><Column ss:Index="2" ss:Hidden="1" ss:Span="1" ss:StyleID="gone"/>'
        '<Row ss:Index="2" ss:Hidden="1" ss:Span="1"><Cell ss:MergeAcross="1" ss:MergeDown="2">'
        '<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>on</B><S>ei</S>'
        '</ss:Data><Comment ss:Author="N"><ss:Data>huom</ss:Data></Comment></Cell>'
        '<Cell ss:Index="4" ss:StyleID="day"><Data ss:Type="Number">45000.5</Data></Cell>'
        '<Cell ss:Formula="=R[-1]C"><Data ss:Type="DateTime">2022-03-14T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data>'
        "</Cell></Row></Table><WorksheetOptions><PageSetup><Header x:Data='&amp;LNokia &amp;P'/>"
        "</PageSetup><Visible>SheetHidden</Visible></WorksheetOptions>"
    )
    body = (
        '<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/>'
        '<w:vMerge w:val="restart"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>'
        'b</w:t><w:commentReference w:id="1"/></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    return {
        "xlsx": rich,
        "ods": ods(table),
        "fods": fods(table),
        "spreadsheetml": spreadsheetml(
            page_of_2003,
            styles='<Style ss:ID="Default"/><Style ss:ID="gone" ss:Parent="Default"><Font '
            'ss:StrikeThrough="1"/></Style><Style ss:ID="day"><NumberFormat ss:Format="Short Date"'
            "/></Style>",
        ),
        "docx": docx(
            body,
            styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>',
            comments='<w:comment w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:comment>',
        ),
        "csv": 'Kunta: Nokia\n"TAUSTA";"OMA"\n"Lähtö\n- ""x""";2\n'.encode("cp1252"),
        "page.xls": (
            b'<html><meta charset="utf-8"><style>x</style><h1>Nokia</h1><table><tr><td rowspan="2">'
            b'a<br>b &auml;</td><td colspan="3" style="text-decoration:line-through">c</td></tr>'
            b'<tr style="display:none"><td><table><tr><td>d</td></tr></table><li>e</td></table>'
        ),
        "seed.xlsx": (SEED / "tampere_library_region_matrix.xlsx").read_bytes(),
        "seed.ods": (SEED / "tampere_library_region_matrix.ods").read_bytes(),
        "xls": (SEED.with_name("old_excel") / "facts.xls").read_bytes(),
        "1995.xls": xls_of_1995(),
        "xlsb": xlsb({(1, 1): "TAUSTA", (2, 1): 3.0}),
    }


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to eight small changes: flipped, cut, doubled, replaced."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not made:
            break
        place = chance.randrange(len(made))
        kind = chance.randrange(6)
        if kind == 0:
            made[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[place] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif kind == 2:
            del made[place : place + chance.randint(1, 40)]
        elif kind == 3:
            made[place:place] = chance.choice(_WORDS)
        elif kind == 4:
            made[place:place] = made[place : place + chance.randint(1, 400)]
        else:
            end = place + chance.randint(1, 12)
            made[place:end] = chance.choice(_WORDS)
    return bytes(made)


def spoil_in_place(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed and none moved, as where addresses must stay right."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place, other = chance.randrange(len(made)), chance.randrange(len(made))
        kind = chance.randrange(3)
        if kind == 0:
            made[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[place] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
        else:
            copied = made[other : other + chance.randint(1, 40)]
            made[place : place + len(copied)] = copied
    return bytes(made[: len(data)])


def spoil_values(data: bytes, chance: random.Random) -> bytes:
    """Return the XML, still well-formed, with values changed and elements lost, doubled, moved."""
    for _ in range(chance.randint(1, 16)):
        elements = chance.random() < 0.4
        found = list((_ELEMENT if elements else _VALUE).finditer(data))
        if not found:
            break
        start, end = chance.choice(found).span()
        if not elements:
            data = data[:start] + chance.choice(_VALUES).encode() + data[end:]
            continue
        element = data[start:end]
        kind = chance.randrange(3)
        if kind != 0:
            data = data[:start] + data[end:]
        if kind != 1:
            place = chance.choice(found).start()
            data = data[:place] + element + data[place:]
    return data


def spoil_inside(data: bytes, chance: random.Random) -> bytes:
    """Return the zip file with one of its parts spoilt, renamed, dropped or given to another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(parts))
        name, content = parts[place]
        kind = chance.randrange(20)
        if kind == 0 and len(parts) > 1:
            del parts[place]
        elif kind == 1:
            parts[place] = (name, chance.choice(parts)[1])
        elif kind == 2:
            parts[place] = (spoil(name.encode(), chance).decode("latin-1"), content)
        else:
            way = spoil if kind < 6 else spoil_values
            parts[place] = (name, way(content, chance))
    return pack((name.replace("\0", "") or "x", content) for name, content in dict(parts).items())


def odd_workbook(chance: random.Random) -> bytes:
    """Return a well-formed workbook in which any attribute and value may be any odd one."""

    def odd() -> str:
        return escape(chance.choice(_VALUES), quote=True)

    def maybe(name: str) -> str:
        return f' {name}="{odd()}"' if chance.random() < 0.5 else ""

    def cell() -> str:
        style = f' s="{chance.randrange(6)}"' if chance.random() < 0.7 else maybe("s")
        kind = chance.choice(("", "", *(f' t="{t}"' for t in _TYPES)))
        inside = chance.choice(
            ("<v>{}</v>", "<f>{}</f>", "<f>A1</f><v>{}</v>", "<is><t>{}</t></is>")
        )
        return f"<c{maybe('r')}{style}{kind}>{inside.format(odd())}</c>"

    rows = "".join(
        f"<row{maybe('r')}{maybe('hidden')}>{''.join(cell() for _ in range(4))}</row>"
        for _ in range(5)
    )
    formats = "".join(
        f'<xf numFmtId="{chance.choice((9, 14, 22, 46, 200, 201))}"{maybe("fontId")}/>'
        for _ in range(5)
    )
    return xlsx(
        sheet(
            rows,
            before=f"<cols><col{maybe('min')}{maybe('max')}{maybe('hidden')}/></cols>",
            after=f"<mergeCell{maybe('ref')}/>",
        ),
        strings=f"<si><t>{odd()}</t></si><si><r><rPr><strike{maybe('val')}/></rPr><t>x</t></r></si>",
        styles=(
            f'<numFmts><numFmt numFmtId="200" formatCode="{odd()}"/>'
            f'<numFmt numFmtId="201" formatCode="d.m.yy"/></numFmts><fonts><font/>'
            f"<font><strike{maybe('val')}/></font></fonts><cellXfs><xf/>{formats}</cellXfs>"
        ),
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("c", "comments", "../c.xml")),
            "xl/c.xml": f"<c><comment{maybe('ref')}><text>{odd()}</text></comment></c>",
        },
    )


def mutant(originals: Mapping[str, bytes], chance: random.Random) -> tuple[str, bytes]:
    """Return a name and the bytes of one spoilt file."""
    kind = chance.choice(sorted(originals))
    data = originals[kind]
    if kind == "xlsx" and chance.random() < 0.5:
        return "a.xlsx", odd_workbook(chance)
    if data.startswith(b"PK") and chance.random() < 0.8:
        return f"a.{kind}", spoil_inside(data, chance)
    if kind in FOREIGN and chance.random() < 0.8:
        return f"a.{kind}", spoil_in_place(data, chance)
    return f"a.{kind}", spoil(data, chance)
