from __future__ import annotations

import dataclasses
import itertools
import math
import random
import re
import xml.etree.ElementTree as ET
from enum import Enum
from typing import Any

import matplotlib
import pytest
import region
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from digimatrix.compare.comparison import compare
from digimatrix.compare.peers import peers_by
from digimatrix.languages import Words
from digimatrix.model.municipality import Municipality
from digimatrix.render import charts
from digimatrix.render.charts import fonts, palette
from digimatrix.render.charts.canvas import SETTINGS, WIDTH
from digimatrix.render.charts.dots import QUANTILES, quantiles, stacks
from digimatrix.report.distribution import distribution
from digimatrix.report.figures import Dumbbell, Figure, Overview, Priority, Quadrant
from digimatrix.report.labels import Labels
from digimatrix.report.tables import Table
from digimatrix.report.tiles import WIDEST, tiles

SVG = "{http://www.w3.org/2000/svg}"
LETTERS = {
    "fi": "aåäöšž",
    "sv": "åäöé",
    "en": "az",
    "hu": "áéíóöőúüű",
    "lt": "ąčęėįšųūž",
}
KEEP = {"id", "anchor", "table", "alt"}


def changed(value: Any, change: Any) -> Any:
    """Return the figure with every text that is drawn changed."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(each, change) for each in value)
    if isinstance(value, dict):
        return {key: changed(each, change) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Table):
        fields = [field.name for field in dataclasses.fields(value) if field.name not in KEEP]
        return dataclasses.replace(
            value, **{name: changed(getattr(value, name), change) for name in fields}
        )
    return value


def longer(text: str) -> str:
    """Return the text with every word 40 % longer."""
    return " ".join(
        word + word[: math.ceil(0.4 * len(word))] if word.isalpha() else word
        for word in text.split(" ")
    )


def figures(count: int, language: str = "en") -> list[Figure]:
    """Return the figures of a region and of its first municipalities."""
    return list(region.report(count, language).figures[:7])


def edge(levels: list[list[float | None]]) -> list[Figure]:
    """Return the figures of a region with those levels, a row a municipality."""
    made = [cell for nth, row in enumerate(levels) for cell in region.row(nth, row)]
    return list(region.report(of=made).figures[:6])


def boxes(drawing: charts.Drawing) -> list[tuple[str, float, float, float, float]]:
    """Return each text with its left, bottom, right and top in points, as Agg measures it."""
    sheet = drawing._sheet
    renderer = FigureCanvasAgg(sheet).get_renderer()
    found = []
    with matplotlib.rc_context(SETTINGS):
        for text in sheet.findobj(Text):
            if text.get_text():
                extent = text.get_window_extent(renderer)
                places = (place * 72 / sheet.dpi for place in extent.extents)
                found.append((text.get_text(), *places))
    return found


def marks(drawing: charts.Drawing) -> list[tuple[str, float, float, float, float]]:
    """Return the boxes of dots, bars, medians, target lines and intervals, in points."""
    sheet = drawing._sheet
    scale = 72 / sheet.dpi
    found = []
    for line in sheet.findobj(Line2D):
        reach = line.get_markersize() / 2
        for x, y in line.get_transform().transform(line.get_xydata()) * scale:
            found.append(("dot", x - reach, y - reach, x + reach, y + reach))
    for patch in sheet.findobj(PathPatch):
        colours = {to_hex(patch.get_facecolor(), keep_alpha=True)[: 7 + 2]}
        colours |= {to_hex(patch.get_edgecolor(), keep_alpha=True)}
        if colours & {palette.RUST + "ff", palette.INK + "ff", palette.ACCENT + "ff"}:
            for outline in patch.get_path().to_polygons(closed_only=False):
                outline = patch.get_transform().transform(outline) * scale
                (left, low), (right, high) = outline.min(axis=0), outline.max(axis=0)
                found.append(("mark", left - 0.5, low, right + 0.5, high))
    return found


def meet(one: tuple[Any, ...], other: tuple[Any, ...], by: float = 0.3) -> bool:
    return (
        one[1] + by < other[3]
        and other[1] + by < one[3]
        and one[2] + by < other[4]
        and other[2] + by < one[4]
    )


def meeting(texts: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Return the texts that share room; compared along a sweep from left to right."""
    ordered = sorted(texts, key=lambda box: box[1])
    found = []
    for nth, one in enumerate(ordered):
        for other in itertools.islice(ordered, nth + 1, None):
            if other[1] >= one[3]:
                break
            if meet(one, other):
                found.append((one[0], other[0]))
    return found


def assert_readable(figure: Figure, words: Words) -> None:
    drawing = charts.draw(figure, words)
    texts = boxes(drawing)
    high = drawing._sheet.get_size_inches()[1] * 72
    assert meeting(texts) == []
    assert [text for text in texts if text[1] < 0 or text[3] > WIDTH] == []
    assert [text for text in texts if text[2] < 0 or text[4] > high] == []
    assert min(text.get_fontsize() for text in drawing._sheet.findobj(Text)) >= 8
    if not isinstance(figure, Overview):  # there texts stand on the cells
        assert [
            (text[0], mark) for text in texts for mark in marks(drawing) if meet(text, mark, 0)
        ] == []


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("count", [1, 6, 12, 31, 300])
def test_no_text_meets_another_or_a_mark_or_leaves_the_figure(count: int, language: str) -> None:
    for figure in figures(count, language):
        assert_readable(figure, Words(language))


@pytest.mark.parametrize("count", [6, 12, 31, 300])
def test_texts_that_are_longer_by_two_fifths_find_their_room(count: int) -> None:
    for figure in figures(count):
        assert_readable(changed(figure, longer), Words())


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("by", ["type", "size", "Hanke"])
def test_groups_of_any_sort_find_their_room(by: str, language: str) -> None:
    cells = [
        dataclasses.replace(
            cell,
            municipality=dataclasses.replace(
                cell.municipality,
                groups=(("Hanke", f"Kulttuurihyvinvoinnin yhteistyöhanke {int(who) % 24}"),),
            ),
        )
        for cell in region.assessments(60, ("2025",))
        if (who := cell.municipality.code)
    ]
    peers = peers_by(by, (cell.municipality for cell in cells))
    found = distribution(Labels(Words(language), compare(cells, region.FRAMEWORK, peers=peers)))
    assert found is not None
    for figure in (found, changed(found, longer)):
        assert_readable(figure, Words(language))


@pytest.mark.parametrize("language", LETTERS)
def test_maps_with_the_unknown_and_crowded_regions_are_drawn_readably(language: str) -> None:
    words = Words(language)
    for columns in (1, 3, 7, 12, WIDEST):
        cells = [
            cell
            for number in range(2 * columns)
            for cell in region.row(
                dataclasses.replace(
                    region.municipality(number), tile=(number // columns, number % columns)
                ),
                [None if number % 5 == 1 else number % 4] * 6,
            )
        ]
        absent = Municipality("Mänttä-Vilppula", region="Kuudes", tile=(2, 0))
        found = tiles(Labels(words, compare(cells, region.FRAMEWORK)), [absent])
        assert found is not None
        for figure in (found, changed(found, longer)):
            assert_readable(figure, words)


@pytest.mark.parametrize(
    "levels",
    [
        [[None] * 6] * 4,
        [[None, 3, None, 2, None, None], [1, None, 2, None, 3, 4], [0, 0, 0, 0, 0, 0]],
        [[2.0] * 6] * 20,
        [[3.0] * 6] * 8,
        [[4.0] * 6] * 70,
        [[0.0] * 6, [4.0] * 6],
        [[2.5, 1.3, 2.9, 3.1, 0.2, 3.9]] * 3,
    ],
    ids=["unknown", "half-known", "equal", "at-target", "all-best", "ends", "between"],
)
def test_levels_at_their_edges_are_drawn_readably(levels: list[list[float | None]]) -> None:
    for figure in edge(levels):
        assert_readable(figure, Words())
        assert_readable(changed(figure, longer), Words())


@pytest.mark.parametrize("language", ["en", "fi", "sv", "hu", "lt"])
@pytest.mark.parametrize("seed", range(8))
def test_priorities_crowded_or_spread_are_drawn_readably(language: str, seed: int) -> None:
    draw = random.Random(seed)
    few = draw.randint(1, 14)
    crowded = draw.random() < 0.5
    points = []
    for number in range(few):
        spread = draw.choice([0.5, 0.6, 1.0]) if crowded else draw.uniform(0.01, 1)
        depth = draw.choice([1.0, 1.5, 3.0]) if crowded else draw.uniform(0.05, 3)
        name = draw.choice(["Resurssit", "Oma lähtötilanne", "Yhteistyöllä muiden kanssa"])
        quadrant = Quadrant.of(common=spread >= 0.5, deep=depth >= 1.5)
        points.append(Priority(f"{name} {number}", spread, depth, 1, 2, "1/2", quadrant))
    figure = region.report(6, language).priorities
    assert figure is not None
    figure = dataclasses.replace(figure, points=tuple(points))
    for each in (figure, changed(figure, longer)):
        assert_readable(each, Words(language))
        shown = "".join(text for text, *_ in boxes(charts.draw(each, Words(language))))
        squeezed = re.sub(r"[\s-]", "", shown)
        assert all(re.sub(r"[\s-]", "", point.name) in squeezed for point in each.points)


def test_files_are_the_same_bytes_each_time() -> None:
    for figure in figures(12):
        one, other = charts.draw(figure, Words()), charts.draw(figure, Words())
        assert (one.svg, one.inline, one.rastered()()) == (
            other.svg,
            other.inline,
            other.rastered()(),
        )


def test_matplotlib_settings_of_the_user_change_nothing() -> None:
    figure = figures(6)[2]
    plain = charts.draw(figure, Words())
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"figure.dpi": 50, "font.size": 30, "text.hinting": "default"}):
        other = charts.draw(figure, Words())
        assert (plain.svg, plain.rastered()()) == (other.svg, other.rastered()())
    assert dict(matplotlib.rcParams) == before


def test_svg_parses_and_tells_its_title_and_description_under_names_of_its_own() -> None:
    drawings = {figure.id: (figure, charts.draw(figure, Words())) for figure in figures(12)}
    names: list[str] = []
    for figure, drawing in drawings.values():
        for text in (drawing.svg, drawing.inline):
            root = ET.fromstring(text)
            ids = {each.get("id") or "": each for each in root.iter() if each.get("id")}
            assert root.get("role") == "img"
            assert ids[root.get("aria-labelledby") or ""].text == figure.title
            assert ids[root.get("aria-describedby") or ""].text == figure.alt
        names += ids
        assert not drawing.inline.startswith("<?xml")
        assert "style=" not in drawing.inline  # a page's security policy would refuse it
        assert figure.title not in "".join(each.text or "" for each in root.iter(f"{SVG}text"))
        assert root.get("width") == "100%"
        assert (drawing.rastered()()[:4], drawing.svg.count("@font-face")) == (b"\x89PNG", 2)
    assert len(names) == len(set(names))


def test_signs_of_mathematics_and_markup_in_names_stay_as_they_are() -> None:
    name = "$x_1$ <b>&\"' Ы 漢\x0b\n\ud800"
    overview, gaps, profile = figures(6)[:3]
    for figure in (overview, gaps, profile):
        drawing = charts.draw(changed(figure, lambda text: name + text), Words())
        shown = " ".join(each.text or "" for each in ET.fromstring(drawing.svg).iter(f"{SVG}text"))
        assert "$x_1$ <b>&\"' Ы 漢" in shown
        assert drawing.rastered()()


def test_a_municipality_has_a_small_chart() -> None:
    for count, most in ((12, 15_000), (31, 20_000), (61, 20_000), (300, 20_000)):
        profiles = [each for each in figures(count) if isinstance(each, Dumbbell)]
        assert profiles
        for figure in profiles:
            assert len(charts.draw(figure, Words()).inline.encode()) <= most


def test_colours_of_levels_leave_their_text_readable() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    for classes in range(2, 8):
        for index in range(classes):
            assert contrast(*palette.level_colours(index, classes)) >= 4.5
    for colour in (palette.INK, palette.GREY, palette.ACCENT, palette.RUST):
        assert contrast(colour, palette.PAPER) >= 4.5
    assert contrast(palette.DOT, palette.PAPER) >= 3


def test_every_colour_of_an_inlined_chart_follows_the_page_or_suits_light_and_dark() -> None:
    css = charts.theme_css()
    for figure in figures(12):
        for each in ET.fromstring(charts.draw(figure, Words()).inline).iter():
            for attribute in ("fill", "stroke"):
                colour = each.get(attribute)
                if colour not in (None, "none", palette.DOT, palette.RULE):
                    assert f'[{attribute}="{colour}"]{{{attribute}:var(--' in css


def test_the_font_has_all_letters_of_the_five_languages_and_figures_of_one_width() -> None:
    for letters in LETTERS.values():
        for weight in fonts.Weight:
            text = letters + letters.upper() + "0123456789−–±½→↑“”„’ \u00a0\u202f"
            assert fonts._path(text, weight).name == f"{weight.file}.ttf"
            assert len({fonts.width(digit * 3, 10, weight) for digit in "0123456789"}) == 1


def test_lines_hold_every_letter_and_break_between_words() -> None:
    text = "Kulttuuriyhteistyösopimusneuvottelukunta ja Mänttä-Vilppula"
    lines = fonts.wrap(text, 80, 9)
    assert all(fonts.width(line, 9) <= 80 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(
        " ", ""
    )
    assert fonts.wrap("Hämeenkyrö Mänttä-Vilppula", 80, 9) == ("Hämeenkyrö", "Mänttä-Vilppula")
    assert fonts.wrap("", 80, 9) == ("",)


def test_many_dots_become_equal_shares() -> None:
    values = [0.0] * 150 + [1.0] * 90 + [4.0] * 60
    shown = quantiles(values)
    assert [shown.count(level) for level in (0.0, 1.0, 4.0)] == [25, 15, 10]
    assert (len(shown), quantiles(values[:60])) == (QUANTILES, tuple(values[:60]))


def test_stacked_dots_never_cover_each_other() -> None:
    for values in ([2.0] * 60, [0.0] * 30 + [1.0] * 30, [level / 7 for level in range(29)] * 2):
        places = stacks(values, 0.1)
        assert len(places) == len(values)
        for one, other in itertools.combinations(places, 2):
            assert one[1] != other[1] or abs(one[0] - other[0]) >= 0.0999


def test_a_very_tall_chart_becomes_a_picture_in_fewer_dots(monkeypatch) -> None:
    monkeypatch.setattr("digimatrix.render.charts.canvas._TALLEST", 900)
    drawing = charts.draw(region.report(31).figures[0], Words("en"))
    picture = drawing.rastered()()

    assert 800 < int.from_bytes(picture[20:24], "big") <= 900


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("count", [1, 12, 300])
def test_targets_by_dimension_and_municipality_are_drawn_readably(
    count: int, language: str
) -> None:
    aims = dict(zip(region.KEYS, (3.0, 2.0, 4.0, 3.0, 3.5, 0.5), strict=True))
    own = {"resources": 4.0, "background": 2.5}
    cells = [
        dataclasses.replace(
            each, target=(own if number % 4 == 0 else aims).get(each.dimension, 3.0)
        )
        for number in range(count)
        for each in region.row(number, [(number + nth) % 5 for nth in range(6)])
    ]
    made = region.report(language=language, of=cells)
    figures = (made.overview, made.gaps, *(each.figure for each in made.profiles[:4]))
    for figure in figures:
        assert_readable(figure, made.words)


def test_a_line_stands_at_each_rows_own_target() -> None:
    targets = (3.0, 2.0, 4.0, 3.0, 1.0, 3.0)
    cells = [
        region.assessment(0, key, target=target)
        for key, target in zip(region.KEYS, targets, strict=True)
    ]
    made = region.report(of=cells)
    for figure in (made.gaps, made.profiles[0].figure):
        drawn = charts.draw(figure, made.words)
        path = re.findall(r'stroke="#[0-9a-f]+" stroke-width="1.2" d="([^"]+)"', drawn.svg)[0]
        lines = [float(x) for x in re.findall(r"M([\d.]+) ", path)]
        level = (max(lines) - min(lines)) / 3  # from target 1 to target 4
        shown = [round(1 + (x - min(lines)) / level, 1) for x in lines]
        assert shown == [row.target for row in figure.rows]
