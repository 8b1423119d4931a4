"""What ends the answers: a mail's greeting, who signs, and where and when, a board's decision."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import takewhile

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Ledger, shorten
from digimatrix.read.grids import Cell
from digimatrix.read.headings import FACETS, Headings
from digimatrix.read.layouts.closings import closes, encloses, ends_minutes, signed_by_title
from digimatrix.read.layouts.titles import signs
from digimatrix.read.levels.typed_levels import parse
from digimatrix.read.senders.dating import date_in
from digimatrix.read.senders.identity import Known
from digimatrix.read.wordings import fold, months, wordings

_ROWS = 15  # that a signature may take, and what mail programs add to it
_MINUTES = 100  # rows that may follow a matter in minutes: proposal, decision, how to appeal
_LINE = 60  # letters
_REST = 4  # words after a greeting: "Terveisin Anu Koskela, kirjastonhoitaja"
_NEAR = 4  # lines from a name to its telephone
_PERSON = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?(?: [^\W\d_]+\.?){0,2} [^\W\d_]+(?:-[^\W\d_]+)?")
_RULE = re.compile(r"[-_–—]{2,}")
_REACHED = re.compile(r"\S+@\S+\.\w+|\bwww\.\S+|(?:\+\d{1,3}|\b0)[\d ()-]{5,16}\d")
_FEW = 3  # words beside a telephone or an address: "p.", "gsm", "puh. (vaihde)"
_BESIDE = 3  # cells in a row of a signature: place and date, name, title
_NAMED = 5  # letters that tell a place by the name of the file or the title
_SIGNED = 6  # rows of a signature that begins with its place and date
_POINT = re.compile(r"\s*(?:\d{1,2}|[a-h])[.)]\s+\D")
_WORD = re.compile(r"[^\W\d_]{2,}")


def claim_signatures(ledger: Ledger, headings: Headings, known: Known) -> list[Problem]:
    """Account for the signature below the answers, and cut one off the end of an answer.

    Its lines are left out; those that name the municipality, the date or a label are headings.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        rows.setdefault(cell.row, []).append(cell)
    names = _names(rows, ledger.grid.file)
    for cell in _below(rows, names, headings, known) or _signed(rows, names, headings, known):
        if signs(cell.text, known):
            ledger.signed.append(cell.text)
            ledger.heading(cell)
        elif headings.label(cell.text.partition(":")[0]):
            ledger.heading(cell)
        else:
            ledger.leave(cell, Rule.SIGNATURE)
    said = []
    for address, cell in ledger.open.items():
        if "\n" in cell.text and (start := _begins_within(cell.text, headings)):
            kept, cut = cell.text[:start].rstrip(), cell.text[start:].strip()
            ledger.open[address] = replace(cell, value=kept, text=kept)
            ledger.signed += [line for line in cut.split("\n") if signs(line, known)]
            said.append(Problem(Rule.SIGNATURE, ledger.place_of(cell), {"text": shorten(cut)}, cut))
    return said


def _names(rows: Mapping[int, list[Cell]], file: str) -> set[str]:
    """Return the beginnings of the title's and the file's names, which may be a place's."""
    titles = rows[min(rows)] if rows else []
    return {fold(text)[:_NAMED] for text in (*(x.text for x in titles), file.rpartition("/")[2])}


def _below(
    rows: Mapping[int, list[Cell]], names: Set[str], headings: Headings, known: Known
) -> list[Cell]:
    """Return the cells that end the sheet and are no answer: each alone in its row."""
    last = sorted(rows, reverse=True)[:_MINUTES]
    alone = takewhile(lambda cells: len(cells) == 1, (rows[row] for row in last))
    foot: list[Cell] = []
    headed = False
    for (cell,) in alone:
        heading = headings.read(cell.text)
        if heading is not None and heading.dimension is not None and not closes(cell.text):
            headed = not cell.text.partition(":")[2].strip()
            break
        foot.insert(0, cell)
    if len(foot) == len(rows):
        return []  # nothing is answered above
    before = max(0, len(foot) - _ROWS)
    texts = [cell.text for cell in foot[before:]]
    first = 1 if headed and not before else 0
    starts = [n for n, text in enumerate(texts) if greets(text.split("\n")[0])][:1]
    if not starts and (named := _named(texts, first)) is not None:
        starts = [named]
    starts = [before + start for start in starts]
    if _stands_apart(foot, rows, headings):
        starts += _closed(foot, first=1 if headed else 0)
    starts = _with_wishes(foot, starts, first=1 if headed else 0)
    start = min(starts, default=len(foot))
    while 0 < start < len(foot) and _is_dated(foot[start - 1].text, names, known):
        start -= 1
    return foot[start:]


def _is_dated(text: str, names: Set[str], known: Known) -> bool:
    """Whether a line above a greeting tells only when it was written, or where too."""
    place = beside_date(text)
    return place == "" or (place is not None and _is_place(place, names, known))


def _with_wishes(foot: Sequence[Cell], starts: Sequence[int], first: int) -> list[int]:
    """Return where the answers end: with lines that thank, above what ends them or the last."""
    start = min(starts, default=len(foot))
    while start > first and all(map(closes, filter(str.strip, foot[start - 1].text.split("\n")))):
        start -= 1
    return [start] if start < len(foot) else []


def _stands_apart(foot: Sequence[Cell], rows: Mapping[int, list[Cell]], headings: Headings) -> bool:
    """Whether the last lines are no column's: those of a letter, or left below the labels."""
    if all(len(cells) == 1 for cells in rows.values()):
        return True
    row = max((row for row in rows if foot and row < foot[0].row), default=0)
    if not row or any(cell.column != rows[row][0].column for cell in foot):
        return False
    label, *others = sorted(rows[row], key=lambda cell: cell.column)
    found = headings.read(label.text)
    return bool(others and found and found.dimension) or foot[0].row - row > 1


def _closed(foot: Sequence[Cell], first: int) -> list[int]:
    """Return where minutes, a person with a title, or a list of enclosures ends the answers."""
    lines = [cell.text.split("\n") for cell in foot]
    starts = [n for n in range(first, len(foot)) if ends_minutes(lines[n][0])][:1]
    for n in range(max(first, len(foot) - _ROWS), len(foot)):
        after = [line for each in lines[n:] for line in each if line.strip()]
        several = n > 0 and signed_by_title(lines[n - 1])  # a list of who works there
        signed = signed_by_title(after) and not several
        if (signed or encloses(lines[n][0])) and all(len(line) <= _LINE for line in after):
            return [*starts, n]
    return starts


def _signed(
    rows: Mapping[int, list[Cell]], names: Set[str], headings: Headings, known: Known
) -> list[Cell]:
    """Return the last lines of the sheet from the one that says where and when it was signed.

    It stands apart from the answers, or alone in its row: "Nokialla 14.3.2025". Where it says
    only when, a person is named too, and nothing has a label.
    """
    in_order = sorted(rows)
    foot: list[Cell] = []
    for position in range(len(in_order) - 1, max(0, len(in_order) - 1 - _SIGNED), -1):
        row, above = in_order[position], in_order[position - 1]
        cells = rows[row]
        places = [x for cell in cells if (x := beside_date(cell.text)) is not None]
        most = _BESIDE if places else _BESIDE - 1  # name and title
        if len(cells) > most or not all(_may_sign(cell, headings) for cell in cells):
            return []
        foot = [*cells, *foot]
        apart = row - above > 1
        if not places or not (apart or len(cells) == 1):
            continue
        sure = any(place and _is_place(place, names, known) for place in places)
        unlabelled = apart and not any(headings.label(cell.text) for cell in foot)
        if sure or (
            unlabelled and "" in places and any(_PERSON.fullmatch(cell.text) for cell in foot)
        ):
            read = [headings.read(cell.text) for cell in rows[above]]
            return [] if all(found and found.dimension for found in read) else foot
    return []


def _may_sign(cell: Cell, headings: Headings) -> bool:
    """Whether a cell is as short as what stands in a signature: no heading, level, or point."""
    found = headings.read(cell.text)
    heads = found is not None and (found.dimension is not None or found.label in FACETS)
    if len(cell.text) > _LINE or heads or _POINT.match(cell.text):
        return False
    return date_in(cell.text) is not None or parse(cell.value) is None


def beside_date(text: str) -> str | None:
    """Return the words beside a date, if they may be a place's name; "" where there are none."""
    if len(text) > _LINE or date_in(text) is None:
        return None
    words = [word for word in _WORD.findall(text) if not _is_month(word)]
    told = [word for word in words if len(word) > _FEW or word[:1].isupper()]  # no "den", "m."
    return " ".join(told) if len(told) <= _FEW else None


def _is_month(word: str) -> bool:
    """Whether a word is the name of a month, in any case."""
    folded = fold(word)
    return any(folded[:length] in months() for length in range(4, len(folded) + 1))


def _is_place(text: str, names: Set[str], known: Known) -> bool:
    """Whether words are a place's name, or are in the title or the name of the file."""
    if " " in text or not text[:1].isupper():
        return known.is_municipality(text)
    told = len(text) >= _NAMED and fold(text)[:_NAMED] in names
    return told or known.is_mentioned(text)


def _named(lines: Sequence[str], first: int) -> int | None:
    """Return where a name or a line of dashes stands above a telephone or an address."""
    for number in range(first, len(lines)):
        after = lines[number + 1 : number + 1 + _NEAR]
        if _begins(lines[number]) and any(map(_reaches, after)):
            return number
    return None


def _begins(line: str) -> bool:
    """Whether a line is a person's name, or dashes as mail programs draw them."""
    last = line.rpartition(" ")[2]
    named = line[:1].isupper() and last[:1].isupper() and _PERSON.fullmatch(line) is not None
    return named or _RULE.fullmatch(line) is not None


def _reaches(line: str) -> bool:
    """Whether a line is a telephone number or an address of the net, and little else."""
    if len(line) > 2 * _LINE:  # the pattern is slow where nothing matches
        return False
    rest = _REACHED.sub(" ", line)
    return rest != line and len(re.findall(r"[^\W\d_]{2,}", rest)) <= _FEW


def _begins_within(text: str, headings: Headings) -> int | None:
    """Return where the signature at the end of a cell's words begins; answers precede it."""
    for match in _greeting().finditer(text, max(0, len(text) - (_ROWS + 1) * (_LINE + 1))):
        line, _, after = text[match.start() :].partition("\n")
        lines = [line for line in after.split("\n") if line.strip()]
        if len(lines) > _ROWS or max(map(len, lines), default=0) > _LINE or not greets(line):
            continue
        told = (headings.read(part.partition(":")[0].strip()) for part in lines)
        if text[: match.start()].strip() and not any(x and x.dimension for x in told):
            return _before_wishes(text, match.start())
    return _before_wishes(text, len(text))


def _before_wishes(text: str, end: int) -> int | None:
    """Return where lines that thank begin before the end of an answer; None if it is a text's."""
    kept = text[:end]
    while (line := kept.rstrip().rpartition("\n"))[1] and closes(line[2]):
        kept = line[0]
    start = len(kept) if len(kept) < end else end
    return start if start < len(text) else None


def greets(line: str) -> bool:
    """Whether a line ends a mail: "Ystävällisin terveisin", "Mvh Anu"."""
    found = _greeting().match(line) if len(line) <= _LINE else None
    return found is not None and len(line[found.end() :].split()) <= _REST


@cache
def _greeting() -> re.Pattern[str]:
    """Return the pattern of a greeting at the beginning of a line."""
    words = sorted({re.escape(text) for _, text in wordings("answers", "greetings")}, key=len)
    either = "|".join(reversed(words))
    short = r"(?-i:t\.? (?=[A-ZÅÄÖ]))"  # "t. Anu"
    return re.compile(rf"^[^\w\n]*(?:(?:{either})(?![\w-])|{short})", re.IGNORECASE | re.MULTILINE)
