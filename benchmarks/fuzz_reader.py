#!/usr/bin/env python3
"""Reads spoilt files on every core and reports whatever came out of the reader but problems.

    python benchmarks/fuzz_reader.py --count 1000000 --seed 1

The same seed spoils the same files. A file that escapes is written to --keep, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutations import FOREIGN, mutant, originals  # noqa: E402

from digimatrix.read.formats.workbook import open_file  # noqa: E402

BATCH = 500


def attempt(seed: int, count: int, foreign: bool, slow: float, keep: Path | None) -> Counter[str]:
    """Read `count` spoilt files; return how each ended, by the first problem or by what escaped."""
    chance = random.Random(seed)
    files = {kind: data for kind, data in originals().items() if (kind in FOREIGN) == foreign}
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for _ in range(count):
            name, data = mutant(files, chance)
            path.write_bytes(data)
            begun = time.process_time()
            try:
                found = open_file(path, name)
                end = found.problems[0].rule.slug if found.problems else "read without a problem"
                if not (found.grids or found.problems):
                    end = "ESCAPED: neither words nor problems"
            except BaseException as error:  # whatever escapes is what is sought
                where = traceback.extract_tb(error.__traceback__)[-1]
                end = (
                    f"ESCAPED: {type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
                )
            if time.process_time() - begun > slow:
                end = f"ESCAPED: over {slow:g} s"
            if end.startswith("ESCAPED") and keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{ends.total()}-{name}").write_bytes(data)
            ends[end] += 1
    return ends


def main() -> int:
    """Return 1 if anything escaped."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--count", type=int, default=20_000, help="files to read")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--foreign", action="store_true", help="old workbooks only (slow)")
    asked.add_argument("--slow", type=float, default=5.0, help="seconds that are too long")
    asked.add_argument("--keep", type=Path, help="folder for the files that escaped")
    given = asked.parse_args()
    ends: Counter[str] = Counter()
    begun = time.perf_counter()
    batches = [min(BATCH, given.count - done) for done in range(0, given.count, BATCH)]
    with ProcessPoolExecutor(given.jobs) as pool:
        tasks = [
            pool.submit(
                attempt, given.seed * 1_000_003 + n, size, given.foreign, given.slow, given.keep
            )
            for n, size in enumerate(batches)
        ]
        for task in tasks:
            ends += task.result()
    taken = time.perf_counter() - begun
    for end, count in sorted(ends.items(), key=lambda item: (-item[1], item[0])):
        sys.stdout.write(f"{count:>10,}  {end}\n")
    escaped = sum(count for end, count in ends.items() if end.startswith("ESCAPED"))
    sys.stdout.write(f"{ends.total():,} files in {taken:.0f} s: {escaped:,} escaped\n")
    return 1 if escaped else 0


if __name__ == "__main__":
    sys.exit(main())
