"""Every non-empty cell is in exactly one of placed, heading, left out, whatever the sheet."""

from __future__ import annotations

import grids
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digimatrix.read.grids import Area, Cell, Grid

WORDS = st.sampled_from(
    [
        "TAUSTA JA LÄHTÖKOHDAT",
        "Oma lähtötilanne",
        "MITEN JA MISSÄ",
        "Yhteistyö",
        "RESURSIT",
        "Resurssit taso",
        "Evaluointi / Utvärdering",
        "Kunta",
        "Kunta: Nokia",
        "Pori",
        "Kuvitelma",
        "Taso",
        "Tavoite",
        "Osa-alue",
        "Käytäntö",
        "Päivämäärä: 14.3.2025",
        "Vuosi",
        "2023",
        "Yhteensä",
        "Esimerkki",
        "Esimerkki: näin",
        "Ohje",
        "Euroopan unioni",
        "2014–2020",
        "-",
        "ei ole",
        "n/a",
        "?",
        "2",
        "3/4",
        "2-3",
        "5",
        "50 %",
        "kirjastot ja museot tekevät yhdessä",
        "taso 2, tavoite 3",
        "Kuka tekee?",
        "Muuta",
        "1. Tausta",
        "2. Resurssit",
        "3. Evaluointi",
        "1. kirjasto",
        "1. Tausta\n2. Resurssit\n3. Evaluointi\n1. a\n2. b\n3. c",
        "Nokia: yksi ihminen",
        "Vastaus",
        "Terveisin",
        "Anu Koskela",
        "p. 040 000 0000",
        "kysely\nTerveisin\nAnu",
        "Open-Ended Response",
        '{"ImportId":"QID1"}',
        "2024-09-03 07:45:11",
    ]
)
TEXTS = WORDS | st.text(min_size=1, max_size=30).filter(str.strip)


@st.composite
def any_cell(draw: st.DrawFn, row: int, column: int) -> Cell:
    text = draw(TEXTS)
    kind = draw(st.integers(0, 30))
    if kind == 0:
        return Cell(row, column, "", "", struck=text)
    if kind == 1:
        return Cell(row, column, "", "", comment=text)
    if kind == 2:
        return Cell(row, column, "#REF!", "#REF!", error=True)
    return Cell(
        row,
        column,
        int(text) if text.isdecimal() and len(text) < 5 else text,
        text,
        comment="huom" if kind == 3 else "",
        formula=kind in (4, 5),
    )


@st.composite
def any_grid(draw: st.DrawFn, sheet: str = "Taul1") -> Grid:
    places = draw(
        st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=30, unique=True)
    )
    cells = {place: draw(any_cell(*place)) for place in sorted(places)}
    if draw(st.booleans()):
        cells |= draw(heading_line())
    corner = st.integers(1, 8)
    merges = [
        Area(top, left, top + draw(st.integers(0, 3)), left + draw(st.integers(0, 3)))
        for top, left in draw(st.lists(st.tuples(corner, corner), max_size=3))
    ]
    return Grid(
        "sheets/vastaus.xlsx",
        draw(st.sampled_from([sheet, "Ohje", "Esimerkki", "Yhteenveto", "Nokia"])),
        dict(sorted(cells.items())),
        tuple(merges),
        draw(st.integers(0, 9)) == 0,
        frozenset(draw(st.sets(corner, max_size=1))),
        frozenset(draw(st.sets(corner, max_size=1))),
    )


@st.composite
def heading_line(draw: st.DrawFn) -> dict[tuple[int, int], Cell]:
    """Headings of the matrix in a row or a column, so that most sheets hold a table."""
    line, start, step = draw(st.integers(1, 7)), draw(st.integers(1, 4)), draw(st.integers(1, 2))
    headings = draw(st.permutations(["Tausta", "Oma tilanne", "Miten ja missä", "Resurssit"]))
    sideways = draw(st.booleans())
    places = [(line, start + step * n) for n in range(len(headings))]
    if sideways:
        places = [(column, row) for row, column in places]
    return {
        place: Cell(*place, heading, heading)
        for place, heading in zip(places, headings, strict=True)
    }


@st.composite
def column(draw: st.DrawFn) -> Grid:
    """Headings, names, numbers and answers one below the other, some with a cell beside."""
    texts = draw(st.lists(TEXTS, min_size=4, max_size=24))
    cells = {}
    for row, text in enumerate(texts, 1):
        at = row + draw(st.integers(0, 1)) * 30
        cells[at, 1] = draw(any_cell(at, 1)) if draw(st.booleans()) else Cell(at, 1, text, text)
        if draw(st.integers(0, 4)) == 0:
            cells[at, 2] = draw(any_cell(at, 2))
    return Grid("viesti.xlsx", "Taul1", dict(sorted(cells.items())))


SHEETS = st.lists(any_grid() | column(), min_size=1, max_size=3)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SHEETS)
def test_every_cell_meets_exactly_one_end(sheets: list[Grid]) -> None:
    result = grids.read(*sheets)
    for sheet, ledger in zip(sheets, result.ledgers, strict=True):
        ends = [*ledger.placed, *ledger.headings, *ledger.left]
        assert sorted(ends) == sorted(sheet.cells)
    assert result.counts.cells == sum(len(sheet.cells) for sheet in sheets)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SHEETS)
def test_a_return_holds_just_the_placed_cells(sheets: list[Grid]) -> None:
    result = grids.read(*sheets)
    held = {
        (number, address)
        for draft in result.drafts
        for number, addresses in draft.cells.items()
        for address in addresses
    }
    placed = {
        (number, address)
        for number, ledger in enumerate(result.ledgers)
        for address in ledger.placed
    }
    assert placed <= held
    for number, address in held - placed:  # a level cell that was no level after all
        assert result.ledgers[number].left[address].rule.slug == "not-a-level"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_grid() | column())
def test_the_words_of_an_answer_come_from_its_cells(sheet: Grid) -> None:
    result = grids.read(sheet)
    for draft in result.drafts:
        for answer in draft.result.answers:
            for part in answer.parts:
                assert part.place.row is not None
                assert part.place.column is not None
                words = answer.text[part.start : part.end]
                assert words in sheet.cells[part.place.row, part.place.column].text
            for level in (answer.level, answer.target):
                assert level is None or 0 <= level.low <= level.high <= 4
