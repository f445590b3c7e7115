"""The register on the screen, with the named people: who finds whom, what a page shows, what is kept of reading it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.journal.models import Entry, Reading
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Details, Person, Spell
from liemchinh.members.posting import Seat, take_post
from liemchinh.members.services import NewAct, cancel_act, record_act, register_person
from tests.world import CONSOLE, REGISTERED, World, register_together

pytestmark = pytest.mark.django_db
PHUC = REGISTERED["branch"]


def text(response: Any) -> str:
    return str(response.content.decode())


def one(world: World, place: str) -> str:
    return reverse("members:one", args=[world.uids[place]])


def add(world: World, place: str, name: str, **facts: str) -> int:
    acts = [NewAct("admitted", date(2018, 5, 19), world.places[place])]
    return register_person(PersonFacts(name, **facts), acts, actor=CONSOLE)


def add_sixty(world: World, name: str) -> None:
    acts = [NewAct("admitted", date(2018, 5, 19), world.places["branch"])]
    register_together((PersonFacts(f"{name} {number}"), acts) for number in range(60))


def queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


# The list and the search


def test_the_list_begins_at_the_top_of_the_scope_and_is_ordered_by_given_name(world: World) -> None:
    add(world, "branch", "Nguyễn Văn Ánh")
    add(world, "branch", "Đỗ Thị Ân")
    shown = text(world.client("chi").get("/members/"))
    assert "Chi bộ ấp Gò Cát" in shown and "4 người" in shown
    places = [shown.index(name) for name in ("Nguyễn Văn Ánh", "Đỗ Thị Ân", "Trần Văn Bình", PHUC)]
    assert places == sorted(places)


def test_the_list_asks_the_same_number_of_queries_for_three_members_and_for_sixty(world: World) -> None:
    client = world.client("an")
    url = f"/members/?at={world.places['branch']}"
    before = queries(client, url)
    add_sixty(world, "Trần Thị Số")
    assert queries(client, url) == before


def test_pages_of_the_list_follow_each_other_and_no_name_stands_in_an_address(world: World) -> None:
    add_sixty(world, "Trần Thị Hoa")
    client = world.client("chi")
    first = client.get("/members/")
    edge = first.context["listed"].page.next
    second = client.get(f"/members/?after={edge}")
    uids = [row.uid for response in (first, second) for row in response.context["listed"].rows]
    assert edge.isdigit() and len(uids) == len(set(uids)) == first.context["listed"].total == 62


def test_a_past_day_shows_who_was_there_that_day(world: World) -> None:
    record_act(world.people["branch"], NewAct("died", date(2026, 1, 10), world.places["branch"]), actor=CONSOLE)
    client = world.client("chi")
    assert PHUC not in text(client.get("/members/"))
    assert PHUC in text(client.get("/members/?on=2026-01-09"))
    assert client.get("/members/?on=2016-05-18").context["listed"].total == 0


@pytest.mark.parametrize("standing", ["official", "probationary", "exempt", "suspended"])
def test_each_standing_narrows_the_list_to_those_who_have_it(world: World, standing: str) -> None:
    place, day = world.places["branch"], date(2026, 2, 2)
    made = {"probationary": add(world, "branch", "Lê Dự Bị")}
    for kind, name in (("exempt", "exempt"), ("suspended", "suspended")):
        made[name] = add(world, "branch", f"Lê {name}")
        record_act(made[name], NewAct(kind, day, place), actor=CONSOLE)
    rows = world.client("chi").get(f"/members/?standing={standing}").context["listed"].rows
    expected = {"official": {PHUC, "Trần Văn Bình"}, "probationary": {"Lê Dự Bị", "Lê exempt", "Lê suspended"},
                "exempt": {"Lê exempt"}, "suspended": {"Lê suspended"}}  # fmt: skip
    assert {row.full_name for row in rows} == expected[standing]


def test_lists_and_search_never_show_ethnicity(world: World) -> None:
    add(world, "branch", "Sơn Thị Mây", ethnicity="khmer")
    client = world.client("an")
    for url in (f"/members/?at={world.places['branch']}", "/members/search/?q=may", "/search/?q=may"):
        shown = text(client.get(url))
        assert "Sơn Thị Mây" in shown and "khmer" not in shown.lower()


@pytest.mark.parametrize("query", ["thach vinh phuc", "Thạch Vĩnh Phúc", "phuc", "84000"])
def test_people_are_found_with_and_without_tones_and_by_card(world: World, query: str) -> None:
    assert [row.full_name for row in world.client("nam").get("/members/search/", {"q": query}).context["rows"]] == [
        PHUC
    ]


def test_nobody_out_of_scope_is_found(world: World) -> None:
    for query in ("lam quynh giao", "84002"):
        assert world.client("an").get("/members/search/", {"q": query}).context["rows"] == []


def test_a_leader_finds_only_whom_they_name_exactly(world: World) -> None:
    client = world.client("giang")
    for query in ("phuc", "thach", "8400"):
        assert client.get("/members/search/", {"q": query}).context["rows"] == []
    for query in ("thach vinh phuc", "84000"):
        assert [row.full_name for row in client.get("/members/search/", {"q": query}).context["rows"]] == [PHUC]
    assert client.get("/members/search/", {"q": "lam quynh giao"}).context["rows"] == []


# One page, and who read it


def test_reading_is_kept_with_role_and_office_before_the_page_is_made(world: World) -> None:
    world.client("nam").get(one(world, "branch"))
    kept = Reading.objects.get(object_kind="members.person", object_id=world.people["branch"])
    assert (kept.account_id, kept.role, kept.organisation_id) == (
        world.accounts["nam"].pk,
        "organisation_officer",
        world.places["commune"],
    )


def test_ones_own_page_says_which_office_read_it_and_never_who(world: World) -> None:
    world.client("khoa").get(one(world, "binh"))
    client = world.client("binh")
    for url in ("/members/mine/", f"/members/{world.people['binh']}/readers/"):
        shown = text(client.get(url))
        assert "Đảng bộ huyện Sông Thu" in shown and "Cán bộ kiểm tra" in shown and "03/03/2026" in shown
        assert "Vũ Đăng Khoa" not in shown
    assert Reading.objects.count() == 1, "reading oneself is not kept"


def test_a_leader_says_why_before_the_name_is_shown_and_the_reason_is_kept(world: World) -> None:
    client, url = world.client("giang"), one(world, "branch")
    assert PHUC not in text(client.get(url)) and Reading.objects.count() == 0
    for reason in ("", "curiosity"):
        refused = client.post(f"{url}open/", {"reason": reason})
        assert refused.status_code == 422 and PHUC not in text(refused)
    assert client.post(f"{url}open/", {"reason": "meeting"}).headers["Location"] == url
    assert PHUC in text(client.get(url))
    kept = Reading.objects.get(object_id=world.people["branch"])
    assert (kept.role, kept.reason, kept.organisation_id) == ("leader", "meeting", world.places["district"])
    assert PHUC not in text(world.client("giang").get(one(world, "sibling")))


def test_ethnicity_is_one_line_for_oneself_and_for_those_who_keep_the_register(world: World) -> None:
    told = {name: "Kinh" in text(world.client(name).get(one(world, "binh"))) for name in ("binh", "nam", "chi", "khoa")}
    assert told == {"binh": True, "nam": True, "chi": False, "khoa": False}


def test_the_page_asks_a_fixed_number_of_queries(world: World) -> None:
    client, url = world.client("nam"), one(world, "branch")
    before = queries(client, url)
    for number in range(8):
        kind = "exempt_ended" if number % 2 else "exempt"
        record_act(
            world.people["branch"], NewAct(kind, date(2020, 1, 1 + number), world.places["branch"]), actor=CONSOLE
        )
    assert queries(client, url) == before


def test_a_cancelled_act_stays_on_the_page_and_is_marked(world: World) -> None:
    act = record_act(world.people["branch"], NewAct("exempt", date(2026, 2, 1), world.places["branch"]), actor=CONSOLE)
    cancel_act(act, reason="wrong_person", actor=CONSOLE)
    shown = text(world.client("nam").get(one(world, "branch")))
    assert "đã hủy" in shown and "Ghi nhầm người" in shown and "<s>" in shown
    assert reverse("members:cancel", args=[world.uids["branch"], act]) not in shown


# What is recorded


def test_an_act_is_recorded_from_its_form(world: World) -> None:
    url = f"{one(world, 'branch')}acts/?kind=transferred_out"
    assert world.client("nam").post(url, {"on": "01/02/2026"}).status_code == 302
    last = Spell.objects.filter(person_id=world.people["branch"], cancelled_by=None).latest("starts_on")
    assert (last.ends_kind, last.ends_on) == ("transferred_out", date(2026, 2, 1))


def test_what_has_a_procedure_is_not_offered_as_a_bare_day_but_leads_to_it(world: World) -> None:
    url, client = f"{one(world, 'branch')}acts/", world.client("nam")
    for kind in ("exempt", "suspended", "left", "struck_off", "expelled", "died"):
        assert client.post(f"{url}?kind={kind}", {"on": "01/02/2026"}).status_code == 422
    shown = client.get(url).content.decode()
    for first in ("exemption_asked", "suspended", "leave_asked", "strike_off_stated", "expelled", "died"):
        assert reverse("standing:start", args=[world.uids["branch"], first]) in shown
    assert Entry.objects.filter(member_id=world.people["branch"]).count() == 3


def test_a_transfer_inside_the_list_leaves_one_branch_and_enters_the_other_on_one_day(world: World) -> None:
    url, there = f"{one(world, 'branch')}acts/?kind=transfer", world.places["sibling"]
    assert world.client("nam").post(url, {"on": "01/02/2026", "organisation": there}).status_code == 302
    spells = Spell.objects.filter(person_id=world.people["branch"], cancelled_by=None).order_by("-starts_on")
    assert (spells[0].organisation_id, spells[0].starts_on, spells[0].official) == (there, date(2026, 2, 1), True)
    assert spells[1].ends_on == date(2026, 2, 1)


def test_members_are_never_put_into_a_committee_or_out_of_reach(world: World) -> None:
    url = f"{one(world, 'branch')}acts/?kind=transfer"
    for place in ("commune", "other_branch"):
        given = {"on": "01/02/2026", "organisation": world.places[place]}
        assert world.client("nam").post(url, given).status_code == 422
    assert not Entry.objects.filter(kind="members.transferred_out").exists()


def test_an_act_in_the_future_or_before_the_admission_is_refused_with_the_reason(world: World) -> None:
    url, client = f"{one(world, 'branch')}acts/?kind=transferred_out", world.client("nam")
    assert client.post(url, {"on": "04/03/2026"}).status_code == 422
    refused = client.post(url, {"on": "01/02/2015"})
    assert refused.status_code == 422 and "không thể ghi “chuyển đi”" in text(refused)


def test_an_act_that_does_not_fit_is_not_offered_and_not_taken(world: World) -> None:
    url, client = f"{one(world, 'branch')}acts/", world.client("nam")
    for kind in ("official", "admitted", "moved", "nonsense"):
        assert client.post(f"{url}?kind={kind}", {"on": "01/02/2026"}).status_code == 422
    assert Entry.objects.filter(member_id=world.people["branch"]).count() == 3


def test_a_correction_needs_a_reason_from_the_list_and_keeps_what_is_not_changed(world: World) -> None:
    url, client = f"{one(world, 'branch')}correct/", world.client("nam")
    given = {"full_name": "Thạch Vĩnh Phước", "gender": "nam", "birth": "1970", "card_no": "84000", "ethnicity": "kinh"}
    for reason in ("", "because"):
        assert client.post(url, given | {"reason": reason}).status_code == 422
    assert client.post(url, given | {"reason": "typing"}).status_code == 302
    now = Details.objects.get(person_id=world.people["branch"], cancelled_by=None)
    assert (now.full_name, now.birth, now.ethnicity) == ("Thạch Vĩnh Phước", "1970", "kinh")
    assert "Gõ nhầm khi ghi" in text(client.get(one(world, "branch")))


def test_cancelling_needs_a_reason_and_shows_every_refusal(world: World) -> None:
    client, person = world.client("nam"), world.people["branch"]
    admitted = Entry.objects.get(member_id=person, kind="members.admitted").pk
    url = reverse("members:cancel", args=[world.uids["branch"], admitted])
    assert client.post(url, {"reason": "other"}).status_code == 422
    refused = client.post(url, {"reason": "wrong_day"})
    assert refused.status_code == 422 and "không thể ghi “công nhận chính thức”" in text(refused)
    official = Entry.objects.get(member_id=person, kind="members.official").pk
    url = reverse("members:cancel", args=[world.uids["branch"], official])
    assert client.post(url, {"reason": "wrong_day"}).status_code == 302
    assert client.get(url).status_code == 404, "it is cancelled already"


def test_an_act_of_somebody_else_is_not_cancelled_under_this_address(world: World) -> None:
    foreign = Entry.objects.get(member_id=world.people["other_branch"], kind="members.official").pk
    url = reverse("members:cancel", args=[world.uids["branch"], foreign])
    assert world.client("nam").post(url, {"reason": "wrong_day"}).status_code == 404


# Somebody new


def new(world: World, **more: Any) -> dict[str, Any]:
    return {"full_name": "Hà Thu Ba", "birth": "03/05/1999", "organisation": world.places["branch"], "how": "admitted",
            "on": "01/02/2026"} | more  # fmt: skip


def test_somebody_new_is_registered(world: World) -> None:
    answer = world.client("nam").post("/members/add/", new(world))
    person = Person.objects.latest("pk")
    assert answer.headers["Location"] == reverse("members:one", args=[person.uid])
    assert Details.objects.get(person=person).full_name == "Hà Thu Ba"
    assert Spell.objects.get(person=person).organisation_id == world.places["branch"]


def test_who_came_from_elsewhere_is_official_since_then(world: World) -> None:
    given = new(world, how="transferred_in", admitted_on="01/02/2020", official_on="01/02/2021")
    assert world.client("nam").post("/members/add/", given).status_code == 302
    spell = Spell.objects.get(person=Person.objects.latest("pk"))
    assert (spell.official, spell.starts_on) == (True, date(2026, 2, 1))


def test_a_probable_twin_is_shown_side_by_side_and_nothing_is_written_before_a_person_decides(world: World) -> None:
    client, given = world.client("nam"), new(world, full_name="Thach Vinh Phuc", birth="1970")
    count = Person.objects.count()
    asked = client.post("/members/add/", given)
    assert PHUC in text(asked) and "84000" in text(asked) and Person.objects.count() == count
    assert Reading.objects.get().object_id == world.people["branch"], "who compares has read"
    assert client.post("/members/add/", given | {"decided": "guess"}).status_code == 200
    assert Person.objects.count() == count
    again = client.post("/members/add/", given | {"edit": "1", "decided": asked.context["decided"]})
    assert "Thach Vinh Phuc" in text(again) and Person.objects.count() == count
    assert client.post("/members/add/", given | {"decided": asked.context["decided"]}).status_code == 302
    assert Person.objects.count() == count + 1


def test_a_twin_out_of_scope_is_told_of_without_a_word_about_them(world: World) -> None:
    given = new(world, full_name="Lâm Quỳnh Giao", birth="1972", card_no="84002")
    asked = world.client("nam").post("/members/add/", given)
    assert "Có thể đã có ở nơi khác" in text(asked)
    for word in ("Cửa Đại", "Hải Vân", str(world.uids["other_branch"])):
        assert word not in text(asked)


def test_nobody_is_registered_out_of_reach_or_in_a_committee(world: World) -> None:
    for place in ("other_branch", "commune", "district"):
        assert (
            world.client("nam").post("/members/add/", new(world, organisation=world.places[place])).status_code == 422
        )


# What waits, and what changed


@pytest.mark.parametrize(
    "name,sees", [("chi", True), ("nam", True), ("dung", False), ("binh", False), ("giang", False)]
)
def test_probation_that_ends_waits_for_those_who_keep_the_branch(world: World, name: str, sees: bool) -> None:
    acts = [NewAct("admitted", date(2025, 2, 20), world.places["branch"])]
    register_person(PersonFacts("Lê Dự Bị"), acts, actor=CONSOLE)
    shown = text(world.client(name).get("/"))
    assert ("Lê Dự Bị" in shown) is sees
    if sees:
        assert "hết dự bị ngày 20/02/2026" in shown


def test_probation_that_ends_later_than_in_thirty_days_does_not_wait_yet(world: World) -> None:
    for name, day in (("Lê Sau Này", date(2025, 4, 3)), ("Lê Sắp Tới", date(2025, 4, 2))):
        register_person(PersonFacts(name), [NewAct("admitted", day, world.places["branch"])], actor=CONSOLE)
    shown = text(world.client("chi").get("/"))
    assert "Lê Sắp Tới" in shown and "Lê Sau Này" not in shown


def test_a_member_hears_what_others_recorded_about_them(world: World) -> None:
    record_act(
        world.people["binh"], NewAct("exempt", date(2026, 2, 1), world.places["branch"]), actor=world.actor("nam")
    )
    said = "Trần Văn Bình được miễn sinh hoạt"
    assert said in text(world.client("binh").get("/")) and said not in text(world.client("em").get("/"))


def test_a_holder_of_a_post_who_belongs_elsewhere_has_no_name_on_the_organisations_page(world: World) -> None:
    branch, sibling = world.places["branch"], world.people["sibling"]
    for person, post in ((world.people["branch"], "bí thư"), (sibling, "phó bí thư")):
        take_post(Seat(person, branch, post, date(2026, 2, 2)), actor=CONSOLE)
    url = reverse("organisations:one", args=[branch])
    told = {name: [PHUC in text(world.client(name).get(url)), REGISTERED["sibling"] in text(world.client(name).get(url))]
            for name in ("nam", "chi", "giang", "binh")}  # fmt: skip
    assert told == {"nam": [True, True], "chi": [True, False], "giang": [False, False], "binh": [False, False]}
