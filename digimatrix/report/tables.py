"""Tables without a format: columns that know how their values are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from digimatrix.languages import Words

Value = str | int | float | None


class Form(StrEnum):
    """How a column's values are written."""

    TEXT = "text"
    COUNT = "count"  # whole number
    LEVEL = "level"  # decimals only where a value needs them
    MEAN = "mean"  # always with decimals
    SIGNED = "signed"  # a difference: +0.8, −1.8, ±0.0
    SHARE = "share"  # 0–1, shown as per cent
    PLACE = "place"  # a place as text, ties shown: "3="
    NUMBER = "number"  # a figure that is rounded already, with the column's decimals


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it for machines, `label` for people.

    `decimals` are those of a column of the form NUMBER, None where its rows have different ones.
    `names` are what slugs in it are called, for formats that people read.
    """

    key: str
    label: str
    form: Form = Form.TEXT
    decimals: int | None = None
    names: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under columns; None is unknown, never 0."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def written(value: Value, form: Form, words: Words) -> str:
    """Return the value as a reader sees it in that language; unknown is "–"."""
    if value is None or isinstance(value, str):
        return value or "–"
    match form:
        case Form.SIGNED:
            return words.signed(value)
        case Form.SHARE:
            return words.percent(value)
        case Form.MEAN:
            return words.mean(value)
        case Form.LEVEL:
            return words.level(value)
        case _:
            return words.number(value)
