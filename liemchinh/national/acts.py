"""Which entries of the book are changes that another register wants to know, and what became of each. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

# Kinds of acts, without "members.". Help in screening is nobody's but theirs who keep it (guards 9, 15): it is not among them.
CHANGES = (
    "admitted", "readmitted", "restored", "transferred_in", "transferred_out", "official", "exempt", "exempt_ended", "suspended",
    "resumed", "moved", "struck_off", "left", "expelled", "died", "corrected", "post_taken", "post_ended", "post_corrected",
)  # fmt: skip
CANCELLATIONS = ("cancelled", "post_cancelled")
KINDS = frozenset(f"members.{kind}" for kind in (*CHANGES, *CANCELLATIONS))
_PURE = frozenset(f"members.{kind}" for kind in CANCELLATIONS)


@dataclass(frozen=True, slots=True)
class Act:
    """An entry about a person: its number, kind, whom and where it is about, since when.

    `cancels`: the entry it takes the place of or takes back; `builds_on`: the same, or the one by which a seat that ends here was taken.
    """

    sequence: int
    kind: str
    person: int
    organisation: int | None
    on: date | None
    happened: str
    recorded_at: datetime
    cancels: int | None
    builds_on: int | None = None

    @property
    def takes_back(self) -> bool:
        """Does it only say that something never was?"""
        return self.kind in _PURE


def waiting(acts: Iterable[Act], entered: Collection[int], since: int, before: Mapping[int, str]) -> Iterator[Act]:
    """Those of `acts` (all recorded after `since`) that are neither entered there nor taken back before they ever were.

    An act that was cancelled before it was entered is told to nobody, and neither is its cancellation. The cancellation of one that is
    entered there, or stood before `since`, waits. `before`: the kinds of earlier entries that some of `acts` cancel.
    """
    listed = {act.sequence: act for act in acts}
    gone = {act.cancels for act in listed.values() if act.cancels is not None}
    gone |= {earlier for act in listed.values() if act.takes_back for earlier in _chain(act, listed)}
    for act in listed.values():
        if act.sequence in entered or act.sequence in gone:
            continue
        known = (one in entered or (one <= since and before.get(one, "") in KINDS) for one in _chain(act, listed))
        if not act.takes_back or any(known):
            yield act


def _chain(act: Act, listed: Mapping[int, Act]) -> Iterator[int]:
    """What an act builds on, the newest first."""
    earlier = act.builds_on
    while earlier is not None:
        yield earlier
        earlier = listed[earlier].builds_on if earlier in listed else None
