"""A municipality as its register names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality as its register names it.

    `code`, `region`, `type` and `population` are None where no register tells them;
    `known` is False for a name that no register has. `groups` are the user's own groups that
    it belongs to, as (heading, group); `tile` is its place on the user's map, as (row, column).
    `shares` is True where its words may be quoted to other municipalities, without its name.
    """

    name: str
    code: str | None = None
    region: str | None = None
    type: str | None = None
    population: int | None = None
    known: bool = True
    groups: tuple[tuple[str, str], ...] = ()
    tile: tuple[int, int] | None = None
    shares: bool = False
