"""Which municipalities a name joins."""

from __future__ import annotations

import pytest

from digimatrix.read.senders.joint import together
from digimatrix.read.senders.register import Registers, official

REGISTERS = Registers(official())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Juva ja Rantasalmi", ["Juva", "Rantasalmi"]),
        ("Juvan ja Rantasalmen kunnat, digimatriisi 2025", ["Juva", "Rantasalmi"]),
        ("Sulkava, Puumala & Savonlinna", ["Sulkava", "Puumala", "Savonlinna"]),
        ("Åbo och Pargas", ["Turku", "Parainen"]),
        ("Åbo och Pargas städer", ["Turku", "Parainen"]),
        ("Alytaus rajono ir Varėnos rajono savivaldybės", ["Alytus", "Varėna"]),
        ("Digimatriisi 2025 – Juva ja Rantasalmi", ["Juva", "Rantasalmi"]),
        ("Kronoby och Pedersöre, gemensam blankett", ["Kruunupyy", "Pedersören kunta"]),
        ("Juva_ja_Rantasalmi_2025", ["Juva", "Rantasalmi"]),
    ],
)
def test_a_joint_name_stands_for_each(text: str, names: list[str]) -> None:
    assert [found.municipality.name for found in together(text, REGISTERS)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Nokia",
        "Mänttä-Vilppula",
        "Turku / Åbo",  # one in two languages
        "Savonlinna ja Punkaharju",  # merged long ago
        "Nokia ja muut kunnat",
        "Juvan ja Rantasalmen kulttuuriyhteistyö",
        "Nokia, Anna Salo ja Tampere-talo",
        "Nokia, Pirkanmaa",
        "Nokia / Kangasala",  # a choice that nobody made?
        "Nokia – Kangasala",
        "Nokia: Juva ja Rantasalmi",
        "2025, 2026",
        ", ja ,",
        "",
    ],
)
def test_other_names_join_nothing(text: str) -> None:
    assert together(text, REGISTERS) == ()
