"""What the home page says has changed of one's own grade."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import spoken
from liemchinh.reviews.queries import IN_EFFECT
from liemchinh.web.contributions import Change, concerns


@concerns("me.see", rows=(Grade,))
def changes(actor: Actor, since: datetime) -> list[Change]:
    """A grade of one's own that was decided, by period; which one stands on one's own page alone."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = Grade.objects.filter(IN_EFFECT, person_id=actor.person_id, cancelled_by=None)
    entries = {row.vouched_by or row.recorded_by: row for row in rows}
    recent = Entry.objects.filter(sequence__in=entries, recorded_at__gte=since).values_list("sequence", "recorded_at")
    return [
        Change(
            _("Có quyết định xếp loại %(period)s của bạn") % {"period": spoken(entries[sequence].period)},
            when,
            reverse("members:mine"),
        )
        for sequence, when in recent
    ]
