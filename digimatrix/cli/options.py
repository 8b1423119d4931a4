"""Arguments and options that several commands share."""

from __future__ import annotations

import dataclasses
import datetime
import os
from pathlib import Path

import click

from digimatrix.languages import LANGUAGES
from digimatrix.read.limits import LIMITS, Limits


def example(*lines: str) -> str:
    """Return the end of a command's help: lines to type."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def read_limits(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> Limits:
    """Return the limits with those given in place of the usual ones."""
    names = [field.name for field in dataclasses.fields(Limits)]
    chosen = {}
    for text in given:
        name, _, value = text.partition("=")
        if name not in names:
            raise click.BadParameter(f"“{name}” is no limit; there are {', '.join(names)}.")
        if not value.isdecimal() or not int(value):
            raise click.BadParameter(f"“{text}” has no whole number above 0 after “{name}=”.")
        chosen[name] = int(value)
    return dataclasses.replace(LIMITS, **chosen)


def read_date(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date:
    """Return the date given, else that of SOURCE_DATE_EPOCH, else today."""
    try:
        if value is not None:
            return datetime.date.fromisoformat(value)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        wrong = value if value is not None else f"SOURCE_DATE_EPOCH={epoch}"
        raise click.BadParameter(f"“{wrong}” is not a date; write it as 2025-06-30.") from error
    return datetime.date.today()


sheets_argument = click.argument("sheets", type=click.Path(path_type=Path))
language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the words printed and written. [default: the one most sheets are in]",
)
framework_option = click.option(
    "--framework",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Framework file (TOML) of your own: dimensions, scale, levels, target. "
    "[default: the matrix of digital culture]",
)
round_option = click.option(
    "--round", metavar="ROUND", help="The collection to show, such as 2025. [default: the latest]"
)
reviews_option = click.option(
    "--reviews",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Workbook of reviewed levels beside those in SHEETS; may be given several times.",
)
limit_option = click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    callback=read_limits,
    help="Raise (or lower) a limit of safe reading, such as cells=5000000; may be given several "
    "times. docs/reading.md lists them.",
)
cache_option = click.option(
    "--no-cache",
    "cached",
    flag_value=False,
    default=True,
    help="Read every file anew, and keep nothing of it for the next time.",
)
strict_option = click.option(
    "--strict", is_flag=True, help="End with exit code 1 if any cell was left out."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
)
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Also say which files were passed over, and every note."
)
date_option = click.option(
    "--date",
    callback=read_date,
    metavar="YYYY-MM-DD",
    help="Date printed in the report. [default: today, or SOURCE_DATE_EPOCH]",
)
