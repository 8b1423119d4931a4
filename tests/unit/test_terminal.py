"""The short table of the terminal."""

from dataclasses import replace

import pytest
import region

from digimatrix.render import terminal


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    text = terminal.summary(region.report(12, language), width=width)

    assert max(map(len, text.splitlines())) <= width


def test_each_municipality_stands_with_its_levels_and_its_widest_gap_marked() -> None:
    report = region.report(6)
    lines = terminal.summary(report, width=80).splitlines()

    for profile in report.profiles:
        (row,) = (
            row for g in report.overview.groups for row in g.rows if row.anchor == profile.anchor
        )
        (line,) = (line for line in lines if line.strip().startswith(profile.name))
        cells = line.strip().removeprefix(profile.name).split()
        widest = max(gap.shortfall or 0 for gap in profile.figure.rows)
        marked = {gap.name for gap in profile.figure.rows if widest and gap.shortfall == widest}
        assert cells[:-1] == [
            (level.label if level.value is not None else "–") + ("*" if name in marked else "")
            for name, level in zip(report.overview.dimensions, row.levels, strict=True)
        ]


def test_the_counts_are_told() -> None:
    report = region.report(3)

    told = " ".join(terminal.summary(report, width=80).split())
    assert " ".join(report.counts_text.split()) in told


def test_a_narrow_terminal_numbers_the_dimensions_and_explains_the_numbers() -> None:
    report = region.report(3)
    text = terminal.summary(report, width=60)

    assert f"1\u00a0{report.overview.dimensions[0]} · 2\u00a0" in text
    assert "1\u00a0" not in terminal.summary(report, width=160)


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "ascii"])
def test_every_code_page_can_write_it(encoding: str) -> None:
    report = replace(region.report(8, "fi"), title="Päijänne – “ŋ” −1")

    terminal.summary(report, width=80, encoding=encoding).encode(encoding)


def test_there_is_no_colour_code_in_it() -> None:
    assert "\x1b" not in terminal.summary(region.report(3), width=80)


def test_a_large_region_is_cut_and_says_so() -> None:
    text = terminal.summary(region.report(terminal.MOST + 2), width=100)

    assert "and 2 more municipalities" in text
