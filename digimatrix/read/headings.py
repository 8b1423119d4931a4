"""What a short cell says as a heading: a dimension, the level or target of one, or a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from digimatrix.model.framework import Framework
from digimatrix.read.levels.level_cells import in_parts
from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.named_scales import (
    LEGEND,
    SCALE,
    ends,
    scale_in,
    scale_word,
    without_scale,
)
from digimatrix.read.levels.spelled import in_arabic
from digimatrix.read.nearness import Near
from digimatrix.read.numbering import PART, without_part
from digimatrix.read.prompts import is_aside, prompts, tells
from digimatrix.read.senders.units import without_unit
from digimatrix.read.slips import Slips
from digimatrix.read.telling import Telling
from digimatrix.read.wordings import fold, has_stem, keys, plain_set, wordings

LONGEST = 400  # characters; a longer cell is an answer or an instruction, never a heading
_HEADING = 80  # characters; a longer heading begins with its dimension: "RESURSSIT: kuka …?"
_GUESSED = 70  # how sure a misspelt heading can be, of 100
_REMEMBERED = 50_000  # texts; memory stays bounded over many files
_SHARED = 5  # letters that an inflected word and a wording begin with, at least
_CLOSE = 84  # per cent of the letters that a misspelt heading has right
_PARTS = re.compile(r"\s*[/|\n;(),:?]\s*|\s+[-–—]\s+")
_SHORT_END = re.compile(r"[.\s]+")
_PART_END = re.compile(  # from its sign on, so that what has none is passed over fast
    r"[-–—/|\n;(),:?](?:(?<![-–—])|(?<=\s[-–—])(?=\s))"
)
_NUMBERING = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-h]) (?=\D)")
_SPACED = re.compile(r"\w(?: \w){4,}")
_BULLET = re.compile(r"\s*(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-H])[.)]\s*")
_CODE = re.compile(r"\s*[A-Z]{1,3}\d{1,3}(?:[A-Z_]{1,3}\d{1,3})?(?:\[\w{1,12}\])?\s*[.:)]\s+(?=\S)")
_LED = re.compile("|".join(led.pattern for led in (_CODE, PART, _BULLET)))
_APART = re.compile(r"[/→>+|]|\sja\s|\soch\s|\sand\s")
_SIGN = re.compile("[+★☆⭐*●]")
_TELLING = re.compile(r"[0-9?+★☆⭐*●]")  # a question, or what is taken off a heading
_SIGN_LEGEND = re.compile(  # "(+ = 1 … ++++ = 4)", "(★ heikko, ★★ hyvä)"
    r"\s*(?:[(\[:;,]\s*)?(?:\d\s*=\s*(?:\++|[★☆⭐*●]+)|(?:\++|[★☆⭐*●]+)\s*=\s*\w)"
    r"|\s*[(\[:]\s*(?:\++|[★☆⭐*●]+)\s+(?=[^\W\d])"
)
_MARKED = re.compile(r"\s*[^\W\d]\s*=\s")  # what a mark means: "x = missä olemme nyt"
_MEANING = 120  # letters of a heading over numbers
_CLIPPED = 3  # letters that are left of a word at least
_MOST_WORDS = 4  # of a heading in another case
_ENDING = re.compile(  # of folded words, after what is left of a stem that changes
    r"[a-z]{0,2}[aeiouy]{0,3}(?:n|t|d?en|tten|ta|sta|ssa|lla|lta|lle|ksi|na|a|an"
    r"|et|s|ns|er|erna|arna|k|nk|ban|ben|rol|rol|i|us|u|ams|se)?(?:mme|nne|nsa)?"
)
_YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")


class Label(StrEnum):
    """What a label announces beside, below or after it."""

    MUNICIPALITY = "municipality"
    CODE = "code"
    REGION = "region"
    POPULATION = "population"
    DATE = "date"
    ROUND = "round"
    RESPONDENT = "respondent"
    UNIT = "unit"
    DIMENSION = "dimension"
    TEXT = "text"
    LEVEL = "level"
    TARGET = "target"
    NUMBER = "number"
    TOTAL = "total"
    EXAMPLE = "example"
    INSTRUCTION = "instruction"


FACETS = frozenset({Label.TEXT, Label.LEVEL, Label.TARGET})
"""What a dimension has in cells of their own."""


@lru_cache(maxsize=4096)
def says_now(text: str) -> bool:
    """Whether the text says that things are told as they are now: "Nykytila 2025".

    The same words may head a dimension; beside "Tavoite" they do not.
    """
    if len(text) > _HEADING:
        return False
    words, known = fold(_YEAR.sub("", text)), plain_set("answers", "now")
    clipped = text.rstrip().endswith(".") and len(words) >= _CLIPPED  # "Nyk."
    return words in known or (clipped and any(each.startswith(words) for each in known))


@lru_cache(maxsize=4096)
def facet_meant(text: str) -> Heading | None:
    """Return the facet that a heading over numbers means, whatever its words: "Mihin pyritte?".

    Words for a difference, as in "Ero tavoitteeseen", mean neither; nor does what somebody else
    assessed.
    """
    if len(text) > _MEANING or has_stem(text, "difference_stems"):
        return None
    aim, level = has_stem(text, "target_stems"), has_stem(text, "level_stems")
    if (aim and level and _APART.search(text)) or others_assess(text):
        return None
    label = Label.TARGET if aim else Label.LEVEL if level else None
    return Heading(None, label, text, 80, "en", scale_in(text)) if label else None


@lru_cache(maxsize=4096)
def others_assess(text: str) -> bool:
    """Whether a heading is for levels that are not the municipality's own: "Maakunnan arvio"."""
    return (
        len(text) <= _MEANING
        and has_stem(text, "assessor_stems")
        and has_stem(text, "level_stems")
        and not has_stem(text, "own_stems")
        and not has_stem(text, "target_stems")
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """What a cell says as a heading.

    `dimension` is a dimension's key; `label` what else it announces: the facet of the
    dimension, or a label without one. `wording` is the wording it was read as and `sure`
    how surely, 0–100: 100 for the wording itself, less for a near miss or with words
    left over. `scale` is a scale of levels it names, as in "Taso (1–5)". `paired` has the level
    and the target in their order where it is for both: "Nykytaso → tavoite". A `placed` one
    has nothing but its place. `opening` counts the letters of the cell which it has, where those
    look like a heading and the answer follows in the cell; 0 where its words tell where it ends.
    """

    dimension: str | None
    label: Label | None
    wording: str
    sure: int
    language: str
    scale: tuple[int, int] | None = None
    paired: tuple[Label, ...] = ()
    placed: bool = False
    opening: int = 0

    @property
    def near(self) -> bool:
        """Whether the wording had to be guessed from a near miss."""
        return self.sure < 90


def _unjoined(words: str, language: str) -> str:
    """Return the folded words of a heading without "and" between them, as where a sign joins."""
    joining = {
        fold(text) for other, text in wordings("municipality", "joining") if other == language
    }
    first, *rest = words.split()
    return " ".join([first, *(word for word in rest if word not in joining)])


class Headings:
    """Reads headings of one framework in every language; remembers what it has read."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.telling = Telling(framework)
        self._dimensions: dict[str, tuple[str, str, str]] = {}
        for dimension in framework.dimensions:
            for language, heading in dimension.heading.items():
                texts = (heading, dimension.name[language], *dimension.headings.get(language, ()))
                for text in texts:
                    self._dimensions.setdefault(fold(text), (dimension.key, language, text))
        for words, read in list(self._dimensions.items()):  # "Where & how", "Hur, var"
            self._dimensions.setdefault(_unjoined(words, read[1]), read)
        self._labels: dict[str, tuple[Label, str, str]] = {}
        for key in keys("labels"):
            for language, text in wordings("labels", key):
                self._labels.setdefault(fold(text), (Label(key), language, text))
        self._longest = 2 * max(map(len, self._dimensions))  # letters, with a facet and slips
        known = (*self._dimensions, *self._labels)
        self._most_words = 2 * max(len(text.split()) for text in known)  # with others around it
        facets = [text for text, (label, _, _) in self._labels.items() if label in FACETS]
        self._facet_words = frozenset(word for text in facets for word in text.split())
        begin = (text.partition(" ")[0] for text in known)
        self._begin = plain_set("answers", "instructing").union(begin)
        held = [text for text in self._dimensions if len(text) >= 8]
        self._held = {text: position for position, text in enumerate(held)}
        self._held_begin = frozenset(text.split()[0] for text in held)
        self._held_words = max((len(text.split()) for text in held), default=0)
        self._near_dimensions = Near((t for t in self._dimensions if len(t) >= 6), _CLOSE)
        self._single: dict[str, list[str]] = {}  # by their first letters
        for text in self._dimensions:
            if len(text) >= 6 and " " not in text:
                self._single.setdefault(text[:_SHARED], []).append(text)
        self._by_letter: dict[str, list[str]] = {}
        self._by_beginning: dict[tuple[int, str], list[str]] = {}
        for text in self._dimensions:
            self._by_letter.setdefault(text[:1], []).append(text)
            if len(text) >= 6:
                beginning = (text.count(" ") + 1, text[:3])
                self._by_beginning.setdefault(beginning, []).append(text)
        self._near_labels = Near((text for text in self._labels if len(text) >= 6), _CLOSE)
        self._slips = Slips(self._dimensions)
        self._read: dict[str, Heading | None] = {}
        self._parts: dict[str, Heading | None] = {}

    def read(self, text: str) -> Heading | None:
        """Return what the text says as a heading, or None if it is none."""
        if len(text) > LONGEST or not text:
            return None
        try:
            return self._read[text]
        except KeyError:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
            found = self._understand(text) or self._misspelt(text)
            self._read[text] = found
            return found

    def label(self, text: str) -> Heading | None:
        """Return what the text says as a label, where it is one and no dimension."""
        heading = self.read(text)
        return heading if heading and heading.dimension is None else None

    def _misspelt(self, text: str) -> Heading | None:
        """Read a heading with a slip in one of its words: "Bacground and basis"."""
        right = self._slips.mended(text) if len(text) <= _HEADING else None
        found = self._understand(right) if right else None
        return replace(found, sure=min(found.sure, _GUESSED)) if found else None

    def _understand(self, text: str) -> Heading | None:
        named, scale = None, None
        if _MARKED.match(text) or (len(text) > _HEADING and not self._may_head(text)):
            return None
        if _SIGN.search(text) and (signs := _SIGN_LEGEND.search(text)):
            text = text[: signs.start()]
        text = in_arabic(text)
        if "0" in text or "1" in text:
            if named := SCALE.search(text):
                scale = ends(named)
                text = self._without_scale(text[: named.start()], text[named.end() :])
            elif (legend := LEGEND.search(text)) and (scale := scale_in(text)):
                text = text[: legend.start()].rstrip()
            text = _YEAR.sub("", text)
        if _LED.match(text):
            text = _after(_BULLET, without_part(_after(_CODE, text)))
        if len(text) > _HEADING and not self._begins_with_dimension(text):
            return self._asked(text)
        end = _PART_END.search(text)
        opening = text[: end.start()] if end else text
        if len(opening.split()) > self._most_words and _SPACED.search(opening) is None:
            return self._asked(text)  # a sentence
        words = self._without_number(fold(text))
        if not any(map(str.isalpha, words)):
            return Heading(None, Label.LEVEL, named[0], 95, "en", scale) if named else None
        if _SPACED.fullmatch(words):  # "R E S U R S S I T"
            words = words.replace(" ", "")
        if facets := self._two_facets(text, words):
            if set(facets[-2:]) != {Label.LEVEL, Label.TARGET}:
                return None
            order = tuple(facets[-2:])
            return Heading(None, Label.LEVEL, text.strip(), 95, "en", scale, paired=order)
        found = (
            self._exact(words)
            or (self._of_now(words) if scale else None)
            or self._with_facet(words)
            or self._in_parts(text)
            or self._of_unit(words)
            or self._near(text, words)
            or self._clipped(text, words)
            or self._with_level(text)
            or self._asked(text)
        )
        if found is None or scale is None:
            return found
        label = found.label or (Label.LEVEL if found.dimension else None)
        return Heading(found.dimension, label, found.wording, found.sure, found.language, scale)

    def _without_number(self, words: str) -> str:
        """Return folded words without their number or letter: the "E" of "E-post" is none."""
        return words if words in self._labels else _after(_NUMBERING, words)

    @staticmethod
    def _of_now(words: str) -> Heading | None:
        """Read "Nu (1–5)", which says that there are levels as they are now."""
        return Heading(None, Label.LEVEL, words, 95, "en") if says_now(words) else None

    def _may_head(self, text: str) -> bool:
        """Whether a long text may begin with a heading or want an answer: most are prose."""
        first = text.split(None, 1)[0].rstrip(",;:")
        if not first.isalpha() or fold(first) in self._begin or _TELLING.search(text):
            return True
        end = _PART_END.search(text, 0, self._longest)
        last = text[: end.start()].rstrip().rpartition(" ")[2] if end else ""
        return fold(last) in self._facet_words

    def _without_scale(self, before: str, after: str) -> str:
        """Return a heading without its scale and the word for it: "Taso asteikolla 0–4"."""
        before, after = without_scale(before, after)
        left, right = scale_word()
        bare = left.sub("", before), right.sub("", after)
        named = bare != (before, after) and fold(bare[0]) in self._labels
        return " (".join(bare) if named else before + after

    def _begins_with_dimension(self, text: str) -> bool:
        end = _PART_END.search(text, 0, self._longest)
        if end is None and len(text) > self._longest:
            return False
        words = _after(_NUMBERING, fold(text[: end.start()] if end else text))
        found = self._exact(words) or self._with_facet(words)
        return found is not None and found.dimension is not None

    def _exact(self, words: str) -> Heading | None:
        if known := self._dimensions.get(words):
            return Heading(known[0], None, known[2], 100, known[1])
        if label := self._labels.get(words):
            return Heading(None, label[0], label[2], 100, label[1])
        return None

    def _with_facet(self, words: str) -> Heading | None:
        """Read "Resurssit taso" and "Tavoite: resurssit"."""
        tokens = words.split()
        if self._facet_words.isdisjoint(tokens[:1] + tokens[-1:]):
            return None
        for cut in range(1, min(len(tokens), 8)):
            for facet, rest in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
                label = self._labels.get(" ".join(facet))
                if label is None or label[0] not in FACETS:
                    continue
                while len(rest) > 1 and rest[0] in plain_set("answers", "about"):
                    rest = rest[1:]  # "Level for resources"
                joined = " ".join(rest)
                known = self._dimensions.get(joined) or self._dimensions.get(
                    self._closest(joined, self._near_dimensions) or ""
                )
                if known:
                    return Heading(known[0], label[0], known[2], 95, known[1])
        return None

    def _in_parts(self, text: str) -> Heading | None:
        """Read two languages at once ("Resurssit / Resurser") and headings with a question."""
        if _PART_END.search(text) is None:
            return None
        begun = _PARTS.split(text, 1)[0]
        if fold(begun) and self._part(begun) is None:
            return None  # true of most sentences
        first, *rest = [part for part in _PARTS.split(text) if part and fold(part)] or [""]
        if not rest:
            return None
        ways = plain_set("answers", "points", "ways")
        other = (part for part in rest if not tells(part) and fold(part) not in ways)
        parts = [first, *other]  # without how to answer: "Taso (valitse)", "Taso (rasti)"
        found = [self._part(part) for part in parts]
        if found[0] is None:
            return None
        dimensions = [part for part in found if part and part.dimension]
        labels = [part.label for part in found if part and part.label]
        if dimensions:
            one = dimensions[0]
            if any(part.dimension != one.dimension for part in dimensions):
                return None
            facet = next((label for label in labels if label in FACETS), None)
            sure = 90 if None in found else min(part.sure for part in dimensions)
            return Heading(one.dimension, facet, one.wording, min(sure, 95), one.language)
        if labels and None not in found and len(set(labels)) == 1:
            only = next(part for part in found if part)
            return Heading(None, labels[0], only.wording, min(95, only.sure), only.language)
        return None

    def _part(self, text: str) -> Heading | None:
        """Return what a part of a heading says alone; most are the beginnings of answers."""
        if text not in self._parts:
            if len(self._parts) > _REMEMBERED:
                self._parts.clear()
            words = self._without_number(fold(text))
            known = self._exact(words) or self._with_facet(words) or self._near(text, words)
            self._parts[text] = known
        return self._parts[text]

    def _of_unit(self, words: str) -> Heading | None:
        """Read "Taso (kirjasto)" and "Museon taso": the facet of one unit among several."""
        facet = without_unit(words)
        label = self._labels.get(facet) if facet else None
        if label is None or label[0] not in FACETS:
            return None
        return Heading(None, label[0], label[2], 90, label[1])

    def _two_facets(self, text: str, words: str) -> list[Label]:
        """Return the facets of a heading for two things at once: "Taso nyt / tavoite"."""
        if self._facet_words.isdisjoint(words.split()):
            return []
        parts = _APART.split(text) if _APART.search(text) else ()
        said: list[Label] = []
        for part in parts:
            known = self._labels.get(fold(part))
            if known and known[0] in FACETS:
                said.append(known[0])
            elif says_now(part):
                said.append(Label.LEVEL)
        return said if len(set(said)) > 1 else []

    def _near(self, text: str, words: str) -> Heading | None:
        close = self._closest(words, self._near_dimensions) or self._shortened(text)
        if close and not has_stem(text, "beside_stems"):  # "Source" is near "Resource"
            key, language, wording = self._dimensions[close]
            return Heading(key, None, wording, int(fuzz.ratio(words, close)) - 10, language)
        close = self._closest(words, self._near_labels)  # "Maakunnan taso": "Kunnan taso"
        typed = close and all(in_parts(text, self.framework))  # "Taso: 1, tavoite: 2" is no label
        if close and not (typed or others_assess(text) or is_aside(text)):
            label, language, wording = self._labels[close]
            return Heading(None, label, wording, int(fuzz.ratio(words, close)) - 10, language)
        return self._holding(words) or self._inflected(words)

    def _closest(self, words: str, known: Near) -> str | None:
        return known.closest(words) if len(words) >= 5 else None

    def _shortened(self, text: str) -> str | None:
        """Find the wording that "Tausta ja lähtök." or "YHT.TYÖ" shortens, word by word."""
        if "." not in text:
            return None
        parts = _SHORT_END.split(text)
        first = next(filter(None, map(fold, parts)), "")
        begun = [text for text in self._by_letter.get(first[:1], ()) if text.startswith(first)]
        if not begun:  # true of most sentences; patterns are slow to make
            return None
        starts = list(filter(None, map(fold, parts)))
        if not 3 <= sum(map(len, starts)) <= self._longest:
            return None
        pattern = re.compile(r"\w*\s*".join(map(re.escape, starts)) + r"\w*")
        keys_found = {
            self._dimensions[wording][0]: wording
            for wording in reversed(begun)
            if pattern.fullmatch(wording)
        }
        return next(iter(keys_found.values())) if len(keys_found) == 1 else None

    def _clipped(self, text: str, words: str) -> Heading | None:
        """Read "tav." and "kuv.": the beginning of words for one facet and for nothing else."""
        if not text.rstrip().endswith(".") or len(words) < _CLIPPED or " " in words:
            return None
        begun = [known for text, known in self._labels.items() if text.startswith(words)]
        if len({label for label, _, _ in begun}) != 1 or begun[0][0] not in FACETS:
            return None
        label, language, wording = begun[0]
        return Heading(None, label, wording, 90, language)

    def _with_level(self, text: str) -> Heading | None:
        """Read "Resurssit taso 2": a dimension with its level."""
        levels = in_text(text)
        for typed in reversed(levels):
            text = text[: typed.start] + text[typed.end :]
        known = self._dimensions.get(fold(text)) if levels else None
        return Heading(known[0], None, known[2], 95, known[1]) if known else None

    def _holding(self, words: str) -> Heading | None:
        """Read a heading with words around it: "Kunnan digikulttuurin resurssit"."""
        if not 1 <= words.count(" ") <= 5:
            return None
        held = self._standing_in(words)
        if not held or len({self._dimensions[text][0] for text in held}) > 1:
            return None
        key, language, wording = self._dimensions[max(held, key=len)]
        return Heading(key, None, wording, 75, language)

    def _inflected(self, words: str) -> Heading | None:
        """Read a heading in another case: "omasta lähtötilanteesta", "resurserna"."""
        tokens = words.split()
        if len(tokens) > _MOST_WORDS:
            return None
        found = [
            wording
            for wording in self._by_beginning.get((len(tokens), words[:3]), ())
            if all(map(_is_form, tokens, wording.split()))
        ]
        if len({self._dimensions[wording][0] for wording in found}) != 1:
            return None
        key, language, wording = self._dimensions[max(found, key=len)]
        return Heading(key, None, wording, 70, language)

    def _standing_in(self, words: str) -> list[str]:
        """Return the longer wordings of dimensions that stand among the words."""
        tokens = words.split()
        found = {
            wording
            for start, token in enumerate(tokens)
            if token in self._held_begin
            for end in range(start + 1, start + 1 + self._held_words)
            if (wording := " ".join(tokens[start:end])) in self._held
        }
        return sorted(found, key=self._held.__getitem__)

    def _asked(self, text: str) -> Heading | None:
        """Read "Millaisia resursseja teillä on?": a question about one dimension, inflected."""
        if not prompts(text):
            return None
        words = fold(text)
        if not (known := self._standing_in(words)):
            # "Arvioikaa" is no evaluation; any question may begin with "Hogyan"
            idle = plain_set("answers", "instructing", "question_words")
            known = [x for word in words.split() if word not in idle and (x := self._begun(word))]
        if len({self._dimensions[wording][0] for wording in known}) != 1:
            return None
        key, language, wording = self._dimensions[max(known, key=len)]
        told = self.telling.told(text, (language,)) or {key}  # "Missä näkyvät tulokset?"
        return Heading(key, None, wording, 70, language) if key in told else None

    def _begun(self, word: str) -> str | None:
        """Return the single wording that shares the longest beginning with an inflected word."""
        best, longest = None, _SHARED - 1
        for wording in self._single.get(word[:_SHARED], ()):
            shared = Prefix.similarity(word, wording)
            if shared > longest and shared * 5 >= len(wording) * 3:
                best, longest = wording, shared
        return best


def _is_form(word: str, known: str) -> bool:
    """Whether a folded word is the known one in another case: stem and ending may differ."""
    if word == known:
        return True
    shared = Prefix.similarity(word, known)
    if shared < 3 or shared * 5 < len(known) * 3:
        return False
    return len(known) - shared <= 4 and _ENDING.fullmatch(word, shared) is not None


def _after(beginning: re.Pattern[str], text: str) -> str:
    """Return the text without that beginning, if it has it."""
    found = beginning.match(text)
    return text[found.end() :] if found else text
