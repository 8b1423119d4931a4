"""What OpenDocument styles say: struck words, hidden sheets, and the margins of printed pages."""

from __future__ import annotations

from digimatrix.read.formats.guardedxml import local
from digimatrix.read.formats.opendocument_words import get

_MARGINS = frozenset(
    ["header", "header-left", "header-first", "footer", "footer-left", "footer-first"]
)
_USUAL_PAGE = "Default"
_WORDS = frozenset(["p", "h", "span", "a", "s", "tab", "line-break"])
_REGIONS = frozenset(["region-left", "region-center", "region-right"])


class Styles:
    """The names of styles that strike words through and that hide a sheet, and the page margins."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.hidden: set[str] = set()
        self._style = ""
        self._pages: dict[str, str] = {}  # by the style of a sheet
        self._margins: dict[str, list[str]] = {}  # by page
        self._page = ""
        self._margin: list[str] | None = None
        self._fields = 0  # elements within each other whose words a program puts in

    def margins(self, style: str) -> list[str]:
        """Return the words above and below the printed pages of a sheet of that style."""
        return self._margins.get(self._pages.get(style, _USUAL_PAGE), [])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element outside the sheets."""
        name = local(name)
        if self._margin is not None:
            self._fields += bool(self._fields) or name not in _WORDS | _REGIONS
            self._margin += [" "] * (name not in ("span", "a"))
        elif name == "style":
            self._style = get(attributes, "name")
            if get(attributes, "parent-style-name") in self.struck:
                self.struck.add(self._style)
            if page := get(attributes, "master-page-name"):
                self._pages[self._style] = page
        elif name == "master-page":
            self._page = get(attributes, "name")
        elif name in _MARGINS and self._page and get(attributes, "display") != "false":
            self._margin = []
        elif name == "text-properties" and self._style:
            line = get(attributes, "text-line-through-style") or get(
                attributes, "text-line-through-type"
            )
            if line and line != "none":
                self.struck.add(self._style)
            elif line:
                self.struck.discard(self._style)
        elif name == "table-properties" and get(attributes, "display") == "false":
            self.hidden.add(self._style)

    def text(self, data: str) -> None:
        """Take words; only those of margins count."""
        if self._margin is not None and not self._fields:
            self._margin.append(data)

    def end(self, name: str) -> None:
        """Take the end of an element outside the sheets."""
        name = local(name)
        if self._margin is not None and name in _MARGINS:
            self._margins.setdefault(self._page, []).append("".join(self._margin))
            self._margin, self._fields = None, 0
        elif self._fields:
            self._fields -= 1
        elif name == "style":
            self._style = ""
        elif name == "master-page":
            self._page = ""
