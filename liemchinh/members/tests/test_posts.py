"""Posts and terms: who holds what on a day, what is refused, and that work goes with the post while drafts stay with the account."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.access.granting import Offer, grant_role, revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.access.services import link_person
from liemchinh.imports.drafting import begin_draft
from liemchinh.imports.models import Run
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount_of_posts
from liemchinh.members.facts import PersonFacts
from liemchinh.members.holders import holders_visible_to
from liemchinh.members.models import Post, Term
from liemchinh.members.posting import Seat, cancel_post, correct_post, end_post, take_post
from liemchinh.members.queries import posts_of
from liemchinh.members.role_offers import role_offers
from liemchinh.members.services import NewAct, register_person
from liemchinh.members.terms import TermFacts, cancel_term, correct_term, record_term
from liemchinh.members.views.posting import kept_when_away
from liemchinh.organisations.models import Draft
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.organisations.undoing import undo
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused
from tests.world import CONSOLE, REGISTERED, World

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)
PHUC = REGISTERED["branch"]


def codes(refused: "pytest.ExceptionInfo[Refused]") -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def held(world: World, on: date) -> list[tuple[str, str]]:
    return [(one.post, one.name) for one in holders_visible_to(world.actor("nam"), world.places["branch"], on)]


def seat(world: World, post: str = "secretary", starts: date = DAY, **more: Any) -> Seat:
    return Seat(world.people["branch"], world.places["branch"], post, starts, **more)


def test_a_post_written_in_the_words_of_a_file_is_the_charters_and_one_it_does_not_know_stays_as_written(
    world: World,
) -> None:
    nam = world.actor("nam")
    for written in ("Bí thư chi bộ", "UVBCH", "tổ trưởng tổ đảng"):
        take_post(seat(world, written), actor=nam)
    assert list(posts_of(world.people["branch"]).order_by("pk").values_list("post", flat=True)) == [
        "secretary", "committee_member", "tổ trưởng tổ đảng",
    ]  # fmt: skip
    assert [post for post, _name in held(world, DAY)] == ["Bí thư", "Cấp ủy viên", "tổ trưởng tổ đảng"]
    with pytest.raises(Refused) as refused:
        take_post(seat(world, "bí thư"), actor=nam)
    assert codes(refused) == {"holds-it"}


def test_who_holds_a_post_is_told_for_every_day(world: World) -> None:
    nam = world.actor("nam")
    take_post(seat(world, starts=date(2020, 6, 1)), actor=nam)
    end_post(Post.objects.get(cancelled_by=None).pk, date(2025, 6, 1), actor=nam)
    take_post(Seat(world.people["binh"], world.places["branch"], "secretary", date(2025, 6, 1)), actor=nam)
    days = (date(2020, 5, 31), date(2020, 6, 1), date(2025, 5, 31), date(2025, 6, 1))
    assert [held(world, day) for day in days] == [
        [], [("Bí thư", PHUC)], [("Bí thư", PHUC)], [("Bí thư", "Trần Văn Bình")],
    ]  # fmt: skip


def test_a_post_recorded_wrongly_is_written_anew_or_goes_and_the_book_keeps_it(world: World) -> None:
    nam = world.actor("nam")
    taken = take_post(seat(world), actor=nam)
    corrected = correct_post(
        Post.objects.get(cancelled_by=None).pk, seat(world, "deputy_secretary", date(2026, 3, 1)), reason="paper", actor=nam
    )  # fmt: skip
    assert held(world, DAY) == [] and held(world, date(2026, 3, 1)) == [("Phó bí thư", PHUC)]
    cancelled = cancel_post(Post.objects.get(cancelled_by=None).pk, reason="wrong_person", actor=nam)
    assert held(world, date(2026, 3, 1)) == []
    told = Entry.objects.filter(sequence__gte=taken).order_by("sequence").values_list("kind", "cancels_id")
    assert list(told) == [
        ("members.post_taken", None),
        ("members.post_corrected", taken),
        ("members.post_cancelled", corrected),
    ]
    with pytest.raises(Refused) as refused:
        cancel_post(Post.objects.get(recorded_by=taken).pk, reason="twice", actor=nam)
    assert codes(refused) == {"gone"} and cancelled == Entry.objects.latest("sequence").sequence


def test_a_correction_changes_neither_person_nor_place(world: World) -> None:
    take_post(seat(world), actor=world.actor("nam"))
    post = Post.objects.get(cancelled_by=None)
    with pytest.raises(Refused) as refused:
        other = Seat(world.people["binh"], world.places["branch"], "secretary", DAY)
        correct_post(post.pk, other, reason="typing", actor=world.actor("nam"))
    assert codes(refused) == {"other-seat"}


def test_a_term_that_begins_ends_the_one_before_and_a_post_belongs_to_one_that_holds_its_first_day(
    world: World,
) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    record_term(branch, TermFacts(17, date(2020, 6, 1)), actor=nam)
    record_term(branch, TermFacts(18, date(2025, 6, 1)), actor=nam)
    told = Term.objects.filter(organisation_id=branch, cancelled_by=None).order_by("number")
    assert list(told.values_list("number", "starts_on", "ends_on")) == [
        (17, date(2020, 6, 1), date(2025, 6, 1)), (18, date(2025, 6, 1), None),
    ]  # fmt: skip
    take_post(seat(world, term=18), actor=nam)
    assert [post.term for post in posts_of(world.people["branch"])] == [18]
    for wrong, code in (
        (seat(world, "committee_member", term=17), "outside-term"),
        (seat(world, "committee_member", term=9), "no-term"),
    ):
        with pytest.raises(Refused) as refused:
            take_post(wrong, actor=nam)
        assert codes(refused) == {code}


def test_a_term_is_refused_with_every_reason_and_one_that_has_posts_does_not_go(world: World) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    record_term(branch, TermFacts(18, date(2025, 6, 1)), actor=nam)
    term = Term.objects.get(organisation_id=branch, cancelled_by=None)
    with pytest.raises(Refused) as refused:
        record_term(branch, TermFacts(18, date(2025, 6, 1), date(2025, 6, 1)), actor=nam)
    assert codes(refused) == {"ends-before", "number-taken"}
    with pytest.raises(Refused) as refused:
        record_term(branch, TermFacts(18, date(2026, 1, 1)), actor=nam)
    assert codes(refused) == {"number-taken"}
    with pytest.raises(Refused) as refused:
        record_term(branch, TermFacts(17, date(2024, 1, 1)), actor=nam)
    assert codes(refused) == {"days-taken"}
    take_post(seat(world, term=18), actor=nam)
    for act in (lambda: cancel_term(term.pk, reason="twice", actor=nam),
                lambda: correct_term(term.pk, TermFacts(19, date(2025, 6, 1)), reason="typing", actor=nam),
                lambda: correct_term(term.pk, TermFacts(18, date(2026, 6, 1)), reason="typing", actor=nam)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"has-posts"}
    correct_term(term.pk, TermFacts(18, date(2025, 5, 1)), reason="paper", actor=nam)
    cancel_post(Post.objects.get(cancelled_by=None).pk, reason="twice", actor=nam)
    cancel_term(Term.objects.get(cancelled_by=None).pk, reason="wrong_place", actor=nam)
    assert not Term.objects.filter(cancelled_by=None).exists()
    told = Entry.objects.filter(kind__startswith="members.term_").order_by("sequence").values_list("kind", flat=True)
    assert list(told) == ["members.term_recorded", "members.term_corrected", "members.term_cancelled"]


def test_a_seat_stays_while_its_holder_is_away_for_a_time_and_where_the_rule_is_not_verified_that_is_said() -> None:
    known, unknown = kept_when_away(date(2026, 7, 25)), kept_when_away(date(2026, 7, 26))
    assert "giữ chức vụ tại nơi sinh hoạt chính thức" in known and "điểm 6.3.2 c" in known
    assert "chưa rõ có giữ chức vụ cấp ủy hay không" in unknown and "Quy định 208-QĐ/TW" in unknown


def _waits(world: World, name: str) -> list[str]:
    return [item.title for item in waiting_for(world.actor(name), clock.today()) if not item.kind.endswith(".draft")]


def test_a_post_that_changes_hands_passes_its_work_not_its_drafts(world: World) -> None:
    an, lan = world.actor("an"), world.accounts["lan"]
    register_person(
        PersonFacts("Danh Sóc Kha"), [NewAct("admitted", date(2025, 3, 10), world.places["branch"])], actor=an
    )
    nam = world.actor("nam")
    told = {"made_at": clock.now(), "text": "07-QĐ", "on": clock.today()}
    draft = Draft.objects.create(account_id=world.accounts["nam"].pk, **told)
    upload = begin_draft("Họ và tên,Ngày vào Đảng\nNgô Văn Mới,2016\n".encode(), "ds.csv", actor=nam)
    # A role of cases asks for a card of codes: that goes with the account, not with the post.
    revoke_role(
        RoleGrant.objects.get(account=world.accounts["chi"], role="branch_inspector", cancelled_by=None), actor=an
    )
    before = {name: _waits(world, name) for name in ("nam", "chi", "lan")}
    assert before["nam"] and before["chi"] and before["lan"] == []
    for name, role, place in (("chi", "branch_secretary", "branch"), ("nam", "organisation_officer", "commune")):
        revoke_role(RoleGrant.objects.get(account=world.accounts[name], role=role, cancelled_by=None), actor=an)
        assert _waits(world, name) == []
        passed = grant_role(Offer(lan, role, world.places[place], clock.today()), actor=an)
        assert _waits(world, "lan") == before[name]
        if name == "chi":
            revoke_role(passed, actor=an)
    client = world.client("lan")
    pages = [reverse("organisations:preview", args=[draft.pk]), reverse("imports:tables", args=[upload.pk])]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert Draft.objects.get().account_id == world.accounts["nam"].pk and Run.objects.get(pk=upload.pk).pk == upload.pk
    assert not any(item.kind.endswith(".draft") for item in waiting_for(world.actor("lan"), clock.today()))


def test_the_officer_is_led_to_the_role_that_goes_with_a_post_and_nothing_happens_by_itself(world: World) -> None:
    an, person, branch = world.actor("an"), world.people["branch"], world.places["branch"]
    take_post(seat(world), actor=an)
    assert _offers(an, person) == [("Chưa thấy tài khoản", "")]
    link_person(world.accounts["at-branch"], person_id=person, actor=an)
    before = RoleGrant.objects.count()
    (offer,) = role_offers(an, person, clock.today())
    assert offer.title == "Cấp vai trò Bí thư chi bộ" and RoleGrant.objects.count() == before
    page = world.client("an").get(offer.url).content.decode()
    assert re.search(r'<input[^>]*value="branch_secretary"[^>]*checked', page) and 'value="Chi bộ ấp Gò Cát"' in page
    granted = grant_role(Offer(world.accounts["at-branch"], "branch_secretary", branch, clock.today()), actor=an)
    assert role_offers(an, person, clock.today()) == []
    end_post(Post.objects.get(cancelled_by=None).pk, clock.today(), actor=an)
    (offer,) = role_offers(an, person, clock.today())
    assert (offer.title, offer.url) == ("Thu vai trò Bí thư chi bộ", reverse("access:revoke", args=[granted.pk]))
    assert (
        role_offers(world.actor("chi"), person, clock.today())
        == role_offers(world.actor("dung"), person, clock.today())
        == []
    )


def _offers(actor: Actor, person: int) -> list[tuple[str, str]]:
    return [(offer.title, offer.url) for offer in role_offers(actor, person, clock.today())]


def test_where_the_account_is_kept_above_only_whoever_keeps_it_is_led_to_it(world: World) -> None:
    person = world.people["branch"]
    take_post(seat(world), actor=world.actor("nam"))
    link_person(world.accounts["at-province"], person_id=person, actor=world.actor("an"))
    (told,) = role_offers(world.actor("nam"), person, clock.today())
    assert (told.title, told.url) == ("Chưa thấy tài khoản", "") and "trong phạm vi được quản lý" in told.why
    assert [title for title, _url in _offers(world.actor("an"), person)] == ["Cấp vai trò Bí thư chi bộ"]


def test_an_officer_takes_ends_and_corrects_a_post_by_forms(world: World) -> None:
    client, branch, person = world.client("nam"), world.places["branch"], world.people["branch"]
    page = reverse("members:one", args=[world.uids["branch"]])
    posted = client.post(
        reverse("members:take-post", args=[branch]), {"person": person, "post": "secretary", "starts_on": "02/02/2026"}
    )
    assert (posted.status_code, posted["Location"]) == (302, page)
    number = Post.objects.get(cancelled_by=None).pk
    refused = client.post(
        reverse("members:take-post", args=[branch]), {"person": person, "post": "secretary", "starts_on": "01/03/2026"}
    )
    assert refused.status_code == 422 and "đang giữ chức vụ đó" in refused.content.decode()
    outside = {"person": world.people["other_branch"], "post": "secretary", "starts_on": "02/02/2026"}
    assert client.post(reverse("members:take-post", args=[branch]), outside).status_code == 422
    client.post(reverse("members:correct-post", args=[number]),
                {"post": "deputy_secretary", "starts_on": "03/02/2026", "reason": "typing"})  # fmt: skip
    number = Post.objects.get(cancelled_by=None).pk
    client.post(reverse("members:end-post", args=[number]), {"last_on": "28/02/2026"})
    assert list(posts_of(person).values_list("post", "starts_on", "ends_on")) == [
        ("deputy_secretary", date(2026, 2, 3), date(2026, 3, 1))
    ]
    listed = client.get(f"{reverse('members:posts')}?at={branch}&on=28/02/2026").content.decode()
    assert PHUC in listed and "28/02/2026" in listed
    assert PHUC not in client.get(f"{reverse('members:posts')}?at={branch}&on=01/03/2026").content.decode()


def test_a_term_ended_by_the_next_is_corrected_and_so_is_the_next(world: World) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    record_term(branch, TermFacts(17, date(2020, 6, 1)), actor=nam)
    record_term(branch, TermFacts(18, date(2025, 6, 1)), actor=nam)
    before, after = Term.objects.filter(cancelled_by=None).order_by("number")
    correct_term(before.pk, TermFacts(17, date(2020, 7, 1), date(2025, 6, 1)), reason="paper", actor=nam)
    correct_term(after.pk, TermFacts(18, date(2025, 6, 2)), reason="paper", actor=nam)
    told = Term.objects.filter(cancelled_by=None).order_by("number").values_list("number", "starts_on", "ends_on")
    assert list(told) == [(17, date(2020, 7, 1), date(2025, 6, 1)), (18, date(2025, 6, 2), None)]
    assert list(recount_of_posts.differences()) == []


def merged(world: World, on: date) -> int:
    """Gò Cát goes into Rạch Dừa; gives the decision's entry."""
    source, target = world.places["branch"], world.places["sibling"]
    stays = facts_of(standing(on).get(organisation_id=target))
    steps = [Step(f"#{source}", f"#{target}", "merge", ""), Step(f"#{target}", f"#{target}", "merge", "")]
    decision = Decision("09-QĐ", on, [After(f"#{target}", f"#{stays.parent}", stays)], steps)
    return apply(decision, actor=CONSOLE)[0]


def test_a_seat_that_a_reorganisation_ended_is_corrected_and_another_is_taken_back_with_it(world: World) -> None:
    nam = world.actor("nam")
    taken = take_post(seat(world), actor=nam)
    decision = merged(world, date(2026, 3, 1))
    assert Post.objects.get(cancelled_by=None).ends_on == date(2026, 3, 1)
    assert list(recount_of_posts.differences()) == []
    undo(decision, actor=CONSOLE)
    assert Post.objects.get(cancelled_by=None).ends_on is None and list(recount_of_posts.differences()) == []
    merged(world, date(2026, 3, 1))
    post = Post.objects.get(cancelled_by=None)
    corrected = correct_post(
        post.pk, seat(world, "deputy_secretary", ends_on=post.ends_on), reason="paper", actor=CONSOLE
    )
    assert Entry.objects.get(sequence=corrected).cancels_id == taken
    assert list(recount_of_posts.differences()) == []


def test_a_post_or_a_term_that_the_book_does_not_tell_is_found(world: World) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    record_term(branch, TermFacts(18, date(2025, 6, 1)), actor=nam)
    take_post(seat(world, starts=date(2025, 6, 1), term=18), actor=nam)
    end_post(Post.objects.get(cancelled_by=None).pk, DAY, actor=nam)
    assert list(recount_of_posts.differences()) == []
    Post.objects.filter(cancelled_by=None).update(post="deputy_secretary")
    Term.objects.update(number=19)
    assert list(recount_of_posts.differences()) == [
        f"Tổ chức số {branch}: các chức vụ đang lưu khác với sổ.",
        f"Tổ chức số {branch}: các nhiệm kỳ đang lưu khác với sổ.",
    ]
