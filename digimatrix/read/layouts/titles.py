"""What stands above a table: titles and instructions, or words that somebody wanted read."""

from __future__ import annotations

import re
from functools import cache

from digimatrix.read.forms import is_form_text
from digimatrix.read.headings import Headings, Label
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import scale_in, tells_levels
from digimatrix.read.prompts import calls_in, prompts
from digimatrix.read.senders.dating import date_in
from digimatrix.read.senders.identity import Known, with_suffix
from digimatrix.read.senders.rounds import names_round
from digimatrix.read.wordings import alternation, fold, plain_set

_WORDS, _LETTERS = 12, 100  # of a title
_SIGNATURE, _FEW = 60, 3  # letters and words of a signature
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


def is_title(text: str, headings: Headings) -> bool:
    """Whether words above a table only head it: a title, a label, what the form itself says.

    A longer text, or one that types a level, may be an answer, and is to be named.
    """
    heading = headings.read(text)
    aims = heading is not None and heading.label in (Label.LEVEL, Label.TARGET) and in_text(text)
    if (heading is not None and not aims) or is_form_text(text, headings.framework):
        return True
    if len(text) <= _LETTERS and len(text.split()) <= _WORDS:
        return not in_text(text) or scale_in(text) is not None or prompts(text)
    return False


def signs(text: str, known: Known) -> bool:
    """Whether a short line below a table is its signature: "Nokian kaupunki, 14.3.2025".

    So is one that names the round: "Kevät 2025". Of a longer one it has to say so: "Ifylld av
    bildningen i Närpes stad".
    """
    if len(text) > _SIGNATURE:
        return False
    named = known.is_municipality(text) or (names_round(text) and any(map(str.isalpha, text)))
    if named or date_in(text) is not None:
        return True
    if len(text.split()) <= _FEW and known.is_mentioned(text):
        return True
    who = signer(text)
    said = who != text and not text.rstrip().endswith(".")
    return said and (known.is_mentioned(who) or with_suffix(who) is not None)


def signer(text: str) -> str:
    """Return a signature without the words that somebody answers: "Ifylld av Närpes stad"."""
    found = _signing().sub(" ", text)
    return text if found == text else " ".join(found.split()).strip(" :,–-")


@cache
def _signing() -> re.Pattern[str]:
    words = alternation("municipality", "signing")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)\s*:?", re.IGNORECASE)


def instructs(text: str) -> bool:
    """Whether one of the sentences tells its reader what to do, by when, or what levels mean."""
    return (
        calls_in(text)
        or tells_levels(text)
        or not plain_set("answers", "scale_words").isdisjoint(fold(text).split())
        or any(prompts(sentence) for sentence in _SENTENCES.split(text))
    )
