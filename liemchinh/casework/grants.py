"""A case of a granted kind is opened to somebody: one who has it open states them, a second officer vouches; never for oneself."""

from django.db import transaction

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import lock_person, same_person
from liemchinh.access.models import Account
from liemchinh.casework.holders import faults_of_holder, holders_of, may_arrange
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Grant, Recusal
from liemchinh.casework.opening import HELD, NOT_OPEN, acting_in, faults_of_grant
from liemchinh.casework.working import working_holders
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

SELF = Refusal("self", "Không ai tự mở việc cho mình.", remedy="Nhờ một cán bộ khác đang mở việc này.")


@transaction.atomic
def state_grant(case: Case, account: Account, *, actor: Actor) -> int:
    """Somebody who has the case open states who else should; it opens once a second officer vouched. Gives the entry.

    A case that is open to nobody who works there any more (`working_holders`) is stated for by any officer with the right there. Refuses
    oneself, whoever could not hold it (`faults_of_holder`), and whoever has it or is waiting for it already.
    """
    held, account = _held(case, account)
    faults = faults_of_grant(held, actor)
    if faults and not working_holders([held])[held.pk] and may_arrange(held, actor):
        faults = []
    if faults:
        raise Refused(faults)
    faults = ([SELF] if same_person(actor, account) else []) + faults_of_holder(held, account)
    if Grant.objects.filter(case=held, account=account.pk, cancelled_by=None).exists():
        faults.append(Refusal("granted", "Người này đã được nêu hoặc đã mở việc này.", remedy="Hãy mở lại trang."))
    if faults:
        raise Refused(faults)
    sequence = _record("casework.grant_stated", held, account, actor)
    Grant.objects.create(case=held, account=account.pk, stated_by=in_person(actor), recorded_by=sequence)
    return sequence


@transaction.atomic
def vouch_for_grant(case: Case, account: Account, *, actor: Actor) -> int:
    """A second officer of an acting organisation vouches: from now on the account opens the case. Gives the entry.

    The second officer needs the right there and no grant, and learns nothing of the case but kind and number. Refuses whoever stated it,
    the account itself, whoever withdrew or is concerned, and what was refused to the first.
    """
    held, account = _held(case, account)
    if not may_arrange(held, actor):
        raise Refused([NOT_OPEN])
    pending = Grant.objects.filter(case=held, account=account.pk, cancelled_by=None).exclude(HELD).first()
    if pending is None:
        raise Refused([Refusal("not-stated", "Không có ai chờ xác nhận như vậy.", remedy="Hãy mở lại trang.")])
    faults = ([SELF] if same_person(actor, account) else []) + faults_of_holder(held, account)
    if same_person(actor, Account.objects.get(pk=pending.stated_by or 0)):
        told = "Người nêu không tự xác nhận được."
        faults.append(Refusal("grant-by-two", told, remedy="Nhờ một cán bộ khác xác nhận."))
    if faults:
        raise Refused(faults)
    sequence = _record("casework.grant_vouched", held, account, actor, stated_by=pending.stated_by or 0)
    Grant.objects.filter(pk=pending.pk).update(cancelled_by=sequence)
    Grant.objects.create(
        case=held, account=account.pk, stated_by=pending.stated_by, vouched_by=in_person(actor), recorded_by=sequence
    )
    return sequence


@transaction.atomic
def end_grant(case: Case, account: Account, *, actor: Actor) -> int:
    """The account opens the case no longer, or waits for it no longer; gives the entry.

    Whoever has the case open may end any, one's own among them. Refuses to leave an open case with nobody: give it to somebody first,
    or withdraw.
    """
    held, account = _held(case, account)
    faults = faults_of_grant(held, actor)
    if faults:
        raise Refused(faults)
    rows = Grant.objects.filter(case=held, account=account.pk, cancelled_by=None)
    if not rows.exists():
        faults.append(Refusal("not-granted", "Người này không mở việc này.", remedy="Hãy mở lại trang."))
    if held.closed_by is None and rows.filter(HELD).exists() and set(holders_of(held)) <= {account.pk}:
        told = "Không còn ai khác mở việc này."
        faults.append(Refusal("last-grant", told, remedy="Hãy mở việc cho người khác trước, hoặc rút khỏi việc."))
    if faults:
        raise Refused(faults)
    sequence = _record("casework.grant_ended", held, account, actor)
    rows.update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def recuse(case: Case, account: Account, *, actor: Actor) -> int:
    """The account withdraws from the case and never opens it again; no reason is asked (guards 14). Gives the entry.

    One's own withdrawal always passes, also the last holder's: then any officer there may give the case to another. Whoever has the case
    open may record another's.
    """
    held, account = _held(case, account)
    faults = faults_of_grant(held, actor)
    if faults:
        raise Refused(faults)
    if Recusal.objects.filter(case=held, account=account.pk, cancelled_by=None).exists():
        raise Refused([Refusal("recused", "Người này đã rút khỏi việc này.", remedy="Không cần ghi lại.")])
    sequence = _record("casework.recused", held, account, actor)
    Grant.objects.filter(case=held, account=account.pk, cancelled_by=None).update(cancelled_by=sequence)
    Recusal.objects.create(case=held, account=account.pk, recorded_by=sequence)
    return sequence


def _held(case: Case, account: Account) -> tuple[Case, Account]:
    if not case_kind(case.kind).granted:
        raise Refused([Refusal("not-by-grant", "Việc này không mở theo từng người.", remedy="Hãy mở lại trang.")])
    lock_person(account)
    return hold_case(case.pk), Account.objects.get(pk=account.pk)


def _record(kind: str, case: Case, account: Account, actor: Actor, **more: int) -> int:
    places = [place for _role, place in acting_in(case)]
    data = {"account": account.pk, **more}
    entry = NewEntry(kind, clock.today(), organisation=places[0] if places else None, case=case.pk, data=data)
    return record([entry], actor=actor)[0]
