"""The others are what is left when one is taken out."""

from __future__ import annotations

import pytest

from digimatrix.model.others import Others


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_others_are_everyone_but_one(count: int) -> None:
    everyone = tuple("abcde"[:count])
    for but in range(count):
        left = (*everyone[:but], *everyone[but + 1 :])
        others = Others(everyone, but)
        assert tuple(others) == left
        assert len(others) == len(left)
        assert bool(others) == bool(left)
        for cut in (slice(3), slice(1, None), slice(None, None, -1), slice(-2, None)):
            assert others[cut] == left[cut]
        assert [others[-n - 1] for n in range(len(left))] == list(reversed(left))
        with pytest.raises(IndexError):
            others[len(left)]
