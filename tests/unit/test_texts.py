from digimatrix.read.texts import clean, mend


def test_line_breaks_of_every_kind_become_one_kind():
    assert clean("a\r\nb\rc\x0bd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"


def test_spaces_that_look_like_spaces_become_spaces():
    assert clean("a\u00a0b\u202fc\td") == "a b c d"


def test_what_cannot_be_seen_goes():
    assert clean("kult\u00adtuu\u200bri\ufeff") == "kulttuuri"
    assert clean("\u202eilppa\u202c") == "ilppa"


def test_terminal_escapes_go_whole():
    assert clean("\x1b[31mpunainen\x1b[0m \x1b]0;otsikko\x07sana\x9b") == "punainen sana"


def test_spaces_at_line_ends_go_and_those_within_stay():
    assert clean("  a  \n  b \n\n c  d ") == "a\n  b\n\n c  d"


def test_letters_are_composed():
    assert clean("La\u0308htö") == "Lähtö"


def test_halves_of_a_character_become_whole_or_a_mark():
    assert clean("\ud83d\ude00") == "😀"
    assert clean("\ud83d") == "\ufffd"


def test_garbled_letters_are_mended():
    assert mend("LÃ¤htÃ¶tilanne") == "Lähtötilanne"
    assert mend("Ã„Ã¤nekoski â€“ Ã…bo") == "Äänekoski – Åbo"


def test_letters_garbled_twice_are_mended():
    assert mend("Lähtö".encode().decode("cp1252").encode().decode("cp1252")) == "Lähtö"


def test_letters_garbled_as_latin_1_are_mended():
    assert mend("Ääni í".encode().decode("latin-1")) == "Ääni í"


def test_words_that_only_look_garbled_stay():
    for text in ("VÄSTERÅS”", "Å–Ö", "“kylä”", "São Paulo", "café â la carte", "Ã¤ ja ä"):
        assert mend(text) == text
