"""How many cells a second are read as levels on one core, and what memory that takes, by language.

    python benchmarks/levels.py

Each language is measured in a process of its own, so that only its words are loaded: the cells
of tests/levels, read twice as `digimatrix report` reads them. "first" is the first pass, in which
most words are met anew, "again" the second. Seconds are those of the processor. Needs a system
that tells a process's memory.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import time
from pathlib import Path

import click

CELLS = Path(__file__).parent.parent / "tests" / "levels"
LANGUAGES = ("fi", "sv", "en", "hu", "lt")


def cells(language: str) -> list[dict[str, str]]:
    """Return the labelled cells of a language."""
    made: list[dict[str, str]] = []
    for path in sorted(CELLS.glob("*.csv")):
        if path.stem != "clauses":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                made += (row for row in csv.DictReader(stream) if row["language"] == language)
    return made


def megabytes() -> float:
    """Return the most memory that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 10)


def measure(language: str) -> None:
    """Print one language's row."""
    from digimatrix.assess.levels import judge, read_all

    rows = [(row["text"], "where", language) for row in cells(language)]
    begin, start = megabytes(), time.process_time()
    judge("x", "where", language)
    loaded = time.process_time() - start
    rates = []
    for _ in range(2):
        start = time.process_time()
        for _ in read_all(rows):
            pass
        rates.append(len(rows) / (time.process_time() - start))
    first, again = rates
    click.echo(
        f"| {language} | {len(rows)} | {first:,.0f} | {again:,.0f} | {loaded:.2f} | "
        f"{megabytes() - begin:.0f} |",
    )


def main() -> None:
    """Print a table, a language a row."""
    if sys.argv[1:]:
        measure(sys.argv[1])
        return
    click.echo("| language | cells | first, cells a second | again | loading, s | memory, MB |")
    click.echo("|---|---:|---:|---:|---:|---:|")
    for language in LANGUAGES:
        subprocess.run([sys.executable, __file__, language], check=True)


if __name__ == "__main__":
    main()
