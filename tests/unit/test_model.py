from __future__ import annotations

import pytest

from digimatrix.assess import model
from digimatrix.assess.evidence import findings
from digimatrix.assess.features import numbers
from digimatrix.assess.model import Reading
from digimatrix.parse.hashing import BUCKETS
from digimatrix.parse.statements import parse


def read(text: str, dimension: str = "where", language: str = "en", level: int = 2) -> Reading:
    statements = parse(text, language)
    return model.load().read([(statements, findings(statements, dimension), language, level)])[0]


def test_probabilities_are_a_distribution_over_the_five_levels() -> None:
    chances = read("Live streams from the museum and a podcast").probabilities
    assert len(chances) == 5
    assert sum(chances) == pytest.approx(1)
    assert min(chances) >= 0


def test_the_level_is_the_middle_one() -> None:
    assert Reading((0.3, 0.1, 0.2, 0.3, 0.1), ()).level == 2
    assert Reading((0, 0, 0, 0, 1), ()).level == 4


def test_the_interval_is_the_shortest_that_holds_the_share() -> None:
    reading = Reading((0.0, 0.15, 0.6, 0.25, 0.0), ())
    assert reading.interval(0.5) == (2, 2)
    assert reading.interval(0.8) == (2, 3)
    assert reading.interval(0.9) == (1, 3)


def test_a_reading_of_at_least_one_has_nothing_left_at_zero() -> None:
    reading = Reading((0.7, 0.2, 0.1, 0, 0), ()).at_least_one()
    assert reading.probabilities[0] == 0
    assert (reading.level, sum(reading.probabilities)) == (1, pytest.approx(1))


def test_words_of_more_than_a_letter_are_shown_with_their_places_and_weights() -> None:
    text = "A choir of volunteers"
    words = read(text).words
    assert [text[one.word.start : one.word.end] for one in words] == [
        "choir",
        "of",
        "volunteers",
    ]
    assert any(one.weight for one in words)


def test_the_model_reads_the_same_when_it_is_read_again() -> None:
    text = "Streams on Tuesdays; the recordings stay in the archive"
    assert read(text) == read(text)


def test_the_stored_trees_ask_for_what_they_are_given() -> None:
    stored = model.load()
    given = numbers((), findings((), "where"), "en", 0)
    assert stored.feature.max() < len(given) + model.STEPS + 1
    assert len(stored.roots) % model.STEPS == 0
    assert len(stored.words) == BUCKETS
