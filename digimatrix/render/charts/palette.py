"""The colours of the charts: ink, one accent, one alarm and the levels' blues.

Every role has a hex value of its own, so that a page can give each its own colour, light and
dark, by attribute selectors (`theme_css`); files stay readable where no style sheet reaches.
"""

from __future__ import annotations

PAPER = "#ffffff"
INK = "#1a1d21"
GREY = "#565d66"
RULE = "#8b949e"
GRID = "#d5dae0"
HATCH = "#b5bdc6"
DOT = "#8491a0"
ACCENT = "#0b4f8a"
RUST = "#a8380f"
LEVELS = ("#e9eff6", "#bdd3ea", "#72a5d3", "#1f5c9e", "#0a3a6b")
ON_PALE = "#1a1d22"
ON_DEEP = "#fefefe"

_NAMES = {
    PAPER: "paper",
    INK: "ink",
    GREY: "soft",
    GRID: "line",
    HATCH: "hatch",
    ACCENT: "accent",
    RUST: "alarm",
    **{colour: f"s{number}" for number, colour in enumerate(LEVELS)},
    ON_PALE: "on0",
    ON_DEEP: "on3",
}


def level_colours(index: int, classes: int) -> tuple[str, str]:
    """Return the colour of a class and of the text on it, with a contrast above 4.5 : 1.

    `index` counts from 0, the lowest of `classes`; more classes than blues share them.
    """
    last = len(LEVELS) - 1
    place = index if classes == len(LEVELS) else round(index * last / max(classes - 1, 1))
    place = min(max(place, 0), last)
    return LEVELS[place], ON_PALE if place <= 2 else ON_DEEP


def theme_css() -> str:
    """Return the rules by which charts inside elements of class `chart` take a page's colours.

    They are the page's variables `--paper`, `--ink`, `--soft`, `--line`, `--hatch`, `--accent`,
    `--alarm`, `--s0` to `--s4`, `--on0` and `--on3`; the rest of the charts suits light and dark.
    """
    return "".join(
        f'.chart [{attribute}="{colour}"]{{{attribute}:var(--{name},{colour})}}'
        for colour, name in _NAMES.items()
        for attribute in ("fill", "stroke")
    )
