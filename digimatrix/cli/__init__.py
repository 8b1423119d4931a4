"""Options in, one call, words out: a module a command."""

from __future__ import annotations

import sys
from typing import Any

import click

from digimatrix import __version__
from digimatrix.cli.check import check
from digimatrix.cli.compare import compare
from digimatrix.cli.evaluate import evaluate
from digimatrix.cli.options import example
from digimatrix.cli.report import report
from digimatrix.cli.review import agreement, review
from digimatrix.cli.template import template
from digimatrix.cli.why import why
from digimatrix.model.errors import DigimatrixError


class Commands(click.Group):
    """The one place where our errors become messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a DigimatrixError becomes one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except DigimatrixError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("digimatrix report sheets", "digimatrix check sheets", "digimatrix report -h"),
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


for _command in (report, check, compare, why, review, agreement, evaluate, template):
    main.add_command(_command)
