"""Signing in given back, or given for the first time, in person and by two: each prints half of a code, neither can use it alone."""

from datetime import timedelta

from django.contrib.auth import hashers
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access import scope, throttling
from liemchinh.access.actor import Actor, actor_for, in_person
from liemchinh.access.exclusion import same_person
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account, Recovery
from liemchinh.access.passwords import password_faults
from liemchinh.access.second_factors import remove_every_factor
from liemchinh.access.sessions import end_every_session
from liemchinh.access.signing_in import nobodys_hash
from liemchinh.envelopes.codes import new_code, read_code
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

GROUPS = 2
VALID = timedelta(hours=24)
VALID_NEW = timedelta(days=30)


def places_of(account: Account) -> set[int | None]:
    """Where the account belongs and where it holds roles today; None stands for the installation, or for nowhere."""
    return {account.organisation_id, *(grant.organisation_id for grant in live_grants([account.pk]))}


def is_officer_over(actor: Actor, account: Account) -> bool:
    """Does the actor's own scope hold all of the account's places? The installation's are held from the top of a tree."""
    roots = frozenset(
        grant.organisation_id
        for grant in actor.grants
        if "accounts.recover" in grant.verbs and grant.organisation_id is not None
    )
    return bool(roots) and actor.may("accounts.recover") and all(_holds(roots, place) for place in places_of(account))


def _holds(roots: frozenset[int], place: int | None) -> bool:
    if place is None:
        return any(scope.within(roots, top) for top in scope.tops() or roots)
    return scope.within(roots, place)


def recovery_faults(account: Account, *, actor: Actor) -> list[Refusal]:
    """Every reason why this actor may not vouch in person for the holder of this account."""
    return _faults(account, actor, is_officer=is_officer_over(actor, account))


def _faults(account: Account, actor: Actor, *, is_officer: bool) -> list[Refusal]:
    faults = [] if is_officer else actor.refusals("accounts.recover", None)
    if same_person(actor, account):
        faults.append(
            Refusal(
                "access.self", _("Không ai tự khôi phục đăng nhập cho mình."), remedy=_("Nhờ hai cán bộ gặp trực tiếp.")
            )
        )
    if not account.is_active:
        faults.append(
            Refusal("access.closed", _("Tài khoản đang khóa."), remedy=_("Quản trị hệ thống mở lại tài khoản trước."))
        )
    return faults


def open_for_new_account(account: Account, *, actor: Actor) -> str:
    """The administrator's half for an account just made, for thirty days. Called inside the transaction that makes it."""
    return _open(account, actor, VALID_NEW)


def _open(account: Account, actor: Actor, valid: timedelta) -> str:
    half = new_code(GROUPS)
    Recovery.objects.filter(account=account).delete()
    Recovery.objects.create(
        account=account,
        started_by_id=in_person(actor),
        first_hash=hashers.make_password(read_code(half)),
        ends_at=clock.now() + valid,
    )
    return half


@transaction.atomic
def start_recovery(account: Account, *, actor: Actor) -> str:
    """The first person has seen the holder: gives the first half, to be printed once. An earlier, unused one counts no more."""
    faults = recovery_faults(account, actor=actor)
    if faults:
        raise Refused(faults)
    Account.objects.select_for_update().get(pk=account.pk)
    entry = NewEntry(
        "access.recovery_started", clock.today(), organisation=account.organisation_id, data={"account": account.pk}
    )
    record([entry], actor=actor)
    return _open(account, actor, VALID)


def open_recovery(account: Account) -> Recovery | None:
    """The recovery that is under way and has not run out."""
    return Recovery.objects.select_related("started_by").filter(account=account, ends_at__gt=clock.now()).first()


def confirmation_faults(recovery: Recovery, *, actor: Actor) -> list[Refusal]:
    """Every reason why this actor cannot be the second person."""
    is_officer = is_officer_over(actor, recovery.account)
    faults = _faults(recovery.account, actor, is_officer=is_officer)
    if same_person(actor, recovery.started_by):
        faults.append(Refusal("access.second_person", _("Người thứ hai phải là người khác với người bắt đầu.")))
    if not is_officer and not is_officer_over(actor_for(recovery.started_by, second_factor=True), recovery.account):
        message = _("Trong hai người phải có một cán bộ của tổ chức người ấy; quản trị hệ thống không đủ.")
        faults.append(Refusal("access.no_officer", message))
    if recovery.confirmed_by_id is not None:
        faults.append(Refusal("access.decided", _("Người thứ hai đã xác nhận rồi.")))
    return faults


@transaction.atomic
def confirm_recovery(recovery: Recovery, *, actor: Actor) -> str:
    """The second person has seen the holder too: gives the second half. Refuses the first person, the holder, two administrators."""
    locked = _locked(recovery)
    faults = confirmation_faults(locked, actor=actor)
    if faults:
        raise Refused(faults)
    data = {"account": locked.account_id}
    record(
        [NewEntry("access.recovery_confirmed", clock.today(), organisation=locked.account.organisation_id, data=data)],
        actor=actor,
    )
    half = new_code(GROUPS)
    locked.confirmed_by_id, locked.second_hash = in_person(actor), hashers.make_password(read_code(half))
    locked.ends_at = clock.now() + VALID
    locked.save()
    return half


@transaction.atomic
def stop_recovery(recovery: Recovery, *, actor: Actor) -> None:
    """The halves count no more. Anyone who could have been one of the two, or the holder, may stop it."""
    locked = _locked(recovery)
    if actor.account_id != locked.account_id:
        faults = recovery_faults(locked.account, actor=actor)
        if faults:
            raise Refused(faults)
    data = {"account": locked.account_id}
    record(
        [NewEntry("access.recovery_stopped", clock.today(), organisation=locked.account.organisation_id, data=data)],
        actor=actor,
    )
    locked.delete()


def _locked(recovery: Recovery) -> Recovery:
    locked = Recovery.objects.select_for_update().filter(pk=recovery.pk, ends_at__gt=clock.now()).first()
    if locked is None:
        raise Refused(
            [Refusal("access.run_out", _("Việc trao mã này đã dừng hoặc hết hạn."), remedy=_("Bắt đầu lại."))]
        )
    return locked


def recover(username: str, first: str, second: str, new_password: str, *, address: str) -> Account:
    """The holder types both halves and a new password. Sessions, devices and second factors are gone; sealed keys are not restored.

    The same refusal, after the same work, for no such account, a wrong half, a half missing or run out. Raises TooMany.
    """
    name = username.strip().lower()[:100]
    throttling.take([("address", address), ("recovery", name)])
    account = Account.objects.filter(username=name, is_active=True).first()
    row = (
        Recovery.objects.filter(account=account, ends_at__gt=clock.now()).exclude(second_hash="").first()
        if account
        else None
    )
    nobodys = nobodys_hash()
    right = [hashers.check_password(read_code(first), row.first_hash if row else nobodys),
             hashers.check_password(read_code(second), row.second_hash if row else nobodys)]  # fmt: skip
    if account is None or row is None or not all(right):
        message = _("Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn.")
        raise Refused(
            [
                Refusal(
                    "access.recovery", message, remedy=_("Xem lại hai nửa mã trên giấy; quá 24 giờ thì nhờ trao lại.")
                )
            ]
        )
    faults = password_faults(new_password, account)
    if faults:
        raise Refused(faults)
    _recovered(account, row, new_password)
    throttling.forget(("recovery", name))
    return account


@transaction.atomic
def _recovered(account: Account, row: Recovery, new_password: str) -> None:
    locked = Account.objects.select_for_update().get(pk=account.pk)
    _locked(row)
    actor = actor_for(locked)
    record(
        [NewEntry("access.recovered", clock.today(), organisation=locked.organisation_id, data={"account": locked.pk})],
        actor=actor,
    )
    locked.set_password(new_password)
    locked.must_change_password = False
    locked.save(update_fields=["password", "must_change_password"])
    Recovery.objects.filter(account=locked).delete()
    remove_every_factor(locked)
    end_every_session(locked)
