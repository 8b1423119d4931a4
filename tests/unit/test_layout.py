"""How tables lie: every layout that municipalities send, in small."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

ROW = "| a | b | c | d | e | f |"
ALL = ["a", "b", "c", "d", "e", "f"]


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


def test_municipalities_side_by_side_over_dimensions_in_rows() -> None:
    result = grids.read(
        grids.grid(
            """
| | Nokia | | Pori | |
| | Kuvaus | Taso | Kuvaus | Taso |
| Tausta | a | 1 | g | 2 |
| Resurssit | b | 1 | h | 2 |
| Evaluointi | c | 3 | i | 2 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia", "Pori"]
    assert grids.levels(result.drafts[1].result)[0] == "2"


def test_municipalities_as_groups_of_columns() -> None:
    result = grids.read(
        grids.grid("""
| Nokia | | | Pori | | |
| TAUSTA | RESURSSIT | EVALUOINTI | TAUSTA | RESURSSIT | EVALUOINTI |
| a | b | c | d | e | f |
""")
    )
    found = {d.result.municipality.name: grids.answers(d.result) for d in result.drafts}
    assert found["Nokia"]["evaluation"].text == "c"
    assert found["Pori"]["background"].text == "d"


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


@pytest.mark.parametrize(
    ("heading", "merges"),
    [
        ("| TAUSTA | | RESURSSIT | | EVALUOINTI | |", ["A2:B2", "C2:D2", "E2:F2"]),
        ("| TAUSTA | | RESURSSIT | | EVALUOINTI | |", []),
    ],
)
def test_headings_over_several_columns_with_facets_below(heading: str, merges: list[str]) -> None:
    made = grids.only(
        grids.grid(
            f"""
| Nokia 2025 |
{heading}
| Kuvaus | Taso | Kuvaus | Taso | Kuvaus | Taso |
| a | 1 | b | 2 | c | 3 |
""",
            merges=merges,
        )
    )
    assert grids.texts(made) == ["a", "", "", "", "b", "c"]
    assert grids.levels(made) == ["1", None, None, None, "2", "3"]


@pytest.mark.parametrize(
    "heading",
    [
        "| TAUSTA | Taso | RESURSSIT | Taso | EVALUOINTI | Taso |",
        "| TAUSTA | TAUSTA taso | RESURSSIT | Taso: resurssit | EVALUOINTI | EVALUOINTI (0–4) |",
        "| TAUSTA / BAKGRUND | nivå | RESURSSIT | nivå | EVALUOINTI | nivå |",
    ],
)
def test_a_level_column_beside_each_dimension(heading: str) -> None:
    made = grids.only(grids.grid(f"| Nokia |\n{heading}\n| a | 1 | b | 2 | c | 3 |"))
    assert grids.texts(made) == ["a", "", "", "", "b", "c"]
    assert grids.levels(made) == ["1", None, None, None, "2", "3"]


def test_headings_split_over_two_rows() -> None:
    made = grids.only(
        grids.grid(f"""
| TAUSTA JA | OMA | MITEN JA | YHTEIS- | RESURSSIT | EVALUOINTI |
| LÄHTÖKOHDAT | LÄHTÖTILANNE | MISSÄ | TYÖLLÄ | | |
{ROW}
""")
    )
    assert grids.texts(made) == ALL


def test_headings_in_two_languages_one_row_each() -> None:
    made = grids.only(
        grids.grid(f"""
{SIX}
| BAKGRUND | EGET UTGÅNGSLÄGE | HUR OCH VAR | I SAMARBETE | RESURSER | UTVÄRDERING |
{ROW}
""")
    )
    assert grids.texts(made) == ALL


def test_helping_questions_under_the_headings_are_no_answers() -> None:
    questions = "| Mikä ohjaa? | Missä ollaan? | Miten? | Kenen kanssa? | Kuka? | Kuinka? |"
    assert grids.texts(grids.only(grids.grid(f"{SIX}\n{questions}\n{ROW}"))) == ALL


def test_several_rows_a_dimension_are_joined_in_order() -> None:
    made = grids.only(
        grids.grid(
            """
| Kunta: Nokia |
| Osio | Teksti |
| RESURSSIT | a |
| | b |
| EVALUOINTI | c |
| | d |
| TAUSTA | e |
""",
            merges=["A3:A4"],
        )
    )
    answers = grids.answers(made)
    assert (answers["resources"].text, answers["evaluation"].text) == ("a\nb", "c\nd")
    assert [str(part.place.cell) for part in answers["resources"].parts] == ["B3", "B4"]


def test_level_and_target_rows_with_and_without_labels() -> None:
    labelled = grids.only(
        grids.grid(f"| {SIX}\n| Teksti {ROW}\n| Taso | 1 | 2 | 3 | 4 | 2½ | 2+ |\n"
                   "| Tavoite | 3 | 3 | 3 | 4 | 3 | 3 |")
    )  # fmt: skip
    bare = grids.only(grids.grid(f"{SIX}\n{ROW}\n| 1 | 2 | 3 | 4 | 2½ | 2+ |\n| Lisätiedot: nn |"))
    assert grids.levels(labelled) == grids.levels(bare) == ["1", "2", "3", "4", "2½", "2+"]
    assert grids.targets(labelled) == ["3", "3", "3", "4", "3", "3"]
    assert grids.texts(bare) == ALL


def test_a_line_of_its_own_announces_levels() -> None:
    made = grids.only(
        grids.grid(f"{SIX}\n{ROW}\n| Nykytaso |\n| 1 | 2 | 3 | 2 | 1 | 2 |\n| Tavoitetaso |\n"
                   "| 3 | 3 | 3 | 3 | 3 | 3 |")
    )  # fmt: skip
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2", "3", "2", "1", "2"]
    assert grids.targets(made) == ["3"] * 6


def test_headings_one_under_the_other_with_answers_between() -> None:
    made = grids.only(
        grids.grid("| Nokia 2025 |\n| RESURSSIT |\n| tiimi |\n| EVALUOINTI |\n| kysely |\n"
                   "| YHTEISTYÖLLÄ |\n| koulut |\n| museo |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert answers["cooperation"].text == "koulut\nmuseo"
    assert (answers["resources"].text, answers["evaluation"].text) == ("tiimi", "kysely")


def test_a_merged_answer_counts_for_all_it_covers_and_that_is_said() -> None:
    sideways = grids.read(
        grids.grid("| TAUSTA | RESURSSIT | EVALUOINTI |\n| a | | c |", merges=["A2:B2"])
    )
    down = grids.read(
        grids.grid(
            "| Kunta | TAUSTA | RESURSSIT |\n| Nokia | a | b |\n| Pori | | e |",
            merges=["B2:B3"],
        )
    )
    assert grids.answers(sideways.drafts[0].result)["resources"].text == "a"
    assert [grids.texts(draft.result)[0] for draft in down.drafts] == ["a", "a"]
    assert "shared-answer" in grids.slugs(sideways) & grids.slugs(down)
    assert down.counts.placed == 3


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


def test_what_stands_outside_the_table_is_named() -> None:
    result = grids.read(
        grids.grid(
            """
| TAUSTA | RESURSSIT | EVALUOINTI | Vastuuhenkilö | Muuta |
| a | b | c | N N | huomio |
| Esimerkki: x | | | | |

| Terveisin kunta |
""",
            comments={"A2": "tarkista"},
            struck={"B3": "poistettu"},
        )
    )
    assert grids.left(result) == {
        "A3": "example",
        "B3": "struck-text",
        "E1": "unknown-column",
        "E2": "unknown-column",
        "A5": "outside-table",
    }
    assert "comment" in grids.slugs(result)


def test_hidden_cells_and_errors_stay_out() -> None:
    result = grids.read(
        grids.grid(
            "| TAUSTA | RESURSSIT | EVALUOINTI | YHTEISTYÖ |\n| a | #REF! | c | d |\n| x | | | y |",
            errors=["B2"],
            hidden_rows=[3],
            hidden_columns=[4],
        )
    )
    assert grids.texts(result.drafts[0].result) == ["a", "", "", "", "", "c"]
    assert grids.left(result) == {
        "B2": "error-value",
        "A3": "hidden-cell",
        "D1": "hidden-cell",
        "D2": "hidden-cell",
        "D3": "hidden-cell",
    }


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


def test_a_text_column_left_of_the_dimensions_and_row_numbers() -> None:
    result = grids.read(
        grids.grid("| Nro | Käytäntö | Osa-alue | Taso |\n| 1 | a | Resurssit | 2 |\n"
                   "| 2 | b | Evaluointi | 1 |\n| 3 | c | Resurssit | 2 |")
    )  # fmt: skip
    answers = grids.answers(result.drafts[0].result)
    assert (answers["resources"].text, answers["evaluation"].text) == ("a\nc", "b")
    assert not grids.left(result)


def test_levels_and_targets_as_two_groups_of_columns() -> None:
    result = grids.read(
        grids.grid(
            """
| Kunta | Nykytaso | | Tavoitetaso 2027 | |
| | TAUSTA | RESURSSIT | TAUSTA | RESURSSIT |
| Nokia | 1 | 2 | 2 | 3 |
| Pori | 1 | 1 | 3 | 4 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [grids.levels(d.result)[0] for d in result.drafts] == ["1", "1"]
    assert [grids.targets(d.result)[0] for d in result.drafts] == ["2", "3"]
    assert not grids.left(result)


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
