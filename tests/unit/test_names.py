"""Names of files that are safe everywhere."""

import pytest

from digimatrix.render import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ylä-Vuoste", "yla-vuoste"),
        ("CON", "con-"),
        ("lpt1", "lpt1-"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ωμέγα", "unnamed"),
        ("a" * 300, "a" * 80),
        ("  . ", "unnamed"),
    ],
)
def test_a_slug_is_a_plain_file_name(text: str, name: str) -> None:
    assert names.slug(text) == name


def test_names_that_fall_together_are_told_apart() -> None:
    assert names.names(["Å", "Ä", "a-2", "a"]) == ("a", "a-2", "a-2-2", "a-3")
