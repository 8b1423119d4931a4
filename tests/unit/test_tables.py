"""Which way tables lie, and how many of them: every layout that municipalities send, in small."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

ROW = "| a | b | c | d | e | f |"
ALL = ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    "funders",
    [
        "| Euroopan unioni | Euroopan sosiaalirahasto | Keski-Suomen liitto |",
        "| ELY-keskus | Vipuvoimaa EU:lta 2014–2020 | Euroopan unioni |",
        "| Europeiska unionen | Europeiska socialfonden | Österbottens förbund |",
        "| Länsstyrelsen i Kronoberg | Europeiska unionen | |",
        "| European Union | European Social Fund | Regional Council of Lapland |",
        "| Európai Unió | Európai Szociális Alap | Kulturális és Innovációs Minisztérium |",
        "| Europos Sąjunga | Europos socialinis fondas | Lietuvos kultūros taryba |",
    ],
)
def test_a_body_beside_funders_is_none_of_the_answers(funders: str) -> None:
    for gap in ("", "\n"):
        result = grids.read(grids.grid(f"| Kunta: Nokia |\n{SIX}\n{ROW}\n{gap}{funders}"))
        assert grids.texts(result.drafts[0].result) == ALL
        assert not grids.left(result)


@pytest.mark.parametrize(
    "line",
    [
        "Hanketta rahoittaa Keski-Suomen liitto",
        "Finansieras av Österbottens förbund",
        "Supported by the Regional Council",
        "Támogatta a megyei önkormányzat",
        "Finansuoja Lietuvos kultūros taryba",
    ],
)
def test_a_line_across_the_table_that_says_who_paid_is_no_answer(line: str) -> None:
    made = grids.only(grids.grid(f"| Kunta: Nokia |\n{SIX}\n{ROW}\n| {line} |", merges=["A4:F4"]))
    assert grids.texts(made) == ALL


def test_a_body_alone_is_an_answer() -> None:
    made = grids.only(
        grids.grid(f"| Kunta: Nokia |\n{SIX}\n| a | b | c | Keski-Suomen liitto | e | f |\n\n"
                   "| Euroopan unioni |")
    )  # fmt: skip
    assert grids.answers(made)["cooperation"].text == "Keski-Suomen liitto"


def test_dimensions_as_columns_with_title_rows_above_and_funders_below() -> None:
    made = grids.only(
        grids.grid(f"""
| Digikulttuurin matriisi |
| Nokian kaupunki |
| Päivämäärä: 14.3.2025 |

{SIX}
{ROW}

| Euroopan unioni |
| Euroopan sosiaalirahasto |
| 2014–2020 |
""")
    )
    assert (made.layout, made.municipality.name, made.round) == ("columns", "Nokia", "2025")
    assert grids.texts(made) == ALL


def test_dimensions_as_rows_with_a_level_and_a_target_column() -> None:
    made = grids.only(
        grids.grid("""
| Kunta: | Nokia | | |
| Osa-alue | Kuvaus | Taso | Tavoite |
| Tausta ja lähtökohdat | a | 1 | 3 |
| Oma lähtötilanne | b | 2-3 | 3 |
| Miten ja missä | c | 2 | 3 |
| Yhteistyöllä | d | 3 | 4 |
| Resurssit | e | 0 | 2 |
| Evaluointi | f | | 2 |
| Yhteensä | | 8 | 17 |
""")
    )
    assert made.layout == "rows"
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2-3", "2", "3", "0", None]
    assert grids.targets(made) == ["3", "3", "3", "4", "2", "2"]


def test_a_transposed_sheet_says_the_same() -> None:
    lines = [f"| Osa-alue {SIX}", f"| Kuvaus {ROW}", "| Taso | 1 | 2 | 3 | 4 | 2 | 1 |"]
    cells = [line.strip("|").split("|") for line in lines]
    turned = ["| " + " | ".join(column) + " |" for column in zip(*cells, strict=True)]
    upright = grids.only(grids.grid("\n".join(lines)))
    sideways = grids.only(grids.grid("\n".join(turned)))
    assert (upright.layout, sideways.layout) == ("columns", "rows")
    assert grids.texts(upright) == grids.texts(sideways) == ALL
    assert grids.levels(upright) == grids.levels(sideways) == ["1", "2", "3", "4", "2", "1"]


def test_one_practice_a_row_with_municipality_and_dimension_columns() -> None:
    result = grids.read(
        grids.grid("""
| Vuosi | Kunta | Ulottuvuus | Käytäntö | Taso | Vastuutaho |
| 2023 | Nokia | Resurssit | tiimi | 1 | Museo |
| 2025 | Nokia | Resurssit | raha | 2 | Museo |
| 2025 | | Resurssit | tiimi | 2 | Museo |
| 2025 | Pori | Evaluointi | kysely | 3 | Museo |
| 2025 | Pori | Yhteistyöllä | koulut | 3 | Museo |
""")
    )
    found = {(d.result.municipality.name, d.result.round): d.result for d in result.drafts}
    assert set(found) == {("Nokia", "2023"), ("Nokia", "2025"), ("Pori", "2025")}
    assert grids.answers(found["Nokia", "2025"])["resources"].text == "raha\ntiimi"
    assert grids.answers(found["Pori", "2025"])["evaluation"].level is not None
    assert {d.result.layout for d in result.drafts} == {"long"}
    assert set(grids.left(result).values()) == {"unknown-column"}
    assert len(grids.left(result)) == 6


def test_one_municipality_a_row_with_texts() -> None:
    result = grids.read(
        grids.grid("""
| Digikulttuurin matriisi 2025 |
| Nro | Kunta | Tausta | Oma tilanne | Miten ja missä | Yhteistyö | Resurssit | Arviointi |
| 1 | Nokia | a | b | c | d | e | f |
| 2 | Jamsa | g | | i | ei ole | n/a | ? |
| 3 | Kuvitelma | | | | | | |
| | Keskiarvo | | 2 | | | | |
""")
    )
    nokia, jamsa, unknown = (draft.result for draft in result.drafts)
    assert [nokia.layout, jamsa.municipality.name] == ["table", "Jämsä"]
    assert grids.texts(nokia) == ALL
    states = [answer.state.value for answer in jamsa.answers]
    assert states == ["text", "empty", "text", "none_stated", "not_applicable", "empty"]
    assert not unknown.municipality.known
    assert {answer.state.value for answer in unknown.answers} == {"empty"}
    assert grids.left(result) == {"B6": "total", "D6": "total"}


def test_one_municipality_a_row_with_levels_only() -> None:
    result = grids.read(
        grids.grid("""
| Kunta | Tausta | Oma tilanne | Miten ja missä | Yhteistyö | Resurssit | Arviointi |
| Nokia | 1 | 2 | 3 | 4 | 2,5 | 0 |
| Pori | 1 | - | n/a | | 2-3 | 3/4 |
| Keskiarvo | 1 | 2 | 3 | 4 | 2 | 2 |
""")
    )
    nokia, pori = (draft.result for draft in result.drafts)
    assert {nokia.layout, pori.layout} == {"levels"}
    assert grids.levels(nokia) == ["1", "2", "3", "4", "2,5", "0"]
    assert [a.state.value for a in pori.answers][:4] == [
        "empty",
        "none_stated",
        "not_applicable",
        "empty",
    ]
    assert set(grids.left(result).values()) == {"total"}


@pytest.mark.parametrize(
    "table",
    [
        f"| Nokia |\n{SIX}\n{ROW}\n\n| Pori |\n{SIX}\n| g | h | i | j | k | l |",
        "| Nokia | |\n| Tausta | a |\n| Resurssit | b |\n| Arviointi | c |\n\n"
        "| Pori | |\n| Tausta | g |\n| Resurssit | h |\n| Arviointi | i |",
        "| Nokia | | | | Pori | | |\n| TAUSTA | RESURSSIT | EVALUOINTI | "
        "| TAUSTA | RESURSSIT | EVALUOINTI |\n| a | b | c | | g | h | i |",
    ],
)
def test_two_tables_on_one_sheet(table: str) -> None:
    result = grids.read(grids.grid(table))
    found = {d.result.municipality.name: grids.answers(d.result) for d in result.drafts}
    assert (found["Nokia"]["background"].text, found["Pori"]["background"].text) == ("a", "g")
    assert not grids.left(result)


def test_a_table_of_words_and_a_table_of_levels_make_one_return() -> None:
    made = grids.only(
        grids.grid(f"""
| Kunta: Nokia |
{SIX}
{ROW}

| Osa-alue | Taso |
| Tausta | 1 |
| Oma tilanne | 2 |
| Resurssit | 3 |
""")
    )
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2", None, None, "3", None]


def test_a_sheet_of_words_and_a_sheet_of_levels_make_one_return() -> None:
    words = grids.grid(f"| Kunta: Nokia 2025 |\n{SIX}\n{ROW}", sheet="Sanallinen")
    levels = grids.grid(
        "| Kunta: Nokia 2025 |\n| Osio | Taso |\n| TAUSTA | 1 |\n| RESURSSIT | 2 |", sheet="Tasot"
    )
    assert grids.levels(grids.only(words, levels))[0] == "1"


def test_headings_split_over_two_rows() -> None:
    made = grids.only(
        grids.grid(f"""
| TAUSTA JA | OMA | MITEN JA | YHTEIS- | RESURSSIT | EVALUOINTI |
| LÄHTÖKOHDAT | LÄHTÖTILANNE | MISSÄ | TYÖLLÄ | | |
{ROW}
""")
    )
    assert grids.texts(made) == ALL


def test_what_stands_over_headings_split_over_two_rows_is_no_half_of_them() -> None:
    first = "| TAUSTA JA | OMA | MITEN JA | KUMP- | RESURSSIT | EVALUOINTI "
    second = "| LÄHTÖKOHDAT | TILANNE | MISSÄ | PANIT | | "
    made = grids.only(
        grids.grid(f"""
| Taso | | | | | | Teksti |
{first}{first}|
{second}{second}|
| 1 | 2 | 3 | 4 | 0 | 2 {ROW}
""")
    )
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2", "3", "4", "0", "2"]


def test_a_heading_of_ones_own_may_be_split_over_two_rows_and_head_levels_too() -> None:
    first = "| Tausta ja | Oma | Miten ja | Muiden | Resurssit | Evaluointi "
    second = "| lähtökohdat | tilanne | missä | kanssa | | "
    read = grids.read(
        grids.grid(f"""
| Kunta | Taso | | | | | | Teksti |
| {first}{first}|
| {second}{second}|
| Nokia | 1 | 2 | 3 | 4 | 0 | 2 {ROW}
| Pori | 2 | 2 | 2 | 2 | 2 | 2 {ROW}
""")
    )
    assert [grids.texts(draft.result) for draft in read.drafts] == [ALL, ALL]
    assert grids.levels(read.drafts[0].result) == ["1", "2", "3", "4", "0", "2"]


def test_names_between_the_levels_and_the_words_are_of_whole_rows() -> None:
    read = grids.read(
        grids.grid(f"""
| Taso | | | | | | | Teksti |
{SIX.rstrip("| ")} | Kunta {SIX}
| 1 | 2 | 3 | 4 | 0 | 2 | Nokia {ROW}
| 2 | 2 | 2 | 2 | 2 | 2 | Pori {ROW}
""")
    )
    assert [grids.texts(draft.result) for draft in read.drafts] == [ALL, ALL]
    assert grids.levels(read.drafts[0].result) == ["1", "2", "3", "4", "0", "2"]


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_dimension_called_now_may_have_several_rows(rows: int) -> None:
    told = "\n".join(["| Nykytila | b |"] * rows)
    made = grids.only(
        grids.grid(f"| Osa-alue | Teksti |\n| Tausta | a |\n{told}\n| Resurssit | c |")
    )
    assert [text for text in grids.texts(made) if text] == ["a", "\n".join("b" * rows), "c"]


def test_headings_in_two_languages_one_row_each() -> None:
    made = grids.only(
        grids.grid(f"""
{SIX}
| BAKGRUND | EGET UTGÅNGSLÄGE | HUR OCH VAR | I SAMARBETE | RESURSER | UTVÄRDERING |
{ROW}
""")
    )
    assert grids.texts(made) == ALL


@pytest.mark.parametrize(
    ("language", "table"),
    [
        (
            "sv",
            "| Nyslotts stad |\n| BAKGRUND OCH UTGÅNGSPUNKTER | EGET UTGÅNGSLÄGE | HUR OCH VAR "
            "| I SAMARBETE | RESURSER | UTVÄRDERING |",
        ),
        (
            "en",
            "| City of Oulu |\n| BACKGROUND | OWN SITUATION | HOW & WHERE | IN COOPERATION "
            "| RESOURCES | EVALUATION |",
        ),
        (
            "hu",
            "| Település: | Pécs | Dátum: | 2025.03.14. |\n| HÁTTÉR ÉS KIINDULÓPONTOK "
            "| SAJÁT HELYZET | HOGYAN ÉS HOL | EGYÜTTMŰKÖDÉSBEN | ERŐFORRÁSOK | ÉRTÉKELÉS |",
        ),
        (
            "lt",
            "| Anykščių rajono savivaldybė |\n| PRIELAIDOS IR IŠEITIES TAŠKAI | SAVA SITUACIJA "
            "| KAIP IR KUR | BENDRADARBIAUJANT | IŠTEKLIAI | VERTINIMAS |",
        ),
    ],
)
def test_headings_in_each_language(language: str, table: str) -> None:
    made = grids.only(grids.grid(f"{table}\n{ROW}"))
    assert grids.texts(made) == ALL
    assert made.language == language  # the answers are too short to tell


def test_misspelt_and_shortened_headings_are_read_and_said() -> None:
    result = grids.read(
        grids.grid("| Tausta ja lähtök. | Oma lähtötil. | Miten & missä | Yht.työllä | Resusrsit "
                   f"| EVALUONTI |\n{ROW}")
    )  # fmt: skip
    assert grids.texts(result.drafts[0].result) == ALL
    assert "near-heading" in grids.slugs(result)


def test_example_instruction_summary_and_hidden_sheets_are_no_returns() -> None:
    table = "| TAUSTA | RESURSSIT | EVALUOINTI |\n| 1 | 2 | 3 |"
    result = grids.read(
        grids.grid(table, sheet="Nokia"),
        grids.grid(table, sheet="Esimerkki"),
        grids.grid(table, sheet="Täyttöohje"),
        grids.grid(table, sheet="Yhteenveto"),
        grids.grid(table, sheet="Laskut", formulas=["A2", "B2", "C2"]),
        grids.grid(table, sheet="Vanha", hidden=True),
        grids.grid("| x |", sheet="Listat"),
    )
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia"]
    reasons = [{p.rule.slug for p in ledger.left.values()} for ledger in result.ledgers]
    assert reasons == [
        set(),
        {"example"},
        {"instruction"},
        {"summary"},
        {"summary"},
        {"hidden-sheet"},
        {"no-table"},
    ]


def test_a_file_without_headings_says_so_and_loses_nothing() -> None:
    result = grids.read(grids.grid("| foo | bar |\n| x | y |"))
    assert not result.drafts
    assert grids.slugs(result) == {"no-headings"}
    assert len(grids.left(result)) == 4


def test_a_table_for_each_dimension_makes_one_return() -> None:
    file = "Nokia 2025.docx"
    made = grids.only(
        grids.grid("| RESURSSIT |\n| tiimi |", file=file, sheet="Table 1"),
        grids.grid("| EVALUOINTI | kysely |", file=file, sheet="Table 2"),
    )
    answers = grids.answers(made)
    assert (answers["resources"].text, answers["evaluation"].text) == ("tiimi", "kysely")


def test_a_form_export_has_questions_as_headings_and_a_time_stamp() -> None:
    result = grids.read(
        grids.grid("| Aikaleima | Kunta | 1. TAUSTA JA LÄHTÖKOHDAT: mikä ohjaa? "
                   "| 2. RESURSSIT: kuka tekee? | 3. EVALUOINTI |\n"
                   "| 14.3.2025 | Nokia | a | b | c |\n| 15.3.2025 | Pori | d | e | f |")
    )  # fmt: skip
    found = [(d.result.municipality.name, d.result.round) for d in result.drafts]
    assert found == [("Nokia", "2025"), ("Pori", "2025")]


@pytest.mark.parametrize("between", ["", "| "])
@pytest.mark.parametrize(
    ("first", "second"),
    [("Strategia", "Kysely"), ("Verkostot", "Seuranta"), ("Talousarvio", "Arviointi")],
)
def test_answers_that_say_a_heading_stay_answers_in_lines_side_by_side(
    first: str, second: str, between: str
) -> None:
    names = [name.strip() for name in SIX.strip("| ").split("|")]
    words = [(f"vastaus {n}", f"toinen {n}") for n in range(6)]
    for row in range(6):
        told = [*words[:row], (first, second), *words[row + 1 :]]
        lines = (
            f"| {n} | {a} | {between}{n} | {b} |" for n, (a, b) in zip(names, told, strict=True)
        )
        table = "\n".join([f"| Nokia | | {between}Pori | |", *lines])
        made = {d.result.municipality.name: d.result for d in grids.read(grids.grid(table)).drafts}
        assert grids.texts(made["Nokia"]) == [a for a, _ in told]
        assert grids.texts(made["Pori"]) == [b for _, b in told]


def test_a_round_in_rows_below_one_in_columns_begins_with_its_own_first_heading() -> None:
    first, second = grids.read(
        grids.grid(f"""
| Nokian kaupunki |
| Kierros: 2023 |
| Tausta ja lähtö- kohdat | Oma lähtö- tilanne | Miten ja missä | Yht.työ | Resurssit | Evaluointi |
{ROW}

| Kierros: 2025 |
| Osa-alue | Taso | Vastaus |
| Yhteistyö | 2 | d2 |
| Tausta ja lähtökohdat | 3 | a2 |
| Evaluointi | 1 | f2 |
| Resurssit | 2 | e2 |
| Miten ja missä | 3 | c2 |
| Oma lähtötilanne | 2 | b2 |
""")
    ).drafts
    assert (first.result.round, grids.texts(first.result)) == ("2023", ALL)
    assert second.result.round == "2025"
    assert grids.texts(second.result) == [f"{text}2" for text in ALL]


BLOCKS = "Tausta | Resurssit | Arviointi | | Resurssit | Arviointi | Tausta | | Tausta | Arviointi"
ROWS = """
| a | b | c | | 3 | 1 | 2 | | 4 | 3 | 4 | Nokia |
| d | e | f | | 2 | 0 | 1 | | 3 | 3 | 3 | Pori |
"""


@pytest.mark.parametrize(
    "facets",
    [("Vastaukset", "Taso nyt", "Tavoite 2027"), ("Sanallinen kuvaus", "Taso (0–4)", "Tavoite")],
)
def test_blocks_in_orders_of_their_own_beside_one_column_of_names_are_one_table(
    facets: tuple[str, ...],
) -> None:
    over = f"| {' | | | | '.join(facets)} |"
    drafts = grids.read(grids.grid(f"{over}\n| {BLOCKS} | Resurssit | Kunta |{ROWS}")).drafts
    nokia, pori = (grids.answers(draft.result) for draft in drafts)
    assert [nokia[key].text for key in ("background", "resources", "evaluation")] == list("abc")
    assert [
        (pori[key].level.typed, pori[key].target.typed)  # type: ignore[union-attr]
        for key in ("background", "resources", "evaluation")
    ] == [("1", "3"), ("2", "3"), ("0", "3")]


def test_halves_of_headings_stand_beside_whole_ones_of_another_block() -> None:
    (draft,) = grids.read(
        grids.grid("""
| | Taso | | | Vastaus | | |
| Kommun | Bak- | Resur- | Utvär- | Bakgrund | Resurser | Utvärdering |
| | grund | ser | dering | | | |
| Ingå | 1 | 2 | 3 | a | b | c |
""")
    ).drafts
    made = grids.answers(draft.result)
    assert [made[key].text for key in ("background", "resources", "evaluation")] == list("abc")
    levels = [made[key].level for key in ("background", "resources", "evaluation")]
    assert [level and level.typed for level in levels] == ["1", "2", "3"]


def test_a_list_of_practices_keeps_its_misspelt_dimensions_and_leaves_its_example_out() -> None:
    result = grids.read(
        grids.grid("""
| Település: Sárvár |
| Szint | Gyakorlat | Terület |
| 4 | Példa: az iskola és a könyvtár közös podcastja | Együttműködés |
| 2 | Vármúzeum tableteken | Saját helyzet |
| 3 | Gyógyfürdő Kft. | Együtműködés |
| 2 | Tinódi-énekek hangtára | Saját helyzet |
| 3 | Nádasdy-vár terve | Háttér |
| 2 | Félévenkénti jelentés | Értékelés |
""")
    )
    answers = grids.answers(result.drafts[0].result)
    assert answers["cooperation"].text == "Gyógyfürdő Kft."
    assert answers["cooperation"].level is not None
    assert answers["cooperation"].level.typed == "3"
    assert answers["situation"].text == "Vármúzeum tableteken\nTinódi-énekek hangtára"
    assert sorted(grids.left(result)) == ["A3", "B3"]
