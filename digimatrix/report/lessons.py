"""REPORT: what others do that a municipality could learn from, so that it names nobody."""

from __future__ import annotations

from collections.abc import Iterable

from digimatrix.compare.shared import Common, Voice
from digimatrix.parse import themes
from digimatrix.parse.words import plain
from digimatrix.plan import lessons as plan
from digimatrix.report.document import Lesson, Quote
from digimatrix.report.labels import Labels

_ENDING = 3  # letters of a name that another case may change
_LEAST = 3  # letters of a name that stay


def lessons(labels: Labels, common: Common) -> dict[str, tuple[Lesson, ...]]:
    """Return what each municipality could learn, by its code (or name).

    Words are quoted where their municipality shares them and they name no municipality.
    """
    everyone = [standing.municipality.name for standing in labels.comparison.standings]
    stems = frozenset(_stem(word) for name in everyone for word in _words(name))
    names = themes.names(labels.words.language)
    safe: dict[str, bool] = {}

    def quotable(voice: Voice) -> bool:
        if voice.text not in safe:
            safe[voice.text] = not _names(voice.text, stems)
        return safe[voice.text]

    def told(each: plan.Lesson) -> Lesson:
        words = labels.words
        quotes = [Quote(v.text, v.assessment.language) for v in each.quotes if quotable(v)]
        return Lesson(
            dimension=each.dimension,
            name=labels.dimension(each.dimension),
            topic=names[each.theme] if each.theme else "",
            share=words.t(
                "{count} of {all}", count=words.number(each.models), all=words.number(each.strong)
            ),
            quotes=tuple(
                quote
                for quote in dict.fromkeys(quotes)
                if not any(quote.text in other.text for other in quotes if other != quote)
            ),
        )

    found = plan.lessons(labels.comparison, common)
    return {
        who: tuple(lesson for each in learnt if (lesson := told(each)).topic or lesson.quotes)
        for who, learnt in found.items()
    }


def _words(text: str) -> list[str]:
    source = plain(text)
    return [word.form for word in source.words(0, len(source.text))]


def _stem(word: str) -> str:
    """Return the letters of a name which all its cases have, or nearly all."""
    return word[: max(_LEAST, len(word) - _ENDING)]


def _names(text: str, stems: Iterable[str]) -> bool:
    """Tell whether a word of the text may be a form of a municipality's name."""
    return any(word[:end] in stems for word in _words(text) for end in range(1, len(word) + 1))
