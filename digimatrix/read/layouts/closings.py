"""What ends a letter or minutes, and is no answer: who signs, enclosures, a board's decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digimatrix.read.wordings import alternation, fold, plain_set, wordings

_LINE = 60  # letters of a line of a signature
_WISH = 120  # of one that thanks
_ENDING = 4  # letters of a title that may end a longer word: "kulttuurijohtaja"
_TITLE_WORDS = (
    5  # of a line that is a title: "yleisten kirjastojen kehittämisestä vastaava johtaja"
)
_NAME_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_LEFT_OVER = re.compile(r"[^\s,;/|–—-]")
_ENCLOSED = re.compile(r"\s*(?:[:(\d]|$)")


def ends_minutes(line: str) -> bool:
    """Whether a line begins what follows a matter in minutes: "Päätösehdotus", "Beslut: …"."""
    before = line.partition(":")[0]
    return len(before) <= _LINE and fold(before) in plain_set("answers", "decisions")


def closes(line: str) -> bool:
    """Whether a line only thanks or wishes well: "Tack för ett gott samarbete!"."""
    words = fold(line) if len(line) <= _WISH else ""
    return words in _closings()[0] or words.startswith(_closings()[1])


@cache
def _closings() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the folded lines that close a letter, and the beginnings of others."""
    either = [text for _, text in wordings("answers", "closings")]
    begun = tuple(fold(text) + " " * text.endswith(" *") for text in either if text[-1] == "*")
    return frozenset(map(fold, either)), begun


def encloses(line: str) -> bool:
    """Whether a line only lists what is sent along: "Liitteet: 2 kpl", "Bilaga 1"."""
    found = _enclosures().match(line)
    return found is not None and _ENCLOSED.match(line, found.end()) is not None


def signed_by_title(lines: Sequence[str]) -> bool:
    """Whether lines begin with a person and a title, in one line or two: "Kulturchef Ann Ek"."""
    first, second = (*lines, "", "")[:2]
    return _has_both(first) or (
        (_is_person(first) and _is_title(second)) or (_is_title(first) and _is_person(second))
    )


def _has_both(line: str) -> bool:
    words = _words(line)
    return any(
        (_are_name(words[:cut]) and _are_title(words[cut:]))
        or (_are_title(words[:cut]) and _are_name(words[cut:]))
        for cut in range(1, len(words))
    )


def _is_person(line: str) -> bool:
    return _are_name(_words(line))


def _is_title(line: str) -> bool:
    return _are_title(_words(line))


def _words(line: str) -> list[str]:
    """Return the words of a line as short as one of a signature; none where it has more."""
    if len(line) > _LINE or line.rstrip().endswith((".", "!", "?")):
        return []
    if _LEFT_OVER.search(_WORD.sub("", line)):
        return []
    words = _WORD.findall(line)
    return words[1:] if words and fold(words[0]) == "dr" else words


def _are_name(words: Sequence[str]) -> bool:
    """Whether words are a first and a last name: all begin with a capital, none is a title."""
    return (
        2 <= len(words) <= _NAME_WORDS
        and all(word[0].isupper() and not _is_title_word(word) for word in words)
        and not all(map(str.isupper, words))
    )


def _are_title(words: Sequence[str]) -> bool:
    """Whether words end in a title, or begin with one and say of what: "Head of culture"."""
    if not 0 < len(words) <= _TITLE_WORDS:
        return False
    of = len(words) > 2 and fold(words[1]) in plain_set("answers", "about")
    return _is_title_word(words[-1]) or (of and _is_title_word(words[0]))


def _is_title_word(word: str) -> bool:
    folded = fold(word)
    return folded in plain_set("answers", "titles") or folded.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(title for title in plain_set("answers", "titles") if len(title) >= _ENDING)


@cache
def _enclosures() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternation('answers', 'enclosures')})(?!\w)", re.IGNORECASE)
