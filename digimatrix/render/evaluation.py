"""RENDER: an evaluation becomes text, JSON, and the CSV file of its predictions."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import Any

from digimatrix.assess.agreement import Agreement
from digimatrix.assess.evaluation import Evaluation

PREDICTIONS = ("id", "level", "low", "high", "confidence", "actions", "n_practices", "themes")
"""The columns of the predictions file; several themes are separated by semicolons."""


def as_text(measured: Evaluation) -> str:
    """Return the agreement as lines for a terminal."""
    lines = [f"{'':24}{'cells':>6}{'QWK':>7}{'exact':>7}{'±1':>7}{'MAE':>7}"]
    lines.append(_line("all", measured.all))
    lines.append(_line("the more confident half", measured.confident))
    lines += [_line(name, group) for name, group in measured.by_language.items()]
    lines += [_line(name, group) for name, group in measured.by_dimension.items()]
    lines.append("")
    if measured.interval is not None:
        low, high = measured.interval
        lines.append(f"QWK, 95 % bootstrap interval: {low:.2f} to {high:.2f}")
    lines.append(f"proposed actions exact: {_share(measured.actions_exact)}")
    lines.append(f"number of practices within one: {_share(measured.practices_within_one)}")
    lines += ["", "label ↓  read →" + "".join(f"{level:>6}" for level in range(5))]
    lines += [
        f"{label:>15}" + "".join(f"{count:>6}" for count in row)
        for label, row in enumerate(measured.confusion)
    ]
    return "\n".join(lines)


def _line(name: str, group: Agreement) -> str:
    figures = (group.qwk, group.exact, group.within_one, group.mae)
    return f"{name:24}{group.cells:>6}" + "".join(f"{_share(figure):>7}" for figure in figures)


def _share(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"


def as_json(measured: Evaluation) -> dict[str, Any]:
    """Return the evaluation as one JSON document, without the predictions."""
    document = dataclasses.asdict(measured)
    del document["predictions"]
    return {"schema": 1, **document}


def predictions(measured: Evaluation) -> bytes:
    """Return what was read from each cell as CSV (UTF-8, comma), a row a cell in their order."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(PREDICTIONS)
    for one in measured.predictions:
        row = dataclasses.asdict(one) | {"themes": ";".join(one.themes)}
        row["confidence"] = f"{one.confidence:.3f}"
        writer.writerow([row[name] for name in PREDICTIONS])
    return stream.getvalue().encode()
