#!/usr/bin/env python3
"""Measures what a report costs, against one drawn heatmap, and help against bare click.

    python benchmarks/rendering.py --sizes 31 30 300 3000

A report is compared, composed and made in memory in all usual formats, with every municipality's
page and PDF, from an invented region of that size; the heatmap is one that matplotlib draws to
SVG and PNG in the same run. Beside the time that passes stands the processors' time, which tells
more where others use the machine; more of it than time means that several cores were used.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import matplotlib  # noqa: E402

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
import region  # noqa: E402

from digimatrix.render import bundle  # noqa: E402


def heatmap() -> None:
    """Draw 31 × 6 numbered cells with matplotlib alone, to SVG and PNG."""
    cells = [[(row * 7 + column * 3) % 5 for column in range(6)] for row in range(31)]
    figure, axes = plt.subplots(figsize=(7.1, 8), dpi=200)
    axes.imshow(cells, cmap="Blues", aspect="auto")
    axes.set_xticks(range(6))
    axes.set_yticks(range(31))
    for row, levels in enumerate(cells):
        for column, level in enumerate(levels):
            axes.text(column, row, str(level), ha="center", va="center")
    figure.savefig(io.BytesIO(), format="svg")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


def cost(work: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Return the least time that passed, and the least that processors took, of so many runs."""
    passed, taken = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        work()
        passed.append(time.perf_counter() - begun)
        taken.append(time.process_time() - used)
    return min(passed), min(taken)


BARE = """
import click
@click.group()
def main(): "A group."
@main.command()
def report(): "A command."
main(["--help"])
"""


def helped(*command: str) -> tuple[float, float]:
    """Return what a program's help costs, its start included."""

    def once() -> float:
        before = os.times()
        subprocess.run([sys.executable, *command], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    begun = time.perf_counter()
    taken = [once() for _ in range(10)]
    return (time.perf_counter() - begun) / len(taken), min(taken)


def main() -> None:
    """Print a line for each size, then one for help."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[31, 30, 300])
    given = asked.parse_args()
    heatmap()
    bundle.files(region.report(6, "fi"))  # fonts and templates are loaded once
    drawn, drawing = cost(heatmap, times=3)
    print(f"one heatmap to SVG and PNG: {drawn:.2f} s, processors {drawing:.2f} s")  # noqa: T201
    for size in given.sizes:
        made = partial(lambda size: bundle.files(region.report(size, "fi")), size)
        took, taken = cost(made, times=3 if size < 100 else 1)
        print(  # noqa: T201
            f"{size:5} municipalities: {took:7.2f} s, {took / drawn:6.1f} heatmaps, "
            f"{1000 * took / size:6.1f} ms each; processors {taken:7.2f} s, "
            f"{taken / drawing:6.1f} heatmaps, {1000 * taken / size:6.1f} ms each"
        )
    bare, ours = helped("-c", BARE), helped("-m", "digimatrix", "--help")
    print(  # noqa: T201
        f"help: {1000 * ours[0]:.0f} ms, {ours[0] / bare[0]:.2f} times bare click; "
        f"processors {1000 * ours[1]:.0f} ms, {ours[1] / bare[1]:.2f} times"
    )


if __name__ == "__main__":
    main()
