"""Names of files that are safe on Linux, macOS and Windows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # devices on Windows, whatever the ending
_LONGEST = 80


def slug(text: str) -> str:
    """Return the text as a file name without its ending: plain small letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_LONGEST].strip("-") or "unnamed"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts as file names, no two alike."""
    found: dict[str, None] = {}
    for text in texts:
        name, number = slug(text), 1
        while name in found:
            number += 1
            name = f"{slug(text)}-{number}"
        found[name] = None
    return tuple(found)
