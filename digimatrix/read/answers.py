"""What a return answers to each dimension: its words, its state, its level and its target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from digimatrix.languages import LANGUAGES
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Answer, Part, State, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.model.values import value
from digimatrix.read.accounting import Ledger
from digimatrix.read.fields import Owner
from digimatrix.read.grids import Cell
from digimatrix.read.headings import Label
from digimatrix.read.layout import Slot
from digimatrix.read.level_cells import dated, in_form, in_parts
from digimatrix.read.level_names import by_name, names
from digimatrix.read.levels_at_edges import Edges, at_edges
from digimatrix.read.levels_in_text import LevelInText, doubts_in, in_text, named_in
from digimatrix.read.typed_levels import (
    Scale,
    TypedLevel,
    convert,
    fits,
    parse,
)
from digimatrix.read.wordings import fold, plain_set, wordings

_LONGEST = 50  # letters of an answer that only says that there is nothing
_FEWEST = 3  # levels in a record that a word among them does not turn into words
_DASHES = frozenset("-–—−‐‑")


@value
class Sited:
    """A slot and the ledger of the sheet it stands on."""

    slot: Slot
    ledger: Ledger

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return self.ledger.place_of(self.slot.cell)


def state_of(text: str) -> State:
    """Return what a cell says before its words are read.

    "?", "täydennetään" and their kin leave the question open: not answered, though the words
    are kept.
    """
    stripped = text.strip()
    if len(stripped) > _LONGEST:
        return State.TEXT
    if not stripped:
        return State.EMPTY
    if set(stripped) <= _DASHES or stripped.casefold() in ("0", "ø", "∅"):
        return State.NONE_STATED
    if set(stripped) <= set("?….!_- "):
        return State.EMPTY
    words = fold(stripped)
    if words in plain_set("answers", "not_applicable"):
        return State.NOT_APPLICABLE
    if words in plain_set("answers", "unknown"):
        return State.EMPTY
    if words in plain_set("answers", "none") or _says_nothing_else(words):
        return State.NONE_STATED
    return State.TEXT


@lru_cache(maxsize=4096)
def _says_nothing_else(words: str) -> bool:
    """Whether folded words only deny, in one language: "meillä ei ole vielä mitään"."""
    tokens = set(words.split())
    return any(
        not tokens.isdisjoint(negations) and tokens <= negations | others
        for negations, others in _denials()
    )


@cache
def _denials() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the words that deny and those that may stand beside them, by language."""
    negations, others = (
        {
            language: frozenset(
                fold(word) for found, word in wordings("answers", key) if found == language
            )
            for language in LANGUAGES
        }
        for key in ("negations", "of_nothing")
    )
    return tuple((negations[language], others[language]) for language in LANGUAGES)


def settle_facets(slots: Sequence[Slot], framework: Framework) -> tuple[Slot, ...]:
    """Return the slots of one table, each with its facet: where only content tells, it decides.

    A record of nothing but numbers, dashes and blanks holds levels; any other holds text.
    A column that is said to hold levels but holds words, in a table without other text,
    holds text.
    """
    records: dict[tuple[int, Owner], list[Slot]] = defaultdict(list)
    for slot in slots:
        records[slot.line, slot.owner].append(slot)

    def is_words(slot: Slot) -> bool:
        return level_in(slot, framework) is None and state_of(slot.cell.text) is State.TEXT

    levels: set[int] = set()
    worded = _worded(records, framework)
    for key, record in records.items():
        bare = [slot for slot in record if slot.facet is None]
        if key in worded:
            continue
        sure = (  # "None" is a level's name, but says as well that there is nothing
            level_in(slot, framework) is not None
            and (not isinstance(slot.cell.value, str) or _is_only_level(slot.cell.text))
            for slot in bare
        )
        if any(sure):  # an answer in words may stand among them
            levels |= {id(slot) for slot in bare if not _is_long(slot, framework)}
    settled = [
        slot
        if slot.facet is not None
        else slot.answering(Label.LEVEL if id(slot) in levels else Label.TEXT)
        for slot in slots
    ]
    said = [slot for slot in settled if slot.facet is Label.LEVEL]
    wordy = [slot for slot in said if is_words(slot)]
    if len(wordy) * 2 > len(said) and not any(slot.facet is Label.TEXT for slot in settled):
        return tuple(
            replace(slot, facet=Label.TEXT) if slot.facet is Label.LEVEL else slot
            for slot in settled
        )
    return tuple(settled)


def _is_bare(slot: Slot, framework: Framework) -> bool:
    """Whether a cell holds a level and no words of its own."""
    return level_in(slot, framework) is not None and not _is_worded(slot, framework)


def _worded(
    records: Mapping[tuple[int, Owner], Sequence[Slot]], framework: Framework
) -> set[tuple[int, Owner]]:
    """Return the records that hold words, where nothing but the content tells.

    A few words among levels, such as "later", do not make words of them. Where each municipality
    has one record, and most hold words, the others hold numbers as answers, and no levels; where
    most hold nothing but levels, so do the others, though few may be known.
    """
    bare = {
        key: own
        for key, record in records.items()
        if (own := [slot for slot in record if slot.facet is None])
    }
    worded = {key for key, own in bare.items() if any(_is_worded(s, framework) for s in own)}
    whose = [owner.municipality for _, owner in bare]
    each_one = None not in whose and len(whose) > 1 and len(set(map(id, whose))) == len(whose)
    but = {key for key in worded if _are_levels_but(bare[key], framework)}
    if each_one and len(worded - but) * 2 > len(bare):
        return set(bare)
    if each_one and len(worded) * 2 < len(bare):
        but |= {key for key in worded if _are_levels_but(bare[key], framework, few=True)}
    return worded - but


def _is_worded(slot: Slot, framework: Framework) -> bool:
    """Whether a cell holds words: "2. ohjelma" is a point of a list, and no level."""
    cell = slot.cell
    if slot.level is not None:
        return False
    if level_of(cell, framework) is None:
        return state_of(cell.text) is State.TEXT
    return isinstance(cell.value, str) and says_more(cell.text, framework)


def _is_long(slot: Slot, framework: Framework) -> bool:
    """Whether a cell holds too many words to say only that a level is not known."""
    return len(slot.cell.text) > _LONGEST and level_in(slot, framework) is None


def _are_levels_but(bare: Sequence[Slot], framework: Framework, *, few: bool = False) -> bool:
    """Whether a record is of levels but for words where one is not known: "later".

    Most are known, or a `few` beside nothing but short words.
    """
    words = sum(_is_worded(slot, framework) for slot in bare)
    typed = sum(_is_bare(slot, framework) for slot in bare)
    if few and typed and not any(_is_long(slot, framework) for slot in bare):
        return True
    return typed >= max(_FEWEST, words + 1)


def _is_only_level(text: str) -> bool:
    return state_of(text) is State.TEXT or any(map(str.isdigit, text))


def level_in(slot: Slot, framework: Framework) -> TypedLevel | None:
    """Return the level that a slot has by the sheet's own legend, or that its cell types."""
    return slot.level or level_of(slot.cell, framework)


def level_of(cell: Cell, framework: Framework) -> TypedLevel | None:
    """Return the level that a cell types, by number or by the name of a level.

    A cell that shows a number in per cent types what it shows.
    """
    shown = isinstance(cell.value, str) or cell.text.endswith("%")
    level = parse(cell.text if shown else cell.value)
    if level is not None or not isinstance(cell.value, str):
        return level
    return (
        by_name(cell.text, framework)
        or in_parts(cell.text, framework)[0]
        or in_form(cell.text, framework)
    )


_OF_LEVELS = (
    *("level_words", "target_words", "scale_words", "approximately", "or", "numbers"),
    *("above", "below", "between", "partly"),
)


def _is_plain(sign: str) -> bool:
    return sign.isalpha() or (sign.isascii() and sign.isdigit())


def says_more(text: str, framework: Framework) -> bool:
    """Whether a cell that types a level gives words of its own too: "Taso 2: tiimi on"."""
    known_names = set(names(framework)).union(*(plain_set("answers", key) for key in _OF_LEVELS))
    known = {word for name in known_names for word in name.split()}
    return any(len(word) > 3 and word not in known for word in fold(text).split())


@lru_cache(maxsize=4096)
def _levels_in(text: str, framework: Framework) -> tuple[LevelInText, ...]:
    """Return the levels that an answer tells in its words, by number or by name."""
    found = in_text(text)
    sure = any(not item.target for item in found)
    return found if sure else (*found, *named_in(text, framework))


def edges_of(slots: Sequence[Slot], framework: Framework) -> Edges:
    """Return the levels before or after the words of these slots, by the identity of the slot."""
    texts = [
        slot
        for slot in slots
        if slot.facet is Label.TEXT and state_of(slot.cell.text) is State.TEXT
    ]
    said = [slot for slot in texts if _levels_in(slot.cell.text, framework)]
    worded = [slot for slot in texts if not _levels_in(slot.cell.text, framework)]
    worded.sort(key=lambda slot: (slot.cell.row, slot.cell.column))
    words = [(slot.dimension, slot.cell.text) for slot in worded]
    told = [x.level for slot in said for x in _levels_in(slot.cell.text, framework)]
    found = at_edges(words, framework, told)
    return Edges(
        {id(worded[at]): mark for at, mark in found.levels.items()},
        {id(worded[at]): mark for at, mark in found.doubts.items()},
    )


def typed_in(
    slots: Sequence[Slot], framework: Framework, edges: Edges | None = None
) -> list[TypedLevel]:
    """Return all levels typed in these slots, in level cells, in texts and at their edges."""
    beside = (edges or edges_of(slots, framework)).levels.values()
    found = [item.level for items in beside for item in items]
    for slot in slots:
        if slot.facet is Label.TEXT:
            found += [item.level for item in _levels_in(slot.cell.text, framework)]
        elif level := level_in(slot, framework):
            found.append(level)
    return found


class Answers:
    """Builds the answers of one return; what is unclear is said, what is no answer left out."""

    def __init__(
        self, framework: Framework, used: Scale | None, say: Callable[[Problem], None]
    ) -> None:
        self.framework, self.say = framework, say
        self.own = (framework.lowest, framework.highest)
        self.used = used or self.own
        self.tops: set[int] = set()
        self.edges = Edges()
        self.unlabelled: list[tuple[TypedLevel, Place]] = []

    def build(self, slots: Sequence[Sited]) -> tuple[Answer, ...]:
        """Return an answer for each dimension, in the framework's order."""
        own = [sited.slot for sited in slots]
        self.edges = edges_of(own, self.framework)
        typed = typed_in(own, self.framework, self.edges)
        self.tops = {level.of for level in typed if level.of and not level.ambiguous}
        answers = tuple(
            self._answer(key, [sited for sited in slots if sited.slot.dimension == key])
            for key in self.framework.keys
        )
        if self.unlabelled:
            (first, place), count = self.unlabelled[0], len(self.unlabelled)
            facts = {"typed": first.typed, "level": f"{first.low:g}", "count": str(count)}
            self.say(Problem(Rule.READ_AS_LEVEL, place, facts))
        return answers

    def _answer(self, dimension: str, slots: list[Sited]) -> Answer:
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
            states.append(state_of(words))
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
        return Answer(dimension, overall, text, tuple(parts), level, target)

    def _beside_level(self, slots: list[Sited]) -> StatedLevel | None:
        """Return the target that a cell for a level types too: "2 (tavoite 3)"."""
        for sited in slots:
            cell = sited.slot.cell
            if sited.slot.facet is Label.LEVEL and isinstance(cell.value, str):
                target = in_parts(cell.text, self.framework)[1]
                if target is not None and fits(target, self.used):
                    return self._stated(replace(target, open=0), sited.place)
        return None

    def _settled(self, typed: TypedLevel | None) -> TypedLevel | None:
        """Read "3/4" as 3 of 4 where other levels of the return are typed as "2/4"."""
        if typed and typed.ambiguous and {typed.of} == self.tops and typed.low < self.used[1]:
            return replace(typed, high=typed.low, ambiguous=False)
        return typed

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
        edge = self.edges.levels.get(id(sited.slot), ())
        if edge:
            self.unlabelled.append((edge[0].level, sited.place))
        found = edge or _levels_in(sited.slot.cell.text, self.framework)
        return [replace(x, level=self._settled(x.level) or x.level) for x in found]

    def _doubt(self, texts: list[Sited]) -> None:
        """Say which levels an answer without any mentions, so that none is lost silently."""
        for sited in texts:
            edge = self.edges.doubts.get(id(sited.slot), ())
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
            convert(low, self.used, self.own),
            convert(high, self.used, self.own),
            place,
            typed.ambiguous,
        )

    def _refuse(self, sited: Sited) -> None:
        facts = self._facts(" ".join(sited.slot.cell.text.split())[:60])
        cell = sited.slot.cell
        sited.ledger.give_back([(cell.row, cell.column)], Rule.NOT_A_LEVEL, **facts)

    def _differs(self, typed: TypedLevel, used: StatedLevel, place: Place) -> None:
        facts = {"typed": typed.typed, "used": used.typed}
        self.say(Problem(Rule.SECOND_LEVEL, place, facts))

    def _facts(self, typed: str) -> dict[str, str]:
        return {"typed": typed, "low": str(self.used[0]), "high": str(self.used[1])}
