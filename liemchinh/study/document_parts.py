"""What sittings show on a document's page: when it was studied, and how many came."""

from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.organisations.parts import Part
from liemchinh.organisations.queries import names
from liemchinh.study.coverage import attended_at
from liemchinh.study.queries import sittings_visible_to
from liemchinh.study.words import KINDS

SHOWN = 10


def parts(actor: Actor, document: Document, on: date) -> list[Part]:
    """The newest sittings about it that the actor may see; make-ups count with theirs."""
    rows = list(sittings_visible_to(actor).filter(document=document, makes_up=None).order_by("-held_on", "-pk")[:SHOWN])
    reach, places = attended_at(rows), names({row.organisation_id for row in rows})
    given = {"sittings": [(row, KINDS[row.kind], places.get(row.organisation_id, ""), reach[row.pk]) for row in rows]}
    return [Part(template="study/of_document.html", given=given)] if rows else []
