"""Whose a return is: from labels, titles, sheet, file and folder names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digimatrix.model.municipality import Municipality
from digimatrix.read.grids import Address, Cell
from digimatrix.read.headings import Headings, Label
from digimatrix.read.prompts import calls_in, exemplifies, prompts, tells
from digimatrix.read.senders.filenames import generic, name_in, names_nobody
from digimatrix.read.senders.joint import together
from digimatrix.read.senders.register import Found, Registers
from digimatrix.read.senders.rounds import year_of
from digimatrix.read.senders.units import units_in
from digimatrix.read.wordings import fold, plain_set, wordings

_LONGEST_NAME = 80  # letters
_OR = re.compile(r"[/,;(]|\s[-–—]\s")
_PART = re.compile(rf"{_OR.pattern}|\.\s")
_PERSON = re.compile(r"[^\W\d_][a-zåäöéüőáíóúűąčęėįšųūž]+(?:-[^\W\d_]+)? [^\W\d_]+")
_ADDRESS = re.compile(r"[^\s@,;:<>(]+@([\w.-]+\.\w+)")
_BETWEEN = re.compile(r"[\s,;]+")
_CODE = 3  # figures of a municipality's code
_ANSWERING = frozenset({Label.RESPONDENT, Label.UNIT})
_ABOUT = _ANSWERING | {Label.MUNICIPALITY, Label.CODE, Label.REGION, Label.DATE, Label.ROUND}
_NEXT = re.compile(r"(?:[.,;/|(–—]\s*|\s-\s+|\s{2,})([^\W\d][^:.,;/|()–—]{1,40}?)\s*:")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and what it announces: the value's cell may be the label's own."""

    label: Label
    text: str
    cell: Cell
    label_cell: Cell


def labelled(cells: dict[Address, Cell], headings: Headings) -> Iterator[Labelled]:
    """Yield what labels announce in the cell itself, to the right, or below."""
    for (row, column), cell in cells.items():
        text = cell.text
        if len(text) > 200:
            continue
        for line in text.split("\n") if ":" in text else ():
            for label, announced in _announced(line, headings):
                yield Labelled(label, announced, cell, cell)
        whole = headings.label(text.rstrip(": "))
        if whole is None or whole.label is None:
            continue
        for address in [(row, column + step) for step in (1, 2, 3)] + [(row + 1, column)]:
            value = cells.get(address)
            if value is None:
                continue
            if headings.read(value.text.split(":")[0].strip()) is None:
                yield Labelled(whole.label, value.text, value, cell)
            break


def _announced(line: str, headings: Headings) -> Iterator[tuple[Label, str]]:
    """Yield the labels of a line with what they announce: "Kunta: Nokia. Täyttäjä: Anna"."""
    before, colon, after = line.partition(":")
    found = headings.label(before) if colon else None
    while found and found.label:
        nexts = _NEXT.finditer(after) if found.label in _ABOUT else ()
        told = ((cut, label) for cut in nexts if (label := headings.label(cut[1])))
        cut, then = next((x for x in told if x[1].label in _ABOUT), (None, None))
        value = after[: cut.start()] if cut else after
        if value.strip():
            yield found.label, value.strip()
        found, after = then, after[cut.end() :] if cut else ""


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a municipality as it was found: `found` is None if no register has it.

    `stated` is False where nothing names a municipality, and the file's name stands in.
    `other` is the name of the sheet or the file, if that names another municipality.
    `together` are those of whom a joint return is: "Juva ja Rantasalmi".
    """

    name: str
    found: Found | None
    stated: bool = True
    cell: Cell | None = None
    other: str = ""
    together: tuple[Found, ...] = ()

    @property
    def municipality(self) -> Municipality:
        """The municipality, as its register has it or under the name that was typed."""
        return self.found.municipality if self.found else Municipality(self.name, known=False)


def tidy(name: str) -> str:
    """Return a name without a code, dots or brackets around it: "Nokia (536)" is "Nokia".

    Nor with a word that it goes on there: "Csongrád (folytatás)".
    """
    name = _continued().sub("", " ".join(name.split()))
    return (
        re.sub(r"^\d{2,4}\s+|\s*[(,;]\s*\d{2,4}\)?$|\s+\d{2,4}$|[.,;:]+$", "", name).strip() or name
    )


@cache
def _continued() -> re.Pattern[str]:
    """Find the word, after a name, that what another sheet began goes on: "(forts.)"."""
    words = "|".join(sorted({re.escape(word) for _, word in wordings("sheets", "continued")}))
    return re.compile(rf"(?<=\w)[\s,;:(\[–—-]+(?:{words})\.?[)\]]?$", re.IGNORECASE)


def _bare(name: str) -> str:
    """Return a name in no register without the words for a town around it.

    "Kőszeg Város Önkormányzata" is "Kőszeg", where the name itself keeps its form beside them.
    What two councils share stays whole: "Cork City Council" is not "Cork County Council".
    """
    around = plain_set("municipality", "around_names")
    shared = plain_set("municipality", "shared_names")
    words = name.split()
    longest = max(len(wording.split()) for wording in around)
    for length in range(min(longest, len(words) - 1), 0, -1):
        for begun, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            if fold(" ".join(begun)) in around and rest[0][:1].isupper():
                bare = _bare(" ".join(rest))
                return name if fold(bare) in shared else bare
    return name


class Known:
    """Tells the names of municipalities and of regions from other words."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def is_municipality(self, text: str) -> bool:
        """Whether the text is a municipality's name and nothing else; a number is not one."""
        if len(text) > _LONGEST_NAME or not any(map(str.isalpha, text)):
            return False
        find = self._registers.find
        return find(text) is not None or find(tidy(text)) is not None

    def is_unit(self, text: str) -> bool:
        """Whether the text names a unit after its municipality and a colon: "Kerava: museo"."""
        return _of_unit(text, self._registers) is not None

    def is_mentioned(self, text: str) -> bool:
        """Whether the text names a municipality among other words."""
        return self._registers.search(text, loose=False) is not None

    def is_unknown(self, text: str) -> bool:
        """Whether no register has what the text names, not even with a slip in the spelling."""
        name = tidy(text)
        return not self.is_mentioned(text) and self._registers.find(name, near=True) is None

    def is_region(self, text: str) -> bool:
        """Whether the text names a region: "Pirkanmaa", "Jämsän seutukunta"."""
        if len(text) > _LONGEST_NAME or self.is_municipality(text):
            return False
        named = plain_set("municipality", "regions")
        return self._registers.is_region(text) or not named.isdisjoint(fold(text).split())


def fields(cells: dict[Address, Cell], headings: Headings, known: Known) -> Iterator[Address]:
    """Yield the cells of what was filled in among instructions: "Kunta | Nokia", "Vuosi | 2025"."""
    for item in labelled(cells, headings):
        filled = (item.label is Label.MUNICIPALITY and known.is_municipality(item.text)) or (
            item.label is Label.ROUND and year_of(item.text) is not None
        )
        if filled and item.cell is not item.label_cell and item.cell.row == item.label_cell.row:
            yield from (item.cell.address, (item.cell.row, item.label_cell.column))


def by_cell(cell: Cell, registers: Registers, language: str) -> Named:
    """Return the municipality that a cell of a sheet in that language names."""
    mailed = by_address(cell.text, registers) if is_address(cell.text) else None
    return mailed or _by_name(cell.text, registers, cell, language)


def is_address(text: str) -> bool:
    """Whether a text is an address of mail, or several, and nothing else."""
    return "@" in text and all(_ADDRESS.fullmatch(x) for x in _BETWEEN.split(text.strip()))


def by_address(text: str, registers: Registers) -> Named | None:
    """Return the municipality in whose domain the addresses of mail in a text are, of one alone.

    It is a guess, and no cell is said to name it, so that all else wins over it.
    """
    domains = [found[1] for found in _ADDRESS.finditer(text)] if "@" in text else []
    told = {at.municipality: (domain, at) for domain in domains if (at := registers.at(domain))}
    if len(told) != 1:
        return None
    ((domain, found),) = told.values()
    return Named(f"@{domain}", replace(found, near=True))


def by_contact(
    labels: Sequence[Labelled], signatures: Sequence[str], registers: Registers
) -> Named | None:
    """Return the municipality in whose domain the address of the one who answers is."""
    told = [item.text for item in labels if item.label in _ANSWERING]
    return by_address("\n".join((*told, *signatures)), registers)


def _by_name(text: str, registers: Registers, cell: Cell | None, language: str) -> Named:
    text = _without_person(text, registers)
    name = tidy(text)
    found = registers.find(name) or registers.find(text) or _of_unit(text, registers)
    if found is None and (joint := together(text, registers)):
        return Named(name, None, cell=cell, together=joint)
    found = (
        found
        or registers.search(text, loose=True)
        or registers.find(name, near=True, language=language)
    )
    return Named(name if found else _bare(name), found, cell=cell)


def _without_person(text: str, registers: Registers) -> str:
    """Return a municipality's name without who answered for it: "Nokia / täyttäjä Anna Salo"."""
    apart = _PART.search(text)
    name, rest = (text[: apart.start()], text[apart.end() :]) if apart else (text, "")
    words = fold(rest).split()
    answering = plain_set("municipality", "signing") | plain_set("labels", "respondent")
    said = any(" ".join(words[:length]) in answering for length in range(1, min(len(words), 5)))
    person = _PERSON.fullmatch(rest.strip(" )")) is not None and _suffixes().isdisjoint(words)
    return name if name.strip() and (said or (person and registers.find(name))) else text


def _of_unit(text: str, registers: Registers) -> Found | None:
    """Return the municipality named before a colon and its unit: "Kerava: museo"."""
    town, _, unit = text.partition(":")
    named = bool(unit.strip()) and any(map(str.isalpha, town))
    return registers.find(tidy(town)) if named else None


def _doubted(text: str, registers: Registers, cell: Cell) -> Named | None:
    """Return the first municipality named where its name is doubted: "Nokia / Birkala?"."""
    if tells(text) or exemplifies(text):
        return None
    for part in (text, *_OR.split(text)):
        if part.strip() and (found := registers.search(part, loose=False)):
            return Named(tidy(text), replace(found, near=True), cell=cell)
    return None


def municipality(
    labels: Sequence[Labelled],
    titles: Sequence[Cell],
    sheet: str,
    file: str,
    registers: Registers,
    *,
    sheet_is_name: bool,
    language: str,
    signatures: Sequence[str] = (),
    margins: Sequence[str] = (),
) -> Named:
    """Return whose a table is; `sheet_is_name` where each sheet of a file is a municipality's.

    Asked in this order: a labelled cell, a title, a signature, the sheet's, the file's and the
    folders' names, the margins of the page, and what is named in passing: who coordinates or
    sends, and what may be a person's name. What no register knows is kept as it was typed.
    """
    *folders, base = file.split("/")
    stem = base.rsplit(".", 1)[0]
    if inside := _inside(labels, titles, registers, language, signatures):
        outside = (sheet,) if sheet_is_name else (sheet, stem)
        return replace(inside, other=_other_name(inside, outside, registers))
    first = (sheet, stem) if sheet_is_name or _is_name(sheet, registers) else (stem, sheet)
    for text in (*first, *reversed(folders)):
        if found := registers.search(text, loose=True):
            return Named(text, found)
    for text in first:
        joined = without_generic(text)
        if len(joined) >= 5 and (found := registers.find(joined, near=True, language=language)):
            return Named(text, found)
    for folder in reversed(folders):  # of a country where names need no word beside them
        if found := registers.called(folder, language):
            return Named(folder, found)
    for text, cell in ((sheet, None), (stem, None), *((cell.text, cell) for cell in titles)):
        if joint := together(text, registers):
            return Named(tidy(text), None, cell=cell, together=joint)
    for text in (*signatures, *margins):
        if not names_in_passing(text) and (found := registers.search(text, loose=False)):
            return Named(text, found)
    for text in (*(cell.text for cell in titles if _may_name(cell.text)), *signatures):
        if names_in_passing(text) and (found := registers.search(text, loose=False)):
            return Named(text, replace(found, near=True))  # said, for it may be wrong
    for item in labels:
        if item.label in _ANSWERING and (found := _town_of(item.text, registers)):
            return Named(item.text, replace(found, near=True), cell=item.cell)
    if stem.isdigit() and len(stem) == _CODE and (found := registers.find(stem)):
        return Named(stem, found)
    if sheet_is_name and not names_nobody(sheet):
        return Named(tidy(sheet), None)
    for item in labels:
        if _is_county(item, titles) and not Known(registers).is_region(item.text):
            return _by_name(item.text, registers, item.cell, language)
    name = _bare(name_in(stem, (cell.text for cell in titles)))
    return Named(name or base, None, stated=False)


def _inside(
    labels: Sequence[Labelled],
    titles: Sequence[Cell],
    registers: Registers,
    language: str,
    signatures: Sequence[str],
) -> Named | None:
    """Return whom the cells of a sheet name."""
    unknown: Named | None = None
    for item in labels:
        if item.label is Label.MUNICIPALITY:
            if not prompts(item.text):
                named = _by_name(item.text, registers, item.cell, language)
            elif (doubted := _doubted(item.text, registers, item.cell)) is not None:
                named = doubted
            else:
                continue
            if named.found or named.together:
                return named
            if item.cell.row == item.label_cell.row or year_of(item.text) is None:
                unknown = unknown or named  # a title below an empty label tells the round
    for item in labels:
        code = item.text.strip()
        if item.label is Label.CODE and code.isdigit() and (found := registers.find(f"{code:0>3}")):
            return Named(code, found, cell=item.cell)
    if unknown and not units_in(unknown.name):
        return unknown
    people = {id(item.cell) for item in labels if item.label in _ANSWERING}
    own = [cell for cell in titles if _may_name(cell.text) and id(cell) not in people]
    own += [cell for cell in titles if id(cell) in people and _with_town(cell.text)]
    sent_to = _addressed(titles)
    own = [cell for cell in own if not names_in_passing(cell.text) and id(cell) not in sent_to]
    for cell in own:
        whole = any(map(str.isalpha, cell.text)) and registers.find(tidy(cell.text))
        if found := whole or registers.search(cell.text, loose=False):
            return Named(cell.text, found, cell=cell)
    for item in labels:
        towns = item.label in _ANSWERING and _with_town(item.text)
        if towns and (found := registers.search(item.text, loose=False)):
            return Named(item.text, found, cell=item.cell)
    for text in signatures:
        signed = _with_town(text) and not names_in_passing(text)
        if signed and (found := registers.search(text, loose=False)):
            return Named(text, found)
    for cell in own:
        if (name := with_suffix(cell.text)) is not None:
            return _suffixed(name, registers, cell, language)
    for text in signatures:
        if (name := with_suffix(text)) is not None:
            return _suffixed(name, registers, None, language)
    return unknown  # an institution, of a municipality that nothing names


def _suffixed(name: str, registers: Registers, cell: Cell | None, language: str) -> Named:
    found = registers.find(name, near=True, language=language)
    return Named(name if found else _bare(name), found, cell=cell)


def _addressed(titles: Sequence[Cell]) -> set[int]:
    """Return the titles beside a label for whom the answers are sent to: "Saaja: | …"."""
    receivers = plain_set("municipality", "receivers")
    labels = {c.address for c in titles if fold(c.text.rstrip(": ")) in receivers}
    return {id(c) for c in titles if (c.row, c.column - 1) in labels}


def names_in_passing(text: str) -> bool:
    """Whether a title that names a municipality does not say that the answers are its own.

    It says who coordinates or pays, is the head of a mail, or may be a person's name.
    """
    before, colon, _ = text[:40].partition(":")
    if colon and fold(before) in plain_set("municipality", "mail", "receivers"):
        return True
    stems = tuple(plain_set("municipality", "passing_stems"))
    words = fold(text).split()
    if any(word.startswith(stems) for word in words):
        return True
    person = _PERSON.fullmatch(text.strip()) is not None
    return person and generic().isdisjoint(words) and _suffixes().isdisjoint(words)


def _suffixes() -> frozenset[str]:
    return plain_set("municipality", "suffixes")


def _may_name(text: str) -> bool:
    """Whether a title may name who answers, not to whom the answer is to be sent."""
    return len(text) <= 200 and not prompts(text) and not calls_in(text)


def _with_town(text: str) -> bool:
    """Whether a respondent's line names a town: "Maija Salo" does not."""
    return not plain_set("municipality", "suffixes").isdisjoint(fold(text).split())


def _town_of(text: str, registers: Registers) -> Found | None:
    """Return the one town that stands alone behind the person who answers: "Outi, Rauma"."""
    parts = [part.strip(" ).") for part in _OR.split(text)]
    found = [town for part in parts[1:] if not part.isdigit() and (town := registers.find(part))]
    return found[0] if len(found) == 1 else None


def _is_county(item: Labelled, titles: Sequence[Cell]) -> bool:
    """Whether a title tells the county where counties answer: "County: Laois"."""
    before = fold(item.label_cell.text.partition(":")[0])
    above = any(cell is item.label_cell for cell in titles)
    return above and before in plain_set("municipality", "counties")


def _other_name(named: Named, texts: Sequence[str], registers: Registers) -> str:
    """Return the first of the texts that names another municipality, else nothing."""
    for text in texts:
        found = registers.search(text, loose=True)
        if found and named.found and found.municipality != named.found.municipality:
            return text
    return ""


def _is_name(sheet: str, registers: Registers) -> bool:
    """Whether a sheet's name is a municipality's and nothing else: "Pori 2024"."""
    words = re.sub(r"\b\d+\b", "", without_generic(sheet))
    return bool(words.strip()) and registers.find(words) is not None


def without_generic(text: str) -> str:
    """Return the folded words of a name but for those that say nothing: "lomake", "Taul"."""
    return " ".join(word for word in fold(text).split() if word not in generic())


def with_suffix(text: str) -> str | None:
    """Return "Kuvitelman kaupunki" from a title of an unknown municipality."""
    suffixes = plain_set("municipality", "suffixes")
    first = re.split(r"[\n,:;–—(/]|\s-\s", text)[0].strip()
    words = [] if {*fold(first).split()} <= suffixes or fold(first) in suffixes else first.split()
    ends = {fold(words[-1]), fold(" ".join(words[-2:]))} if words else set()
    if 2 <= len(words) <= 4 and ends & suffixes and words[0][:1].isupper():
        return first if len(first) <= 60 else None
    return None
