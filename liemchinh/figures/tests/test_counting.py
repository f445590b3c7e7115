"""One declaration, three answers: a value, a kept sum, a list. For every indicator, every organisation, they are the same."""

from datetime import date

import pytest

from liemchinh.figures import base, counting
from liemchinh.figures.asking import ask, question, relations_of
from liemchinh.figures.declarations import Indicator, indicator, indicators
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import Ground, ground
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.listing import records
from liemchinh.figures.sql.relations import NOW
from liemchinh.figures.tests.small import CONSOLE, TREE, Small, act, build, enter, facts
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.services import cancel_act, correct_person, record_change
from liemchinh.organisations.services import Facts, change_organisation

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
# Cases have a recount and a list of their own: test_cases.py.
COUNTED = [one for one in indicators().values() if one.kind in {"stock", "flow"} and one.of != "cases"]


def _stands(organisation: int, on: date) -> Ground:
    return ground(NOW, organisation, on, by_child=True, regions=True)


def _whole(organisation: int, period: Period, tree_on: date | None = None) -> dict[str, int]:
    told = ask(question(organisation, period.first, period.last, tree_on), [one.key for one in COUNTED], [period])[0]
    return {key: int(value or 0) for key, value in told.whole.items()}


def test_value_kept_sum_and_list_are_the_same_for_every_indicator_and_organisation(small: Small) -> None:
    catch_up()
    for key in TREE:
        stands = _stands(small[key], YEAR.last)
        kept = counting.counts(NOW, stands, COUNTED, [YEAR])[0]
        value = base.count(NOW, stands, COUNTED, YEAR)
        for one in COUNTED:
            assert kept.whole[one.key] == value.whole[one.key], (key, one.key)
            for node in stands.children:
                assert kept.nodes[one.key].get(node, 0) == value.nodes[one.key].get(node, 0), (key, one.key, node)
            if not one.sums:
                listed = rows(records(NOW, stands.as_one(NOW), one, YEAR.first, YEAR.last))
                assert len(listed) == value.whole[one.key], (key, one.key)
    assert sum(value for value in _whole(small["p"], YEAR).values()) > 0


def test_every_indicator_but_a_few_is_seen_at_work(small: Small) -> None:
    """The small register is no proof about an indicator that counts nothing in it."""
    told = [_whole(small[key], Period(date(2023, 1, 1), date(2025, 1, 1))) for key in TREE]
    # Bands, the lines of forms 2 and 7, tasks, plans, sittings and models are worked out by hand in tests of their own.
    bands = (
        "tasks_",
        "plans_",
        "models_",
        "study_",
        "declarations_",
        "files_",
        "survey_",
        "members_age",
        "admitted_age",
        "admissions_",
        "members_party_age",
        "members_admitted",
        "badges",
        "stays_",
    )
    idle = {one.key for one in COUNTED if not one.key.startswith(bands) and not any(row[one.key] for row in told)}
    idle = {key for key in idle if indicator(key).subject not in {"schooling", "occupation"}}
    assert idle == {
        "moved_in", "moved_out", "organisations_upper", "organisations_section", "organisations_territory", "organisations_unassigned",
        "organisations_other", "direct_upper", "branches_empty", "members_suspended",
    }  # fmt: skip


def test_party_age_is_counted_from_the_day_on_the_decision_and_membership_from_the_ceremony() -> None:
    small = build()
    admitted = NewAct("admitted", date(1994, 6, 20), small["b1"], happened="1994-05-19")
    record_change(Change(facts=facts(1, 1994), acts=[admitted]), actor=CONSOLE)
    keys = ("members_party_age_30", "admitted")
    days = (date(1994, 5, 19), date(1994, 6, 20), date(2024, 5, 18), date(2024, 5, 19))
    told = [ask(question(small["b1"], on, on), keys, [Period(on, on)])[0].whole for on in days]
    assert [[one[key] for key in keys] for one in told] == [[0, 0], [0, 1], [0, 0], [1, 0]]


def test_counts_are_those_a_person_makes_by_hand(small: Small) -> None:
    told = _whole(small["p"], YEAR)
    assert {key: told[key] for key in (
        "admitted", "died", "expelled", "struck_off", "struck_off_probationary", "left", "restored", "readmitted", "helped", "helped_times",
        "suspended", "suspended_times", "transferred_in", "transferred_in_other_province", "transferred_in_other_district",
        "transferred_in_same_district", "transferred_out_other_province", "transferred_in_beyond", "transferred_out_beyond",
        "grassroots", "organisations", "branches", "direct",
    )} == {
        "admitted": 4, "died": 2, "expelled": 1, "struck_off": 1, "struck_off_probationary": 1, "left": 0, "restored": 1, "readmitted": 1,
        "helped": 1, "helped_times": 2, "suspended": 1, "suspended_times": 2, "transferred_in": 6, "transferred_in_other_province": 3,
        "transferred_in_other_district": 2, "transferred_in_same_district": 1, "transferred_out_other_province": 1,
        "transferred_in_beyond": 3, "transferred_out_beyond": 1, "grassroots": 4, "organisations": 11, "branches": 5, "direct": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    "period", [YEAR, Period(date(2024, 4, 2), date(2024, 10, 1)), Period(date(2023, 1, 1), date(2025, 6, 30))]
)
def test_beginning_plus_those_who_came_less_those_who_went_is_the_end(small: Small, period: Period) -> None:
    for key in TREE:
        assert balance(small[key], period) == 0, key


def balance(organisation: int, period: Period, tree_on: date | None = None) -> int:
    """A + B − C − D of form 1: always zero."""
    asked = question(organisation, period.first, period.last, tree_on)
    keys = [
        "members", "admitted", "restored", "readmitted", "transferred_in_beyond", "moved_in", "died", "expelled", "struck_off", "left",
        "transferred_out_beyond", "moved_out", "transferred_in_other_province", "transferred_in_other_district", "transferred_in_nearby",
        "transferred_out_other_province", "transferred_out_other_district", "transferred_out_nearby",
    ]  # fmt: skip
    now, start = ask(asked, keys, [period, Period(period.eve, period.eve)])
    told = {key: int(now.whole[key] or 0) for key in keys}
    came = sum(told[key] for key in ("admitted", "restored", "readmitted", "moved_in"))
    went = sum(told[key] for key in ("died", "expelled", "struck_off", "left", "moved_out"))
    by_class = {
        way: sum(told[f"transferred_{way}_{name}"] for name in ("other_province", "other_district", "nearby"))
        for way in ("in", "out")
    }
    beyond = told["transferred_in_beyond"] - told["transferred_out_beyond"]
    assert by_class["in"] - by_class["out"] == beyond
    return int(start.whole["members"] or 0) + came - went + beyond - told["members"]


def test_kept_sums_follow_every_kind_of_change(small: Small) -> None:
    _agree(small)
    person = enter(small, ("admitted", "2024-03-05", "b1"))
    _agree(small)
    sequence = act(person, "exempt", "2024-04-05", small["b1"])
    _agree(small)
    cancel_act(sequence, reason="wrong_person", actor=CONSOLE)
    _agree(small)
    from liemchinh.figures.tests.small import facts

    correct_person(person, facts(1, 2024), reason="typing", actor=CONSOLE)
    _agree(small)
    act(small.people[0], "transferred_out", "2024-02-02", small["b1"])
    act(small.people[0], "transferred_in", "2024-02-02", small["h"])
    _agree(small)
    elsewhere = Facts("Đảng bộ xã Tây", "đảng bộ cơ sở", date(2024, 7, 1), small["d2"], "3", "c2", "ward")
    change_organisation(small["c2"], elsewhere, decision="1-QĐ", actor=CONSOLE)
    _agree(small)
    assert balance(small["d1"], YEAR, date(2024, 6, 30)) == balance(small["d1"], YEAR, date(2024, 7, 1)) == 0


def _agree(small: Small) -> None:
    """Kept sums are what the base rows say, on the tree of two days."""
    for key in ("p", "d1", "d2", "c1", "b1", "q"):
        for tree_on in (date(2024, 1, 1), YEAR.last):
            stands = _stands(small[key], tree_on)
            kept = counting.counts(NOW, stands, COUNTED, [YEAR])[0]
            assert kept.whole == base.count(NOW, stands, COUNTED, YEAR).whole, (key, tree_on)


def test_a_question_about_a_day_in_the_past_of_the_book_is_answered_from_what_was_known(small: Small) -> None:
    from liemchinh.journal import clock

    with clock.at(date(2027, 1, 10)):
        enter(small, ("admitted", "2024-03-05", "b1"))
    before, after = (_known(small["p"], day)["admitted"] for day in (date(2027, 1, 9), date(2027, 1, 10)))
    assert (before, after) == (4, 5)


def _known(organisation: int, on: date) -> dict[str, int]:
    asked = question(organisation, YEAR.first, YEAR.last, known_on=on)
    told = ask(asked, [one.key for one in COUNTED], [YEAR])[0]
    return {key: int(value or 0) for key, value in told.whole.items()}


def test_what_is_known_on_a_day_is_counted_as_it_was_counted_on_that_day(small: Small) -> None:
    from liemchinh.journal import clock

    with clock.at(date(2027, 1, 10)):
        then = {key: _whole(small[key], YEAR) for key in ("p", "d1", "b1")}
    with clock.at(date(2027, 1, 11)):
        enter(small, ("admitted", "2024-03-05", "b1"))
        act(small.people[1], "exempt", "2024-05-05", small["b1"])
        elsewhere = Facts("Đảng bộ xã Đông", "đảng bộ cơ sở", date(2020, 1, 1), small["d2"], "3", "c1")
        change_organisation(small["c1"], elsewhere, decision="2-QĐ", actor=CONSOLE)
    for key, told in then.items():
        assert _known(small[key], date(2027, 1, 10)) == told
        assert _known(small[key], date(2027, 1, 11)) == _whole(small[key], YEAR)


def test_a_list_names_the_people_who_are_counted(small: Small) -> None:
    one: Indicator = indicator("died")
    with relations_of(question(small["p"], YEAR.first, YEAR.last)) as relations:
        catch_up()
        listed = rows(records(relations, _stands(small["p"], YEAR.last).as_one(relations), one, YEAR.first, YEAR.last))
    assert {(person, place, str(on)) for person, place, on, *_weight in listed} == {
        (small.people[3], small["b2"], "2024-06-30"),
        (small.people[14], small["b2"], "2024-08-08"),
    }


def test_several_periods_in_one_pass_are_the_same_as_each_alone(small: Small) -> None:
    periods = [
        Period(date(2024, 3, 2), date(2024, 8, 15)),
        Period(date(2023, 3, 2), date(2024, 3, 20)),
        Period(date(2022, 5, 5), date(2023, 3, 1)),
    ]
    stands = _stands(small["p"], date(2024, 8, 15))
    together = counting.counts(NOW, stands, COUNTED, periods)
    for period, told in zip(periods, together, strict=True):
        alone = base.count(NOW, stands, COUNTED, period)
        assert told.whole == alone.whole
        assert all(
            told.nodes[one.key].get(node, 0) == alone.nodes[one.key].get(node, 0)
            for one in COUNTED
            for node in stands.children
        )
