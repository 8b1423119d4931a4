"""The words and signs for levels that a sheet explains itself: "1 = heikko", "++ = 2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digimatrix.languages import LANGUAGES, data
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import State
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.layouts.contents import state_of
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.levels.level_cells import in_parts
from digimatrix.read.levels.level_names import Names, by_name
from digimatrix.read.levels.named_scales import speaks_of_levels
from digimatrix.read.levels.spelled import in_arabic, in_figures
from digimatrix.read.levels.typed_levels import DASH, TypedLevel, parse
from digimatrix.read.wordings import alternation, fold, plain_set

_LONGEST = 300  # letters of a cell that may explain levels
_WORD = 40  # letters of a word for a level
_FIGURE = 3  # letters of a number, in figures or in Roman numerals
_TOP = 10
_FEWEST = 3  # levels that are listed in cells of their own
_RUN_AFTER = re.compile(  # "0 ei lainkaan, 1 vähän, 2 paljon"
    r"(?<![\d.,–-])(\d)\s+([^\W\d][^,;|\n()\d]*?)\s*(?=[,;|\n)]|\.?$|\s[-–—/]\s)"
)
_SIGNS = re.compile(r"(\++|[★⭐*●]+)\s*=\s*(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\s*=\s*(\++|[★⭐*●]+)")
_SIGN = frozenset("+★⭐*●✓✔xX•👍🙂😀")
_TICKS = frozenset("+✓✔xX•👍🙂😀")  # which are no level alone
_MINUSES = re.compile(r"[+–—−-]*[–—−-][+–—−-]*")
_PAIR = re.compile(  # "jó (4)", "jó – 4", "4 jó", "4/jó"
    rf"([^\W\d][^,;:|/\n()\d]*?)\s*(?:[(\[:,/=]|{DASH})?\s*(\d{{1,2}})[)\]]?"
    rf"|(\d{{1,2}})[.)]?\s*(?:[(\[:,/=]|{DASH})?\s*([^\W\d][^,;:|/\n()\d]*?)[)\]]?"
)
_MARKS = (1, 5)  # the scale of marks that schools give in words
_NO_NAMES = Names({})
_DETAIL = re.compile(r"\s[-–—]\s|:\s")


@dataclass(frozen=True, slots=True)
class Legend:
    """What a sheet says its words and signs for levels mean.

    `signs` has the level of a sign less how often it is repeated: 0 where "++" is 2.
    """

    names: Names
    signs: Mapping[str, int]


def legend_in(sheets: Iterable[Iterable[Cell]]) -> Legend:
    """Return what the cells of sheets explain; a word for two levels explains none."""
    words: dict[str, set[int]] = {}
    spelt: set[str] = set()
    signs: dict[str, set[int]] = {}
    texts: list[str] = []
    found: list[tuple[str, int]] = []
    for cells in sheets:
        known = [cell for cell in cells if len(cell.text) <= _LONGEST]
        told = [in_arabic(cell.text) for cell in known]
        texts += [text for text in told if any(map(str.isdigit, text))]
        found += _listed(known)
    found += [pair for text in texts for pair in _explained(text)]
    for word, number in found:
        if number <= _TOP and len(word) <= _WORD and fold(word):
            words.setdefault(fold(word), set()).add(number)
            spelt.add(word)
    for text in texts:
        for match in _SIGNS.finditer(text):
            sign, figure = (match[1], match[2]) if match[1] else (match[4], match[3])
            signs.setdefault(sign[0], set()).add(int(figure) - len(sign))
    sure = {word: min(numbers) for word, numbers in words.items() if len(numbers) == 1}
    return Legend(
        Names(sure, spelt) if len(set(sure.values())) > 1 else _NO_NAMES,
        {sign: min(shifts) for sign, shifts in signs.items() if len(shifts) == 1},
    )


def _explained(text: str) -> list[tuple[str, int]]:
    """Return the words of one text and the numbers they stand for."""
    sure = "=" in text or speaks_of_levels(text)
    after = [(match[3], match[1]) for match in _after().finditer(text) if sure]
    before = [(match[1], match[2]) for match in _before().finditer(text)]
    if not (after or before):
        level = plain_set("answers", "level_words")  # as in "raudona – 0 lygis"
        named = (m for m in _RUN_AFTER.finditer(text) if fold(m[2]) not in level)
        after = _run([(m[2], m[1]) for m in named])
        before = _run([(m[1], m[2] or m[3]) for m in _run_before().finditer(text)])
    found = []
    for words, number in max(after, before, key=len):
        *bare, last = words.strip().split() or [""]
        whole = " ".join(bare) if fold(last) in plain_set("answers", "joining") else words.strip()
        found += [(word, int(number)) for word in {whole, _DETAIL.split(whole)[0]}]
    return found


@cache
def _after() -> re.Pattern[str]:
    """Find the number and the word of "1 = heikko", "1 – heikko" and "1 lygis = silpnas"."""
    level = alternation("answers", "level_words")
    return re.compile(
        rf"(?<![\d.,–-])(\d{{1,2}})\s*(?:\.?\s*(?:{level})\s*)?(=|{DASH}\s|:\s)"
        r"\s*([^\W\d][^=,;|\n()]*?)"
        r"\s*(?=[,;|\n()…]|\.{2,}|\.?$|\.\s|/\s*\d|\s/\s|\s\d{1,2}\s*=)",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    """Find the word and the number of "heikko = 1" and "punainen = taso 0"."""
    level = alternation("answers", "level_words")
    return re.compile(
        r"([^\W\d][^=,;:|\n()\d]*?)\s*=\s*"
        rf"(?:(?:{level})\s+)?(\d{{1,2}})(?![\d.,]\d|\d)",
        re.IGNORECASE,
    )


@cache
def _run_before() -> re.Pattern[str]:
    """Find words before their numbers: "ei lainkaan (0), vähän (1)", "punainen – 0 taso"."""
    level = alternation("answers", "level_words")
    return re.compile(
        r"(?:^|[,;:|\n]|\s[-–—/]\s)\s*([^\W\d][^,;:|\n()\d]*?)\s*"
        rf"(?:\((\d)\)|(?<=\s)(?:[-–—]\s+)?(?:(?:{level})\s+)?(\d)(?:\.?\s+(?:{level}))?)\s*"
        r"(?=[,;|\n)]|\.?$|\s[-–—/]\s)",
        re.IGNORECASE,
    )


def _run(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs if their numbers run over a scale, up or down: "0 ei, 1 alku, 2 valmis"."""
    numbers = [int(number) for _, number in pairs]
    run = list(range(min(numbers), max(numbers) + 1)) if numbers else []
    whole = numbers in (run, run[::-1]) and len(run) >= _FEWEST and run[0] < 2
    return pairs if whole else []


def _listed(cells: Sequence[Cell]) -> list[tuple[str, int]]:
    """Return the words beside the numbers of a scale that runs down the sheet."""
    by_place = {cell.address: cell for cell in cells}
    columns: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for cell in cells:
        figure = in_figures(cell.text) if len(cell.text) <= _FIGURE else ""
        if not figure.isdecimal():
            continue
        for side in (1, -1):
            beside = by_place.get((cell.row, cell.column + side))
            if beside and any(map(str.isalpha, beside.text)):
                columns.setdefault((cell.column, side), []).append((beside.text, int(figure)))
    found = []
    for pairs in columns.values():
        numbers = sorted(number for _, number in pairs)
        if (
            len(pairs) >= _FEWEST
            and numbers[0] < 2
            and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        ):
            found += pairs
    return found


def explained(slots: Sequence[Slot], legend: Legend, framework: Framework) -> tuple[Slot, ...]:
    """Return the slots with the levels that the legend, or the signs themselves, give them.

    Without a legend pluses and ticks are levels where some are more than others, and there is
    no minus.
    """
    bare = [slot for slot in slots if slot.facet is None]
    words = any(any(map(str.isalnum, x.cell.text)) and not _repeats(x.cell.text) for x in bare)
    facets = {Label.LEVEL, Label.TARGET} if words else {Label.LEVEL, Label.TARGET, None}
    cells = [x.cell.text for x in slots if x.facet in facets]
    short = [text for text in cells if len(text) <= _TOP]
    typed = [x.cell.text for x in slots if x.facet in (Label.LEVEL, Label.TARGET)]
    marks = _marks(typed)
    own = marks or _paired(typed, framework)
    counts = {len(text) for text in short if _repeats(text)}
    minus = any(len(text) > 1 and _MINUSES.fullmatch(text) for text in short)
    telling = len(counts) > 1 and max(counts) <= framework.highest and not minus
    told = tuple(
        _explain(slot, legend, own, framework, telling=telling and slot.facet in facets)
        for slot in slots
    )
    if marks is None or legend.names.values:
        return told
    return tuple(replace(x, scale=x.scale or _MARKS) if x.level else x for x in told)


def types_both(text: str) -> bool:
    """Whether a short cell types a number beside words: "jó (4)", "5/jeles"."""
    return len(text) <= _WORD and _PAIR.fullmatch(text.strip()) is not None


def _paired(texts: Sequence[str], framework: Framework) -> Names | None:
    """Return the words that cells for levels type beside their numbers: "jó (4)", "5/jeles".

    Each number has one word, unless all of them stand in brackets after their words.
    """
    numbers: dict[str, set[int]] = {}
    count, others, bracketed = 0, 0, True
    for text in texts:
        known = parse(text) or by_name(text, framework) or any(in_parts(text, framework))
        found = _PAIR.fullmatch(text.strip()) if types_both(text) and not known else None
        if found:
            word, figure = (found[1], found[2]) if found[1] else (found[4], found[3])
            numbers.setdefault(word.strip(), set()).add(int(figure))
            bracketed = bracketed and found[2] is not None and text.rstrip()[-1] in ")]"
            count += 1
        else:
            others += not known and state_of(text) is State.TEXT
    sure = {fold(word): min(each) for word, each in numbers.items() if len(each) == 1}
    one_each = len(set(sure.values())) == len(sure) > 1
    told = one_each or (bracketed and count > 1)
    return Names(sure, numbers) if told and count > others else None


def _marks(texts: Sequence[str]) -> Names | None:
    """Return the marks of a country's schools, if all these cells hold such, and some differ."""
    for names in _school_marks():
        read = [names.read(text) for text in texts if parse(text) is None]
        held = {level.low for level in read if level and level.low == level.high}
        if len(held) >= _FEWEST and all(level and level.low == level.high for level in read):
            return names
    return None


@cache
def _school_marks() -> tuple[Names, ...]:
    """Return the words for the marks of each country's schools that have them, the lowest 1."""
    countries = (data(language, "reading")["answers"]["marks"] for language in LANGUAGES)
    known = (
        {word: mark for mark, words in enumerate(marks, start=1) for word in words.split("/")}
        for marks in countries
        if marks
    )
    return tuple(Names({fold(word): mark for word, mark in x.items()}, x) for x in known)


def _repeats(text: str) -> bool:
    """Whether a text is a sign that may be repeated to tell a level: "++", "✓"."""
    return len(set(text)) == 1 and text[0] in _TICKS


def _explain(
    slot: Slot, legend: Legend, own: Names | None, framework: Framework, *, telling: bool
) -> Slot:
    text = slot.cell.text
    if slot.facet is Label.TEXT or not isinstance(slot.cell.value, str) or len(text) > 2 * _WORD:
        return slot
    if text[0] in _SIGN and len(set(text)) == 1 and len(text) <= _TOP:
        shift = legend.signs.get(text[0])
        if shift is None and not (text[0] in _TICKS and telling):
            return slot
        number = len(text) + (shift or 0)
        return replace(slot, level=TypedLevel(text, number, number))
    named = legend.names.read(text)
    if named is None and own and slot.facet is not None:
        named = own.read(text)
    return replace(slot, level=named) if named else slot
