"""What every test runs with."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from digimatrix.read import cache

hypothesis.settings.register_profile("untimed", deadline=None)  # speed is for benchmarks/
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache of whoever runs the tests out of them, and them out of it."""
    place = tmp_path_factory.getbasetemp() / "cache" / "readings"
    monkeypatch.setattr(cache, "folder", lambda: place)
    return place
