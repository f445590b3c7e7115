"""Where a report stands between who writes it and who is above: read from its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.organisations.bearing import NO_ORGANISATIONS, bearers
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing, subtree
from liemchinh.reports.models import Drafted, Handing, Report, Snapshot
from liemchinh.reports.words import HANDINGS, RETURNED, SEE, SUBMITTED


@dataclass(frozen=True, slots=True)
class Stand:
    """The last step of a report ("": it is being written), and what was sent upward last."""

    kind: str
    step: Handing | None
    sent: Handing | None

    @property
    def is_written(self) -> bool:
        """May its prose be changed? While it is being written, and once it was returned."""
        return self.kind in ("", RETURNED)

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        return str(HANDINGS.get(self.kind, ""))


def steps_of(report: Report) -> list[Handing]:
    """The steps of a report in their order."""
    return list(Handing.objects.filter(report=report, cancelled_by=None).order_by("recorded_by"))


def snapshot_of(report: Report) -> Snapshot | None:
    """What was frozen when it was signed; None before."""
    return Snapshot.objects.filter(report=report, cancelled_by=None).first()


def stand_of(report: Report) -> Stand:
    """Where a report stands."""
    steps = steps_of(report)
    sent = next((step for step in reversed(steps) if step.kind == SUBMITTED), None)
    return Stand(steps[-1].kind, steps[-1], sent) if steps else Stand("", None, None)


def above_of(organisation: int, on: date) -> int:
    """Who approves reports of an organisation: the nearest above that stands; of the top of a tree itself, by another officer.

    Of one that ended it is who is above its heir.
    """
    return aboves_of([organisation], on)[organisation]


def aboves_of(organisations: Iterable[int], on: date) -> dict[int, int]:
    """The same of many, in a fixed number of queries."""
    wanted = set(organisations)
    carrying = {one: one for one in wanted} | bearers(wanted, on)
    rows = Closure.objects.filter(descendant_id__in=carrying.values(), depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    pairs = list(rows.order_by("depth").values_list("descendant_id", "ancestor_id"))
    stands = standing(on).filter(organisation_id__in={above for _one, above in pairs})
    there = set(stands.exclude(category__in=NO_ORGANISATIONS).values_list("organisation_id", flat=True))
    nearest: dict[int, int] = {}
    for one, above in pairs:
        if above in there:
            nearest.setdefault(one, above)
    return {one: nearest.get(bearer, bearer) for one, bearer in carrying.items()}


def reports_visible_to(actor: Actor) -> QuerySet[Report]:
    """Reports that stand, of organisations whose figures the actor sees."""
    return Report.objects.filter(organisation_id__in=subtree(actor.roots(SEE)), cancelled_by=None)


def report_visible_to(actor: Actor, report: int) -> Report | None:
    """One of them."""
    return reports_visible_to(actor).filter(pk=report).first()


def reports_in(kind: str, organisations: "QuerySet[Any, int] | list[int]") -> QuerySet[Report]:
    """Reports of organisations whose last step is this ("" : none yet)."""
    last = Handing.objects.filter(report=OuterRef("pk"), cancelled_by=None).order_by("-recorded_by").values("kind")[:1]
    rows = Report.objects.filter(organisation_id__in=organisations, cancelled_by=None).annotate(step=Subquery(last))
    return rows.filter(step=kind) if kind else rows.filter(step=None)


def last_signed(report: Report) -> Report | None:
    """The last signed report of the same organisation by the same definition for a period that ended before this one ends."""
    same = Report.objects.filter(organisation=report.organisation_id, cancelled_by=None, snapshot__isnull=False)
    if report.source:
        same = same.filter(source=report.source)
    elif report.edition is not None:
        same = same.filter(edition__definition=report.edition.definition_id)
    return same.filter(last__lt=report.last).order_by("-last", "-pk").first()


def last_look(report: Report) -> Drafted | None:
    """The figures as somebody who writes it last looked at them."""
    return Drafted.objects.filter(report=report, cancelled_by=None).first()
