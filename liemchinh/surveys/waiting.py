"""What of surveys waits: for a branch its box, talks, contested conclusions, the report; for whoever leads, a round that can be closed."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import names, subtree
from liemchinh.surveys.models import Part, Round, Talk
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.progress import COUNTED, NOT_BEGUN, counts_of, states_of
from liemchinh.surveys.words import KEEP, LEAD
from liemchinh.web.contributions import Waiting, concerns

MOST = 20


@concerns(KEEP, LEAD, rows=(Round,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each branch in an open round that has something to do, one for each round whose branches have all reported."""
    return [*_of_branches(actor), *_contested(actor), *_of_rounds(actor)]


def _of_branches(actor: Actor) -> list[Waiting]:
    roots = actor.roots(KEEP)
    if not roots:
        return []
    rows: QuerySet[Part] = Part.objects.filter(
        cancelled_by=None, round__closed_by=None, organisation_id__in=subtree(roots)
    ).select_related("round")
    parts = list(rows.order_by("pk")[:MOST])
    states, called = states_of(part.pk for part in parts), names(part.organisation_id for part in parts)
    words = {
        NOT_BEGUN: (_("Bỏ phiếu khảo sát %(period)s"), _("%(name)s chưa bỏ phiếu trong đợt đang mở.")),
        COUNTED: (_("Gặp hội viên, báo cáo khảo sát %(period)s"), _("%(name)s đã kiểm phiếu, chưa báo cáo trước chi hội.")),
    }  # fmt: skip
    return [
        Waiting(
            words[state][0] % {"period": spoken(part.round.period)},
            words[state][1] % {"name": called.get(part.organisation_id, "")}, part.round.last,
            reverse("surveys:part", args=[part.pk]), "surveys.part",
        )
        for part in parts
        if (state := states[part.pk]) in words
    ]  # fmt: skip


def _contested(actor: Actor) -> list[Waiting]:
    """Until the names go: the round may have been closed."""
    rows = Talk.objects.filter(
        cancelled_by=None, part__cancelled_by=None, part__organisation_id__in=subtree(actor.roots(KEEP))
    )
    contested = rows.exclude(contested_on=None).values("part")
    parts = list(Part.objects.filter(pk__in=contested).select_related("round").order_by("pk")[:MOST])
    called = names(part.organisation_id for part in parts)
    return [
        Waiting(
            _("Xem lại kết luận khảo sát %(period)s") % {"period": spoken(part.round.period)},
            _("%(name)s: có người không đồng ý với kết luận.") % {"name": called.get(part.organisation_id, "")}, None,
            reverse("surveys:part", args=[part.pk]), "surveys.part",
        )
        for part in parts
    ]  # fmt: skip


def _of_rounds(actor: Actor) -> list[Waiting]:
    roots = actor.roots(LEAD)
    if not roots:
        return []
    rows = Round.objects.filter(cancelled_by=None, closed_by=None, organisation_id__in=subtree(roots)).order_by("pk")
    found = [(row, counts_of(row)) for row in rows[:MOST]]
    return [
        Waiting(
            _("Kết thúc đợt khảo sát %(period)s") % {"period": spoken(row.period)},
            _("Các chi hội đã báo cáo."), row.last, reverse("surveys:round", args=[row.pk]), "surveys.round",
        )
        for row, counts in found
        if counts["reported"] and counts["reported"] == counts.total()
    ]  # fmt: skip
