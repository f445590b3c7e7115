"""What the search box finds of organisations: those that stand today, then former names."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names_visible_to, search_ended_visible_to, search_visible_to
from liemchinh.web.contributions import Hit
from liemchinh.web.dates import show

MOST = 20


def search(actor: Actor, query: str) -> list[Hit]:
    """At most MOST organisations in the actor's scope."""
    if not actor.may("organisations.see"):
        return []
    today = clock.today()
    standing = search_visible_to(actor, query, today, limit=MOST)
    former = search_ended_visible_to(actor, query, today, limit=MOST - len(standing)) if len(standing) < MOST else []
    above = names_visible_to(actor, [version.parent_id for version in standing])
    found = [_hit(version, above.get(version.parent_id or 0, "")) for version in standing]
    return found + [_hit(version, _until(version)) for version in former]


def _until(version: Version) -> str:
    if version.valid_to is None:
        return _("từ %(day)s") % {"day": show(version.valid_from)}
    return _("tên cũ, đến %(day)s") % {"day": show(version.valid_to)}


def _hit(version: Version, more: str) -> Hit:
    url = reverse("organisations:one", args=[version.organisation_id])
    return Hit(version.name, " · ".join(filter(None, (version.kind, more))), url, _("Tổ chức"))
