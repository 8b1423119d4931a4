"""The front door of the stage READ: a folder of returned spreadsheets becomes a Reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from digimatrix import frameworks
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Counts, Reading
from digimatrix.model.problems import Problem
from digimatrix.model.values import seldom_swept
from digimatrix.read import checks, files
from digimatrix.read.bundles import Context
from digimatrix.read.cache import Cache
from digimatrix.read.folders import read_folder
from digimatrix.read.formats import workbook
from digimatrix.read.grids import Grid
from digimatrix.read.headings import Headings
from digimatrix.read.intake import Terms
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.read.outcomes import Outcome
from digimatrix.read.senders.register import Register, Registers, official
from digimatrix.read.settings import project
from digimatrix.read.settings.reviews import Shelf
from digimatrix.read.settings.targets import read_targets


def read(
    folder: str | Path,
    *,
    framework: Framework | None = None,
    limits: Limits = LIMITS,
    reviews: Sequence[Path] = (),
    cached: bool = True,
) -> Reading:
    """Read every return in a folder, or a single file, and account for every cell.

    Files that were read before, and have not changed, are not read again if `cached`.
    Files of reviews that lie among the returns count as such, as do those named as `reviews`.

    Raises:
        DigimatrixError: if there is no such folder, no file in it that could be a return, or
            one of `reviews` holds none.
    """
    found = files.find(Path(folder))
    problems: list[Problem] = list(found.problems)
    own: list[Register] = []
    grids: tuple[Grid, ...] = ()
    for item in found.projects[:1]:
        opened = workbook.open_file(item.path, item.name, limits)
        problems += opened.problems
        grids = opened.grids
        if register := project.register(grids, item.name):
            own.append(register)
    registers = Registers((*own, *official()))
    framework = framework or frameworks.load()
    context = Context(framework, Headings(framework), registers, _name(Path(folder)))
    targets = read_targets(grids, context)
    problems += targets.problems
    shelf = Shelf(context)
    shelf.take_project(grids)
    for path in reviews:
        shelf.take_file(path, limits)
    terms = Terms(context, limits)
    results = []
    cache = Cache(terms) if cached else None
    with seldom_swept():
        gave = list(read_folder(found.inputs, terms, cache))
    for item, result in zip(found.inputs, gave, strict=True):
        if not (result.reviews and shelf.take(workbook.open_file(item.path, item.name, limits))):
            results.append(result)
    expected = tuple(entry for register in own for entry in register.municipalities)
    made = _reading(results, problems, registers, context.folder, found)
    in_force = shelf.settle(made.returns)
    return replace(
        made,
        problems=_each_once([*made.problems, *shelf.problems]),
        expected=expected,
        targets=tuple(targets.found),
        reviews=in_force,
    )


def _name(folder: Path) -> str:
    return folder.resolve().name if folder.is_dir() else folder.resolve().parent.name


def _reading(
    results: list[Outcome],
    problems: list[Problem],
    registers: Registers,
    folder: str,
    found: files.Found,
) -> Reading:
    problems += checks.check(results)
    for result in results:
        problems += result.problems
        problems += [problem for draft in result.drafts for problem in draft.problems]
    returns = sorted(
        (draft.result for result in results for draft in result.drafts),
        key=lambda made: (made.municipality.name, made.round or "", made.place.order),
    )
    left_out = sorted(
        (problem for result in results for problem in result.left),
        key=lambda problem: problem.place.order,
    )
    names = {municipality.name for made in returns if (municipality := made.municipality).known}
    used = [
        register.name
        for register in registers.registers
        if names & {municipality.name for municipality in register.municipalities}
    ]
    lines = dict.fromkeys(line for result in results for line in result.funder_lines)
    return Reading(
        folder,
        tuple(returns),
        tuple(left_out),
        tuple(
            sorted(problems, key=lambda p: (p.place.order, p.rule.slug, sorted(p.facts.items())))
        ),
        sum((result.counts for result in results), Counts()),
        tuple(lines),
        found.passed_over,
        tuple(used),
    )


def _each_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order; what holds for every row of a table is said once."""
    found = {(p.place.order, p.rule.slug, tuple(sorted(p.facts.items()))): p for p in problems}
    return tuple(found[key] for key in sorted(found))
