"""PARSE: the distinct things a statement names: practices of a list, parts of a demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digimatrix.model.values import value
from digimatrix.parse.clauses import Clause
from digimatrix.parse.cues import Hit, outside
from digimatrix.parse.words import Plain, Word

QUALIFYING = frozenset(
    {"rhythm", "coverage", "sporadic", "single", "partial", "past", "presence", "if", "contrast"}
    | {"remark", "elsewhere", "opinion", "filler", "joint", "numbers", "firm", "unused", "use"}
    | {"and", "together", "ours", "affirm", "changed", "function", "talk"}
)
"""Groups whose words say who, how often or how much: not items by themselves."""

QUALITIES = frozenset({"rhythm", "sporadic", "person", "partial", "coverage"})
"""Groups which make a stretch of a sentence with hardly anything else no item of its own."""

WISHING = frozenset(
    {"need", "unreal", "filler", "and", "contrast", "ours", "if", "plan", "calling"}
)
"""Groups whose words alone name nothing that should be done."""

TOLD = ("past", "elsewhere", "use")
"""Groups beside which a word of need or plan tells how things are, and calls for nothing."""

NEAR = 2
"""How many words after "with" an "and" may stand that still names whom it is done with."""

VERBAL = frozenset({"presence", "past", "changed", "use", "joint", "opinion", "ended", "plan"})
"""Groups whose words show that a clause is a sentence, not a list."""


@value
class Item:
    """A thing that is named, with the stretch of the plain text which speaks of it."""

    text: str
    start: int
    end: int


def practices(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the distinct practices of neighbouring clauses in their order.

    A stretch which only qualifies ("updated now and then", "if somebody has time") belongs to
    the item before it. What was changed because of results is no further item.
    """
    made: list[Item] = []
    after = source.text[parts[-1].end : parts[-1].end + 2].replace(".)", ")")[:1]
    listed = not any(map(_tells, parts))
    loose = listed and after not in (".", "!", "?")  # a line of notes: commas may be missing
    for part in parts:
        for start, end in _stretches(part, loose):
            own = _inside(part, start, end)
            if _is_item(own, part, listed, first=not made):
                made.append(Item(_text(own, source), start, end))
            elif made:
                made[-1] = Item(made[-1].text, made[-1].start, end)
    return _distinct(made)


def _tells(part: Clause) -> bool:
    """Tell whether a clause has a verb; a participle before its noun is none."""
    return not part.groups.isdisjoint(VERBAL) and any(
        hit.group in VERBAL and not describes(hit, part) for hit in part.hits
    )


def describes(hit: Hit, part: Clause) -> bool:
    """Tell whether a cue is one word that describes the next: "tehtäviin nimetyt tiimit".

    After a word which describes nothing it is the verb: "asiakkaat antavat palautetta".
    """
    modifiers = {(other.start, other.end) for other in part.hits if other.group == "modifier"}
    if (hit.start, hit.end) not in modifiers:
        return False
    before = [word for word in part.words if word.end <= hit.start][-1:]
    after = next((word for word in part.words if word.start >= hit.end), None)
    return (
        after is not None
        and not any(other.start == after.start and other.group == "and" for other in part.hits)
        and all((word.start, word.end) in modifiers for word in before)
    )


def _is_item(own: Sequence[Word], part: Clause, listed: bool, first: bool) -> bool:
    """Tell whether a stretch of a clause is an item of its own."""
    free = _free(own, part)
    if first or not free:
        return bool(free)
    if part.joined == "?" or part.has("changed", "use") or _speaks_of_before(part):
        return False
    if part.joined == "!" and part.has("person", "sporadic"):
        return False  # "…, but one person does it all"
    stretch = range(own[0].start, own[-1].end)
    groups = {hit.group for hit in part.hits if hit.start in stretch}
    qualifies = not groups.isdisjoint(QUALITIES) and "presence" not in groups
    return listed or not qualifies or len(free) > 1


def demanded(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the coordinated parts of a demand in their order."""
    return _distinct(
        [
            Item(_text(own, source), start, end)
            for part in parts
            for start, end in _coordinated(part)
            if (own := _inside(part, start, end)) and any(len(word.form) > 2 for word in own)
        ]
    )


def planned(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the coordinated parts of a plan or a wish in their order.

    What only says how, with whom or on which condition is no action of its own, and
    "if we had …, we would …" is one wish, and none if it cannot be any more. A start that is
    decided is one action, whatever is told of it.
    """
    if _is_aside(parts[0], "if") and not any(part.has("plan", "need") for part in parts):
        return ()
    if parts[0].joined and _is_aside(parts[0], "joint"):
        return ()
    if any(map(_is_told, parts)) and not any(part.has("decided") for part in parts):
        return ()
    made: list[Item] = []
    for part in parts:
        if made and (_is_aside(part) or _is_aside(parts[0], "if")):
            continue
        for start, end in _coordinated(part):
            own = _inside(part, start, end)
            if made and (not _free(own, part) or _goes_on_with(part, start)):
                continue
            if _calls(own, part):
                made.append(Item(_text(own, source), start, end))
    if any(part.has("decided") for part in parts):
        return tuple(made[:1])
    return _distinct(made)


def listed(parts: Sequence[Clause], source: Plain) -> tuple[Item, ...]:
    """Return the actions of a list that a heading calls for: each of its parts names some.

    The heading, which may stand before them on the same line, names none, and neither does
    what only says how, with whom or on which condition.
    """
    made: list[Item] = []
    for part in parts:
        if part.has("calling") and source.text[part.end :].lstrip()[:1] in (":", "-", "–", "—"):
            continue
        if made and _is_aside(part) and not any(describes(hit, part) for hit in part.hits[:1]):
            continue
        made += planned((part,), source) or demanded((part,), source)
    return _distinct(made)


def _is_told(part: Clause) -> bool:
    """Tell whether a clause says how things are; "if there were", "to be bought" do not."""
    unreal = [hit for hit in part.hits if hit.group in ("if", "unreal", "plan", "need")]
    return part.has(*TOLD) and any(
        hit.group in TOLD and not any(over.start <= hit.start < over.end for over in unreal)
        for hit in part.hits
    )


def _goes_on_with(part: Clause, start: int) -> bool:
    """Tell whether a stretch names who else takes part: "with the schools and the clubs"."""
    return any(
        hit.group == "together"
        and hit.start < start
        and sum(hit.end <= word.start < start for word in part.words) <= NEAR + 1
        for hit in part.hits
    )


def _calls(own: Sequence[Word], part: Clause) -> bool:
    """Tell whether a stretch names what is planned, not only that something is."""
    covering = [hit for hit in part.hits if hit.group in WISHING]
    return any(len(word.form) > 2 for word in outside(own, covering))


def _speaks_of_before(part: Clause) -> bool:
    """Tell whether a clause says that nobody uses what was named before it."""
    return part.has("unused") and any(
        hit.group == "unused" and any(hit.start < word.start < hit.end for word in part.words)
        for hit in part.hits
    )


def _inside(part: Clause, start: int, end: int) -> Sequence[Word]:
    if start <= part.start and part.end <= end:
        return part.words
    return [word for word in part.words if start <= word.start < end]


def _is_aside(part: Clause, *groups: str) -> bool:
    """Tell whether a clause begins as a side remark: "if", "which", "with", "and what"."""
    groups = groups or ("if", "joint", "together")
    if not part.has(*groups):
        return False
    begin = part.start
    if len(part.words) > 1 and any(
        hit.start == begin and hit.group in ("and", "contrast") for hit in part.hits
    ):
        begin = part.words[1].start
    return any(hit.start in (part.start, begin) and hit.group in groups for hit in part.hits)


def _distinct(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple({item.text.lower(): item for item in reversed(items)}.values())[::-1]


def _text(own: Sequence[Word], source: Plain) -> str:
    return " ".join(source.text[own[0].start : own[-1].end].split())


def _coordinated(part: Clause) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause between its "and"s."""
    start = part.start
    if not part.has("and"):
        yield start, part.end
        return
    for hit in part.hits:
        if hit.group == "and" and not _is_half(part, hit.start):
            if start < hit.start:
                yield start, hit.start
            start = hit.end
    if start < part.end:
        yield start, part.end


def _is_half(part: Clause, end: int) -> bool:
    """Tell whether the word before is half a compound: "opas- ja esittelyvideoita"."""
    before = [word for word in part.words if word.end <= end]
    return bool(before) and before[-1].form.endswith("-")


def _stretches(part: Clause, loose: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause between its "and"s, run-on lists taken apart."""
    for start, end in _coordinated(part):
        own = _inside(part, start, end) if loose else ()
        heads = _heads(own, part)
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
    if len(own) < 3:
        return None
    starts = {word.start for word in own}  # brackets only explain
    inside = [hit for hit in part.hits if hit.start in starts]
    if any(
        hit.group in ("function", "negation") or (hit.group in VERBAL and not describes(hit, part))
        for hit in inside
    ):
        return None
    leading = {
        hit.start
        for hit in inside
        if hit.group in ("modifier", "numbers", "sporadic", "filler", "and")
    }
    heads = [
        at
        for at, word in enumerate(own)
        if word.start not in leading and not word.form.endswith("-")
    ]
    return heads if len(heads) > 1 else None


def _free(own: Sequence[Word], part: Clause) -> list[Word]:
    """Return the words which name something rather than say who, how often or how much."""
    covering = [hit for hit in part.hits if hit.group in QUALIFYING]
    return [
        word
        for word in outside(own, covering)
        if len(word.form) >= 3 and not word.form[0].isdigit()
    ]
