"""The example's work of the day: disciplinary cases in every state, appeals, letters and a denunciation, all through the services."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from liemchinh.access.models import Account
from liemchinh.appeals import recount as recount_of_appeals
from liemchinh.appeals.models import Outcome, Redress
from liemchinh.casework import recount as recount_of_cases
from liemchinh.casework.holders import holders_of
from liemchinh.casework.models import Case, Ground, Statement
from liemchinh.commission import recount as recount_of_lists
from liemchinh.commission.models import Signature
from liemchinh.demo import handover, letter_book, open_cases
from liemchinh.demo.letter_book import LETTERS, load_letters
from liemchinh.demo.open_cases import APPEALED, APPEALS, MATTERS, load_open_cases
from liemchinh.discipline import recount
from liemchinh.discipline.models import Deferral, Sanction
from liemchinh.journal import clock
from liemchinh.letters import case_recount as recount_of_denunciations
from liemchinh.letters.models import Conclusion, Letter, Sorting
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Spell
from liemchinh.members.services import Change, NewAct, record_changes
from tests.granted_kind import officer


@pytest.fixture
def province(world: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """The province of the tests with members of long standing; somebody inspects there and in its district."""
    for number in (1, 2, 3):
        officer(world, f"kiem-{number}", f"Đinh Công Kiểm {number}", "province")
    monkeypatch.setattr(open_cases, "DISTRICT_OFFICER", "khoa")
    monkeypatch.setattr(open_cases, "PROVINCE_OFFICER", "kiem-1")
    monkeypatch.setattr(letter_book, "OFFICERS", ("kiem-1", "kiem-2", "kiem-3"))
    place = world.places["branch"]
    acts = [NewAct("admitted", date(2010, 5, 19), place), NewAct("official", date(2011, 5, 19), place)]
    changes = [Change(facts=PersonFacts(f"Lý Văn {number}"), acts=acts) for number in range(30)]
    assert not [one for outcome in record_changes(changes, actor=world.actor("console")) for one in outcome.refusals]
    return int(world.places["province"])


def steps(kind: str) -> Counter[str]:
    """How many cases of a kind stand after each step."""
    return Counter(case.steps.latest("recorded_by").code for case in Case.objects.filter(kind=kind))


def test_disciplinary_cases_stand_in_every_state_and_appeals_are_ruled_on_in_every_way(
    world: Any, province: int
) -> None:
    made = load_open_cases(province, clock.today(), actor=world.actor("console"))
    assert made == len(MATTERS) + len(APPEALED) + len(APPEALS)
    assert steps("discipline") == {
        "filed": 1, "deferred": 1, "heard": 1, "body_meeting": 2, "not_sanctioned": 1, "closed": 5, "decided": 1, "delivered": 1,
        "cross_noticed": 1, "put_above": 1, "proposed": 1,
    }  # fmt: skip
    assert Sanction.objects.filter(withheld=True).count() == Sanction.objects.exclude(refused_on=None).count() == 1
    assert Deferral.objects.get().ended_by is None and Spell.objects.filter(suspended=True).exists()
    assert Counter(Outcome.objects.values_list("outcome", flat=True)) == {"upheld": 1, "changed": 1, "annulled": 1}
    assert Counter(Sanction.objects.exclude(set_aside="").values_list("set_aside", flat=True)) == {
        "upheld": 1,
        "changed": 1,
        "annulled": 1,
    }
    assert Case.objects.filter(kind="appeal", closed_by=None).count() == 2
    assert (
        Redress.objects.get().what == "announced"
        and Statement.objects.filter(what="explanation", on_paper=True).count() == 1
    )
    for room in (recount, recount_of_cases, recount_of_appeals):
        assert list(room.differences()) == []


def test_letters_of_each_kind_stand_in_the_book_and_a_denunciation_was_concluded(world: Any, province: int) -> None:
    assert load_letters(province, clock.today()) == len(LETTERS) == Letter.objects.count()
    assert {"competent", "not_handled", "passed_on"} == set(Sorting.objects.values_list("outcome", flat=True))
    assert steps("denunciation") == {"closed": 1, "announced": 1}
    assert Conclusion.objects.count() == 2 and not Ground.objects.filter(vouched_by=None).exists()
    assert list(recount_of_denunciations.differences()) == list(recount_of_cases.differences()) == []


def test_a_branch_that_ended_handed_its_cases_over_by_a_signed_list_and_two_gave_one_to_somebody(
    world: Any, province: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, place in (("giao", "branch"), ("nhan", "sibling")):
        world.accounts[name] = officer(world, name, f"Người {name}", place)
    names = {"GIVER": "giao", "RECEIVER": "nhan", "MERGES": "an", "GIVEN_TO": "kiem-1", "SECOND": "kiem-2"}
    for what, name in names.items():
        monkeypatch.setattr(handover, what, name)
    assert handover.load_handover(clock.today()) == 3
    signature, sanction = Signature.objects.get(), Sanction.objects.get()
    assert sorted(signature.handover.lines.values_list("form", flat=True)) == ["", "", "reprimand"]
    assert signature.handed_by == world.accounts["giao"].pk and not sanction.withheld and sanction.lapses_on
    given = [holders_of(case) for case in Case.objects.filter(kind="discipline", closed_by=None).order_by("pk")]
    assert given == [[Account.objects.get(username="kiem-1").pk], []], "the other waits to be given"
    for room in (recount, recount_of_cases, recount_of_lists):
        assert list(room.differences()) == []


def test_an_example_without_its_officers_has_none(world: Any) -> None:
    console, today = world.actor("console"), clock.today()
    assert (
        load_open_cases(world.places["province"], today, actor=console)
        == load_letters(world.places["province"], today)
        == 0
    )
