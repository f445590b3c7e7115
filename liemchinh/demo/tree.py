"""A tree of organisations under construction, and what the members' histories need to know of its branches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liemchinh.demo.content import Organisation
from liemchinh.demo.vocabulary import BRANCH, GRASSROOTS_BRANCH, LEVEL_OF


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a branch is: kind of work, place as written in a file, and what share of its members are Khmer or Hoa."""

    family: str
    place: str
    khmer: float = 0.0
    hoa: float = 0.005

    @property
    def is_residential(self) -> bool:
        """True for hamlets and quarters, where the retired belong."""
        return self.family in ("hamlet", "quarter")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that has members. `lineage` runs from the root to the branch itself; `size` is relative."""

    key: str
    lineage: tuple[str, ...]
    setting: Setting
    size: float

    @property
    def upper(self) -> str:
        """Its organisation directly under the root."""
        return self.lineage[1]


class Tree:
    """Organisations in load order, parents first, and their branches. Every organisation has its own key and code."""

    def __init__(self, prefix: str, code: str, name: str, kind: str, known_from: date, unit_type: str = "") -> None:
        self.known_from = known_from
        self.organisations: list[Organisation] = []
        self.branches: list[Branch] = []
        self._lineage: dict[str, tuple[str, ...]] = {}
        self._children: dict[str, int] = {}
        self.root = self._append(prefix, code, name, kind, None, unit_type)

    def add(
        self,
        parent: Organisation,
        name: str,
        kind: str,
        *,
        unit_type: str = "",
        code: str = "",
        since: date | None = None,
    ) -> Organisation:
        """A new organisation under `parent`, known since its parent is unless said otherwise; a missing code counts from the parent's."""
        number = self._children.get(parent.key, 0) + 1
        self._children[parent.key] = number
        key = f"{self.root.key}-{code}" if code else f"{parent.key}-{number:02d}"
        return self._append(
            key, code or f"{parent.code}.{number:02d}", name, kind, parent, unit_type or parent.unit_type, since
        )

    def add_branch(
        self, parent: Organisation, name: str, kind: str, setting: Setting, size: float, *, unit_type: str = ""
    ) -> Branch:
        """A new branch with members: under a committee or section (BRANCH), or grassroots itself (GRASSROOTS_BRANCH)."""
        if kind not in (BRANCH, GRASSROOTS_BRANCH):
            raise ValueError(f"{kind} is no branch")
        organisation = self.add(parent, name, kind, unit_type=unit_type)
        branch = Branch(organisation.key, self._lineage[organisation.key], setting, size)
        self.branches.append(branch)
        return branch

    def named(self, name: str) -> Organisation:
        """The one organisation of that name; LookupError if there is none or more than one."""
        found = [organisation for organisation in self.organisations if organisation.name == name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} organisations are called {name}")
        return found[0]

    def branches_under(self, key: str) -> Iterator[int]:
        """Places in `branches` of all branches at or below an organisation."""
        return (place for place, branch in enumerate(self.branches) if key in branch.lineage)

    def _append(
        self,
        key: str,
        code: str,
        name: str,
        kind: str,
        parent: Organisation | None,
        unit_type: str,
        since: date | None = None,
    ) -> Organisation:
        known_from = since or (parent.valid_from if parent else self.known_from)
        organisation = Organisation(
            key, code, name, LEVEL_OF[kind], kind, parent.key if parent else None, known_from, None, unit_type
        )
        self.organisations.append(organisation)
        self._lineage[key] = (*self._lineage[parent.key], key) if parent else (key,)
        return organisation
