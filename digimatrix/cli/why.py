"""`digimatrix why`: what one level rests on."""

from __future__ import annotations

from pathlib import Path

import click

from digimatrix import pipeline
from digimatrix.cli.options import (
    cache_option,
    example,
    framework_option,
    json_option,
    language_option,
    limit_option,
    reviews_option,
    round_option,
    sheets_argument,
)
from digimatrix.cli.talk import answer, steps
from digimatrix.read.limits import Limits


@click.command(
    epilog=example(
        "digimatrix why sheets Hirsilahti evaluation",
        "digimatrix why sheets Hirsilahti RESURSSIT --round 2023",
    )
)
@sheets_argument
@click.argument("municipality")
@click.argument("dimension")
@framework_option
@language_option
@round_option
@reviews_option
@limit_option
@cache_option
@json_option
def why(
    sheets: Path,
    municipality: str,
    dimension: str,
    framework: Path | None,
    language: str | None,
    round: str | None,
    reviews: tuple[Path, ...],
    limits: Limits,
    cached: bool,
    as_json: bool,
) -> None:
    """Show what a level rests on: level ← rule ← words ← cell.

    MUNICIPALITY is its name; DIMENSION a heading of the matrix or its English key
    (background, situation, where, cooperation, resources, evaluation).
    """
    from digimatrix.render import trail as rendered

    with steps() as step:
        step("Reading the sheets")
        region = pipeline.read(
            sheets,
            framework=pipeline.load_framework(framework),
            reviews=reviews,
            limits=limits,
            cached=cached,
        )
    words = region.words(language)
    found = region.why(municipality, dimension, words=words, round=round)
    answer(rendered.as_json(found) if as_json else rendered.as_text(found, words))
