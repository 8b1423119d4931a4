"""How long a folder of returns takes to read, beside what else reads spreadsheets.

    python benchmarks/reading.py --count 3000

Makes that many small workbooks (one sheet, six columns, 5-10 rows of 300-1,200 characters,
merges and styles), reads them with python-calamine, with a loop of pandas.read_excel and with
digimatrix (first run, and again with its cache), turn by turn, and prints medians and ratios.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from python_calamine import CalamineWorkbook

import digimatrix
from digimatrix import frameworks

WORDS = [
    "kirjaston",
    "e-aineistot",
    "digineuvonta",
    "striimaus",
    "tapahtumakalenteri",
    "verkkonäyttely",
    "koulutus",
    "nuorisotilan",
    "pelikerho",
    "kansalaisopisto",
    "museo",
    "laitteet",
    "hanke",
    "kumppanit",
    "vuosittain",
    "palaute",
    "suunnitelma",
    "määräraha",
    "vastuuhenkilö",
    "saavutettavuus",
    "viestintä",
]


def make(folder: Path, count: int) -> None:
    """Write the workbooks, the same ones for the same count."""
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
            sheet.append([text(chance) for _ in headings])
        for cell in sheet[4]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        book.save(folder / f"{municipality}.xlsx")


def name(number: int) -> str:
    """Return a name that no municipality has, another for each number below a million."""
    syllables = [consonant + vowel for consonant in "bcdfghjlmnprstvwxz" for vowel in "aeiou"]
    return "".join(syllables[number // 90**place % 90] for place in (2, 1, 0)).title() + "qvist"


def text(chance: random.Random) -> str:
    """Return words of 300 to 1,200 characters."""
    length, words = chance.randint(300, 1200), ""
    while len(words) < length:
        words += chance.choice(WORDS) + " "
    return words[:length].strip()


def calamine(folder: Path) -> None:
    """Read values only."""
    for path in sorted(folder.glob("*.xlsx")):
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def with_pandas(folder: Path) -> None:
    """Read values into tables, as a notebook would."""
    for path in sorted(folder.glob("*.xlsx")):
        pd.read_excel(path, header=None, engine="openpyxl")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, chosen.count)
        readers: dict[str, Callable[[], object]] = {
            "python-calamine, values only": lambda: calamine(folder),
            "digimatrix": lambda: digimatrix.read(folder),
            "pandas.read_excel, openpyxl": lambda: with_pandas(folder),
        }
        seconds: dict[str, list[float]] = {reader: [] for reader in readers}
        for _ in range(chosen.rounds):
            for reader, work in readers.items():
                seconds[reader].append(timed(work))
    medians = {reader: statistics.median(times) for reader, times in seconds.items()}
    own = medians["digimatrix"]
    print(f"{chosen.count} workbooks, median of {chosen.rounds} rounds")  # noqa: T201
    for reader, median in medians.items():
        print(f"{reader:30}{median:8.2f} s   digimatrix ÷ this {own / median:6.2f}")  # noqa: T201
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
