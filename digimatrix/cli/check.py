"""`digimatrix check`: how each file was read."""

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
    sheets_argument,
    strict_option,
    verbose_option,
)
from digimatrix.cli.talk import answer, leave, refuse_left_out, steps
from digimatrix.read.limits import Limits


@click.command(
    epilog=example("digimatrix check sheets", "digimatrix check sheets/2025/otsovaara.xlsx --json")
)
@sheets_argument
@framework_option
@language_option
@reviews_option
@limit_option
@cache_option
@strict_option
@json_option
@verbose_option
def check(
    sheets: Path,
    framework: Path | None,
    language: str | None,
    reviews: tuple[Path, ...],
    limits: Limits,
    cached: bool,
    strict: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Show how each file was read, and every cell that was left out.

    No report is written. The exit code is 1 if a file cannot be used.
    """
    from digimatrix.render import reading as rendered

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
    answer(
        rendered.as_json(region.reading, words)
        if as_json
        else rendered.as_text(region.reading, region.framework, words, verbose=verbose)
    )
    if strict:
        refuse_left_out(region.reading, words)
    leave(region.reading)
