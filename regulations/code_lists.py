"""Closed lists of codes a charter brings: types of unit, levels of education, ethnic groups; with the words files use for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regulations.reading import Problem, Reader, open_file, squash

# What a post is besides its name: a seat on the committee, at the head of it, leading, overseeing.
SEAT, HEAD, LEADS, OVERSEES = "seat", "head", "leads", "oversees"
TRAITS = (SEAT, HEAD, LEADS, OVERSEES)


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: a code that never changes, its label, its place in the printed list, and where it stands in other lists.

    `codes` are numbers in named foreign lists ("census"), verified; `unverified` are told but never used for reading.
    `same_as` is the entry of another list of this charter that means the same. `traits`: of TRAITS, what a post is.
    """

    code: str
    label: str
    gloss: str
    order: int
    mark: str = ""
    parent: str = ""
    same_as: str = ""
    aliases: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    unverified: Mapping[str, str] = field(default_factory=dict)
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list in the order of its form."""

    name: str
    title: str
    source: str
    items: tuple[Code, ...]
    _spelled: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)
    _coded: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            self._coded[item.code] = item
            for key in map(squash, (item.code, item.label, *item.aliases)):
                self._spelled.setdefault(key, item)

    def get(self, code: str) -> Code | None:
        """The entry with that code."""
        return self._coded.get(code)

    def find(self, text: str, *, numbered: str = "") -> Code | None:
        """The entry a file means by `text`: its code, label or an alias, spelling aside. None: a person must map it.

        Bare numbers are read only under a named foreign list (`numbered="census"`), because lists contradict each other.
        """
        plain = text.strip()
        if plain.isdigit() and numbered:
            return next(
                (item for item in self.items if item.codes.get(numbered, "").lstrip("0") == plain.lstrip("0")), None
            )
        key = squash(plain)
        return self._spelled.get(key) if key else None

    def children(self, code: str) -> tuple[Code, ...]:
        """The entries under one, in order."""
        return tuple(item for item in self.items if item.parent == code)

    def within(self, code: str) -> frozenset[str]:
        """A code and all codes under it: what a row of a form with sub-rows counts."""
        return frozenset({code}).union(*(self.within(child.code) for child in self.children(code)))


def _spellings(item: Code) -> frozenset[str]:
    return frozenset(map(squash, (item.code, item.label, *item.aliases)))


def read_code_lists(paths: Iterable[Path], problems: list[Problem]) -> dict[str, CodeList]:
    """Read files of [[list]] tables. Mistakes are noted: a code or spelling used twice, a parent or same_as that is not there."""
    found: dict[str, CodeList] = {}
    rows: list[tuple[CodeList, Reader]] = []
    for path in paths:
        reader = open_file(path, problems)
        if reader is None:
            continue
        for row in reader.tables("list", named="name"):
            one = _list(row)
            if one.name in found:
                row.report("tên danh sách đã dùng ở tệp trước", "name")
            found[one.name] = one
            rows.append((one, row))
        reader.close()
    everywhere = {item.code for one in found.values() for item in one.items}
    for one, row in rows:
        _check(one, row, everywhere)
    return found


def _list(row: Reader) -> CodeList:
    name, title, source = row.text("name"), row.text("title"), row.text("source")
    row.day("checked_on")
    items = tuple(_code(child, order) for order, child in enumerate(row.tables("items", named="code"), start=1))
    row.close()
    return CodeList(name, title, source, items)


def _code(row: Reader, order: int) -> Code:
    code = Code(
        code=row.text("code"),
        label=row.text("label"),
        gloss=row.text("gloss", required=False),
        order=order,
        mark=row.text("mark", required=False),
        parent=row.text("parent", required=False),
        same_as=row.text("same_as", required=False),
        aliases=row.texts("aliases", required=False),
        codes=row.pairs("codes"),
        unverified=row.pairs("unverified"),
        traits=row.texts("traits", required=False),
    )
    for trait in sorted(set(code.traits) - set(TRAITS)):
        row.report(f"“{trait}” không có trong danh sách ({', '.join(TRAITS)})", "traits")
    row.close()
    return code


def _check(one: CodeList, row: Reader, everywhere: set[str]) -> None:
    seen: dict[str, str] = {}
    known: set[str] = set()
    for item in one.items:
        if item.code in known:
            row.report(f"mã “{item.code}” ghi hai lần", "items")
        if item.parent and item.parent not in known:
            row.report(f"mục “{item.code}”: mục cha “{item.parent}” phải đứng trước nó trong danh sách", "items")
        if item.same_as and item.same_as not in everywhere:
            row.report(f"mục “{item.code}”: same_as “{item.same_as}” không có trong danh sách nào", "items")
        known.add(item.code)
        for spelling in _spellings(item):
            if seen.setdefault(spelling, item.code) != item.code:
                row.report(f"cách viết “{spelling}” chỉ cả “{seen[spelling]}” và “{item.code}”", "items")
    for numbered in {name for item in one.items for name in item.codes}:
        numbers = [item.codes[numbered] for item in one.items if numbered in item.codes]
        for number in {number for number in numbers if numbers.count(number) > 1}:
            row.report(f"số “{number}” của danh sách “{numbered}” ghi hai lần", "items")
