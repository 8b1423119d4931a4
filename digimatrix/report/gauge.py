"""REPORT: how levels are written: each on its dimension's own scale, whatever it is compared on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digimatrix.languages import Words
from digimatrix.model.framework import DIGITS, Framework, carried, decimals_of

DASH = "–"


@dataclass(frozen=True)
class Gauge:
    """Writes levels that come on the scale of `framework` on that of `own`.

    The same where all dimensions share one scale. Where they are on several, `own` is on the
    scale of a dimension, or, for what goes across them, the framework: their share in per cent.
    """

    words: Words
    framework: Framework
    own: Framework

    @classmethod
    def on(cls, key: str | None, framework: Framework, language: str) -> Gauge:
        """Return the gauge of that dimension, without a key that of what goes across them."""
        own = framework.on(key)
        return cls(Words(language, decimals_of(*own.ends)), framework, own)

    @property
    def shares(self) -> bool:
        """Whether it writes shares of several scales."""
        return self.own.mixed

    def value(self, level: float | None) -> float | None:
        """Return a level on the own scale."""
        return self._carried(level, width=False)

    def width(self, difference: float | None) -> float | None:
        """Return a difference of levels on the own scale."""
        return self._carried(difference, width=True)

    def _carried(self, value: float | None, *, width: bool) -> float | None:
        if value is None or self.own.ends == self.framework.ends:
            return value
        return round(carried(value, self.framework.ends, self.own.ends, width=width), DIGITS)

    def level(self, level: float | None) -> str:
        """Return a level: "3", "2.5", as a share "62.5%"."""
        return self._unit(self.words.level(self.value(level)), level)

    def mean(self, mean: float | None) -> str:
        """Return a mean of levels, always with its decimals: "3.0"."""
        return self._unit(self.words.mean(self.value(mean)), mean)

    def depth(self, difference: float | None) -> str:
        """Return a mean difference without a sign, always with its decimals: "1.0"."""
        return self._unit(self.words.mean(self.width(difference)), difference)

    def signed(self, difference: float | None) -> str:
        """Return a difference with its sign: "+0.8"."""
        return self._unit(self.words.signed(self.width(difference)), difference)

    def _unit(self, number: str, value: float | None) -> str:
        return number if value is None or not self.shares else self.words.with_percent(number)

    def span(self, interval: Sequence[float], *, means: bool = False) -> str:
        """Return an interval of levels ("2–2.5"), or of means; of the same ends the one value."""
        written = self.mean if means else self.level
        return DASH.join(dict.fromkeys(map(written, interval)))

    def levels(self, difference: float | None) -> str:
        """Return a number of levels: "1 level", "2.5 levels"."""
        value = self.width(difference)
        if self.own.stepped and value is not None and value == int(value):
            return self.words.n("{n} level", "{n} levels", int(value))
        return self.in_levels(self._unit(self.words.level(value), value))

    def in_levels(self, number: str) -> str:
        """Return a number with its unit, levels; on a scale without steps it has none."""
        if self.shares:
            return self.words.t("{share} of the scale", share=number)
        if not self.own.stepped:
            return number
        return self.words.t("{levels} levels", levels=number)

    def ends(self) -> str:
        """Return the scale: "0–4"."""
        return self.span(self.framework.ends)
