"""Claims: a wording runs nothing and reaches nothing but its fields; the number of a paper tells nobody of its case."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import transaction
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django.urls import reverse

from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.papers.declaring import OPEN, declare
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import Wanted, draw_paper, issue_paper
from liemchinh.papers.services import keep_number
from liemchinh.papers.tests.conftest import SINCE, commission, tried  # noqa: F401 (fixtures)
from liemchinh.papers.wordings import set_wording, shipped
from regulations.answers import Refused
from regulations.wordings import fill

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
CODE = "letter_receipt"
Filled = Callable[[str, Mapping[str, Any]], str]
# What somebody who may change a wording writes to reach what no field gives them.
REACHING = (
    "{{ row.case.denouncer }}",
    "{% for one in row.case.parties %}{{ one }}{% endfor %}",
    "{{ ho_ten.__class__.__mro__ }}",
    "{{ row.case.denouncer|upper }}",
)


class _Case:
    denouncer = "Nguyễn Người Tố Cáo"
    parties = (denouncer,)


class _Row:
    case = _Case()


def reached(filled: Filled) -> list[str]:
    """The texts that gave out who denounced."""
    facts = {"ho_ten": "Trần Văn Bình", "row": _Row()}
    found = []
    for text in REACHING:
        try:
            told = filled(text, facts)
        except (TemplateSyntaxError, AttributeError, KeyError):
            continue
        if _Case.denouncer.casefold() in told.casefold():
            found.append(text)
    return found


def with_a_language(text: str, facts: Mapping[str, Any]) -> str:
    """The weak variant: wordings in the language of our own pages."""
    return Template(text).render(Context(dict(facts)))


def test_wordings_in_a_language_would_reach_the_denouncer_and_those_with_fields_reach_nothing(world: Any) -> None:
    assert len(reached(with_a_language)) == 3
    assert reached(lambda text, facts: fill(text, facts, "…")) == []
    for text in REACHING:
        blocks = {**shipped()[CODE].blocks(), "abstract": text}
        with pytest.raises(Refused, match="Trích yếu, dòng 1"):
            set_wording(world.places["commune"], CODE, blocks, SINCE, actor=world.actor("nam"))


def told_in_the_book(world: Any, kind: str, issuer: Issuer, keep: Callable[..., Any]) -> bool:
    """Does the organisation's own book tell its officer that a paper of a case was numbered?"""
    declare(world.places["province"], OPEN, "12-QĐ/TU", SINCE, actor=world.actor("an"))
    with transaction.atomic():
        drawn = draw_paper(Wanted(issuer, "discipline_decision", SINCE))
        parties = [Who("branch", world.places["branch"])]
        case = open_case(kind, parties, Taken("begun", SINCE, papers=[drawn.paper]), actor=world.actor("console"))
        keep(drawn, case, "begun", actor=world.actor("console"))
    client = world.client("nam")
    places = (issuer.organisation, world.places["branch"])
    pages = [client.get(reverse("organisations:entries", args=[place])).content.decode() for place in places]
    return any("01-QĐ/UBKTĐU" in page for page in pages)


def without_its_case(drawn: Any, case: Any, step: str, *, actor: Any) -> None:
    """The weak variant: the number is written as if it were of no case."""
    keep_number(drawn.drawn, actor=actor)


def test_a_number_written_without_its_case_would_stand_in_everybodys_book(
    world: Any, commission: Issuer, tried: str  # noqa: F811
) -> None:  # fmt: skip
    assert told_in_the_book(world, tried, commission, without_its_case)


def test_a_number_of_a_case_stands_in_the_book_of_the_case_alone(
    world: Any, commission: Issuer, tried: str  # noqa: F811
) -> None:  # fmt: skip
    assert not told_in_the_book(world, tried, commission, issue_paper)
