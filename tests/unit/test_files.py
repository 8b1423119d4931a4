import os
import sys

import pytest

from digimatrix.model.errors import DigimatrixError
from digimatrix.read.files import find


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_folders_are_read_recursively_and_sorted_by_name(tmp_path):
    make(tmp_path, "2025/b.xlsx", "2023/a.ods", "c.CSV", "2025/deep/d.docx")
    found = find(tmp_path)
    assert [item.name for item in found.inputs] == [
        "2023/a.ods",
        "2025/b.xlsx",
        "2025/deep/d.docx",
        "c.CSV",
    ]
    assert all(item.path.is_file() for item in found.inputs)


def test_lock_files_hidden_files_and_other_things_are_passed_over(tmp_path):
    make(tmp_path, "a.xlsx", "~$a.xlsx", ".hidden.xlsx", ".git/b.xlsx", "README.md", "kuva.png")
    found = find(tmp_path)
    assert [item.name for item in found.inputs] == ["a.xlsx"]
    assert [place.file for place in found.passed_over] == [
        ".git",
        ".hidden.xlsx",
        "README.md",
        "kuva.png",
        "~$a.xlsx",
    ]


def test_a_format_that_a_return_may_have_come_in_by_mistake_is_opened(tmp_path):
    make(tmp_path, "a.pdf", "b.doc")
    assert [item.name for item in find(tmp_path).inputs] == ["a.pdf", "b.doc"]


def test_the_project_file_is_no_return(tmp_path):
    make(tmp_path, "a.xlsx", "2025/project.xlsx", "Project.XLSX")
    found = find(tmp_path)
    assert [item.name for item in found.inputs] == ["a.xlsx"]
    assert [item.name for item in found.projects] == ["Project.XLSX", "2025/project.xlsx"]


def test_a_single_file_is_named_by_its_file_name(tmp_path):
    make(tmp_path, "a.xlsx")
    (item,) = find(tmp_path / "a.xlsx").inputs
    assert (item.name, item.path) == ("a.xlsx", tmp_path / "a.xlsx")


def test_no_such_folder_is_one_line_with_place_and_remedy(tmp_path):
    with pytest.raises(DigimatrixError, match=r"^missing: there is no such folder.*Give"):
        find(tmp_path / "missing")


def test_an_empty_folder_is_one_line_with_place_and_remedy(tmp_path):
    (tmp_path / "sheets").mkdir()
    with pytest.raises(DigimatrixError, match=r"^sheets: there is no spreadsheet.*Put"):
        find(tmp_path / "sheets")


def test_a_name_that_would_steer_the_terminal_is_shown_without_that(tmp_path):
    make(tmp_path, "a\x1b[31m.xlsx")
    assert [item.name for item in find(tmp_path).inputs] == ["a.xlsx"]


def test_two_names_that_look_the_same_are_told_apart(tmp_path):
    make(tmp_path, "Ja\u0308msä.xlsx", "Jämsä.xlsx")
    assert len({item.name for item in find(tmp_path).inputs}) == len(os.listdir(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_lead_neither_out_of_the_folder_nor_round_in_it(tmp_path):
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    make(outside, "secret.xlsx")
    make(inside, "real/a.xlsx")
    (inside / "out").symlink_to(outside)
    (inside / "out.xlsx").symlink_to(outside / "secret.xlsx")
    (inside / "again").symlink_to(inside / "real")
    (inside / "round").symlink_to(inside)
    (inside / "self.xlsx").symlink_to(inside / "self.xlsx")
    found = find(inside)
    assert [item.name for item in found.inputs] == ["real/a.xlsx"]
    assert [place.file for place in found.passed_over] == [
        "again",
        "out",
        "out.xlsx",
        "round",
        "self.xlsx",
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="everybody may read there")
def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path):
    make(tmp_path, "a.xlsx", "closed/b.xlsx")
    (tmp_path / "closed").chmod(0)
    try:
        (problem,) = find(tmp_path).problems
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert (problem.rule.slug, problem.place.file) == ("not-opened", "closed")
