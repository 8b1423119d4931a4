"""What holds for every file: what other readers see is seen, and nothing but problems comes out."""

from __future__ import annotations

import datetime
import io
import random
import unicodedata

import openpyxl
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import FOREIGN, mutant, originals
from opening import only, opened, texts
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from workbooks import docx, ods

from digimatrix.read.grids import Grid
from digimatrix.read.texts import clean, mend

WORDS = st.text(
    st.one_of(
        st.sampled_from("aäöåÅÄÖ -\n→;,\t\"'<&=_x000D_\u00a0\u00adé"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=30,
).filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and mend(text) == text)
DATES = st.datetimes(datetime.datetime(1901, 1, 1), datetime.datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
VALUES = st.one_of(
    WORDS,
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 6)),
    st.booleans(),
    DATES,
    DATES.map(datetime.datetime.date),
)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
CELLS = st.dictionaries(PLACES, VALUES, min_size=1, max_size=25)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def saved(cells, *, first_day: datetime.datetime | None = None) -> bytes:
    """Return the workbook in which the library has written these cells."""
    book = openpyxl.Workbook()
    if first_day is not None:
        book.epoch = first_day
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def comparable(value: object) -> object:
    """Return a value as all readers may agree on it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, datetime.time())
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int | float) else value


def seen(grid: Grid) -> dict[tuple[int, int], object]:
    return {key: comparable(cell.value) for key, cell in grid.cells.items()}


def filled(values: dict[tuple[int, int], object]) -> dict[tuple[int, int], object]:
    return {key: value for key, value in values.items() if value not in ("", None)}


def read(data: bytes) -> Grid:
    found = opened(data)
    return only(found) if found.grids else Grid("", "", {})


@SLOW
@given(CELLS)
def test_every_cell_that_openpyxl_reads_is_read_alike(cells):
    data = saved(cells)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    theirs = {
        (cell.row, cell.column): comparable(cell.value)
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert seen(read(data)) == filled(theirs)


@SLOW
@given(CELLS)
def test_every_cell_that_calamine_reads_is_read_alike(cells):
    data = saved(cells)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    page = book.get_sheet_by_index(0)
    top, left = page.start or (0, 0)
    theirs = {
        (row, column): comparable(value)
        for row, values in enumerate(page.to_python(), top + 1)
        for column, value in enumerate(values, left + 1)
    }
    ours = seen(read(data))
    for key, value in filled(theirs).items():
        if isinstance(value, datetime.datetime):  # it cuts where we round
            assert abs(ours[key] - value) < datetime.timedelta(seconds=1.01)
        else:
            assert ours[key] == value
    assert ours.keys() == filled(theirs).keys()


@SLOW
@given(st.dictionaries(PLACES, DATES, min_size=1, max_size=9))
def test_days_counted_from_1904_are_the_same_days(cells):
    cells = {key: value for key, value in cells.items() if value.year > 1904}
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    assert seen(read(saved(cells, first_day=CALENDAR_MAC_1904))) == cells


@SLOW
@given(st.dictionaries(PLACES, WORDS, min_size=1, max_size=12))
def test_the_same_words_come_out_of_every_format(cells):
    import csv
    from html import escape

    rows = max(row for row, _ in cells)
    columns = max(column for _, column in cells)
    lines = [
        [clean(cells.get((row, column), "")) for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]
    expected = texts(read(saved({key: clean(value) for key, value in cells.items()})))
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["a", "b"], *lines])
    found = opened(b"\xef\xbb\xbf" + stream.getvalue().encode(), "a.csv")
    below = {(cell.row - 1, cell.column): cell.text for cell in found.grids[0].cells.values()}
    below = {key: text for key, text in below.items() if key[0]}
    assert below == {key: clean(text) for key, text in cells.items() if clean(text)}
    assert sorted(below.values()) == sorted(expected.values())

    def paragraphs(text: str) -> str:
        coded = "<text:line-break/>".join(map(escape, text.split("\n")))
        return f"<text:p>{coded.replace('  ', ' <text:s/>').replace('  ', ' <text:s/>')}</text:p>"

    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{paragraphs(text)}</table:table-cell>" for text in line)
        + "</table:table-row>"
        for line in lines
    )
    drawn = opened(ods(f"<table:table>{table}</table:table>"), "a.ods")
    assert (texts(drawn.grids[0]) if drawn.grids else {}) == expected
    body = "".join(
        "<w:tr>"
        + "".join(
            "<w:tc><w:p><w:r><w:t>"
            + "</w:t><w:br/><w:t>".join(map(escape, text.split("\n")))
            + "</w:t></w:r></w:p></w:tc>"
            for text in line
        )
        + "</w:tr>"
        for line in lines
    )
    typed = opened(docx(f"<w:tbl>{body}</w:tbl>"), "a.docx")
    assert (texts(typed.grids[0]) if typed.grids else {}) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(codec="cp1252", min_codepoint=0x20)))
def test_words_that_were_garbled_on_the_way_come_back(text):
    garbled = text.encode().decode("latin-1")
    assert mend(mend(garbled)) in (mend(text), garbled)


FILES = originals()
FAST = {kind: data for kind, data in FILES.items() if kind not in FOREIGN}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**64))
def test_nothing_but_problems_comes_out_of_a_spoilt_file(seed):
    name, data = mutant(FAST, random.Random(seed))
    found = opened(data, name)
    assert found.grids or found.problems
    for grid in found.grids:
        for (row, column), cell in grid.cells.items():
            assert (row, column) == (cell.row, cell.column)
            assert cell.text == clean(cell.text)
            assert cell.text or cell.struck or cell.error or cell.comment


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**64))
def test_nothing_but_problems_comes_out_of_a_spoilt_old_workbook(seed):
    name, data = mutant({kind: FILES[kind] for kind in FOREIGN}, random.Random(seed))
    found = opened(data, name)
    assert found.grids or found.problems
