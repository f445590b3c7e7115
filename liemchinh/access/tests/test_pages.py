"""Accounts and roles, and one's own account, through the pages."""

from datetime import timedelta

import pytest
from django.test import Client

from liemchinh.access.models import Account, RoleGrant, RoleProposal, SignedIn
from liemchinh.access.tests.people import PASSWORD, acting, hold, person, signed_in
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def later(client: Client) -> Client:
    """The same browser, eleven minutes later: what was shown does not hold any more."""
    SignedIn.objects.update(proved_at=clock.now() - timedelta(minutes=11))
    return client


def test_the_list_shows_an_officer_their_scope_and_the_administrator_everybody() -> None:
    person("em", home=3), person("xa", home=9), hold(person("giang", home=9), "leader", 2)
    officer, quan = signed_in(person("an", "organisation_officer", 2)), signed_in(person("quan", "administrator"))
    seen = text(officer, "/accounts/")
    assert [name in seen for name in (">Em<", ">Giang<", ">Xa<", ">Quan<")] == [True, True, False, False]
    assert "Chi bộ xóm Đông" in seen
    assert all(name in text(quan, "/accounts/") for name in (">Em<", ">Giang<", ">Xa<", ">An<"))


def test_the_list_is_searched_without_tones() -> None:
    client = signed_in(person("quan", "administrator"))
    Account.objects.create(username="duc", display_name="Đặng Đức", search_key="duc dang duc")
    assert "Đặng Đức" in text(client, "/accounts/?q=đặng") and "Đặng Đức" in text(client, "/accounts/?q=DANG")
    assert "Đặng Đức" not in text(client, "/accounts/?q=khong")


@pytest.mark.parametrize("role", ["member", "branch_secretary", "leader", "auditor", "inspection_officer", ""])
def test_who_keeps_no_accounts_finds_no_such_pages(role: str) -> None:
    account = person("em", role, None if role == "auditor" else 3)
    client = signed_in(account)
    for address in ("/accounts/", "/accounts/add/", f"/accounts/{account.pk}/", f"/accounts/{account.pk}/grant/"):
        assert client.get(address).status_code == 404, address


def test_an_account_out_of_scope_is_not_found() -> None:
    client = signed_in(person("an", "organisation_officer", 2))
    other = person("xa", home=9)
    grant = hold(person("yen", home=9), "leader", 9)
    for address in (
        f"/accounts/{other.pk}/",
        f"/accounts/{other.pk}/grant/",
        f"/accounts/{other.pk}/hand-over/",
        f"/roles/{grant.pk}/revoke/",
    ):
        assert client.get(address).status_code == 404, address


def test_the_administrator_makes_an_account_and_prints_half_a_code() -> None:
    client = signed_in(person("quan", "administrator"))
    form = {"username": "moi", "display_name": "Người Mới", "organisation": "Chi bộ xóm Đông"}
    page = client.post("/accounts/add/", form).content.decode()
    assert "Nửa mã thứ nhất" in page and Account.objects.get(username="moi").organisation_id == 3
    assert client.post("/accounts/add/", form).status_code == 422
    assert client.post("/accounts/add/", {**form, "username": "khac", "organisation": "không có"}).status_code == 422


def test_a_role_is_previewed_then_granted() -> None:
    client, em = signed_in(person("an", "organisation_officer", 1)), person("em", home=3)
    address = f"/accounts/{em.pk}/grant/"
    form = {"role": "leader", "organisation": "Đảng bộ huyện", "starts": f"{clock.today():%d/%m/%Y}", "last": ""}
    page = client.post(address, form).content.decode()
    assert "Đảng bộ huyện" in page and "và 1 tổ chức bên dưới" in page and "Xem số liệu" in page
    assert not RoleGrant.objects.filter(account=em).exists()
    assert client.post(address, {**form, "confirmed": "yes"})["Location"] == f"/accounts/{em.pk}/"
    assert RoleGrant.objects.get(account=em).organisation_id == 2


def test_the_last_day_typed_is_the_last_day_held() -> None:
    client, em, today = signed_in(person("an", "organisation_officer", 1)), person("em", home=3), clock.today()
    last = today + timedelta(days=3)
    form = {
        "role": "leader",
        "organisation": "2",
        "starts": f"{today:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
        "confirmed": "1",
    }
    client.post(f"/accounts/{em.pk}/grant/", form)
    assert RoleGrant.objects.get(account=em).valid_to == last + timedelta(days=1)
    assert f"đến hết {last:%d/%m/%Y}" in text(client, f"/accounts/{em.pk}/")


def test_a_preview_shows_every_reason_against_it() -> None:
    an = person("an", "organisation_officer", 1)
    client = signed_in(an)
    form = {"role": "administrator", "starts": "01/01/2020", "confirmed": "yes"}
    answer = client.post(f"/accounts/{an.pk}/grant/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Không ai tự cấp vai trò cho mình", "không bắt đầu trước hôm nay", "không vừa quản trị"):
        assert words in page


def test_a_case_role_goes_through_two_browsers() -> None:
    an, binh, khoa = (
        person("an", "organisation_officer", 1),
        person("binh", "organisation_officer", 1),
        person("khoa", home=3),
    )
    form = {
        "role": "inspection_officer",
        "organisation": "2",
        "starts": f"{clock.today():%d/%m/%Y}",
        "confirmed": "yes",
    }
    first, second = signed_in(an), signed_in(binh)
    first.post(f"/accounts/{khoa.pk}/grant/", form)
    address = f"/roles/proposals/{RoleProposal.objects.get().pk}/"
    assert "Người xác nhận phải là người khác" in text(first, address)
    assert first.post(address, {"answer": "yes"}).status_code == 422
    assert "Xác nhận vai trò Cán bộ kiểm tra" in text(second, "/")
    assert "Xác nhận, cấp vai trò" in text(second, address)
    assert second.post(address, {"answer": "yes"}).status_code == 302
    assert RoleGrant.objects.get(account=khoa).second_granter == binh


def test_a_role_is_revoked_from_the_page_and_given_up_from_ones_own() -> None:
    an, em = person("an", "organisation_officer", 1), person("em", home=3)
    grant, own = hold(em, "branch_secretary", 3), hold(em, "member", 3)
    client = signed_in(an)
    assert "Ghi vào" not in text(client, f"/roles/{grant.pk}/revoke/")
    assert client.post(f"/roles/{grant.pk}/revoke/")["Location"] == f"/accounts/{em.pk}/"
    assert signed_in(em).post(f"/roles/{own.pk}/revoke/")["Location"] == "/me/"
    assert not acting(em).grants


def test_the_administrator_sees_roles_and_cannot_revoke_them() -> None:
    client, grant = signed_in(person("quan", "administrator")), hold(person("em", home=3), "leader", 3)
    assert "Lãnh đạo cấp ủy" in text(client, f"/accounts/{grant.account_id}/")
    assert (
        client.get(f"/roles/{grant.pk}/revoke/").status_code
        == client.post(f"/roles/{grant.pk}/revoke/").status_code
        == 404
    )


def test_the_administrator_closes_reopens_and_places_and_an_officer_does_not() -> None:
    quan, an, em = (
        signed_in(person("quan", "administrator")),
        signed_in(person("an", "organisation_officer", 1)),
        person("em", home=3),
    )
    for act, form in (("close", {}), ("reopen", {}), ("place", {"organisation": "2"})):
        assert an.post(f"/accounts/{em.pk}/{act}/", form).status_code == 404
        assert quan.post(f"/accounts/{em.pk}/{act}/", form).status_code == 302, act
    em.refresh_from_db()
    assert em.is_active and em.organisation_id == 2
    assert quan.post(f"/accounts/{em.pk}/place/", {"organisation": ""}).status_code == 422


def test_an_officer_links_the_person_of_the_register() -> None:
    client, em = signed_in(person("an", "organisation_officer", 1)), person("em", home=3)
    assert client.post(f"/accounts/{em.pk}/person/", {"person": "8"}).status_code == 422
    assert client.post(f"/accounts/{em.pk}/person/", {"person": "7"}).status_code == 302
    em.refresh_from_db()
    assert em.person_id == 7
    assert "Hồ sơ của tôi" in text(signed_in(em), "/me/")


def test_sensitive_acts_ask_again_who_it_is_after_ten_minutes() -> None:
    an, em = person("an", "organisation_officer", 1), person("em", home=3)
    client = later(signed_in(an))
    address = f"/accounts/{em.pk}/grant/"
    assert client.get(address)["Location"] == f"/me/prove/?next=%2Faccounts%2F{em.pk}%2Fgrant%2F"
    assert client.post("/me/prove/", {"password": "sai", "next": address}).status_code == 422
    key = client.session.session_key
    assert client.post("/me/prove/", {"password": PASSWORD, "next": address})["Location"] == address
    assert client.session.session_key != key and client.get(address).status_code == 200


def test_what_is_looked_at_only_needs_no_new_proof() -> None:
    client = later(signed_in(person("an", "organisation_officer", 1)))
    for address in ("/me/", "/accounts/", "/me/second-factor/"):
        assert client.get(address).status_code == 200


def test_guessing_the_password_in_an_open_session_is_limited() -> None:
    client = later(signed_in(person("an")))
    for _ in range(10):
        client.post("/me/prove/", {"password": "sai"})
    assert client.post("/me/prove/", {"password": PASSWORD}).status_code == 429


def test_my_account_shows_only_mine_and_ends_only_my_sessions() -> None:
    an, em = person("an", "leader", 1), person("em", "member", 3)
    mine, other, theirs = signed_in(an), signed_in(an), signed_in(em)
    page = text(mine, "/me/")
    assert "Lãnh đạo cấp ủy" in page and page.count("phiên này") == 1
    number = SignedIn.objects.filter(account=an).order_by("pk")[1].pk
    assert theirs.post(f"/me/sessions/{number}/end/").status_code == 404
    assert mine.post(f"/me/sessions/{number}/end/").status_code == 302
    assert other.get("/me/").status_code == 302 and mine.get("/me/").status_code == 200


def test_preferences_are_kept_with_the_account_and_the_browsers_own_choice_goes() -> None:
    an = person("an")
    client = signed_in(an)
    client.cookies["language"] = "vi"
    answer = client.post("/me/preferences/", {"language": "en", "text_size": "larger"})
    assert answer.cookies["language"]["max-age"] == 0
    an.refresh_from_db()
    assert (an.language, an.text_size) == ("en", "larger")
    assert client.post("/me/preferences/", {"language": "fr"}).status_code == 422


def test_a_new_password_keeps_this_session_and_ends_the_others() -> None:
    an = person("an", "inspection_officer", 1)
    mine, other = signed_in(an), signed_in(an)
    new = {"password": "một mật khẩu khác hẳn", "again": "một mật khẩu khác hẳn"}
    assert mine.post("/me/password/", {**new, "again": "x"}).status_code == 422
    assert mine.post("/me/password/", {"password": "ngắn", "again": "ngắn"}).status_code == 422
    assert mine.post("/me/password/", new).status_code == 302
    assert mine.get("/me/").status_code == 200 and other.get("/me/").status_code == 302


def test_a_card_that_runs_out_waits_on_the_first_page() -> None:
    from liemchinh.access.second_factors import check_code, issue_card

    khoa = person("khoa", "inspection_officer", 1)
    codes = issue_card(khoa, actor=acting(khoa))
    client = signed_in(khoa)
    assert "Làm thẻ mã mới" not in text(client, "/")
    for code in codes[:10]:
        check_code(khoa, code)
    assert "Làm thẻ mã mới" in text(client, "/")
