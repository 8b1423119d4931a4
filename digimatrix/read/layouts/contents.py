"""What the content of cells tells where no heading does: levels, words, or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from digimatrix.languages import LANGUAGES
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import State
from digimatrix.model.values import value
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.levels.level_cells import in_form, in_parts, may_type
from digimatrix.read.levels.level_names import by_name, names
from digimatrix.read.levels.typed_levels import TypedLevel, parse
from digimatrix.read.senders.owner import Owner
from digimatrix.read.wordings import fold, plain_set, wordings

_LONGEST = 50  # letters of an answer that only says that there is nothing
_FEWEST = 3  # levels in a record that a word among them does not turn into words
_DECIMALS = re.compile(r"(?<=\d)[.,]\d+")
_DASHES = frozenset("-–—−‐‑")


def state_of(text: str) -> State:
    """Return what a cell says before its words are read.

    "?", "täydennetään" and their kin leave the question open: not answered, though the words
    are kept.
    """
    stripped = text.strip()
    if len(stripped) > _LONGEST:
        return State.TEXT
    if not stripped:
        return State.EMPTY
    if set(stripped) <= _DASHES or stripped.casefold() in ("0", "ø", "∅"):
        return State.NONE_STATED
    if set(stripped) <= set("?….!_- "):
        return State.EMPTY
    words = fold(stripped)
    if _not_applicable().fullmatch(words):
        return State.NOT_APPLICABLE
    if words in plain_set("answers", "unknown"):
        return State.EMPTY
    if words in plain_set("answers", "none") or _says_nothing_else(words):
        return State.NONE_STATED
    return State.TEXT


@cache
def _not_applicable() -> re.Pattern[str]:
    """Return the pattern of folded words for "not applicable", alone or with "to us"."""
    said, us = (
        "|".join(sorted(plain_set("answers", key), key=lambda word: (-len(word), word)))
        for key in ("not_applicable", "for_us")
    )
    return re.compile(rf"(?:(?:{us}) )*(?:{said})(?: (?:{us}))*")


@lru_cache(maxsize=4096)
def _says_nothing_else(words: str) -> bool:
    """Whether folded words only deny, in one language: "meillä ei ole vielä mitään"."""
    tokens = set(words.split())
    return any(
        not tokens.isdisjoint(negations) and tokens <= negations | others
        for negations, others in _denials()
    )


@cache
def _denials() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the words that deny and those that may stand beside them, by language."""
    negations, others = (
        {
            language: frozenset(
                fold(word) for found, word in wordings("answers", key) if found == language
            )
            for language in LANGUAGES
        }
        for key in ("negations", "of_nothing")
    )
    return tuple((negations[language], others[language]) for language in LANGUAGES)


@value
class _Content:
    """What a slot holds: its level, and whether words: "2. ohjelma" is a point of a list.

    `long` are too many words to say only that a level is not known.
    """

    level: TypedLevel | None
    worded: bool
    long: bool


def _content(slot: Slot, framework: Framework) -> _Content:
    cell = slot.cell
    level = level_in(slot, framework.on(slot.dimension))
    if level is None:
        return _Content(None, state_of(cell.text) is State.TEXT, len(cell.text) > _LONGEST)
    typed = slot.level is None and isinstance(cell.value, str)
    return _Content(level, typed and says_more(cell.text, framework.on(slot.dimension)), long=False)


def settle_facets(slots: Sequence[Slot], framework: Framework) -> tuple[Slot, ...]:
    """Return the slots of one table, each with its facet: where only content tells, it decides.

    A record of nothing but numbers, dashes and blanks holds levels; any other holds text.
    A column that is said to hold levels but holds words, in a table without other text,
    holds text; so do those of several for a dimension that hold words beside levels.
    """
    bare: dict[tuple[int, Owner], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.facet is None:
            bare[slot.line, slot.owner].append(slot)
    holds = {id(slot): _content(slot, framework) for own in bare.values() for slot in own}
    levels: set[int] = set()
    worded = _worded({key: [holds[id(slot)] for slot in own] for key, own in bare.items()})
    for own in (own for key, own in bare.items() if key not in worded):
        sure = (  # "None" is a level's name, but says as well that there is nothing
            holds[id(slot)].level is not None
            and (not isinstance(slot.cell.value, str) or _is_only_level(slot.cell.text))
            for slot in own
        )
        if any(sure):  # an answer in words may stand among them
            levels |= {id(slot) for slot in own if not holds[id(slot)].long}
    settled = [
        slot
        if slot.facet is not None
        else slot.answering(Label.LEVEL if id(slot) in levels else Label.TEXT)
        for slot in slots
    ]
    said = [slot for slot in settled if slot.facet is Label.LEVEL]
    if said and not any(slot.facet is Label.TEXT for slot in settled):
        words = _words_among(said, framework)
        settled = [replace(x, facet=Label.TEXT) if id(x) in words else x for x in settled]
    return _with_lone_words(settled, framework)


def _words_among(said: Sequence[Slot], framework: Framework) -> set[int]:
    """Return which slots for levels are texts, by identity, where nothing else is one.

    "Nyt" heads words above "Taso", and all of a column if most of it are words.
    """
    contents = {id(slot): _content(slot, framework) for slot in said}
    wordy = [x for x in said if contents[id(x)].level is None and contents[id(x)].worded]
    told = {x.dimension for x in said if contents[id(x)].level is not None}
    both = {slot.dimension for slot in wordy} & told
    if len(both) * 2 > len({slot.dimension for slot in said}):
        beside = (x for x in said if x.dimension in told and contents[id(x)].level is None)
        return {id(slot) for slot in (*wordy, *beside)}
    return {id(slot) for slot in said} if len(wordy) * 2 > len(said) else set()


def _with_lone_words(slots: Sequence[Slot], framework: Framework) -> tuple[Slot, ...]:
    """Return the slots with the words under "Oma lähtötilanne nyt" as a text.

    Its heading asks for a level, but it has nothing besides words while the other dimensions
    have texts: the heading only speaks like that of a level.
    """
    texts = {slot.dimension for slot in slots if slot.facet is Label.TEXT}
    said: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.facet is Label.LEVEL and slot.dimension not in texts:
            said[slot.dimension].append(slot)
    if len(said) != 1 or len(texts) < _FEWEST:
        return tuple(slots)
    others = any(slot.facet is Label.LEVEL and slot.dimension in texts for slot in slots)
    (only,) = said.values()
    words = {
        id(slot)
        for slot in only
        if (content := _content(slot, framework)).level is None
        and (content.long or (content.worded and not others))
    }
    return tuple(replace(slot, facet=Label.TEXT) if id(slot) in words else slot for slot in slots)


def _worded(
    bare: Mapping[tuple[int, Owner], Sequence[_Content]],
) -> set[tuple[int, Owner]]:
    """Return the records that hold words, where nothing but the content tells.

    A few words among levels, such as "later", do not make words of them. Where each municipality
    has one record, and most hold words, the others hold numbers as answers, and no levels; where
    most hold nothing but levels, so do the others, though few may be known.
    """
    worded = {key for key, own in bare.items() if any(content.worded for content in own)}
    whose = [owner.municipality for _, owner in bare]
    each_one = None not in whose and len(whose) > 1 and len(set(map(id, whose))) == len(whose)
    but = {key for key in worded if _are_levels_but(bare[key])}
    if each_one and len(worded - but) * 2 > len(bare):
        return set(bare)
    if each_one and len(worded) * 2 < len(bare):
        but |= {key for key in worded if _are_levels_but(bare[key], few=True)}
    return worded - but


def _are_levels_but(own: Sequence[_Content], *, few: bool = False) -> bool:
    """Whether a record is of levels but for words where one is not known: "later".

    Most are known, or a `few` beside nothing but short words.
    """
    words = sum(content.worded for content in own)
    typed = sum(content.level is not None and not content.worded for content in own)
    if few and typed and not any(content.long for content in own):
        return True
    return typed >= max(_FEWEST, words + 1)


def _is_only_level(text: str) -> bool:
    return state_of(text) is State.TEXT or any(map(str.isdigit, text))


def level_in(slot: Slot, framework: Framework) -> TypedLevel | None:
    """Return the level that a slot has by the sheet's own legend, or that its cell types."""
    return slot.level or level_of(slot.cell, framework)


def level_of(cell: Cell, framework: Framework) -> TypedLevel | None:
    """Return the level that a cell types, by number or by the name of a level.

    A cell that shows a number in per cent types what it shows.
    """
    text = cell.text
    if not isinstance(cell.value, str):
        return parse(text if text.endswith("%") else cell.value)
    if not may_type(text, framework):
        return None
    return (
        parse(text)
        or by_name(text, framework)
        or in_parts(text, framework)[0]
        or in_form(text, framework)
    )


_OF_LEVELS = (
    *("level_words", "target_words", "now", "scale_words", "approximately", "or", "numbers"),
    *("above", "below", "between", "partly", "reaching"),
)


def says_more(text: str, framework: Framework) -> bool:
    """Whether a cell that types a level gives words of its own too: "Taso 2: tiimi on"."""
    known = _level_words(framework)
    words = (word for word in fold(_DECIMALS.sub("", text)).split() if len(word) > 3)
    return any(
        word not in known and not (word.isdecimal() and int(word) <= framework.highest)
        for word in words
    )


@cache
def _level_words(framework: Framework) -> frozenset[str]:
    """Return the words that stand beside a level and tell nothing else."""
    known = set(names(framework)).union(*(plain_set("answers", key) for key in _OF_LEVELS))
    return frozenset(word for name in known for word in name.split())
