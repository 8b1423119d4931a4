"""What each file of a folder gave: known from before, or read, on all cores where that pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digimatrix.read import workers
from digimatrix.read.cache import Cache
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms, take_in
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import pack, unpack


def read_folder(found: Sequence[Input], terms: Terms, cache: Cache | None) -> Iterator[Outcome]:
    """Yield what each file gave, in order; what was not known is kept in the cache."""
    keys = [cache.key(item) if cache else None for item in found]
    known = [cache is not None and key in cache for key in keys]
    unknown = [item for item, is_known in zip(found, known, strict=True) if not is_known]
    fresh = workers.read_all(unknown, terms)
    for item, key, is_known in zip(found, keys, known, strict=True):
        outcome = cache.load(key, item.name) if cache and key and is_known else None
        if outcome is None:
            data = pack(take_in(item, terms)) if is_known else next(fresh)
            outcome = unpack(data)
            if cache:
                cache.keep(key, data, outcome)
        yield outcome
    if cache:
        cache.trim()
