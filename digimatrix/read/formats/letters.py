"""How likely a decoded text is: by the letters that languages use, and how they stand in words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache

_OWN = {
    "fi": "äöå",
    "sv": "äåöé",
    "hu": "éáöóőíüúű",
    "lt": "ėšųžūįčąę",
}
"""The letters beyond ASCII of the languages read here, the most frequent first."""

_OTHERS = {
    "cs": "íáéěřýčžšůúťďňó",
    "da": "åæøé",
    "de": "äüöß",
    "es": "óíáéñúü",
    "et": "äõüöšž",
    "fr": "éèàêçôîâùûëïœ",
    "hr": "čšžćđ",
    "is": "ðáíéöþóúæý",
    "it": "àèòùìé",
    "lv": "āīēšūņļžģķč",
    "nl": "ëéïöü",
    "pl": "łąężśóćńź",
    "pt": "ãçáéíóêõâúàôü",
    "ro": "ăîâșțşţ",
    "sk": "áíčéžýšľúťôňäďóĺŕ",
}
"""Names of countries and towns are in these, too."""

_ELSEWHERE = {
    "cp1257": frozenset(["cs", "hr", "pl", "ro", "sk"]),
    "cp1250": frozenset(["lt", "lv"]),
}
"""Languages that nobody writes in an encoding; in all others neither of both kinds."""

_SIGNS = frozenset("–—’‘‚”“„…→€£§°·•«»±×÷¹²³½¼¾µ©®™‰−\u00a0")
_WITHIN = frozenset("–—’\u00a0")  # signs between two letters
_APART = frozenset("–—−·•±×÷½¼¾")  # signs next to no letter
_VOWELS = frozenset("aeiouyøæœ")
_PARTING = frozenset("ëï")  # with dots to part them from the vowel before

_SIGN, _STRANGE, _UNKNOWN = 0.6, 1e-3, 1e-5
"""How likely is a sign, a letter of another language, and what none writes."""

_PREFERRED = 2
"""A letter of the languages read here is so many times likelier."""

_ODD = 0.1
"""A letter that stands where it hardly may is so many times likelier."""

_HIGH = re.compile(r"[^\x00-\x7f]")


def likelihood(text: str, encoding: str) -> float:
    """Return the logarithm of how likely a text is in the language that suits it best.

    Of one text decoded in several ways, a letter for each byte, the likeliest is right.
    """
    elsewhere = _ELSEWHERE.get(encoding) or frozenset().union(*_ELSEWHERE.values())
    found: Counter[tuple[str, bool]] = Counter()
    for each in _HIGH.finditer(text):
        at = each.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        found[each[0].lower(), _fits(before, each[0], after)] += 1
    return max(
        sum(
            count * math.log(_chance(letter, language, fits))
            for (letter, fits), count in found.items()
        )
        for language in (*_OWN, *_OTHERS)
        if language not in elsewhere
    )


def _chance(letter: str, language: str, fits: bool) -> float:
    if not letter.isalpha():
        return (_SIGN if fits else _SIGN * _ODD**2) if letter in _SIGNS else _UNKNOWN
    chance = _alphabet(language).get(letter, _STRANGE if letter in _all_letters() else _UNKNOWN)
    return chance if fits else chance * _ODD


@cache
def _alphabet(language: str) -> dict[str, float]:
    """Return how likely each letter is: the second half as likely as the first, and so on."""
    letters = _OWN.get(language) or _OTHERS[language]
    whole = sum(1 / nth for nth in range(1, len(letters) + 1))
    by = _PREFERRED if language in _OWN else 1
    return {letter: by / nth / whole for nth, letter in enumerate(letters, 1)}


@cache
def _all_letters() -> frozenset[str]:
    return frozenset("".join((*_OWN.values(), *_OTHERS.values())))


@cache
def _fits(before: str, sign: str, after: str) -> bool:
    """Whether a letter or sign may stand between these two."""
    if not sign.isalpha():
        if before.isalpha() and after.isalpha():
            return sign in _WITHIN
        behind = sign in "„°" and before.isalpha()
        return not behind and not (sign in _APART and (before + after).isalpha())
    if not before.isalpha() and not after.isalpha():
        return False
    if (before.islower() and sign.isupper()) or (sign.islower() and after.isupper()):
        return False
    if sign.lower() in _PARTING:
        return _is_vowel(before)
    between = before.isalpha() and after.isalpha()
    return not between or any(map(_is_vowel, (before, sign, after)))


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[:1].lower() in _VOWELS if letter else False
