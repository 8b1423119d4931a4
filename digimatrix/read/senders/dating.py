"""When a return was made: from labelled cells, titles, sheet, file and folder names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.prompts import calls_in
from digimatrix.read.senders.identity import Labelled
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold, months, plain_set, wordings

_YEAR = re.compile(  # not the last of "2021-2024", but of "Lohja-2024", "Q4-2024" and "10-2024"
    r"(?:(?<![\d–-])|(?<=[^\W\d_][–-])|(?<=[^\W\d_]\d[–-])"
    r"|(?<=(?<![\w./–-])[1-9][–-])|(?<=(?<![\w./–-])(?:0[1-9]|1[0-2])[–-]))"
    r"((?:19|20)\d\d)(?![\d])(?!\s*[–-]\s*(?:19|20)\d\d)"
)
_DAY = re.compile(
    r"(?<!\d)(\d{1,2})[./](\s?)(\d{1,2})[./]\s?(?:-(?=\d\d(?![\d.])))?((?:20)?\d\d)(?!\d)"
)
_LONGEST = 40  # letters of a date with its time
_LONGEST_TITLE = 14  # words
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+|(?<=\d{4}[.!?)])[.!?]?\s+|\n")
_FIRST = 1990  # year; tools write 1970 or 1980 for a date they do not keep
_SERIALS = range(36_526, 54_789)  # days since 1900 that a spreadsheet counts, 2000 to 2049
_ISO = re.compile(r"(?<!\d)(?<!\d\.)(20\d\d)(([-./_ ]) ?)(\d{1,2})(?:\2|\3)(\d{1,2})(?!\d)")
_TERM = re.compile(  # "k24", "syksy -23", "VT 25"
    r"(?<![\w.])(k|s|kevät|syksy|vt|ht|vår|höst)[ '’-]{0,2}([12]\d)(?![\w.])", re.IGNORECASE
)
_MOMENT = re.compile(
    r"\d[T ,]\s*\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?"
)
_AMERICAN = re.compile(r"\d{1,2}/\d{1,2}/(?:20)?\d\d,? +\d{1,2}:\d\d(?::\d\d)? ?[AP]M")
_PART = re.compile(r"(?:19|20)\d\d/[12]")
_PACKED = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class When:
    """When a return was made, as far as it says: `season` is 1 for spring and 2 for autumn."""

    year: int | None = None
    season: int | None = None
    date: datetime.date | None = None
    name: str | None = None

    @property
    def round(self) -> str | None:
        """The round by its year, or by the name it was given."""
        return str(self.year) if self.year else self.name


def of_table(
    labels: Sequence[Labelled],
    titles: Sequence[Cell],
    sheet: str,
    file: str,
    folder: str,
    margins: Sequence[str] = (),
) -> When:
    """Return when a table was filled in.

    Asked in this order: rounds and dates with a label, titles, the sheet's, the file's and the
    folders' names, the margins of the page, the first sentences of longer texts above.
    """

    def values(label: Label) -> list[object]:
        return [
            item.cell.value
            if item.cell is not item.label_cell and not isinstance(item.cell.value, str)
            else item.text
            for item in labels
            if item.label is label
        ]

    rounds = [_as_text(value) for value in values(Label.ROUND)]
    labelled = {item.cell.address for item in labels} | {item.label_cell.address for item in labels}
    free: list[object] = []
    openings: list[object] = []
    for cell in titles:
        if mailed := _mailed(cell):
            free += mailed
        elif cell.address in labelled:
            free += _beside_labels(cell)
        elif _tells_time(cell):
            free.append(cell.value if not isinstance(cell.value, str) else cell.text)
        elif opening := _opening(cell):
            openings.append(opening)
    *folders, base = file.split("/")
    names = [sheet, base.rsplit(".", 1)[0], *reversed(folders), folder, *margins]
    told = [_from_serial(value) for value in values(Label.DATE)]
    people = [*values(Label.MUNICIPALITY), *values(Label.RESPONDENT), *values(Label.UNIT)]
    texts = [*rounds, *told, *free, *people, *names, *openings]
    made = _first([text for text in map(_as_text, texts) if text is not None])
    dates = (date for text in told if (date := _when(_as_text(text) or "").date))
    made = replace(made, date=made.date or next(dates, None))
    if made.year is None and rounds and isinstance(rounds[0], str):
        made = replace(made, name=rounds[0][:40])
    return made


def _from_serial(value: object) -> object:
    """Return the date of a number of days that lost its format, as Excel counts; else as is."""
    if isinstance(value, int | float) and int(value) in _SERIALS:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
    return value


def _as_text(value: object) -> str | datetime.date | None:
    if isinstance(value, str | datetime.date):
        return value
    return str(int(value)) if isinstance(value, int | float) else None


def _tells_time(cell: Cell) -> bool:
    """Whether a title may tell the date: no deadline, no long instruction."""
    return not isinstance(cell.value, str) or _may_tell_time(cell.text)


def _may_tell_time(text: str) -> bool:
    return len(fold(text).split()) <= _LONGEST_TITLE and not calls_in(text)


def _opening(cell: Cell) -> str:
    """Return the first sentence of a longer text, where it may tell the date.

    "Tässä Urjalan vastaukset kyselyyn (syksy 2024). En saanut taulukkoa auki, …"
    """
    first, end, _ = _SENTENCE_END.sub("\0", cell.text, count=1).partition("\0")
    words = fold(first).split()
    # "Alla ovat vastauksenne kierrokselta 2023. Tarkista ne": a form that was sent out filled in
    before = plain_set("time", "prefilled").intersection(words[:1])
    before |= plain_set("answers", "earlier").intersection(words)
    return first if end and not before and _may_tell_time(first) else ""


def _beside_labels(cell: Cell) -> list[str]:
    """Return the lines of a title that tell a date beside others with labels: "Datum 3.2.2025"."""
    lines = cell.text.split("\n") if isinstance(cell.value, str) else []
    return [
        line
        for line in (lines if len(lines) > 1 else ())
        if ":" not in line and date_in(line) and _may_tell_time(line)
    ]


def _mailed(cell: Cell) -> list[str]:
    """Return the lines of a mail's head, pasted as one, that tell its date: "Sent: …"."""
    first, *rest = cell.text.split("\n") if isinstance(cell.value, str) else [""]
    before, colon, _ = first.partition(":")
    if not (rest and colon) or fold(before) not in plain_set("municipality", "mail", "receivers"):
        return []
    return [line for line in (first, *rest) if date_in(line) and not calls_in(line)]


def of_owner(owner: Owner, made: When) -> When:
    """Return when one record of a table was made; what it does not say, the table does."""
    cells = [cell for cell in (owner.round, owner.date) if cell]
    texts = [_as_text(c.value if not isinstance(c.value, str) else c.text) for c in cells]
    own = _first([text for text in texts if text is not None])
    if own.year is None and owner.round is not None:
        return replace(made, name=owner.round.text[:40], year=None, season=None)
    if own.year is None:
        return made
    return (
        own
        if own.year != made.year
        else replace(made, date=own.date or made.date, season=own.season or made.season)
    )


def round_in(cell: Cell) -> str:
    """Return the round that a cell names: "2025", "2025/2", or else its own words."""
    words = " ".join(cell.text.split())
    if _PART.fullmatch(words):
        return words
    text = _as_text(cell.value if not isinstance(cell.value, str) else words)
    return (_when(text).round if text is not None else None) or words


def _first(texts: Iterable[str | datetime.date]) -> When:
    """Return when the first of these texts that says anything of it says it was."""
    year, season, date = None, None, None
    for text in texts:
        here = _when(text)
        if year is None:
            year = here.year
        if here.year == year:
            season, date = season or here.season, date or here.date
    return When(year, season, date)


@lru_cache(maxsize=4096)
def _when(value: str | datetime.date) -> When:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return When(value.year, None, value) if _FIRST <= value.year <= 2100 else When()
    if date := date_in(value):
        return When(date.year, _season_in(value), date)
    spaced = value.replace("_", " ")
    years = [year for found in _YEAR.findall(spaced) if (year := int(found)) >= _FIRST]
    if not years and (short := _TERM.search(spaced)):
        word = short[1].casefold()
        return When(2000 + int(short[2]), 1 if word.startswith(("k", "v")) else 2)
    return When(years[0] if years else None, _season_in(value))


def date_in(text: str) -> datetime.date | None:
    """Return the first whole date in the text, such as "14.3.2025" or "14. maaliskuuta 2025"."""
    text = _clock().sub(" ", text)
    if match := _ISO.search(text):
        return _date(int(match[1]), int(match[4]), int(match[5]))
    if match := _PACKED.search(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.search(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        day, month = int(match[1]), int(match[3])
        if _AMERICAN.search(text):
            day, month = month, day
        return _date(year, month, day) or _date(year, day, month)
    year_found = _YEAR.search(text)
    if year_found is None:
        return None
    words = fold(text).split()
    month = next((number for word in words if (number := _month(word))), 0)
    days = [int(word) for word in words if word.isdigit() and int(word) <= 31]
    return _date(int(year_found[1]), month, days[0]) if month and days else None


@cache
def _clock() -> re.Pattern[str]:
    """Return the pattern of a time of day: "klo 9.14" is no date."""
    words = "|".join(re.escape(word) for _, word in wordings("time", "clock"))
    time = r"\d{1,2}[.:]\d\d(?!\d)(?:[.:]\d\d(?!\d))?"
    return re.compile(rf"\b(?:{words})\.?\s*{time}", re.IGNORECASE)


def tells_when(cell: Cell) -> bool:
    """Whether a cell holds a date or a year, or a number that may be one."""
    return not isinstance(cell.value, str) or _when(cell.text) != When()


def is_moment(cell: Cell) -> bool:
    """Whether a cell holds a date with a time of day, as tools write when something was sent."""
    if isinstance(cell.value, datetime.datetime):
        return cell.value.time() != datetime.time()
    found = _MOMENT.search(cell.text) if len(cell.text) <= _LONGEST else None
    return found is not None and found.end() == len(cell.text) and date_in(cell.text) is not None


def _month(word: str) -> int | None:
    names = months()
    if word in names:
        return names[word]
    return next((names[word[:n]] for n in range(len(word), 3, -1) if word[:n] in names), None)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _season_in(text: str) -> int | None:
    """Return 1 where the text names spring, 2 where it names autumn."""
    words = set(fold(text).split())
    if words & plain_set("time", "spring"):
        return 1
    return 2 if words & plain_set("time", "autumn") else None
