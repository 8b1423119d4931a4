"""REPORT: with whom a municipality is compared, in words: all others or those of its group."""

from __future__ import annotations

from digimatrix.compare.comparison import Standing
from digimatrix.compare.peers import ALL, FEW, REGION, SIZES
from digimatrix.languages import Words
from digimatrix.report.document import Method
from digimatrix.report.gauge import DASH
from digimatrix.report.labels import TYPE_LABELS, Labels


def group(labels: Labels, name: str) -> str:
    """Return a group as it is named in texts: "Pirkanmaa", "rural", "5,000–9,999 inhabitants"."""
    words = labels.words
    match labels.comparison.peers.by:
        case "all":
            return words.t("all municipalities")
        case "type":
            return words.t(TYPE_LABELS[name]) if name in TYPE_LABELS else name
        case "size":
            return _band(words, int(name))
        case _:
            return name


def _band(words: Words, start: int) -> str:
    """Return a size band in words."""
    place = SIZES.index(start)
    if place + 1 == len(SIZES):
        return words.t("{low} inhabitants or more", low=words.number(start))
    end = SIZES[place + 1]
    if not start:
        return words.t("under {high} inhabitants", high=words.number(end))
    span = f"{words.number(start)}{DASH}{words.number(end - 1)}"
    return words.t("{span} inhabitants", span=span)


def of(labels: Labels, standing: Standing) -> str:
    """Return the name of a municipality's group; empty where it is not known."""
    own = labels.comparison.peers.group(standing.municipality)
    return "" if own is None else group(labels, own)


def count(labels: Labels, standing: Standing) -> int:
    """Return how many other municipalities of the round are in a municipality's group."""
    own = labels.comparison.peers.group(standing.municipality)
    return 0 if own is None else labels.group_sizes[own] - 1


def median_name(labels: Labels, standing: Standing) -> str:
    """Return what the yardstick is called: "median of the 4 others in Etelä-Hallasto"."""
    words, peers = labels.words, labels.comparison.peers
    if peers.by == ALL or peers.group(standing.municipality) is None:
        return words.t("median of the others")
    facts = {"group": of(labels, standing)}
    if peers.by == REGION:
        return words.n(
            "median of the {n} other in {group}",
            "median of the {n} others in {group}",
            count(labels, standing),
            **facts,
        )
    return words.n(
        "median of the {n} other ({group})",
        "median of the {n} others ({group})",
        count(labels, standing),
        **facts,
    )


def few(labels: Labels, standing: Standing) -> str:
    """Return that there are too few peers for a yardstick; empty where there are enough."""
    words, others = labels.words, count(labels, standing)
    if labels.comparison.peers.group(standing.municipality) is None:
        return words.t(
            "The group it belongs to is not known or not shown, so it is compared with no others."
        )
    if others >= FEW or len(labels.comparison.standings) == 1:
        return ""
    name = of(labels, standing)
    if not others:
        return words.t("No other municipality to compare with: {group}.", group=name)
    return words.n(
        "Only {n} other municipality to compare with ({group}): its level is no yardstick.",
        "Only {n} other municipalities to compare with ({group}): their median is no yardstick.",
        others,
        group=name,
    )


def method(labels: Labels) -> Method:
    """Return who is compared with whom, the size bands stated."""
    words, by = labels.words, labels.comparison.peers.by
    match by:
        case "all":
            text = words.t("All other municipalities of the round.")
        case "region":
            text = words.t("The other municipalities of the same region.")
        case "type":
            text = words.t("The other municipalities of the same type.")
        case "size":
            bands = ", ".join(_band(words, start) for start in SIZES)
            text = words.t(
                "The other municipalities of the same size: {bands}. Own definition.", bands=bands
            )
        case _:
            text = words.t("The other municipalities of the same group in “{column}”.", column=by)
    return Method(
        words.t("The others"),
        " ".join(
            (
                text,
                words.t("The municipality itself is never among them."),
                words.t("Where there are fewer than {n}, it is said.", n=words.number(FEW)),
            )
        ),
    )
