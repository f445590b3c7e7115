"""What the register of a day says of those to be reviewed: who belongs to an organisation, and whom the rules leave out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.members.months import Belonging, belonging
from liemchinh.reviews.periods import Period, counted_on
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.rating import Reviewed, excluded

ADMITTED = ("admitted", "readmitted")
ACTS = {f"members.{kind}" for kind in ADMITTED}
WHOLE_DAY = len("2026-11-20")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of an organisation on the day that counts. `answer`: whether the rules leave them out of the review."""

    person: int
    name: str
    answer: Answer

    @property
    def left_out(self) -> str:
        """Why they are not reviewed; "" for who is, and where the rules do not know."""
        return str(self.answer.value) if self.answer.verdict == "yes" else ""

    @property
    def unclear(self) -> bool:
        """The rules do not know whether they are reviewed: they may be, and need not be."""
        return self.answer.verdict == "unknown"


def members_of(organisation: int, period: Period) -> list[Member]:
    """Those who belong there on the day whose register counts, by given name. Guests are reviewed where they belong."""
    day = counted_on(period, clock.today())
    there = [one for one in belonging(organisation, day) if not one.guest]
    admitted = admitted_between({one.person for one in there}, day)
    book = charter(organisation).rulebook

    def told(one: Belonging) -> Answer:
        return excluded(book, Reviewed(admitted.get(one.person), one.exempt, one.suspended), on=day)

    return [Member(one.person, one.name, told(one)) for one in there]


def admitted_between(people: Collection[int], day: date) -> Mapping[int, tuple[date, date]]:
    """The first and the last day on which each may have been admitted, the last time before `day`; missing where nothing says so.

    Whoever was somewhere before that day without a recorded admission was admitted at the latest when they came.
    """
    found: dict[int, tuple[date, date]] = {}
    spells = Spell.objects.filter(person_id__in=people, cancelled_by=None, starts_on__lte=day).order_by("-starts_on")
    for person, kind, starts_on in spells.values_list("person_id", "starts_kind", "starts_on"):
        if kind in ADMITTED:
            found.setdefault(person, (starts_on, starts_on))
    # Asked by person alone: together with kinds SQLite would look through every admission there ever was.
    acts = Entry.objects.filter(member_id__in=people).order_by("effective_on", "sequence")
    told = list(acts.values_list("sequence", "cancels_id", "member_id", "kind", "effective_on", "happened"))
    cancelled = {cancels for _sequence, cancels, *_told in told}
    for sequence, _cancels, person, kind, on, happened in told:
        if kind in ACTS and on <= day and sequence not in cancelled:
            found[person] = (on, on) if len(happened) == WHOLE_DAY else (date(on.year, 1, 1), date(on.year, 12, 31))
    firsts = dict(spells.values_list("person_id", "starts_on"))
    return {person: found.get(person, (date.min, first)) for person, first in firsts.items()}
