"""Registers of municipalities: a name as people type it becomes the municipality meant."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources

from digimatrix.model.municipality import Municipality
from digimatrix.read.nearness import Near
from digimatrix.read.wordings import fold, plain_set, wordings

FINLAND = "Statistics Finland 2026, CC BY 4.0"
"""The register that comes with the package, as it is printed."""

_SPELT = 5  # letters of a name in which a slip of the pen can be seen
_COUNTRY = 2  # letters of a country's domain
_CLOSE = 87  # per cent of the letters that a misspelt name has right


@dataclass(frozen=True, slots=True)
class Found:
    """A municipality and how its name was found.

    `near` is True for a near miss in the spelling; `former` names the municipality that was
    typed where it has since been merged into this one, `since` the year of the merger, `own`
    what it was before. `twin` is a municipality abroad that goes by the same name: Övertorneå
    is Ylitornio, and another.
    """

    municipality: Municipality
    near: bool = False
    former: str | None = None
    since: int | None = None
    own: Municipality | None = None
    twin: Municipality | None = None

    def in_year(self, year: int | None) -> Found:
        """Return what the name stood for in that year: what had not been merged yet is its own."""
        before = self.since is not None and year is not None and year < self.since
        return Found(self.own) if before and self.own else self


@dataclass(frozen=True)
class Register:
    """The names of municipalities, in the forms that people type, and what they stand for.

    In a `home` register a name counts wherever it stands; its municipalities have domains on the
    net that end in one of `domains`, any country's if it has none; `regions` are the folded names
    of its regions; `spelt` finds the names in which a slip of the pen can be seen, on sheets in the
    register's `languages`, or in any if it has none.
    """

    name: str
    municipalities: tuple[Municipality, ...]
    names: dict[str, Found] = field(repr=False)
    home: bool = False
    regions: frozenset[str] = field(default=frozenset(), repr=False)
    spelt: Near = field(default_factory=lambda: Near((), _CLOSE), repr=False)
    languages: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def spells(self, language: str | None) -> bool:
        """Whether a slip on a sheet in that language may be meant for one of these names."""
        return language in (None, "en") or not self.languages or language in self.languages

    def at(self, domain: str) -> Found | None:
        """Return whose a domain is by its name: "kalajoki.fi", "nokiankaupunki.fi", "lulea.se"."""
        *_, name, country = ("", *domain.casefold().split("."))
        words = fold(name)
        own = country in self.domains if self.domains else len(country) == _COUNTRY
        if not own or not any(map(str.isalpha, words)):
            return None
        town = next((x for x in _suffixes_longest_first() if words.endswith(x)), "")
        return self.names.get(words) or self.names.get(words.removesuffix(town))

    def find(self, name: str, *, near: bool = False) -> Found | None:
        """Return what the name stands for; with `near`, also for a slip in the spelling."""
        words = fold(name)
        found = self.names.get(words) or self.names.get(_without_suffix(words))
        if found or not near or len(words) < _SPELT:
            return found
        bare = _without_suffix(words)
        if len(bare) < _SPELT:
            return None
        close = self.spelt.close(bare) or [form for form in _swapped(bare) if form in self.names]
        meant = {self.names[form].municipality.name for form in close}
        if len(meant) != 1:
            return None
        found = self.names[close[0]]
        return replace(found, near=True)


@dataclass(frozen=True, slots=True)
class Registers:
    """Registers in the order in which they are asked; the user's own is the first."""

    registers: tuple[Register, ...]

    def is_region(self, name: str) -> bool:
        """Whether the name is that of a region, or of a part of one: "Luoteis-Pirkanmaa"."""
        words = fold(name)
        parts = {words, words.rsplit(" ", 1)[-1]}
        return any(not parts.isdisjoint(register.regions) for register in self.registers)

    def find(self, name: str, *, near: bool = False, language: str | None = None) -> Found | None:
        """Return what the name stands for in the first register that has it.

        With `near` also for a slip in the spelling, in the registers that sheets in the
        `language` speak of.
        """
        for register in self.registers:
            if found := register.find(name):
                return found
        for register in self.registers if near else ():
            if register.spells(language) and (found := register.find(name, near=True)):
                return found
        return None

    def at(self, domain: str) -> Found | None:
        """Return the municipality whose domain on the net that is, by its name.

        Those that are no country's are nobody's: "nokia.com" is a firm's.
        """
        return next((found for each in self.registers if (found := each.at(domain))), None)

    def called(self, name: str, language: str) -> Found | None:
        """Return what the whole name stands for where sheets are in that language."""
        found = (x.find(name) for x in self.registers if language in x.languages)
        return next(filter(None, found), None)

    def search(self, text: str, *, loose: bool) -> Found | None:
        """Return the municipality which a title, a file or a sheet name mentions.

        In running words (`loose` False) a name counts with a capital only, and abroad only
        with a word such as "kommun" beside it, because names of municipalities are common
        words elsewhere; those of several words, "Ukmergės r.", are not. What speaks of a
        region ("Turun seutukunta") names no municipality but with such a word. Of several the
        one with such a word is meant; where that does not tell, none is.
        """
        mentioned = list(self._mentioned(text, loose=loose))
        for several in ([m for m, suffixed in mentioned if suffixed], [m for m, _ in mentioned]):
            if len({found.municipality for found in several}) == 1:
                return several[0]
        return None

    def former_in(self, text: str, now: Municipality) -> Found | None:
        """Return the former municipality that the text names and that is part of one now."""
        mentioned = (found for found, _ in self._mentioned(text, loose=True))
        return next((x for x in mentioned if x.former and x.municipality == now), None)

    def _mentioned(self, text: str, *, loose: bool) -> Iterator[tuple[Found, bool]]:
        """Yield what is named in the text, the longest names first, and whether as a town."""
        raw = [part for part in _split(text) if fold(part)]
        words = [fold(part) for part in raw]
        regional = not plain_set("municipality", "regions").isdisjoint(words)
        towns = [word in _suffixes() for word in words]
        free = [True] * len(words)
        for length in (4, 3, 2, 1):
            for start in range(len(words) - length + 1):
                end = start + length
                tokens = words[start:end]
                if not all(free[start:end]) or (not loose and not raw[start][:1].isupper()):
                    continue
                if tokens[0].isdigit() or (loose and length == 1 and len(tokens[0]) < 3):
                    continue  # a year or an initial, not a code or Ii
                if all(towns[start:end]):
                    continue
                suffixed = any(towns[max(0, start - 1) : start] + towns[end - 1 : end + 1])
                if regional and not suffixed:
                    continue
                if found := self._named(tokens, suffixed=suffixed):
                    free[start:end] = [False] * length
                    yield found, suffixed

    def _named(self, tokens: list[str], *, suffixed: bool) -> Found | None:
        name = " ".join(tokens)
        several = len(tokens) > 1
        for register in self.registers:
            sure = register.home or suffixed
            found = register.names.get(name) if sure or several else None
            if found is None and sure:
                found = register.names.get(_genitive_of(name))
            if found is None and sure and several:
                found = register.names.get(_without_suffix(name))
            if found:
                return found
        return None


def official() -> tuple[Register, ...]:
    """Return the registers that come with the package: Finland, Sweden, Lithuania."""
    return (_finland(), _sweden(), _lithuania())


def abroad(name: str) -> Register | None:
    """Return the register of another country than home that has the name, if one does."""
    return next((register for register in (_sweden(), _lithuania()) if register.find(name)), None)


def former(name: str) -> Found | None:
    """Return what a former municipality stands for, by its name, if it was merged into another."""
    found = _finland().find(name)
    return found if found and found.former == name else None


def build(
    name: str,
    entries: Iterable[tuple[Municipality, Sequence[str]]],
    *,
    home: bool = False,
    languages: Collection[str] = (),
    domains: Collection[str] = (),
) -> Register:
    """Return a register of municipalities, each with the further names it goes by.

    `home` marks a register whose names count wherever they stand; `languages` are those in
    which its country's sheets are, and `domains` its endings on the net, if it is of one country.
    """
    municipalities: list[Municipality] = []
    names: dict[str, Found] = {}
    weak: dict[str, Found] = {}
    for municipality, others in entries:
        municipalities.append(municipality)
        found = Found(municipality)
        for other in (municipality.name, *others):
            if fold(other):
                names.setdefault(fold(other), found)
                for form in _inflected(fold(other), languages):
                    weak.setdefault(form, found)
        if municipality.code:
            names.setdefault(fold(municipality.code), found)
    spelt = Near((n for n in names if len(n) >= _SPELT and not n.isdigit()), _CLOSE)
    regions = frozenset(fold(entry.region) for entry in municipalities if entry.region)
    return Register(
        name,
        tuple(municipalities),
        weak | names,
        home,
        regions,
        spelt,
        frozenset(languages),
        frozenset(domains),
    )


_MARKS = str.maketrans(dict.fromkeys("_-–—.,;:()[]/\\|!?\"'", " "))


def _split(text: str) -> list[str]:
    return text.translate(_MARKS).split()


_LOCATIVES = ("ssa", "sta", "lla", "lta", "lle")


def _swapped(name: str) -> Iterator[str]:
    """Yield the name with each two letters beside each other swapped: "lieska" for "lieksa"."""
    for at in range(1, len(name)):
        yield name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def _genitive_of(name: str) -> str:
    """Return the genitive of a folded name in a local case: "nokialla" is "nokian"."""
    return f"{name[:-3]}n" if name.endswith(_LOCATIVES) and len(name) > 4 else ""


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(fold(word) for _, word in wordings("municipality", "suffixes"))


@cache
def _suffixes_longest_first() -> tuple[str, ...]:
    return tuple(sorted(_suffixes(), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4096)
def _without_suffix(words: str) -> str:
    """Take "kaupunki", "stad", "municipality of" from the name: "nokian kaupunki" is "nokian"."""
    for suffix in _suffixes_longest_first() if " " in words else ():
        if words.endswith(f" {suffix}"):
            return words[: -len(suffix) - 1]
        if words.startswith(f"{suffix} "):
            return words[len(suffix) + 1 :]
    return words


_GENITIVES = (  # ending of the folded name, ending of its Finnish genitive
    ("nen", ("sen", "sten")),
    ("joki", ("joen",)),
    ("maki", ("maen",)),
    ("nki", ("ngin",)),
    ("nka", ("ngan",)),
    ("rki", ("ren",)),
    ("lki", ("len",)),
    ("niemi", ("niemen",)),
    ("jarvi", ("jarven",)),
    ("lampi", ("lammen",)),
    ("salmi", ("salmen",)),
    ("koski", ("kosken",)),
    ("saari", ("saaren",)),
    ("vesi", ("veden",)),
    ("lahti", ("lahden",)),
    ("suu", ("suun",)),
    ("rku", ("run",)),
    ("nta", ("nnan",)),
    ("nto", ("nnon",)),
    ("lta", ("llan",)),
    ("lto", ("llon",)),
    ("rta", ("rran",)),
    ("tta", ("tan",)),
    ("tti", ("tin",)),
    ("tto", ("ton",)),
    ("ttu", ("tun",)),
    ("kka", ("kan",)),
    ("kko", ("kon",)),
    ("kki", ("kin",)),
    ("ppi", ("pin", "pen")),
    ("ppa", ("pan",)),
    ("mpi", ("mmen", "mmin")),
    ("mpa", ("mman",)),
    ("mpu", ("mmun",)),
    ("ka", ("an", "kan")),
    ("ko", ("on", "kon")),
    ("ku", ("un", "vun")),
    ("ki", ("en", "in", "kin")),
    ("ta", ("dan", "tan")),
    ("to", ("don", "ton")),
    ("ti", ("den", "din", "tin")),
    ("pa", ("van", "pan")),
    ("po", ("von", "pon")),
    ("pi", ("ven", "vin")),
    ("e", ("een",)),
    ("i", ("in", "en")),
    ("t", ("ten", "tien", "in", "ain")),
    ("s", ("ksen",)),
    ("is", ("iin",)),
)

_IRREGULAR = {
    "Uusikaupunki": ("Uudenkaupungin", "Uudessakaupungissa", "Uudestakaupungista"),
    "Uusikaarlepyy": ("Uudenkaarlepyyn",),
    "Virrat": ("Virtain", "Virtojen"),
    "Alavus": ("Alavuden",),
    "Varkaus": ("Varkauden",),
    "Pihtipudas": ("Pihtiputaan",),
    "Punkalaidun": ("Punkalaitumen",),
}

_LITHUANIAN = (
    ("iai", ("iu",)),
    ("ai", ("u",)),
    ("as", ("o",)),
    ("jis", ("jo",)),
    ("is", ("io",)),
    ("ys", ("io",)),
    ("us", ("aus",)),
    ("os", ("u",)),
    ("a", ("os",)),
    ("e", ("es",)),
)


def _inflected(name: str, languages: Collection[str] = ()) -> set[str]:
    """Return the genitives of a name: right ones, and some that nobody would type.

    The endings are those of the languages, or of any if there are none.
    """
    forms = {name + "n", name + "s", name + "in"}
    for language, endings in (("fi", _GENITIVES), ("lt", _LITHUANIAN)):
        if languages and language not in languages:
            continue
        for ending, genitives in endings:
            if name.endswith(ending) and len(name) > len(ending):
                forms |= {name[: -len(ending)] + genitive for genitive in genitives}
    return forms


def _rows(file: str) -> list[dict[str, str]]:
    source = resources.files("digimatrix.registers").joinpath(file)
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@cache
def _finland() -> Register:
    entries = []
    for row in _rows("fi.csv"):
        municipality = Municipality(
            row["name"], row["code"], row["region"], row["type"], int(row["population"])
        )
        names = [row["name_sv"], *_IRREGULAR.get(row["name"], ())]
        if row["name"].endswith((" kunta", " Tl")):  # nobody types the official oddity
            names.append(row["name"].rsplit(" ", 1)[0])
            names.append("Pedersöre" if "Peders" in row["name"] else row["name"])
        entries.append((municipality, names))
    register = build(FINLAND, entries, home=True, languages=("fi", "sv"), domains=("fi", "ax"))
    for row in _rows("fi_former.csv"):
        into = register.names[fold(row["merged_into"])].municipality
        own = Municipality(row["name"], row["code"], into.region)
        found = Found(into, former=row["name"], since=int(row["year"]), own=own)
        register.names.setdefault(row["code"], found)
        for name in (row["name"], row["name_sv"]):
            for form in (fold(name), *_inflected(fold(name), register.languages)):
                register.names.setdefault(form, found)
    for twin in _sweden().municipalities:
        name = fold(twin.name)
        for form in (name, *_inflected(name, ("sv",))) if name in register.names else ():
            if form in register.names:
                register.names[form] = replace(register.names[form], twin=twin)
    return register


@cache
def _sweden() -> Register:
    rows = _rows("se.csv")
    entries = [(Municipality(row["name"], row["code"], row["region"]), ()) for row in rows]
    return build("Statistics Sweden 2026", entries, languages=("sv",), domains=("se",))


@cache
def _lithuania() -> Register:
    """A city and the district around it share a name; "miestas", "miesto" tell them apart."""
    entries = []
    for row in _rows("lt.csv"):
        name, names = row["name"], []
        if row["type"] == "District municipality":
            names = [
                f"{form} {word}"
                for form in _inflected(fold(name), ("lt",))
                for word in ("rajono", "r", "rajono savivaldybė", "r sav")
            ]
        elif row["type"] == "City municipality":
            stem = name.removesuffix(" miestas")
            names = [f"{stem} {word}" for word in ("miesto", "m", "miesto savivaldybė", "m sav")]
        entries.append((Municipality(name, row["code"], row["region"], row["type"]), names))
    return build("Lithuania, ISO 3166-2, 2026", entries, languages=("lt",), domains=("lt",))
