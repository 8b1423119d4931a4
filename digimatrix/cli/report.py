"""`digimatrix report`: the gap report of a folder of returns."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import click

from digimatrix import pipeline
from digimatrix.cli.options import (
    cache_option,
    date_option,
    example,
    framework_option,
    json_option,
    language_option,
    limit_option,
    reviews_option,
    round_option,
    sheets_argument,
    strict_option,
    verbose_option,
)
from digimatrix.cli.talk import leave, refuse_left_out, steps, tell
from digimatrix.model.errors import DigimatrixError
from digimatrix.read.limits import Limits
from digimatrix.render.formats import HOLDS, USUAL, Format


def _formats() -> str:
    return " ".join(f"{each}: {holds}." for each, holds in HOLDS.items())


@click.command(
    epilog=example(
        "digimatrix report sheets",
        "digimatrix report sheets --language en --output english-report",
        "digimatrix report sheets --round 2023 --target 2.5",
        "digimatrix report sheets --peers region --format pdf --format html",
        "digimatrix report sheets --format csv --excel-csv",
        "digimatrix report sheets --anonymous --output to-share",
    )
)
@sheets_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Folder to write the report into.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(list(map(str, Format))),
    multiple=True,
    help=f"Format to write; may be given several times. {_formats()} "
    "[default: all but municipality-png]",
)
@click.option(
    "--excel-csv",
    is_flag=True,
    help="Write the CSV files for an Excel with decimal commas (Finnish, Swedish, Hungarian, "
    "Lithuanian): semicolons, byte-order mark.",
)
@framework_option
@language_option
@round_option
@click.option(
    "--target",
    type=float,
    metavar="LEVEL",
    help="One target for all, such as 2.5. [default: those of project.xlsx, the returns, or the "
    "framework]",
)
@click.option(
    "--peers",
    default="all",
    show_default=True,
    metavar="all|region|type|size|COLUMN",
    help="Whom a municipality is compared with: all others, those of its region, type or size, "
    "or of its group in a column of the sheet Municipalities of project.xlsx.",
)
@reviews_option
@limit_option
@cache_option
@strict_option
@click.option(
    "--anonymous",
    is_flag=True,
    help="Name nobody: letters for municipalities, no quoted words, files or places, no small "
    "groups.",
)
@click.option(
    "--smallest-group",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    metavar="NUMBER",
    help="With --anonymous: the fewest municipalities that are shown as a group.",
)
@date_option
@json_option
@verbose_option
def report(
    sheets: Path,
    output: Path,
    formats: tuple[str, ...],
    excel_csv: bool,
    framework: Path | None,
    language: str | None,
    round: str | None,
    target: float | None,
    peers: str,
    anonymous: bool,
    smallest_group: int,
    reviews: tuple[Path, ...],
    limits: Limits,
    cached: bool,
    strict: bool,
    date: datetime.date,
    as_json: bool,
    verbose: bool,
) -> None:
    """Write the gap report of a folder of returns.

    Prints a short table, writes the report and says which file to open. Files of an earlier
    report that are not made again are removed. Sheets that cannot be used are named with the
    remedy; the others are still reported, and the exit code is 1.
    """
    if excel_csv and formats and Format.CSV not in formats:
        raise click.UsageError("--excel-csv needs --format csv beside the other formats.")
    with steps() as step:
        step("Reading the sheets")
        region = pipeline.read(
            sheets,
            framework=pipeline.load_framework(framework),
            target=target,
            reviews=reviews,
            limits=limits,
            cached=cached,
        )
        words = region.words(language)
        tell(region.reading, words, verbose)
        if not region.reading.returns:
            raise DigimatrixError(
                words.t(
                    "{folder}: no return could be read, so no report was written. A table that "
                    "holds only numbers is compared by: digimatrix compare FILE",
                    folder=sheets,
                )
            )
        step("Comparing")
        made = region.report(
            date=date,
            language=words.language,
            round=round,
            peers=peers,
            anonymous=smallest_group if anonymous else None,
        )
        step("Drawing and writing")
        files = pipeline.write(
            made,
            output,
            tuple(map(Format, formats)) or USUAL,
            excel_csv=excel_csv,
            progress=partial(step, "Drawing and writing"),
        )
    if as_json:
        click.echo(files["report.json"].decode())
    else:
        from digimatrix.render.terminal import summary

        click.echo(summary(made))
        click.echo(words.t("Open {file}", file=output / next(iter(files))))
    if strict:
        refuse_left_out(region.reading, words)
    leave(region.reading)
