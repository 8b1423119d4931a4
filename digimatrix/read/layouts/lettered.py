"""Levels typed as letters, where a legend says what they mean: "A = finns inte, B = enstaka"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from digimatrix.model.framework import Framework
from digimatrix.model.matrix import State
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.accounting import Ledger
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings
from digimatrix.read.layouts.contents import state_of
from digimatrix.read.levels.level_names import by_name
from digimatrix.read.levels.named_scales import speaks_of_levels
from digimatrix.read.levels.typed_levels import DASH
from digimatrix.read.wordings import fold, plain_set

_LONGEST = 300  # letters of a cell that may explain levels
_FEWEST = 3  # levels
_LETTERS = "ABCDEF"
_ENTRY = re.compile(rf"(?<![\w.])([{_LETTERS}])\s*(?:=|[:–—-]\s)\s*(?=[^\W\d])")
_TYPED = re.compile(rf"\(?([{_LETTERS}])(?:\s*[-–—/]\s*([{_LETTERS}])|\s*([+?–-]))?\)?")
_ENDS = " ,;/|.\n"

_Key = dict[str, int]


def number_letters(ledgers: Sequence[Ledger], headings: Headings) -> list[Problem]:
    """Put numbers from 1 on in the place of letters that a legend explains, and say so.

    So that what follows reads legend, headings and levels as it reads those with numbers. A
    legend counts for its sheet, the first one of a file for those without. Letters that nothing
    explains stay: nobody can tell whether an A is the lowest or the highest.
    """
    keys = [_key(ledger.grid.cells.values(), headings) for ledger in ledgers]
    usual = next(filter(None, keys), {})
    said: list[Problem] = []
    for ledger, own in zip(ledgers, keys, strict=True):
        key = own or usual
        levels = _levels(ledger, key)
        if levels:
            first, text = next(iter(levels.values()))
            facts = {"typed": first.text, "level": text, "count": str(len(levels))}
            said.append(Problem(Rule.READ_AS_LEVEL, ledger.place_of(first), facts))
        if levels or own:
            texts = levels | _explaining(ledger, key, legend=bool(own))
            ledger.reword({at: replace(x, value=new, text=new) for at, (x, new) in texts.items()})
    return said


def _key(cells: Iterable[Cell], headings: Headings) -> _Key:
    """Return the numbers of the letters that a sheet explains, the lowest 1."""
    words: dict[str, str] = {}
    for cell in cells:
        for letter, said in _entries(cell.text):
            if words.setdefault(letter, said) != said:
                return {}
    letters = _LETTERS[: len(words)]
    if len(words) < _FEWEST or set(words) != set(letters):
        return {}
    read = [headings.read(said) for said in words.values()]
    if sum(bool(each and each.dimension) for each in read) > 1:  # "arvioitua" is near a dimension
        return {}
    upwards = _goes_up([words[letter] for letter in letters], headings.framework)
    if upwards is None:
        return {}
    return {letter: n for n, letter in enumerate(letters if upwards else letters[::-1], start=1)}


def _entries(text: str) -> list[tuple[str, str]]:
    """Return the letters that a text explains with the words for each."""
    found = list(_ENTRY.finditer(text)) if len(text) <= _LONGEST else []
    if not found or not ("=" in text or speaks_of_levels(text)):
        return []
    ends = [*(each.start() for each in found[1:]), len(text)]
    return [(x[1], text[x.end() : end].strip(_ENDS)) for x, end in zip(found, ends, strict=True)]


def _goes_up(words: Sequence[str], framework: Framework) -> bool | None:
    """Whether words go from the lowest level to the highest; None if they contradict that.

    Words of which nothing is known are taken to stand in the order of a scale.
    """
    worth = [_worth(each, framework) for each in words]
    known = [(at, value) for at, value in enumerate(worth) if value is not None]
    last = len(words) - 1
    steps = [second - first for (_, first), (_, second) in combinations(known, 2)]
    if len(known) == 1:
        ((at, value),) = known
        ends = {(0, framework.highest), (last, framework.lowest)}
        return (at, value) not in ends
    if any(step > 0 for step in steps) and any(step < 0 for step in steps):
        return None
    return not any(step < 0 for step in steps)


def _worth(words: str, framework: Framework) -> float | None:
    """Return the level that words mean, where it is known: of the framework, or best or worst."""
    said = f" {fold(words)} "
    if any(f" {word} " in said for word in plain_set("answers", "best")):
        return framework.highest
    if any(f" {word} " in said for word in plain_set("answers", "worst")):
        return framework.lowest
    if state_of(words) is State.NONE_STATED:
        return framework.lowest
    level = by_name(words, framework)
    return level.low if level else None


def _levels(ledger: Ledger, key: _Key) -> dict[Address, tuple[Cell, str]]:
    """Return the cells that type levels as letters of the key, with the number of each.

    Letters that count the rows or columns up are none.
    """
    typed = {at: x for at, x in ledger.open.items() if _TYPED.fullmatch(x.text)} if key else {}
    lines: dict[tuple[str, int], list[Address]] = {}
    for row, column in sorted(typed):
        lines.setdefault(("row", row), []).append((row, column))
        lines.setdefault(("column", column), []).append((row, column))
    counting = {
        at
        for found in lines.values()
        if len(found) >= _FEWEST
        and [typed[at].text for at in found] == list(_LETTERS[: len(found)])
        for at in found
    }
    return {
        at: (cell, number)
        for at, cell in typed.items()
        if at not in counting and (number := _in_numbers(cell.text, key))
    }


def _in_numbers(text: str, key: _Key) -> str:
    found = _TYPED.fullmatch(text)
    letters = [x for x in (found[1], found[2]) if x] if found else []
    if not found or not set(letters) <= key.keys():
        return ""
    return "-".join(str(n) for n in sorted(key[letter] for letter in letters)) + (found[3] or "")


def _explaining(ledger: Ledger, key: _Key, *, legend: bool) -> dict[Address, tuple[Cell, str]]:
    """Return the headings that name the letters, with the sheet's own legend, and their numbers."""
    last = max(key)
    whole = re.compile(rf"(?<![\w.])A(\s*(?:{DASH}|…)\s*){last}(?!\w)")
    found = {}
    for at, cell in ledger.open.items():
        text = (
            whole.sub(rf"1\g<1>{len(key)}", cell.text) if len(cell.text) <= _LONGEST else cell.text
        )
        text = _renamed(text, key) if legend else text
        if text != cell.text:
            found[at] = (cell, text)
    return found


def _renamed(text: str, key: _Key) -> str:
    """Return a text with numbers for the letters that it explains."""
    if not _entries(text):
        return text
    return _ENTRY.sub(lambda found: str(key[found[1]]) + found[0][1:], text)
