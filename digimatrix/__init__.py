"""Comparative gap reports from the matrices in which municipalities describe digital culture."""

from __future__ import annotations

__version__ = "0.1.0"
