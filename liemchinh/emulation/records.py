"""What the records of other rooms hold about branches in a period, for many branches at once: decisions in effect, programmes, months,
grades. Open cases, reports and denunciations are in none of these queries (guards 8)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from liemchinh.casework.models import Link, Party
from liemchinh.discipline.models import Discipline, Sanction
from liemchinh.dues.models import Month
from liemchinh.inspections.models import Inspection, Item
from liemchinh.meetings.models import Meeting
from liemchinh.members.months import month_of
from liemchinh.organisations.models import Closure
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period
from liemchinh.reviews.queries import IN_EFFECT
from regulations.rules.emulation import Sanctioned

# Where somebody else found it: a court, an audit, a body above.
FOUND_ELSEWHERE = ("judgment", "audit", "directive")


@dataclass(frozen=True, slots=True)
class Sanctions:
    """Decisions about a branch or its members: as the rule asks, and by number and day, without anybody's name."""

    facts: tuple[Sanctioned, ...] = ()
    papers: tuple[tuple[str, date], ...] = ()


def months_over(period: Period, today: date) -> list[date]:
    """The months of a period that are over, each by its first day."""
    month, found = month_of(period.first), []
    while month <= period.last and month < month_of(today):
        found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found


def sanctions_in(organisations: Collection[int], period: Period, today: date) -> Mapping[int, Sanctions]:
    """Decisions of the period in effect today, not annulled, not withheld and not lapsed: about a branch, or a member who stood there."""
    on, under = min(period.last, today), _under(organisations, min(period.last, today))
    found = Sanction.objects.filter(
        Q(lapses_on=None) | Q(lapses_on__gt=today), cancelled_by=None, withheld=False, effective_on__lte=today,
        decided_on__gte=period.first, decided_on__lte=on,
    ).exclude(set_aside="annulled")  # fmt: skip
    rows: dict[int, dict[int, Sanction]] = defaultdict(dict)
    for one in found.filter(organisation_id__in=under):
        rows[under[one.organisation_id or 0]][one.pk] = one
    stood = Q(person__spells__ends_on=None) | Q(person__spells__ends_on__gte=F("decided_on"))
    of_members = found.filter(
        stood, person__spells__cancelled_by=None, person__spells__organisation_id__in=under,
        person__spells__starts_on__lte=F("decided_on"),
    ).annotate(stood_in=F("person__spells__organisation_id"))  # fmt: skip
    for one in of_members:
        rows[under[one.stood_in]][one.pk] = one
    finders = _finders({one.case_id for some in rows.values() for one in some.values()})
    return {
        place: Sanctions(
            tuple(Sanctioned(one.decided_by_id == place, finders.found(one.case_id, place)) for one in some.values()),
            tuple(sorted({(one.number, one.decided_on) for one in some.values()}, key=lambda paper: paper[1])),
        )
        for place, some in rows.items()
    }


def _under(organisations: Collection[int], on: date) -> Mapping[int, int]:
    rows = Closure.objects.filter(ancestor_id__in=organisations, valid_from__lte=on, valid_to__gt=on)
    return dict(rows.order_by("-depth").values_list("descendant_id", "ancestor_id"))


def _finders(cases: Collection[int]) -> "Finders":
    links = Link.objects.filter(case_id__in=cases, cancelled_by=None).values_list("case_id", "source_id")
    sources = defaultdict(set)
    for case, source in links:
        sources[case].add(source)
    wanted = {source for some in sources.values() for source in some}
    bodies = Party.objects.filter(case_id__in=wanted, role="body", cancelled_by=None)
    by_source: dict[int, set[int | None]] = defaultdict(set)
    for source, body in bodies.values_list("case_id", "organisation_id"):
        by_source[source].add(body)
    elsewhere = Discipline.objects.filter(case_id__in=cases, source__in=FOUND_ELSEWHERE)
    return Finders(
        {case: {body for source in some for body in by_source[source]} for case, some in sources.items()},
        frozenset(elsewhere.values_list("case_id", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class Finders:
    """Which organisations inspected what led to a case, and which cases came out of somebody else's finding."""

    inspected: Mapping[int, set[int | None]]
    elsewhere: frozenset[int]

    def found(self, case: int, place: int) -> bool | None:
        """Did this place find it? None: not recorded."""
        if case in self.inspected:
            return self.inspected[case] == {place}
        return False if case in self.elsewhere else None


def programmes_in(organisations: Collection[int], months: Collection[date]) -> Mapping[int, tuple[int, int]]:
    """Lines of the branches' own programmes planned for these months, and how many of them ended with a conclusion."""
    asked = {(month.year, month.month) for month in months}
    items = Item.objects.filter(
        programme__organisation_id__in=organisations, programme__cancelled_by=None, programme__replaced_by=None,
        programme__year__in={year for year, _month in asked},
    )  # fmt: skip
    lines = [
        (place, organ, year, number)
        for place, organ, year, number, month in items.values_list(
            "programme__organisation_id", "programme__organ", "programme__year", "number", "month"
        )
        if (year, month) in asked
    ]
    ended: QuerySet[Inspection] = Inspection.objects.filter(
        programme__organisation_id__in=organisations, case__closed_by__isnull=False
    )
    done = set(
        ended.values_list("programme__organisation_id", "programme__organ", "programme__year", "number").distinct()
    )
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in lines:
        planned, concluded = found[line[0]]
        found[line[0]] = (planned + 1, concluded + (line in done))
    return found


def meetings_in(organisations: Collection[int], months: Collection[date]) -> Mapping[int, set[date]]:
    """The months in which each recorded a meeting."""
    found: dict[int, set[date]] = defaultdict(set)
    rows = Meeting.objects.filter(cancelled_by=None, organisation_id__in=organisations, held_on__gte=min(months))
    for place, day in rows.values_list("organisation_id", "held_on"):
        if month_of(day) in months:
            found[place].add(month_of(day))
    return found


def dues_in(organisations: Collection[int], months: Collection[date]) -> Mapping[int, tuple[int, int]]:
    """How many months each recorded, and how often somebody was marked as not having paid."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Month.objects.filter(cancelled_by=None, organisation_id__in=organisations, month__in=months)
    for place, unpaid in rows.values_list("organisation_id", "unpaid"):
        recorded, before = found[place]
        found[place] = (recorded + 1, before + unpaid)
    return found


def grades_in(organisations: Collection[int], period: Period) -> Mapping[int, Grade]:
    """The collective's grade of the period, decided and in effect."""
    rows = Grade.objects.filter(
        IN_EFFECT, person=None, cancelled_by=None, organisation_id__in=organisations, period=period.code
    )
    return {row.organisation_id: row for row in rows}
