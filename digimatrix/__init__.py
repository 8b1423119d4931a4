"""Comparative gap reports from the matrices in which municipalities describe digital culture.

    import digimatrix

    region = digimatrix.read("sheets")
    region.scores()   # a tidy pandas DataFrame: municipality × round × dimension

Everything else is reached through the `Region` that `read` hands on. Tables of numbers are
compared by `digimatrix.compare_numbers("index.csv").scores()`.
"""

from __future__ import annotations

# The stage `digimatrix.read` is loaded first, so that its name on this package then stands for
# the function: a stage that is loaded later would take the name back.
import digimatrix.read  # noqa: F401
from digimatrix.model.errors import DigimatrixError
from digimatrix.pipeline import Region, compare_numbers, load_framework, read

__all__ = [
    "DigimatrixError",
    "Region",
    "__version__",
    "compare_numbers",
    "load_framework",
    "read",
]
__version__ = "0.1.0"
