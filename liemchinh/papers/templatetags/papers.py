"""The card of a case's papers on its page: `{% load papers %}`."""

from typing import Any

from django import template

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.papers.issuing import document_faults
from liemchinh.papers.queries import papers_of
from liemchinh.papers.wordings import paper_title

register = template.Library()


@register.inclusion_tag("papers/of_case.html")
def case_papers(case: Case) -> dict[str, Any]:
    """The numbered papers of a case that the page has found open to the reader; nothing where there are none."""
    # As the procedure calls them: a wording's own title says of whom it is.
    called = {one.code: one.title for one in case_kind(case.kind).procedure.documents}
    rows = papers_of(case)
    return {"rows": [(row, called.get(row.kind) or paper_title(row.kind), document_faults(row)) for row in rows]}
