"""REPORT: a reading and its comparison become the report, one value for every format."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Comparison
from digimatrix.compare.shared import common
from digimatrix.funding import visibility
from digimatrix.languages import Words
from digimatrix.model.framework import OWN
from digimatrix.model.matrix import Reading
from digimatrix.plan.steps import Step
from digimatrix.report.account import account
from digimatrix.report.datatables import tables
from digimatrix.report.distribution import distribution
from digimatrix.report.document import Report
from digimatrix.report.findings import counts_text, findings
from digimatrix.report.gapfigures import columns, gaps
from digimatrix.report.labels import Labels
from digimatrix.report.lessons import lessons
from digimatrix.report.method import method
from digimatrix.report.notes import notes
from digimatrix.report.overview import overview
from digimatrix.report.priorities import priorities
from digimatrix.report.profiles import profiles
from digimatrix.report.synthesis import synthesis
from digimatrix.report.synthesis import table as sources
from digimatrix.report.tiles import tiles, too_wide


def compose(
    reading: Reading,
    assessments: Sequence[Assessment],
    comparison: Comparison,
    steps: Sequence[Step],
    *,
    words: Words,
    date: datetime.date,
    version: str,
) -> Report:
    """Return the report in the language of `words`.

    `assessments` are those of all rounds, `steps` those of `comparison`'s round; `date` is
    printed as the report's date, `version` as that of digimatrix.
    """
    labels = Labels(words, comparison)
    counted = counts_text(labels, reading)
    dots = columns(labels)
    first = priorities(labels)
    groups = distribution(labels)
    places = tiles(labels, reading.expected)
    found = common(comparison)
    shared = synthesis(labels, found)
    *data, reading_table = tables(labels, reading, assessments)
    return Report(
        words=words,
        title=_title(labels),
        subtitle=_subtitle(labels),
        date=date,
        round=comparison.round or "",
        counts=reading.counts,
        counts_text=counted,
        findings=findings(labels),
        overview=overview(labels),
        gaps=gaps(labels, dots),
        priorities=first,
        distribution=groups,
        tiles=places,
        synthesis=shared,
        profiles=profiles(labels, steps, dots, lessons(labels, found)),
        tables=(
            *data,
            *([replace(first.table, id="priorities")] if first else []),
            *([replace(groups.table, id="groups")] if groups else []),
            *([replace(places.table, id="map")] if places else []),
            sources(labels, shared),
            reading_table,
        ),
        notes=(*notes(labels, reading), *too_wide(labels, reading.expected)),
        account=account(labels, reading, counted),
        method=method(labels, reading, version),
        funding=_funding(reading, words),
        version=version,
    )


def _title(labels: Labels) -> str:
    """Return what the report is of; of a framework of the user's own its title says it."""
    words, framework = labels.words, labels.comparison.framework
    if framework.name == OWN:
        return words.t("Digital culture in the municipalities: levels and gaps")
    return words.t("{title}: levels and gaps", title=framework.title[words.language])


def _subtitle(labels: Labels) -> str:
    """Return who and when: "12 municipalities in 2 regions, round 2025"."""
    words, comparison = labels.words, labels.comparison
    everyone = [standing.municipality for standing in comparison.standings]
    parts = [
        everyone[0].name
        if len(everyone) == 1
        else words.n("{n} municipality", "{n} municipalities", len(everyone))
    ]
    regions = sorted({who.region for who in everyone if who.region}, key=words.order)
    if len(regions) == 1:
        parts.append(regions[0])
    elif regions:
        parts.append(words.n("{n} region", "{n} regions", len(regions)))
    if comparison.round is not None:
        parts.append(words.t("round {round}", round=comparison.round))
    return ", ".join(parts)


def _funding(reading: Reading, words: Words) -> tuple[str, ...]:
    """Return the lines that the funder wants to see; none without a funder's programme."""
    programme = visibility.programme(reading.funder_lines)
    return visibility.statement(programme, words.language) if programme else ()
