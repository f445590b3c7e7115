"""Competence: what is not known never makes a body incompetent, and nothing forgotten from the rules turns an answer into "no"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.charter import open_charter
from regulations.kinds import CATEGORIES
from regulations.rules.competence import (
    KINDS,
    LEVELS,
    RANKS,
    Body,
    Matter,
    Member,
    Organisation,
    Subject,
    competent_bodies,
    may_decide,
)

BOOK = open_charter().rulebook
KNOWN_TIME, NOW = date(2025, 9, 1), date(2026, 11, 20)
SEATS = sorted(set(RANKS) - {"section"})
FORMS = ("reprimand", "warning", "removal", "expulsion", "dissolution")
MAYBE = st.sampled_from([True, False, None])
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))
PLACES = st.sampled_from([(kind, level) for kind, levels in KINDS.items() for level in levels])
BODIES = st.builds(
    lambda place, authorised, away: Body(place[0], place[1], authorised, away and place[0] == "branch"),
    PLACES,
    MAYBE,
    st.booleans(),
)
MEMBERS = st.builds(
    Member,
    st.booleans(),
    MAYBE,
    st.frozensets(st.sampled_from(SEATS)),
    st.sampled_from(["", None, "grassroots", "upper", "district", "province", "central"]),
    st.booleans(),
)
MATTERS = st.builds(Matter, MAYBE, st.sampled_from(["", "grassroots", "upper", "province", "central"]), MAYBE)
SUBJECTS: st.SearchStrategy[Subject] = st.one_of(MEMBERS, st.builds(Organisation, st.integers(-1, 3)))


def better_known(body: Body, subject: Subject, matter: Matter) -> Iterator[tuple[Body, Subject, Matter]]:
    """The same question with each missing fact known, in every way it may turn out to be."""
    bodies = [
        replace(body, authorised=one) for one in ([True, False] if body.authorised is None else [body.authorised])
    ]
    above = [True, False] if matter.from_above is None else [matter.from_above]
    here = [True, False] if matter.here is None else [matter.here]
    matters = [replace(matter, from_above=one, here=two) for one, two in product(above, here)]
    if isinstance(subject, Organisation):
        subjects: list[Subject] = [subject]
    else:
        posts = [True, False] if subject.post is None else [subject.post]
        managers = ["", *SEATS] if subject.managed_by is None else [subject.managed_by]
        subjects = [replace(subject, post=post, managed_by=manager) for post, manager in product(posts, managers)]
    yield from product(bodies, subjects, matters)


@settings(max_examples=200, deadline=None)
@given(body=BODIES, subject=SUBJECTS, matter=MATTERS, form=st.sampled_from(FORMS), on=DAYS)
def test_what_is_not_known_gives_an_answer_only_if_it_is_the_same_however_it_turns_out(
    body: Body, subject: Subject, matter: Matter, form: str, on: date
) -> None:
    answer = may_decide(BOOK, body, subject, matter, form, on=on)
    if answer.verdict != "unknown":
        told = {may_decide(BOOK, *known, form, on=on).verdict for known in better_known(body, subject, matter)}
        assert told == {answer.verdict}


@settings(max_examples=200, deadline=None)
@given(
    body=BODIES,
    subject=SUBJECTS,
    matter=MATTERS,
    form=st.sampled_from(FORMS),
    on=DAYS,
    forgotten=st.sampled_from(
        [name for name in BOOK.parameters if name.startswith(("competence.", "sanction_forms."))]
    ),
)
def test_a_rule_that_is_forgotten_turns_no_answer_into_no(
    body: Body, subject: Subject, matter: Matter, form: str, on: date, forgotten: str
) -> None:
    rule = BOOK.parameters[forgotten]
    silent = replace(BOOK, parameters={**BOOK.parameters, forgotten: replace(rule, values=())})
    before, after = (may_decide(book, body, subject, matter, form, on=on).verdict for book in (BOOK, silent))
    assert after in {before, "unknown"}


@settings(max_examples=100, deadline=None)
@given(body=BODIES, subject=SUBJECTS, matter=MATTERS, form=st.sampled_from(FORMS), on=DAYS)
def test_an_answer_cites_its_text_and_an_unknown_one_carries_no_value(
    body: Body, subject: Subject, matter: Matter, form: str, on: date
) -> None:
    answer = may_decide(BOOK, body, subject, matter, form, on=on)
    assert answer.reason and answer.citation is not None and (answer.verdict == "yes" or answer.value is None)


def test_a_proposal_goes_to_the_bodies_that_may_or_of_which_it_is_not_known_and_to_no_other() -> None:
    above = [
        Body("section_committee", "section"),
        Body("committee", "grassroots", authorised=True),
        Body("standing_committee", "grassroots"),
        Body("advisory_agency", "province"),
        Body("committee", "province"),
    ]
    member, matter = Member(), Matter(from_above=False)
    found = competent_bodies(BOOK, member, matter, "expulsion", among=above, on=KNOWN_TIME)
    assert [(body.kind, body.level, answer.verdict) for body, answer in found] == [
        ("committee", "grassroots", "yes"),
        ("standing_committee", "grassroots", "unknown"),
        ("committee", "province", "yes"),
    ]


@pytest.mark.parametrize(
    "kind, level", [("branch", "province"), ("section_committee", "grassroots"), ("committee", "branch")]
)
def test_a_body_that_does_not_exist_is_a_mistake_of_the_caller(kind: str, level: str) -> None:
    with pytest.raises(ValueError, match="there is no"):
        Body(kind, level)


def test_a_head_of_an_office_is_above_the_competence_of_the_branch_for_a_task_from_above() -> None:
    head = Member(post=True, seats=frozenset({"grassroots"}), managed_by="province")
    answer = may_decide(
        BOOK, Body("branch", "branch"), head, Matter(from_above=True, task_level="province"), "warning", on=KNOWN_TIME
    )
    assert answer.verdict == "no"
    assert str(answer.citation) == "Điều 10, điểm 1.4, Quy định 296-QĐ/TW"
    assert answer.reason.endswith("Hình thức này không có trong đó.")


def test_every_category_of_the_charter_that_decides_has_a_level_and_no_other() -> None:
    deciding = set(CATEGORIES) - {"territory", "unassigned", "other"}
    assert (set(LEVELS), set(LEVELS.values()) | {"central"}) == (deciding, set(RANKS))
