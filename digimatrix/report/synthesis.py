"""REPORT: the region's own matrix: in each column what is common, what is rare and what is asked.

It has the form of the matrices it sums up, so that a region can take it up as its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digimatrix.assess import reasons
from digimatrix.compare.shared import Column, Common, Shared, Voice
from digimatrix.languages import Words
from digimatrix.model.municipality import Municipality
from digimatrix.parse import themes
from digimatrix.report.document import Line, Part, Source, Synthesis, SynthesisColumn
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Column as TableColumn
from digimatrix.report.tables import Form, Table, Value

FEW = 2
"""By at most so many municipalities a practice is rare; they are named."""


def synthesis(labels: Labels, found: Common) -> Synthesis:
    """Return the region's own matrix of the round, in which the municipalities have that much."""
    t = labels.words.t
    return Synthesis(
        title=t("The region’s own matrix"),
        subtitle=t("What the municipalities say together. {scope}", scope=_scope(labels)),
        quotation=_quotation(labels.words),
        columns=tuple(_column(labels, column) for column in found.columns),
        general=Part("general", t("About the whole matrix"), _quotes(labels, found.whole)),
        notes=(
            t(
                "“9 of 12” means: 12 municipalities answered in that column, and 9 of them say "
                "that such a thing is in place. Plans, wishes, what has ended and what others do "
                "are not counted."
            ),
            t(
                "Themes are read from words: practices whose words name no theme are quoted by "
                "themselves. Demands stand with the theme they name, in the words of one of those "
                "who ask."
            ),
        ),
    )


def _scope(labels: Labels) -> str:
    words, comparison = labels.words, labels.comparison
    who = words.n("{n} municipality", "{n} municipalities", len(comparison.standings))
    if comparison.round is None:
        return f"{who}."
    return words.t("{who}, round {round}.", who=who, round=comparison.round)


def _quotation(words: Words) -> tuple[str, str]:
    """Return the marks that open and close quoted words in the report's language."""
    opening, _, closing = words.t("“{words}”", words="\n").partition("\n")
    return opening, closing


def _column(labels: Labels, column: Column) -> SynthesisColumn:
    words = labels.words
    t, of = words.t, column.answered
    rare = [each for each in column.practices if _is_rare(each, of)]
    frequent = [each for each in column.practices if each not in rare]
    nothing = (
        [_line(labels, Shared("", column.nothing), t("Nothing in place"), of)]
        if column.nothing
        else []
    )
    parts = (
        Part("common", t("Common"), tuple(_theme(labels, each, of) for each in frequent)),
        Part("rare", t("Rare"), tuple(_theme(labels, each, of, told=True) for each in rare)),
        Part("others", t("Other practices"), _quotes(labels, column.others)),
        Part(
            "reservations",
            t("Reservations"),
            (
                *nothing,
                *(
                    _line(labels, each, _capital(t(reasons.CUES[each.key])), of)
                    for each in column.hedges
                ),
                *_quotes(labels, column.remarks),
            ),
        ),
        Part("demands", t("Called for"), tuple(_demand(labels, d, of) for d in column.demands)),
    )
    framework, language = labels.comparison.framework, words.language
    return SynthesisColumn(
        dimension=column.dimension,
        heading=framework.dimension(column.dimension).heading[language],
        answered=t(
            "{answered} of {all} municipalities answered.",
            answered=words.number(of),
            all=words.number(len(labels.comparison.standings)),
        ),
        parts=tuple(part for part in parts if part.lines),
    )


def _is_rare(each: Shared, of: int) -> bool:
    """Tell whether so few do it that they can be named, and not most of a small region."""
    count = len(each.municipalities)
    return count <= FEW and count * 2 <= of


def _theme(labels: Labels, each: Shared, of: int, told: bool = False) -> Line:
    """Return a theme that is in place; `told` in the words of one and with names."""
    name = themes.names(labels.words.language)[each.key]
    return _line(labels, each, name, of, _plainest(labels, each) if told else None)


def _plainest(labels: Labels, each: Shared) -> Voice:
    """Return the voice to quote: in the report's language, of few words but not one.

    Few words speak of the theme alone, one says too little of it.
    """

    def order(voice: Voice) -> tuple[bool, bool, int, str]:
        foreign = voice.assessment.language != labels.words.language
        return foreign, len(voice.text.split()) < 2, len(voice.text), voice.text

    return min(each.voices, key=order)


def _demand(labels: Labels, each: Shared, of: int) -> Line:
    """Return a demand in the words of one."""
    name = themes.names(labels.words.language)[each.key] if each.key else ""
    return _line(labels, each, name, of, _plainest(labels, each))


def _quotes(labels: Labels, voices: Sequence[Voice]) -> tuple[Line, ...]:
    """Return what municipalities say in words of their own; the same words once, with all names."""
    same: dict[str, list[Voice]] = {}
    for voice in voices:
        same.setdefault(" ".join(voice.text.casefold().split()), []).append(voice)
    made = []
    for group in sorted(same.values(), key=lambda group: -len(group)):
        shared = Shared("", tuple(group))
        line = _line(labels, shared, "", 0, group[0])
        made.append(replace(line, who=labels.some(shared.municipalities)))
    return tuple(made)


def _line(labels: Labels, each: Shared, topic: str, of: int, told: Voice | None = None) -> Line:
    words, who = labels.words, each.municipalities
    share = words.t("{count} of {all}", count=words.number(len(who)), all=words.number(of))
    return Line(
        topic=topic,
        quote=told.text if told else "",
        language=told.assessment.language if told else "",
        count=len(who),
        share=share if of else "",
        who=_names(words, who) if len(who) <= FEW else "",
        sources=tuple(_source(labels, voice) for voice in each.voices),
    )


def _names(words: Words, who: Sequence[Municipality]) -> str:
    return words.join(each.name for each in who)


def _source(labels: Labels, voice: Voice) -> Source:
    return Source(
        name=voice.municipality.name,
        anchor=f"{labels.anchor(voice.municipality)}.{voice.assessment.dimension}",
        text=voice.text,
        language=voice.assessment.language,
        place=str(voice.place),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def table(labels: Labels, made: Synthesis) -> Table:
    """One row a source of a line: in which column and part, what is said, by whom and where."""
    t = labels.words.t
    columns = (
        TableColumn("dimension", t("Dimension")),
        TableColumn("part", t("Part")),
        TableColumn("topic", t("Theme")),
        TableColumn("quote", t("In the words of one")),
        TableColumn("count", t("Municipalities"), Form.COUNT),
        TableColumn("municipality", t("Municipality")),
        TableColumn("words", t("Words")),
        TableColumn("language", t("Language")),
        TableColumn("place", t("Place")),
    )
    parts = [
        *(
            (labels.dimension(column.dimension), part)
            for column in made.columns
            for part in column.parts
        ),
        (None, made.general),
    ]
    rows: list[tuple[Value, ...]] = [
        (
            dimension,
            part.title,
            line.topic,
            line.quote,
            line.count,
            source.name,
            source.text,
            source.language,
            source.place,
        )
        for dimension, part in parts
        for line in part.lines
        for source in line.sources
    ]
    return Table("synthesis", t("Sources of the matrix"), columns, tuple(rows))
