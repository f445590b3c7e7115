"""What can be seen of programmes: a draft by its organ's own people, what was adopted by whoever inspects there or above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.inspections.models import Draft, Programme, Subject
from liemchinh.inspections.organ import VERB, own
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.words import SORTS, content_words
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing, subtree


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A line as pages, paper and workbook show it. `change`: "new" or "changed" beside an earlier decision, else ""."""

    item: PlannedItem
    sort: str
    subjects: Sequence[str]
    content: Sequence[str]
    change: str = field(default="")


def drafts_visible_to(actor: Actor) -> QuerySet[Draft]:
    """Drafts of the organs the actor works for; nobody else's, not even of organisations below."""
    return Draft.objects.filter(organisation_id__in=own(actor))


def programmes_visible_to(actor: Actor) -> QuerySet[Programme]:
    """Every decision about programmes that stands, in the actor's scope of today."""
    return Programme.objects.filter(cancelled_by=None, organisation_id__in=subtree(actor.roots(VERB)))


def current(organisation: int, organ: str, year: int) -> Programme | None:
    """The programme in force of an organ for a year."""
    found = Programme.objects.filter(organisation_id=organisation, organ=organ, year=year)
    return found.filter(cancelled_by=None, replaced_by=None).first()


def decisions_about(programme: Programme) -> list[Programme]:
    """Every decision about the same programme that stands, newest first. Call after the programme was found to be visible."""
    found = Programme.objects.filter(
        organisation_id=programme.organisation_id, organ=programme.organ, year=programme.year, cancelled_by=None
    )
    return list(found.order_by("-recorded_by"))


def items_of(programme: Programme) -> list[PlannedItem]:
    """The lines of a programme by month."""
    found = programme.items.prefetch_related("subjects").order_by("month", "number")
    return [
        PlannedItem(
            row.number, row.sort, row.month, row.first, row.last, tuple(row.content),
            tuple(one.organisation_id for one in _by_id(row.subjects.all()) if one.organisation_id),
            tuple(one.person_id for one in _by_id(row.subjects.all()) if one.person_id),
        )
        for row in found
    ]  # fmt: skip


def shown(items: Iterable[PlannedItem], before: Iterable[PlannedItem] | None = None) -> list[ShownItem]:
    """Lines with the words of a page; somebody erased stands as "(đã xóa dữ liệu)". Compared with `before` where it is given."""
    listed, earlier = list(items), {item.number: item for item in before or ()}
    places = names({number for item in listed for number in item.organisations})
    people = people_names({number for item in listed for number in item.people})
    return [
        ShownItem(
            item, str(SORTS.get(item.sort, item.sort)),
            [places.get(number, "") for number in item.organisations]
            + [people.get(number, "(đã xóa dữ liệu)") for number in item.people],
            content_words(item.content), _change(item, earlier) if before is not None else "",
        )
        for item in listed
    ]  # fmt: skip


def _change(item: PlannedItem, earlier: dict[int, PlannedItem]) -> str:
    if item.number not in earlier:
        return "new"
    return "" if earlier[item.number] == item else "changed"


def place_of(organisation: int) -> Version | None:
    """The organisation as it stands today; of an ended one its last version."""
    found = standing(clock.today()).filter(organisation_id=organisation).first()
    ever = Version.objects.filter(cancelled_by=None, organisation_id=organisation).order_by("-valid_from")
    return found or ever.first()


def _by_id(subjects: Iterable[Subject]) -> list[Subject]:
    return sorted(subjects, key=lambda one: one.pk)
