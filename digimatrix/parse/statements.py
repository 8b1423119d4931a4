"""PARSE: an answer's text falls into statements, each of one kind, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a statement says about the municipality's own practice."""

    PRACTICE = "practice"  # in place now
    ABSENCE = "absence"  # said not to be there
    ACTION = "action"  # demanded: after an arrow, or in capitals
    PLAN = "plan"  # planned, wished, conditional
    ENDED = "ended"  # was, is no more
    OTHERS = "others"  # somebody else's
    REMARK = "remark"  # "Huom. ...", opinions, slogans
    WHOLE = "whole"  # about the whole matrix, not this dimension


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of an answer's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause or list of an answer: `text` is its words without bullets, arrows and line breaks.

    `start` and `end` mark it in the answer's text. `items` are the distinct things it
    names: the practices of a list, the coordinated parts of a demand.
    """

    kind: Kind
    start: int
    end: int
    text: str
    items: tuple[str, ...] = ()
