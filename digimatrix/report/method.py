"""REPORT: every term with its formula and source, and the choices that were made."""

from __future__ import annotations

from collections.abc import Iterator

from digimatrix.languages import Words, typed
from digimatrix.model.framework import OWN, Framework, LevelText
from digimatrix.model.matrix import Reading
from digimatrix.model.problems import N_
from digimatrix.report import peers
from digimatrix.report.document import Method
from digimatrix.report.labels import Labels

TERMS = (
    (
        N_("Stated, read, reviewed"),
        N_(
            "A level is stated (typed by the municipality), read (inferred from its words) or "
            "reviewed (set by a named person). Reviewed beats stated beats read; all are kept."
        ),
    ),
    (
        N_("Whose target counts"),
        N_(
            "A target that the project sets counts before one typed in a return, and that before "
            "the framework’s. Of the project’s, one for a municipality counts before one for a "
            "round, and that before one for a dimension."
        ),
    ),
    (
        N_("Unknown"),
        N_(
            "Not answered and not applicable have no level and never count as 0. “Nothing in "
            "place” is the lowest level. What does not apply is left out of totals; what is not "
            "answered widens their interval."
        ),
    ),
    (
        N_("Range"),
        N_(
            "A stated range such as 2–3 counts as its lower end, with the range as its interval. "
            "What can be read in several ways is unclear and has no level."
        ),
    ),
    (
        N_("Shortfall"),
        N_(
            "max(0, target − level), in levels. A surplus elsewhere never pays for it. After the "
            "poverty gap of Foster, Greer and Thorbecke (1984)."
        ),
    ),
    (
        N_("Attainment"),
        N_(
            "1 − sum of shortfalls / sum of (target − lowest level), over the known levels. Own "
            "definition."
        ),
    ),
    (
        N_("Progress to date"),
        N_(
            "(now − baseline) / (target − baseline), the baseline being the first round. Not "
            "defined where the baseline reaches the target. The usual rate of indicators."
        ),
    ),
    (
        N_("Mean and minimum"),
        N_(
            "The mean of the known levels; the lowest of them stands beside it, because a mean "
            "hides it."
        ),
    ),
    (
        N_("Interval"),
        N_(
            "The lowest and highest value possible: unknown levels at the lowest and at the "
            "highest level, read levels at both ends of what the words leave open."
        ),
    ),
    (
        N_("Gap to the others"),
        N_(
            "level − median of the others in the same round, or − the highest of them; a "
            "municipality is never its own peer."
        ),
    ),
    (
        N_("Spread and depth"),
        N_(
            "Spread is the share of municipalities with a shortfall, depth the mean shortfall "
            "among those. After Foster, Greer and Thorbecke (1984)."
        ),
    ),
    (
        N_("Priorities"),
        N_(
            "A gap is common where half of the municipalities or more are below the target, and "
            "deep where they are short of it by half of the way up from the lowest level or "
            "more, on average. Own definition."
        ),
    ),
    (
        N_("Quartiles"),
        N_("Linear interpolation at (n − 1) · p: type 7 of Hyndman and Fan (1996)."),
    ),
    (
        N_("Standard deviation"),
        N_("Of the population: √(sum of (level − mean)² / n)."),
    ),
    (
        N_("Rank"),
        N_(
            "The highest mean first; equal values share the best place (“3=”). The best and "
            "worst place are those possible within the intervals."
        ),
    ),
    (
        N_("Not distinguishable"),
        N_("The intervals of the two levels meet: the difference is within the reading error."),
    ),
    (
        N_("Actions"),
        N_("What a cell calls for is listed; it never changes the level of the cell."),
    ),
    (
        N_("Rounding"),
        N_(
            "Numbers are rounded only when they are printed, a half upwards: levels without "
            "decimals where they need none, means and differences always with them. 0% and 100% "
            "are printed only where they are exact."
        ),
    ),
)
"""The terms in the order in which a reader meets them."""


def _meaning(level: LevelText, framework: Framework, words: Words) -> str:
    """Return a level with its name and its meaning, as far as the framework gives them."""
    sentence = level.sentence.get(words.language, "")
    text = framework.level_text(level.value, words.language).replace(" – ", " ", 1)
    return f"{text}: {sentence}" if sentence else f"{text}."


def _levels(labels: Labels) -> Iterator[str]:
    """Yield each level with its meaning, scale by scale where the dimensions are on several."""
    framework, words = labels.comparison.framework, labels.words
    for keys in framework.scales.values():
        own = framework.on(keys[0])
        if framework.mixed:
            yield f"{own.listed(keys, words.language)}:"
        yield from (_meaning(level, own, words) for level in own.levels)


def method(labels: Labels, reading: Reading, version: str) -> tuple[Method, ...]:
    """Return the levels and the target, then the terms, then registers and the version."""
    words, framework = labels.words, labels.comparison.framework
    target = labels.target()
    found = [
        Method(
            words.t("Levels"),
            "\n".join(_levels(labels)),
        ),
        Method(
            words.t("Target"),
            words.t("Several targets: each is in the table of gaps.")
            if target is None
            else words.t("Level {target} in every dimension.", target=words.level(target)),
        ),
    ]
    found.append(peers.method(labels))
    if framework.name != OWN:
        text = words.t(
            "Read by the rubric of the matrix of digital culture, whose levels 0–4 are carried "
            "onto {low}–{high}: lowest to lowest, highest to highest, the rest between in even "
            "steps. It was not made for this framework; stated and reviewed levels tell more.",
            low=words.level(framework.lowest),
            high=words.level(framework.highest),
        )
        if framework.mixed:
            text = words.t(
                "Read by the rubric of the matrix of digital culture, whose levels 0–4 are "
                "carried onto the scale of the dimension: lowest to lowest, highest to highest, "
                "the rest between in even steps. It was not made for this framework; stated and "
                "reviewed levels tell more."
            )
        found.append(Method(words.t("Levels read from words"), text))
    if framework.mixed:
        text = words.t(
            "(level − lowest) / (highest − lowest) of the dimension’s own scale, in per cent. "
            "Levels, gaps, medians and changes of a dimension are told on its own scale; what "
            "goes across dimensions (means, the lowest level, the widest gap, attainment, ranks "
            "by mean, priorities, colours) is taken of the shares, never of mixed levels."
        )
        found.append(Method(words.t("Share of the scale"), text))
    found += [Method(words.t(term), words.t(text)) for term, text in TERMS]
    weights = {each.weight for each in framework.dimensions}
    if len(weights) > 1:
        text = ", ".join(
            f"{each.name[words.language]} × {typed(float(each.weight), words.language)}"
            for each in framework.dimensions
        )
        found.append(Method(words.t("Weights in means"), f"{text}."))
    found.append(
        Method(
            words.t("Registers"),
            "; ".join(reading.registers)
            if reading.registers
            else words.t("No register of municipalities was used."),
        )
    )
    found.append(Method(words.t("Version"), f"digimatrix {version}"))
    return tuple(found)
