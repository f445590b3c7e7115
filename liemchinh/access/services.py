"""What can be done with accounts. Roles are in granting.py, signing in in signing_in.py and its neighbours."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.access import scope
from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import exclusion_faults, roles_of, same_person
from liemchinh.access.models import Account
from liemchinh.access.passwords import password_faults, username_faults
from liemchinh.access.recovery import open_for_new_account
from liemchinh.access.sessions import end_every_session
from liemchinh.envelopes.codes import new_code
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.web.text import clean, fold
from regulations.answers import Refusal, Refused


@transaction.atomic
def create_account(
    *, actor: Actor, username: str, display_name: str, organisation_id: int | None = None, password: str | None = None,
    encoded: str = "",
) -> tuple[Account, str]:  # fmt: skip
    """A new account without any role. Gives it with what its holder needs to sign in for the first time.

    From the screen that is the first half of a printed code; an officer of the account's organisation hands over the second half in
    person (`recovery.confirm_recovery`), so the administrator alone can never sign in as somebody. At the console it is a one-time
    password, or the `password` given (`encoded`: the same, already hashed by a batch). Refuses, all at once: a name that is taken or
    malformed, no display name, no organisation, a weak password, an actor without the right.
    """
    username, display_name = username.strip().lower(), clean(display_name)
    faults = actor.refusals("accounts.manage") + username_faults(username)
    if Account.objects.filter(username=username).exists():
        faults.append(Refusal("access.username_taken", _("Tên đăng nhập “%s” đã có người dùng.") % username))
    if not 1 <= len(display_name) <= 120:
        faults.append(Refusal("access.display_name", _("Họ tên phải có, không quá 120 ký tự.")))
    faults += _place_faults(organisation_id, needed=not actor.console)
    if password is not None:
        faults += password_faults(password)
        if not actor.console:
            faults.append(Refusal("access.console_only", _("Chỉ dòng lệnh của máy chủ đặt được mật khẩu đầu tiên.")))
    if faults:
        raise Refused(faults)
    key = fold(f"{username} {display_name}")
    account = Account(username=username, display_name=display_name, search_key=key, organisation_id=organisation_id)
    first = password or new_code(4)
    account.must_change_password = password is None
    if encoded and password is not None:
        account.password = encoded
    else:
        account.set_password(first if actor.console else None)
    account.save()
    entry = NewEntry(
        "access.account_created", clock.today(), organisation=organisation_id, data={"account": account.pk}
    )
    account.recorded_by = record([entry], actor=actor)[0]
    account.save(update_fields=["recorded_by"])
    return account, first if actor.console else open_for_new_account(account, actor=actor)


def _place_faults(organisation_id: int | None, *, needed: bool) -> list[Refusal]:
    if organisation_id is None:
        if not needed:
            return []
        message = _("Chưa chọn tổ chức của tài khoản.")
        return [
            Refusal("access.no_place", message, remedy=_("Cán bộ của tổ chức ấy sẽ trao tài khoản và cấp vai trò."))
        ]
    tops = scope.tops()
    if tops and not scope.within(tops, organisation_id):
        return [Refusal("access.unknown_place", _("Không có tổ chức số %s.") % organisation_id)]
    return scope.ended(organisation_id, clock.today())


@transaction.atomic
def place_account(account: Account, *, organisation_id: int, actor: Actor) -> None:
    """The account belongs to another organisation now, whose officers find it there. Its roles stay as they are."""
    faults = actor.refusals("accounts.manage") + _place_faults(organisation_id, needed=True)
    if faults:
        raise Refused(faults)
    locked = Account.objects.select_for_update().get(pk=account.pk)
    record(
        [NewEntry("access.account_placed", clock.today(), organisation=organisation_id, data={"account": locked.pk})],
        actor=actor,
    )
    locked.organisation_id = organisation_id
    locked.save(update_fields=["organisation_id"])


@transaction.atomic
def link_person(account: Account, *, person_id: int, actor: Actor) -> None:
    """The account's holder is this person of the register, and sees their own record.

    Done by an officer over both the account and the person, never by the administrator: the link opens a record. Refuses one's own
    account, what is out of scope, and a person who then would both administer and hold content.
    """
    faults = actor.refusals("roles.grant", scope.place_of(person_id))
    faults = faults or actor.refusals("roles.grant", account.organisation_id)
    if account.pk == actor.account_id:
        faults.append(
            Refusal("access.self", _("Không ai tự gắn hồ sơ cho tài khoản của mình."), remedy=_("Nhờ một cán bộ khác."))
        )
    theirs = Q(pk=account.pk) | Q(person_id=person_id)
    together = list(Account.objects.select_for_update().filter(theirs).order_by("pk"))
    faults += exclusion_faults(roles_of(together))
    if faults:
        raise Refused(faults)
    locked = next(each for each in together if each.pk == account.pk)
    data = {"account": locked.pk}
    record(
        [NewEntry("access.account_linked", clock.today(), scope.place_of(person_id), person_id, data=data)], actor=actor
    )
    locked.person_id = person_id
    locked.save(update_fields=["person_id"])


@transaction.atomic
def close_account(account: Account, *, actor: Actor) -> None:
    """Nobody signs in with it any more; its sessions end. Its roles stay on record and count for nothing. Not one's own."""
    faults = actor.refusals("accounts.manage")
    if same_person(actor, account):
        faults.append(Refusal("access.self", _("Không ai tự khóa tài khoản của mình.")))
    if faults:
        raise Refused(faults)
    _set_active(account, False, "access.account_closed", actor)
    end_every_session(account)


@transaction.atomic
def reopen_account(account: Account, *, actor: Actor) -> None:
    """A closed account may sign in again, with the password it had."""
    actor.require("accounts.manage")
    _set_active(account, True, "access.account_reopened", actor)


def _set_active(account: Account, active: bool, kind: str, actor: Actor) -> None:
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.is_active == active:
        raise Refused([Refusal("access.already", _("Tài khoản đang ở trạng thái này rồi."))])
    record(
        [NewEntry(kind, clock.today(), organisation=locked.organisation_id, data={"account": locked.pk})], actor=actor
    )
    locked.is_active = active
    locked.save(update_fields=["is_active"])


@transaction.atomic
def change_password(account: Account, *, new: str, actor: Actor) -> None:
    """One's own new password. Every session and remembered device ends; the view opens the present one again.

    Refuses another person's account and a weak password. The old password was asked for by the step before (`proof.py`).
    """
    faults = password_faults(new, account)
    if actor.account_id != account.pk:
        faults.append(Refusal("access.not_own", _("Chỉ chủ tài khoản đổi mật khẩu của mình.")))
    if account.check_password(new):
        faults.append(Refusal("access.same_password", _("Mật khẩu mới giống mật khẩu đang dùng.")))
    if faults:
        raise Refused(faults)
    locked = Account.objects.select_for_update().get(pk=account.pk)
    record([NewEntry("access.password_changed", clock.today())], actor=actor)
    locked.set_password(new)
    locked.must_change_password = False
    locked.save(update_fields=["password", "must_change_password"])
    end_every_session(locked)


def set_preferences(account: Account, *, language: str, text_size: str, actor: Actor) -> None:
    """One's own language and size of text. Not in the book: it is about nobody else. Refuses what is not offered."""
    faults = []
    if actor.account_id != account.pk:
        faults.append(Refusal("access.not_own", _("Chỉ chủ tài khoản chọn ngôn ngữ và cỡ chữ của mình.")))
    if language not in dict(Account.LANGUAGES) or text_size not in dict(Account.TEXT_SIZES):
        faults.append(Refusal("access.preferences", _("Lựa chọn này không có.")))
    if faults:
        raise Refused(faults)
    Account.objects.filter(pk=account.pk).update(language=language, text_size=text_size)
