"""What a file gave, as bytes and back."""

from __future__ import annotations

import dataclasses
import datetime

import grids
import pytest
from grids import SIX

from digimatrix.model.matrix import Answer, Part, Return, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem
from digimatrix.read.outcomes import Outcome, outcome
from digimatrix.read.packing import SpoiltError, pack, unpack
from digimatrix.read.returns import Draft
from digimatrix.read.senders.dating import When

PACKED = {
    Answer: "dimension state text parts level target",
    Draft: "result made cells stated problems units summary called former",
    Outcome: "name digest drafts problems left placed headings funder_lines sheets typed reviews",
    Part: "place start end",
    Place: "file sheet row column",
    Problem: "rule place facts text",
    Return: "place municipality round date language layout scale answers",
    StatedLevel: "typed typed_low typed_high low high place ambiguous",
    When: "year season date name",
}


@pytest.mark.parametrize("kind", PACKED, ids=lambda kind: kind.__name__)
def test_every_field_there_is_is_packed(kind: type) -> None:
    """Fails where a field was added: pack it too, or it is lost in the cache."""
    assert [each.name for each in dataclasses.fields(kind)] == PACKED[kind].split()


def test_what_a_file_gave_comes_back_equal() -> None:
    given = outcome(
        grids.read(
            grids.grid(
                f"| Kunta: Nokia |\n| Pvm: 2.3.2025 |\n{SIX}\n| a | b | taso 2 | - | ei | f |\n"
                "| g\\nh | | tavoite 3 | | | |\n\n| ulkona |",
                merges=["D4:E4"],
                comments={"A4": "huom"},
            ),
            grids.grid("| x |", sheet="Muu", hidden=True),
        )
    )
    assert given.drafts
    assert given.left
    assert given.drafts[0].made.date == datetime.date(2025, 3, 2)
    assert unpack(pack(given)) == given


def test_levels_and_odd_letters_come_back_equal() -> None:
    given = outcome(grids.read(grids.grid(f"{SIX}\n| 1 | 2-3 | 3,5 | 4 | 0 | 2 |\n| \udc80 |")))
    assert unpack(pack(given)) == given


@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"[]", b"[1,2,3,4,5,6,7]", b"[[[]]]"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(SpoiltError):
        unpack(data)


def test_a_part_cut_off_is_refused() -> None:
    data = pack(outcome(grids.read(grids.grid(f"{SIX}\n| a | b | c | d | e | f |"))))
    for end in range(0, len(data), 7):
        with pytest.raises(SpoiltError):
            unpack(data[:end])
