"""The whole journey on one page: read → parse → assess → compare → plan → report → render."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.render.formats import USUAL, Format

if TYPE_CHECKING:
    import pandas as pd

    from digimatrix.assess.evaluation import Evaluation
    from digimatrix.assess.levels import Assessment
    from digimatrix.assess.reviewers import Reviewers
    from digimatrix.compare.comparison import Comparison
    from digimatrix.compare.numbertables.index import IndexComparison
    from digimatrix.model.framework import Framework, Scale
    from digimatrix.model.matrix import Reading
    from digimatrix.model.municipality import Municipality
    from digimatrix.report.document import Report
    from digimatrix.report.invitations import Invitation
    from digimatrix.report.trail import Trail

EVERYONE = "all"
"""The name that stands for all municipalities known."""


@dataclass(frozen=True)
class Region:
    """A folder of returns that was read, and all that follows from it.

    Each step is worked out when it is first asked for.
    """

    reading: Reading
    framework: Framework

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """A level for every return and dimension, with its evidence."""
        from digimatrix.assess.scores import assess

        return assess(self.reading, self.framework)

    def scores(self) -> pd.DataFrame:
        """Return the levels as a tidy table: one row a municipality, round and dimension.

        `digimatrix.assess.scores.COLUMNS` tells what each column holds. Levels are on the
        framework's scale; unknown is NaN, never 0.
        """
        from digimatrix.assess.scores import table

        return table(self.assessments)

    def compare(self, round: str | None = None, *, peers: str = "all") -> Comparison:
        """Return the gaps to the target and to peers in one round (default: the latest).

        `peers` is "all", "region", "type", "size" or a column of the user's own register.

        Raises:
            DigimatrixError: if there is no return of that round, or no such peers.
        """
        from digimatrix.compare.comparison import compare
        from digimatrix.compare.peers import peers_by

        groups = peers_by(peers, (each.municipality for each in self.reading.returns))
        return compare(self.assessments, self.framework, round=round, peers=groups)

    @property
    def language(self) -> str:
        """The language that most returns are written in."""
        counted = Counter(found.language for found in self.reading.returns)
        return counted.most_common(1)[0][0] if counted else "en"

    def words(self, language: str | None = None) -> Words:
        """Return the words and numbers of a language, without one of that most returns are in."""
        return Words(language or self.language, self.framework.decimals)

    def report(
        self,
        *,
        date: datetime.date,
        language: str | None = None,
        round: str | None = None,
        peers: str = "all",
        anonymous: int | None = None,
    ) -> Report:
        """Return the report as one value, before any format.

        With `anonymous` it names nobody and shows no group of fewer municipalities than that.

        Raises:
            DigimatrixError: if there is no return of that round, no such peers, or too few
                returns for a report without names.
        """
        from digimatrix import __version__
        from digimatrix.plan.steps import plan
        from digimatrix.report.anonymous import anonymous as without_names
        from digimatrix.report.compose import compose

        comparison = self.compare(round, peers=peers)
        words = self.words(language)
        if anonymous is not None:
            return without_names(
                self.reading,
                self.assessments,
                comparison,
                smallest=anonymous,
                words=words,
                date=date,
                version=__version__,
            )
        return compose(
            self.reading,
            self.assessments,
            comparison,
            plan(comparison, self.assessments),
            words=words,
            date=date,
            version=__version__,
        )

    def why(
        self, municipality: str, dimension: str, *, words: Words, round: str | None = None
    ) -> Trail:
        """Return what the level of one municipality in one dimension rests on.

        `dimension` is a key or a heading in any language; small slips are forgiven.

        Raises:
            DigimatrixError: if there is no such municipality, dimension or round.
        """
        from digimatrix.read.headings import Headings
        from digimatrix.report.trail import trail

        heading = Headings(self.framework).read(dimension)
        key = heading.dimension if heading else dimension
        return trail(self.compare(round), municipality, key or dimension, words)


def read(
    folder: str | Path,
    *,
    framework: Framework | None = None,
    target: float | None = None,
    reviews: Sequence[Path] = (),
    limits: Limits = LIMITS,
    cached: bool = True,
) -> Region:
    """Read a folder of returned spreadsheets (or a single one) and hand on what it holds.

    A `target` is for all, instead of those that project and returns set; `reviews` are files
    of reviews beside those in the folder. No file may go over the `limits`; files that were
    read before and have not changed are not read again if `cached`.

    Raises:
        DigimatrixError: if there is no such folder, nothing in it that can be read, the
            target is not on the framework's scale, or one of `reviews` holds none.
    """
    from digimatrix import frameworks
    from digimatrix.model.targets import Target
    from digimatrix.read.reading import read as read_returns

    framework = _fit(framework or frameworks.load())
    if target is not None and not framework.lowest <= target <= framework.highest:
        raise DigimatrixError(
            f"The target {target:g} is not on the scale {framework.lowest}–{framework.highest}."
        )
    reading = read_returns(
        folder, framework=framework, limits=limits, reviews=reviews, cached=cached
    )
    if target is not None:
        reading = replace(reading, targets=(Target(target),))
    return Region(reading, framework)


def _fit(framework: Framework) -> Framework:
    """Return the framework if levels of returns can be compared on its scale.

    Raises:
        DigimatrixError: if they cannot; the message says why.
    """
    if unfit := _unfit(framework):
        raise DigimatrixError(
            f"{framework.name}: {unfit}. Tables of numbers are compared by digimatrix compare."
        )
    return framework


def _unfit(framework: Framework) -> str:
    """Return why levels of returns cannot be compared on the framework's scale; empty if they can.

    The highest is the best, and on several scales each level has its share of its own.
    """
    bare = [each.key for each in framework.dimensions if each.scale is None]
    if not framework.levels and 0 < len(bare) < len(framework.dimensions):
        return (
            f"some dimensions have no scale ({', '.join(bare)}). Give each one, such as "
            "scale = [0, 100]"
        )
    if not framework.levels:
        return "it has no scale. Give the file one, such as scale = [0, 4]"
    if any(low < 0 for low, _ in framework.scales):
        return (
            "a level below 0 cannot be told from one after a dash. Begin the scale at 0 or above, "
            "such as scale = [1, 5]"
        )
    lower = [each.key for each in framework.dimensions if each.lower_is_better]
    odd = lower or [each.key for each in framework.dimensions if each.logarithmic]
    if odd:
        what = "better when lower" if lower else "logarithmic"
        return (
            f"levels to be raised to a target cannot be {what} ({', '.join(odd)}). Leave that "
            "out, and ask for levels of which the highest is the best"
        )
    return ""


def load_framework(file: str | Path | None) -> Framework:
    """Return the framework of a file of the user's own, without one that of the package.

    Raises:
        DigimatrixError: if the file cannot be read, something in it is wrong, or it is one for
            tables of numbers only.
    """
    from digimatrix import frameworks
    from digimatrix.read.settings.frameworks import read_framework

    return frameworks.load() if file is None else _fit(read_framework(Path(file)))


def compare_numbers(
    table: str | Path,
    framework: str | Path | None = None,
    *,
    scale: Scale | None = None,
    by: str | None = None,
    round: str | None = None,
    top: int = 3,
    digits: int | None = None,
    limits: Limits = LIMITS,
) -> IndexComparison:
    """Return the comparison of a table that holds only numbers: units in rows.

    Without a framework file its columns of numbers are the dimensions. The rest is as in
    `digimatrix.compare.numbertables.index.compare_numbers`.

    Raises:
        DigimatrixError: if a file cannot be read, or what is asked for is not in it.
    """
    from digimatrix.compare.numbertables import index
    from digimatrix.read.numbertables.numbertable import read_numbers
    from digimatrix.read.settings.frameworks import read_framework

    own = None if framework is None else read_framework(Path(framework))
    found = read_numbers(Path(table), own, limits=limits)
    return index.compare_numbers(
        found, own, scale=scale, by=by, round=round, top=top, digits=digits
    )


def write_numbers(
    found: IndexComparison, folder: Path, words: Words, date: datetime.date
) -> Mapping[str, bytes]:
    """Write a comparison of numbers into the folder; return the files by name.

    Raises:
        DigimatrixError: if the folder cannot be written; what was there stays as it was.
    """
    from digimatrix.render.numbers import DOCUMENT, files
    from digimatrix.render.outputs import write as write_files

    made = files(found, words, date)
    write_files(folder, made, DOCUMENT)
    return made


def invite(names: Sequence[str], region: Region | None = None) -> tuple[Invitation, ...]:
    """Return an invitation for each name, with the municipality's last return in the region.

    Without names it is one for whoever takes it. The name "all" stands for every municipality
    with a return there, and for those of the region's own register.

    Raises:
        DigimatrixError: if "all" names nobody.
    """
    from digimatrix.read.senders.register import Registers, build, official
    from digimatrix.report import invitations

    expected = region.reading.expected if region else ()
    returns = region.reading.returns if region else ()
    registers = Registers((build("project", ((each, ()) for each in expected)), *official()))

    def known(name: str) -> Municipality | None:
        found = registers.find(name)
        return found.municipality if found else None

    if EVERYONE in names:  # whoever a former municipality has been merged into
        asked = (*expected, *(each.municipality for each in returns))
        everyone = {(known(each.name) or each).name for each in asked}
        if not everyone:
            raise DigimatrixError(
                "No municipality is known yet, so “all” is nobody. Name the municipalities, or "
                "the folder of their earlier returns."
            )
        names = [*sorted(everyone), *(name for name in names if name != EVERYONE)]
    return invitations.invite(names, returns, known) or (invitations.Invitation(""),)


def write_forms(
    folder: Path, language: str, invitations: Sequence[Invitation], framework: Framework
) -> tuple[str, ...]:
    """Write the workbook to fill in for each invitation; return the names of the files.

    Raises:
        DigimatrixError: if a file of that name is there, or the folder cannot be written.
    """
    from digimatrix.render.outputs import write_new
    from digimatrix.render.template import workbooks

    made = workbooks(framework, language, invitations)
    write_new(folder, made)
    return tuple(made)


def write_review(region: Region, file: Path, words: Words) -> int:
    """Write the workbook in which a reviewer sets levels; return how many answers are in it.

    Raises:
        DigimatrixError: if the file is there already, or cannot be written.
    """
    from digimatrix.render.outputs import write_new
    from digimatrix.render.review import workbook
    from digimatrix.report.reviewing import cases

    found = cases(region.assessments, region.framework, words)
    write_new(file.parent, {file.name: workbook(found, region.framework, words)})
    return len(found)


def agreement(files: Sequence[Path], framework: Framework) -> Reviewers:
    """Return how far the reviews in these files agree; each file is a set of them.

    A set is called after its reviewer if it has only one, else by its file.

    Raises:
        DigimatrixError: if a file cannot be read or holds no reviews.
    """
    from digimatrix.assess import reviewers
    from digimatrix.read.settings.reviews import read_files

    sets = read_files(files, framework)
    names = [
        reviewers.name(reviews) or str(file) for file, reviews in zip(files, sets, strict=True)
    ]
    if len(set(names)) < len(names):
        names = list(map(str, files))
    return reviewers.compare(dict(zip(names, sets, strict=True)), framework)


def write(
    report: Report,
    folder: Path,
    formats: Collection[Format] = USUAL,
    *,
    excel_csv: bool = False,
    progress: Callable[[int, int], None] = lambda ready, of: None,
) -> Mapping[str, bytes]:
    """Write the report's files into the folder, all of them or none; return them by name.

    The first is the one to open. With `excel_csv` the CSV files are for an Excel that writes
    decimal commas; `progress` is told how many of the municipalities' own files are ready, and
    of how many.

    Raises:
        DigimatrixError: if the folder cannot be written; what was there stays as it was.
    """
    from digimatrix.render.bundle import files
    from digimatrix.render.outputs import write as write_files

    made = files(report, formats, excel_csv=excel_csv, progress=progress)
    write_files(folder, made)
    return made


def evaluate(cells: Path) -> Evaluation:
    """Measure how the levels read from a CSV file of labelled cells agree with their labels.

    Raises:
        DigimatrixError: if the file cannot be read or lacks a column.
    """
    from digimatrix import frameworks
    from digimatrix.assess import evaluation
    from digimatrix.read.settings import labelled

    return evaluation.evaluate(evaluation.cells(labelled.rows(cells), frameworks.load()))
