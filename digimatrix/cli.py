"""Options in, one call, words out."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digimatrix import __version__, pipeline
from digimatrix.languages import LANGUAGES, Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.problems import Severity
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.render.formats import HOLDS, USUAL, Format

if TYPE_CHECKING:
    from digimatrix.model.matrix import Reading

AT_FAULT = 1
"""The exit code when sheets or files are at fault; 2 is click's own for misuse."""


class Commands(click.Group):
    """The one place where our errors become messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a DigimatrixError becomes one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except DigimatrixError as error:
            raise click.ClickException(str(error)) from error


def _example(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date:
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


def _limits(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> Limits:
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


def _formats() -> str:
    return " ".join(f"{each}: {holds}." for each, holds in HOLDS.items())


sheets_argument = click.argument("sheets", type=click.Path(path_type=Path))
language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the words printed and written. [default: the one most sheets are in]",
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
    callback=_limits,
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


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_example("digimatrix report sheets", "digimatrix check sheets", "digimatrix report -h"),
)
@click.version_option(__version__, prog_name="digimatrix")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read the matrices in which municipalities describe their digital culture, and report
    where each stands, how far from the target and from its peers, and what to do next.

    SHEETS is a folder of returned spreadsheets, or a single one. They are never changed.
    """
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter shows "?" instead
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@main.command(
    epilog=_example(
        "digimatrix report sheets",
        "digimatrix report sheets --language en --output english-report",
        "digimatrix report sheets --round 2023 --target 2.5",
        "digimatrix report sheets --peers region --format pdf --format html",
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
@click.option(
    "--date",
    callback=_date,
    metavar="YYYY-MM-DD",
    help="Date printed in the report. [default: today, or SOURCE_DATE_EPOCH]",
)
@json_option
@verbose_option
def report(
    sheets: Path,
    output: Path,
    formats: tuple[str, ...],
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
    with _steps() as step:
        step("Reading the sheets")
        region = pipeline.read(sheets, target=target, reviews=reviews, limits=limits, cached=cached)
        words = Words(language or region.language)
        _tell(region.reading, words, verbose)
        if not region.reading.returns:
            raise DigimatrixError(
                words.t(
                    "{folder}: no return could be read, so no report was written.", folder=sheets
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
        files = pipeline.write(made, output, tuple(map(Format, formats)) or USUAL)
    if as_json:
        click.echo(files["report.json"].decode())
    else:
        from digimatrix.render.terminal import summary

        click.echo(summary(made))
        click.echo(words.t("Open {file}", file=output / next(iter(files))))
    if strict:
        _refuse_left_out(region.reading, words)
    _leave(region.reading)


@main.command(
    epilog=_example("digimatrix check sheets", "digimatrix check sheets/2025/otsovaara.xlsx --json")
)
@sheets_argument
@language_option
@reviews_option
@limit_option
@cache_option
@strict_option
@json_option
@verbose_option
def check(
    sheets: Path,
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

    with _steps() as step:
        step("Reading the sheets")
        region = pipeline.read(sheets, reviews=reviews, limits=limits, cached=cached)
    words = Words(language or region.language)
    _print(
        rendered.as_json(region.reading, words)
        if as_json
        else rendered.as_text(region.reading, words, verbose=verbose)
    )
    if strict:
        _refuse_left_out(region.reading, words)
    _leave(region.reading)


@main.command(
    epilog=_example(
        "digimatrix why sheets Hirsilahti evaluation",
        "digimatrix why sheets Hirsilahti RESURSSIT --round 2023",
    )
)
@sheets_argument
@click.argument("municipality")
@click.argument("dimension")
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

    with _steps() as step:
        step("Reading the sheets")
        region = pipeline.read(sheets, reviews=reviews, limits=limits, cached=cached)
    words = Words(language or region.language)
    found = region.why(municipality, dimension, words=words, round=round)
    _print(rendered.as_json(found) if as_json else rendered.as_text(found, words))


@main.command(
    epilog=_example(
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
@language_option
@json_option
def review(sheets: Path, output: Path, language: str | None, as_json: bool) -> None:
    """Write a workbook in which a person sets levels, the least certain answers first.

    Each row has the answer, the level read from it and what it rests on, and empty columns
    for the reviewed level, the reason, the reviewer and the date. Reviewed levels win over
    stated and read ones: put the file into SHEETS, or name it with --reviews.
    """
    with _steps() as step:
        step("Reading the sheets")
        region = pipeline.read(sheets)
        words = Words(language or region.language)
        _tell(region.reading, words, verbose=False)
        step("Writing the workbook")
        count = pipeline.write_review(region, output, words)
    if as_json:
        _print({"schema": 1, "file": str(output), "answers": count})
    else:
        click.echo(words.n("{file}: {n} answer.", "{file}: {n} answers.", count, file=output))
    _leave(region.reading)


@main.command(
    epilog=_example(
        "digimatrix agreement first.xlsx second.xlsx",
        "digimatrix agreement first.xlsx second.xlsx third.xlsx --json",
    )
)
@click.argument("reviews", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the words printed.",
)
@json_option
def agreement(reviews: tuple[Path, ...], language: str, as_json: bool) -> None:
    """Measure how far reviewers agree, and list what they dispute.

    REVIEWS are two or more workbooks of reviewed levels. Prints quadratic weighted kappa with
    its interval, exact, within one and the confusion of levels; for more than two reviewers
    also Krippendorff's alpha (interval metric).
    """
    from digimatrix.render import agreement as rendered

    if len(reviews) < 2:
        raise click.UsageError("Name two or more workbooks of reviews.")
    found = pipeline.agreement(reviews)
    words = Words(language)
    _print(rendered.as_json(found) if as_json else rendered.as_text(found, words))


@main.command(
    epilog=_example("digimatrix evaluate cells.csv", "digimatrix evaluate cells.csv --output p.csv")
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
    _print(rendered.as_json(measured) if as_json else rendered.as_text(measured))


@main.command(
    epilog=_example(
        "digimatrix template -o to-send --language fi",
        "digimatrix template -o to-send --language fi --municipalities Nokia,Akaa",
        "digimatrix template -o to-send --language fi --municipalities all --from sheets",
    )
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder to write the workbooks into; files in it are never written over.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    required=True,
    help="Language of the workbooks.",
)
@click.option(
    "--municipalities",
    multiple=True,
    metavar="NAMES",
    help="Municipalities to make a workbook each for: names with commas between, or “all” for "
    "those of SHEETS and its project.xlsx. [default: one blank workbook]",
)
@click.option(
    "--from",
    "sheets",
    type=click.Path(path_type=Path),
    metavar="SHEETS",
    help="Folder of earlier returns: each workbook shows its municipality's last answers.",
)
@json_option
@verbose_option
def template(
    output: Path,
    language: str,
    municipalities: tuple[str, ...],
    sheets: Path | None,
    as_json: bool,
    verbose: bool,
) -> None:
    """Write the workbooks that municipalities fill in.

    Each has a helping question beside every heading, lists of levels, instructions and an
    example. What is typed into it is read back as it is, also in another language.
    """
    names = [name.strip() for given in municipalities for name in given.split(",") if name.strip()]
    if sheets is not None and not names:
        raise click.UsageError("--from needs --municipalities; “all” makes a workbook for each.")
    if pipeline.EVERYONE in names and sheets is None:
        raise click.UsageError("“all” needs --from, the folder that names the municipalities.")
    words = Words(language)
    with _steps() as step:
        region = None
        if sheets is not None:
            step("Reading the sheets")
            region = pipeline.read(sheets)
            _tell(region.reading, words, verbose)
        step("Writing the workbooks")
        invitations = pipeline.invite(names, region)
        files = pipeline.write_forms(output, language, invitations)
    for each in invitations if region else ():
        if each.earlier is None:
            text = words.t(
                "{name}: no earlier return; its workbook is blank.", name=each.municipality
            )
            click.echo(text, err=True)
    if as_json:
        made = [
            {
                "file": file,
                "municipality": each.municipality or None,
                "round": each.earlier.round if each.earlier else None,
            }
            for file, each in zip(files, invitations, strict=True)
        ]
        _print({"schema": 1, "files": made})
    else:
        click.echo(
            words.n(
                "{n} workbook written into {folder}.",
                "{n} workbooks written into {folder}.",
                len(files),
                folder=output,
            )
        )
    if region:
        _leave(region.reading)


def _print(answer: dict[str, Any] | str) -> None:
    """Print the answer: words as they are, a document as JSON."""
    if not isinstance(answer, str):
        answer = json.dumps(answer, ensure_ascii=False, indent=1)
    click.echo(answer)


def _tell(reading: Reading, words: Words, verbose: bool) -> None:
    """Say on stderr what was wrong with the files, a line each."""
    from digimatrix.render.reading import message

    threshold = Severity.NOTE if verbose else Severity.ERROR
    for problem in reading.problems:
        if problem.rule.severity >= threshold:
            click.echo(message(problem, words), err=True)
    if verbose:
        for place in reading.passed_over:
            click.echo(words.t("{place}: passed over, not a return.", place=place), err=True)


def _leave(reading: Reading) -> None:
    """End with exit code 1 where a file was at fault."""
    if any(problem.rule.severity is Severity.ERROR for problem in reading.problems):
        sys.exit(AT_FAULT)


def _refuse_left_out(reading: Reading, words: Words) -> None:
    """End with exit code 1 where a cell was left out."""
    if reading.left_out:
        text = words.n(
            "{n} cell was left out, which --strict does not allow.",
            "{n} cells were left out, which --strict does not allow.",
            len(reading.left_out),
        )
        click.echo(text, err=True)
        sys.exit(AT_FAULT)


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """Show on stderr which step is under way: live on a terminal, else a line each."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda name: click.echo(f"{name} …", err=True)
        return
    with console.status("") as status:
        yield lambda name: status.update(f"{name} …")
