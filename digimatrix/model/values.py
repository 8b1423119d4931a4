"""Values: what is made once and never changed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)

if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    def value(cls: Class) -> Class:
        """Make a frozen dataclass of what there are very many of.

        Type checkers hold it frozen; while running it is not guarded, for a guard makes each
        take twice as long to make.
        """

else:
    value = dataclass(slots=True, unsafe_hash=True)


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Let Python look for rings of objects seldom: values make none, and they are many."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
