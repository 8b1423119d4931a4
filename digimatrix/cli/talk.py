"""What every command says in the same way: answers, faults, steps under way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from digimatrix.languages import Words

if TYPE_CHECKING:
    from digimatrix.model.matrix import Reading

AT_FAULT = 1
"""The exit code when sheets or files are at fault; 2 is click's own for misuse."""


def answer(found: dict[str, Any] | str) -> None:
    """Print the answer: words as they are, a document as JSON."""
    if not isinstance(found, str):
        import json

        found = json.dumps(found, ensure_ascii=False, indent=1)
    click.echo(found)


def tell(reading: Reading, words: Words, verbose: bool) -> None:
    """Say on stderr what was wrong with the files, a line each."""
    from digimatrix.model.problems import Severity
    from digimatrix.render.reading import message

    threshold = Severity.NOTE if verbose else Severity.ERROR
    for problem in reading.problems:
        if problem.rule.severity >= threshold:
            click.echo(message(problem, words), err=True)
    if verbose:
        for place in reading.passed_over:
            click.echo(words.t("{place}: passed over, not a return.", place=place), err=True)


def leave(reading: Reading) -> None:
    """End with exit code 1 where a file was at fault."""
    from digimatrix.model.problems import Severity

    if any(problem.rule.severity is Severity.ERROR for problem in reading.problems):
        sys.exit(AT_FAULT)


def refuse_left_out(reading: Reading, words: Words) -> None:
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
def steps() -> Iterator[Callable[[str], None]]:
    """Show on stderr which step is under way: live on a terminal, else a line each."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda name: click.echo(f"{name} …", err=True)
        return
    with console.status("") as status:
        yield lambda name: status.update(f"{name} …")
