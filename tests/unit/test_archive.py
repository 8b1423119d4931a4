import pytest
from workbooks import pack

from digimatrix.model.problems import Rule
from digimatrix.read.formats import archive as archive_module
from digimatrix.read.formats.archive import Archive
from digimatrix.read.formats.guardedxml import Guard
from digimatrix.read.formats.packages import ignore
from digimatrix.read.limits import LIMITS, Limits, RefusedError


def refusal(data, limits=LIMITS, part="a.xml"):
    """Return why a part of a zip file is not read."""
    with pytest.raises(RefusedError) as refused:
        Archive(data, limits).parse(part, ignore, ignore, ignore)
    return refused.value


def test_parts_are_found_in_any_spelling_but_never_outside():
    archive = Archive(pack([("Folder\\A.xml", "x"), ("../b.xml", "y")]), LIMITS)
    assert "folder/a.XML" in archive
    assert "/Folder/../folder/A.xml" in archive
    assert b"".join(archive.chunks("b.xml")) == b"y"
    assert "/etc/passwd" not in archive


def test_a_part_that_is_missing_or_no_xml_is_damage():
    assert refusal(pack([("b.xml", "")])).rule is Rule.DAMAGED_FILE
    assert refusal(pack([("a.xml", "x")])).rule is Rule.DAMAGED_FILE


def test_what_is_unpacked_twice_counts_twice():
    archive = Archive(pack([("a.xml", "x" * 600)]), Limits(all_bytes=1000))
    assert len(b"".join(archive.chunks("a.xml"))) == 600
    with pytest.raises(RefusedError) as refused:
        list(archive.chunks("a.xml"))
    assert refused.value.facts["limit"] == "all_bytes"


def test_elements_count_over_all_parts():
    archive = Archive(pack([("a.xml", "<x/>"), ("b.xml", "<x/>")]), Limits(elements=1))
    archive.parse("a.xml", ignore, ignore, ignore)
    with pytest.raises(RefusedError) as refused:
        archive.parse("b.xml", ignore, ignore, ignore)
    assert refused.value.facts["limit"] == "elements"


def test_a_doubled_name_is_known_and_the_last_part_counts():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = pack([("a.xml", "1"), ("a.xml", "2")])
    archive = Archive(data, LIMITS)
    assert archive.doubled
    assert b"".join(archive.chunks("a.xml")) == b"2"


def count(parse):
    """Make the number of elements of a part."""
    names = []
    parse(lambda name, _: names.append(name), ignore, ignore)
    return len(names)


def test_what_two_files_share_is_parsed_once_and_counts_in_both(monkeypatch):
    data = pack([("a.xml", "<x><shared/></x>")])
    assert Archive(data, LIMITS).made("a.xml", count) == 2
    monkeypatch.setattr(Guard, "parse", lambda *_: pytest.fail("parsed again"))
    again = Archive(data, LIMITS)
    assert again.made("a.xml", count) == 2
    monkeypatch.undo()
    last = Archive(data, Limits(elements=3))
    last.made("a.xml", count)
    with pytest.raises(RefusedError):
        last.parse("a.xml", ignore, ignore, ignore)


def test_what_other_files_were_made_of_is_within_the_limits_of_this_one():
    data = pack([("a.xml", "<x><within/></x>"), ("b.xml", "<x><within/></x>")])
    limits = Limits(elements=3)
    Archive(data, limits).made("a.xml", count)
    archive = Archive(data, limits)
    archive.made("a.xml", count)
    with pytest.raises(RefusedError) as refused:
        archive.made("b.xml", count)
    assert refused.value.facts["limit"] == "elements"
    with pytest.raises(RefusedError):
        Archive(data, Limits(depth=1)).made("a.xml", count)
    with pytest.raises(RefusedError):
        Archive(data, LIMITS).made("c.xml", count)


def test_a_large_part_is_not_remembered():
    part = "<x>" + "<y/>" * 20_000 + "</x>"
    archive = Archive(pack([("a.xml", part)]), LIMITS)
    before = len(archive_module._remembered)
    assert archive.made("a.xml", count) == 20_001
    assert len(archive_module._remembered) == before
