"""Two returns of one municipality and round become one: words below one another, levels a range."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digimatrix.model.matrix import Answer, Part, Return, State, StatedLevel
from digimatrix.model.problems import Problem, Rule
from digimatrix.read import language
from digimatrix.read.levels.typed_levels import Scale, convert

FACETS = ("text", "level", "target")
"""What an answer tells."""

_ORDER = (State.TEXT, State.NONE_STATED, State.NOT_APPLICABLE, State.EMPTY)


def tells(answer: Answer, facet: str) -> bool:
    """Whether an answer has words, or says that there is nothing to tell; a level; a target."""
    if facet == "text":
        return bool(answer.parts) and answer.state is not State.EMPTY
    return getattr(answer, facet) is not None


def merged(first: Return, other: Return, say: Callable[[Problem], None]) -> Return:
    """Return two returns as one, the first with what the other adds; levels on one scale.

    Levels that differ are a range, and said.
    """
    scale = first.scale or other.scale
    pairs = zip(first.answers, other.answers, strict=True)
    answers = tuple(_answer(one, _on(two, other.scale, scale), scale, say) for one, two in pairs)
    dates = [each.date for each in (first, other) if each.date]
    texts = [answer.text for answer in answers if answer.state is State.TEXT]
    return replace(
        first,
        date=max(dates, default=None),
        language=language.of(texts, first.language),
        scale=scale,
        answers=answers,
    )


def _on(answer: Answer, used: Scale | None, scale: Scale | None) -> Answer:
    """Return the answer with its levels on that scale."""
    if used is None or scale is None or used == scale:
        return answer
    level, target = (
        replace(
            each,
            typed_low=convert(each.typed_low, used, scale),
            typed_high=convert(each.typed_high, used, scale),
        )
        if each
        else None
        for each in (answer.level, answer.target)
    )
    return replace(answer, level=level, target=target)


def _answer(
    one: Answer, two: Answer, scale: Scale | None, say: Callable[[Problem], None]
) -> Answer:
    if not two.parts:
        words = one
    elif not one.parts or (tells(two, "text") and not tells(one, "text")):
        words = two
    else:
        start = len(one.text) + 1
        moved = (Part(x.place, start + x.start, start + x.end) for x in two.parts)
        state = min(one.state, two.state, key=_ORDER.index)
        text = f"{one.text}\n{two.text}"
        words = replace(one, state=state, text=text, parts=(*one.parts, *moved))
    level = _level(one.level, two.level, scale, say)
    return replace(words, level=level, target=_level(one.target, two.target, scale, say))


def _level(
    one: StatedLevel | None,
    two: StatedLevel | None,
    scale: Scale | None,
    say: Callable[[Problem], None],
) -> StatedLevel | None:
    if one is None or two is None or (one.low, one.high) == (two.low, two.high):
        return one or two
    made = replace(
        one,
        typed=f"{one.typed}, {two.typed}",
        typed_low=min(one.typed_low, two.typed_low),
        typed_high=max(one.typed_high, two.typed_high),
        low=min(one.low, two.low),
        high=max(one.high, two.high),
        ambiguous=True,
    )
    low, high = scale or (made.typed_low, made.typed_high)
    facts = {"typed": made.typed, "low": f"{low:g}", "high": f"{high:g}"}
    say(Problem(Rule.UNCLEAR_LEVEL, two.place, facts))
    return made
