"""A person's time in branches and in posts, as their page tells it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.models import Post, Spell
from liemchinh.members.offices import label_of
from liemchinh.members.timeline import LABELS, LEAVING, Segment
from liemchinh.organisations.queries import ever_visible_to, names
from liemchinh.web.components import Event
from liemchinh.web.dates import show


def passages(history: Sequence[Spell], actor: Actor) -> list[Event]:
    """Each spell as a point of the timeline, newest first; where they left, that is a point of its own."""
    places = {spell.organisation_id for spell in history}
    told, open_to = names(places), ever_visible_to(actor, places)
    found = []
    for place, spell in enumerate(history):
        url = reverse("organisations:one", args=[spell.organisation_id]) if spell.organisation_id in open_to else ""
        tone = "now" if spell.ends_on is None else ""
        found.append(Event(show(spell.starts_on), told.get(spell.organisation_id, ""), _standing(spell), url, tone))
        follows = place + 1 < len(history) and history[place + 1].starts_on == spell.ends_on
        if spell.ends_on and not follows:
            found.append(Event(show(spell.ends_on), _label(spell.ends_kind)))
    return found[::-1]


def _label(kind: str) -> str:
    label = LABELS.get(kind, kind)
    return label[:1].upper() + label[1:]


def _standing(spell: Spell) -> str:
    said = [_label(spell.starts_kind)]
    if spell.starts_kind != "official":
        said.append(_("chính thức") if spell.official else _("dự bị"))
    if spell.exempt and spell.starts_kind != "exempt":
        said.append(_("miễn sinh hoạt"))
    if spell.suspended and spell.starts_kind != "suspended":
        said.append(_("đình chỉ sinh hoạt"))
    if spell.ends_on and spell.ends_kind not in LEAVING:
        said.append(_("đến hết %(day)s") % {"day": show(spell.ends_on - timedelta(days=1))})
    return " · ".join(said)


def passages_of(segments: Sequence[Segment], actor: Actor) -> list[Event]:
    """Spells that are not written (yet), told the same way."""
    return passages(
        [
            Spell(
                organisation_id=s.organisation, official=s.official, exempt=s.exempt, suspended=s.suspended,
                starts_on=s.starts_on, starts_kind=s.starts_kind, ends_on=s.ends_on, ends_kind=s.ends_kind,
            )
            for s in segments
        ],
        actor,
    )  # fmt: skip


def seats(posts: Iterable[Post], on: date) -> list[dict[str, object]]:
    """Seats and offices with the names of their organisations; `held`: on that day."""
    listed = list(posts)
    told = names({post.organisation_id for post in listed})
    return [
        {
            "number": post.pk,
            "post": label_of(post.post),
            "term": post.term,
            "place": told.get(post.organisation_id, ""),
            "starts_on": post.starts_on,
            "ends_on": post.ends_on,
            "held": post.starts_on <= on and (post.ends_on is None or post.ends_on > on),
        }
        for post in listed
    ]
