"""`digimatrix review` and `agreement`: people set levels, and how far they agree."""

from __future__ import annotations

from pathlib import Path

import click

from digimatrix import pipeline
from digimatrix.cli.options import (
    example,
    framework_option,
    json_option,
    language_option,
    sheets_argument,
)
from digimatrix.cli.talk import answer, leave, steps, tell
from digimatrix.languages import LANGUAGES, Words


@click.command(
    epilog=example(
        "digimatrix review sheets",
        "digimatrix review sheets --output first.xlsx --language fi",
    )
)
@sheets_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("review.xlsx"),
    show_default=True,
    help="Workbook to write; one that is there is never written over.",
)
@framework_option
@language_option
@json_option
def review(
    sheets: Path, output: Path, framework: Path | None, language: str | None, as_json: bool
) -> None:
    """Write a workbook in which a person sets levels, the least certain answers first.

    Each row has the answer, the level read from it and what it rests on, and empty columns
    for the reviewed level, the reason, the reviewer and the date. Reviewed levels win over
    stated and read ones: put the file into SHEETS, or name it with --reviews.
    """
    with steps() as step:
        step("Reading the sheets")
        region = pipeline.read(sheets, framework=pipeline.load_framework(framework))
        words = region.words(language)
        tell(region.reading, words, verbose=False)
        step("Writing the workbook")
        count = pipeline.write_review(region, output, words)
    if as_json:
        answer({"schema": 1, "file": str(output), "answers": count})
    else:
        click.echo(words.n("{file}: {n} answer.", "{file}: {n} answers.", count, file=output))
    leave(region.reading)


@click.command(
    epilog=example(
        "digimatrix agreement first.xlsx second.xlsx",
        "digimatrix agreement first.xlsx second.xlsx third.xlsx --json",
    )
)
@click.argument("reviews", nargs=-1, required=True, type=click.Path(path_type=Path))
@framework_option
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the words printed.",
)
@json_option
def agreement(
    reviews: tuple[Path, ...], framework: Path | None, language: str, as_json: bool
) -> None:
    """Measure how far reviewers agree, and list what they dispute.

    REVIEWS are two or more workbooks of reviewed levels. Prints quadratic weighted kappa with
    its interval, exact, within one and the confusion of levels; for more than two reviewers
    also Krippendorff's alpha (interval metric).
    """
    from digimatrix.render import agreement as rendered

    if len(reviews) < 2:
        raise click.UsageError("Name two or more workbooks of reviews.")
    if len(set(reviews)) < len(reviews):
        raise click.UsageError("A workbook is named twice; it would agree with itself.")
    own = pipeline.load_framework(framework)
    found = pipeline.agreement(reviews, own)
    words = Words(language, own.decimals)
    answer(rendered.as_json(found) if as_json else rendered.as_text(found, own, words))
