"""PARSE: the distinct things a statement names: practices of a list, parts of a demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digimatrix.parse.clauses import Clause
from digimatrix.parse.words import Plain, Word

QUALIFYING = frozenset(
    {"rhythm", "coverage", "sporadic", "single", "partial", "past", "presence", "if", "contrast"}
    | {"remark", "elsewhere", "opinion", "filler", "joint", "numbers", "firm", "unused", "use"}
    | {"and", "together", "ours", "affirm", "changed", "function", "talk"}
)
"""Groups whose words say who, how often or how much: not items by themselves."""

VERBAL = frozenset({"presence", "past", "changed", "use", "joint", "opinion", "ended", "plan"})
"""Groups whose words show that a clause is a sentence, not a list."""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that is named, with the stretch of the plain text which speaks of it."""

    text: str
    start: int
    end: int


def practices(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the distinct practices of neighbouring clauses in their order.

    A stretch which only qualifies ("updated now and then") belongs to the item before it.
    """
    made: list[Item] = []
    after = source.text[parts[-1].end : parts[-1].end + 1]
    listed = after not in (".", "!", "?") and not any(part.has(*VERBAL) for part in parts)
    for part in parts:
        for start, end in _stretches(part, listed):
            own = [word for word in part.words if start <= word.start < end]
            if _names_something(own, part, first=not made):
                made.append(Item(_text(own, source), start, end))
            elif made:
                made[-1] = Item(made[-1].text, made[-1].start, end)
    return _distinct(made)


def actions(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the coordinated parts of a demand or a plan in their order."""
    made = []
    for part in parts:
        for start, end in _coordinated(part):
            own = [word for word in part.words if start <= word.start < end]
            if any(len(word.form) > 2 for word in own):
                made.append(Item(_text(own, source), start, end))
    return _distinct(made)


def _distinct(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple({item.text.lower(): item for item in reversed(items)}.values())[::-1]


def _text(own: Sequence[Word], source: Plain) -> str:
    return " ".join(source.text[own[0].start : own[-1].end].split())


def _coordinated(part: Clause) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause between its "and"s."""
    start = part.start
    for hit in part.hits:
        if hit.group == "and":
            if start < hit.start:
                yield start, hit.start
            start = hit.end
    if start < part.end:
        yield start, part.end


def _stretches(part: Clause, listed: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause between its "and"s, run-on lists taken apart."""
    if part.has("single") and part.has(*VERBAL):
        yield part.start, part.end  # one thing, however many words tell of it
        return
    for start, end in _coordinated(part):
        own = [word for word in part.words if start <= word.start < end]
        heads = _heads(own, part) if listed else None
        if heads is None:
            yield start, end
            continue
        begin = start
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            stop = end if following is None else own[head + 1].start
            yield begin, stop
            begin = stop


def _heads(own: Sequence[Word], part: Clause) -> list[int] | None:
    """Return the last word of each thing in a list without commas; None if it is no list.

    Words such as genitives and adjectives lead up to the thing they describe, which a
    language's group "modifier" tells by their endings.
    """
    inside = [hit for hit in part.hits if own and own[0].start <= hit.start < own[-1].end]
    if any(hit.group in VERBAL or hit.group in ("function", "negation") for hit in inside):
        return None
    leading = {
        hit.start for hit in inside if hit.group in ("modifier", "numbers", "sporadic", "filler")
    }
    heads = [at for at, word in enumerate(own) if word.start not in leading]
    if len(own) < 3 or len(heads) < 2:
        return None
    return heads


def _names_something(own: Sequence[Word], part: Clause, first: bool) -> bool:
    """Tell whether words name a thing rather than only qualify one."""
    if not own:
        return False
    start, end = own[0].start, own[-1].end
    covering = [hit for hit in part.hits if hit.group in QUALIFYING]
    free = [
        word
        for word in own
        if len(word.form) >= 3
        and not word.form[0].isdigit()
        and not any(hit.start <= word.start and word.end <= hit.end for hit in covering)
    ]
    if first:
        return bool(free)
    qualifies = any(
        hit.group in ("rhythm", "sporadic", "person", "partial", "coverage", "unused", "changed")
        and start <= hit.start < end
        for hit in part.hits
    )
    return len(free) > (1 if qualifies else 0)
