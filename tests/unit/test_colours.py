from dataclasses import replace

import grids
import pytest

RED, ORANGE, YELLOW, GREEN, BLUE = (
    "rgb=FFFF0000",
    "theme=5",
    "rgb=FFFFFF00",
    "indexed=17",
    "theme=4",
)
SCALE = (RED, ORANGE, YELLOW, GREEN, BLUE)
DOWN = """
| Kunta | Lempäälä |
| Aihe | Tilanne sanoin | Väri |
| Tausta ja lähtökohdat | Strategia |  |
| Oma lähtötilanne | Kokeiluja |  |
| Miten ja missä | Kirjasto |  |
| Yhteistyöllä | Taidekeskus |  |
| Resurssit | Digituottaja |  |
| Evaluointi | Mittareita |  |

| Värien selitys |  |  |
|  |  | taso 0, ei ole |
|  |  | taso 1, satunnaista |
|  |  | taso 2, orastavaa |
|  |  | taso 3, järjestelmällistä |
|  |  | taso 4, edelläkävijä |
"""
LEGEND = dict(zip((f"C{row}" for row in range(11, 16)), SCALE, strict=True))
ANSWERS = [GREEN, YELLOW, GREEN, BLUE, ORANGE, RED]
LEVELS = [3, 2, 3, 4, 1, 0]


def painted(table, fills, **parts):
    filled = {grids.at(address): colour for address, colour in fills.items()}
    return replace(grids.grid(table, **parts), fills=filled)


def read(table, fills, **parts):
    """Return the answers' levels and words, and the slugs of what is said."""
    result = grids.read(painted(table, fills, **parts))
    (draft,) = result.drafts
    levels = [answer.level.typed_low if answer.level else None for answer in draft.result.answers]
    return levels, [answer.text for answer in draft.result.answers], grids.slugs(result)


def column(letter, first, colours=ANSWERS):
    return {f"{letter}{row}": colour for row, colour in enumerate(colours, first)}


def test_the_colour_of_an_empty_cell_is_the_level_that_the_legend_gives_it():
    levels, texts, said = read(DOWN, LEGEND | column("C", 3))
    assert levels == LEVELS
    assert texts[0] == "Strategia"
    assert "read-as-level" in said


def test_the_colour_of_an_answer_is_its_level_where_nothing_else_tells_one():
    levels, texts, said = read(DOWN, LEGEND | column("B", 3))
    assert levels == LEVELS
    assert texts[0] == "Strategia"
    assert "read-as-level" in said
    typed = DOWN.replace("| Strategia |  |", "| Strategia | 1 |").replace("Väri", "Taso")
    assert read(typed, LEGEND | column("B", 3))[0] == [1, *[None] * 5]


def test_a_legend_may_have_its_colours_beside_its_words():
    beside = {address.replace("C", "B"): colour for address, colour in LEGEND.items()}
    assert read(DOWN, beside | column("C", 3))[0] == LEVELS


def test_colours_may_stand_in_a_row_below_the_answers():
    table = f"""
    | Kommun | Pargas |  |  |  |  |  |
    |  {grids.SIX}
    | Svar | Strategi | Podd | Bibliotek | Skolor | Pengar | Statistik |
    | Färg |  |  |  |  |  |  |
    |  |
    | nivå 0 | nivå 1 | nivå 2 | nivå 3 | nivå 4 |
    """
    legend = dict(zip(("A6", "B6", "C6", "D6", "E6"), SCALE, strict=True))
    answers = dict(zip(("B4", "C4", "D4", "E4", "F4", "G4"), ANSWERS, strict=True))
    assert read(table, legend | answers)[0] == LEVELS


@pytest.mark.parametrize(
    "legend", [{}, dict.fromkeys(LEGEND, GREEN), dict(list(LEGEND.items())[1:])]
)
def test_colours_without_a_whole_legend_tell_nothing(legend):
    levels, _, said = read(DOWN, legend | column("C", 3, ANSWERS[:4]))
    expected = [3, 2, 3, 4, None, None] if len(set(legend.values())) > 2 else [None] * 6
    assert levels == expected
    assert ("read-as-level" in said) is any(expected)


def test_a_painted_grid_has_its_levels_where_it_is_ticked():
    table = """
    | Kunta | Kemi |  |  |  |  |
    | Osa-alue | 0 | 1 | 2 | 3 | 4 |
    | Tausta ja lähtökohdat |  | x |  |  |  |
    | Oma lähtötilanne |  |  | x |  |  |
    | Miten ja missä |  |  | x |  |  |
    | Yhteistyöllä |  |  |  | x |  |
    | Resurssit |  | x |  |  |  |
    | Evaluointi | x |  |  |  |  |
    """
    fills = {
        f"{letter}{row}": c for row in range(2, 9) for letter, c in zip("BCDEF", SCALE, strict=True)
    }
    assert read(table, fills)[0] == [1, 2, 2, 3, 1, 0]


def test_cells_behind_a_merge_are_not_filled_on_their_own():
    fills = LEGEND | column("C", 3, [GREEN, GREEN, YELLOW, YELLOW, RED, RED])
    levels, _, _ = read(DOWN, fills, merges=["C3:C4", "C5:C6"])
    assert levels[4:] == [0, 0]
    result = grids.read(painted(DOWN, fills, merges=["C3:C4", "C5:C6"]))
    assert result.counts.cells == len(grids.grid(DOWN).cells) + 4


def test_a_legend_on_a_sheet_of_instructions_counts_for_the_answers():
    answers, _, legend = DOWN.partition("| Värien selitys")
    first = painted(answers, column("C", 3), sheet="Vastaus")
    words = "| Värien selitys" + legend
    second = painted(
        words, dict(zip(("C2", "C3", "C4", "C5", "C6"), SCALE, strict=True)), sheet="Ohje"
    )
    result = grids.read(second, first)
    (draft,) = result.drafts
    assert [answer.level.typed_low for answer in draft.result.answers] == LEVELS


LIGHTS = [
    ("Läge", ["Gul", "Grön", "Röd", "Gul", "Grön", "Gul/grön"]),
    ("Tila", ["keltainen", "vihreä", "punainen", "keltainen", "vihreä", "vihreä"]),
    ("Status", ["yellow", "green", "red", "amber", "green", "red"]),
    ("Helyzet", ["sárga", "zöld", "piros", "sárga", "zöld", "zöld"]),
    ("Padėtis", ["geltona", "žalia", "raudona", "geltona", "žalia", "žalia"]),
]
HEADS = [
    "Tausta ja lähtökohdat",
    "Egen startpunkt / nuläge",
    "Miten ja missä",
    "Yhteistyöllä",
    "Resurssit",
    "Evaluointi",
]
SAID = ["Strategia", "Kokeiluja", "Kirjasto", "Taidekeskus", "Digituottaja", "Mittareita"]


@pytest.mark.parametrize(("heading", "lights"), LIGHTS)
@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("worded", ["Mitä meillä on", "Vastaus", ""])
def test_a_traffic_light_that_nothing_explains_is_left_out(
    heading: str, lights: list[str], first: bool, worded: str
) -> None:
    columns = (
        [[heading, *lights], [worded, *SAID]] if first else [[worded, *SAID], [heading, *lights]]
    )
    lines = zip(["Aihe", *HEADS], *columns, strict=True)
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    result = grids.read(grids.grid(f"| Kunta | Lempäälä | |\n{table}"))
    (draft,) = result.drafts
    assert grids.texts(draft.result) == SAID
    assert grids.levels(draft.result) == [None] * 6
    assert set(grids.left(result).values()) == {"unknown-column"}
    assert len(grids.left(result)) in (6, 7)
    assert not result.ledgers[0].open


@pytest.mark.parametrize("label", ["", "Status"])
def test_a_row_of_traffic_lights_below_the_answers_is_left_out(label: str) -> None:
    rows = (["", *HEADS], ["", *SAID], [label, *LIGHTS[2][1]])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    result = grids.read(grids.grid(f"| Kunta | Lempäälä |\n{table}"))
    assert grids.texts(result.drafts[0].result) == SAID
    assert set(grids.left(result).values()) == {"unknown-column"}


def test_colours_alone_are_kept_as_what_was_answered() -> None:
    lines = zip(HEADS, LIGHTS[1][1], strict=True)
    table = "\n".join(f"| {heading} | {light} |" for heading, light in lines)
    made = grids.only(grids.grid(f"| Kunta | Lempäälä |\n{table}"))
    assert grids.texts(made) == LIGHTS[1][1]


def test_a_legend_makes_levels_of_a_traffic_light() -> None:
    lines = zip(["Aihe", *HEADS], ["Mitä meillä on", *SAID], ["Tila", *LIGHTS[1][1]], strict=True)
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    legend = "| punainen = 1, keltainen = 2, vihreä = 3 |"
    made = grids.only(grids.grid(f"| Kunta | Lempäälä |\n{table}\n\n{legend}"))
    assert grids.texts(made) == SAID
    assert None not in grids.levels(made)
