"""PARSE: what a text is about: the themes named in it, each with the words that name it.

A theme's words are lemmas, found in any inflected form, alone or as a part of a compound, or
patterns written like cues. The forms come with the package, so nothing has to be looked up in a
dictionary at run time; each word of a text is looked up once and then remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from digimatrix.languages import data
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.values import value
from digimatrix.parse.cues import Hit, Lexicon
from digimatrix.parse.words import Word, plain

THEMES = (
    "social-media",
    "communication",
    "e-library",
    "streaming",
    "video",
    "virtual",
    "exhibitions",
    "digital-heritage",
    "online-services",
    "training",
    "tutoring",
    "youth-games",
    "workshops",
    "accessibility",
    "participation",
    "equipment",
    "spaces",
    "connections",
    "outreach",
    "strategy",
    "coordination",
    "staff",
    "funding",
    "projects",
    "partnerships",
    "schools",
    "associations",
    "feedback",
    "evaluation",
)
"""The themes that every language's file has, in the order in which they are listed."""

COMPOUND = 6
"""How many letters a lemma has at least, for a word that begins with it to be its compound."""

HEAD = 4
"""How many letters a form has at least, for a word that ends in it to be its compound."""

_NOT = "not "  # begins the group of the words which do not name a theme whatever they hold


@value
class Theme:
    """A theme named by `text[start:end]`; `key` is one of THEMES."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words for the themes in one language."""

    lexicon: Lexicon
    endings: tuple[str, ...]

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield the themes found in these words, possibly several times."""
        hits = list(self.lexicon.find(words))
        for word in words:
            hits += self.lexicon.find(list(self._bases(word)))
        barred = {(hit.group, hit.start) for hit in hits if hit.group.startswith(_NOT)}
        for hit in hits:
            if not hit.group.startswith(_NOT) and (_NOT + hit.group, hit.start) not in barred:
                yield hit

    def _bases(self, word: Word) -> Iterator[Word]:
        """Yield what is left of a word without an ending which may follow any form.

        A possessive swallows the genitive's n: "kurssimme" is "kurssin" + "mme" as well.
        """
        for ending in self.endings:
            base = word.form.removesuffix(ending)
            if len(base) < len(word.form) and len(base) >= HEAD:
                yield Word(word.start, word.end, base)
                yield Word(word.start, word.end, f"{base}n")


def themes(text: str, language: str) -> tuple[Theme, ...]:
    """Return the themes named in a text, in the order of their places.

    Raises:
        DigimatrixError: if the language's file of themes is not complete.
    """
    source = plain(text)
    found = {
        Theme(hit.group, *source.original(hit.start, hit.end))
        for hit in _vocabulary(language).find(source.words(0, len(source.text)))
    }
    return tuple(sorted(found, key=lambda one: (one.start, one.end, THEMES.index(one.key))))


def keys(text: str, language: str) -> tuple[str, ...]:
    """Return the themes named in a text, each once, in the order of their first words."""
    return tuple(dict.fromkeys(theme.key for theme in themes(text, language)))


@cache
def names(language: str) -> Mapping[str, str]:
    """Return the name of each theme in a language, in the order of THEMES."""
    given = checked(data(language, "themes"), language)
    return {key: given[key]["name"] for key in THEMES}


def checked(given: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """Return the data of a file of themes if it is complete.

    Raises:
        DigimatrixError: if a theme is missing or unknown, or has no name or words.
    """
    where = f"{language}/themes.toml"
    settings = {"endings": list, "compounds": bool}
    if missing := [key for key in (*settings, *THEMES) if key not in given]:
        raise DigimatrixError(f"{where}: {', '.join(missing)} missing; add them.")
    if unknown := [key for key in given if key not in settings and key not in THEMES]:
        raise DigimatrixError(f"{where}: {', '.join(unknown)} unknown; rename the themes.")
    for key, kind in settings.items():
        if not isinstance(given[key], kind):
            raise DigimatrixError(f"{where}: {key} is no {kind.__name__}; mend it.")
    for key in THEMES:
        theme = given[key]
        if not str(theme.get("name", "")).strip():
            raise DigimatrixError(f"{where}: {key} has no name; add it.")
        words = [*theme.get("words", ()), *theme.get("not", ())]
        if not theme.get("words") or not all(map(_is_word, words)):
            raise DigimatrixError(f"{where}: {key} has no list of words in small letters; add it.")
        if twice := {word for word in words if words.count(word) > 1}:
            raise DigimatrixError(f"{where}: {key} holds {', '.join(sorted(twice))} twice.")
    return given


def _is_word(word: object) -> bool:
    return isinstance(word, str) and word.replace("*", "").strip() != "" and word == word.lower()


def is_lemma(word: str) -> bool:
    """Tell whether a word of a theme stands for all of its forms."""
    return word.replace("-", "").isalpha()


@cache
def _vocabulary(language: str) -> _Vocabulary:
    """Return the words of that language; each language is loaded when it is first met."""
    given = checked(data(language, "themes"), language)
    forms = data(language, "theme_forms")
    lexicon = Lexicon(language, frozenset())
    for key in THEMES:
        for word in given[key]["words"]:
            for pattern in _patterns(word, forms, given["compounds"]):
                lexicon.learn(key, pattern)
        for word in given[key].get("not", ()):
            lexicon.learn(_NOT + key, word)
    return _Vocabulary(lexicon, tuple(given["endings"]))


def _patterns(word: str, forms: Mapping[str, str], compounds: bool) -> Iterator[str]:
    """Yield a theme's word as patterns; a lemma in all its forms, also as a part of compounds."""
    if not is_lemma(word):
        yield word
        return
    stem, *endings = forms[word].split()
    for ending in endings:
        form = stem + ending.strip("-")
        yield f"*{form}" if compounds and min(len(form), len(word)) >= HEAD else form
    if compounds and len(word) >= COMPOUND:
        yield f"{word}*"
