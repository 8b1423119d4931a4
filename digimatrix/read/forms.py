"""The words of the form that the program itself makes, to be told from answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from digimatrix.languages import LANGUAGES, data, typed
from digimatrix.model.framework import Framework
from digimatrix.read.accounting import Ledger
from digimatrix.read.wordings import fold

_STEP = re.compile(r"\d{1,2}\.")
_PLACE = re.compile(r"\{\w+\}")


def claim_form(ledger: Ledger, framework: Framework) -> None:
    """Account for what the form says itself on a sheet of instructions or of an example."""
    aims = {framework.aim(key) for key in framework.keys}  # a measure is shown as a number
    for cell in list(ledger.open.values()):
        aim = cell.value in aims
        if aim or is_form_text(cell.text, framework) or _STEP.fullmatch(cell.text):
            ledger.heading(cell)


def is_form_text(text: str, framework: Framework) -> bool:
    """Whether the form says exactly that, in any language."""
    exact, begun = _texts(framework)
    words = fold(text)
    return words in exact or any(words.startswith(start) for start in begun)


@cache
def _texts(framework: Framework) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the folded words of the form, and the beginnings of those that name a round."""
    exact: set[str] = set()
    begun: set[str] = set()
    for language in LANGUAGES:
        words = data(language, "template")
        facts = {
            **words["sheets"],
            "low": typed(framework.lowest, language),
            "high": typed(framework.highest, language),
        }
        for text in _strings(
            {key: words[key] for key in ("form", "measure", "mixed", "instructions", "labels")}
        ):
            for name, value in facts.items():
                text = text.replace(f"{{{name}}}", value)
            before, *rest = _PLACE.split(text)
            if rest and fold(before):
                begun.add(fold(before))
            elif not rest:
                exact.add(fold(text))
        exact.add(fold(framework.title.get(language, "")))
        for dimension in framework.dimensions:
            told = (dimension.heading, dimension.question, dimension.example)
            exact |= {fold(texts.get(language, "")) for texts in told}
            exact.add(
                fold(framework.scaled(dimension.key, dimension.heading.get(language, ""), language))
            )
        for keys in framework.scales.values():
            own = framework.on(keys[0])
            exact.add(fold(own.listed(keys, language)))
            for level in own.levels:
                exact.add(fold(level.sentence.get(language, "")))
                if language in level.name:
                    exact.add(fold(own.level_text(level.value, language)))
    return frozenset(exact - {""}), tuple(sorted(begun))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
