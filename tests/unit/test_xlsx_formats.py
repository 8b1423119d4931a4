import datetime

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel
from workbooks import pack

from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.xlsx_formats import DATE, STRUCK, moment, styles
from digimatrix.read.limits import LIMITS

EPOCH = datetime.datetime(1899, 12, 30)


def bits(formats, *, fonts="", codes=""):
    """Return what the formats of a styles part say."""
    part = f"<s>{codes}<fonts>{fonts}</fonts><cellXfs>{formats}</cellXfs></s>"
    return list(Archive(pack([("s.xml", part)]), LIMITS).made("s.xml", styles).bits)


@pytest.mark.parametrize(("number", "code"), sorted(BUILTIN_FORMATS.items()))
def test_built_in_formats_are_dates_where_openpyxl_says_so(number, code):
    assert bool(bits(f'<xf numFmtId="{number}"/>')[0] & DATE) == is_date_format(code)


@pytest.mark.parametrize(
    "code",
    [
        "yyyy", "d.m.", "mmm\\-yy", "[$-40B]d. mmmm yyyy;@", "h:mm AM/PM", "0.00", "#,##0 [$€-40B]",
        "0;[Red]-0", "@", "General", "_-* #,##0.00_-", "0.0E+00", "[Blue]0",
    ],
)  # fmt: skip
def test_codes_are_dates_where_openpyxl_says_so(code):
    codes = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
    assert bool(bits('<xf numFmtId="200"/>', codes=codes)[0] & DATE) == is_date_format(code)


def test_only_fonts_of_cells_strike_their_words_through():
    fonts = "<font/><font><strike/></font><font><strike val='0'/></font>"
    formats = "".join(f'<xf fontId="{n}"/>' for n in ("0", "1", "2", "9", "-1", "x"))
    assert [bit & STRUCK for bit in bits(formats, fonts=fonts)] == [0, STRUCK, 0, 0, 0, 0]


@pytest.mark.parametrize("amount", [1, 59, 61, 366.25, 45000, 45000.999, 2958465])
def test_numbers_are_the_days_that_openpyxl_says(amount):
    theirs = from_excel(amount)
    ours = moment(amount, EPOCH)
    if not isinstance(ours, datetime.datetime):
        ours = datetime.datetime.combine(ours, datetime.time())
    assert abs(ours - theirs) < datetime.timedelta(seconds=1)


def test_days_counted_from_1904_are_the_days_that_openpyxl_says():
    ours = moment(43538, datetime.datetime(1904, 1, 1))
    assert ours == from_excel(43538, CALENDAR_MAC_1904).date()


@pytest.mark.parametrize("amount", [-1, 2_958_466, 1e300])
def test_numbers_that_are_no_day_are_none(amount):
    assert moment(amount, EPOCH) is None


def test_the_last_second_of_a_day_may_round_to_the_next():
    assert moment(0.999999999, EPOCH) == datetime.time(0)
    assert moment(2_958_465.9999999, EPOCH) is None
