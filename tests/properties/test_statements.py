"""Laws of statements and of the levels read from them, whatever the text."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, pairwise, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digimatrix.assess.levels import judge
from digimatrix.languages import LANGUAGES
from digimatrix.parse.statements import Kind, parse

DIMENSIONS = ("background", "situation", "where", "cooperation", "resources", "evaluation")

languages = st.sampled_from(LANGUAGES)
dimensions = st.sampled_from(DIMENSIONS)

CLAUSES = {
    "fi": (
        "kirjastossa digiopastus tiistaisin",
        "rahaa ei ole",
        "somea tehdään silloin tällöin",
        "sopimus koulujen kanssa",
        "digituottaja vakituisena",
        "tarkoitus on hankkia kamera",
        "kysely joka syksy ja sen perusteella aikoja muutettiin",
        "naapurikunnassa on hieno studio",
        "e-kirjat, verkkonäyttelyt ja etäluennot",
        "hanke päättyi keväällä",
        "Huom. saaristo jää ulos",
    ),
    "sv": ("handledning varje vecka", "inga pengar", "avtal med skolan", "det planeras en studio"),
    "en": ("tutoring every week", "no money", "a contract with the school", "we plan a studio"),
    "hu": ("tanácsadás hetente", "nincs pénz", "szerződés az iskolával", "stúdiót tervezünk"),
    "lt": ("konsultacijos kas savaitę", "lėšų nėra", "sutartis su mokykla", "planuojame studiją"),
}


@st.composite
def cells(draw: st.DrawFn) -> tuple[str, str]:
    """Return a cell's text put together of sentences, and its language."""
    language = draw(languages)
    sentences = draw(st.lists(st.sampled_from(CLAUSES[language]), min_size=1, max_size=4))
    glue = draw(st.sampled_from([". ", "\n", "; ", ", ", "\n- "]))
    return glue.join(sentences), language


anything = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(" \n.,;:!?()->→-•/aeiäöåž"),
    ),
    max_size=200,
)


@given(anything, languages)
def test_any_text_falls_into_statements_that_lie_in_order_and_lose_no_letter(
    text: str, language: str
) -> None:
    end = 0
    between = ""
    for statement in parse(text, language):
        assert end <= statement.start < statement.end <= len(text)
        between += text[end : statement.start]
        end = statement.end
    between += text[end:]
    assert not any(letter.isalpha() for letter in between)


@given(anything, languages)
def test_items_and_cues_lie_inside_their_statement(text: str, language: str) -> None:
    for statement in parse(text, language):
        assert len(statement.items) == len(statement.spans)
        for span in statement.spans:
            assert statement.start <= span.start <= span.end <= statement.end
        for cue in statement.cues:
            assert statement.start <= cue.start <= cue.end <= statement.end


@given(cells(), dimensions, st.sampled_from(["->", "→"]))
def test_a_demand_after_an_arrow_never_raises_a_level(
    cell: tuple[str, str], dimension: str, arrow: str
) -> None:
    text, language = cell
    demand = f"{text}\n{arrow} PYSYVÄ MÄÄRÄRAHA, SOPIMUS JA KYSELY JOKA VUOSI KAIKISSA YKSIKÖISSÄ"
    assert judge(demand, dimension, language).level == judge(text, dimension, language).level


@given(cells(), dimensions)
def test_capitals_change_nothing(cell: tuple[str, str], dimension: str) -> None:
    text, language = cell
    assert judge(text.upper(), dimension, language).level == judge(text, dimension, language).level


@given(cells(), dimensions, st.sampled_from(["NFC", "NFD"]))
def test_the_unicode_form_changes_nothing(cell: tuple[str, str], dimension: str, form: str) -> None:
    text, language = cell
    other = unicodedata.normalize(form, text)
    assert judge(other, dimension, language).level == judge(text, dimension, language).level


@given(cells(), dimensions, st.sampled_from(["  ", "\u00a0", "\t", " \u200b"]))
def test_spacing_changes_nothing(cell: tuple[str, str], dimension: str, space: str) -> None:
    text, language = cell
    other = text.replace(" ", space)
    assert judge(other, dimension, language).level == judge(text, dimension, language).level


@given(st.sampled_from(LANGUAGES), dimensions, st.sampled_from(["•", "–", "*", "▪", "·"]))
def test_the_style_of_bullets_changes_nothing(language: str, dimension: str, bullet: str) -> None:
    dashes = "\n".join(f"- {clause}" for clause in CLAUSES[language])
    others = "\n".join(f"{bullet} {clause}" for clause in CLAUSES[language])
    assert judge(others, dimension, language).level == judge(dashes, dimension, language).level


@given(cells(), dimensions)
def test_a_level_lies_in_its_interval(cell: tuple[str, str], dimension: str) -> None:
    verdict = judge(cell[0], dimension, cell[1])
    assert 0 <= verdict.low <= verdict.level <= verdict.high <= 4
    assert 0 <= verdict.confidence <= 1
    assert (verdict.missing is None) == (verdict.level == 4)


@given(anything, languages)
def test_what_stands_after_an_arrow_is_a_demand(text: str, language: str) -> None:
    assume(text.strip() and not any(sign in text for sign in "\r\n→>⇒➔➜➡⟶➙.!?;…"))
    assume(any(letter.isalpha() for letter in text))
    kinds = [statement.kind for statement in parse(f"→ {text}", language)]
    assert kinds == [Kind.ACTION] or not kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_no_statements(language: str) -> None:
    assert parse("", language) == parse(" -\n•  ", language) == ()


RAISING = {
    "fi": (
        "joka vuosi",
        "kaikissa yksiköissä",
        "hyväksytty ohjelma",
        "nimetty vastuuhenkilö",
        "vakituinen virka",
        "kysely joka kevät",
    ),
    "sv": (
        "varje år",
        "i alla enheter",
        "godkänd plan",
        "utsedd ansvarig",
        "fast tjänst",
        "enkät varje vår",
    ),
    "en": (
        "every year",
        "in all units",
        "approved policy",
        "a named coordinator",
        "permanent post",
        "survey every spring",
    ),
    "hu": ("minden évben", "minden egységben"),
    "lt": ("kasmet", "visuose filialuose"),
}


@pytest.mark.parametrize("language", RAISING)
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_one_more_raising_cue_in_a_present_clause_never_lowers_a_level(
    language: str, dimension: str
) -> None:
    """All there are, since what a model has learnt may fail on a single one."""
    for text, glue, cues in product(
        CLAUSES[language], (" ", ", "), permutations(RAISING[language], 2)
    ):
        longer = accumulate((text, *cues), lambda so_far, cue: f"{so_far}{glue}{cue}")  # noqa: B023
        for before, after in pairwise(longer):
            if in_place(before, language) and in_place(after, language):
                lower = judge(before, dimension, language).level
                assert judge(after, dimension, language).level >= lower, after


def in_place(text: str, language: str) -> bool:
    return {one.kind for one in parse(text, language)} == {Kind.PRACTICE}


BESIDE = {
    "fi": (
        "Ensi vuonna on tarkoitus hankkia pysyvä rahoitus.",
        "Naapurikunnassa on oma studio joka kylässä.",
    ),
    "sv": ("Nästa år planeras en fast tjänst.", "Grannkommunen har ett avtal och en egen budget."),
    "en": (
        "We plan a permanent post next year.",
        "The neighbouring town has a contract and a budget.",
    ),
    "hu": ("Jövőre állandó állást tervezünk.", "A szomszéd városnak van saját stúdiója."),
    "lt": ("Kitais metais planuojame nuolatinį etatą.", "Kaimyninė savivaldybė turi savo studiją."),
}


@given(
    cells(),
    st.sampled_from([name for name in DIMENSIONS if name != "cooperation"]),
    st.integers(0, 1),
)
def test_plans_and_somebody_elses_work_never_raise_a_level(
    cell: tuple[str, str], dimension: str, number: int
) -> None:
    text, language = cell
    beside = f"{text}\n{BESIDE[language][number]}"
    assume(not {one.kind for one in parse(BESIDE[language][number], language)} & {Kind.PRACTICE})
    assert judge(beside, dimension, language).level <= judge(text, dimension, language).level
