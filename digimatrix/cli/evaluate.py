"""`digimatrix evaluate`: how well levels are read from labelled cells."""

from __future__ import annotations

from pathlib import Path

import click

from digimatrix import pipeline
from digimatrix.cli.options import example, json_option
from digimatrix.cli.talk import answer


@click.command(
    epilog=example("digimatrix evaluate cells.csv", "digimatrix evaluate cells.csv --output p.csv")
)
@click.argument("cells", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write the levels read from each cell into this CSV file.",
)
@json_option
def evaluate(cells: Path, output: Path | None, as_json: bool) -> None:
    """Measure how well levels are read from the text of labelled cells.

    CELLS is a CSV file with the columns id, language, dimension, text, level and, if wanted,
    actions and n_practices. Prints the agreement: quadratic weighted kappa with its interval,
    exact, within one, mean absolute error, and the confusion of levels.
    """
    from digimatrix.render import evaluation as rendered
    from digimatrix.render.outputs import write_file

    measured = pipeline.evaluate(cells)
    if output is not None:
        write_file(output, rendered.predictions(measured))
    answer(rendered.as_json(measured) if as_json else rendered.as_text(measured))
