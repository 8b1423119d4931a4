"""What a reviewer chooses in the workbook is what is read back."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import filled
import grids
import region
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digimatrix.languages import LANGUAGES, Words
from digimatrix.model.matrix import Answer, Part, Return, State
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.read.formats import xlsx as reader
from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.workbook import Opened
from digimatrix.read.gathering import Gathering
from digimatrix.read.settings.reviews import Shelf
from digimatrix.read.texts import clean, mend
from digimatrix.render.review import workbook
from digimatrix.report.reviewing import cases

KEYS = region.KEYS
WORDS = st.text(max_size=60).map(lambda text: clean(mend(text)))
NAMES = st.sampled_from(["Nokia", "Jämsä", "Kuvitelma", "=Kuvitelma", "Länsi–Itälä", "7 kylää"])
ROUNDS = st.sampled_from([None, "2025", "2025/1", "Pilotti", "007"])
CHOICE = st.none() | st.tuples(
    st.integers(0, 4),
    WORDS,
    WORDS.filter(bool),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=NAMES,
    round=ROUNDS,
    texts=st.lists(WORDS, min_size=len(KEYS), max_size=len(KEYS)),
    choices=st.lists(CHOICE, min_size=len(KEYS), max_size=len(KEYS)),
    language=st.sampled_from(LANGUAGES),
)
def test_what_is_chosen_is_what_is_read(
    name: str,
    round: str | None,
    texts: list[str],
    choices: list[tuple[int, str, str, datetime.date] | None],
    language: str,
) -> None:
    returned = _returned(name, round, texts)
    words = Words(language)
    listed = cases(_assessments(returned), region.FRAMEWORK, words)
    book = filled.opened(workbook(listed, region.FRAMEWORK, words))
    expected = set()
    names = {each.name[language]: each.key for each in region.FRAMEWORK.dimensions}
    for row, (case, choice) in enumerate(zip(listed, choices, strict=True)):
        if choice is None:
            continue
        level, reason, reviewer, date = choice
        values = {
            "reviewed_level": filled.level(level, language),
            "reason": reason,
            "reviewer": reviewer,
            "date": date,
        }
        filled.fill(book, row, values)
        expected.add((names[case.dimension], level, _line(reason), _line(reviewer), date))

    shelf = Shelf(grids.context())
    assert shelf.take(_opened(book))
    found = shelf.settle([returned])

    assert {(r.dimension, r.level, r.reason, r.reviewer, r.date) for r in found} == expected
    assert shelf.problems == []


def _line(text: str) -> str:
    return " ".join(clean(mend(text)).split())


def _returned(name: str, round: str | None, texts: list[str]) -> Return:
    place = Place("vastaus.xlsx", "Taul1", 3, 1)
    answers = tuple(
        Answer(key, State.TEXT if text else State.EMPTY, text, (Part(place, 0, len(text)),))
        for key, text in zip(KEYS, texts, strict=True)
    )
    return Return(place, Municipality(name), round, None, "fi", "columns", None, answers)


def _assessments(returned: Return):
    return [
        replace(
            region.assessment(None, answer.dimension, who=returned.municipality, words=None),
            round=returned.round,
            answer=answer,
        )
        for answer in returned.answers
    ]


def _opened(book) -> Opened:
    stream = io.BytesIO()
    book.save(stream)
    gathering = Gathering("review.xlsx")
    reader.read(Archive(stream.getvalue(), gathering.limits), gathering)
    return Opened(gathering.finish(), (), "1")
