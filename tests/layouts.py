"""Workbooks of every layout with known answers: what was typed where, and what must be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from digimatrix import frameworks
from digimatrix.languages import LANGUAGES
from digimatrix.read.grids import Area, Cell, Grid

FRAMEWORK = frameworks.load()
MUNICIPALITIES = ("Nokia", "Akaa", "Pori", "Kemi", "Uusikaupunki")
PHRASES = (
    "digipaja koululaisille",
    "yhteinen hanke museon kanssa",
    "1,5 htv ja laitteet lainaan",
    "e-aineistot käytössä,\nopastusta torstaisin",
    "lautakunta seuraa puolivuosittain",
    "vet inte mycket ännu om detta",
    "a shared plan with two schools",
)
_KINDS = ("who", "what", "text", "level", "aim")
LABELS: Mapping[str, Mapping[str, str]] = {
    language: dict(zip(_KINDS, words.split(), strict=True))
    for language, words in {
        "fi": "Kunta Osa-alue Kuvaus Taso Tavoite",
        "sv": "Kommun Delområde Beskrivning Nivå Mål",
        "en": "Municipality Dimension Answer Level Target",
        "hu": "Település Terület Válasz Szint Célszint",
        "lt": "Savivaldybė Sritis Atsakymas Lygis Tikslas",
    }.items()
}

Value = str | int | None
Rows = list[list[Value]]


@dataclass
class Typed:
    """What one municipality answers to one dimension."""

    texts: tuple[str, ...] = ()
    level: int | None = None
    target: int | None = None

    @property
    def text(self) -> str:
        """The answer as it is read: cells joined by a line break."""
        return "\n".join(self.texts)


Answers = dict[str, dict[str, Typed]]
"""By municipality and dimension."""


@dataclass
class Made:
    """A sheet and what must be read from it; `answers` stand in these words."""

    layout: str
    rows: Rows
    answers: Answers
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def grid(self, down: int, right: int, file: str) -> Grid:
        """Return the sheet, moved down and right."""
        cells = {
            (r + down, c + right): Cell(r + down, c + right, value, str(value))
            for r, row in enumerate(self.rows, 1)
            for c, value in enumerate(row, 1)
            if value is not None
        }
        merges = tuple(
            Area(top + down, left + right, bottom + down, last + right)
            for top, left, bottom, last in self.merges
        )
        return Grid(file, "Taul1", cells, merges)


@dataclass
class Form:
    """What the layouts are made from."""

    draw: st.DrawFn
    words: Mapping[str, str]
    headings: dict[str, str]
    answers: Answers

    def each(self, who: str) -> list[tuple[str, str, Typed]]:
        """Return key, heading and answer of each dimension, in the order of the form."""
        return [(key, words, self.answers[who][key]) for key, words in self.headings.items()]


def _one(form: Form) -> str:
    """Keep one municipality only, and return its name."""
    name = next(iter(form.answers))
    for other in list(form.answers)[1:]:
        del form.answers[other]
    return name


def _forget(form: Form, *, text: bool = False, level: bool = False, target: bool = False) -> None:
    for answers in form.answers.values():
        for typed in answers.values():
            typed.texts = () if text else typed.texts
            typed.level = None if level else typed.level
            typed.target = None if target else typed.target


def _stacked(answers: Sequence[Typed]) -> Rows:
    """Return as many rows as the longest answer has parts."""
    deep = max(1, *(len(typed.texts) for typed in answers))
    return [
        [typed.texts[n] if n < len(typed.texts) else None for typed in answers] for n in range(deep)
    ]


def columns(form: Form) -> Rows:
    """Headings in a row, answers below in several rows."""
    who = _one(form)
    _forget(form, level=True, target=True)
    answers = [typed for _, _, typed in form.each(who)]
    return [[form.words["who"], who], [], [*form.headings.values()], *_stacked(answers)]


def columns_with_levels(form: Form) -> Rows:
    """Headings in a row, labelled rows for text, level and target."""
    who = _one(form)
    for typed in form.answers[who].values():
        typed.texts = typed.texts[:1]
    answers = [typed for _, _, typed in form.each(who)]
    words = form.words
    return [
        [who],
        [],
        [None, *form.headings.values()],
        [words["text"], *(typed.text or None for typed in answers)],
        [words["level"], *(typed.level for typed in answers)],
        [words["aim"], *(typed.target for typed in answers)],
    ]


def rows(form: Form) -> Rows:
    """A dimension a row, with text, level and target in any order."""
    who = _one(form)
    for typed in form.answers[who].values():
        typed.texts = typed.texts[:1]
    order = form.draw(st.permutations(["text", "level", "aim"]))
    made: Rows = [
        [form.words["who"], who],
        [],
        [form.words["what"], *(form.words[k] for k in order)],
    ]
    for _, heading, typed in form.each(who):
        parts = {"text": typed.text or None, "level": typed.level, "aim": typed.target}
        made.append([heading, *(parts[kind] for kind in order)])
    return made


def rows_several(form: Form) -> Rows:
    """Several rows a dimension, its heading in the first of them."""
    who = _one(form)
    _forget(form, target=True)
    made: Rows = [[who], [], [form.words["what"], form.words["text"], form.words["level"]]]
    for _, heading, typed in form.each(who):
        first, *others = typed.texts or (None,)
        made.append([heading, first, typed.level])
        made += [[None, text, None] for text in others]
    return made


def long(form: Form) -> Rows:
    """One practice a row; municipality and dimension on every row, or where they change."""
    _forget(form, target=True)
    repeated = form.draw(st.booleans())
    words = form.words
    made: Rows = [[words["who"], words["what"], words["text"], words["level"]]]
    for who in form.answers:
        new = True
        for _, heading, typed in form.each(who):
            for number, text in enumerate(typed.texts or ("-",)):
                name = who if new or repeated else None
                label = heading if number == 0 or repeated else None
                made.append([name, label, text, typed.level if number == 0 else None])
                new = False
            typed.texts = typed.texts or ("-",)
    return made


def table(form: Form) -> Rows:
    """A municipality a row, its further answers in rows below."""
    _forget(form, level=True, target=True)
    made: Rows = [[form.words["who"], *form.headings.values()]]
    for who in form.answers:
        name: str | None = who
        for row in _stacked([typed for _, _, typed in form.each(who)]):
            made.append([name, *row])
            name = None
    return made


def table_pairs(form: Form) -> Rows:
    """A municipality a row, text and level under each heading."""
    _forget(form, target=True)
    words = form.words
    made: Rows = [[words["who"]], [None]]
    for heading in form.headings.values():
        made[0] += [heading, None]
        made[1] += [words["text"], words["level"]]
    for who in form.answers:
        row: list[Value] = [who]
        for _, _, typed in form.each(who):
            typed.texts = typed.texts[:1]
            row += [typed.text or None, typed.level]
        made.append(row)
    return made


def levels(form: Form) -> Rows:
    """A municipality a row, nothing but levels, sums at the end."""
    _forget(form, text=True, target=True)
    made: Rows = [[form.words["who"], *form.headings.values()]]
    for who in form.answers:
        made.append([who, *(typed.level for _, _, typed in form.each(who))])
    return made


def beside(form: Form) -> Rows:
    """A municipality a column."""
    _forget(form, level=True, target=True)
    made: Rows = [[None, *form.answers]]
    for key, heading in form.headings.items():
        row: list[Value] = [heading]
        for who in form.answers:
            typed = form.answers[who][key]
            typed.texts = typed.texts[:1]
            row.append(typed.text or None)
        made.append(row)
    return made


def blocks(form: Form) -> Rows:
    """A table for each municipality, below each other under its name."""
    _forget(form, level=True, target=True)
    made: Rows = []
    for who in form.answers:
        answers = [typed for _, _, typed in form.each(who)]
        made += [[who], [*form.headings.values()], *_stacked(answers)]
        if form.draw(st.booleans()):
            made.append([])
    return made


def blocks_of_rows(form: Form) -> Rows:
    """The same with the headings beside the answers, under a label with the name."""
    _forget(form, target=True)
    made: Rows = []
    for who in form.answers:
        made.append([f"{form.words['who']}:", who])
        for _, heading, typed in form.each(who):
            typed.texts = typed.texts[:1]
            made.append([heading, typed.text or None, typed.level])
        made += [[]] * form.draw(st.integers(0, 2))
    return made


def single_column(form: Form) -> Rows:
    """Each answer in the cells below its heading."""
    who = _one(form)
    _forget(form, level=True, target=True)
    made: Rows = [[f"{form.words['who']}: {who}"], []]
    for _, heading, typed in form.each(who):
        made += [[heading], *([text] for text in typed.texts)]
    return made


def columns_below(form: Form) -> Rows:
    """The same of several municipalities, one below the other."""
    _forget(form, level=True, target=True)
    made: Rows = []
    for who in form.answers:
        made.append([f"{form.words['who']}: {who}"])
        for _, heading, typed in form.each(who):
            made += [[heading], *([text] for text in typed.texts)]
        made += [[]] * form.draw(st.integers(0, 1))
    return made


def lists(form: Form) -> Rows:
    """Under each heading who answered what, with headings of its own or none."""
    _forget(form, target=True)
    headed = form.draw(st.booleans())
    if not headed:
        _forget(form, level=True)
    made: Rows = []
    for key, heading in form.headings.items():
        made.append([heading])
        if headed:
            made.append([form.words[kind] for kind in ("who", "text", "level")])
        for who in form.answers:
            typed = form.answers[who][key]
            typed.texts = typed.texts[:1] if headed else typed.texts[:1] or ("-",)
            made.append([who, typed.text or None, typed.level])
        made += [[]] * form.draw(st.integers(0, 1))
    return made


def numbered(form: Form) -> Rows:
    """The headings in a numbered list, the answers of each below by the same numbers."""
    _forget(form, level=True, target=True)
    made: Rows = [[f"{n}. {heading}"] for n, heading in enumerate(form.headings.values(), 1)]
    for who in form.answers:
        made += [[], [who]]
        for number, (_, _, typed) in enumerate(form.each(who), 1):
            first, *others = typed.texts or ("-",)
            typed.texts = typed.texts or ("-",)
            made += [[f"{number}. {first}"], *([text] for text in others)]
    return made


def pairs(form: Form) -> Rows:
    """A list of labels: the heading with its answer, then its level and target."""
    who = _one(form)
    made: Rows = [[form.words["who"], who]]
    for _, heading, typed in form.each(who):
        typed.texts = typed.texts[:1]
        made += [
            [heading, typed.text or None],
            [form.words["level"], typed.level],
            [form.words["aim"], typed.target],
        ]
    return made


def ticked(form: Form) -> Rows:
    """A cross in the column of the level, the words last."""
    who = _one(form)
    _forget(form, target=True)
    made: Rows = [[form.words["who"], who], [form.words["what"], 0, 1, 2, 3, 4, form.words["text"]]]
    for _, heading, typed in form.each(who):
        typed.texts = typed.texts[:1]
        row: list[Value] = [heading, *["x" if typed.level == n else None for n in range(5)]]
        made.append([*row, typed.text or None])
    return made


def whole_cells(form: Form) -> Rows:
    """A municipality a row, all its answers in one cell under their headings."""
    _forget(form, level=True, target=True)
    made: Rows = [[form.words["who"], form.words["text"]]]
    for who in form.answers:
        alone = form.draw(st.booleans())
        lines = []
        for _, heading, typed in form.each(who):
            lines += [heading, typed.text] if alone else [f"{heading}: {typed.text}"]
        made.append([who, "\n".join(lines)])
    return made


LAYOUTS: tuple[Callable[[Form], Rows], ...] = (
    columns,
    columns_with_levels,
    rows,
    rows_several,
    long,
    table,
    table_pairs,
    levels,
    beside,
    blocks,
    blocks_of_rows,
    single_column,
    columns_below,
    lists,
    numbered,
    pairs,
    ticked,
    whole_cells,
)


@st.composite
def made(draw: st.DrawFn, layout: Callable[[Form], Rows]) -> Made:
    """Return a sheet of that layout with answers drawn for it."""
    language = draw(st.sampled_from(LANGUAGES))
    keys = draw(st.permutations(FRAMEWORK.keys))[: draw(st.integers(3, 6))]
    short = draw(st.booleans())
    headings = {
        key: (d.name if short else d.heading)[language]
        for key in keys
        for d in (FRAMEWORK.dimension(key),)
    }
    number = 0

    def typed() -> Typed:
        nonlocal number
        texts = []
        for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
            number += 1
            texts.append(f"{draw(st.sampled_from(PHRASES))}, kohde nro {number}")
        level = draw(st.sampled_from([None, 0, 1, 2, 3, 4]))
        return Typed(tuple(texts), level, draw(st.sampled_from([None, 2, 3, 4])))

    names = draw(st.permutations(MUNICIPALITIES))[: draw(st.integers(2, 4))]
    answers = {name: {key: typed() for key in keys} for name in names}
    for own in answers.values():  # a record without anything is none
        own[keys[0]] = Typed((f"{PHRASES[0]}, kohde nro {number + 1}",), 2, 3)
        number += 1
    form = Form(draw, LABELS[language], headings, answers)
    return Made(layout.__name__, layout(form), form.answers)
