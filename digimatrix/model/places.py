"""Where something stands, as its reader would write it."""

from __future__ import annotations

from digimatrix.model.values import value


def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 is A, 27 is AA.

    Raises:
        ValueError: if `column` is less than 1.
    """
    if column < 1:
        raise ValueError(f"columns are counted from 1, not {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@value
class Place:
    """A file, a sheet of it, or one cell of that sheet.

    `file` is relative to the folder that was read, with forward slashes on every system.
    `row` and `column` are counted from 1; a place without them is the sheet or the file.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """The A1 address, fit for a spreadsheet's name box, or None."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"

    def seen_from(self, home: Place) -> str:
        """Return the address of a cell, with its file and sheet if it is in another file."""
        return (self.cell or "") if self.file == home.file else str(self)

    @property
    def order(self) -> tuple[str, str, int, int]:
        """A sort key: by file, sheet, row, column."""
        return (self.file, self.sheet or "", self.row or 0, self.column or 0)

    def __str__(self) -> str:
        text = self.file
        if self.sheet:
            text += f" › {self.sheet}"
        if self.cell:
            text += f"!{self.cell}" if self.sheet else f" › {self.cell}"
        return text
