"""What a return answers to each dimension: its words, its state, its level and its target."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Answer, Part, State, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.model.values import value
from digimatrix.read.accounting import Ledger
from digimatrix.read.headings import Label
from digimatrix.read.layouts.contents import level_in, level_of, says_more, state_of
from digimatrix.read.layouts.layout import Slot
from digimatrix.read.levels.level_cells import dated, in_parts
from digimatrix.read.levels.levels_at_edges import at_edges
from digimatrix.read.levels.levels_in_text import LevelInText, doubts_in, in_text, named_in
from digimatrix.read.levels.typed_levels import (
    Scale,
    TypedLevel,
    convert,
    fits,
    parse,
    scale_of,
)


@value
class Sited:
    """A slot and the ledger of the sheet it stands on."""

    slot: Slot
    ledger: Ledger

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return self.ledger.place_of(self.slot.cell)

    @property
    def at(self) -> tuple[str, int, int]:
        """Where the cell stands among others of its file."""
        return self.ledger.grid.sheet, *self.slot.cell.address


Told = Mapping[int, tuple[LevelInText, ...]]
"""Levels that slots tell, by the identity of the slot."""


@dataclass(frozen=True, slots=True)
class Typed:
    """All levels that the slots of one return type, by number or by name.

    Answers tell them in their `words` or, where the answers together show it, at the `edges` of
    their words; what is doubtful there is apart.
    """

    levels: Sequence[TypedLevel]
    words: Told
    edges: Told
    doubts: Told


def typed_in(slots: Sequence[Slot], framework: Framework) -> Typed:
    """Return the levels typed in these slots, in level cells, in texts and at their edges.

    What answers show only together they show among those on one scale.
    """
    found = [
        _typed_in([slot for slot in slots if slot.dimension in keys], framework.on(keys[0]))
        for keys in framework.scales.values()
    ]
    return Typed(
        [level for each in found for level in each.levels],
        dict(ChainMap(*(dict(each.words) for each in found))),
        dict(ChainMap(*(dict(each.edges) for each in found))),
        dict(ChainMap(*(dict(each.doubts) for each in found))),
    )


def _typed_in(slots: Sequence[Slot], framework: Framework) -> Typed:
    texts = [slot for slot in slots if slot.facet is Label.TEXT]
    words = {id(x): items for x in texts if (items := _levels_in(x.cell.text, framework))}
    rest = [x for x in texts if id(x) not in words and state_of(x.cell.text) is State.TEXT]
    rest.sort(key=lambda slot: slot.cell.address)
    told = [item.level for items in words.values() for item in items]
    found = at_edges([(slot.dimension, slot.cell.text) for slot in rest], framework, told)
    edges = {id(rest[at]): items for at, items in found.levels.items()}
    doubts = {id(rest[at]): items for at, items in found.doubts.items()}
    told += [item.level for items in edges.values() for item in items]
    others = (slot for slot in slots if slot.facet is not Label.TEXT)
    told += [level for slot in others if (level := level_in(slot, framework))]
    return Typed(told, words, edges, doubts)


def _levels_in(text: str, framework: Framework) -> tuple[LevelInText, ...]:
    """Return the levels that an answer tells in its words, by number or by name."""
    found = in_text(text)
    sure = any(not item.target for item in found)
    return found if sure else (*found, *named_in(text, framework))


_AROUND = " \n,;:()–—"  # a level typed into words


def _is_plain(sign: str) -> bool:
    return sign.isalpha() or (sign.isascii() and sign.isdigit())


def answers(
    slots: Sequence[Sited],
    framework: Framework,
    used: Scale | None,
    typed: Typed,
    say: Callable[[Problem], None],
) -> tuple[Answer, ...]:
    """Return an answer for each dimension, in the framework's order; what is unclear is said.

    `used` is the scale of the return, None where it types no level, or where each dimension has
    one of its own.
    """
    found, unlabelled = [], []
    for key in framework.keys:
        own = [sited for sited in slots if sited.slot.dimension == key]
        scale = used or framework.ends
        if framework.mixed:
            ends = framework.on(key).ends
            scale = _scale_of(own, framework.on(key))
            if scale != ends:
                say(converted(scale, ends, own[0].place))
        answering = _Answering(framework, key, scale, typed, say)
        found.append(answering.answer(own))
        unlabelled += answering.unlabelled
    if unlabelled:
        (first, place), count = unlabelled[0], len(unlabelled)
        facts = {"typed": first.typed, "level": f"{first.low:g}", "count": str(count)}
        say(Problem(Rule.READ_AS_LEVEL, place, facts))
    return tuple(found)


def converted(scale: Scale, own: Scale, place: Place) -> Problem:
    """Return that levels are on another scale than their own."""
    facts = {
        "low": f"{scale[0]:g}",
        "high": f"{scale[1]:g}",
        "to_low": f"{own[0]:g}",
        "to_high": f"{own[1]:g}",
    }
    return Problem(Rule.OTHER_SCALE, place, facts)


def _scale_of(slots: Sequence[Sited], own: Framework) -> Scale:
    """Return the scale of one dimension: what its heading names, per cent where typed, or its own.

    The numbers of one answer do not show that it is on another.
    """
    named = next((sited.slot.scale for sited in slots if sited.slot.scale), None)
    levels = [level for sited in slots if (level := level_in(sited.slot, own))]
    return scale_of([level for level in levels if level.percent], own.ends, named)


class _Answering:
    """Builds the answer to one dimension; what is unclear is said, what is no answer left out."""

    def __init__(
        self,
        framework: Framework,
        dimension: str,
        used: Scale,
        typed: Typed,
        say: Callable[[Problem], None],
    ) -> None:
        self.framework, self.typed, self.say = framework.on(dimension), typed, say
        self.dimension, self.used = dimension, used
        self.shared = partial(framework.shared, dimension)
        self.tops = {level.of for level in typed.levels if level.of and not level.ambiguous}
        self.unlabelled: list[tuple[TypedLevel, Place]] = []

    def answer(self, slots: list[Sited]) -> Answer:
        """Return the answer that these slots of the dimension hold."""
        texts = [sited for sited in slots if sited.slot.facet is Label.TEXT]
        if not texts:
            texts = [sited for sited in slots if self._has_words(sited)]
        text = ""
        parts: list[Part] = []
        states: list[State] = []
        for sited in texts:
            if parts:
                text += "\n"
            words = sited.slot.cell.text
            parts.append(Part(sited.place, len(text), len(text) + len(words)))
            text += words
            states.append(self._state(sited))
        level, state = self._level([s for s in slots if s.slot.facet is Label.LEVEL])
        target, _ = self._level([s for s in slots if s.slot.facet is Label.TARGET], aim=True)
        target = target or self._beside_level(slots)
        if any(sited.slot.facet is Label.TEXT for sited in texts):
            level, target = self._from_words(texts, level, target)
        if not texts and level is None and state is not None:
            states = [state[0]]
            parts = [Part(state[1], 0, 0)]
        order = (State.TEXT, State.NONE_STATED, State.NOT_APPLICABLE, State.EMPTY)
        overall = next((s for s in order if s in states), State.EMPTY)
        return Answer(self.dimension, overall, text, tuple(parts), level, target)

    def _state(self, sited: Sited) -> State:
        """Return the state of a cell without the levels typed into it: "ei ole, taso 0"."""
        slot, words = id(sited.slot), sited.slot.cell.text
        typed = self.typed.edges.get(slot) or self.typed.words.get(slot, ())
        for item in sorted(typed, key=attrgetter("start"), reverse=True):
            words = words[: item.start] + words[item.end :]
        return state_of(words.strip(_AROUND) or sited.slot.cell.text)

    def _beside_level(self, slots: list[Sited]) -> StatedLevel | None:
        """Return the target that a cell for a level types too: "2 (tavoite 3)"."""
        for sited in slots:
            cell = sited.slot.cell
            if sited.slot.facet is Label.LEVEL and isinstance(cell.value, str):
                target = self._settled(in_parts(cell.text, self.framework)[1])
                if target is not None and fits(target, self.used):
                    return self._stated(replace(target, open=0), sited.place)
        return None

    def _settled(self, typed: TypedLevel | None) -> TypedLevel | None:
        """Return a level as it is on the scale used.

        "3/4" is 3 of 4 where other levels of the return are typed as "2/4".
        """
        if typed and typed.ambiguous and {typed.of} == self.tops and typed.low < self.used[1]:
            return replace(typed, high=typed.low, ambiguous=False)
        return typed and typed.on(self.used)

    def _has_words(self, sited: Sited) -> bool:
        """Whether a cell for a level gives its reasons too."""
        cell = sited.slot.cell
        slot = sited.slot
        if slot.facet is not Label.LEVEL or slot.level or not level_of(cell, self.framework):
            return False
        return says_more(cell.text, self.framework)

    def _typed(self, slot: Slot, *, aim: bool) -> TypedLevel | None:
        cell = slot.cell
        if slot.level is None and aim and isinstance(cell.value, str) and parse(cell.text) is None:
            target = (
                in_parts(cell.text, self.framework)[1]
                or in_parts(cell.text, self.framework, aim=True)[1]  # "3 vuonna 2027"
            )
            if target is not None:
                return target
        return level_in(slot, self.framework)

    def _level(
        self, slots: list[Sited], *, aim: bool = False
    ) -> tuple[StatedLevel | None, tuple[State, Place] | None]:
        """Return the level typed in these cells, and what they say where it is none.

        Levels that differ, as those of several respondents, are a range, and said.
        To aim at 3 at least is to aim at 3.
        """
        found: list[tuple[TypedLevel, Place]] = []
        state: tuple[State, Place] | None = None
        for sited in slots:
            cell = sited.slot.cell
            typed = self._settled(self._typed(sited.slot, aim=aim))
            if typed is None:
                said = state_of(cell.text)
                if said is State.TEXT:
                    self._refuse(sited)
                else:
                    state = state or (said, sited.place)
            elif not fits(typed, self.used):
                self._refuse(sited)
            else:
                found.append((replace(typed, open=0) if aim else typed, sited.place))
                if sited.slot.level or not any(map(_is_plain, cell.text)):
                    self.unlabelled.append((typed, sited.place))
        if not found:
            return None, state
        (typed, place), *others = found
        if any((level.low, level.high) != (typed.low, typed.high) for level, _ in others):
            levels = [level for level, _ in found]
            low, high = min(level.low for level in levels), max(level.high for level in levels)
            words = ", ".join(level.typed for level in levels)
            typed = TypedLevel(words, low, high, ambiguous=True)
        stated = self._stated(typed, place)
        for sited in () if aim else slots:
            for other in dated(sited.slot.cell.text, self.framework):
                self._differs(other, stated, sited.place)
        return stated, state

    def _from_words(
        self, texts: list[Sited], level: StatedLevel | None, target: StatedLevel | None
    ) -> tuple[StatedLevel | None, StatedLevel | None]:
        """Take the levels typed into the words where no cell of their own gives them."""
        typed_in_words: list[tuple[LevelInText, Place]] = [
            (item, sited.place)
            for sited in texts
            for item in self._typed_into(sited)
            if fits(item.level, self.used)
        ]
        for aim in (False, True) if typed_in_words else ():
            given = target if aim else level
            found = [(item, place) for item, place in typed_in_words if item.target is aim]
            if not found:
                continue
            first, place = found[0]
            if given is not None:
                if (first.level.low, first.level.high) != (given.typed_low, given.typed_high):
                    self._differs(first.level, given, place)
                continue
            low = min(item.level.low for item, _ in found)
            high = max(item.level.high for item, _ in found)
            typed = first.level
            if (low, high) != (typed.low, typed.high):  # several levels in one answer
                words = ", ".join(item.level.typed for item, _ in found)
                typed = TypedLevel(words, low, high, ambiguous=True)
            if aim:
                target = self._stated(typed, place)
            else:
                level = self._stated(typed, place)
        if level is None:
            self._doubt(texts)
        return level, target

    def _typed_into(self, sited: Sited) -> list[LevelInText]:
        """Return the levels typed into an answer's words, with one before or after them."""
        edge = self.typed.edges.get(id(sited.slot), ())
        if edge:
            self.unlabelled.append((edge[0].level, sited.place))
        found = edge or self.typed.words.get(id(sited.slot), ())
        return [replace(x, level=self._settled(x.level) or x.level) for x in found]

    def _doubt(self, texts: list[Sited]) -> None:
        """Say which levels an answer without any mentions, so that none is lost silently."""
        for sited in texts:
            edge = self.typed.doubts.get(id(sited.slot), ())
            for item in (*doubts_in(sited.slot.cell.text), *edge[:1]):
                if fits(item.level, self.used):
                    facts = {"typed": item.level.typed}
                    self.say(Problem(Rule.MENTIONED_LEVEL, sited.place, facts))

    def _stated(self, typed: TypedLevel, place: Place) -> StatedLevel:
        low, high = (max(self.used[0], typed.low), min(self.used[1], typed.high))
        if typed.open:
            low, high = (low, self.used[1]) if typed.open > 0 else (self.used[0], high)
        if typed.ambiguous:
            self.say(Problem(Rule.UNCLEAR_LEVEL, place, self._facts(typed.typed)))
        return StatedLevel(
            typed.typed,
            low,
            high,
            self.shared(convert(low, self.used, self.framework.ends)),
            self.shared(convert(high, self.used, self.framework.ends)),
            place,
            typed.ambiguous,
        )

    def _refuse(self, sited: Sited) -> None:
        facts = self._facts(" ".join(sited.slot.cell.text.split())[:60])
        cell = sited.slot.cell
        sited.ledger.give_back([cell.address], Rule.NOT_A_LEVEL, **facts)

    def _differs(self, typed: TypedLevel, used: StatedLevel, place: Place) -> None:
        facts = {"typed": typed.typed, "used": used.typed}
        self.say(Problem(Rule.SECOND_LEVEL, place, facts))

    def _facts(self, typed: str) -> dict[str, str]:
        return {"typed": typed, "low": f"{self.used[0]:g}", "high": f"{self.used[1]:g}"}
