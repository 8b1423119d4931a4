"""Stages import in one direction: read, parse, assess, compare, plan, funding, report, render."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import digimatrix

PACKAGE = Path(digimatrix.__file__).parent
DATA = {"languages", "frameworks", "registers"}
ROOMS = (
    "model",
    "read",
    "parse",
    "assess",
    "compare",
    "plan",
    "funding",
    "report",
    "render",
    "pipeline",
    "cli",
    "__main__",
)
MODULES = sorted(PACKAGE.rglob("*.py"))
READERS = {"read"}  # the only rooms that open files of the user's
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
WRITING_CALLS = {"write_text", "write_bytes", "mkdir", "mkstemp", "unlink", "rename", "rmdir"}
OWN_DATA = {"render": {"read_text", "read_bytes"}, "assess": {"open"}, "parse": {"open"}}
# assets, the trained models
OUTPUTS = PACKAGE / "render" / "outputs.py"
CACHE = PACKAGE / "read" / "cache.py"  # the one exception: writes, in the user's cache folder only


def room(module: Path) -> str:
    """The stage (or top-level module) a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    """The stages a file imports from, wherever in the file the import stands."""
    names: list[str] = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return {
        name.split(".")[1]
        for name in names
        if name.startswith("digimatrix.") and name.split(".")[1] != "__version__"
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_stages_before_it(module: Path) -> None:
    here = room(module)
    if here in {"__init__"}:
        return  # the public API stands above all stages
    allowed = (
        DATA | {"model"} if here in DATA | {"model"} else DATA | set(ROOMS[: ROOMS.index(here) + 1])
    )
    assert imported_rooms(module) <= allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_read_opens_files_and_only_one_module_writes_them(module: Path) -> None:
    if room(module) in DATA or module in (OUTPUTS, CACHE):
        return
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    allowed = OWN_DATA.get(room(module), set())
    if room(module) in READERS:
        assert not called & WRITING_CALLS
        return
    assert not (called & FILE_CALLS) - allowed


def test_every_stage_of_the_design_has_its_folder() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == DATA | set(ROOMS[:9]) | {"cli"}
