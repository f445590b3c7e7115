"""What one's own page says of those who enter for one."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.behalf.queries import entered_for, mandates_visible_to
from liemchinh.behalf.tasks import words_of
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show


def mine(actor: Actor, on: date) -> list[Section]:
    """Who may enter for the member, and everything they entered."""
    if actor.person_id is None or not actor.may("me.act"):
        return []
    rows = []
    for held in mandates_visible_to(actor).filter(person_id=actor.person_id).order_by("pk"):
        name = held.account.display_name if held.confirmed_by else held.account.username
        tasks = ", ".join(words_of(task) for task in held.tasks.split(","))
        rows.append((name, tasks if held.confirmed_by else f"{tasks} ({_('chờ người ấy đồng ý')})"))
    for line in entered_for(actor.person_id):
        day = show(line.entry.effective_on)
        rows.append((line.by, _("đã ghi thay tôi ngày %(day)s: %(what)s") % {"day": day, "what": line.sentence}))
    return [Section(_("Người ghi thay tôi"), rows, reverse("behalf:list"))]
