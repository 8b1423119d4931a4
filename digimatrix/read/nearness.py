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
        self._least = least
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for number, wording in enumerate(wordings):
            self._by_length.setdefault(len(wording), []).append((number, wording))
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
            like = (
                known
                for other, known in self._by_length.items()
                if 200 * min(length, other) >= self._least * (length + other)
            )
            in_order = sorted(item for known in like for item in known)
            self._alike[length] = tuple(wording for _, wording in in_order)
        return self._alike[length]
