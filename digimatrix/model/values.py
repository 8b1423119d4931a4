"""Values: what is made once and never changed."""

from __future__ import annotations

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
