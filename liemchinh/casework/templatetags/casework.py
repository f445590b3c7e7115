"""`{% load casework %}`: the shared parts of a case's page, for a case its page has already let the reader open.

`{% case_head case %}` kind, number, days, who has it open · `{% course case %}` what it waits for with the calculation of each day, steps
taken, history in red, steps cancelled · `{% parties case %}` who takes part · `{% links case %}` the cases it arose from and led to.
"""

from typing import Any

from django import template
from django.template import Context

from liemchinh.casework.concerned import people_in
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of, course_of, withdrawn_of
from liemchinh.casework.showing import holders_shown, links_shown, parties_shown
from liemchinh.casework.statement_queries import sent_in
from liemchinh.casework.why import whys_of
from liemchinh.journal import clock

register = template.Library()


@register.inclusion_tag("casework/course.html")
def course(case: Case) -> dict[str, Any]:
    """The two cards of what waits and what was done."""
    whys = whys_of(case)
    awaited = [(item, whys[item.number]) for item in awaited_of(case)]
    return {
        "awaited": awaited, "course": course_of(case), "withdrawn": withdrawn_of(case), "today": clock.today()
    }  # fmt: skip


@register.inclusion_tag("casework/head.html")
def case_head(case: Case) -> dict[str, Any]:
    """What a case is, since when, how many have it open with the way to their page, and what the people it is about sent."""
    kind = case_kind(case.kind)
    steps = case.steps.filter(cancelled_by=None).order_by("on", "recorded_by").values_list("on", flat=True)
    held, pending, _gone = holders_shown(case) if kind.granted else ([], [], [])
    return {
        "case": case,
        "title": kind.procedure.title,
        "days": list(steps),
        "granted": kind.granted,
        "held": held,
        "pending": pending,
        "about": people_in(case) if kind.granted else [],
        "rows": sent_in(case) if kind.granted else [],
    }


@register.inclusion_tag("casework/parties.html")
def parties(case: Case) -> dict[str, Any]:
    """The card of who takes part."""
    return {"parties": parties_shown(case)}


@register.inclusion_tag("casework/links.html", takes_context=True)
def links(context: Context, case: Case) -> dict[str, Any]:
    """The card of the cases it arose from and led to; nothing where the reader may open none."""
    return {"links": links_shown(case, context["request"].actor)}
