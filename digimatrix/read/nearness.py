"""Known wordings that a misspelt one comes close to."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


class Near:
    """Finds those of some wordings that are at least so close to a text, by `fuzz.ratio` (0–100).

    Only wordings of a like length are compared: of lengths m and n, m being the lesser, no
    ratio is over 200 m / (m + n).
    """

    def __init__(self, wordings: Iterable[str], least: int) -> None:
        self._wordings = tuple(wordings)
        self._least = least
        self._alike: dict[int, tuple[str, ...]] = {}

    def closest(self, text: str) -> str | None:
        """Return the closest wording, the first of several, or None if none is close."""
        like = self._like(len(text))
        if not like:
            return None
        found = process.extractOne(text, like, scorer=fuzz.ratio, score_cutoff=self._least)
        return found[0] if found else None

    def close(self, text: str) -> list[str]:
        """Return the wordings that are close, five at most, the closest first."""
        found = process.extract(
            text, self._like(len(text)), scorer=fuzz.ratio, score_cutoff=self._least
        )
        return [wording for wording, _, _ in found]

    def _like(self, length: int) -> tuple[str, ...]:
        if length not in self._alike:
            self._alike[length] = tuple(
                wording
                for wording in self._wordings
                if 200 * min(length, len(wording)) >= self._least * (length + len(wording))
            )
        return self._alike[length]
