"""What a form says to the person who fills it in: helping questions and instructions."""

from __future__ import annotations

import re

from digimatrix.read.wordings import fold, plain_set

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
