"""Which kinds of case there are. A room registers its own in `cases.py`, so that what waits can be shown without importing it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from liemchinh.rulebook.rows import shipped
from regulations.answers import Refusal, Refused
from regulations.procedures import Procedure, Step

if TYPE_CHECKING:
    from liemchinh.casework.models import Case


@dataclass(frozen=True, slots=True)
class Told:
    """How a case is called in a list, and where its page is."""

    title: str
    url: str


class NotOffered(Procedure):
    """The procedure of a kind that the charter does not have: it has no steps, and whoever begins or takes one is told so."""

    __slots__ = ()

    def step(self, code: str, on: date) -> Step:
        """Refuses."""
        told = "Điều lệ này không có thủ tục cho loại việc này."
        raise Refused([Refusal("not-offered", told, remedy="Làm việc này trên giấy, theo điều lệ.")])

    def first(self, on: date) -> list[Step]:
        """Refuses."""
        return [self.step("", on)]


@dataclass(frozen=True, slots=True)
class CaseKind:
    """`rights`: the verb each acting party needs in its organisation. `tell`: ids → how each case is called, for readers who may see it.

    `outlives`: does a case go on though the party "member" is a member no longer? One that does not ends with the membership.
    `forgotten`: is what the case was about deleted? Then it never waits again, whatever becomes of the act that ended it.
    `granted`: such a case is there for nobody but who holds the grant of that case besides the right (`casework.grants`); it goes on
    whatever becomes of a membership. `files`: role → the verb by which an officer of the organisation that holds the role files a case
    for it, which gives them no grant.
    """

    code: str
    rights: Mapping[str, str]
    tell: Callable[[Iterable[int]], Mapping[int, Told]]
    outlives: Callable[["Case"], bool] = lambda case: False
    forgotten: Callable[["Case"], bool] = lambda case: False
    granted: bool = False
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def procedure(self) -> Procedure:
        """The charter's steps of this kind; those of a kind the charter has no procedure for are refused to whoever asks for one."""
        return shipped().procedures.get(self.code) or NotOffered(self.code, self.code, ())


_kinds: dict[str, CaseKind] = {}


def register_kind(kind: CaseKind) -> None:
    """Adds a kind; the same code twice is a programming error."""
    if kind.code in _kinds:
        raise ValueError(f"case kind registered twice: {kind.code}")
    _kinds[kind.code] = replace(kind, outlives=lambda case: True) if kind.granted else kind


def case_kind(code: str) -> CaseKind:
    """The registered kind; KeyError if nobody registered it."""
    return _kinds[code]


def granted_kinds() -> list[CaseKind]:
    """The kinds whose cases open by grant alone."""
    return [kind for kind in _kinds.values() if kind.granted]


def case_kinds() -> Mapping[str, CaseKind]:
    """All registered kinds by code."""
    return _kinds
