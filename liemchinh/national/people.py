"""What the register holds of people, as a list of them may show it: for the workbook and for a comparison. Two questions a thousand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from liemchinh.members.models import Card, Details, Spell
from liemchinh.members.timeline import LABELS, LEAVING
from liemchinh.members.writing import live_acts
from liemchinh.organisations.queries import standing
from liemchinh.rulebook.rows import shipped

PIECE = 1000
LISTED = ("education", "profession_level", "theory_level", "occupation")
_DETAILS = (
    "person_id", "full_name", "search_key", "birth", "gender", "home_place", "cv_no", "badge", *LISTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One person of the register. Days are as told ("1956", "1956-05-03"); codes are those of the charter's lists.

    `days`: kind of act → its last day; `left`: how the person left the list, "" for a member; `place`: where they belong, or belonged last.
    """

    person: int
    full_name: str
    search_key: str
    birth: str
    gender: str
    home_place: str
    cv_no: str
    badge: str
    education: str
    profession_level: str
    theory_level: str
    occupation: str
    card_no: str = ""
    place: int | None = None
    left: str = ""
    left_on: date | None = None
    days: Mapping[str, str] = field(default_factory=dict)

    def day(self, kind: str) -> str:
        """The day of an act of a kind as it is told; "" where there is none."""
        return self.days.get(kind, "")


def held(people: Iterable[int], on: date) -> Iterator[Held]:
    """What is held of each; erased ones are missing. Whoever leaves on a later day is still a member on `on`."""
    asked = iter(people)
    while piece := list(islice(asked, PIECE)):
        yield from _piece(piece, on)


def _piece(people: list[int], on: date) -> Iterator[Held]:
    cards = dict(
        Card.objects.filter(person_id__in=people, cancelled_by=None).order_by("pk").values_list("person_id", "number")
    )
    spells = Spell.objects.filter(person_id__in=people, cancelled_by=None).order_by("starts_on")
    last = {person: (place, ends_on, kind) for person, place, ends_on, kind in spells.values_list(
        "person_id", "organisation_id", "ends_on", "ends_kind")}  # fmt: skip
    days: dict[int, dict[str, str]] = {}
    for person, act in live_acts(people):
        days.setdefault(person, {})[act.kind] = act.on.isoformat() if act.on else ""
    rows = Details.objects.filter(person_id__in=people, cancelled_by=None).order_by("sort_key", "person_id")
    for person, *told in rows.values_list(*_DETAILS):
        place, ends_on, kind = last.get(person, (None, None, ""))
        gone = bool(ends_on and ends_on <= on and kind in LEAVING)
        yield Held(
            person, *told, cards.get(person, ""), place, kind if gone else "", ends_on if gone else None, days.get(person, {})
        )  # fmt: skip


def words(name: str, code: str) -> str:
    """The label of a code of a list; the code itself where the list does not know it."""
    found = shipped().lists[name].get(code) if code else None
    return found.label if found else code


def left_words(kind: str) -> str:
    """How somebody left the list, in words."""
    return LABELS.get(kind, "")


def places(numbers: Iterable[int], on: date) -> Mapping[int, tuple[str, str]]:
    """Name and code of organisations on a day; those that do not stand then are missing."""
    rows = standing(on).filter(organisation_id__in=set(numbers))
    return {number: (name, code) for number, name, code in rows.values_list("organisation_id", "name", "code")}
