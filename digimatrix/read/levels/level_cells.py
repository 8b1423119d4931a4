"""What a cell for a level says in several parts: "nyt 2, tavoite 3", "☐1 ☒2", "2 (viimeksi 1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from digimatrix.model.framework import Framework
from digimatrix.read.levels.level_names import by_name, names, names_of
from digimatrix.read.levels.spelled import number_words
from digimatrix.read.levels.typed_levels import TypedLevel, has_number, parse
from digimatrix.read.wordings import alternation, fold, plain_set, wordings

_LONGEST = 80  # letters
_CHOICE = 400  # letters of a choice that a form describes
_APART = r"[;()\n/]|,(?!\d)|(?<=\d)\.(?!\d)|\s[-–—]\s|→|[-=]+>"
_PAIRED = tuple(map(re.compile, (r"→|⇒|➔|➜|[-=–—]+>", r"[/|]", r"[-–—]")))
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CHOSEN = re.compile(r"\s*(\d{1,2})\s*(?:\s[-–—]\s|[–—=:])\s*(?=[^\W\d])")
_OPEN_BOX, _TICKED_BOX = "☐□◻❏❑○◯", "☒☑✓✔✘✗✅■◼●◉⦿"
_BOX = (
    rf"(?P<%s>[{_OPEN_BOX}{_TICKED_BOX}\[(]"
    r"(?:(?<![\[(])|(?<=\[)[ xX]?\]|(?<=\()[ xX]?\)))"
)
_BOXED = re.compile(rf"{_BOX % 'before'}\s*(\d{{1,2}})(?!\d)")
_BOX_AFTER = re.compile(rf"(?<!\d)(\d{{1,2}})\s*{_BOX % 'after'}")
_ANY_BOX = re.compile(_BOX % "box")
_BOXES_LEFT = frozenset({"", *_OPEN_BOX})
_FULL, _HOLLOW = frozenset("★⭐✩*●■⬤✭✮🌟▮▰◆♥❤"), frozenset("☆○□◯✰▯▱◇♡")
_TICKED_FIRST = re.compile("[☑☒✅]+☐*|☐+")

_SIGN = re.compile(rf"[{''.join(sorted(_FULL | _HOLLOW))}{_OPEN_BOX}{_TICKED_BOX}]")

Parts = tuple[TypedLevel | None, TypedLevel | None]
"""A level and the level to aim at."""


def may_type(text: str, framework: Framework) -> bool:
    """Whether a cell can type a level at all; most prose is told apart by this alone."""
    if has_number(text) or _SIGN.search(text) or text[:1] in "[(" or text[-1:] in "])":
        return True
    return len(text) <= _LONGEST and not _telling(framework).isdisjoint(fold(text).split())


@cache
def _telling(framework: Framework) -> frozenset[str]:
    """Return folded words of which a level that is no figure has one."""
    return names_of(framework).telling | number_words()


def in_form(text: str, framework: Framework) -> TypedLevel | None:
    """Return the level chosen where a form offers all of them: "☐0 ☐1 ☒2", "2 – Kehittyvä: 3 …".

    What a form says of the level may have numbers too; the first one is the choice.
    """
    if len(text) > _CHOICE:
        return None
    boxes = _ANY_BOX.search(text)
    chosen = _chosen(text, boxed=boxes is not None) if has_number(text) else None
    return chosen or (_named(text, framework) if boxes else None)


def offers(text: str) -> bool:
    """Whether a cell holds boxes of which one is to be ticked."""
    return len(text) <= _CHOICE and len(_ANY_BOX.findall(text)) > 1


def is_open_box(text: str) -> bool:
    """Whether a cell of a form holds a box that nobody has ticked."""
    return bool(_ANY_BOX.fullmatch(text)) and text.strip("[]() ") in _BOXES_LEFT


def split_box(text: str) -> tuple[str, str] | None:
    """Return the box of a cell that offers one thing, and what it offers: "☐ 2 – emerging"."""
    if len(text) > _CHOICE or len(boxes := list(_ANY_BOX.finditer(text))) != 1:
        return None
    before, after = text[: boxes[0].start()].strip(), text[boxes[0].end() :].strip()
    return (boxes[0]["box"].strip(), before or after) if bool(before) != bool(after) else None


def _chosen(text: str, *, boxed: bool) -> TypedLevel | None:
    if boxed and (level := _boxed(text)):
        return level
    box, words = split_box(text) or ("", text)  # the others are gone: "☒ 2 – kehittyvä"
    chosen = None if is_open_box(box) else _CHOSEN.match(words)
    if chosen is None or not _only_describes(words[chosen.end() :]):
        return None
    return TypedLevel(" ".join(text.split()), float(chosen[1]), float(chosen[1]))


def _boxed(text: str) -> TypedLevel | None:
    found = [(box["before"], int(box[2])) for box in _BOXED.finditer(text)]
    if not found or not text.lstrip().startswith(found[0][0]):
        found = [(box["after"], int(box[1])) for box in _BOX_AFTER.finditer(text)]
    ticked = sorted(number for box, number in found if box.strip("[]() ") not in _BOXES_LEFT)
    alone = len(found) == 1 and len(text.split()) <= 2  # the others are gone: "☒ 2"
    if not ticked or (len(found) < 2 and not alone):
        return None
    low, high = ticked[0], ticked[-1]
    offered = [number for _, number in found]
    told = low == high and len(offered) > 1 and (min(offered) == 0 or max(offered) == 5)
    top = max(offered) if told else None
    return TypedLevel(" ".join(text.split()), low, high, ambiguous=low < high, of=top)


def _named(text: str, framework: Framework) -> TypedLevel | None:
    """Return the level that is ticked among their names: "☐ satunnainen ☒ kehittyvä"."""
    boxes = list(_ANY_BOX.finditer(text))
    first, last = boxes[0].start(), boxes[-1].end()
    if not text[:first].strip():
        ends = [box.start() for box in boxes[1:]] + [len(text)]
        words = [text[box.end() : end] for box, end in zip(boxes, ends, strict=True)]
    elif not text[last:].strip():
        begins = [0, *(box.end() for box in boxes[:-1])]
        words = [text[begin : box.start()] for box, begin in zip(boxes, begins, strict=True)]
    else:
        return None
    others = plain_set("answers", "unknown", "not_applicable")
    offered = [
        (box["box"].strip("[]() ") not in _BOXES_LEFT, word.strip(" ,;|\n"))
        for box, word in zip(boxes, words, strict=True)
    ]
    offered = [(is_on, word) for is_on, word in offered if is_on or fold(word) not in others]
    levels = ladder([word for _, word in offered], framework)
    ticked = [level for (is_on, _), level in zip(offered, levels, strict=True) if level and is_on]
    if not ticked or None in levels:
        return None
    low, high = min(level.low for level in ticked), max(level.high for level in ticked)
    return TypedLevel(" ".join(text.split()), low, high, ambiguous=len(ticked) > 1)


def ladder(names: Sequence[str], framework: Framework) -> list[TypedLevel | None]:
    """Return the level that each of the words is which a form offers.

    Where they are as many as there are levels, and those known stand in their places, so do the
    others: "ei ole, satunnaista, alkavaa, järjestelmällistä, arvioitua".
    """
    levels = [parse(name) or by_name(name, framework) for name in names]
    values = [level.value for level in framework.levels]
    for order in (values, values[::-1]) if len(names) == len(values) else ():
        known = [
            (level.low, level.high) == (at, at)
            for level, at in zip(levels, order, strict=True)
            if level
        ]
        if all(known) and len(known) > 1:
            placed = zip(levels, names, order, strict=True)
            return [level or TypedLevel(name, at, at) for level, name, at in placed]
    return levels


def _only_describes(words: str) -> bool:
    """Whether words after a level only say what it means, and name no other time."""
    said = fold(words).split()
    return _YEAR.search(words) is None and all(known.isdisjoint(said) for _, known in _kinds())


def in_parts(text: str, framework: Framework, *, aim: bool = False) -> Parts:
    """Return the level and the target which a cell types beside each other.

    A cell for the target (`aim`) types one where it does not say otherwise: "2027: 3".

    What was the level earlier counts for nothing, as do words such as "olemme tasolla". If a
    part says something else, or two say the same, there is neither.
    """
    return _in_parts(text, framework, aim) if len(text) <= _LONGEST else (None, None)


@lru_cache(maxsize=4096)
def _in_parts(text: str, framework: Framework, aim: bool) -> Parts:
    if stars := _stars(text):
        return stars, None
    found: dict[str, TypedLevel] = {}
    for kind, level in _parts(text, framework, "target" if aim else "level"):
        if kind == "dated":
            continue
        if level is None or kind in found:
            return None, None
        found[kind] = level
    return found.get("level"), found.get("target")


def at_edge(text: str, framework: Framework) -> Parts:
    """Return the level, and the target, which a few words before or after an answer are."""
    if not has_number(text):
        is_name = fold(text) in names(framework)
        return (by_name(text, framework) if is_name else _stars(text)), None
    level = parse(text) or by_name(text, framework)
    both = pair(text, framework) if level is None else None
    if both is None:
        return level, None
    level, target = (parse(part) for part in both)
    return level, target


def dated(text: str, framework: Framework) -> tuple[TypedLevel, ...]:
    """Return the levels beside the one that counts, of a year that may be past or to come."""
    if len(text) > _LONGEST or parse(text) or by_name(text, framework):
        return ()
    if in_parts(text, framework)[0] is None:
        return ()
    parts = _parts(text, framework, "level")
    return tuple(level for kind, level in parts if kind == "dated" and level)


def pair(text: str, framework: Framework) -> tuple[str, str] | None:
    """Return the two that "2→3" types under a heading for a level and a target."""
    for sign in _PAIRED:
        parts = [part.strip() for part in sign.split(text)]
        if len(parts) == 2 and all(parse(part) or by_name(part, framework) for part in parts):
            return parts[0], parts[1]
    return None


def _parts(text: str, framework: Framework, usual: str) -> Iterator[tuple[str, TypedLevel | None]]:
    for part in _apart().split(text):
        words = fold(_YEAR.sub("", part)).split()
        if not words:
            continue
        kind = next((kind for kind, known in _kinds() if not known.isdisjoint(words)), usual)
        if kind == "level" and _YEAR.search(part):
            kind = "dated"  # "2 (2023: 1)"
        number = [word for word in words if word not in _fillers()]
        if not number and kind == usual:
            continue  # "taso on:" before the number
        bound = _bound().search(part)
        fillers = _fillers().difference(fold(bound[0]).split() if bound else ())
        bare = " ".join(w for w in _YEAR.sub("", part).split() if fold(w) not in fillers)
        level = parse(bare) or by_name(bare, framework)
        if kind == "earlier" or (kind == "dated" and level is None):
            continue
        if kind == "dated" and level is not None:
            level = replace(level, typed=part.strip())
        yield kind, level


@cache
def _apart() -> re.Pattern[str]:
    joining = "|".join(sorted({re.escape(word) for _, word in wordings("answers", "joining")}))
    return re.compile(rf"{_APART}|\s(?:{joining})\s", re.IGNORECASE)


@cache
def _bound() -> re.Pattern[str]:
    words = alternation("answers", "at_least", "at_most")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        (
            "target",
            (_single("target_words") | plain_set("answers", "in_time")) - _single("level_words"),
        ),
        ("earlier", plain_set("answers", "earlier")),
    )


@cache
def _fillers() -> frozenset[str]:
    """Return the folded words that may stand beside a level and change nothing of it."""
    keys = ("target_words", "level_words", "now", "level_fillers", "points", "in_time")
    return frozenset().union(*map(_single, keys), {""})


def _single(key: str) -> frozenset[str]:
    return frozenset(word for wording in plain_set("answers", key) for word in wording.split())


def _stars(text: str) -> TypedLevel | None:
    """Read "★★☆☆" and "☑☑☐☐" as 2 of 4 and "***" as 3."""
    signs = "".join(text.split())
    if len(signs) > 2 and _TICKED_FIRST.fullmatch(signs):
        full = sum(sign in _TICKED_BOX for sign in signs)
        return TypedLevel(signs, full, full, of=len(signs)) if full else None
    if not signs or not set(signs) <= _FULL | _HOLLOW or len(signs) > 10:
        return None
    full = sum(sign in _FULL for sign in signs)
    return TypedLevel(signs, full, full, of=len(signs) if full < len(signs) else None)
