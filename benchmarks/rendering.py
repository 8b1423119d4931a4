#!/usr/bin/env python3
"""Measures how long a report takes, against one drawn heatmap, and what a municipality costs.

    python benchmarks/rendering.py --sizes 31 30 300 3000

Everything is made in memory, in all usual formats, from an invented region of that size; the
heatmap is one that matplotlib draws to SVG and PNG in the same run.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
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


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the shortest of so many runs."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Print a line for each size."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[31, 30, 300])
    given = asked.parse_args()
    heatmap()
    bundle.files(region.report(6, "fi"))  # fonts and templates are loaded once
    drawn = seconds(heatmap, times=3)
    print(f"one heatmap to SVG and PNG: {drawn:.2f} s")  # noqa: T201
    for size in given.sizes:
        report = region.report(size, "fi")
        took = seconds(lambda report=report: bundle.files(report), times=3 if size < 100 else 1)
        each = 1000 * took / size
        print(  # noqa: T201
            f"{size:5} municipalities: {took:7.2f} s, {took / drawn:6.1f} heatmaps, "
            f"{each:6.1f} ms each"
        )


if __name__ == "__main__":
    main()
