"""Every kind of act that can stand in the book, declared once: its sentence, its data, its personal values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Plain = int | str | bool | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class EventKind:
    """`sentence` is a (lazy) text with {organisation}, {member}, {date} and keys of `data`; `personal` keys stand beside the chain.

    Keys of `data` called "account" or "accounts" hold ids and are told by name. `label`: the act in a word or a few, without its
    particulars, for filters and counts ("Kết nạp"). `sensitive`: about sanctions, screening or leaving; lists of the book do not name
    the person to whoever does not hold the role for that work (guards 10).
    """

    code: str
    sentence: str
    data: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    label: str = field(kw_only=True)
    sensitive: bool = False

    def takes(self, data: Collection[str], personal: Collection[str]) -> bool:
        """True when only declared keys are used."""
        return (not data or set(data) <= set(self.data)) and (not personal or set(personal) <= set(self.personal))


_kinds: dict[str, EventKind] = {}


def register(*kinds: EventKind) -> None:
    """Adds kinds; the same code twice is a programming error."""
    for kind in kinds:
        if kind.code in _kinds:
            raise ValueError(f"event kind registered twice: {kind.code}")
        _kinds[kind.code] = kind


def event_kind(code: str) -> EventKind:
    """The declared kind; KeyError if nobody declared it."""
    return _kinds[code]


def event_kinds() -> Mapping[str, EventKind]:
    """All declared kinds by code."""
    return _kinds
