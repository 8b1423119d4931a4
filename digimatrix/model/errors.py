"""What stops a command; the only exceptions shown without a traceback."""

from __future__ import annotations


class DigimatrixError(Exception):
    """Nothing sensible can follow; the message says what is wrong, where, and what to do."""
