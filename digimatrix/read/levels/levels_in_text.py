"""The levels that people type into the words of an answer: "taso 2", "Tasomme on 0.", "(2/4)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from digimatrix.model.framework import Framework
from digimatrix.read.levels.level_names import by_name, names_of
from digimatrix.read.levels.spelled import in_figures
from digimatrix.read.levels.typed_levels import (
    DASH,
    TypedLevel,
    has_number,
    in_digits,
    parse,
)
from digimatrix.read.wordings import alternation, fold, plain, plain_set, wordings

_REST = r"(?:[.,]\d|½)?"
_TYPED = re.compile(  # begins with its digit, so that words without one are passed over fast
    r"\d(?<![\w.,/]\d)(?:"
    rf"{_REST}(?:\s*(?:{DASH}|/|\.\.|tai|vai|eller|or|vagy|arba)\s*\d{_REST})?[+?]?"
    r"(?![\w%€])(?!\s*[.,]\d)(?!\s\d{3})|(?=-?[aeo]s\s))"
)
_LABEL_AFTER = re.compile(r"(?:-?[aeo]s|\.)?\s*(?:szint(?:en|ű)?|lygis|lygiu|lygyje)(?!\w)", re.I)
_BEFORE = 60  # letters before a number among which its label stands
_CLAUSE_END = re.compile(r"[.,!?;:\n()–—]")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ARROW = re.compile(r"\s*(?:[→⇒➔➜]|[-=–]>)\s*")
_HINT = 6  # letters that a label begins with
_STEM = 5  # letters of a wording that may have an ending
_NEAR = 4  # words beside a level that may deny it, or say of which time it is


@dataclass(frozen=True, slots=True)
class LevelInText:
    """A level typed into an answer's words: `text[start:end]`; `target` if it is an aim.

    `doubtful` where the words beside it say that it is not the level now: "emme ole tasolla 3".
    """

    level: TypedLevel
    start: int
    end: int
    target: bool
    doubtful: bool = False


def in_text(text: str) -> tuple[LevelInText, ...]:
    """Return the levels typed into a text, such as "taso 2", "3 lygis", "(2/4)"."""
    return _found(text)[0]


def named_in(text: str, framework: Framework) -> tuple[LevelInText, ...]:
    """Return the levels that a text names after their label: "Taso: kehittyvä."."""
    if not _may_name(text):
        return ()
    found = []
    for label in _named_after(framework).finditer(text):
        level = by_name(label["name"], framework)
        if level is not None:
            found.append(_told(text, level, label.start(), label.end(), _lead(label)))
    return tuple(item for item in found if not item.doubtful)


def doubts_in(text: str) -> tuple[LevelInText, ...]:
    """Return the levels which a text only mentions, if it types no other: "kohti tasoa 3"."""
    sure, doubtful = _found(text)
    return doubtful if not any(not item.target for item in sure) else ()


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[tuple[LevelInText, ...], tuple[LevelInText, ...]]:
    found = _typed(text) if has_number(text) else []
    if _may_name(text):
        found += _spelled(text)
        found.sort(key=lambda item: item.start)
    if found and all(item.target for item in found):
        found += _beside_target(text)
    if not found:
        return (), ()
    return (
        tuple(item for item in found if not item.doubtful),
        tuple(item for item in found if item.doubtful),
    )


def _typed(text: str) -> list[LevelInText]:
    found: list[LevelInText] = []
    figures = in_digits(text)
    figures = figures if len(figures) == len(text) else text
    labelled = _may_label(text)
    for number in _TYPED.finditer(figures):
        begin = max(0, number.start() - _BEFORE)
        before = figures[begin : number.start()]
        label = _label_before().search(before) if labelled else None
        after = _LABEL_AFTER.match(text, number.end())
        next_to = before[-1:] + text[number.end() : number.end() + 1]
        bare = next_to in ("()", ":") and "/" in number[0]  # "(2/4)", or "2/4: …" to begin with
        doubt = f"{label['doubt']} " if label and label["doubt"] else ""
        half = _half_after().match(text, number.end())
        typed = number[0] + (half[0] if half else "")
        level = parse(doubt + typed) if label or after or bare else None
        if level is None:
            if found and _leads_to(text, found[-1], number.start()) and (aim := parse(typed)):
                end = number.start() + len(typed)
                found.append(LevelInText(aim, number.start(), end, target=True))
            continue
        start = begin + label.start() if label else number.start()
        end = after.end() if after and not label else number.start() + len(typed)
        found.append(_told(text, level, start, end, _lead(label) if label else ""))
    return found


def _leads_to(text: str, now: LevelInText, start: int) -> bool:
    """Whether an arrow leads from the level now to what begins there: "Taso: 1 → 3"."""
    return not (now.target or now.doubtful) and bool(_ARROW.fullmatch(text, now.end, start))


def _beside_target(text: str) -> list[LevelInText]:
    """Return the level that a text types only as what is now, beside one to aim at: "Nyt 2"."""
    found = []
    for number in _TYPED.finditer(text):
        begin = max(0, number.start() - _BEFORE)
        now = _now_before().search(text[begin : number.start()])
        level = parse(number[0]) if now else None
        if now and level:
            start = begin + now.start()
            level = replace(level, typed=text[start : number.end()])
            found.append(LevelInText(level, start, number.end(), target=False))
    return found


@cache
def _now_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation('answers', 'now')})\s*[:=]?\s*$", re.IGNORECASE)


def _spelled(text: str) -> list[LevelInText]:
    """Return the levels typed as words or in Roman numerals after their label: "tasolla kaksi"."""
    found = []
    for label in _spelled_after().finditer(text):
        level = parse(in_figures(label["number"])) if label["lead"] else None
        if level is not None:
            found.append(_told(text, level, label.start(), label.end(), _lead(label)))
    return found


def _told(text: str, level: TypedLevel, start: int, end: int, lead: str) -> LevelInText:
    """Return the level with what the words of its sentence say of it.

    Words are compared with their accents here: "vår nivå" is ours, "var" was.
    """
    clause = _CLAUSE_END.split(text[max(0, start - 2 * _BEFORE) : start])[-1]
    near = plain(clause).split()[-_NEAR:]
    following = plain(_CLAUSE_END.split(text[end : end + _BEFORE])[0]).split()[:_NEAR]
    words = fold(text[max(0, start - 24) : start]).split()[-2:]
    target = (
        not plain_set("answers", "target_words").isdisjoint([fold(lead), *words])
        or _says(near, "aiming")
        or (_says(following, "in_time") and _YEAR.search(text, end, end + _BEFORE) is not None)
    )
    towards = fold(lead) in plain_set("answers", "toward_words")
    placed = not towards or target or _says(near, "placing")
    if clause.strip() and text[start : start + 1].isupper():
        near = []  # "… tidigare kommuner Nivå 2": a label set apart is of no word before it
    past = not target and _says(near, "earlier")
    level = replace(level, typed=text[start:end].strip())
    denied = _says(near, "denying") or _says(following, "denying")
    denied = denied or _says(near[-1:], "below") or _says(near[-1:], "above")
    doubtful = denied or past or not placed or _is_storey(near, following)
    return LevelInText(level, start, end, target, doubtful=doubtful)


def _is_storey(near: list[str], following: list[str]) -> bool:
    """Whether a level may be one of a building: "on level 2 of the library"."""
    within = " ".join(following[:2]) in _wordings("part_of")[0] and not _says(following, "frames")
    stems = _wordings("storeys")[0]
    return within or any(stem in word for word in (*near, *following) for stem in stems)


def _says(words: list[str], key: str) -> bool:
    """Whether one of the words is under that key, or begins with a longer wording under it."""
    whole, stems = _wordings(key)
    return any(word in whole or word.startswith(stems) for word in words)


@cache
def _wordings(key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    whole = frozenset(plain(wording) for _, wording in wordings("answers", key))
    return whole, tuple(sorted(word for word in whole if len(word) >= _STEM))


def _may_label(text: str) -> bool:
    """Whether a word that labels a level or a target can be in the text."""
    return _may_name(text) or any(map(text.casefold().__contains__, _hints("target_words")))


@lru_cache(maxsize=4096)
def _may_name(text: str) -> bool:
    """Whether a word that labels a level can be in the text; most are passed over fast."""
    return any(map(text.casefold().__contains__, _hints("level_words", "toward_words")))


@cache
def _hints(*keys: str) -> tuple[str, ...]:
    """Return beginnings of words, one of which every label under these keys has."""
    leads = {wording.casefold() for key in keys for _, wording in wordings("answers", key)}
    found: list[str] = []
    for lead in sorted(leads, key=lambda lead: (len(lead), lead)):
        if not any(hint in lead for hint in found):
            found.append(lead[:_HINT])
    return tuple(found)


def _lead(label: re.Match[str]) -> str:
    return label["lead"] or label["aim"] or ""


def _labelled() -> str:
    levels, targets = (
        alternation("answers", "level_words", "toward_words"),
        alternation("answers", "target_words"),
    )
    linked = alternation("answers", "level_links", "now")
    lead = rf"(?:(?P<aim>{targets})(?:\s+(?:on|är|is|yra))?|(?P<lead>{levels})(?:\s+(?:{linked}))*)"
    return rf"(?<![\w-]){lead}\s*(?:[:=]|\s{DASH}(?=\s))?\s*"


@cache
def _label_before() -> re.Pattern[str]:
    doubt = alternation("answers", "approximately")
    return re.compile(rf"{_labelled()}(?:(?P<doubt>{doubt})\.?\s+)?[(\"”“'*]?$", re.IGNORECASE)


@cache
def _named_after(framework: Framework) -> re.Pattern[str]:
    names = names_of(framework).alternation or "(?!)"
    return re.compile(rf"{_labelled()}[(\"”“'*]?(?P<name>{names})(?!\w)", re.IGNORECASE)


@cache
def _half_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternation('answers', 'and_a_half')})(?!\w)", re.IGNORECASE)


@cache
def _spelled_after() -> re.Pattern[str]:
    numbers = "|".join(
        re.escape(word) for _, words in wordings("answers", "numbers") for word in words.split("/")
    )
    number = rf"(?:{numbers})(?:\s+(?:{alternation('answers', 'and_a_half')}))?"
    half = alternation("answers", "one_and_a_half")
    return re.compile(
        rf"{_labelled()}(?P<number>{half}|{number}|(?-i:I{{1,3}}|IV|V))(?!\w)", re.IGNORECASE
    )
