"""A level that a person set after reading an answer."""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from dataclasses import dataclass

from digimatrix.model.places import Place

Reviewed = tuple[str, str | None, str]
"""An answer by the municipality's name, the round and the dimension's key."""


def fingerprint(text: str) -> str:
    """Return a short mark of a text's words, the same however they are spaced or coded."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Review:
    """A level (on the framework's scale) that a person set after reading an answer.

    `municipality` is the name of the municipality, as its register has it.
    `reviewer` and `reason` are as that person typed them, empty where nothing was typed.
    `fingerprint` is that of the text which was reviewed, None where the file does not tell;
    `place` the cell which holds the level.
    """

    municipality: str
    round: str | None
    dimension: str
    level: float
    reviewer: str
    date: datetime.date | None
    reason: str
    fingerprint: str | None
    place: Place

    @property
    def answer(self) -> Reviewed:
        """Which answer was reviewed."""
        return (self.municipality, self.round, self.dimension)
