import pytest

from digimatrix.model.problems import Rule
from digimatrix.read.formats.guardedxml import Guard, local
from digimatrix.read.formats.packages import ignore
from digimatrix.read.limits import LIMITS, Limits, RefusedError


def refusal(*chunks, limits=LIMITS):
    """Return why some XML is not read."""
    with pytest.raises(RefusedError) as refused:
        Guard(limits).parse(chunks, ignore, ignore, ignore)
    return refused.value


def test_prefixes_are_no_part_of_a_name():
    assert [local(name) for name in ("c", "x:c", "a:b:c")] == ["c", "c", "c"]


def test_what_is_no_xml_is_damage():
    for content in (b"", b"x", b"<x>", b"<x></y>", b"<x>&nothing;</x>", b"<x/>y", b"<x>\xff</x>"):
        assert refusal(content).rule is Rule.DAMAGED_FILE
    assert refusal(b'<?xml version="1.0" encoding="koi8-r"?><x/>').rule is Rule.DAMAGED_FILE


def test_a_document_type_is_refused_whatever_it_declares():
    assert refusal(b"<!DOCTYPE x><x/>").rule is Rule.UNSAFE_XML


@pytest.mark.parametrize(
    ("chunks", "limits"),
    [
        ([b"<x><y><z/></y></x>"], {"depth": 2}),
        ([b"<x><y/><y/></x>"], {"elements": 2}),
        ([b"<x a='", *[b"a" * 600] * 4], {"token_bytes": 1000}),
    ],
)
def test_each_limit_is_kept(chunks, limits):
    refused = refusal(*chunks, limits=Limits(**limits))
    assert refused.facts["limit"] == next(iter(limits))


def test_elements_count_over_all_that_is_parsed():
    guard = Guard(Limits(elements=3))
    guard.parse([b"<x/>"], ignore, ignore, ignore)
    guard.count(2)
    assert guard.elements == 3
    with pytest.raises(RefusedError):
        guard.count(1)
    with pytest.raises(RefusedError):
        guard.parse([b"<x/>"], ignore, ignore, ignore)
