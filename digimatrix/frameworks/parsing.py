"""The data of a framework file becomes a framework; all that is wrong with it is said at once."""

from __future__ import annotations

import difflib
import itertools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from digimatrix.languages import LANGUAGES, Words, typed
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import (
    Dimension,
    Framework,
    LevelText,
    Method,
    Scale,
    Total,
    decimals_of,
)

Data = Mapping[str, Any]

_FRAMEWORK = {"name", "title", "scale", "target", "dimensions", "levels", "totals"}
_DIMENSION = {
    *("key", "name", "heading", "headings", "telling", "hinting"),
    *("question", "example", "example_level"),
    *("scale", "target", "logarithmic", "better", "weight"),
}
_LEVEL = {"value", "name", "names", "sentence"}
_TOTAL = {"key", "name", "headings", "parts", "method", "weights", "normalised", "digits"}

FEW_LEVELS = 11
"""A scale of at most so many whole numbers has each of them as a level, if none are named."""

LEAST = 2
"""How wide it must be at least: 0–1 is a measure, not two levels."""

BANDS = 5
"""Into how many equal levels any other scale falls."""

SHARE: Scale = (Fraction(0), Fraction(100))
"""What dimensions on several scales are compared on: their share of the scale, in per cent."""

MOST_DIGITS = 9


def parse(data: Data, source: str) -> Framework:
    """Return the framework that the data describe; `source` names it in messages.

    Raises:
        DigimatrixError: if something is missing or wrong; the message names every fault with
            its place and what to write instead, one a line.
    """
    file = _File(source if source.endswith(".toml") else f"{source}.toml")
    framework = file.framework(data)
    if file.faults:
        raise DigimatrixError("\n".join(f"{file.source}: {fault}" for fault in file.faults))
    return framework


def key_of(name: str) -> str:
    """Return a key made of a name: "Digital public services" is "digital_public_services"."""
    bare = unicodedata.normalize("NFD", name.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"\W+", "_", kept).strip("_")


def in_all_languages(name: str) -> dict[str, str]:
    """Return the same words for every language."""
    return dict.fromkeys(LANGUAGES, name)


def levels_of(scale: Scale) -> tuple[LevelText, ...]:
    """Return the levels of a scale that names none: each whole number, or five equal bands."""
    lowest, highest = scale
    if _is_stepped(scale):
        return tuple(
            LevelText(value, in_all_languages(str(value)), {})
            for value in range(int(lowest), int(highest) + 1)
        )
    ends = [lowest + (highest - lowest) * band / BANDS for band in range(BANDS + 1)]
    if highest - lowest >= FEW_LEVELS:
        ends[1:-1] = [Fraction(math.floor(end)) for end in ends[1:-1]]
    bands = [(_plain(start), _plain(end)) for start, end in itertools.pairwise(ends)]
    decimals = decimals_of(bands[0][0], bands[-1][1])
    return tuple(LevelText(start, _band(start, end, decimals), {}) for start, end in bands)


def _is_stepped(scale: Scale) -> bool:
    """Whether each whole number of the scale is a level."""
    whole = all(end.denominator == 1 for end in scale)
    return whole and LEAST <= scale[1] - scale[0] < FEW_LEVELS


def _band(start: float, end: float, decimals: int) -> dict[str, str]:
    """Return the name of a band in every language: "0.20–0.40"."""
    words = (Words(language, decimals) for language in LANGUAGES)
    return {each.language: f"{each.level(start)}–{each.level(end)}" for each in words}


def _plain(number: Fraction) -> float:
    """Return a number as levels are kept: a whole one as int."""
    return int(number) if number.denominator == 1 else float(number)


def _shares() -> tuple[LevelText, ...]:
    """Return the bands of a share of the scale: "20–40 %"."""
    return tuple(
        replace(
            level,
            name={code: Words(code).with_percent(text) for code, text in level.name.items()},
        )
        for level in levels_of(SHARE)
    )


def _are_mixed(dimensions: Sequence[Dimension]) -> bool:
    """Whether the dimensions are on several scales, all known."""
    scales = {each.scale for each in dimensions}
    return len(scales) > 1 and None not in scales


def _single(
    made: Framework, named: Sequence[LevelText], scale: Scale | None, target: Fraction | None
) -> dict[str, Framework]:
    """Return the framework on the scale of each dimension; what the file names is of its `scale`.

    Dimensions of one scale share one.
    """
    found: dict[Scale, Framework] = {}
    for own in (each.scale for each in made.dimensions):
        if own is not None and own not in found:
            lowest, highest = map(_plain, own)
            aim = target if own == scale and target is not None else highest
            levels = _filled(named, own) if own == scale else levels_of(own)
            found[own] = replace(
                made, levels=levels, lowest=lowest, highest=highest, target=float(aim)
            )
    return {each.key: found[each.scale] for each in made.dimensions if each.scale is not None}


def _filled(named: Sequence[LevelText], scale: Scale) -> tuple[LevelText, ...]:
    """Return all levels of a scale; on one of few numbers those that are not named, too."""
    if named and not _is_stepped(scale):
        return tuple(named)
    names = {level.value: level for level in named}
    return tuple(names.get(level.value, level) for level in levels_of(scale))


class _File:
    """One file while it is read; what is wrong gathers in `faults`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.faults: list[str] = []

    def fault(self, place: str, wrong: str, remedy: str) -> None:
        self.faults.append(f"{place}: {wrong}; {remedy}." if place else f"{wrong}; {remedy}.")

    def framework(self, data: Data) -> Framework:
        self._known(data, _FRAMEWORK, "")
        usual = in_all_languages(self.source.rpartition(".")[0])
        title = self._texts(data, "title", "", usual) or usual
        scale = self._scale(data, "scale", "")
        entries = self._entries(data, "dimensions")
        if not entries:
            self.fault("", "there are no dimensions", "add one, such as [[dimensions]] name = “…”")
        names = [self._place("dimension", number, each) for number, each in enumerate(entries, 1)]
        dimensions = tuple(
            self._dimension(each, place, scale) for place, each in zip(names, entries, strict=True)
        )
        for number, (place, each) in enumerate(zip(names, dimensions, strict=True)):
            if each.key in [other.key for other in dimensions[:number]]:
                self.fault(place, f"key {each.key} is used twice", "give it another one")
        named = self._named(data)
        levels, lowest, highest = self._levels(named, scale, dimensions)
        target = self._target(data, scale, dimensions, (lowest, highest) if levels else None)
        made = Framework(
            name=str(data.get("name", self.source.rpartition(".")[0])),
            title=title,
            dimensions=dimensions,
            levels=levels,
            target=float(highest if target is None else target),
            lowest=lowest,
            highest=highest,
            totals=self._totals(data, dimensions),
        )
        if levels and _are_mixed(dimensions):
            made = replace(made, target=float(highest), single=_single(made, named, scale, target))
        for place, each in zip(names, dimensions, strict=True):
            own = made.on(each.key)
            values = [level.value for level in own.levels]
            if each.example_level is not None and each.example_level not in values:
                said = ", ".join(map(str, values))
                self.fault(place, "the example_level is no level", f"use one of {said}")
            if each.target is not None and levels and not own.lowest < each.target <= own.highest:
                self.fault(
                    place,
                    f"target {_said(float(each.target))} is outside its levels",
                    f"choose one above {own.lowest}, at most {own.highest}",
                )
        return made

    def _dimension(self, data: Data, place: str, scale: Scale | None) -> Dimension:
        self._known(data, _DIMENSION, place)
        name = self._texts(data, "name", place, None) or {}
        headings = self._wordings(data, "headings", place)
        better = data.get("better", "higher")
        if better not in ("higher", "lower"):
            self.fault(place, f"better is {_said(better)}", "write “higher” or “lower”")
        own = self._scale(data, "scale", place) or scale
        logarithmic = data.get("logarithmic", False)
        if logarithmic not in (True, False):
            self.fault(place, f"logarithmic is {_said(logarithmic)}", "write true or false")
        elif logarithmic and (own is None or own[0] <= 0):
            self.fault(
                place,
                "a logarithmic dimension has no scale above 0",
                "give its goalposts, such as scale = [100, 75000]",
            )
        example_level = self._number(data, "example_level", place)
        target = self._number(data, "target", place)
        return Dimension(
            key=self._key(data, place, name),
            heading=self._texts(data, "heading", place, name) or {},
            name=name,
            headings=headings,
            telling=self._wordings(data, "telling", place, LANGUAGES),
            hinting=self._wordings(data, "hinting", place, LANGUAGES),
            question=self._texts(data, "question", place, {}) or {},
            example=self._texts(data, "example", place, {}) or {},
            example_level=None if example_level is None else _plain(example_level),
            scale=own,
            target=None if target is None else _plain(target),
            logarithmic=bool(logarithmic),
            lower_is_better=better == "lower",
            weight=self._weight(data.get("weight", 1), f"{place}, weight"),
        )

    def _wordings(
        self, data: Data, key: str, place: str, plain: Sequence[str] = ("en",)
    ) -> dict[str, tuple[str, ...]]:
        """Return wordings that people type, by language; a `plain` list is of those languages."""
        found = data.get(key, {})
        if isinstance(found, str | list):
            found = dict.fromkeys(plain, [found] if isinstance(found, str) else found)
        if not isinstance(found, Mapping) or not all(
            isinstance(each, list) and all(isinstance(text, str) for text in each)
            for each in found.values()
        ):
            self.fault(place, f"{key} is no list of words", f"write {key} = [“one”, “other”]")
            return {}
        return {language: tuple(texts) for language, texts in found.items()}

    def _named(self, data: Data) -> tuple[LevelText, ...]:
        """Return the levels that the file names."""
        entries = self._entries(data, "levels")
        levels = []
        for number, entry in enumerate(entries, 1):
            place = self._place("level", number, entry)
            self._known(entry, _LEVEL, place)
            value = self._number(entry, "value", place)
            if value is None:
                if "value" not in entry:
                    self.fault(place, "the key value is missing", "add value = 1")
                continue
            plain = _plain(value)
            usual = {language: typed(plain, language) for language in LANGUAGES}
            levels.append(
                LevelText(
                    plain,
                    self._texts(entry, "name", place, usual) or {},
                    self._texts(entry, "sentence", place, {}) or {},
                    self._wordings(entry, "names", place),
                )
            )
        values = [level.value for level in levels]
        if any(first >= second for first, second in itertools.pairwise(values)):
            said = ", ".join(map(str, values))
            self.fault("levels", f"{said} do not ascend", "put the lowest first, each once")
        return tuple(levels)

    def _levels(
        self, named: Sequence[LevelText], scale: Scale | None, dimensions: Sequence[Dimension]
    ) -> tuple[tuple[LevelText, ...], float, float]:
        """Return the levels and the ends of their scale: named ones, or those of the scale.

        Dimensions on several scales have bands of their share; what is named is of the file's.
        """
        values = [level.value for level in named]
        if named and not scale and not any(each.scale for each in dimensions):
            if len(named) == 1:
                self.fault("levels", "there is only one", "add others, or scale = [0, 4]")
                return (), 0, 4
            ends = Fraction(str(min(values))), Fraction(str(max(values)))
            return _filled(named, ends), min(values), max(values)
        mixed = _are_mixed(dimensions)
        found = scale or (dimensions[0].scale if dimensions and not mixed else None)
        if named and (not found or not any(each.scale == found for each in dimensions)):
            self.fault("levels", "the dimensions have other scales", "give all one, scale = [0, 4]")
        elif named and found:
            lowest, highest = map(_plain, found)
            if values[0] != lowest or values[-1] > highest:
                self.fault(
                    "levels",
                    f"they go from {values[0]} to {values[-1]}, the scale from {lowest} to "
                    f"{highest}",
                    "begin with the lowest value of the scale, and go no higher than its highest",
                )
        if mixed:
            return _shares(), _plain(SHARE[0]), _plain(SHARE[1])
        if not found or any(each.scale != found for each in dimensions):
            return (), 0, 4
        return _filled(named, found), _plain(found[0]), _plain(found[1])

    def _target(
        self,
        data: Data,
        scale: Scale | None,
        dimensions: Sequence[Dimension],
        ends: tuple[float, float] | None,
    ) -> Fraction | None:
        """Return the file's target, on its scale, or on that of all dimensions: its `ends`."""
        target = self._number(data, "target", "")
        if target is None or ends is None:
            return target
        if _are_mixed(dimensions):
            if scale is None:
                self.fault(
                    "target",
                    "the dimensions are on different scales",
                    "give each its own, on its scale",
                )
                return target
            ends = _plain(scale[0]), _plain(scale[1])
        if not ends[0] < target <= ends[1]:
            self.fault(
                "target",
                f"{_said(data['target'])} is outside the levels",
                f"choose one above {ends[0]}, at most {ends[1]}",
            )
        return target

    def _totals(self, data: Data, dimensions: Sequence[Dimension]) -> tuple[Total, ...]:
        scales = {each.key: each.scale for each in dimensions}
        lower = {each.key for each in dimensions if each.lower_is_better}
        weights = {each.key: each.weight for each in dimensions}
        logarithmic = {each.key for each in dimensions if each.logarithmic}
        made: list[Total] = []
        entries = self._entries(data, "totals")
        places = [self._place("total", number, each) for number, each in enumerate(entries, 1)]
        for entry, place in zip(entries, places, strict=True):
            total = self._total(entry, place, scales, weights)
            used = {scales[part] for part in total.parts}
            odd = (lower | logarithmic).intersection(total.parts)
            remedy = "put them on one first, normalised = [0, 100]"
            if total.normalised is None:
                if len(used) > 1 and total.method is not Method.SUM:
                    self.fault(place, f"its parts are on different scales ({_shown(used)})", remedy)
                elif odd:
                    what = "is better when lower" if odd & lower else "is logarithmic"
                    self.fault(place, f"its part {min(odd)} {what}", remedy)
            else:
                bare = sorted(part for part in total.parts if scales[part] is None)
                if bare:
                    self.fault(
                        place,
                        f"its parts have no goalposts: {', '.join(bare)}",
                        "give each a scale, such as scale = [20, 85]",
                    )
            if total.method is Method.SUM and total.normalised is None:
                ends = [scales[part] for part in total.parts]
                scales[total.key] = _summed(ends, total.weights)
            else:
                scales[total.key] = total.normalised or next(iter(used), None)
            weights[total.key] = Fraction(1)
            made.append(total)
        for number, (place, total) in enumerate(zip(places, made, strict=True)):
            if total.key in [*(each.key for each in dimensions), *(t.key for t in made[:number])]:
                self.fault(place, f"key {total.key} is used twice", "give it another one")
        return tuple(made)

    def _total(
        self,
        data: Data,
        place: str,
        scales: Mapping[str, Scale | None],
        weights: Mapping[str, Fraction],
    ) -> Total:
        self._known(data, _TOTAL, place)
        name = self._texts(data, "name", place, None) or {}
        parts = data.get("parts", list(weights))
        if not isinstance(parts, list) or not parts:
            self.fault(place, "parts is no list of keys", "write parts = [“one”, “other”]")
            parts = []
        for part in parts:
            if part not in weights:
                known = ", ".join(weights)
                self.fault(place, f"there is no part {_said(part)}", f"use some of {known}")
        parts = [part for part in parts if part in weights]
        method = data.get("method", "mean")
        if method not in list(Method):
            near = ", ".join(f"“{each}”" for each in Method)
            self.fault(place, f"method is {_said(method)}", f"write one of {near}")
            method = Method.MEAN
        headings = data.get("headings", [])
        headings = [headings] if isinstance(headings, str) else headings
        if not isinstance(headings, list) or not all(isinstance(each, str) for each in headings):
            self.fault(place, "headings is no list of words", "write headings = [“one”, “other”]")
            headings = []
        own = data.get("weights")
        if own is not None and (not isinstance(own, list) or len(own) != len(parts)):
            self.fault(place, "weights does not match the parts", "give a weight for each part")
            own = None
        digits = data.get("digits")
        if digits is not None and (not isinstance(digits, int) or not 0 <= digits <= MOST_DIGITS):
            self.fault(place, f"digits is {_said(digits)}", f"write 0 to {MOST_DIGITS}")
            digits = None
        # a sum adds the parts as they are unless the total itself weights them
        usual = [Fraction(1) if method == Method.SUM else weights[part] for part in parts]
        return Total(
            key=self._key(data, place, name),
            name=name,
            headings=tuple(headings),
            parts=tuple(parts),
            method=Method(method),
            weights=tuple(
                usual if own is None else [self._weight(each, f"{place}, weights") for each in own]
            ),
            normalised=self._scale(data, "normalised", place),
            digits=digits,
        )

    def _known(self, data: Data, keys: set[str], place: str) -> None:
        for key in data:
            if key not in keys:
                near = difflib.get_close_matches(key, sorted(keys), 1, 0.6)
                remedy = near[0] if near else "one of " + ", ".join(sorted(keys))
                self.fault(place, f"the key {key} is not known", f"write {remedy}")

    def _entries(self, data: Data, key: str) -> list[Data]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
            self.fault(key, "it is no list of tables", f"write each as a table, [[{key}]]")
            return []
        return found

    def _place(self, what: str, number: int, data: Data) -> str:
        name = data.get("key") or data.get("name", data.get("value", number))
        return f"{what} {name}" if isinstance(name, str | int) else f"{what} {number}"

    def _key(self, data: Data, place: str, name: Mapping[str, str]) -> str:
        key = data.get("key")
        if key is None:
            return key_of(name.get("en", "")) or place
        if not isinstance(key, str) or not key.strip():
            self.fault(place, f"key is {_said(key)}", "write a short word")
        return str(key)

    def _texts(
        self, data: Data, key: str, place: str, usual: Mapping[str, str] | None
    ) -> Mapping[str, str] | None:
        """Return words by language: those given, for languages without any the first given."""
        found = data.get(key)
        if found is None and usual is not None:
            return usual
        if isinstance(found, str) and found.strip():
            return in_all_languages(found)
        if isinstance(found, Mapping) and found:
            odd = [each for each in found if each not in LANGUAGES]
            if not odd and all(isinstance(each, str) for each in found.values()):
                other = found.get("en") or next(iter(found.values()))
                return {language: found.get(language, other) for language in LANGUAGES}
        if found is None:
            self.fault(place, f"the key {key} is missing", f"add {key} = “…”")
        else:
            langs = ", ".join(LANGUAGES)
            self.fault(place, f"{key} is {_said(found)}", f"write words, or words by {langs}")
        return None

    def _number(self, data: Data, key: str, place: str) -> Fraction | None:
        found = data.get(key)
        if found is None:
            return None
        if not _is_number(found):
            self.fault(place or key, f"{key} is {_said(found)}", "write a number")
            return None
        return Fraction(found)

    def _weight(self, found: Any, place: str) -> Fraction:
        if not _is_number(found) or found <= 0:
            self.fault(place, f"{_said(found)} is no weight", "write a number above 0")
            return Fraction(1)
        return Fraction(found)

    def _scale(self, data: Data, key: str, place: str) -> Scale | None:
        found = data.get(key)
        if found is None:
            return None
        if not isinstance(found, list) or len(found) != 2 or not all(map(_is_number, found)):
            self.fault(place, f"{key} is {_said(found)}", f"write two numbers, {key} = [0, 100]")
            return None
        low, high = map(Fraction, found)
        if low >= high:
            self.fault(place, f"{key} does not ascend", "put the lowest value first")
            return None
        return low, high


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _summed(scales: Sequence[Scale | None], weights: Sequence[Fraction]) -> Scale | None:
    """Return the scale of a weighted sum, None if that of a part is not known."""
    known = [each for each in scales if each is not None]
    if len(known) < len(weights):
        return None
    lows = sum((each[0] * by for each, by in zip(known, weights, strict=True)), Fraction(0))
    highs = sum((each[1] * by for each, by in zip(known, weights, strict=True)), Fraction(0))
    return lows, highs


def _shown(scales: set[Scale | None]) -> str:
    known = sorted(each for each in scales if each is not None)
    texts = [f"{float(low):g}–{float(high):g}" for low, high in known]
    return ", ".join([*texts, *["not said"] * (None in scales)])


def _said(value: object) -> str:
    return f"“{value}”"
