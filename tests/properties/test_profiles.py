"""Laws of quoting: whatever is marked, the words stay whole."""

from __future__ import annotations

import dataclasses

import region
from hypothesis import given
from hypothesis import strategies as st

from digimatrix.assess import reasons
from digimatrix.assess.levels import Evidence
from digimatrix.compare.comparison import compare
from digimatrix.languages import Words
from digimatrix.parse.statements import Kind, Statement
from digimatrix.report.labels import Labels
from digimatrix.report.profiles import fragments

LABELS = Labels(Words("en"), compare(region.row(0, [3] * 6), region.FRAMEWORK))


@given(st.text(min_size=1), st.data())
def test_joined_fragments_are_the_text(text, data) -> None:
    spans = st.lists(
        st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted), max_size=5
    )
    cell = region.assessment(None, words=1)
    cell = dataclasses.replace(
        cell,
        answer=dataclasses.replace(cell.answer, text=text),
        statements=tuple(
            Statement(data.draw(st.sampled_from(Kind)), start, end, "")
            for start, end in data.draw(spans)
        ),
        verdict=dataclasses.replace(
            cell.verdict,
            evidence=tuple(
                Evidence(data.draw(st.sampled_from(sorted(reasons.CUES))), start, end, "")
                for start, end in data.draw(spans)
            ),
        ),
    )
    pieces = fragments(LABELS, cell)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
