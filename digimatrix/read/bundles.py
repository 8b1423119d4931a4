"""Whose each table's answers are: the slots of one municipality and round, bundled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digimatrix.model.framework import Framework
from digimatrix.read.accounting import Ledger
from digimatrix.read.around import between, common_titles, titles_of
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings, Label
from digimatrix.read.layouts import legends
from digimatrix.read.layouts.aims import aimed
from digimatrix.read.layouts.answers import Sited
from digimatrix.read.layouts.choices import Choice, chosen
from digimatrix.read.layouts.colours import shaded, without_colour_words
from digimatrix.read.layouts.contents import settle_facets
from digimatrix.read.layouts.layout import Table
from digimatrix.read.layouts.mailed import by_addresses
from digimatrix.read.layouts.titles import signer, signs
from digimatrix.read.levels.named_scales import (
    NUMBERED,
    SCALE,
    scale_alone,
    scale_in,
    scale_spelled,
    speaks_of_levels,
)
from digimatrix.read.levels.spelled import in_arabic
from digimatrix.read.levels.typed_levels import Scale, TypedLevel, are_shares, contradict, scale_of
from digimatrix.read.screening import continues, is_summary
from digimatrix.read.senders import dating, identity, versions
from digimatrix.read.senders.dating import When
from digimatrix.read.senders.identity import Named
from digimatrix.read.senders.owner import Owner
from digimatrix.read.senders.register import Found, Registers
from digimatrix.read.senders.uniting import (
    Units,
    former_of,
    units_of,
)
from digimatrix.read.wordings import fold, plain_set

_TITLE = 100  # letters
_LEGEND = 300  # letters of a cell that may tell a scale in other words than "1–5"


@dataclass(frozen=True, slots=True)
class Context:
    """What every file is read with."""

    framework: Framework
    headings: Headings
    registers: Registers
    folder: str = ""


@dataclass(slots=True)
class Bundle:
    """The slots of one municipality and round in one file.

    `units` are those of the municipality that it names, `former` what was a municipality of
    its own; `summary` tells that a title calls it a summary, `continued` that it goes on with
    what another sheet began, `called` which version its titles say it is, `united` that sheets
    of several units were joined, `before_merger` into what it was merged after its answers.
    """

    named: Named
    made: When
    table: Table
    number: int
    named_scale: Scale | None
    units: Units
    former: tuple[Found, ...]
    summary: bool
    continued: bool
    called: frozenset[str]
    slots: list[Sited] = field(default_factory=list)
    united: bool = False
    before_merger: Found | None = None

    @property
    def sheet(self) -> str:
        """The name of the sheet, where it has answers."""
        return self.slots[0].ledger.grid.sheet if self.slots else ""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of all sheets that it has answers on."""
        return tuple(dict.fromkeys(sited.ledger.grid.sheet for sited in self.slots))

    @property
    def key(self) -> tuple[object, ...]:
        """What returns are told apart by: municipality, round and season."""
        found = self.named.found
        name = found.municipality if found else fold(self.named.name)
        return (name, self.made.round, self.made.season)

    @property
    def answered(self) -> set[tuple[str, Label | None]]:
        """Which dimensions have which facet."""
        return {(sited.slot.dimension, sited.slot.facet) for sited in self.slots}


def bundles_of(
    found: Sequence[Table],
    number: int,
    ledger: Ledger,
    context: Context,
    instructions: Sequence[Iterable[Cell]],
    offered: Mapping[str, Choice],
    below: Sequence[Named] = (),
    *,
    sheet_is_name: bool,
) -> list[Bundle]:
    """Return the bundles in the tables of one sheet, the file's sheet of that number.

    `instructions` are the cells of each sheet of the file that tells how to answer, `offered` the
    levels that its lists offer, `below` whose each table is where a name below it tells that;
    `sheet_is_name` where the sheets of a file may be named after municipalities.
    """
    grid = ledger.grid
    usable = {
        address: cell
        for address, cell in grid.cells.items()
        if address in ledger.open or address in ledger.headings
    }
    labels = list(identity.labelled(usable, context.headings))
    in_order = sorted(usable)
    beside = named_scale((grid.cells[a] for a in (*ledger.open, *ledger.left)), beside=True)
    no_answers = (grid.cells[a] for a in (*ledger.open, *ledger.left, *ledger.headings))
    legend = legends.legend_in((no_answers, *instructions))
    known = identity.Known(context.registers)
    bottom = max(table.area.bottom for table in found)
    lines = (x.text for (row, _), x in sorted(ledger.open.items()) if row > bottom)
    signed = [*(text for text in lines if signs(text, known)), *ledger.signed]
    signatures = [signer(text) for text in signed]
    first = min(table.area.top for table in found)
    of_all = [usable[address] for address in between(in_order, (1, 1), (first, 0))]
    made_up: list[Bundle] = []
    previous: Named | None = None
    answered = {slot.cell.address for table in found for slot in table.slots}
    unanswered = [address for address in in_order if address not in answered]
    above = [titles_of(table, found, unanswered) for table in found]
    for position, table in enumerate(found):
        titles = [usable[address] for address in above[position]]
        addresses = set(above[position])
        own = [item for item in labels if item.cell.address in addresses]
        lower = above[position + 1 :] if labels else []
        later = {address for titled in lower for address in titled} - addresses
        others = [item for item in labels if item.cell.address not in later]
        rest = [item for item in others if item not in own]
        top, left = table.area.top, table.area.left
        corner = [usable[address] for address in between(in_order, (top, 1), (top, left + 1))]
        named = identity.municipality(
            own or rest if len(found) > 1 else own + rest,
            [*titles, *corner],
            grid.sheet,
            grid.file,
            context.registers,
            sheet_is_name=sheet_is_name,
            language=table.language,
            signatures=signatures,
            margins=grid.margins,
        )
        if below:
            named = below[position]
        elif previous and not _own_name(named, addresses):
            named = previous
        previous = named
        if not named.stated:
            unheard = (usable[address] for address in unanswered)
            table = by_addresses(table, unheard, context.registers)
            if not any(owner.municipality for owner in table.owners):
                named = identity.by_contact(own + rest, signatures, context.registers) or named
        common = [usable[address] for address in common_titles(table, found, in_order)]
        if _own_name(named, addresses):
            common += (cell for cell in of_all if not known.is_mentioned(cell.text))
        made = dating.of_table(
            own + rest,
            [*titles, *(_heading_of(cell, answered) for cell in table.dated), *common],
            grid.sheet,
            grid.file,
            context.folder,
            (*signatures, *grid.margins),
        )
        explained = legends.explained(table.slots, legend, context.framework)
        explained = chosen(explained, offered)
        settled = shaded(settle_facets(explained, context.framework), ledger)
        settled = without_colour_words(settled, ledger)
        heads = [cell.text for cell in titles]
        slots = aimed(settled, explained, heads, grid.sheet, grid.file, context.headings)
        labelled = own + rest
        scale = named_scale(titles) or beside
        by_owner: dict[Owner, list[Sited]] = {owner: [] for owner in table.owners}
        for slot in slots:
            by_owner.setdefault(slot.owner, []).append(Sited(slot, ledger))
        for owner, owned in by_owner.items():
            whose = (
                identity.by_cell(owner.municipality, context.registers, table.language)
                if owner.municipality
                else named
            )
            names = (grid.sheet, grid.file, context.registers)
            former = former_of(whose, labelled, *names)
            bundle = Bundle(
                whose,
                dating.of_owner(owner, made),
                replace(table, slots=slots),
                number,
                scale,
                units_of(whose, former, labelled, titles, *names),
                former,
                any(len(text) <= _TITLE and is_summary(text) for text in heads),
                any(len(text) <= _TITLE and continues(text) for text in (*heads, grid.sheet)),
                versions.called(text for text in heads if len(text) <= _TITLE),
                owned,
            )
            if bundle.slots or owner.municipality or len(table.owners) == 1:
                made_up.append(bundle)
    return made_up


def _heading_of(cell: Cell, answered: set[Address]) -> Cell:
    """Return a heading without the answer on its line: a year there tells no round."""
    before, colon, _ = cell.text.partition(":")
    if not colon or cell.address not in answered:
        return cell
    return replace(cell, value=before, text=before)


def told_beside(
    ledger: Ledger, found: Sequence[Bundle], context: Context, *, instructs: bool = False
) -> None:
    """Tell the bundles what a sheet without a table says for the file: whose it is, and when.

    A label on it wins over the file's name, not over what stands on the sheet of the answers;
    on one that `instructs` it may be an example, and wins over nothing.
    """
    whose = (Label.MUNICIPALITY, Label.CODE, Label.DATE, Label.ROUND)
    about = (*whose, Label.RESPONDENT, Label.UNIT)
    labels = [x for x in identity.labelled(ledger.open, context.headings) if x.label in about]
    told = [item for item in labels if item.label in whose]
    if not told:
        return
    language = found[0].table.language
    named = identity.municipality(
        told, [], "", ledger.grid.file, context.registers, sheet_is_name=False, language=language
    )
    days = [cell for cell in ledger.open.values() if _is_day(cell)]
    made = dating.of_table(told, days, "", "", "")
    for bundle in found:
        own = bundle.named
        on_sheet = own.found is not None and own.name == bundle.sheet
        free = not own.stated if instructs else own.cell is None and not on_sheet
        if free and named.cell is not None:
            bundle.named = replace(named, cell=None)
        if bundle.made.round is None:
            bundle.made = made
    for cell in days:
        ledger.heading(cell)
    for item in labels:
        ledger.heading(item.cell)
        ledger.heading(item.label_cell)


def _is_day(cell: Cell) -> bool:
    """Whether a cell holds a date and nothing else, whatever stands beside it."""
    if isinstance(cell.value, datetime.date):
        return True
    return not any(map(str.isalpha, cell.text)) and dating.date_in(cell.text) is not None


def _own_name(named: Named, addresses: set[Address]) -> bool:
    return named.cell is not None and named.cell.address in addresses


_EQUATED = re.compile(r"(?<![\d.,–-])(\d{1,3})\s*=\s*(?=[^\W\d])")
_ALONE = re.compile(r"(?<![\w.,])\d{1,3}(?![\w.,]\d|\d)")
_SCALES = frozenset({(0, 3), (0, 4), (0, 5), (0, 10), (1, 3), (1, 4), (1, 5), (1, 6), (1, 10)})


def named_scale(titles: Iterable[Cell], *, beside: bool = False) -> Scale | None:
    """Return the scale that an instruction above the table names.

    In words ("asteikko 1–5") or by its levels ("1 = ei lainkaan, 5 = erinomainen"). Of what
    stands `beside` a table only what leaves no doubt counts: "5 = erinomainen", "taso 1–5".
    """
    sure = plain_set("answers", "scale_words")
    legend: set[int] = set()
    for cell in titles:
        text = in_arabic(cell.text)
        if beside and (alone := scale_alone(text)):
            return alone
        if beside and ("=" not in text or len(text) > _LEGEND):
            continue
        said = fold(text).split()
        named = speaks_of_levels(text)
        match = scale_in(text) if named and SCALE.search(text) else scale_spelled(text)
        if match:
            return match
        if not sure.isdisjoint(said) and len(text) <= _LEGEND:
            found = _scale_over(map(int, _ALONE.findall(text)))
            if found:
                return found
        numbers = {int(number) for number in (_EQUATED if beside else NUMBERED).findall(text)}
        legend |= numbers if named or len(numbers) != 1 or text[:1].isdigit() else set()
    return _scale_over(legend)


def _scale_over(numbers: Iterable[int]) -> Scale | None:
    found = set(numbers)
    scale = (min(found), max(found)) if len(found) > 1 else None
    return scale if scale in _SCALES else None


def scales(
    found: Sequence[Bundle],
    typed: Sequence[Sequence[TypedLevel]],
    context: Context,
    told: Scale | None = None,
) -> list[Scale | None]:
    """Return the scale of each return, with `typed` levels; `told` is that of the instructions.

    None where it types no level, or where each dimension has a scale of its own.

    All levels of a file under the same heading are on one scale, unless they contradict
    each other; then each sheet has its own.
    """
    if context.framework.mixed:
        return [None for _ in found]
    named = [
        next((sited.slot.scale for sited in bundle.slots if sited.slot.scale), None)
        or bundle.named_scale
        or told
        for bundle in found
    ]
    own = context.framework.ends
    pools: dict[tuple[Scale | None, int | None], list[TypedLevel]] = {}
    for levels, scale, bundle in zip(typed, named, found, strict=True):
        for key in ((scale, None), (scale, bundle.number)):
            pools.setdefault(key, []).extend(levels)
    torn = {scale for (scale, number), pool in pools.items() if number is None and contradict(pool)}
    used = {
        key: (0, 1) if key[0] == (0, 100) and are_shares(pool) else scale_of(pool, own, key[0])
        for key, pool in pools.items()
    }
    return [
        used[scale, bundle.number if scale in torn else None] if levels else None
        for levels, scale, bundle in zip(typed, named, found, strict=True)
    ]
