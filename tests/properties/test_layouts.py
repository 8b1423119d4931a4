"""Whatever the layout, what was typed is read, and no answer is taken for a heading."""

from __future__ import annotations

import grids
import layouts
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEYS = layouts.FRAMEWORK.keys


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_was_typed_is_read(layout, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    made = data.draw(layouts.made(layout))
    sheet = made.grid(
        data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2)), "koonti 2025.xlsx"
    )
    result = grids.read(sheet)

    found = {draft.result.municipality.name: draft.result for draft in result.drafts}
    assert len(found) == len(result.drafts)
    assert found.keys() == made.answers.keys()
    for name, answers in made.answers.items():
        for answer in found[name].answers:
            typed = answers.get(answer.dimension, layouts.Typed())
            assert answer.text == typed.text
            for stated, wanted in ((answer.level, typed.level), (answer.target, typed.target)):
                assert (stated and (stated.low, stated.high)) == (
                    None if wanted is None else (wanted, wanted)
                )
    (ledger,) = result.ledgers
    assert not ledger.left
    headings = {sheet.cells[address].text for address in ledger.headings}
    assert not [text for text in headings if "kohde nro" in text]
