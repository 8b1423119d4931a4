"""How wordings are compared, and what they are asked by."""

from __future__ import annotations

import pytest

from digimatrix.read.wordings import fold, plain_set


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Miten/missä? ", "miten missa"),
        ("JÄMSÄ_2025", "jamsa 2025"),
        ("Ja\u0308msa\u0308", "jamsa"),
        ("Straße Ærø", "strasse aero"),
        ("ﬁlmi ② x²", "filmi 2 x2"),
        ("Ő Ű ė į ų", "o u e i u"),
        ("… – !", ""),
    ],
)
def test_words_are_folded_as_hurried_people_type_them(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_several_wordings_are_asked_for_at_once() -> None:
    spring, autumn = plain_set("time", "spring"), plain_set("time", "autumn")
    assert plain_set("time", "spring", "autumn") == spring | autumn
