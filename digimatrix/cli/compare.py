"""`digimatrix compare`: a table that holds only numbers."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digimatrix import pipeline
from digimatrix.cli.options import date_option, example, json_option, limit_option, verbose_option
from digimatrix.cli.talk import answer
from digimatrix.languages import LANGUAGES, Words
from digimatrix.read.limits import Limits

if TYPE_CHECKING:
    from digimatrix.model.framework import Scale

_SCALE = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*(?:-|–|:|\.\.)\s*(-?\d+(?:[.,]\d+)?)\s*")


def read_scale(ctx: click.Context, param: click.Parameter, value: str | None) -> Scale | None:
    """Return the scale given as "0-100"."""
    if value is None:
        return None
    from fractions import Fraction

    found = _SCALE.fullmatch(value)
    low, high = (Fraction(end.replace(",", ".")) for end in found.groups()) if found else (1, 0)
    if low >= high:
        raise click.BadParameter(f"“{value}” is no scale; write the lowest and highest, as 0-100.")
    return Fraction(low), Fraction(high)


@click.command(
    epilog=example(
        "digimatrix compare index.csv",
        "digimatrix compare index.xlsx --framework index.toml --by Region",
        "digimatrix compare museums.ods --scale 1-5 --output comparison",
    )
)
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--framework",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Framework file (TOML): dimensions, their scales and weights, how totals follow. "
    "[default: the columns of numbers are the dimensions]",
)
@click.option(
    "--scale",
    callback=read_scale,
    metavar="LOW-HIGH",
    help="One scale for all columns, such as 0-100 or 1-5.",
)
@click.option(
    "--by",
    metavar="COLUMN",
    help="Column whose groups are compared. [default: the first in which units share a word]",
)
@click.option(
    "--round", metavar="ROUND", help="The year or round to compare. [default: the latest]"
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    metavar="NUMBER",
    help="How many first places to list; equal figures share a place.",
)
@click.option(
    "--digits",
    type=click.IntRange(min=0, max=9),
    metavar="NUMBER",
    help="Decimals of means and other statistics, and of totals that the table does not print. "
    "[default: one more than the figures have]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to write comparison.xlsx, data/*.csv and comparison.json into.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the words printed and written. [default: that of the headings]",
)
@limit_option
@date_option
@json_option
@verbose_option
def compare(
    table: Path,
    framework: Path | None,
    scale: Scale | None,
    by: str | None,
    round: str | None,
    top: int,
    digits: int | None,
    output: Path | None,
    language: str | None,
    limits: Limits,
    date: datetime.date,
    as_json: bool,
    verbose: bool,
) -> None:
    """Compare the units of a table that holds only numbers, such as a published index.

    TABLE is a spreadsheet or CSV file with a unit on each row: municipalities, countries,
    museums. Prints totals, places, means, medians, standard deviations, quartiles, groups and
    first places, worked out exactly, and every printed total, mean or place that does not
    follow from the numbers. Columns on different scales are never averaged as they are.
    """
    from digimatrix.render import numbers as rendered

    found = pipeline.compare_numbers(
        table,
        framework,
        scale=scale,
        by=by,
        round=round,
        top=top,
        digits=digits,
        limits=limits,
    )
    words = Words(language or found.language)
    files = pipeline.write_numbers(found, output, words, date) if output else {}
    answer(
        rendered.as_json(found, words)
        if as_json
        else rendered.as_text(found, words, verbose=verbose)
    )
    if output and not as_json:
        click.echo(words.t("Open {file}", file=output / next(iter(files))))
