"""PARSE: the cues of a language (its words for time, owner, money, absence, …) found in a text.

A cue is written as its words, in small letters: `joka vuosi`. `*` at either end of a word stands
for any letters (`sopimu*` begins so, `*vastaava*` is a part of a compound), `#` for a number, `@`
for a month, `%` for a word of measuring and `...` for up to four words between. A word typed
wholly without dots or accents is found as well, unless it is so short that it would be another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from digimatrix.languages import data
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.values import value
from digimatrix.parse.words import Word, bare

GROUPS: Mapping[str, str] = {
    # what a clause is
    "negation": "not, no, without, missing",
    "nothing": "nothing at all, nobody, nowhere",
    "affirm": "negated weaknesses and other negations that say something is there",
    "plan": "planned, intended, applied for, next year",
    "need": "needed, should, must, we want",
    "calling": "headings that call for what follows them: to do, our wishes",
    "wish": "longed for, talked about: calls for nothing in particular",
    "if": "if, provided that",
    "unreal": "would, could, if we had",
    "ended": "ended, stopped, used to",
    "others": "the neighbouring town, the region, the state",
    "together": "with, together, joint",
    "partner": "whom one can work together with: schools, associations, companies",
    "after": "those of them which stand after the partner's name",
    "ours": "we, our, at ours",
    "remark": "note, nb",
    "whole": "headings about the whole matrix",
    "opinion": "important, we believe, a challenge",
    "contrast": "but, in practice, now",
    "concede": "although, even though",
    "presence": "verbs of what is there or done now",
    "elsewhere": "the rest, the others",
    "topic": "words too general to name anything in particular",
    "digital": "words for digital things",
    "cancel": "phrases which take back what was said before",
    "gone": "no longer, not any more",
    "now": "now, currently",
    # what makes a practice permanent: the rubric's five anchors
    "rhythm": "regular rhythm or standing plan",
    "owner": "named responsibility",
    "money": "permanent budget, post or equipment",
    "coverage": "all units or groups",
    "agreement": "written, approved, agreed",
    "firm": "made permanent, part of ordinary work",
    # what becomes of results
    "measure": "measured, counted, asked",
    "report": "reported to or discussed with staff or decision makers",
    "use": "results decide, on the basis of",
    "changed": "changed, moved, dropped, replaced",
    "takeover": "others have taken over the model",
    # what makes it weak
    "sporadic": "now and then, if there is time",
    "single": "once, a trial, one",
    "person": "an enthusiast, own time, one person",
    "project": "project, grant, fixed-term",
    "partial": "only, partly, in the centre",
    "unused": "out of date, nobody uses it",
    "past": "verbs of what was done once",
    "talk": "talked about, discussed",
    # the rubric's exceptions
    "decided": "a decided start with its date",
    "drafting": "somebody is drafting now",
    # how the language is built
    "numbers": "number words (found by `#`)",
    "months": "names of months (found by `@`)",
    "and": "and, or",
    "joint": "which, when, because",
    "that": "that, before a clause told or thought",
    "filler": "words that name nothing",
    "modifier": "endings of words that describe the next one",
    "function": "words that no list without commas has",
    "abbreviations": "words whose full stop ends no sentence",
}
"""The groups that every language's file of cues has, with what their words say."""

GAP = 4
"""The most words that `...` in a cue stands for."""

BARE = 5
"""How many letters a cue of one word has at least to be found without its dots and accents."""

KEY = 4
"""By how many first letters the cues that are found inside words are looked up."""

STANDING = {"#": "numbers", "@": "months", "%": "measure"}
"""The signs that stand in a cue for any one word of a group."""


_Longer = dict[int, dict[int, list[int]]]
"""Cues of several words, by their first word and their second one."""


@value
class Hit:
    """A cue found: its group, the place of its words and the words."""

    group: str
    start: int
    end: int
    text: str = ""


def outside(words: Iterable[Word], hits: Iterable[Hit]) -> list[Word]:
    """Return the words that lie inside none of these cues; both are in order."""
    left: list[Word] = []
    coming = iter(hits)
    following = next(coming, None)
    reach = 0
    for word in words:
        while following is not None and following.start <= word.start:
            if following.end > reach:
                reach = following.end
            following = next(coming, None)
        if word.end > reach:
            left.append(word)
    return left


@dataclass(slots=True)
class _Meaning:
    """What a word can be: `parts` of cues; cues by itself; or the first word of longer ones.

    Those are listed by their second word, which stands `beside` it, or `apart` behind a gap.
    """

    parts: frozenset[int]
    alone: Sequence[int]
    beside: Mapping[int, Sequence[int]]
    apart: Mapping[int, Sequence[int]]


_NOTHING = _Meaning(frozenset(), (), {}, {})
"""What most words are: no part of any cue."""


@dataclass(slots=True)
class Lexicon:
    """The cues of one language, ready to be looked up word by word."""

    language: str
    abbreviations: frozenset[str]
    _exact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _first: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _last: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _inside: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _short: list[tuple[str, int]] = field(default_factory=list)
    _groups: list[str] = field(default_factory=list)
    _rest: list[tuple[int | None, ...]] = field(default_factory=list)
    _thirds: list[int | None] = field(default_factory=list)
    _alone: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _beside: _Longer = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _apart: _Longer = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _ids: dict[str, int] = field(default_factory=dict)
    _known: dict[str, _Meaning] = field(default_factory=dict)
    _standing: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Return what every cue found in these words says, once for the same words, in order."""
        groups = self._groups
        distinct = dict.fromkeys(
            [(groups[cue], first, last) for cue, first, last in self.found(words)]
        )
        return [Hit(group, words[first].start, words[last].end) for group, first, last in distinct]

    def found(self, words: Sequence[Word]) -> Iterable[tuple[int, int, int]]:
        """Return the number of every cue found, and those of its first and its last word.

        A cue of several words is looked for only where its second one stands as well.
        """
        known, thirds = self._known, self._thirds
        meanings = [known.get(word.form) or self._meaning(word.form) for word in words]
        made: list[tuple[int, int, int]] = []
        for at, meaning in enumerate(meanings):
            if meaning is _NOTHING:
                continue
            longer: list[tuple[int, int]] = []
            beside = meaning.beside
            if beside and at + 1 < len(meanings):
                for second in meanings[at + 1].parts:
                    if second in beside:
                        third = meanings[at + 2].parts if at + 2 < len(meanings) else frozenset()
                        longer += [
                            (cue, at + 1)
                            for cue in beside[second]
                            if (then := thirds[cue]) is None or then in third
                        ]
            if meaning.apart:
                left = set(meaning.apart)
                for there in range(at + 1, min(at + 2 + GAP, len(meanings))):
                    met = left & meanings[there].parts
                    for second in met:
                        longer += [(cue, there) for cue in meaning.apart[second]]
                    left -= met
            if not longer:  # as it is for most words
                made += [(cue, at, at) for cue in meaning.alone]
                continue
            for cue, so_far in sorted([*((cue, at) for cue in meaning.alone), *longer]):
                rest = self._rest[cue]
                last = self._follow(rest, meanings, so_far + 1) if rest else so_far
                if last is not None:
                    made.append((cue, at, last))
        return made

    def _follow(
        self, rest: tuple[int | None, ...], meanings: Sequence[_Meaning], at: int
    ) -> int | None:
        """Return the last word of a cue whose other words are `rest`, None if it is not there."""
        last = at - 1
        gap = 0
        for part in rest:
            if part is None:
                gap = GAP
                continue
            for there in range(last + 1, min(last + 2 + gap, len(meanings))):
                if part in meanings[there].parts:
                    last, gap = there, 0
                    break
            else:
                return None
        return last

    def _meaning(self, form: str) -> _Meaning:
        """Return what a word can be, remembered for the next time."""
        found = set(self._look_up(form.removesuffix("'s")))
        if form[0].isdigit():
            found.add(self._id("#"))
        for sign, ids in self._standing.items():
            if not found.isdisjoint(ids):
                found.add(self._id(sign))
        alone = sorted(cue for part in found for cue in self._alone.get(part, ()))
        beside, apart = _either(self._beside, found), _either(self._apart, found)
        meaning = _Meaning(frozenset(found), alone, beside, apart) if found else _NOTHING
        if len(self._known) < 200_000:
            self._known[form] = meaning
        return meaning

    def _look_up(self, form: str) -> list[int]:
        found = list(self._exact.get(form, ()))
        first, last, inside = self._first, self._last, self._inside
        for at in range(len(form)):
            if (head := form[: at + 1]) in first:
                found += first[head]
            if (tail := form[at:]) in last:
                found += last[tail]
            if (key := form[at : at + KEY]) in inside:
                found += [number for part, number in inside[key] if form.startswith(part, at)]
        return found + [number for part, number in self._short if part in form]

    def learn(self, group: str, cue: str) -> None:
        """Add a cue to the lexicon."""
        words = cue.split()
        loose = len(words) > 1
        first, second, *rest = (
            *(None if part == "..." else self._id(part, loose) for part in words),
            None,
            None,
        )
        number = len(self._groups)
        if first is None or words[-1] == "...":
            raise DigimatrixError(f"{self.language}/evidence.toml: {group}: “{cue}” is no cue.")
        if len(words) == 1:
            self._alone[first].append(number)
            for (
                sign,
                standing,
            ) in STANDING.items():  # such a word is a number wherever a cue has "#"
                if group == standing:
                    self._standing[sign].add(first)
        elif second is not None:
            self._beside[first][second].append(number)
        elif (then := rest.pop(0)) is not None:
            self._apart[first][then].append(number)
        self._groups.append(group)
        self._rest.append(tuple(rest[:-2]))
        self._thirds.append(rest[0])

    def _id(self, pattern: str, loose: bool = True) -> int:
        stem = pattern.strip("*")
        strict = not loose and len(stem) < BARE and bare(stem) != stem
        key = f"={pattern}" if strict else pattern
        if key in self._ids:
            return self._ids[key]
        number = self._ids[key] = len(self._ids)
        if pattern in STANDING:
            return number
        for form in {stem} if strict else {stem, bare(stem)}:
            if pattern.startswith("*") and pattern.endswith("*"):
                if len(form) < KEY:
                    self._short.append((form, number))
                else:
                    self._inside[form[:KEY]].append((form, number))
            elif pattern.endswith("*"):
                self._first[form].append(number)
            elif pattern.startswith("*"):
                self._last[form].append(number)
            else:
                self._exact[form].append(number)
        return number


def _either(longer: _Longer, firsts: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Return the cues that begin with any of these words, by their second word."""
    begun = [longer[first] for first in firsts if first in longer]
    if len(begun) < 2:
        return begun[0] if begun else {}
    found: dict[int, list[int]] = {}
    for one in begun:
        for second, cues in one.items():
            found.setdefault(second, []).extend(cues)
    return found


def checked(cues: Mapping[str, Any], language: str) -> Mapping[str, Sequence[str]]:
    """Return the cues if they are complete: every group, each a list of words.

    Raises:
        DigimatrixError: if a group is missing, unknown, or holds something else.
    """
    where = f"{language}/evidence.toml"
    if missing := [group for group in GROUPS if group not in cues]:
        raise DigimatrixError(f"{where}: {', '.join(missing)} missing; add the groups.")
    if unknown := [group for group in cues if group not in GROUPS]:
        raise DigimatrixError(f"{where}: {', '.join(unknown)} unknown; rename the groups.")
    for group, words in cues.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise DigimatrixError(f"{where}: {group} is no list of words.")
        if twice := {word for word, times in Counter(words).items() if times > 1}:
            raise DigimatrixError(f"{where}: {group} holds {', '.join(sorted(twice))} twice.")
    return cues


@cache
def lexicon(language: str) -> Lexicon:
    """Return the cues of that language; each language is loaded when it is first met.

    Raises:
        DigimatrixError: if the language's file of cues is not complete.
    """
    cues = checked(data(language, "evidence"), language)
    made = Lexicon(language, frozenset(cues["abbreviations"]))
    for group in GROUPS:
        if group != "abbreviations":
            for cue in cues[group]:
                made.learn(group, cue)
    return made
