"""Word documents: each table becomes a grid, with the paragraphs around it as rows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from digimatrix.model.problems import Rule
from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import local
from digimatrix.read.formats.packages import main_part, relations
from digimatrix.read.formats.word_signs import chosen, is_on, number_of, property_of, symbol
from digimatrix.read.formats.word_styles import Styles
from digimatrix.read.gathering import LAST_COLUMN, Gathering, Sheet
from digimatrix.read.grids import Look
from digimatrix.read.limits import RefusedError, over

_OPEN = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"])
"""What only wraps the words that are there now: content controls, tracked insertions."""

_TITLES, _WIDE = 3, 5  # cells beside a table within a table, and cells of a row of that
Words = list[tuple[str, bool]]
"""Words and whether they are struck through or hidden."""


def read(archive: Archive, gathering: Gathering) -> None:
    """Read the document's tables, in order, into `gathering` as "Table 1", "Table 2" ….

    Paragraphs are rows of the table they stand above; those after the last table are its
    last rows, with an empty one between, and page headers the first rows of all. A document
    without tables is one grid of paragraphs.

    Raises:
        RefusedError: if the document cannot be read or goes over a limit.
    """
    main = main_part(archive, "word/document.xml")
    document = _Document(archive, main, gathering)
    body = _tree(archive, main).find("body")
    if body is None:
        raise RefusedError(Rule.DAMAGED_FILE)
    blocks = list(_blocks(body))
    last = max((i for i, block in enumerate(blocks) if block.tag == "tbl"), default=-1)
    sheet: Sheet | None = None
    row = tables = 0
    headers = document.headers()
    for position, block in enumerate(blocks):
        if sheet is None:
            tables += 1
            sheet = gathering.sheet(f"Table {tables}" if last >= 0 else "")
            for line, text in enumerate(headers, 1):
                sheet.put(line, 1, text, text)
            row, headers = len(headers), []
        row = document.block(block, sheet, row)
        if block.tag == "tbl" and position < last:
            gathering.keep(sheet)
            sheet = None
        elif position == last:
            row += 1  # what follows is no row of the table
    if sheet is not None:
        gathering.keep(sheet)


def _tree(archive: Archive, part: str) -> Element:
    builder = TreeBuilder()
    elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > archive.limits.tree_elements:
            raise over(archive.limits, "tree_elements")
        builder.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        builder.end(local(name))

    archive.parse(part, start, end, builder.data)
    return builder.close()


def _blocks(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the paragraphs and tables (or those tags) under an element, through what wraps them."""
    for child in element:
        if child.find("sdtPr/showingPlcHdr") is not None:
            continue  # "Click here to enter text": nobody has typed it
        if child.tag in (tags or ("p", "tbl")):
            yield child
        elif child.tag in _OPEN:
            yield from _blocks(child, *tags)


def _lines(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that are not deleted."""
    return (line for line in _blocks(table, "tr") if line.find("trPr/del") is None)


def _only_arranges(table: Element) -> bool:
    """Whether a table only arranges others on the page: most of its cells hold one.

    A few cells with a title may stand beside a single wide one. Where headings have tables
    beside them, those are answers.
    """
    plain = holding = widest = 0
    for cell in (cell for line in _lines(table) for cell in _blocks(line, "tc")):
        inner = [block for block in _blocks(cell, "tbl") if _has_words(block)]
        holding += bool(inner)
        plain += not inner and _has_words(cell)
        lines = (line for block in inner for line in _lines(block))
        wide = (sum(map(_has_words, _blocks(line, "tc"))) for line in lines)
        widest = max(widest, *wide, 0)
    return holding > plain or (holding == 1 and plain <= _TITLES and widest >= _WIDE)


def _has_words(element: Element) -> bool:
    return any((text.text or "").strip() for text in element.iter("t"))


class _Document:
    """What paragraphs need to know of the rest of the document: list styles and notes."""

    def __init__(self, archive: Archive, main: str, gathering: Gathering) -> None:
        self._gathering = gathering
        self._styles = Styles()
        self._notes: dict[str, str] = {}
        self._archive = archive
        self._relations = relations(archive, main).values()
        for part in self._parts("styles"):
            self._styles.read(archive, part)
        for part in self._parts("comments"):
            for comment in _tree(archive, part):
                self._notes[comment.get("id", "")] = self.lines(list(_blocks(comment)))[0]

    def _parts(self, kind: str) -> list[str]:
        found = (relation.part for relation in self._relations if relation.kind == kind)
        return [part for part in found if part in self._archive]

    def headers(self) -> list[str]:
        """Return the paragraphs at the top of pages, each once."""
        found = {}
        for part in self._parts("header"):
            for paragraph in self._paragraphs(list(_blocks(_tree(self._archive, part)))):
                found[self.lines([paragraph])[0]] = True
        return [text for text in found if text]

    def block(self, block: Element, sheet: Sheet, above: int) -> int:
        """Put a paragraph or a table below row `above`; return its last row."""
        if block.tag == "tbl":
            return self._table(block, sheet, above)
        kept, gone = self.lines([block])
        if not (kept or gone):
            return above
        sheet.put(above + 1, 1, kept, kept, struck=gone, comment=self.note([block]))
        self._keep_look(sheet, above + 1, 1, kept, block)
        return above + 1

    def _keep_look(
        self, sheet: Sheet, row: int, column: int, kept: str, paragraph: Element
    ) -> None:
        """Keep what a paragraph looks like that is a cell, if it stands out."""
        if not kept or paragraph.tag != "p":
            return
        kind, words = self._styles.look(paragraph)
        words = self._gathering.text(words)
        start = kept.find(words) if words else -1
        if start < 0:
            return
        end = start + len(words)
        sheet.looks[row, column] = Look(kind, 0 if end == len(kept) else end)

    def _table(self, table: Element, sheet: Sheet, above: int) -> int:
        row = above
        if _only_arranges(table):
            for cell in (cell for line in _lines(table) for cell in _blocks(line, "tc")):
                for block in _blocks(cell):
                    row = self.block(block, sheet, row)
            return row
        merges: dict[int, tuple[int, int]] = {}  # first column → first row, last column
        for line in _lines(table):
            row += 1
            column = 1 + number_of(property_of(line, "trPr", "gridBefore"), 0)
            begun: dict[int, tuple[int, int]] = {}
            for cell in _blocks(line, "tc"):
                if column > LAST_COLUMN:
                    raise RefusedError(Rule.DAMAGED_FILE)
                wide = max(1, number_of(property_of(cell, "tcPr", "gridSpan"), 1))
                right = min(column + wide - 1, LAST_COLUMN)
                if property_of(cell, "tcPr", "vMerge") in ("", "continue") and column in merges:
                    begun[column] = merges.pop(column)  # goes on from the row above
                else:
                    begun[column] = (row, right)
                blocks = list(_blocks(cell))
                kept, gone = self.lines(blocks)
                sheet.put(row, column, kept, kept, struck=gone, comment=self.note(blocks))
                if len(worded := [block for block in blocks if _has_words(block)]) == 1:
                    self._keep_look(sheet, row, column, kept, worded[0])
                column = right + 1
            for left, (top, right) in merges.items():
                sheet.merge(top, left, row - 1, right)
            merges = begun
        for left, (top, right) in merges.items():
            sheet.merge(top, left, row, right)
        return row

    def lines(self, blocks: list[Element]) -> tuple[str, str]:
        """Return the words of paragraphs (and tables within) and those struck through.

        Paragraphs are told apart by an empty line unless empty ones do that already; the
        points of a list follow line by line, each with "- ", as they are typed elsewhere.
        """
        kept: list[tuple[bool, str]] = []
        gone: list[str] = []
        for paragraph in self._paragraphs(blocks):
            words: Words = []
            _collect(paragraph, words)
            text = self._gathering.text("".join(part for part, struck in words if not struck))
            struck = self._gathering.text("".join(part for part, struck in words if struck))
            point = bool(text) and self._styles.is_point(paragraph)
            kept.append((point or text.startswith(("- ", "• ", "– ")), "- " * point + text))
            if struck:
                gone.append(struck)
        while kept and not kept[-1][1]:
            kept.pop()
        while kept and not kept[0][1]:
            kept.pop(0)
        spaced = all(text for _, text in kept)
        result = ""
        for position, (point, text) in enumerate(kept):
            if position:
                result += "\n\n" if spaced and not point else "\n"
            result += text
        return result, "\n".join(gone)

    def _paragraphs(self, blocks: list[Element]) -> Iterator[Element]:
        for block in blocks:
            if block.tag == "p":
                yield block
            else:
                for line in _blocks(block, "tr"):
                    for cell in _blocks(line, "tc"):
                        yield from self._paragraphs(list(_blocks(cell)))

    def note(self, blocks: list[Element]) -> str:
        """Return the notes hung on the paragraphs."""
        if not self._notes:
            return ""
        found = (mark.get("id", "") for block in blocks for mark in block.iter("commentReference"))
        return "\n".join(self._notes[key] for key in found if self._notes.get(key))


def _collect(element: Element, words: Words, *, struck: bool = False) -> None:
    """Add the words under an element as they stand after all tracked changes."""
    for child in element:
        tag = child.tag
        if tag == "t":
            words.append((child.text or "", struck))
        elif tag in ("br", "cr"):
            words.append(("\n", struck))
        elif tag in ("tab", "ptab"):
            words.append((" ", struck))
        elif tag == "noBreakHyphen":
            words.append(("-", struck))
        elif tag == "sym":
            words.append((symbol(child), struck))
        elif tag == "fldChar":
            words.append((chosen(child), struck))
        elif tag == "r":
            line = any(
                is_on(property_of(child, "rPr", name)) for name in ("strike", "dstrike", "vanish")
            )
            _collect(child, words, struck=line)
        elif tag == "AlternateContent":  # the same twice: once for newer programs, once for older
            _collect(next(iter(child), Element("none")), words, struck=struck)
        elif tag == "p":  # in a text box
            words.append(("\n", struck))
            _collect(child, words, struck=struck)
        elif child.find("sdtPr/showingPlcHdr") is not None:
            continue
        elif tag not in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText"):
            _collect(child, words, struck=struck)
