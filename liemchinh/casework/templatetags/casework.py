"""`{% load casework %}{% course case %}`: what a case waits for, the calculation of each day, steps taken and cancelled."""

from typing import Any

from django import template

from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of, course_of, withdrawn_of
from liemchinh.journal import clock

register = template.Library()


@register.inclusion_tag("casework/course.html")
def course(case: Case) -> dict[str, Any]:
    """The two cards of a case its page has already let the reader open."""
    return {
        "awaited": awaited_of(case), "course": course_of(case), "withdrawn": withdrawn_of(case), "today": clock.today()
    }  # fmt: skip
