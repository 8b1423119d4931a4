"""What every command says in the same way: answers, faults, steps under way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

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


class Step(Protocol):
    """Says which step is under way and, of one that takes long, how far it is."""

    def __call__(self, name: str, ready: int = 0, of: int = 0) -> None:
        """Say that `ready` of so many pieces are done; 0 of 0 begins the step."""


@contextmanager
def steps() -> Iterator[Step]:
    """Show on stderr which step is under way: live on a terminal, else a line as it begins."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)

    def line(name: str, ready: int = 0, of: int = 0) -> None:
        if not of:
            click.echo(f"{name} …", err=True)

    if not console.is_terminal:
        yield line
        return
    with console.status("") as status:

        def live(name: str, ready: int = 0, of: int = 0) -> None:
            status.update(f"{name} … {ready}/{of}" if of else f"{name} …")

        yield live
