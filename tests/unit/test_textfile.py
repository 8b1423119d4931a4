import pytest
from opening import only, opened, slugs, texts

from digimatrix.read.formats.textfile import decode, find_separator

TABLE = "TAUSTA;RESURSSIT\nkyllä, hyvin, aina;ei ole, vielä\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_is_marked_or_certain_needs_no_note(encoding):
    grid = only(opened(TABLE.encode(encoding), "a.csv"))
    assert texts(grid) == {
        "A1": "TAUSTA",
        "B1": "RESURSSIT",
        "A2": "kyllä, hyvin, aina",
        "B2": "ei ole, vielä",
    }
    assert grid.sheet == ""


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("cp850", "MS-DOS 850"),
        ("mac_roman", "Mac Roman"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
    ],
)
def test_an_encoding_that_is_guessed_is_said(encoding, name):
    found = opened(TABLE.encode(encoding), "a.csv")
    assert texts(found.grids[0])["A2"] == "kyllä, hyvin, aina"
    assert [dict(problem.facts) for problem in found.problems] == [{"encoding": name}]


@pytest.mark.parametrize(
    ("encoding", "name", "words"),
    [
        ("cp1257", "Windows-1257", "Įrangos mažai, žodžiu ir šiek tiek"),
        ("cp1250", "Windows-1250", "Évente kétszer műszaki őrség, nőtt a kör"),
    ],
)
def test_letters_tell_the_encodings_of_other_languages_apart(encoding, name, words):
    table = f"Savivaldybė;PRIELAIDOS\nŠilutė;{words}\n" if encoding == "cp1257" else words + ";x\n"
    found = opened(table.encode(encoding), "a.csv")
    assert words in texts(found.grids[0]).values()
    assert [dict(problem.facts) for problem in found.problems] == [{"encoding": name}]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Grèce;Norvège;Suède"),
        ("cp1252", "Israël;Corée;Côte d’Ivoire;Türkiye"),
        ("cp1252", "Sjælland;København;Tromsø"),
        ("cp1252", "São Tomé and Príncipe;Curaçao"),
        ("cp1252", "Espoo¹;10–20;100 €;”sana”"),
        ("cp1257", "Klaipėda;Kėdainiai;Plungė"),
        ("cp1257", "gyventojų skaičius;reikšmė;aukštas"),
        ("cp1250", "Székesfehérvár;Győr;műszaki őrség"),
        ("cp1250", "Łódź;Kraków;Gdańsk"),
        ("cp850", "Ähtäri;Närpes;Åbo"),
        ("mac_roman", "Ähtäri;Närpes;Åbo"),
    ],
)
def test_the_encoding_whose_letters_make_words_is_taken(encoding, words):
    assert decode(words.encode(encoding))[0] == words


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_counted_outside_quotation_marks(separator):
    rows = [["Kunta: Nokia"], ["TAUSTA", "OMA", "MITEN"], ["a; b, c| d", "x, y, z", "1;2;3"]]
    text = "\n".join(separator.join(f'"{field}"' for field in row) for row in rows)
    assert find_separator(text) == separator


def test_commas_in_prose_do_not_outvote_semicolons():
    assert find_separator("TAUSTA;OMA;MITEN\na, b, c, d, e, f, g;h, i;j, k, l, m\n") == ";"


def test_fields_may_hold_lines_and_quotes_and_rows_may_be_ragged():
    grid = only(opened(b'Kunta: Nokia\nA;B;C\n"eka\r\ntoka ""x""";2\n', "a.csv"))
    assert texts(grid) == {
        "A1": "Kunta: Nokia",
        "A2": "A",
        "B2": "B",
        "C2": "C",
        "A3": 'eka\ntoka "x"',
        "B3": "2",
    }


def test_a_line_that_names_the_separator_is_obeyed_and_is_no_cell():
    assert texts(only(opened(b"sep=|\na;x|b\n", "a.csv"))) == {"A1": "a;x", "B1": "b"}


def test_a_quotation_mark_that_is_not_closed_does_not_swallow_the_rest():
    found = opened(b'a;b\n"auki;2\nc;3\n', "a.csv")
    assert slugs(found) == ["unclosed-quote"]
    assert texts(found.grids[0])["A3"] == "c"


def test_a_field_that_begins_with_quoted_words_spoils_no_other():
    grid = only(opened(b'a;b\n"sana" on;"eka\ntoka"\n', "a.csv"))
    assert texts(grid) == {"A1": "a", "B1": "b", "A2": "sana on", "B2": "eka\ntoka"}


def test_a_table_named_xlsx_is_read_by_content_with_a_note():
    found = opened(TABLE.encode(), "a.xlsx")
    assert slugs(found) == ["wrong-extension"]
    assert texts(found.grids[0])["A1"] == "TAUSTA"


def test_a_programs_note_is_no_table():
    found = opened("Lue tämä ensin.\nKiitos!".encode(), "ohje.md")
    assert (found.grids, slugs(found)[-1]) == ((), "unknown-format")


def test_bytes_that_are_no_text_are_told_from_text():
    assert decode(bytes(range(32)) * 9) is None
    assert slugs(opened(bytes(range(32)) * 9, "a.csv")) == ["damaged-file"]
    assert slugs(opened(bytes(range(32)) * 9, "a.bin")) == ["unknown-format"]


def test_the_commas_of_prose_part_no_cells() -> None:
    lines = [
        "Jomala kommun",
        "",
        "RESURSER",
        "En sekreterare, på deltid",
        "",
        "SAMARBETE",
        "Museet",
    ]
    assert find_separator("\n".join(lines)) not in ";,\t|"
    assert find_separator("RESURSER,En sekreterare, på deltid\nSAMARBETE,Museet\n") == ","


def test_a_mail_is_read_line_by_line_whatever_commas_it_has() -> None:
    lines = [
        "Hej,",
        "",
        "Bakgrund: strategin nämner det digitala, på en rad",
        "Hur och var: biblioteket, skolan, nätet",
        "Resurser: 0,5 årsverken",
        "",
    ]
    assert find_separator("\n".join(lines)) not in ";,\t|"
    found = opened("\n".join(lines).encode(), "svar.txt")
    assert texts(only(found))["A3"] == "Bakgrund: strategin nämner det digitala, på en rad"
    assert find_separator("Kommun,Nivå,Mål\nSibbo,2,5\nLovisa,3,3\n") == ","
    assert find_separator("Kunta, Tausta, Tila\nNokia, hyvä, 2\nAkaa, -, 1\n") == ","
