"""The sheets of one file become returns, with an account of every cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Counts, Return, State
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read import answers, identity, language, screening
from digimatrix.read.accounting import Address, Ledger
from digimatrix.read.answers import Sited
from digimatrix.read.grids import Cell, Grid
from digimatrix.read.headings import SCALE, Headings, Label
from digimatrix.read.identity import Labelled, Named, When
from digimatrix.read.fields import Owner
from digimatrix.read.layout import Table, tables
from digimatrix.read.register import Registers
from digimatrix.read.typed_levels import Scale, TypedLevel, contradict, scale_of
from digimatrix.read.wordings import fold, plain_set

_METADATA = frozenset(Label) - {Label.TEXT, Label.LEVEL, Label.TARGET, Label.TOTAL, Label.EXAMPLE}


@dataclass(frozen=True, slots=True)
class Context:
    """What every file is read with."""

    framework: Framework
    headings: Headings
    registers: Registers
    folder: str = ""


@dataclass(slots=True)
class Draft:
    """A return as one file gives it, before the others are known.

    `made` is when it was made; `cells` the addresses it holds, by the number of the sheet;
    `stated` is False where nothing names its municipality; `problems` are told only if it
    is used.
    """

    result: Return
    made: When
    cells: dict[int, set[Address]]
    stated: bool
    problems: list[Problem]

    @property
    def contents(self) -> tuple[object, ...]:
        """What was answered, apart from where: equal for a copy in another format."""
        return tuple(
            (a.dimension, a.state, a.text, _numbers(a.level), _numbers(a.target))
            for a in self.result.answers
        )


def _numbers(level: object) -> object:
    return (level.typed_low, level.typed_high) if hasattr(level, "typed_low") else None


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

    def leave(self, draft: Draft, rule: Rule, **facts: str) -> None:
        """Take a draft out: its cells are left out for that reason."""
        kept = [other for other in self.drafts if other is not draft]
        for number, addresses in draft.cells.items():
            shared = set().union(*(other.cells.get(number, set()) for other in kept))
            self.ledgers[number].give_back(addresses - shared, rule, **facts)
        self.drafts = kept


@dataclass(slots=True)
class _Bundle:
    """The slots of one municipality and round in one file."""

    named: Named
    made: When
    table: Table
    number: int
    named_scale: Scale | None
    slots: list[Sited] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str | None, int | None]:
        found = self.named.found
        name = found.municipality.name if found else fold(self.named.name)
        return (name, self.made.round, self.made.season)

    @property
    def answered(self) -> set[tuple[str, Label | None]]:
        return {(sited.slot.dimension, sited.slot.facet) for sited in self.slots}


def read_file(grids: Sequence[Grid], name: str, digest: str, context: Context) -> FileResult:
    """Return what one file holds: returns, problems, and an account of its cells."""
    result = FileResult(name, digest)
    result.ledgers = [Ledger(grid) for grid in grids]
    shown = [number for number, grid in enumerate(grids) if not grid.hidden]
    bundles: list[_Bundle] = []
    with_tables: list[tuple[int, list[Table]]] = []
    for number, ledger in enumerate(result.ledgers):
        if reason := screening.sheet_reason(ledger.grid, alone=len(shown) < 2):
            ledger.leave_rest(reason)
            continue
        result.problems += screening.screen_cells(ledger)
        result.funder_lines += screening.funder_lines(ledger)
        found = tables(ledger, context.headings, _is_municipality(context.registers))
        if found:
            with_tables.append((number, found))
    if len(with_tables) > 1:
        with_tables = _without_summaries(with_tables, result)
    for number, found in with_tables:
        several = len(with_tables) > 1
        bundles += _bundles(found, number, result, context, sheet_is_name=several)
    _rest(with_tables, result, context)
    merged = _merged(bundles)
    for bundle, scale in zip(merged, _scales(merged, context), strict=True):
        result.drafts.append(_draft(bundle, result, context, scale))
    _drop_blank(result)
    for ledger in result.ledgers:
        ledger.leave_rest(Rule.OUTSIDE_TABLE)
    return result


def _is_municipality(registers: Registers) -> Callable[[str], bool]:
    def known(text: str) -> bool:
        return len(text) <= 80 and (
            registers.find(text) is not None or registers.find(identity.tidy(text)) is not None
        )

    return known


def _without_summaries(
    found: list[tuple[int, list[Table]]], result: FileResult
) -> list[tuple[int, list[Table]]]:
    kept = [item for item in found if not screening.is_summary(result.ledgers[item[0]].grid)]
    if not kept:
        return found
    for number, _ in found:
        if number not in {other for other, _ in kept}:
            ledger = result.ledgers[number]
            ledger.give_back(tuple(ledger.placed), Rule.SUMMARY)
            ledger.leave_rest(Rule.SUMMARY)
    return kept


def _titles(table: Table, others: Sequence[Table], ledger: Ledger) -> list[Cell]:
    """Return the cells above a table which belong to it, from the top."""
    left, right = table.area.left, table.area.right
    beside = [
        other
        for other in others
        if other is not table
        and other.area.top <= table.area.bottom
        and other.area.bottom >= table.area.top
    ]
    above = max(
        (
            other.area.bottom
            for other in others
            if other.area.bottom < table.area.top
            and other.area.left <= right
            and other.area.right >= left
        ),
        default=0,
    )
    return [
        ledger.grid.cells[address]
        for address in sorted(ledger.open.keys() | ledger.headings)
        if above < address[0] < table.area.top and (not beside or left <= address[1] <= right)
    ]


def _bundles(
    found: list[Table], number: int, result: FileResult, context: Context, *, sheet_is_name: bool
) -> list[_Bundle]:
    ledger = result.ledgers[number]
    grid = ledger.grid
    usable = {
        address: cell
        for address, cell in grid.cells.items()
        if address in ledger.open or address in ledger.headings
    }
    labels = list(identity.labelled(usable, context.headings))
    bundles: list[_Bundle] = []
    previous: Named | None = None
    for table in found:
        titles = _titles(table, found, ledger)
        addresses = {(cell.row, cell.column) for cell in titles}
        own = [item for item in labels if (item.cell.row, item.cell.column) in addresses]
        rest = [item for item in labels if item not in own]
        named = identity.municipality(
            own or rest if len(found) > 1 else own + rest,
            titles,
            grid.sheet,
            result.name,
            context.registers,
            sheet_is_name=sheet_is_name,
        )
        if previous and not _own_name(named, addresses):
            named = previous
        previous = named
        made = _made(own + rest, titles, grid.sheet, result.name, context)
        slots = answers.settle_facets(table.slots, context.framework)
        scale = _named_scale(titles)
        for cell, heading in table.near:
            facts = {"found": cell.text[:60], "heading": heading.wording}
            result.problems.append(Problem(Rule.NEAR_HEADING, ledger.place_of(cell), facts))
        by_owner: dict[Owner, list[Sited]] = {owner: [] for owner in table.owners}
        for slot in slots:
            by_owner.setdefault(slot.owner, []).append(Sited(slot, ledger))
        for owner, owned in by_owner.items():
            bundle = _Bundle(
                identity.by_cell(owner.municipality, context.registers)
                if owner.municipality
                else named,
                _made_by(owner, made),
                table,
                number,
                scale,
                owned,
            )
            if bundle.slots or owner.municipality or len(table.owners) == 1:
                bundles.append(bundle)
    return bundles


def _own_name(named: Named, addresses: set[Address]) -> bool:
    return named.cell is not None and (named.cell.row, named.cell.column) in addresses


def _named_scale(titles: list[Cell]) -> Scale | None:
    """Return the scale that an instruction above the table names."""
    words = plain_set("answers", "scale_words") | plain_set("labels", "level")
    for cell in titles:
        match = SCALE.search(cell.text)
        if match and not words.isdisjoint(fold(cell.text).split()):
            return (int(match[1]), int(match[2]))
    return None


def _made(
    labels: list[Labelled], titles: list[Cell], sheet: str, file: str, context: Context
) -> When:
    """Return when a table was filled in: rounds and dates with a label, then titles, then names."""

    def values(label: Label) -> list[object]:
        return [
            item.cell.value
            if item.cell is not item.label_cell and not isinstance(item.cell.value, str)
            else item.text
            for item in labels
            if item.label is label
        ]

    rounds = [_as_text(value) for value in values(Label.ROUND)]
    labelled = {(item.cell.row, item.cell.column) for item in labels} | {
        (item.label_cell.row, item.label_cell.column) for item in labels
    }
    free = [
        cell.value if not isinstance(cell.value, str) else cell.text
        for cell in titles
        if (cell.row, cell.column) not in labelled and _tells_time(cell)
    ]
    *folders, base = file.split("/")
    names = [sheet, base.rsplit(".", 1)[0], *reversed(folders), context.folder]
    texts = [*rounds, *values(Label.DATE), *free, *names]
    made = identity.when([text for text in map(_as_text, texts) if text is not None])
    if made.year is None and rounds and isinstance(rounds[0], str):
        made = replace(made, name=rounds[0][:40])
    return made


def _as_text(value: object) -> str | datetime.date | None:
    if isinstance(value, str | datetime.date):
        return value
    return str(int(value)) if isinstance(value, int | float) else None


def _tells_time(cell: Cell) -> bool:
    """Whether a title may tell the date: no deadline, no long instruction."""
    if not isinstance(cell.value, str):
        return True
    words = fold(cell.text).split()
    return len(words) <= 14 and plain_set("time", "deadline").isdisjoint(words)


def _made_by(owner: Owner, made: When) -> When:
    cells = [cell for cell in (owner.round, owner.date) if cell]
    texts = [_as_text(c.value if not isinstance(c.value, str) else c.text) for c in cells]
    own = identity.when([text for text in texts if text is not None])
    if own.year is None and owner.round is not None:
        return replace(made, name=owner.round.text[:40], year=None, season=None)
    if own.year is None:
        return made
    return (
        own
        if own.year != made.year
        else replace(made, date=own.date or made.date, season=own.season or made.season)
    )


def _rest(with_tables: list[tuple[int, list[Table]]], result: FileResult, context: Context) -> None:
    """Account for titles, labels and instructions around the tables, and sheets without any."""
    numbers = dict(with_tables)
    example = " · ".join(d.heading["fi"] for d in context.framework.dimensions[:3])
    if not numbers and result.ledgers:
        place = Place(result.name)
        result.problems.append(Problem(Rule.NO_HEADINGS, place, {"example": example}))
    for number, ledger in enumerate(result.ledgers):
        if number not in numbers:
            ledger.leave_rest(
                Rule.NO_TABLE if numbers else Rule.NO_HEADINGS,
                **({} if numbers else {"example": example}),
            )
            continue
        usable = dict(ledger.open)
        for item in identity.labelled(usable, context.headings):
            if item.label in _METADATA:
                ledger.heading(item.cell)
                ledger.heading(item.label_cell)
        top = min(table.area.top for table in numbers[number])
        above = {
            (c.row, c.column)
            for t in numbers[number]
            for c in _titles(t, numbers[number], ledger)
            if t.area.top - c.row <= 3
        }
        for address, cell in usable.items():
            if address[0] < top or address in above:
                ledger.heading(cell)


def _merged(bundles: list[_Bundle]) -> list[_Bundle]:
    """Join what one municipality answered in several tables.

    On one sheet always; on several sheets of a file if they answer different things.
    """
    kept: dict[tuple[object, ...], list[_Bundle]] = {}
    for bundle in bundles:
        same = kept.setdefault(bundle.key, [])
        for other in same:
            if other.number == bundle.number or not (other.answered & bundle.answered):
                other.slots += bundle.slots
                break
        else:
            same.append(bundle)
    return [bundle for same in kept.values() for bundle in same]


def _scales(bundles: list[_Bundle], context: Context) -> list[Scale | None]:
    """Return the scale of each return.

    All levels of a file under the same heading are on one scale, unless they contradict
    each other; then each sheet has its own.
    """
    slots = [[sited.slot for sited in bundle.slots] for bundle in bundles]
    typed = [answers.typed_in(own, context.framework) for own in slots]
    named = [
        next((slot.scale for slot in own if slot.scale), None) or bundle.named_scale
        for own, bundle in zip(slots, bundles, strict=True)
    ]
    own_scale = (context.framework.lowest, context.framework.highest)
    pools: dict[tuple[object, ...], list[TypedLevel]] = {}
    for levels, scale, bundle in zip(typed, named, bundles, strict=True):
        pools.setdefault((scale,), []).extend(levels)
        pools.setdefault((scale, bundle.number), []).extend(levels)
    found = {
        key: scale_of(pool, own_scale, key[0])
        for key, pool in pools.items()  # type: ignore[arg-type]
    }
    torn = {key for key, pool in pools.items() if contradict(pool)}
    return [
        found[(scale, bundle.number) if (scale,) in torn else (scale,)] if levels else None
        for levels, scale, bundle in zip(typed, named, bundles, strict=True)
    ]


def _draft(bundle: _Bundle, result: FileResult, context: Context, scale: Scale | None) -> Draft:
    grid = result.ledgers[bundle.number].grid
    place = Place(grid.file, grid.sheet or None)
    named = bundle.named
    where = result.ledgers[bundle.number].place_of(named.cell) if named.cell else place
    own = (context.framework.lowest, context.framework.highest)
    said = _notes(named, where, bundle, scale, own, place)
    builder = answers.Answers(context.framework, scale, said.append)
    ordered = sorted(
        bundle.slots, key=lambda s: (s.place.order[:2], s.slot.cell.row, s.slot.cell.column)
    )
    found = builder.build(ordered)
    numbers = {id(ledger): number for number, ledger in enumerate(result.ledgers)}
    cells: dict[int, set[Address]] = {}
    for sited in bundle.slots:
        number = numbers[id(sited.ledger)]
        cells.setdefault(number, set()).add((sited.slot.cell.row, sited.slot.cell.column))
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
    return Draft(made, bundle.made, cells, named.stated, said)


def _notes(
    named: Named, where: Place, bundle: _Bundle, scale: Scale | None, own: Scale, place: Place
) -> list[Problem]:
    """Return what is to be said about whose a return is, when it was made, and its scale."""
    said = []
    if not named.stated:
        said.append(Problem(Rule.NO_MUNICIPALITY, place, {"label": "Kunta"}))
    elif named.found is None:
        said.append(Problem(Rule.UNKNOWN_MUNICIPALITY, where, {"name": named.name}))
    elif named.found.former:
        facts = {
            "former": named.found.former,
            "name": named.found.municipality.name,
            "year": str(named.found.since),
        }
        said.append(Problem(Rule.FORMER_MUNICIPALITY, where, facts))
    elif named.found.near:
        facts = {"found": named.name, "name": named.found.municipality.name}
        said.append(Problem(Rule.NEAR_MUNICIPALITY, where, facts))
    if bundle.made.round is None:
        said.append(Problem(Rule.NO_ROUND, place))
    if scale and scale != own:
        facts = {
            "low": str(scale[0]),
            "high": str(scale[1]),
            "to_low": str(own[0]),
            "to_high": str(own[1]),
        }
        said.append(Problem(Rule.OTHER_SCALE, place, facts))
    return said


def _drop_blank(result: FileResult) -> None:
    """Forget tables without any answer or name beside others: forms that nobody filled in."""
    if any(draft.cells for draft in result.drafts):
        result.drafts = [draft for draft in result.drafts if draft.cells or draft.stated]
