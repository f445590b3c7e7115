"""`{% load ballots %}{% case_ballots case %}`: the secret votes of a case its page has already let the reader open."""

from typing import Any

from django import template
from django.template import Context

from liemchinh.ballots.of_steps import boxes_of_case, steps_to_vote
from liemchinh.ballots.showing import line_of
from liemchinh.casework.models import Case

register = template.Library()


@register.inclusion_tag("ballots/of_case.html", takes_context=True)
def case_ballots(context: Context, case: Case) -> dict[str, Any]:
    """Boxes, and the steps that wait for a vote."""
    actor = context["request"].actor
    return {"case": case, "boxes": [line_of(box) for box in boxes_of_case(case)], "steps": steps_to_vote(case, actor)}
