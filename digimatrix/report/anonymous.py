"""REPORT: a report to share without naming: municipalities are letters, nobody is quoted.

What names, quotes or places anybody is taken out of the data before a word of the report is
composed, so that no text, figure, table or format can hold it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Comparison, compare
from digimatrix.compare.disclosure import showable
from digimatrix.compare.peers import ALL, REGION, Peers
from digimatrix.compare.shared import common
from digimatrix.funding import visibility
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.matrix import Answer, Reading, StatedLevel
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place, column_letters
from digimatrix.parse.statements import Kind, Statement
from digimatrix.plan.steps import plan
from digimatrix.report import synthesis
from digimatrix.report.compose import compose
from digimatrix.report.document import (
    Line,
    Method,
    Note,
    Part,
    Profile,
    Report,
    Step,
    Synthesis,
    SynthesisColumn,
)
from digimatrix.report.gauge import Gauge
from digimatrix.report.labels import Labels, key

SMALLEST = 5
"""No group of fewer municipalities is shown, unless another number is asked for."""

NOWHERE = Place("")
"""Where an answer without a place stands."""

WITHHELD = frozenset({"actions", "synthesis", "reading"})
"""The tables that quote; their rows are left out."""


def anonymous(
    reading: Reading,
    assessments: Sequence[Assessment],
    comparison: Comparison,
    *,
    smallest: int = SMALLEST,
    words: Words,
    date: datetime.date,
    version: str,
) -> Report:
    """Return the report of the comparison's round with letters for names.

    The groups of `comparison.peers` (regions where all are peers) are shown where at least
    `smallest` municipalities are in them and nothing follows from them for a smaller one.

    Raises:
        DigimatrixError: if the round has fewer than `smallest` municipalities, or fewer share
            a target that is theirs alone.
    """
    if len(comparison.standings) < smallest:
        raise DigimatrixError(
            f"Only {len(comparison.standings)} municipalities have a return: a report without "
            f"names needs at least {smallest}."
        )
    _check_targets(comparison, smallest)
    disguise = _disguise(assessments, comparison, smallest, words)
    kept = _kept(assessments, comparison, disguise, smallest)
    masked = [_masked(each, disguise, comparison, words) for each in kept]
    told = compare(masked, comparison.framework, round=comparison.round, peers=disguise.peers)
    steps = [replace(step, partners=(), models=()) for step in plan(told, masked)]
    report = compose(
        _bare(reading, words), masked, told, steps, words=words, date=date, version=version
    )
    return _finished(report, comparison, disguise, smallest)


@dataclass(frozen=True)
class _Disguise:
    """Who each municipality is made out to be, and the groups that are shown."""

    names: Mapping[str, Municipality]
    peers: Peers
    hidden: bool

    def of(self, municipality: Municipality) -> Municipality:
        return self.names[key(municipality)]


def _check_targets(comparison: Comparison, smallest: int) -> None:
    """See that no municipality is known by its targets."""
    shared = Counter(
        tuple(gap.assessment.target for gap in standing.gaps) for standing in comparison.standings
    )
    if min(shared.values()) < smallest:
        raise DigimatrixError(
            f"Targets tell who is who: fewer than {smallest} municipalities share some of them. "
            "Give one target for all with --target."
        )


def _disguise(
    assessments: Sequence[Assessment], comparison: Comparison, smallest: int, words: Words
) -> _Disguise:
    grouping = comparison.peers
    group_of: Callable[[Municipality], str | None] = grouping.group
    if grouping.by == ALL:
        group_of = _region
    groups: dict[str, list[tuple[float | None, ...]]] = {}
    others: list[tuple[float | None, ...]] = []
    for standing in comparison.standings:
        own = group_of(standing.municipality)
        rows = others if own is None else groups.setdefault(own, [])
        rows.append(tuple(gap.level for gap in standing.gaps))
    shown = showable(groups, others, smallest=smallest)
    if len(shown) == 1 and len(groups) == 1 and not others:
        shown = frozenset()  # one group is no grouping
    by_region = grouping.by in (ALL, REGION)
    names: dict[str, Municipality] = {}
    letters: dict[str, str] = {}
    for nth, who in enumerate(_shuffled(assessments, comparison, smallest), start=1):
        own = group_of(who)
        region = own if own in shown else words.t("Other regions")
        name = words.t("Municipality {letter}", letter=column_letters(nth))
        names[key(who)] = Municipality(name, region=region if by_region and shown else None)
        if own is not None and own in shown:
            letters[name] = own
    peers = grouping if grouping.by == ALL else Peers(grouping.by, letters)
    return _Disguise(names, peers, hidden=len(shown) < len(groups))


def _region(municipality: Municipality) -> str | None:
    return municipality.region


def _shuffled(
    assessments: Sequence[Assessment], comparison: Comparison, smallest: int
) -> list[Municipality]:
    """Return all municipalities in an order that tells nothing, the same for the same contents.

    Only who holds every answer and choice can work the order out.
    """
    contents = sorted(
        repr((key(a.municipality), a.round, a.dimension, a.answer.text, a.level, a.target))
        for a in assessments
    )
    choices = (comparison.round, comparison.peers.by, smallest)
    secret = hashlib.sha256(repr((choices, contents)).encode("utf-8", "replace")).digest()

    def lot(name: str) -> bytes:
        return hashlib.sha256(secret + name.encode("utf-8", "replace")).digest()

    everyone = {key(each.municipality): each.municipality for each in assessments}
    now = {key(standing.municipality) for standing in comparison.standings}
    return [everyone[name] for name in sorted(everyone, key=lambda n: (n not in now, lot(n)))]


def _kept(
    assessments: Sequence[Assessment],
    comparison: Comparison,
    disguise: _Disguise,
    smallest: int,
) -> list[Assessment]:
    """Return the round's assessments, and earlier ones where it does not tell who took part."""
    now = [gap.assessment for standing in comparison.standings for gap in standing.gaps]
    present = {key(each.municipality) for each in now}
    rounds = comparison.rounds
    earlier = rounds[: rounds.index(comparison.round)] if comparison.round else ()
    before = [
        each for each in assessments if each.round in earlier and key(each.municipality) in present
    ]
    took: dict[str, set[str | None]] = {name: set() for name in present}
    for each in before:
        took[key(each.municipality)].add(each.round)
    masks = {name: disguise.names[name] for name in took}
    kinds = Counter(
        (masks[name].region, disguise.peers.group(masks[name]), frozenset(part))
        for name, part in took.items()
    )
    return [*now, *(before if min(kinds.values()) >= smallest else ())]


def _masked(
    found: Assessment, disguise: _Disguise, comparison: Comparison, words: Words
) -> Assessment:
    """Return an assessment with its numbers alone; every field is set anew, none taken over."""
    stated = found.answer.level
    current = found.round if found.round in comparison.rounds else comparison.round
    return Assessment(
        municipality=disguise.of(found.municipality),
        round=current,
        dimension=found.dimension,
        language=words.language,
        place=NOWHERE,
        answer=Answer(
            found.answer.dimension,
            found.answer.state,
            level=_stated(stated, Gauge.on(found.dimension, comparison.framework, words.language))
            if stated
            else None,
        ),
        level=found.level,
        low=found.low,
        high=found.high,
        source=found.source,
        verdict=replace(found.verdict, evidence=()) if found.verdict else None,
        statements=tuple(
            Statement(each.kind, 0, 0, "") for each in found.statements if each.kind is Kind.ACTION
        ),
        target=found.target,
    )


def _stated(level: StatedLevel, gauge: Gauge) -> StatedLevel:
    low, high = gauge.value(level.low) or 0, gauge.value(level.high) or 0
    typed = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return StatedLevel(typed, low, high, level.low, level.high, NOWHERE, level.ambiguous)


def _bare(reading: Reading, words: Words) -> Reading:
    """Return what of the reading names nobody: how many cells, which programme, which registers."""
    known = bool(visibility.programmes(reading.funder_lines))
    registers = dict.fromkeys(
        words.t("the region’s own register") if name.endswith(".xlsx") else name
        for name in reading.registers
    )
    return Reading(
        folder="",
        returns=(),
        left_out=(),
        problems=(),
        counts=reading.counts,
        funder_lines=reading.funder_lines if known else (),
        registers=tuple(registers),
    )


def _finished(report: Report, comparison: Comparison, disguise: _Disguise, smallest: int) -> Report:
    """Return the report with what is left out said, and with what many have in common."""
    words = report.words
    many = words.n("{n} municipality", "{n} municipalities", len(comparison.standings))
    when = words.t("round {round}", round=comparison.round) if comparison.round else ""
    notes = [words.t("Names, quoted words, files and places are left out, and notes on them.")]
    if disguise.hidden:
        notes.append(
            words.t(
                "Groups of fewer than {n} municipalities are not shown, nor any from which one "
                "could be worked out.",
                n=words.number(smallest),
            )
        )
    how = words.t(
        "Letters are drawn by lot from the contents, so they tell neither name nor level. Where "
        "all municipalities of a group have the same level, it is known of each of them."
    )
    return replace(
        report,
        subtitle=", ".join(part for part in (many, when) if part),
        synthesis=_themes(comparison, smallest, words),
        profiles=tuple(_profile(profile, words) for profile in report.profiles),
        tables=tuple(
            replace(table, rows=()) if table.id in WITHHELD else table for table in report.tables
        ),
        notes=(*(Note("note", "", note) for note in notes), *report.notes),
        method=(Method(words.t("Without names"), " ".join((*notes, how))), *report.method),
    )


def _profile(profile: Profile, words: Words) -> Profile:
    names = {entry.dimension: entry.name for entry in profile.entries}

    def step(each: Step) -> Step:
        if each.text.strip("; "):
            return each
        text = words.t("{dimension}: action is called for.", dimension=names[each.dimension])
        return replace(each, text=text, language=words.language)

    return replace(
        profile,
        entries=tuple(replace(entry, actions=()) for entry in profile.entries),
        steps=tuple(step(each) for each in profile.steps),
        lessons=(),
    )


def _themes(comparison: Comparison, smallest: int, words: Words) -> Synthesis:
    """Return the region's matrix with the themes that many name, without words or sources.

    Where all but a few name a theme, their number is told as "8 or more", as it would tell the
    number of the few.
    """
    shared = common(comparison)
    made = synthesis.synthesis(Labels(words, comparison), shared)
    answered = {each.dimension: each.answered for each in shared.columns}

    def line(found: Line, demand: bool, of: int) -> Line:
        most = of - smallest + 1
        count = most if most <= found.count < of else found.count
        facts = {"count": words.number(count), "all": words.number(of)}
        return Line(
            topic="" if demand else found.topic,
            quote=found.topic if demand else "",  # what is asked for stands where words stood
            language=words.language if demand else "",
            count=count,
            share=words.t("{count} of {all}", **facts)
            if count < most or count == of
            else words.t("{count} or more of {all}", **facts),
            who="",
            sources=(),
        )

    def parts(column: SynthesisColumn) -> Iterator[Part]:
        of = answered[column.dimension]
        for part in column.parts:
            kept = tuple(
                line(each, part.slug == "demands", of)
                for each in part.lines
                if each.topic and each.share and each.count >= smallest
            )
            if kept:
                yield replace(part, lines=kept)

    return replace(
        made,
        columns=tuple(replace(column, parts=tuple(parts(column))) for column in made.columns),
        general=replace(made.general, lines=()),
        notes=(
            made.notes[0],
            words.t(
                "Themes that fewer than {n} municipalities name are left out.",
                n=words.number(smallest),
            ),
        ),
    )
