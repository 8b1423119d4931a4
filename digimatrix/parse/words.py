"""PARSE: a cell's text becomes words that can be compared, each knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digimatrix.model.values import value

_WORD = re.compile(r"[^\W_]++(?:[-':][^\W_]++)*+-?")
_SAME = {"\u00a0": " ", "\u2019": "'", "\u2007": " ", "\u202f": " ", "\t": " ", "\u2011": "-"}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_CHANGED = _DROPPED | {"\r"}


@value
class Word:
    """A word of a plain text; `form` is in small letters, composed (NFC)."""

    start: int
    end: int
    form: str


@value
class Plain:
    """A text with composed letters and plain spaces; `places` leads back to the original.

    `text[i]` stands at `places[i]` of the original; `lower` is `text` in small letters, of
    the same length. `places` is None where nothing had to be changed.
    """

    text: str
    lower: str
    places: tuple[int, ...] | None
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the places of `text[start:end]` in the original text."""
        if self.places is None:
            return start, end
        stop = self.places[end] if end < len(self.places) else self.length
        return self.places[start], stop

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words between those places, in order."""
        made: list[Word] = []
        for form in _WORD.findall(self.lower, start, end):
            start = self.lower.index(form, start)
            made.append(Word(start, start := start + len(form), form))
        return tuple(made)

    def original_words(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """Return words with their places in the original text."""
        if self.places is None:
            return words
        return tuple(Word(*self.original(word.start, word.end), word.form) for word in words)


def _small(letter: str) -> str:
    """Return a small letter; one that would become two stays as it is."""
    small = letter.lower()
    return small if len(small) == 1 else letter


def plain(text: str) -> Plain:
    """Return the text with composed letters and plain spaces, leading back to the original."""
    if unicodedata.is_normalized("NFC", text) and _CHANGED.isdisjoint(text):
        same = text
        for letter, plainer in _SAME.items():
            same = same.replace(letter, plainer)
        lower = same.lower()
        if len(lower) != len(same):
            lower = "".join(map(_small, same))
        return Plain(same, lower, None, len(text))
    letters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[at:end])
        if text[at] == "\r":  # "\r\n" is one line break, a lone "\r" is one as well
            cluster = "" if text[end : end + 1] == "\n" else "\n"
        for letter in cluster:
            if letter not in _DROPPED:
                letters.append(_SAME.get(letter, letter))
                places.append(at)
        at = end
    same = "".join(letters)
    return Plain(same, "".join(map(_small, same)), tuple(places), len(text))


def bare(word: str) -> str:
    """Return a word without its dots and accents: "järjestelmä" as people type it in a hurry."""
    if word.isascii():
        return word
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


@lru_cache(maxsize=1 << 16)
def read_as(form: str) -> str:
    """Return a word as models read it: without dots and accents, a number as "#"."""
    return "#" if form[0].isdigit() else bare(form)
