"""The sheets of one file become returns, with an account of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePosixPath

from digimatrix.model.matrix import Counts, Return, State, StatedLevel
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read import language, papers, screening
from digimatrix.read.accounting import Ledger, shorten
from digimatrix.read.adopting import adopt, joined, settle_former
from digimatrix.read.around import titles_of
from digimatrix.read.bundles import (
    Bundle,
    Context,
    bundles_of,
    named_scale,
    scales,
    told_beside,
)
from digimatrix.read.grids import Address, Cell, Grid
from digimatrix.read.headings import Label
from digimatrix.read.layouts import answers
from digimatrix.read.layouts.choices import choices_in
from digimatrix.read.layouts.dimension_sheets import dimensions_of
from digimatrix.read.layouts.layout import Table
from digimatrix.read.layouts.titles import instructs, is_title, signs
from digimatrix.read.levels.named_scales import tells_levels
from digimatrix.read.levels.typed_levels import Scale
from digimatrix.read.names_below import names_below
from digimatrix.read.senders import identity
from digimatrix.read.senders.dating import When
from digimatrix.read.senders.filenames import names_nobody
from digimatrix.read.senders.identity import Named
from digimatrix.read.senders.register import Found
from digimatrix.read.senders.uniting import Units
from digimatrix.read.senders.versions import Version, version_of
from digimatrix.read.sheets import Sheets, sheets_of
from digimatrix.read.wordings import fold

_TITLE_LINES = 3  # rows above a later table on the sheet that are its title
_METADATA = frozenset(Label) - {Label.TEXT, Label.LEVEL, Label.TARGET, Label.TOTAL, Label.EXAMPLE}


@dataclass(slots=True)
class Draft:
    """A return as one file gives it, before the others are known.

    `made` is when it was made; `cells` the addresses it holds, by the number of the sheet;
    `stated` is False where nothing names its municipality; `problems` are told only if it
    is used; `units` are those of the municipality that it names; `summary` tells that it is
    called a summary, `called` which version its titles say that it is. `former` is what was a
    municipality of its own, where the return counts for the one it was merged into.
    """

    result: Return
    made: When
    cells: dict[int, set[Address]]
    stated: bool
    problems: list[Problem]
    units: Units
    summary: bool
    called: frozenset[str] = frozenset()
    former: str | None = None

    @property
    def version(self) -> Version:
        """Which version of a return it calls itself, by its names and its titles."""
        return version_of(self.result.place.file, self.result.place.sheet, self.called)

    @property
    def contents(self) -> tuple[object, ...]:
        """What was answered, apart from where: equal for a copy in another format."""
        return tuple(
            (a.dimension, a.state, a.text, _numbers(a.level), _numbers(a.target))
            for a in self.result.answers
        )


def _numbers(level: StatedLevel | None) -> tuple[float, float] | None:
    return (level.typed_low, level.typed_high) if level else None


@dataclass(slots=True)
class FileResult:
    """All that came of one file."""

    name: str
    digest: str
    drafts: list[Draft] = field(default_factory=list)
    ledgers: list[Ledger] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    funder_lines: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """How many cells of the file met which end."""
        return Counts(
            1,
            sum(len(ledger.placed) for ledger in self.ledgers),
            sum(len(ledger.headings) for ledger in self.ledgers),
            sum(len(ledger.left) for ledger in self.ledgers),
        )


def read_file(grids: Sequence[Grid], name: str, digest: str, context: Context) -> FileResult:
    """Return what one file holds: returns, problems, and an account of its cells."""
    result = FileResult(name, digest)
    result.ledgers = [Ledger(grid) for grid in grids]
    sheets = sheets_of(result.ledgers, context)
    bundles = _bundles(sheets, result, context)
    result.problems += sheets.problems
    for number, found in sheets.tables.items():
        result.problems += [x for each in found for x in _said_of(each, result.ledgers[number])]
    _account_for_the_rest(sheets.tables, result, context)
    for ledger in result.ledgers:
        result.funder_lines += screening.funder_lines(ledger)
    adopt(bundles)
    settle_former(bundles)
    bundles = joined(bundles)
    told = named_scale(chain.from_iterable(sheets.instructions.values()))
    typed = [answers.typed_in([x.slot for x in each.slots], context.framework) for each in bundles]
    used = scales(bundles, [each.levels for each in typed], context, told)
    for bundle, each, scale in zip(bundles, typed, used, strict=True):
        draft = _draft(bundle, each, result, context, scale)
        result.drafts += _for_each(draft, bundle.named.together)
    _forget_blank_forms(result)
    return result


def _bundles(sheets: Sheets, result: FileResult, context: Context) -> list[Bundle]:
    """Return the answers that belong together; sheets that turn out to be no returns are left."""
    bundles: list[Bundle] = []
    of_dimensions = dimensions_of(result.ledgers, context.headings)
    instructions = list(sheets.instructions.values())
    unread = (x.grid for n, x in enumerate(result.ledgers) if n not in sheets.tables)
    offered = choices_in(unread)
    several = len(sheets.tables) > 1
    nameless = names_nobody(PurePosixPath(result.name).stem)
    below = names_below(sheets.tables, result.ledgers, context)
    for number, found in list(sheets.tables.items()):
        ledger = result.ledgers[number]
        names = (several or nameless) and number not in of_dimensions
        told = (instructions, offered)
        own = bundles_of(found, number, ledger, context, *told, below[number], sheet_is_name=names)
        if reason := _no_return(own, ledger):
            sheets.leave(number, reason)
            continue
        bundles += own
    for number, ledger in enumerate(result.ledgers if bundles else ()):
        if number not in sheets.tables:
            told_beside(ledger, bundles, context, instructs=number in sheets.instructions)
    held = {number: result.ledgers[number] for number in sheets.tables}
    others = papers.other_papers(bundles, held, context.headings)
    for number in others:
        sheets.leave(number, Rule.OTHER_PAPER)
    return [bundle for bundle in bundles if bundle.number not in others]


def _forget_blank_forms(result: FileResult) -> None:
    """Drop the drafts of forms that nobody filled in, and say so where nothing else is left."""
    drafts = result.drafts
    filled = any(draft.cells for draft in drafts)
    if drafts and not filled and not any(draft.stated for draft in drafts):
        result.problems.append(Problem(Rule.BLANK_FORM, Place(result.name)))
        result.drafts = []
    elif filled or screening.only_sums(result.ledgers):
        result.drafts = [
            draft
            for draft in drafts
            if draft.cells or (draft.stated and not _is_blank_form(draft, result))
        ]
        if drafts and not result.drafts:
            result.problems.append(Problem(Rule.NO_RETURN, Place(result.name)))


def _is_blank_form(draft: Draft, result: FileResult) -> bool:
    """Whether only the sheet's name would name who has not answered, and it is no municipality's.

    So is the form that the sheets of municipalities were copied from.
    """
    name, sheet = draft.result.municipality, draft.result.place.sheet
    others = any(other.result.municipality.known for other in result.drafts if other.cells)
    if name.known or name.name != sheet or not others:
        return False
    grids = (ledger.grid for ledger in result.ledgers if ledger.grid.sheet == sheet)
    return not any(fold(sheet) in fold(cell.text) for grid in grids for cell in grid.cells.values())


def _said_of(table: Table, ledger: Ledger) -> list[Problem]:
    """Return what is to be said about the headings and the merged cells of a table."""
    said = [
        Problem(
            Rule.HEADING_BY_PLACE if heading.placed else Rule.NEAR_HEADING,
            ledger.place_of(cell),
            {"found": cell.text[:60], "heading": heading.wording},
        )
        for cell, heading in table.near
    ]
    said += [
        Problem(
            Rule.HEADING_IN_ANSWER,
            ledger.place_of(cell),
            {"found": shorten(cell.text), "heading": heading},
        )
        for cell, heading in table.inner
    ]
    said += [
        Problem(Rule.MISSING_HEADING, ledger.place_of(cell), {"heading": heading})
        for cell, heading in table.unheaded
    ]
    said += [
        Problem(Rule.NUMBER_IN_HEADING, ledger.place_of(cell), {"found": cell.text[:60]})
        for cell in table.unexplained
    ]
    for cell, count, before in table.whole:
        place = ledger.place_of(cell)
        if count:
            said.append(Problem(Rule.WHOLE_CELL, place, {"count": str(count)}))
        if before:
            said.append(Problem(Rule.OUTSIDE_TABLE, place, {"text": shorten(before)}))
    said += [
        Problem(Rule.NUMBERED_ANSWERS, ledger.place_of(cell), {"count": str(count)})
        for cell, count in table.numbered
    ]
    said += [
        Problem(Rule.HEADING_WORDS, ledger.place_of(cell), {"text": shorten(cell.text)}, cell.text)
        for cell in table.explained
    ]
    for cell in dict.fromkeys(table.shared):
        count = len({(slot.dimension, slot.owner) for slot in table.slots if slot.cell is cell})
        said.append(Problem(Rule.SHARED_ANSWER, ledger.place_of(cell), {"count": str(count)}))
    return said


def _no_return(bundles: Sequence[Bundle], ledger: Ledger) -> Rule | None:
    """Return why a sheet of no municipality is no return: a file's instructions, or a summary."""
    if any(bundle.named.stated for bundle in bundles):
        return None
    if screening.is_instruction(ledger.grid.file.rpartition("/")[2]):
        return Rule.INSTRUCTION
    return Rule.SUMMARY if _sums_up(bundles, ledger) else None


def _sums_up(bundles: Sequence[Bundle], ledger: Ledger) -> bool:
    """Whether a sheet that calls itself a summary has no words."""
    if any(x.slot.facet is Label.TEXT for bundle in bundles for x in bundle.slots):
        return False
    grid = ledger.grid
    top = min((bundle.table.area.top for bundle in bundles), default=0)
    titles = [cell.text for (row, _), cell in grid.cells.items() if row < top]
    begun = (" ".join(title.split()[:1]) for title in titles)
    return any(map(screening.is_summary, (grid.sheet, grid.file.rpartition("/")[2], *begun)))


def _account_for_the_rest(
    with_tables: dict[int, list[Table]], result: FileResult, context: Context
) -> None:
    """Account for titles, labels and instructions around the tables, and sheets without any."""
    example = " · ".join(d.heading["fi"] for d in context.framework.dimensions[:3])
    if not with_tables and result.ledgers:
        screened = not any(ledger.open for ledger in result.ledgers)
        rule = Rule.NO_RETURN if screened else Rule.NO_HEADINGS
        left = (problem for ledger in result.ledgers for problem in ledger.left.values())
        if not any(problem.rule is Rule.OTHER_PAPER for problem in left):
            result.problems.append(Problem(rule, Place(result.name), {"example": example}))
    for number, ledger in enumerate(result.ledgers):
        found = with_tables.get(number)
        if found is None:
            rule = Rule.NO_TABLE if with_tables else Rule.NO_HEADINGS
            ledger.leave_rest(rule, example=example)
            continue
        around = dict(ledger.open)
        for item in identity.labelled(around, context.headings):
            if item.label in _METADATA:
                ledger.heading(item.cell)
                ledger.heading(item.label_cell)
        top = min(table.area.top for table in found)
        addresses = sorted(ledger.open.keys() | ledger.headings)
        titles = {
            address
            for table in found
            for address in titles_of(table, found, addresses)
            if table.area.top - address[0] <= _TITLE_LINES
        }
        for address, cell in around.items():
            if address[0] < top or address in titles:
                _account_for_title(cell, ledger, context)
        bottom = max(table.area.bottom for table in found)
        known = identity.Known(context.registers)
        for (row, _), cell in list(ledger.open.items()):
            if row > bottom and signs(cell.text, known):
                ledger.heading(cell)
            elif tells_levels(cell.text):
                ledger.leave(cell, Rule.INSTRUCTION)
        ledger.leave_rest(Rule.OUTSIDE_TABLE)


def _account_for_title(cell: Cell, ledger: Ledger, context: Context) -> None:
    if is_title(cell.text, context.headings):
        ledger.heading(cell)
    elif instructs(cell.text):
        ledger.leave(cell, Rule.INSTRUCTION)
    else:
        ledger.leave(cell, Rule.OUTSIDE_TABLE)


def _draft(
    bundle: Bundle,
    typed: answers.Typed,
    result: FileResult,
    context: Context,
    scale: Scale | None,
) -> Draft:
    grid = result.ledgers[bundle.number].grid
    place = Place(grid.file, grid.sheet or None)
    named = bundle.named
    where = result.ledgers[bundle.number].place_of(named.cell) if named.cell else place
    said = _notes(named, where, bundle, scale, context.framework.ends, place)
    if named.other:  # said even if another return is used: that may be why there are two
        facts = {"found": named.other, "name": named.municipality.name}
        result.problems.append(Problem(Rule.OTHER_NAME, where, facts))
    found = answers.answers(bundle.slots, context.framework, scale, typed, said.append)
    numbers = {id(ledger): number for number, ledger in enumerate(result.ledgers)}
    cells: dict[int, set[Address]] = {}
    for sited in bundle.slots:
        number = numbers[id(sited.ledger)]
        cells.setdefault(number, set()).add(sited.slot.cell.address)
    texts = [answer.text for answer in found if answer.state is State.TEXT]
    made = Return(
        place,
        named.municipality,
        bundle.made.round,
        bundle.made.date,
        language.of(texts, bundle.table.language),
        bundle.table.layout,
        scale,
        found,
    )
    names = (grid.file.rpartition("/")[2], grid.sheet)
    summary = any(map(screening.is_summary, names)) or (bundle.summary and not named.stated)
    former = named.found.former if named.found else None
    when, units = bundle.made, bundle.units
    return Draft(made, when, cells, named.stated, said, units, summary, bundle.called, former)


def _for_each(draft: Draft, together: Sequence[Found]) -> list[Draft]:
    """Return the draft for each municipality of a joint return; itself where it is of one."""
    return [
        replace(
            draft,
            result=replace(draft.result, municipality=found.municipality),
            problems=list(draft.problems),
            former=found.former,
        )
        for found in together
    ] or [draft]


def merger(found: Found) -> dict[str, str]:
    """Return the facts of what is said about a former municipality."""
    name = found.municipality.name
    return {"former": found.former or "", "name": name, "year": str(found.since)}


def _notes(
    named: Named, where: Place, bundle: Bundle, scale: Scale | None, own: Scale, place: Place
) -> list[Problem]:
    """Return what is to be said about whose a return is, when it was made, and its scale."""
    said = []
    if not named.stated:
        facts = {"label": "Kunta", "name": named.name}
        said.append(Problem(Rule.NO_MUNICIPALITY, place, facts))
    elif named.together:
        names = ", ".join(found.municipality.name for found in named.together)
        facts = {"found": named.name, "names": names}
        said.append(Problem(Rule.JOINT_RETURN, where, facts))
        merged = (found for found in named.together if found.former)
        said += [Problem(Rule.FORMER_MUNICIPALITY, where, merger(found)) for found in merged]
    elif named.found is None:
        said.append(Problem(Rule.UNKNOWN_MUNICIPALITY, where, {"name": named.name}))
    elif named.found.near and not named.found.former:
        facts = {"found": named.name, "name": named.found.municipality.name}
        said.append(Problem(Rule.NEAR_MUNICIPALITY, where, facts))
    said += [Problem(Rule.FORMER_MUNICIPALITY, where, merger(found)) for found in bundle.former]
    if bundle.before_merger:
        facts = {**merger(bundle.before_merger), "round": bundle.made.round or "–"}
        said.append(Problem(Rule.BEFORE_MERGER, where, facts))
    if named.found and (twin := named.found.twin):
        name = named.municipality.name
        facts = {"found": named.name, "name": name, "other": twin.name, "used": name}
        said.append(Problem(Rule.TWO_COUNTRIES, where, facts))
    if bundle.united and len(bundle.sheets) > 1:
        facts = {"name": named.municipality.name, "sheets": ", ".join(bundle.sheets)}
        said.append(Problem(Rule.UNITS_TOGETHER, place, facts))
    if bundle.made.round is None:
        said.append(Problem(Rule.NO_ROUND, place))
    if scale and scale != own:
        said.append(answers.converted(scale, own, place))
    return said
