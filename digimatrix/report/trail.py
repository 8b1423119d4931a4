"""REPORT: what one level rests on: level ← rule ← words ← cell."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Comparison, Gap
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.report.document import Entry
from digimatrix.report.labels import Labels
from digimatrix.report.profiles import entry

NEAR = 80
"""How alike (0–100) a typed name must be to be suggested."""


@dataclass(frozen=True, slots=True)
class Trail:
    """One municipality × dimension of a round: the same entry that the report shows."""

    assessment: Assessment
    entry: Entry


def trail(comparison: Comparison, municipality: str, dimension: str, words: Words) -> Trail:
    """Return the trail of one level; capitals and accents of the name do not matter.

    Raises:
        DigimatrixError: if the round has no such municipality or the framework no such
            dimension; the message names what there is.
    """
    framework = comparison.framework
    if dimension not in framework.keys:
        names = words.join(each.name[words.language] for each in framework.dimensions)
        raise DigimatrixError(
            words.t("“{typed}” is no dimension; they are {names}.", typed=dimension, names=names)
        )
    gap = _municipality(comparison, municipality, words)[framework.keys.index(dimension)]
    return Trail(gap.assessment, entry(Labels(words, comparison), gap))


def _municipality(comparison: Comparison, typed: str, words: Words) -> tuple[Gap, ...]:
    """Return the gaps of the municipality of that name or code."""
    by_name = {each.municipality.name: each.gaps for each in comparison.standings}
    codes = {each.municipality.code: each.gaps for each in comparison.standings}
    for name, gaps in by_name.items():
        if name.casefold() == typed.strip().casefold():
            return gaps
    if typed in codes:
        return codes[typed]
    near = process.extractOne(
        typed, list(by_name), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR
    )
    if near is None:
        names = words.join(sorted(by_name, key=words.order))
        hint = words.t("The municipalities are {names}.", names=names)
    else:
        hint = words.t("Did you mean {name}?", name=near[0])
    raise DigimatrixError(
        words.t("There is no return of “{name}” in this round.", name=typed) + " " + hint
    )
