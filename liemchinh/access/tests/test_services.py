import pytest

from liemchinh.access import services
from liemchinh.access.models import Account, Device, Recovery, SignedIn
from liemchinh.access.tests.people import CONSOLE, PASSWORD, acting, codes, hold, person, signed_in
from liemchinh.journal.models import Entry
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("kind", flat=True))


def test_the_administrator_makes_an_account_that_nobody_can_sign_in_with_yet() -> None:
    actor = acting(person("quan", "administrator", home=1))
    account, half = services.create_account(
        actor=actor, username=" An.Nguyen ", display_name=" Nguyễn  Văn An ", organisation_id=2
    )
    account.refresh_from_db()
    assert (account.username, account.display_name, account.organisation_id) == ("an.nguyen", "Nguyễn Văn An", 2)
    assert not account.has_usable_password() and not account.grants.exists()
    assert len(half) == 9 and Recovery.objects.get(account=account).second_hash == ""
    assert kinds() == ["access.account_created"] and account.recorded_by == 1


def test_the_console_makes_an_account_with_a_one_time_password() -> None:
    account, password = services.create_account(actor=CONSOLE, username="quan", display_name="Quân")
    assert account.check_password(password) and account.must_change_password and not Recovery.objects.exists()


def test_the_console_may_set_a_first_password_of_its_own() -> None:
    account, password = services.create_account(actor=CONSOLE, username="an", display_name="An", password=PASSWORD)
    assert account.check_password(PASSWORD) and not account.must_change_password and password == PASSWORD


def test_everything_wrong_with_a_new_account_is_said_at_once() -> None:
    person("an")
    with pytest.raises(Refused) as refused:
        services.create_account(
            actor=acting(person("lan")), username="an", display_name=" ", organisation_id=77, password="ngắn"
        )
    assert codes(refused.value) == [
        "access.no_role", "access.username_taken", "access.display_name", "access.unknown_place",
        "access.password_too_short", "access.console_only",
    ]  # fmt: skip
    assert Account.objects.count() == 2 and not kinds()


@pytest.mark.parametrize("username", ["", "a", "Nguyễn Văn An", "a" * 41, ".an", "an nguyen"])
def test_a_malformed_username_is_refused(username: str) -> None:
    with pytest.raises(Refused) as refused:
        services.create_account(actor=CONSOLE, username=username, display_name="An")
    assert "access.username" in codes(refused.value)


def test_an_account_is_placed_elsewhere_by_the_administrator_alone() -> None:
    account, officer = person("em", home=3), person("an", "organisation_officer", 1)
    services.place_account(account, organisation_id=9, actor=acting(person("quan", "administrator")))
    account.refresh_from_db()
    assert account.organisation_id == 9 and kinds() == ["access.account_placed"]
    with pytest.raises(Refused):
        services.place_account(account, organisation_id=1, actor=acting(officer))


def test_an_officer_over_the_person_links_them_to_their_account() -> None:
    account, officer = person("em", home=3), person("an", "organisation_officer", 1)
    services.link_person(account, person_id=7, actor=acting(officer))
    account.refresh_from_db()
    entry = Entry.objects.get()
    assert account.person_id == 7 and (entry.kind, entry.member_id, entry.organisation_id) == (
        "access.account_linked",
        7,
        3,
    )


def test_nobody_links_their_own_account_and_the_administrator_links_none() -> None:
    officer, quan = person("an", "organisation_officer", 1), person("quan", "administrator")
    with pytest.raises(Refused) as refused:
        services.link_person(officer, person_id=7, actor=acting(officer))
    assert codes(refused.value) == ["access.self"]
    with pytest.raises(Refused) as refused:
        services.link_person(person("em", home=3), person_id=7, actor=acting(quan))
    assert codes(refused.value) == ["access.no_role"]


def test_a_person_of_another_tree_is_not_linked() -> None:
    with pytest.raises(Refused) as refused:
        services.link_person(person("em", home=3), person_id=8, actor=acting(person("an", "organisation_officer", 1)))
    assert codes(refused.value) == ["access.out_of_scope"]


def test_linking_does_not_bring_administration_and_content_together_in_one_person() -> None:
    person("quan", "administrator", person_id=7)
    account = person("em", "branch_secretary", 3)
    with pytest.raises(Refused) as refused:
        services.link_person(account, person_id=7, actor=acting(person("an", "organisation_officer", 1)))
    assert codes(refused.value) == ["access.exclusion"]


def test_closing_an_account_ends_its_sessions_and_reopening_leaves_its_roles() -> None:
    quan, account = acting(person("quan", "administrator")), person("an", "leader", 1)
    signed_in(account)
    services.close_account(account, actor=quan)
    account.refresh_from_db()
    assert not account.is_active and not SignedIn.objects.filter(account=account).exists()
    services.reopen_account(account, actor=quan)
    account.refresh_from_db()
    assert account.is_active and account.grants.count() == 1
    assert kinds() == ["access.account_closed", "access.account_reopened"]


def test_nobody_closes_their_own_account_or_a_closed_one() -> None:
    quan, other = person("quan", "administrator", person_id=7), person("quan2", person_id=7)
    for account in (quan, other):
        with pytest.raises(Refused) as refused:
            services.close_account(account, actor=acting(quan))
        assert codes(refused.value) == ["access.self"]
    closed = person("an")
    services.close_account(closed, actor=acting(quan))
    with pytest.raises(Refused) as refused:
        services.close_account(closed, actor=acting(quan))
    assert codes(refused.value) == ["access.already"]


def test_a_new_password_ends_every_session_and_forgets_every_device() -> None:
    account = person("an", "leader", 1)
    signed_in(account)
    services.change_password(account, new="một mật khẩu khác hẳn", actor=acting(account))
    account.refresh_from_db()
    assert (
        account.check_password("một mật khẩu khác hẳn")
        and not SignedIn.objects.exists()
        and not Device.objects.exists()
    )
    assert kinds() == ["access.password_changed"]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("quá ngắn", "access.password_too_short"),
        ("passwordpassword", ""),
        ("qwerty123456", "access.password_too_common"),
        ("ng" * 150, "access.password_too_long"),
        ("an.nguyen là tôi", "access.password_is_name"),
        (PASSWORD, "access.same_password"),
    ],
)
def test_weak_passwords_are_refused(new: str, code: str) -> None:
    account = person("an.nguyen")
    if not code:
        services.change_password(account, new=new, actor=acting(account))
        return
    with pytest.raises(Refused) as refused:
        services.change_password(account, new=new, actor=acting(account))
    assert codes(refused.value) == [code]


def test_nobody_sets_another_persons_password() -> None:
    account, quan = person("an"), person("quan", "administrator")
    for actor in (acting(quan), CONSOLE):
        with pytest.raises(Refused) as refused:
            services.change_password(account, new="một mật khẩu khác hẳn", actor=actor)
        assert codes(refused.value) == ["access.not_own"]


def test_preferences_are_ones_own_and_of_what_is_offered() -> None:
    account, other = person("an"), person("em")
    services.set_preferences(account, language="en", text_size="larger", actor=acting(account))
    account.refresh_from_db()
    assert (account.language, account.text_size) == ("en", "larger")
    for wrong in ({"language": "fr", "text_size": "normal"}, {"language": "vi", "text_size": "huge"}):
        with pytest.raises(Refused):
            services.set_preferences(account, **wrong, actor=acting(account))
    with pytest.raises(Refused):
        services.set_preferences(other, language="vi", text_size="normal", actor=acting(account))


def test_a_future_content_role_excludes_administration_too() -> None:
    account = person("em")
    hold(account, "member", 3)
    from liemchinh.access.exclusion import exclusion_faults, roles_of

    assert exclusion_faults({*roles_of([account]), "administrator"}) == []
    hold(account, "leader", 3)
    assert [fault.code for fault in exclusion_faults({*roles_of([account]), "administrator"})] == ["access.exclusion"]
