"""Nothing is recorded in an organisation that stands no longer on the day; who followed it is told. Earlier facts are accepted."""

from datetime import date, timedelta

import pytest

from liemchinh.access.actor import Actor
from liemchinh.access.founding import found_officers
from liemchinh.access.granting import Offer, grant_role
from liemchinh.access.models import RoleGrant
from liemchinh.access.services import create_account, place_account
from liemchinh.access.tests.people import acting, person
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post
from liemchinh.members.posting import Seat, correct_post, take_post
from liemchinh.members.services import NewAct, record_act, register_person
from liemchinh.organisations.lifetimes import faults_of_places, perhaps_ended, stays_of, takes_acts
from liemchinh.organisations.models import Version
from liemchinh.organisations.reorganisation import apply
from liemchinh.organisations.services import (
    Facts,
    Founding,
    change_organisation,
    correct_organisation,
    found_organisations,
)
from liemchinh.organisations.tests.test_reorganisation import DAY, OLD, decision, row, tree
from regulations.answers import Refused

CONSOLE = Actor.at_console("kiểm thử")
EVE, LATER = DAY - timedelta(days=1), DAY + timedelta(days=30)
ENDED = "Tổ chức 7 không còn từ ngày 01/07/2025, nên không ghi được việc ngày {:%d/%m/%Y} ở đó."
pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(today: date) -> dict[str, int]:
    """On DAY branches 7 and 11 become one, and branch 8 two; 30 days later the merged one is renamed with nothing else."""
    numbers = tree()
    after = [row("m", "o3", "Chi bộ chung"), row("c", "o4", "Chi bộ C"), row("d", "o4", "Chi bộ D")]
    steps = (("o7", "m", "merge"), ("o11", "m", "merge"), ("o8", "c", "split"), ("o8", "d", "split"))
    apply(decision(after, *steps), actor=CONSOLE)
    made = {name: Version.objects.get(name=name).organisation_id for name in ("Chi bộ chung", "Chi bộ C", "Chi bộ D")}
    return {f"o{place}": number for place, number in enumerate(numbers)} | made


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_it_takes_acts_while_it_stands_and_before_it_was_known() -> None:
    stays = [(OLD, DAY), (LATER, None)]
    days = (OLD - timedelta(days=9000), OLD, EVE, DAY, LATER - timedelta(days=1), LATER, date(2099, 1, 1))
    assert [takes_acts(stays, on) for on in days] == [True, True, True, False, False, True, True]
    assert not takes_acts([], DAY)


def test_only_what_has_an_end_or_a_gap_is_asked_about_day_by_day(ids: dict[str, int]) -> None:
    number = ids["Chi bộ chung"]
    change_organisation(number, Facts("Chi bộ mới", "chi bộ", LATER, ids["o3"]), decision="5-QĐ", actor=CONSOLE)
    assert perhaps_ended([ids["o7"], ids["o9"], number, 987654]) == {ids["o7"], 987654}


def test_the_refusal_says_since_when_and_which_one_followed(ids: dict[str, int]) -> None:
    wanted = [(ids["o7"], DAY), (ids["o7"], EVE), (ids["o8"], LATER), (ids["o9"], LATER), (987654, DAY)]
    found = faults_of_places(wanted)
    assert {at: (fault.code, str(fault.remedy)) for at, fault in found.items()} == {
        (ids["o7"], DAY): ("organisation-ended", "Hãy ghi ở tổ chức kế thừa: Chi bộ chung."),
        (ids["o8"], LATER): ("organisation-ended", "Hãy ghi ở tổ chức kế thừa: Chi bộ C hoặc Chi bộ D."),
        (987654, DAY): ("organisation-gone", "Hãy chọn một tổ chức trong cây."),
    }
    assert found[ids["o7"], DAY].message == ENDED.format(DAY)
    assert stays_of([ids["o7"]]) == {ids["o7"]: [(OLD, DAY)]}


def test_a_successor_of_a_successor_is_named(ids: dict[str, int]) -> None:
    number = ids["Chi bộ chung"]
    told = decision([row("n", "o3", "Chi bộ sau cùng")], (f"#{number}", "n", "merge"), ("o12", "n", "merge"), on=LATER)
    apply(told, actor=CONSOLE)
    assert str(faults_of_places([(ids["o7"], LATER)])[ids["o7"], LATER].remedy).endswith("kế thừa: Chi bộ sau cùng.")
    assert str(faults_of_places([(ids["o7"], DAY)])[ids["o7"], DAY].remedy).endswith("kế thừa: Chi bộ chung.")


def test_members_services_refuse_it_and_accept_what_was_before(ids: dict[str, int]) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        register_person(PersonFacts("Người Mới"), [NewAct("admitted", LATER, ids["o7"])], actor=CONSOLE)
    assert [refusal.message for refusal in refused.value.refusals] == [ENDED.format(LATER)]
    assert Entry.objects.count() == before
    early = register_person(PersonFacts("Người Cũ"), [NewAct("admitted", date(1975, 5, 5), ids["o7"])], actor=CONSOLE)
    record_act(early, NewAct("official", date(1976, 5, 5), ids["o7"]), actor=CONSOLE)
    for kind, on in (("helped", DAY), ("died", DAY + timedelta(days=1))):
        with pytest.raises(Refused) as refused:
            record_act(early, NewAct(kind, on, ids["o7"]), actor=CONSOLE)
        assert codes(refused) == ["organisation-ended"]
    with pytest.raises(Refused) as refused:
        take_post(Seat(early, ids["o7"], "secretary", DAY), actor=CONSOLE)
    assert codes(refused) == ["organisation-ended"]
    take_post(Seat(early, ids["o7"], "secretary", EVE, DAY), actor=CONSOLE)
    post = Post.objects.get(person_id=early, cancelled_by=None)
    with pytest.raises(Refused) as refused:
        correct_post(post.pk, Seat(early, ids["o7"], "secretary", DAY), reason="typing", actor=CONSOLE)
    assert "organisation-ended" in codes(refused)
    left = register_person(PersonFacts("Người Đi"), [NewAct("admitted", date(1975, 5, 5), ids["o7"])], actor=CONSOLE)
    record_act(left, NewAct("transferred_out", DAY, ids["o7"]), actor=CONSOLE)


def test_organisations_services_refuse_a_parent_that_ended(ids: dict[str, int]) -> None:
    with pytest.raises(Refused) as refused:
        found_organisations([Founding(Facts("Tổ đảng", "tổ đảng", DAY, ids["o7"]))], actor=CONSOLE)
    assert codes(refused) == ["organisation-ended"]
    found_organisations([Founding(Facts("Tổ đảng", "tổ đảng", EVE, ids["o7"]))], actor=CONSOLE)
    below = Facts("Tổ chức 9", "chi bộ", LATER, ids["o7"])
    for change in (
        lambda: change_organisation(ids["o9"], below, decision="5-QĐ", actor=CONSOLE),
        lambda: correct_organisation(ids["o9"], below, actor=CONSOLE),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert codes(refused) == ["organisation-ended"]
    batch = [
        Founding(Facts("Đảng bộ", "đảng bộ cơ sở", OLD, ids["o1"], valid_to=DAY)),
        Founding(Facts("A", "chi bộ", DAY), 0),
    ]
    with pytest.raises(Refused) as refused:
        found_organisations(batch, actor=CONSOLE)
    assert codes(refused) == ["organisation-ended"]


def test_access_gives_no_role_and_no_account_there(ids: dict[str, int]) -> None:
    officer, chi, quan = person("an", "organisation_officer", ids["o0"]), person("chi"), person("quan", "administrator")
    for give in (
        lambda: grant_role(Offer(chi, "branch_secretary", ids["o7"], date(2026, 3, 3)), actor=acting(officer)),
        lambda: place_account(chi, organisation_id=ids["o7"], actor=acting(quan)),
        lambda: create_account(
            username="moi.lap", display_name="Người Mới", organisation_id=ids["o7"], actor=acting(quan)
        ),
    ):
        with pytest.raises(Refused) as refused:
            give()
        assert codes(refused) == ["organisation-ended"]
    RoleGrant.objects.filter(account=officer).delete()
    with pytest.raises(Refused) as refused:
        found_officers(ids["o7"], [officer, chi], decision="01-QĐ", actor=CONSOLE)
    assert codes(refused) == ["organisation-ended"]


def test_whoever_has_no_right_there_is_not_told_that_it_ended(ids: dict[str, int]) -> None:
    outside = acting(person("dung", "organisation_officer", ids["o2"]))
    with pytest.raises(Refused) as refused:
        register_person(PersonFacts("Người Mới"), [NewAct("admitted", LATER, ids["o7"])], actor=outside)
    assert codes(refused) == ["access.out_of_scope"]
    with pytest.raises(Refused) as refused:
        grant_role(Offer(person("chi"), "branch_secretary", ids["o7"], date(2026, 3, 3)), actor=outside)
    assert codes(refused) == ["access.out_of_scope"]
