"""Headings inside an answer say what the words and lines that follow them are."""

import pytest

from digimatrix.parse.statements import Kind, Statement, parse


def actions(statements: tuple[Statement, ...]) -> list[str]:
    called = [each for each in statements if each.kind in (Kind.PLAN, Kind.ACTION)]
    return [item for each in called for item in each.items]


@pytest.mark.parametrize(
    ("language", "heading", "first", "second"),
    [
        ("fi", "Toiveet", "yhteinen kalenteri", "toinen kamera"),
        ("fi", "Kehittämisehdotukset", "yhteinen kalenteri", "toinen kamera"),
        ("sv", "Förslag", "en gemensam kalender", "en andra kamera"),
        ("en", "To do", "a joint calendar", "a second camera"),
        ("en", "Recommendations", "a joint calendar", "a second camera"),
        ("hu", "Javaslatok", "közös naptár", "második kamera"),
        ("lt", "Pasiūlymai", "bendras kalendorius", "antra kamera"),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{0}: {1}, {2}",
        "{0} – {1}, {2}",
        "{0}: {1}. {2}.",
        "{0}:\n- {1}\n- {2}",
        "{0}:\n\n1. {1}\n2. {2}",
        "{0}\n• {1}\n• {2}",
        "{0}:\n{1}\n{2}",
    ],
)
def test_what_a_heading_calls_for_is_no_practice(
    language: str, heading: str, first: str, second: str, form: str
) -> None:
    statements = parse(form.format(heading, first, second), language)
    assert {each.kind for each in statements} == {Kind.PLAN}
    assert actions(statements) == [first, second]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Missing:\n- a camera\n- staff for streaming", Kind.ABSENCE),
        ("fi", "Ei vielä ole:\n- etäopastusta\n- omaa kuvauskalustoa", Kind.ABSENCE),
        ("sv", "Saknas:\n• kamera\n• personal", Kind.ABSENCE),
        ("en", "The county museum offers:\n- guided tours\n- lectures", Kind.OTHERS),
        ("fi", "Suunnitelmissa ensi vuodelle:\n1. digistrategia\n2. sovellus", Kind.PLAN),
    ],
)
def test_a_list_is_what_the_line_above_it_says(language: str, text: str, kind: Kind) -> None:
    assert [each.kind for each in parse(text, language)[-2:]] == [kind, kind]


@pytest.mark.parametrize(
    "text",
    [
        "Needs:\n- a camera\nWe have two guides.",  # the list is over
        "Wishes: a camera. We have two guides.",  # a sentence that says how things are
        "Wishes:\na camera\n\ntwo guides",  # after a blank line
        "Needs:\n- a camera\nIn use:\n- two guides",  # another heading
        "- Wishes: a camera\n- weekly tutoring in the library",  # the next line is another matter
        "Wishes: a camera\nweekly tutoring in the library",
        "Needs:\na camera\nToday:\ntwo guides",
        "Needs:\na camera\nToday: two guides",
        "Needs:\n- a camera\n-> BUY IT\ntwo guides",
    ],
)
def test_a_heading_reaches_no_further_than_its_list(text: str) -> None:
    assert parse(text, "en")[-1].kind is Kind.PRACTICE


def test_a_word_of_calling_inside_a_sentence_heads_nothing() -> None:
    statements = parse("The recommendations were adopted in 2024: e-books, streaming.", "en")
    assert {each.kind for each in statements} == {Kind.PRACTICE}


def test_what_stands_with_an_action_is_no_further_one() -> None:
    text = "Needs:\n- a camera together with the schools\n- more money, if the council agrees"
    assert len(actions(parse(text, "en"))) == 2
