"""What a form says to the person who fills it in: helping questions and instructions."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from digimatrix.read.wordings import fold, months, plain_set, wordings

_EXAMPLE = 24  # letters that tell an example
_PLACEHOLDER = 90  # letters
_ASKED_FOR = ("municipality", "date", "text", "level", "target", "respondent", "round")
_STATISTICS = ("minimum", "maximum", "lower_quartile", "upper_quartile", "mean", "deviation")
_PARTED = re.compile(r"[()\[\]/,;:&+|\n]|\s[-–—]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\W*(?:\d{1,2}|[a-h])\s*[.)]\s*")


def asks(text: str) -> bool:
    """Whether the text ends in a question, a remark in brackets apart."""
    before, mark, after = text.rpartition("?")
    return bool(mark and before) and (not after.strip(' )"”.*:') or after.lstrip().startswith("("))


def tells(text: str) -> bool:
    """Whether the text begins by telling its reader what to do: "Kuvaa …", "Ohje: …"."""
    number = _NUMBER.match(text)
    bare = text[number.end() :] if number else text
    # Word by word, for many texts begin with the same one.
    first = next(filter(None, map(fold, bare[:40].split())), None)
    if first is None:
        return False
    if first.split()[0] in plain_set("answers", "instructing"):
        return True
    before, colon, _ = bare.partition(":")
    return bool(colon) and len(before) < 40 and fold(before) in plain_set("labels", "instruction")


def prompts(text: str) -> bool:
    """Whether the text wants an answer rather than being one."""
    return asks(text) or tells(text)


def calls_in(text: str) -> bool:
    """Whether the text says by when or to whom to send the answers: "Palauta 3.4. mennessä".

    That they were sent is another thing: "Palautus 3.4.2025".
    """
    weekdays = tuple(plain_set("time", "weekday_stems"))
    words = [word for word in fold(text).split() if not word.startswith(weekdays)]
    line = f" {' '.join(words)} "
    if any(map(line.__contains__, _deadlines())):
        return True
    until = plain_set("time", "until")
    return any(word in until and _is_of_date(after) for word, after in pairwise(words))


@cache
def _deadlines() -> tuple[str, ...]:
    """Return the wordings for a deadline, each between spaces."""
    return tuple(f" {wording} " for wording in plain_set("time", "deadline"))


def _is_of_date(word: str) -> bool:
    return word[0].isdigit() or word in months()


def is_aside(text: str) -> bool:
    """Whether a heading is for who is responsible, or for remarks that were not to be sent."""
    if len(text) > _PLACEHOLDER:
        return False
    words = fold(text)
    internal = (f" {wording} " in f" {words} " for wording in plain_set("answers", "internal"))
    return words in plain_set("answers", "responsible") or any(internal)


def arranges(text: str) -> bool:
    """Whether a heading is for how what is done is arranged: when, at what cost, with whose phone.

    "Aikataulu ja vastuu", "Költség (Ft)", "€ / year": each part of it, and it is none of a matrix.
    """
    if len(text) > _PLACEHOLDER:
        return False
    known = plain_set("answers", "arranging", "responsible", "enclosures")
    money = plain_set("answers", "money")
    said = "€" in text
    for part in _PARTED.split(text):
        words: list[str] = []
        for word in [*fold(part).split(), ""]:
            if not word or word in plain_set("municipality", "joining"):
                if words and " ".join(words) not in known:
                    return False
                said = said or bool(words)
                words = []
            elif word in money:
                said = said or len(word) > 1
            elif not _YEAR.fullmatch(word) and word not in _a_year():
                words.append(word)
    return said


@cache
def _a_year() -> frozenset[str]:
    """Return the words for "a year" beside sums, one by one."""
    wordings_ = plain_set("answers", "a_year") | plain_set("time", "year_words")
    return frozenset(word for wording in wordings_ for word in wording.split())


def names_remarks(text: str) -> bool:
    """Whether a line is nothing but a heading for remarks: "7. Muuta", "Övriga kommentarer:"."""
    number = _NUMBER.match(text)
    bare = text[number.end() :] if number else text
    return len(bare) <= _PLACEHOLDER and fold(bare) in plain_set("answers", "remarks")


def remarks(text: str) -> bool:
    """Whether the text says that it is a remark or a greeting: "Lisätietoja: …", "Terveisin …"."""
    before, colon, _ = text[:60].partition(":")
    if colon and fold(before) in plain_set("answers", "remarks"):
        return True
    line = fold(text[:40].split("\n")[0])
    return any(line == words or line.startswith(f"{words} ") for words in _greetings())


@cache
def _greetings() -> tuple[str, ...]:
    """Return the words for greetings, which need no colon."""
    return tuple(sorted(word for word in plain_set("answers", "greetings")))


def exemplifies(text: str) -> bool:
    """Whether the text begins by saying that it is an example: "(esim. strategia)"."""
    words = fold(text[:_EXAMPLE]).split()
    begins, stems = _examples()
    return bool(words) and (
        words[0] in begins or " ".join(words[:2]) in begins or words[0].startswith(stems)
    )


@cache
def _examples() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words with which an example begins, and those that begin longer ones."""
    begins = plain_set("answers", "for_example") | plain_set("labels", "example")
    return begins, tuple(plain_set("answers", "example_stems"))


def names_total(text: str) -> bool:
    """Whether a name such as "Vastaajia yhteensä 12" or "Suurin" is no municipality's."""
    words = fold(text)
    if words in plain_set("table", *_STATISTICS):
        return True
    line = f" {words} "
    return any(f" {total} " in line for total in plain_set("labels", "total"))


def is_placeholder(text: str) -> bool:
    """Whether a form says here that an answer is to be typed, and nobody has typed one.

    "[kirjoita vastaus tähän]", "Type your answer here", "<kunnan nimi>", "Choose an item."
    """
    if len(text) > _PLACEHOLDER or not text:
        return False
    bracketed = text[0] in "[<{" and text[-1] in "]>}"
    first = text.split(None, 1)[0].strip("[]<>{}()…._").casefold()
    if not bracketed and first not in _openings():
        return False
    words = fold(text).split()
    joined = " ".join(words)
    if joined in plain_set("answers", "placeholders"):
        return True
    if bracketed and any(joined in plain_set("labels", key) for key in _ASKED_FOR):
        return True
    typing = plain_set("answers", "typing", "instructing")
    if not words or words[0] not in typing:
        return False
    here = not plain_set("answers", "here").isdisjoint(words)
    return bracketed or (len(words) <= 6 and here)


@cache
def _openings() -> frozenset[str]:
    """Return the words with which a placeholder may begin."""
    keys = ("typing", "instructing", "placeholders")
    return frozenset(
        wording.split()[0].casefold() for key in keys for _, wording in wordings("answers", key)
    )
