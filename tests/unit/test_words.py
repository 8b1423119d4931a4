from __future__ import annotations

from digimatrix.parse.words import bare, plain


def test_a_plain_text_is_as_long_as_its_small_letters() -> None:
    for text in ("İstanbul", "Straße", "A\u0308iti", "soft\u00adhyphen", "a\r\nb\rc"):
        source = plain(text)
        assert len(source.text) == len(source.lower)


def test_places_lead_back_to_the_original() -> None:
    text = "e\u0301n a\u0308iti"
    source = plain(text)
    assert source.text == "én äiti"
    assert source.original(3, 7) == (4, 9)
    assert text[4:9] == "a\u0308iti"


def test_line_breaks_of_any_system_are_one() -> None:
    assert plain("a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_words_keep_hyphens_and_leave_punctuation() -> None:
    words = plain("e-aineistot, strategioita/linjauksia & EU:lta").words(0, 45)
    forms = [word.form for word in words]
    assert forms == ["e-aineistot", "strategioita", "linjauksia", "eu:lta"]


def test_bare_words_have_no_dots() -> None:
    assert bare("järjestelmällisesti") == "jarjestelmallisesti"
