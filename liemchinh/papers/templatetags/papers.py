"""The card of a case's papers, on its page and on that of the person they are addressed to: `{% load papers %}`."""

from typing import Any

from django import template
from django.template import Context

from liemchinh.casework.models import Case
from liemchinh.papers.issuing import document_faults
from liemchinh.papers.models import Number
from liemchinh.papers.queries import papers_of
from liemchinh.papers.to_people import papers_to
from liemchinh.papers.wordings import paper_title

register = template.Library()


@register.inclusion_tag("papers/of_case.html")
def case_papers(case: Case) -> dict[str, Any]:
    """The numbered papers of a case that the page has found open to the reader; nothing where there are none."""
    return {"rows": _shown(papers_of(case)), "address": "papers:file"}


@register.inclusion_tag("papers/of_case.html", takes_context=True)
def papers_to_me(context: Context, case: Case) -> dict[str, Any]:
    """Those addressed to the reader's own person."""
    return {"rows": _shown(papers_to(case, context["request"].actor)), "address": "papers:own-file", "mine": True}


def _shown(rows: list[Number]) -> list[tuple[Number, str, list[Any]]]:
    return [(row, paper_title(row.kind), document_faults(row)) for row in rows]
