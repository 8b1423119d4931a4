"""Comparative gap reports from the matrices in which municipalities describe digital culture.

    import digimatrix

    region = digimatrix.read("sheets")
    region.scores()   # a tidy pandas DataFrame: municipality × round × dimension
"""

from __future__ import annotations

from digimatrix.model.errors import DigimatrixError
from digimatrix.pipeline import Region, read

__all__ = ["DigimatrixError", "Region", "__version__", "read"]
__version__ = "0.1.0"
