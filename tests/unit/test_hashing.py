"""Where words are hashed to, and what they weigh there."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from digimatrix.parse import hashing
from digimatrix.parse.hashing import BUCKETS, Words, parts, place, places, summed

TABLE = np.random.default_rng(7).integers(-127, 128, (BUCKETS, 3)).astype(np.int8)


def test_a_word_is_hashed_with_its_parts_the_same_way_everywhere() -> None:
    found = places("fi some")
    assert place("fi some") == 21605
    assert all(0 <= row < BUCKETS for row in found)
    assert len(found) == 1 + 4 + 3 + 2  # the word; its parts of three, four and five letters
    assert places("sv some") != found


@pytest.mark.parametrize("word", ["a", "some", "mæßig", "漢字", "x😀y"])
def test_parts_are_hashed_as_each_would_be_alone(word: str) -> None:
    signed = f"<{word}>"
    right = [
        crc32(f"fi{signed[at : at + length]}".encode()) % BUCKETS
        for length in (3, 4, 5)
        for at in range(len(signed) - length + 1)
    ]
    alone = [row for rows, _ in parts([f"fi {word}"]) for row in rows.tolist()]
    assert alone == right
    beside = list(parts(["sv kerho", f"fi {word}", "en b"]))
    counts = [counts.tolist() for _, counts in beside]
    spans = [(first, first + second) for first, second, _ in counts]
    inside = zip(beside, spans, strict=True)
    assert [row for (rows, _), span in inside for row in rows[slice(*span)].tolist()] == right


@pytest.mark.parametrize("name", ["fi #", "fi ei", "sv länk", "en streams"])
def test_a_word_weighs_what_its_rows_do(name: str) -> None:
    right = sum(weight * TABLE[row] for row, weight in places(name).items())
    assert np.allclose(Words(TABLE).weigh([name]), [right])


def test_words_weigh_the_same_together_and_alone_and_again() -> None:
    names = ["fi kerho", "fi ei", "fi kerho", "fi kerhot"]
    words = Words(TABLE)
    together = words.weigh(names)
    assert (together == words.weigh(names)).all()
    assert (together == [Words(TABLE).weigh([name])[0] for name in names]).all()
    assert Words(TABLE).weigh([]).shape == (0, 3)


def test_no_more_words_are_remembered_than_a_model_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "REMEMBERED", 2)
    words = Words(TABLE)
    first = words.weigh(["fi a", "fi b"])
    assert (words.weigh(["fi b", "fi c"])[0] == first[1]).all()
    assert set(words.known) == {"fi b", "fi c"}


def test_rows_are_summed_by_their_sizes_and_none_are_nothing() -> None:
    assert summed(np.array([[1], [2], [3]]), [0, 2, 0, 1, 0]).tolist() == [[0], [3], [0], [3], [0]]
    assert summed(np.zeros((0, 1)), [0, 0]).tolist() == [[0], [0]]
