"""Votes, limitation, appeals, lapse: what holds for every count, every day and every missing fact."""

import inspect
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.charter import open_charter
from regulations.rulebook import Deadline
from regulations.rules import appeals, competence, deferral, lapse, limitation, suspension, voting
from regulations.rules.appeals import Filing, admissible, grounds, in_time
from regulations.rules.competence import Body, Member
from regulations.rules.lapse import Lapse, lapses
from regulations.rules.limitation import Act, Period
from regulations.rules.voting import Outcome, Round, outcome, threshold

CHARTER = open_charter()
BOOK, CALENDAR = CHARTER.rulebook, CHARTER.calendar
KNOWN_TIME, NOW = date(2025, 9, 1), date(2026, 11, 20)
FORMS = ("reprimand", "warning", "removal", "expulsion")
COUNTS = st.fixed_dictionaries({form: st.integers(0, 12) for form in FORMS})
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))
KNOWN_DAYS = st.dates(date(2022, 7, 6), date(2026, 8, 16))
ACTS = st.dates(date(1995, 1, 1), date(2026, 8, 16))


def given_by(votes: dict[str, int], blank: int = 0, *, branch: bool = True, deciding: bool = True) -> Outcome:
    """What the votes give at a time when the rules are known."""
    found = outcome(BOOK, votes, sum(votes.values()) + blank, FORMS, branch=branch, deciding=deciding, on=KNOWN_TIME)
    assert isinstance(found.value, Outcome)
    return found.value


@settings(deadline=None)
@given(votes=COUNTS, blank=st.integers(1, 20), branch=st.booleans(), deciding=st.booleans())
def test_adding_votes_up_never_gives_a_form_heavier_than_any_voted_for(
    votes: dict[str, int], blank: int, branch: bool, deciding: bool
) -> None:
    found = given_by(votes, blank, branch=branch, deciding=deciding)
    if found.form:
        heaviest = max(FORMS.index(form) for form, number in votes.items() if number)
        assert FORMS.index(found.form) <= heaviest


@settings(deadline=None)
@given(votes=COUNTS, blank=st.integers(1, 20), branch=st.booleans(), deciding=st.booleans())
def test_every_step_of_the_sum_is_shown_and_only_the_last_reaches(
    votes: dict[str, int], blank: int, branch: bool, deciding: bool
) -> None:
    found = given_by(votes, blank, branch=branch, deciding=deciding)
    rounds = found.cumulated or found.own
    assert [one.reached for one in found.cumulated[:-1]] == [False] * len(found.cumulated[:-1])
    assert {one.form for one in rounds if one.reached} == ({found.form} - {""})
    carried = 0
    for one in found.cumulated:
        assert (one.carried, one.reached) == (carried, carried + one.votes >= one.needed)
        carried += one.votes


@settings(deadline=None)
@given(votes=COUNTS, blank=st.integers(2, 20), branch=st.booleans(), form=st.sampled_from(FORMS))
def test_one_more_vote_for_a_form_never_makes_the_outcome_lighter(
    votes: dict[str, int], blank: int, branch: bool, form: str
) -> None:
    before = given_by(votes, blank, branch=branch)
    after = given_by({**votes, form: votes[form] + 1}, blank - 1, branch=branch)
    rank = {"": -1} | {name: place for place, name in enumerate(FORMS)}
    assert rank[after.form] >= min(rank[before.form], rank[form])


def test_the_rounds_of_a_sum_are_data_for_the_minutes() -> None:
    found = given_by({"expulsion": 7, "warning": 3, "reprimand": 2, "removal": 0}, deciding=False)
    assert found == Outcome(
        "removal",
        (
            Round("expulsion", 7, 0, 8, False),
            Round("removal", 0, 0, 7, False),
            Round("warning", 3, 0, 7, False),
            Round("reprimand", 2, 0, 7, False),
        ),
        (Round("expulsion", 7, 0, 8, False), Round("removal", 0, 7, 7, True)),
    )


@pytest.mark.parametrize("votes, of", [({"warning": 5}, 4), ({"warning": -1}, 4), ({"dismissal": 1}, 4), ({}, 0)])
def test_votes_that_cannot_be_are_a_mistake_of_the_caller(votes: dict[str, int], of: int) -> None:
    with pytest.raises(ValueError, match="cannot be votes"):
        outcome(BOOK, votes, of, FORMS, branch=True, deciding=True, on=KNOWN_TIME)


def test_a_branch_is_asked_for_two_thirds_even_where_it_is_said_to_decide_on_expulsion() -> None:
    shares = [
        str(threshold(BOOK, "expulsion", branch=branch, deciding=deciding, on=KNOWN_TIME).value)
        for branch, deciding in ((True, True), (True, False), (False, False), (False, True))
    ]
    branch, body = "tổng số đảng viên chính thức của chi bộ", "tổng số ủy viên của cơ quan biểu quyết"
    assert shares == [f"ít nhất 2/3 {branch}", f"ít nhất 2/3 {branch}", f"ít nhất 2/3 {body}", f"quá 1/2 {body}"]


@settings(deadline=None)
@given(act=ACTS, concluded=KNOWN_DAYS, later=st.integers(0, 4000), form=st.sampled_from(FORMS))
def test_what_has_run_out_stays_so_and_a_later_act_never_runs_out_earlier(
    act: date, concluded: date, later: int, form: str
) -> None:
    verdict = limitation.in_time(BOOK, Act(act), form, concluded=concluded).verdict
    after = min(concluded + timedelta(days=later), date(2026, 8, 16))
    if verdict == "no":
        assert limitation.in_time(BOOK, Act(act), form, concluded=after).verdict == "no"
    if verdict == "yes":
        assert limitation.in_time(BOOK, Act(act + timedelta(days=later)), form, concluded=concluded).verdict == "yes"


@settings(deadline=None)
@given(act=ACTS, concluded=KNOWN_DAYS, days=st.lists(ACTS, max_size=4))
def test_a_new_violation_never_makes_the_time_shorter(act: date, concluded: date, days: list[date]) -> None:
    alone, with_others = (
        limitation.in_time(BOOK, one, "reprimand", concluded=concluded).value
        for one in (Act(act), Act(act, later=tuple(days)))
    )
    assert isinstance(alone, Period) and isinstance(with_others, Period) and alone.last and with_others.last
    assert with_others.last >= alone.last
    assert set(with_others.restarted_by) <= set(days)


@settings(deadline=None)
@given(
    act=ACTS,
    on=DAYS,
    form=st.sampled_from(FORMS),
    forgotten=st.sampled_from(sorted(n for n in BOOK.parameters if n.startswith("limitation."))),
)
def test_a_rule_of_limitation_that_is_forgotten_never_decides(act: date, on: date, form: str, forgotten: str) -> None:
    silent = replace(BOOK, parameters={**BOOK.parameters, forgotten: replace(BOOK.parameters[forgotten], values=())})
    before, after = (limitation.in_time(book, Act(act), form, concluded=on).verdict for book in (BOOK, silent))
    assert after in {before, "unknown"}


MAYBE = st.sampled_from([True, False, None])
FILINGS = st.builds(
    Filing,
    sent=DAYS,
    received=st.one_of(st.none(), DAYS),
    announced=st.one_of(st.none(), DAYS),
    written_decision=MAYBE,
    refused=st.booleans(),
    told_of_cost=st.booleans(),
    on_behalf=MAYBE,
    pending_or_concluded=MAYBE,
    court_sentence=MAYBE,
    after_transfer=MAYBE,
    skips_level=MAYBE,
)


@settings(deadline=None)
@given(filing=FILINGS)
def test_no_fact_that_is_not_known_speaks_against_an_appeal(filing: Filing) -> None:
    told = {ground.code: ground.answer.verdict for ground in grounds(BOOK, CALENDAR, filing)}
    names = ("on_behalf", "pending_or_concluded", "court_sentence", "after_transfer", "skips_level")
    assert {told[name] for name in names if getattr(filing, name) is None} <= {"unknown"}
    if filing.received is None and filing.announced is None:
        assert told.get("late") == "unknown"
    if filing.refused and not filing.told_of_cost:
        assert told["refused_decision"] == "unknown"


@settings(deadline=None)
@given(filing=FILINGS, forgotten=st.sampled_from(sorted(n for n in BOOK.parameters if n.startswith("appeal."))))
def test_a_rule_of_appeals_that_is_forgotten_turns_no_filing_away(filing: Filing, forgotten: str) -> None:
    silent = replace(BOOK, parameters={**BOOK.parameters, forgotten: replace(BOOK.parameters[forgotten], values=())})
    before, after = (admissible(book, CALENDAR, filing).verdict for book in (BOOK, silent))
    assert after != "no" or before == "no"


@settings(deadline=None)
@given(received=DAYS, days=st.integers(0, 400), earlier=st.integers(0, 400))
def test_an_appeal_sent_earlier_is_never_later(received: date, days: int, earlier: int) -> None:
    late = Filing(received + timedelta(days=max(days, earlier)), received)
    early = Filing(received + timedelta(days=min(days, earlier)), received)
    same_text = CHARTER.rulebook.parameter("appeal.file_within.detail", on=late.sent) == CHARTER.rulebook.parameter(
        "appeal.file_within.detail", on=early.sent
    )
    if same_text and in_time(BOOK, CALENDAR, late).verdict == "yes":
        assert in_time(BOOK, CALENDAR, early).verdict == "yes"


def test_every_reason_against_an_appeal_is_told_at_once() -> None:
    filing = Filing(
        date(2025, 12, 20),
        date(2025, 10, 5),
        on_behalf=True,
        court_sentence=True,
        skips_level=True,
        after_transfer=None,
    )
    told = [(ground.code, ground.answer.verdict) for ground in grounds(BOOK, CALENDAR, filing)]
    assert told == [
        ("late", "no"),
        ("court_sentence", "no"),
        ("after_transfer", "unknown"),
        ("on_behalf", "no"),
        ("skips_level", "no"),
    ]
    assert all(ground.answer.citation for ground in grounds(BOOK, CALENDAR, filing))


def test_a_late_appeal_is_ruled_on_by_people_where_the_time_is_not_known() -> None:
    answer = in_time(BOOK, CALENDAR, Filing(NOW, date(2026, 9, 1)))
    assert (answer.verdict, answer.value) == ("unknown", None)
    assert "Hãy hỏi cơ quan có thẩm quyền" in answer.reason


def test_the_time_to_appeal_explains_itself() -> None:
    answer = in_time(BOOK, CALENDAR, Filing(date(2025, 10, 20), date(2025, 10, 5)))
    assert isinstance(answer.value, Deadline) and answer.value.due == date(2025, 11, 5)
    assert "1 tháng" in answer.reason


def test_a_tree_without_a_level_above_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no level above"):
        appeals.next_instance(BOOK, Body("committee", "province"), "warning", levels=("grassroots",), on=KNOWN_TIME)


@pytest.mark.parametrize(
    "announced, product_rule", [(date(2021, 7, 27), False), (date(2021, 7, 28), True), (NOW, True)]
)
def test_a_lapse_by_a_rule_of_the_product_is_marked_as_such(announced: date, product_rule: bool) -> None:
    answer = lapses(BOOK, "warning", announced)
    assert isinstance(answer.value, Lapse) and answer.value.product_rule is product_rule
    assert ("Quy tắc của phần mềm" in answer.reason) is product_rule


@settings(deadline=None)
@given(announced=DAYS, pending=st.booleans(), violation=st.one_of(st.none(), DAYS))
def test_where_lapse_is_unknown_nothing_is_read_against_the_person(
    announced: date, pending: bool, violation: date | None
) -> None:
    if BOOK.parameter("sanction.lapse", on=announced).verdict != "unknown" or announced < date(2011, 1, 19):
        return
    assert lapses(BOOK, "warning", announced, appeal_pending=pending, new_violation=violation) == lapses(
        BOOK, "warning", announced
    )


def test_a_deferral_names_a_clause_and_asks_for_nothing_about_the_person() -> None:
    asked = set(inspect.signature(deferral.deferred).parameters)
    assert asked == {"book", "clause", "on"}
    options = BOOK.parameters["deferral.clauses"].options
    assert all(label.startswith("khoản ") for label in options.values())


FACTS = {"subject", "member", "act"}
PLACES = {"report_to": "to whom, not which sanction"}


@pytest.mark.parametrize("module", [appeals, competence, deferral, lapse, limitation, suspension, voting])
def test_what_is_told_about_somebody_is_weighed_only_against_a_form_that_people_have_named(module: ModuleType) -> None:
    public = [
        one
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    ]
    asked = {one.__name__: set(inspect.signature(one).parameters) for one in public}
    assert [name for name, names in asked.items() if names & FACTS and "form" not in names and name not in PLACES] == []


def test_a_member_who_sits_on_nothing_is_reported_to_nobody() -> None:
    assert competence.report_to(BOOK, Member(), on=KNOWN_TIME).verdict == "no"
    assert competence.report_to(BOOK, Member(managed_by=None), on=KNOWN_TIME).verdict == "unknown"
