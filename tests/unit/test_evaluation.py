from __future__ import annotations

import pytest

from digimatrix.assess.evaluation import Cell, cells, evaluate
from digimatrix.frameworks import load
from digimatrix.model.errors import DigimatrixError

ROW = {
    "id": "1",
    "language": "fi",
    "dimension": "RESURSSIT",
    "text": "Ei rahaa. -> PALKATTAVA DIGITUOTTAJA",
    "level": "0",
    "actions": "1",
    "n_practices": "0",
}


def test_a_dimension_may_be_named_by_heading_or_key() -> None:
    rows = [ROW, ROW | {"dimension": "resources"}, ROW | {"dimension": "Erőforrások"}]
    assert {cell.dimension for cell in cells(rows, load())} == {"resources"}


def test_unknown_counts_and_levels_are_none() -> None:
    row = ROW | {"level": "NA", "actions": "", "n_practices": ""}
    (cell,) = cells([row], load())
    assert (cell.level, cell.actions, cell.practices) == (None, None, None)


def test_a_missing_column_or_a_wrong_number_is_told_with_its_row() -> None:
    without = {name: value for name, value in ROW.items() if name != "text"}
    with pytest.raises(DigimatrixError, match="Row 2"):
        cells([without], load())
    with pytest.raises(DigimatrixError, match="Row 3"):
        cells([ROW, ROW | {"level": "two"}], load())


def test_a_language_that_is_not_read_is_told_with_its_row() -> None:
    with pytest.raises(DigimatrixError, match=r"Row 2.*xx"):
        cells([ROW | {"language": "xx"}], load())


def test_an_evaluation_counts_by_language_dimension_and_level() -> None:
    labelled = (
        Cell("1", "fi", "resources", "Ei rahaa. -> PALKATTAVA DIGITUOTTAJA", 0, 1, 0),
        Cell("2", "sv", "where", "Biblioteket har en skärm i entrén.", 1, 0, 1),
        Cell("3", "en", "situation", "e-books, craft videos, a coding club", 2, 0, 3),
        Cell("4", "en", "situation", "unlabelled", None),
    )
    told = evaluate(labelled)
    assert told.all.cells == 3
    assert set(told.by_language) == {"fi", "sv", "en"}
    assert sum(map(sum, told.confusion)) == 3
    assert told.actions_exact == 1
    assert [one.id for one in told.predictions] == ["1", "2", "3", "4"]
    assert told.confident.cells == 2


def test_the_interval_is_the_same_every_time() -> None:
    labelled = tuple(
        Cell(str(number), "en", "situation", text, level)
        for number, (text, level) in enumerate(
            [("e-books, a club", 2), ("Nothing.", 0), ("a trial once", 0), ("We work alone.", 0)]
        )
    )
    first = evaluate(labelled).interval
    assert first is not None
    assert first == evaluate(labelled).interval
    assert first[0] <= first[1]
