"""What oneself has to put right, on one's own page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.remediation.queries import own_items
from liemchinh.remediation.showing import shown
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """Each with its day and how far it is; the first that is not proven opens."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    rows = own_items(actor.person_id)
    if not rows:
        return []
    first = next((row for row in rows if row.proven_by is None), rows[0])
    told = [
        (one.shortcoming, _("hạn %(day)s, %(state)s") % {"day": show(one.row.due_on), "state": one.words})
        for one in shown(rows)
    ]
    return [Section(_("Việc phải khắc phục"), told, reverse("remediation:one", args=[first.pk]))]
