"""Framework files are checked when they are loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from digimatrix import frameworks
from digimatrix.frameworks.parsing import parse
from digimatrix.languages import LANGUAGES
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework, Method, carried
from digimatrix.read.settings.frameworks import read_framework


def package_data() -> dict[str, Any]:
    source = resources.files(frameworks).joinpath("digiculture.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def own(text: str) -> Framework:
    return parse(tomllib.loads(text, parse_float=Decimal), "own.toml")


def test_the_framework_of_the_package_has_all_words_in_all_languages() -> None:
    framework = frameworks.load()
    data = package_data()
    assert (framework.lowest, framework.highest, framework.target) == (0, 4, 3)
    assert set(data["title"]) == set(LANGUAGES)
    for entry in data["dimensions"]:
        for what in ("heading", "name", "headings", "telling", "hinting", "question", "example"):
            assert set(entry[what]) == set(LANGUAGES), (entry["key"], what)
        assert entry["example_level"] in range(5)
    for entry in data["levels"]:
        assert set(entry["name"]) == set(entry["sentence"]) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["dimensions"][0].pop("name"), "background: the key name is missing"),
        (lambda data: data["dimensions"][0].update(example_level=5), "example_level is no level"),
        (lambda data: data["dimensions"][1].update(key="background"), "key background .* twice"),
        (lambda data: data["levels"][2].update(value=0), "do not ascend"),
        (lambda data: data["levels"][2].update(value="two"), "value is “two”; write a number"),
        (lambda data: data["levels"][2].pop("value"), "the key value is missing"),
        (lambda data: data.update(target=9), "outside the levels"),
        (lambda data: data.update(scale=[1, 5]), "levels: they go from 0 to 4"),
        (lambda data: data.update(dimensions=[]), "there are no dimensions"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    change: Callable[[dict[str, Any]], object], says: str
) -> None:
    data = package_data()
    change(data)
    with pytest.raises(DigimatrixError, match=f"own.toml: .*{says}"):
        parse(data, "own.toml")


def test_every_fault_of_a_file_is_told_at_once_with_place_and_remedy() -> None:
    with pytest.raises(DigimatrixError) as caught:
        own(
            """
            titel = "x"
            scale = [5, 1]
            [[dimensions]]
            name = "A"
            weight = "heavy"
            [[dimensions]]
            name = "B"
            better = "low"
            headings = 5
            [[totals]]
            name = "T"
            parts = ["a", "x"]
            method = "avg"
            digits = 12
            """
        )
    assert str(caught.value).splitlines() == [
        "own.toml: the key titel is not known; write title.",
        "own.toml: scale does not ascend; put the lowest value first.",
        "own.toml: dimension A, weight: “heavy” is no weight; write a number above 0.",
        "own.toml: dimension B: headings is no list of words; write headings = [“one”, “other”].",
        "own.toml: dimension B: better is “low”; write “higher” or “lower”.",
        "own.toml: total T: there is no part “x”; use some of a, b.",
        "own.toml: total T: method is “avg”; write one of “mean”, “sum”, “geometric”.",
        "own.toml: total T: digits is “12”; write 0 to 9.",
    ]


def test_a_short_file_is_enough() -> None:
    framework = own(
        'scale = [1, 5]\n[[dimensions]]\nname = "Digi"\n[[dimensions]]\nname = "Väki"\n'
    )
    assert framework.keys == ("digi", "vaki")
    assert framework.dimensions[0].heading == dict.fromkeys(LANGUAGES, "Digi")
    assert [level.value for level in framework.levels] == [1, 2, 3, 4, 5]
    assert (framework.target, framework.title["fi"]) == (5, "own")


def test_a_wide_scale_falls_into_five_bands() -> None:
    framework = own('scale = [0, 100]\n[[dimensions]]\nname = "Digi"\n')
    assert [level.name["fi"] for level in framework.levels] == [
        *("0–20", "20–40", "40–60", "60–80", "80–100")
    ]
    assert not framework.stepped


def test_a_narrow_scale_falls_into_five_bands_with_their_decimals() -> None:
    framework = own('scale = [0, 1]\n[[dimensions]]\nname = "Digi"\n')
    assert [level.name["fi"] for level in framework.levels] == [
        *("0–0,20", "0,20–0,40", "0,40–0,60", "0,60–0,80", "0,80–1")
    ]
    assert (framework.lowest, framework.highest, framework.decimals) == (0, 1, 2)
    assert not framework.stepped
    assert [framework.reached(value) for value in (0, 0.19, 0.2, 0.6, 1)] == [0, 0, 1, 3, 4]


@pytest.mark.parametrize(
    ("scale", "decimals"),
    [("[0, 4]", 1), ("[0, 2]", 1), ("[0, 1]", 2), ("[-1, 0]", 2), ("[0, 0.1]", 3), ("[0, 100]", 1)],
)
def test_a_narrow_scale_has_more_decimals(scale: str, decimals: int) -> None:
    framework = own(f'scale = {scale}\n[[dimensions]]\nname = "Digi"\n')
    assert framework.decimals == decimals


def test_levels_may_lie_between_whole_numbers() -> None:
    framework = own(
        '[[dimensions]]\nname = "A"\n[[levels]]\nvalue = 0\n[[levels]]\nvalue = 0.5\n'
        'name = "Half"\n[[levels]]\nvalue = 1\nname = "All"\n'
    )
    assert framework.stepped
    said = [framework.level_text(level.value, "fi") for level in framework.levels]
    assert said == ["0", "0,5 – Half", "1 – All"]


def test_named_bands_are_told_with_where_they_lie() -> None:
    framework = own(
        'scale = [0, 100]\n[[dimensions]]\nname = "A"\n[[levels]]\nvalue = 0\nname = "Weak"\n'
        '[[levels]]\nvalue = 50\nname = "Good"\n'
    )
    said = [framework.level_text(level.value, "fi") for level in framework.levels]
    assert said == ["0–50 Weak", "50–100 Good"]


def test_one_level_alone_is_no_scale() -> None:
    with pytest.raises(DigimatrixError, match="levels: there is only one; add others"):
        own('[[dimensions]]\nname = "A"\n[[levels]]\nvalue = 3\n')


def test_words_fall_back_on_english_and_then_on_the_first_given() -> None:
    framework = own('[[dimensions]]\nname = { fi = "Väki", en = "People" }\nscale = [0, 4]\n')
    assert framework.dimensions[0].name["sv"] == "People"
    framework = own('[[dimensions]]\nkey = "v"\nname = { sv = "Folk" }\nscale = [0, 4]\n')
    assert framework.dimensions[0].name["fi"] == "Folk"


def test_numbers_of_a_file_are_exact() -> None:
    framework = own(
        '[[dimensions]]\nname = "A"\nscale = [0.1, 0.7]\nweight = 0.3\n[[totals]]\nname = "T"\n'
    )
    assert framework.dimensions[0].scale == (Fraction(1, 10), Fraction(7, 10))
    assert framework.totals[0].weights == (Fraction(3, 10),)
    assert framework.totals[0].method is Method.MEAN
    assert [level.value for level in framework.levels] == [0.1, 0.22, 0.34, 0.46, 0.58]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("", r"different scales \(0–1, 0–100\); put them on one first, normalised = \[0, 100\]"),
        ('better = "lower"\n', "is better when lower"),
        ("logarithmic = true\n", "no scale above 0"),
    ],
)
def test_parts_that_may_not_be_added_up_raw_are_refused(more: str, says: str) -> None:
    scale = "[0, 1]" if not more else "[0, 100]"
    with pytest.raises(DigimatrixError, match=says):
        own(
            f'[[dimensions]]\nname = "A"\nscale = [0, 100]\n[[dimensions]]\nname = "B"\n'
            f'scale = {scale}\n{more}[[totals]]\nname = "T"\n'
        )


MIXED = """
scale = [0, 4]
target = 3
{file}
[[dimensions]]
name = "A"

[[dimensions]]
name = "B"
scale = [0, 100]
{dimension}
[[dimensions]]
name = "C"
scale = [1, 5]

[[levels]]
value = 0
name = "None"
"""


def test_dimensions_on_several_scales_keep_their_levels_and_targets() -> None:
    framework = own(MIXED.format(file="", dimension="target = 80"))
    assert framework.mixed
    assert framework.ends == (0, 100)
    assert [level.name["fi"] for level in framework.levels][:2] == ["0–20\u00a0%", "20–40\u00a0%"]
    assert framework.scales == {(0, 4): ("a",), (0, 100): ("b",), (1, 5): ("c",)}
    assert [framework.aim(key) for key in "abc"] == [3, 80, 5]
    assert [framework.shared(key, framework.aim(key)) for key in "abc"] == [75, 80, 100]
    a, b, c = map(framework.on, "abc")
    assert [level.name["en"] for level in a.levels] == ["None", "1", "2", "3", "4"]
    assert [each.stepped for each in (framework, a, b, c)] == [False, True, False, True]
    assert framework.on(None) is framework
    assert framework.scaled("c", "C", "en") == "C (1–5)"


def test_one_scale_for_all_is_that_of_the_framework_itself() -> None:
    framework = own('scale = [1, 5]\n[[dimensions]]\nname = "A"\ntarget = 2\n')
    assert not framework.mixed
    assert framework.on("a") is framework
    assert framework.scales == {(1, 5): ("a",)}
    assert (framework.aim("a"), framework.shared("a", 2), framework.told("a", 2)) == (2, 2, 2)
    assert framework.scaled("a", "A", "en") == "A"


@pytest.mark.parametrize(
    ("file", "dimension", "says"),
    [
        ("", "target = 101", "dimension B: target “101.0” is outside its levels; choose one above"),
        ("", "example_level = 3", "dimension B: the example_level is no level; use one of 0, 20"),
    ],
)
def test_what_is_off_the_scale_of_a_dimension_is_named(
    file: str, dimension: str, says: str
) -> None:
    with pytest.raises(DigimatrixError, match=says):
        own(MIXED.format(file=file, dimension=dimension))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("target = 3\n", "target: the dimensions are on different scales; give each its own"),
        ("[[levels]]\nvalue = 0\n", "levels: the dimensions have other scales"),
        ("scale = [0, 9]\n[[levels]]\nvalue = 0\n", "levels: the dimensions have other scales"),
    ],
)
def test_what_a_file_says_of_no_scale_is_refused(text: str, says: str) -> None:
    with pytest.raises(DigimatrixError, match=says):
        own(
            text
            + '[[dimensions]]\nname = "A"\nscale = [0, 4]\n'
            + '[[dimensions]]\nname = "B"\nscale = [1, 5]\n'
        )


@pytest.mark.parametrize("scale", [(0, 3), (1, 7), (0, 0.1), (20000, 60000), (1, 5)])
def test_a_level_carried_to_another_scale_comes_back(scale: tuple[float, float]) -> None:
    low, high = scale
    for part in range(13):
        level = low + (high - low) * part / 12
        share = carried(level, scale, (0, 100))
        assert carried(share, (0, 100), scale) == pytest.approx(level, rel=1e-12)
    assert carried(high, scale, (0, 100)) == 100
    assert carried((high - low) / 2, scale, (0, 100), width=True) == 50


def test_a_file_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DigimatrixError, match="cannot be opened"):
        read_framework(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("title = \n", encoding="utf-8")
    with pytest.raises(DigimatrixError, match=r"is not TOML: .*line 1"):
        read_framework(tmp_path / "bad.toml")
    (tmp_path / "latin.toml").write_bytes('title = "Väki"\n'.encode("latin-1"))
    with pytest.raises(DigimatrixError, match="Save it as UTF-8"):
        read_framework(tmp_path / "latin.toml")


def test_the_files_shown_in_the_manual_are_right() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "manual.md").read_text(encoding="utf-8")
    blocks = re.findall("```toml\n(.*?)```", manual, re.DOTALL)
    assert len(blocks) == 3
    museums, region, mixed = map(own, blocks)
    names = [level.name["en"] for level in museums.levels]
    assert names == ["Beginning", "2", "3", "4", "Established"]
    assert region.totals[0].parts == ("income", "skills", "delay")
    assert list(mixed.scales) == [(0, 4), (0, 100), (1, 5)]
