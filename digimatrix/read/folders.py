"""What each file of a folder gave: known from before, or read, on all cores where that pays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from digimatrix.read import workers
from digimatrix.read.cache import Cache, Key
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import unpack
from digimatrix.read.worker import gave


def read_folder(found: Sequence[Input], terms: Terms, cache: Cache | None) -> Iterator[Outcome]:
    """Yield what each file gave, in order; what was not known is kept in the cache."""
    if cache is None:
        yield from map(unpack, workers.read_all(found, terms))
        return
    ahead: deque[tuple[Input, Key | None, bool]] = deque()

    def unknown() -> Iterator[Input]:
        for item in found:  # asked for while others are being read
            key = cache.key(item)
            is_known = key in cache
            ahead.append((item, key, is_known))
            if not is_known:
                yield item

    def known() -> Iterator[Outcome]:
        while ahead and ahead[0][2]:
            item, key, _ = ahead.popleft()
            outcome = cache.load(key, item.name) if key else None
            yield outcome or _keep(gave(item, terms), key, cache)

    for data in workers.read_all(unknown(), terms):
        yield from known()
        _, key, _ = ahead.popleft()
        yield _keep(data, key, cache)
    yield from known()
    cache.trim()


def _keep(data: bytes, key: Key | None, cache: Cache) -> Outcome:
    outcome = unpack(data)
    cache.keep(key, data, outcome)
    return outcome
