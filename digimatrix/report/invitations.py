"""Who is asked to fill in a form, and what each answered the last time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digimatrix.compare.comparison import round_order
from digimatrix.model.matrix import Return
from digimatrix.model.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Invitation:
    """A municipality under the name it is to be addressed by, and its last return, if any.

    The name is empty where the form is for whoever takes it.
    """

    municipality: str
    earlier: Return | None = None


def invite(
    names: Iterable[str],
    returns: Iterable[Return],
    known: Callable[[str], Municipality | None],
) -> tuple[Invitation, ...]:
    """Return an invitation for each name, once each, in the order given.

    `known` says which municipality a name stands for, None where no register has it. The
    last return is that of the latest round; one that does not tell its round is the oldest.
    """
    last: dict[str, Return] = {}
    for each in sorted(returns, key=_age):
        last[_key(each.municipality)] = each
    invitations: dict[str, Invitation] = {}
    for name in names:
        key = _key(known(name) or Municipality(name))
        invitations.setdefault(key, Invitation(name, last.get(key)))
    return tuple(invitations.values())


def _key(municipality: Municipality) -> str:
    return municipality.code or municipality.name.casefold()


def _age(each: Return) -> tuple[tuple[str, int, str], datetime.date]:
    return (round_order(each.round or ""), each.date or datetime.date.min)
