"""REPORT: a section for each municipality, with the words that each level rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from digimatrix.assess import reasons
from digimatrix.assess.levels import MISSING, Assessment, Source
from digimatrix.assess.scores import on_rubric
from digimatrix.compare.comparison import Gap, Standing
from digimatrix.plan import steps as plan
from digimatrix.report.document import Entry, Fragment, Lesson, Profile, Step
from digimatrix.report.gapfigures import Dots, dumbbell
from digimatrix.report.labels import Labels, key


def profiles(
    labels: Labels,
    steps: Sequence[plan.Step],
    dots: Dots,
    lessons: Mapping[str, tuple[Lesson, ...]],
) -> tuple[Profile, ...]:
    """Return a section for each municipality of the round, in alphabetical order."""
    by_municipality: dict[str, list[plan.Step]] = {}
    for step in steps:
        by_municipality.setdefault(key(step.municipality), []).append(step)
    return tuple(
        Profile(
            name=standing.municipality.name,
            anchor=labels.anchor(standing.municipality),
            facts=_facts(labels, standing),
            summary=_summary(labels, standing),
            figure=dumbbell(labels, standing, dots),
            entries=tuple(entry(labels, gap) for gap in standing.gaps),
            steps=tuple(
                _step(labels, step) for step in by_municipality.get(key(standing.municipality), ())
            ),
            lessons=lessons.get(key(standing.municipality), ()),
        )
        for standing in labels.in_order()
    )


def _facts(labels: Labels, standing: Standing) -> str:
    """Return what the register and the file say: "Pirkanmaa · 12,000 inhabitants · …"."""
    words, who = labels.words, standing.municipality
    first = standing.gaps[0].assessment
    facts = [who.region or "", labels.type(who)]
    if who.population is not None:
        facts.append(words.n("{n} inhabitant", "{n} inhabitants", who.population))
    if first.round is not None:
        facts.append(words.t("round {round}", round=first.round))
    else:
        facts.append(words.t("undated return"))
    facts.append(first.place.file)
    return " · ".join(fact for fact in facts if fact)


def _summary(labels: Labels, standing: Standing) -> tuple[str, ...]:
    """Return where the municipality stands, in sentences."""
    words = labels.words
    if standing.mean is None:
        return (words.t("No level is known."),)
    mean, low, high = (
        labels.overall.mean(value)
        for value in (standing.mean, *(standing.mean_interval or (None, None)))
    )
    told = [
        words.t("Mean level {mean}.", mean=mean)
        if low == high
        else words.t(
            "Mean level {mean} (at least {low}, at most {high}).", mean=mean, low=low, high=high
        )
    ]
    if standing.rank is not None and standing.rank.of > 1:
        told.append(labels.rank_sentence(standing.rank))
    lowest = [
        labels.dimension(gap.dimension) for gap in standing.gaps if gap.level == standing.minimum
    ]
    told.append(
        words.t(
            "Lowest level: {level} ({dimensions}).",
            level=labels.overall.level(standing.minimum),
            dimensions=words.join(lowest),
        )
    )
    told.append(
        words.t(
            "The target is reached in {reached} of {known} dimensions.",
            reached=sum(gap.shortfall == 0 for gap in standing.gaps),
            known=standing.known,
        )
    )
    told.append(
        words.t("Attainment of the targets: {share}.", share=words.percent(standing.attainment))
    )
    if standing.known < standing.applicable:
        told.append(
            words.t(
                "Levels known: {known} of {all}.", known=standing.known, all=standing.applicable
            )
        )
    if standing.change is not None:
        told.append(
            words.t(
                "Mean change since {round}: {change}.",
                round=labels.comparison.previous,
                change=labels.overall.in_levels(labels.overall.signed(standing.change)),
            )
        )
    return tuple(told)


def entry(labels: Labels, gap: Gap) -> Entry:
    """Return one dimension with its level, the reason for it and the quoted words."""
    words, found = labels.words, gap.assessment
    missing = _missing(labels, found)
    return Entry(
        dimension=found.dimension,
        name=labels.scaled(found.dimension),
        level=labels.level(found).label,
        level_name=labels.level_name(found.level, found.dimension),
        source=labels.source(found),
        reason=_reason(labels, found),
        lift=words.t("For the next level: {missing}.", missing=words.t(missing)) if missing else "",
        disagreement=_disagreement(labels, gap),
        change=_change(labels, gap),
        language=found.language,
        place=str(found.answer.place_of(0) or found.place),
        fragments=fragments(labels, found),
        actions=tuple(demand.text for demand in plan.demands(found)),
    )


def _missing(labels: Labels, found: Assessment) -> str | None:
    """Return the message id of what would lift the level that counts to the next one.

    A stated or reviewed level may be another than the words show.
    """
    if found.source is Source.READ:
        slug = found.verdict.missing if found.verdict else MISSING[0]
    elif found.level is not None and (found.verdict or found.reviews):
        slug = MISSING[on_rubric(found.level, labels.comparison.framework)]
    else:
        slug = None
    return reasons.MISSING[slug] if slug else None


def _reason(labels: Labels, found: Assessment) -> str:
    """Return the rubric's step in a sentence, with the interval that a read level has.

    Beside a stated or reviewed level it is said which level the words alone would have.
    """
    words, verdict, gauge = labels.words, found.verdict, labels.on(found.dimension)
    if verdict is None:  # "-" or "none", which only a stated or reviewed level beats
        return words.t(reasons.RULES["nothing-left"]) if found.source is Source.READ else ""
    reason = words.t(reasons.RULES[verdict.rule])
    if found.source is not Source.READ:
        return words.t(
            "Read from the words: {level}. {reason}",
            level=gauge.level(verdict.level),
            reason=reason,
        )
    if verdict.low != verdict.high:
        reason += " " + words.t(
            "The words leave it open between {low} and {high}.",
            low=gauge.level(verdict.low),
            high=gauge.level(verdict.high),
        )
    return reason


def _disagreement(labels: Labels, gap: Gap) -> str:
    """Return where the stated level and the words differ; empty where they agree."""
    words, found, gauge = labels.words, gap.assessment, labels.on(gap.dimension)
    stated, verdict = found.answer.level, found.verdict
    if not gap.disagreement or stated is None or verdict is None:
        return ""
    facts = {"stated": gauge.span((stated.low, stated.high)), "read": gauge.level(verdict.level)}
    if not gap.disagreement_sure:
        return words.t("Stated {stated}, the words show {read}: within the reading error.", **facts)
    if gap.disagreement > 0:
        return words.t("Stated {stated}, the words show only {read}.", **facts)
    return words.t("Stated {stated}, the words show {read}, which is more.", **facts)


def _change(labels: Labels, gap: Gap) -> str:
    """Return the change since the round before; empty where there is none to compare with."""
    words, previous = labels.words, gap.previous
    if previous is None:
        return ""
    facts = {"round": labels.comparison.previous, "before": labels.level(previous).label}
    if gap.change is None:
        return words.t("In {round}: {before}.", **facts)
    if not gap.change:
        return words.t("In {round}: {before}, unchanged.", **facts)
    text = words.t(
        "In {round}: {before}, change {change}.",
        **facts,
        change=labels.on(gap.dimension).signed(gap.change),
    )
    if not gap.change_sure:
        text += " " + words.t("The reading error covers the difference.")
    return text


def fragments(labels: Labels, found: Assessment) -> tuple[Fragment, ...]:
    """Return an answer's text cut where a statement or a cue begins or ends.

    Joined they are the text again. Where spans overlap, the first one counts.
    """
    text, words = found.answer.text, labels.words
    evidence = found.verdict.evidence if found.verdict else ()
    spans = [(s.start, s.end) for s in found.statements] + [(e.start, e.end) for e in evidence]
    cuts = sorted({0, len(text), *(end for span in spans for end in span)})
    pieces: list[Fragment] = []
    for start, end in pairwise(cuts):
        kind = next((s.kind for s in found.statements if s.start <= start and end <= s.end), None)
        cue = next((e.cue for e in evidence if e.start <= start and end <= e.end), "")
        piece = Fragment(
            text=text[start:end],
            kind=str(kind or ""),
            kind_name=labels.kind(kind) if kind else "",
            cue=cue,
            cue_name=words.t(reasons.CUES[cue]) if cue else "",
        )
        if cue and pieces and (pieces[-1].kind, pieces[-1].cue) == (piece.kind, cue):
            piece = replace(piece, text=pieces.pop().text + piece.text)  # one reason, told once
        pieces.append(piece)
    return tuple(pieces)


def _step(labels: Labels, step: plan.Step) -> Step:
    """Return a gap as what to do next, why it has its turn, and with whom."""
    words, gap = labels.words, step.gap
    name, gauge = labels.dimension(gap.dimension), labels.on(gap.dimension)
    texts = [demand.text for demand in step.demands]
    facts: Mapping[str, object] = {
        "level": labels.level(gap.assessment).label,
        "target": gauge.level(gap.assessment.target),
        "shortfall": gauge.levels(gap.shortfall),
    }
    reason = [words.t("Level {level}, target {target}: short by {shortfall}.", **facts)]
    if step.widest:
        reason.insert(0, words.t("The widest gap."))
    if step.since is not None:
        reason.append(words.t("Action was called for already in {round}.", round=step.since))
    together = []
    if step.partners:
        together.append(
            words.t(
                "In the same region below the target here as well: {names}.",
                names=labels.some(step.partners),
            )
            if step.municipality.region
            else words.t(
                "Below the target here as well: {names}.", names=labels.some(step.partners)
            )
        )
    if step.models:
        together.append(
            words.t("Here the target is reached by: {names}.", names=labels.some(step.models))
        )
    return Step(
        dimension=gap.dimension,
        name=name if texts else "",
        text="; ".join(texts)
        if texts
        else words.t("{dimension}: no action has been named yet.", dimension=name),
        reason=" ".join(reason),
        partners=" ".join(together),
        language=gap.assessment.language if texts else words.language,
    )
