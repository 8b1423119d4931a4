"""The scale of levels that words above a table name."""

from __future__ import annotations

import pytest

from digimatrix.read.bundles import named_scale
from digimatrix.read.grids import Cell
from digimatrix.read.levels.named_scales import tells_levels


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Reply dated 30.4.2025. Levels 1–5.", (1, 5)),
        ("Tasot 1–5", (1, 5)),
        ("Nivåerna är 1–5", (1, 5)),
        ("A szintek: 1–5", (1, 5)),
        ("Lygiai 1–5", (1, 5)),
        ("Please score each heading from 1 (nothing yet) to 5 (sector-leading).", (1, 5)),
        ("Arvioi tasot 1:stä 5:een", (1, 5)),
        ("Nivåerna går från 1 till 5", (1, 5)),
        ("Értékelés 1-től (semmi) 5-ig (kiváló)", (1, 5)),
        ("Lygiai nuo 1 iki 5", (1, 5)),
        ("Szintek: 0 – semmi, 4 – rendszeres és értékelt", (0, 4)),
        ("Scores are due from 1 to 5 May 2025", None),
        ("Osat 1–6", None),
        ("Digital culture from 1 library to 5", None),
        ("Strategies 0 – 4 pages", None),
    ],
)
def test_words_above_a_table_name_the_scale(text: str, scale: tuple[int, int] | None) -> None:
    assert named_scale([Cell(1, 1, text, text)]) == scale


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("nivå 1–5", (1, 5)),
        ("Asteikko 0–10", (0, 10)),
        ("Skála (1–5)", (1, 5)),
        ("taso 1–3", None),
        ("Tasomme on 1–5", None),
        ("1–5", None),
        ("Lygių skalė 1–5.", (1, 5)),
        ("Tasojen asteikko: 1–5", (1, 5)),
        ("Level scale 1–5", (1, 5)),
        ("Szintek skálája 1–5", (1, 5)),
        ("Nivåernas skala 1–5", (1, 5)),
    ],
)
def test_beside_a_table_only_a_scale_alone_is_one(text: str, scale: tuple[int, int] | None) -> None:
    assert named_scale([Cell(1, 1, text, text)], beside=True) == scale


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Lygiai: 0 – nėra, 1 – pavieniai bandymai", True),
        ("Reply dated 30.4.2025. Levels 1–5.", True),
        ("Our level is 1–3 in the library", False),
        ("Strategies 1–5", False),
    ],
)
def test_what_tells_of_levels_is_told_from_a_level(text: str, tells: bool) -> None:
    assert tells_levels(text) is tells
