"""LibreOffice without a window: opens a workbook and saves it again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def resaved(content: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice writes it after opening it; a complaint fails the test."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    given = folder / "given.xlsx"
    given.write_bytes(content)
    ran = subprocess.run(
        [
            program,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(folder / "saved")),
            str(given),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    lines = f"{ran.stdout}{ran.stderr}".casefold().splitlines()
    said = "\n".join(line for line in lines if "java" not in line)  # which it can do without
    for word in ("repair", "corrupt", "error", "could not", "failed"):
        assert word not in said, said
    return (folder / "saved" / "given.xlsx").read_bytes()
