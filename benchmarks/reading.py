"""How long a folder of returns takes to read, beside what else reads spreadsheets.

    python benchmarks/reading.py --count 3000

Makes that many small workbooks (one sheet, six columns, 5-10 rows of 300-1,200 characters,
merges and styles; with `--long` each cell has that many), reads them with python-calamine, with
a loop of pandas.read_excel and with digimatrix (a first run, and again with its cache), turn by
turn, and prints medians and ratios: of the time that passes, and of the processors' time of all
processes together, which says more where others use the machine too.
`--rows 10000` measures instead how long one sheet with that many municipalities takes.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from python_calamine import CalamineWorkbook

import digimatrix
from digimatrix import frameworks
from digimatrix.read import cache as kept_readings

CELLS = Path(__file__).parents[1] / "tests" / "levels" / "training.csv"


def make(folder: Path, count: int, *, long: bool) -> None:
    """Write the workbooks, the same ones for the same count."""
    line = Side(style="thin")
    frame, wrapped = Border(line, line, line, line), Alignment(wrap_text=True, vertical="top")
    chance = random.Random(20250314)
    headings = [dimension.heading["fi"] for dimension in frameworks.load().dimensions]
    for number in range(count):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        municipality = name(number)
        sheet.append([f"Digimatriisi, {municipality}"])
        sheet.merge_cells("A1:F1")
        sheet["A1"].font = Font(bold=True)
        sheet.append([f"Kunta: {municipality}", None, "Päivämäärä: 14.3.2025"])
        sheet.append(headings)
        for _ in range(chance.randint(5, 10)):
            length = chance.randint(300, 1200)
            lengths = [
                chance.randint(300, 1200) if long else length // len(headings) for _ in headings
            ]
            sheet.append([text(chance, each) for each in lengths])
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                cell.alignment, cell.border = wrapped, frame
        for cell in sheet[3]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEEFF")
        book.save(folder / f"{municipality}.xlsx")


def name(number: int) -> str:
    """Return a name that no municipality has, another for each number below a million."""
    syllables = [consonant + vowel for consonant in "bcdfghjlmnprstvwxz" for vowel in "aeiou"]
    return "".join(syllables[number // 90**place % 90] for place in (2, 1, 0)).title() + "qvist"


def text(chance: random.Random, length: int) -> str:
    """Return prose of so many characters."""
    words = ""
    while len(words) < length:
        words += chance.choice(answers()) + " "
    return words[:length].strip()


@cache
def answers() -> list[str]:
    """Return the Finnish answers among the labelled cells."""
    with CELLS.open(encoding="utf-8", newline="") as stream:
        return [row["text"] for row in csv.DictReader(stream) if row["language"] == "fi"]


def calamine(folder: Path) -> None:
    """Read values only."""
    for path in sorted(folder.glob("*.xlsx")):
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def with_pandas(folder: Path) -> None:
    """Read values into tables, as a notebook would."""
    for path in sorted(folder.glob("*.xlsx")):
        pd.read_excel(path, header=None, engine="openpyxl")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that the work takes, and those of all processors."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - start, sum(os.times()[:4]) - used


def one_sheet(folder: Path, rows: int) -> None:
    """Write one workbook in which each row is a municipality's."""
    chance = random.Random(20250314)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Taul1")
    headings = [dimension.heading["fi"] for dimension in frameworks.load().dimensions]
    sheet.append(["Kunta", *headings])
    for number in range(rows):
        sheet.append([name(number), *(text(chance, 200) for _ in headings)])
    book.save(folder / "kunnat 2025.xlsx")


def peak() -> str:
    """Return the most memory that this process and those it started have taken, where known."""
    try:
        import resource
    except ImportError:  # not on Windows
        return "peak memory unknown"
    own, others = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"peak memory: this process {own:.0f} MB, largest other {others:.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3000, help="workbooks")
    parser.add_argument("--long", action="store_true", help="300-1,200 characters a cell")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=0, help="municipalities in one sheet")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, kept = Path(made) / "sheets", Path(made) / "cache"
        folder.mkdir()
        kept_readings.folder = lambda: kept  # the user's own is left alone
        if chosen.rows:
            one_sheet(folder, chosen.rows)
            taken, _ = timed(lambda: digimatrix.read(folder, cached=False))
            print(f"{chosen.rows} municipalities in one sheet: {taken:.1f} s; {peak()}")  # noqa: T201
            return
        make(folder, chosen.count, long=chosen.long)

        def first() -> None:
            shutil.rmtree(kept, ignore_errors=True)
            digimatrix.read(folder)

        readers: dict[str, Callable[[], object]] = {
            "python-calamine, values only": lambda: calamine(folder),
            "digimatrix, first run": first,
            "digimatrix, again": lambda: digimatrix.read(folder),
            "pandas.read_excel, openpyxl": lambda: with_pandas(folder),
        }
        seconds: dict[str, list[tuple[float, float]]] = {reader: [] for reader in readers}
        for _ in range(chosen.rounds):
            for reader, work in readers.items():
                seconds[reader].append(timed(work))
    medians = {
        reader: [statistics.median(each) for each in zip(*times, strict=True)]
        for reader, times in seconds.items()
    }
    own, own_used = medians["digimatrix, first run"]
    print(f"{chosen.count} workbooks, median of {chosen.rounds} rounds")  # noqa: T201
    print(f"{'':30}{'passed':>10}{'÷ first':>9}{'first ÷':>9}{'used':>10}{'first ÷':>9}")  # noqa: T201
    for reader, (passed, used) in medians.items():
        print(  # noqa: T201
            f"{reader:30}{passed:8.2f} s{passed / own:9.2f}{own / passed:9.2f}"
            f"{used:8.2f} s{own_used / used:9.2f}"
        )
    print(peak())  # noqa: T201


if __name__ == "__main__":
    main()
