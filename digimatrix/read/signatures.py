"""The end of a mail that was pasted with its answers: greeting, name, title, telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Ledger, shorten
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Headings
from digimatrix.read.identity import Known
from digimatrix.read.titles import signs
from digimatrix.read.wordings import wordings

_ROWS = 15  # that a signature may take, and what mail programs add to it
_LINE = 60  # letters
_REST = 4  # words after a greeting: "Terveisin Anu Koskela, kirjastonhoitaja"
_NEAR = 4  # lines from a name to its telephone
_PERSON = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?(?: [^\W\d_]+\.?){0,2} [^\W\d_]+(?:-[^\W\d_]+)?")
_RULE = re.compile(r"[-_–—]{2,}")
_REACHED = re.compile(r"\S+@\S+\.\w+|\bwww\.\S+|(?:\+\d{1,3}|\b0)[\d ()-]{5,16}\d")
_FEW = 3  # words beside a telephone or an address: "p.", "gsm", "puh. (vaihde)"


def claim_signatures(ledger: Ledger, headings: Headings, known: Known) -> list[Problem]:
    """Account for the signature below the answers, and cut one off the end of an answer.

    Its lines are left out; those that name the municipality, the date or a label are headings.
    """
    for cell in _below(ledger, headings):
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


def _below(ledger: Ledger, headings: Headings) -> list[Cell]:
    """Return the cells of the signature at the foot of the sheet: each alone in its row."""
    rows: dict[int, list[Cell]] = {}
    for cell in ledger.open.values():
        rows.setdefault(cell.row, []).append(cell)
    last = sorted(rows, reverse=True)[:_ROWS]
    alone = takewhile(lambda cells: len(cells) == 1, (rows[row] for row in last))
    foot: list[Cell] = []
    headed = False
    for (cell,) in alone:
        heading = headings.read(cell.text)
        if heading is not None and heading.dimension is not None:
            headed = not cell.text.partition(":")[2].strip()
            break
        foot.insert(0, cell)
    if len(foot) == len(rows):
        return []  # nothing is answered above
    texts = [cell.text for cell in foot]
    start = next((n for n, text in enumerate(texts) if greets(text.split("\n")[0])), None)
    if start is None:
        start = _named(texts, 1 if headed else 0)
    return foot[start:] if start is not None else []


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
            return match.start()
    return None


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
