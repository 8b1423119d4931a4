"""A report without names: no output holds a name, a place or a quoted word of anybody."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
import region
import structure
from click.testing import CliRunner

from digimatrix import pipeline
from digimatrix.assess.levels import Assessment
from digimatrix.cli import main
from digimatrix.compare.comparison import compare
from digimatrix.compare.peers import peers_by
from digimatrix.languages import Words
from digimatrix.model.errors import DigimatrixError
from digimatrix.render.bundle import files
from digimatrix.render.formats import Format
from digimatrix.report.anonymous import anonymous
from digimatrix.report.document import Report

SHEETS = Path(__file__).parents[2] / "sheets"


def report(
    given: Sequence[Assessment], smallest: int = 5, by: str = "all", language: str = "en"
) -> Report:
    peers = peers_by(by, (each.municipality for each in given))
    return anonymous(
        region.reading(given),
        given,
        compare(given, region.FRAMEWORK, peers=peers),
        smallest=smallest,
        words=Words(language),
        date=region.DATE,
        version="0.1.0",
    )


def texts(name: str, content: bytes) -> str:
    """Return all text that a file holds, squeezed so that line breaks hide nothing."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
        text = " ".join((*archive.namelist(), *parts))
    elif name.endswith(".pdf"):
        text = structure.text(content) + content.decode("latin-1")
    elif name.endswith(".png"):
        text = content.decode("latin-1")
    else:
        text = content.decode("utf-8")
    text = unescape(text) if not name.endswith((".pdf", ".png")) else text
    return squeezed(
        re.sub(r"<[^>]*>", lambda tag: f" {tag[0]} ", text) + re.sub(r"<[^>]*>", "", text)
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", text).casefold()


def secrets(found: pipeline.Region) -> set[str]:
    """Return every name, code, file name, reviewer and quoted word of a region."""
    told: set[str] = set()
    for made in found.reading.returns:
        who = made.municipality
        told |= {who.name, who.code or who.name, Path(made.place.file).stem}
        for answer in made.answers:
            told |= {line for line in answer.text.splitlines() if len(line.strip()) >= 12}
    for each in found.assessments:
        told |= {said.text for said in each.statements if len(said.text) >= 12}
        told |= {item for said in each.statements for item in said.items if len(item) >= 12}
        told |= {review.reviewer for review in each.reviews if review.reviewer}
    for problem in (*found.reading.problems, *found.reading.left_out):
        told |= {problem.text} if len(problem.text) >= 12 else set()
    return {squeezed(text) for text in told} - {""}


@pytest.mark.parametrize("peers", ["all", "region", "type", "size"])
def test_no_file_of_the_sample_region_holds_a_name_or_a_quoted_word(peers: str) -> None:
    found = pipeline.read(SHEETS)
    hidden = secrets(found) | {squeezed("Lövskär")}
    assert len(hidden) > 200
    for language in ("fi", "en") if peers == "all" else ("fi",):
        made = found.report(date=region.DATE, language=language, peers=peers, anonymous=5)
        for name, content in files(made, tuple(Format)).items():
            text = squeezed(name) + texts(name, content)
            # a code is looked for as a word: "X01" may stand in the bytes of a picture
            leaks = [each for each in hidden if len(each) > 3 and each in text]
            assert leaks == [], name
            if not name.endswith((".pdf", ".png")):
                assert not re.search(r"\bX(0\d|1[0-2])\b", content.decode("utf-8", "ignore")), name


def test_the_named_report_holds_them_so_that_the_search_can_find() -> None:
    found = pipeline.read(SHEETS)
    made = files(found.report(date=region.DATE, language="fi"), tuple(Format))
    for ending in (".html", ".pdf", ".xlsx", ".csv", ".json", ".docx", ".svg"):
        whole = "".join(
            texts(name, content) for name, content in made.items() if name.endswith(ending)
        )
        assert any(each in whole for each in secrets(found) if len(each) > 3), ending


def test_small_regions_are_shown_together() -> None:
    found = pipeline.read(SHEETS).report(date=region.DATE, language="en", anonymous=5)
    sizes = {group.name: len(group.rows) for group in found.overview.groups}
    assert sizes == {"Other regions": 7, "Pohjois-Hallasto": 5}
    assert found.subtitle == "12 municipalities, round 2025"
    four = pipeline.read(SHEETS).report(date=region.DATE, language="en", anonymous=6)
    assert [group.name for group in four.overview.groups] == [""]


@pytest.mark.parametrize("count", [5, 6, 7, 8, 9, 10, 13])
@pytest.mark.parametrize("smallest", [2, 3, 5])
def test_no_group_of_any_figure_or_table_is_smaller_than_asked_for(
    count: int, smallest: int
) -> None:
    for by in ("all", "region", "type", "size"):
        made = report(region.assessments(count), smallest, by)
        for group in made.overview.groups:
            assert len(group.rows) >= smallest
        for table in made.tables:
            keys = [column.key for column in table.columns]
            for key in {"region", "peer_group"} & {*keys}:
                whose: dict[object, set[object]] = {}
                for row in table.rows:
                    whose.setdefault(row[keys.index(key)], set()).add(row[0])
                assert all(len(each) >= smallest for each in whose.values())


def test_who_took_part_earlier_is_not_told_where_few_did_not() -> None:
    cells = region.assessments(12)  # three of twelve have no earlier return
    assert all(table.id != "change" for table in report(cells).tables)
    both = [each for each in cells if each.municipality.code not in {"903", "907", "911"}]
    assert any(table.id == "change" for table in report(both).tables)


def test_too_few_municipalities_or_targets_that_tell_make_no_report() -> None:
    with pytest.raises(DigimatrixError, match="at least 5"):
        report(region.assessments(4))
    now = [each for each in region.assessments(12) if each.round == "2025"]
    now[0] = dataclasses.replace(now[0], target=1.0)
    with pytest.raises(DigimatrixError, match="--target"):
        report(now)


def order(made: Report, given: Sequence[Assessment]) -> list[str]:
    """Return the true names in the order of their letters, known again by their levels."""
    rows = {}
    for each in given:
        if each.round == "2025":
            rows.setdefault(each.municipality.name, []).append(each.level)
    shown = {
        row.name: [level.value for level in row.levels]
        for group in made.overview.groups
        for row in group.rows
    }
    names = sorted(shown, key=lambda name: (len(name), name))
    return [next(who for who, levels in rows.items() if levels == shown[name]) for name in names]


def test_letters_tell_neither_name_nor_level_and_are_the_same_for_the_same_contents() -> None:
    given = region.assessments(12)
    first = order(report(given), given)
    assert first == order(report(tuple(reversed(given))), given)
    other = order(report(given, 4), given)
    assert len({tuple(first), tuple(sorted(first)), tuple(other)}) == 3
    means = {s.municipality.name: s.mean or 0 for s in compare(given, region.FRAMEWORK).standings}
    by_level = sorted(first, key=lambda name: means[name])
    assert first not in (by_level, by_level[::-1])


def test_one_changed_word_of_anybody_draws_other_letters() -> None:
    given = list(region.assessments(12))
    before = order(report(given), given)
    spot = next(n for n, each in enumerate(given) if each.answer.text and each.round == "2025")
    answer = dataclasses.replace(given[spot].answer, text=given[spot].answer.text + "!")
    given[spot] = dataclasses.replace(given[spot], answer=answer)
    assert order(report(given), given) != before


def test_the_numbers_stay_those_of_the_named_report() -> None:
    given = region.assessments(12)
    named, masked = region.report(of=given), report(given)
    assert masked.gaps.rows[0].known == named.gaps.rows[0].known
    assert [(r.name, r.median, r.spread, r.depth) for r in masked.gaps.rows] == [
        (r.name, r.median, r.spread, r.depth) for r in named.gaps.rows
    ]
    assert masked.priorities is not None
    assert named.priorities is not None
    assert masked.priorities.points == named.priorities.points


def test_themes_stay_where_many_name_them_and_steps_say_that_action_is_called_for() -> None:
    made = pipeline.read(SHEETS).report(date=region.DATE, language="en", anonymous=5)
    lines = [
        line for column in made.synthesis.columns for part in column.parts for line in part.lines
    ]
    assert lines
    assert all(line.count >= 5 and not (line.who or line.sources) for line in lines)
    assert "8 or more of 12" in {line.share for line in lines}  # else 9 would tell of 3 others
    assert not {"8 of 12", "9 of 12", "10 of 11"} & {line.share for line in lines}
    steps = [step.text for profile in made.profiles for step in profile.steps]
    assert any(text.endswith("action is called for.") for text in steps)
    assert not any(entry.fragments or entry.actions for p in made.profiles for entry in p.entries)
    assert made.method[0].term == "Without names"


def test_the_command_names_nobody_and_takes_the_smallest_group(tmp_path: Path) -> None:
    out = tmp_path / "to-share"
    arguments = ["report", str(SHEETS), "-o", str(out), "--anonymous", "--smallest-group", "3"]
    done = CliRunner().invoke(main, [*arguments, "--format", "csv", "--language", "en"])
    assert done.exit_code == 0, done.output
    assert "Hirsilahti" not in done.stdout
    listed = json.loads((out / "report.json").read_text(encoding="utf-8"))
    groups = {row["region"] for row in listed["tables"][0]["rows"]}
    assert groups == {"Etelä-Hallasto", "Pohjois-Hallasto", "Rannikko-Hallasto"}
    assert CliRunner().invoke(main, [*arguments[:-1], "1"]).exit_code == 2
