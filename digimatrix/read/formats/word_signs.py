"""What Word documents hold beside words: values of properties, boxes, ticks, form fields."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_HEX = re.compile("[0-9A-Fa-f]{2,4}")
_SHAPES = {
    "wingdings": {
        **dict.fromkeys((0x6F, 0x71, 0x72, 0xA8), "☐"),
        **dict.fromkeys((0xFD, 0x78), "☒"),
        0xFE: "☑",
        0xFC: "✔",
        0xFB: "✘",
        0xA1: "○",
        0xA4: "◉",
        0x6C: "●",
        0x6E: "■",
    },
    "wingdings 2": {
        **dict.fromkeys((0x2A, 0xA3), "☐"),
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0x50: "✔",
        0x4F: "✘",
    },
}
"""What the signs of symbol fonts look like that forms have for boxes and ticks."""


def property_of(element: Element, *path: str) -> str | None:
    """Return the value of a property along the path, "" if it has none, None if it is not set."""
    for tag in path:
        found = element.find(tag)
        if found is None:
            return None
        element = found
    return element.get("val", "")


def is_on(value: str | None) -> bool:
    """Whether the value of a property that is on or off means on."""
    return value is not None and value not in ("0", "false", "off")


def number_of(value: str | None, default: int) -> int:
    """Return the value of a property as a small whole number, or the default if it is none."""
    return int(value) if value and value.isdecimal() and len(value) < 6 else default


def symbol(sign: Element) -> str:
    """Return the box or tick of a symbol font as what it looks like, or a sign of any other."""
    code = int(number, 16) if (number := sign.get("char", "")) and _HEX.fullmatch(number) else 0
    shapes = _SHAPES.get(sign.get("font", "").casefold())
    if shapes is not None or 0xF000 <= code <= 0xF0FF:  # of a font's own, whatever they look like
        return (shapes or {}).get(code & 0xFF, "")
    return chr(code) if code and not 0xD800 <= code < 0xE000 else ""


def chosen(start: Element) -> str:
    """Return what is ticked or chosen in a field of an older form; text fields hold their words."""
    box = start.find("ffData/checkBox")
    if box is not None:
        ticked = property_of(box, "checked")
        return "☒ " if is_on(property_of(box, "default") if ticked is None else ticked) else "☐ "
    choices = start.find("ffData/ddList")
    if choices is None:
        return ""
    entries = [entry.get("val", "") for entry in choices.findall("listEntry")]
    picked = property_of(choices, "result") or property_of(choices, "default") or "0"
    number = number_of(picked, 0)
    return entries[number] if number < len(entries) else ""
