"""`digimatrix template`: the workbooks that municipalities fill in."""

from __future__ import annotations

from pathlib import Path

import click

from digimatrix import pipeline
from digimatrix.cli.options import example, framework_option, json_option, verbose_option
from digimatrix.cli.talk import answer, leave, steps, tell
from digimatrix.languages import LANGUAGES, Words


@click.command(
    epilog=example(
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
@framework_option
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
    framework: Path | None,
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
    own = pipeline.load_framework(framework)
    with steps() as step:
        region = None
        if sheets is not None:
            step("Reading the sheets")
            region = pipeline.read(sheets, framework=own)
            tell(region.reading, words, verbose)
        step("Writing the workbooks")
        invitations = pipeline.invite(names, region)
        files = pipeline.write_forms(output, language, invitations, own)
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
        answer({"schema": 1, "files": made})
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
        leave(region.reading)
