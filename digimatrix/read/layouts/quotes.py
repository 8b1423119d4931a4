"""Mails answered below the quoted questions: "> 3. How and where?" above the answer to it."""

from __future__ import annotations

import re
from dataclasses import replace

from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Ledger, shorten
from digimatrix.read.headings import Headings

_LEAST = 3  # dimensions that quoted lines name
_QUOTED = re.compile(r"\s*>[>\s]*")


def unquote(ledger: Ledger, headings: Headings) -> list[Problem]:
    """Take the marks of a quotation off questions; what else is quoted is no answer.

    Where everything between them is quoted, somebody has passed the answers on.
    """
    cells = [cell for _, cell in sorted(ledger.open.items()) if ">" in cell.text]
    lines = {id(cell): cell.text.split("\n") for cell in cells}
    quoted = [line for own in lines.values() for line in own if _QUOTED.match(line)]
    read = (headings.read(_bare(line).partition(":")[0]) for line in quoted)
    if len({heading.dimension for heading in read if heading and heading.dimension}) < _LEAST:
        return []
    passed_on = all(map(_QUOTED.match, _between(ledger, headings)))
    said = []
    for cell in cells:
        kept: list[str] = []
        cut: list[str] = []
        for line in lines[id(cell)]:
            asked = headings.read(_bare(line))
            plain = passed_on or (asked and asked.dimension) or not _QUOTED.match(line)
            (kept if plain else cut).append(_bare(line))
        text = "\n".join(kept)
        if not kept:
            ledger.leave(cell, Rule.INSTRUCTION)
            continue
        if cut:
            words = "\n".join(cut)
            place = ledger.place_of(cell)
            said.append(Problem(Rule.INSTRUCTION, place, {"text": shorten(words)}, words))
        ledger.open[cell.address] = replace(cell, value=text, text=text)
    return said


def _between(ledger: Ledger, headings: Headings) -> list[str]:
    """Return the lines from the first quoted question to the last quotation but for questions."""
    lines = [line for _, cell in sorted(ledger.open.items()) for line in cell.text.split("\n")]
    marked = [number for number, line in enumerate(lines) if _QUOTED.match(line)]
    asked = [(read := headings.read(_bare(line))) and read.dimension for line in lines]
    first = next((number for number in marked if asked[number]), 0)
    within = range(first, marked[-1] + 1)
    return [lines[number] for number in within if lines[number].strip() and not asked[number]]


def _bare(line: str) -> str:
    found = _QUOTED.match(line)
    return line[found.end() :] if found else line
