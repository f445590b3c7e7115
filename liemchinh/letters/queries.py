"""What can be seen of the book of letters: by its own keepers alone; what was passed on, by the keepers where it arrives as well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.letters.models import Identity, Letter, Sorting
from liemchinh.letters.organ import own
from liemchinh.letters.words import KINDS, OUTCOMES, OUTSIDE, WAYS
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing, subtree
from liemchinh.web.text import fold


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A line of the book in words. `arrived_on`: when the organisation of the tree it was passed on to received it."""

    row: Letter
    kind: str
    way: str
    sender: str
    sorting: Sorting | None
    outcome: str
    to: str
    arrived_on: date | None

    @property
    def number(self) -> str:
        """As it is told: 12/2026."""
        return f"{self.row.number}/{self.row.year}"


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters of the books the actor keeps, cancelled lines too."""
    return Letter.objects.filter(organisation_id__in=own(actor)) if actor.account_id else Letter.objects.none()


def sorting_of(letter: Letter) -> Sorting | None:
    """What became of a letter."""
    return Sorting.objects.filter(letter=letter, cancelled_by=None).first()


def unsorted(actor: Actor) -> QuerySet[Letter]:
    """The letters of one's own books that wait to be sorted, the oldest first."""
    done = Sorting.objects.filter(letter=OuterRef("pk"), cancelled_by=None)
    found = letters_visible_to(actor).filter(~Exists(done), cancelled_by=None)
    return found.order_by("received_on", "pk")


def on_the_way(organisations: Iterable[int]) -> QuerySet[Sorting]:
    """What was passed on to these organisations inside the tree and is not received there yet, the oldest first."""
    arrived = Letter.objects.filter(came_from=OuterRef("letter"), cancelled_by=None)
    found = Sorting.objects.filter(~Exists(arrived), to_id__in=list(organisations), cancelled_by=None)
    return found.select_related("letter").order_by("on", "pk")


def arriving_visible_to(actor: Actor) -> QuerySet[Sorting]:
    """What is on the way to the organisations whose books the actor keeps."""
    return on_the_way(own(actor)) if actor.account_id else Sorting.objects.none()


def narrowed(rows: QuerySet[Letter], *, kind: str = "", state: str = "") -> QuerySet[Letter]:
    """Letters of a kind, in a state: "waiting", or an outcome."""
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    sorted_so = Sorting.objects.filter(letter=OuterRef("pk"), cancelled_by=None)
    if state == "waiting":
        return rows.filter(~Exists(sorted_so), cancelled_by=None)
    return rows.filter(Exists(sorted_so.filter(outcome=state))) if state in OUTCOMES else rows


def shown(rows: Iterable[Letter]) -> list[LetterShown]:
    """Lines in words, in three questions however many there are."""
    listed = list(rows)
    sortings = {row.letter_id: row for row in Sorting.objects.filter(letter__in=listed, cancelled_by=None)}
    arrivals = dict(
        Letter.objects.filter(came_from__in=listed, cancelled_by=None).values_list("came_from_id", "received_on")
    )
    places = names({number for row in listed for number in [row.sender_id] if number}
                   | {row.to_id for row in sortings.values() if row.to_id})  # fmt: skip
    return [_shown(row, sortings.get(row.pk), arrivals.get(row.pk), places) for row in listed]


def _shown(row: Letter, sorting: Sorting | None, arrived_on: date | None, places: Mapping[int, str]) -> LetterShown:
    return LetterShown(
        row, str(KINDS[row.kind]), str(WAYS[row.way]), _body(row.sender_id, row.sender_kind, places), sorting,
        str(OUTCOMES[sorting.outcome]) if sorting else "", _body(sorting.to_id, sorting.to_kind, places) if sorting else "",
        arrived_on,
    )  # fmt: skip


def _body(number: int | None, outside: str, places: Mapping[int, str]) -> str:
    return places.get(number, "") if number else str(OUTSIDE.get(outside, ""))


def years_of(organisation: int, organ: str) -> list[int]:
    """The years in which an organ's book has lines, newest first."""
    rows = Letter.objects.filter(organisation_id=organisation, organ=organ)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def place_of(organisation: int) -> Version | None:
    """The organisation as it stands today; of an ended one its last version."""
    found = standing(clock.today()).filter(organisation_id=organisation).first()
    ever = Version.objects.filter(cancelled_by=None, organisation_id=organisation).order_by("-valid_from")
    return found or ever.first()


def find_bodies(query: str, *, below: int | None = None) -> list[tuple[int, str, str]]:
    """The organisations of the installation (below one, if given) whose name holds every word: number, name, what is above.

    Nothing is offered unasked.
    """
    found, words = _bodies(below), fold(query).split()
    for word in words:
        found = found.filter(search_key__contains=word)
    versions = list(found.order_by("sort_key", "organisation_id")[:30]) if words else []
    above = names({version.parent_id for version in versions if version.parent_id})
    return [(version.organisation_id, version.name, above.get(version.parent_id or 0, "")) for version in versions]


def name_of_body(number: int, *, below: int | None = None) -> str:
    """The name of an organisation that stands today (below one, if given); "" of none."""
    return _bodies(below).filter(organisation_id=number).values_list("name", flat=True).first() or ""


def _bodies(below: int | None) -> QuerySet[Version]:
    found = standing(clock.today()).exclude(category="unassigned")
    return found if below is None else found.filter(organisation_id__in=subtree([below])).exclude(organisation_id=below)


def sent_as(letter: Letter) -> Sorting | None:
    """How the organisation of this tree that passed a letter on here wrote that in its own book."""
    return Sorting.objects.filter(letter_id=letter.came_from_id or 0, cancelled_by=None).first()


def identities_of(letters: Iterable[Letter]) -> dict[int, tuple[date, date | None]]:
    """For letters whose writers the reader keeps: the day each name was sealed, and erased. Never the name."""
    rows = Identity.objects.filter(letter__in=list(letters)).values_list("letter_id", "sealed_on", "erased_on")
    return {letter: (sealed_on, erased_on) for letter, sealed_on, erased_on in rows}
