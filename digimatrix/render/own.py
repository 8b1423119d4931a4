"""RENDER: what a municipality's own page shows besides its profile, the same in HTML and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digimatrix.languages import Words
from digimatrix.report.document import Lesson, Profile


@dataclass(frozen=True, slots=True)
class Promise:
    """What a municipality said it would do, or a gap for which it has named nothing yet.

    `dimension` is "" where the text names it already; `language` is that of `text`.
    """

    text: str
    language: str
    dimension: str
    reason: str


def headings(words: Words) -> Mapping[str, str]:
    """Return the headings of the page's parts, by slug, in their order."""
    return {
        "standing": words.t("Where we stand"),
        "promises": words.t("What we said we would do, and what comes next"),
        "lessons": words.t("What others do that we could learn from"),
        "why": words.t("Why: the words that each level rests on"),
    }


def lessons(profile: Profile) -> Mapping[str, tuple[Lesson, ...]]:
    """Return what others do, by the dimension's name, the widest gap first."""
    found: dict[str, tuple[Lesson, ...]] = {}
    for lesson in profile.lessons:
        found[lesson.name] = (*found.get(lesson.name, ()), lesson)
    return found


def about_lessons(words: Words) -> str:
    """Return what these practices are and why some are quoted."""
    return words.t(
        "Practices that few have, of municipalities that reach the target where we do not; how "
        "many of those have each. Nobody is named; words are quoted where their municipality "
        "lets them be shared."
    )


def promises(profile: Profile, words: Words) -> tuple[Promise, ...]:
    """Return the gaps in their turn, then what is called for where the target is reached.

    Steps name other municipalities as partners; a page that is sent out leaves them away.
    """
    turns = [step.dimension for step in profile.steps]
    unknown = {row.name for row in profile.figure.rows if row.own.value is None}
    gaps = [
        Promise(
            text=step.text,
            language=step.language,
            dimension=step.name,
            reason=step.reason,
        )
        for step in profile.steps
    ]
    return (
        *gaps,
        *(
            Promise(
                text="; ".join(entry.actions),
                language=entry.language,
                dimension=entry.name,
                reason=words.t("The level is not known, so no gap is either.")
                if entry.name in unknown
                else words.t("No gap: the target is reached here."),
            )
            for entry in profile.entries
            if entry.actions and entry.dimension not in turns
        ),
    )
