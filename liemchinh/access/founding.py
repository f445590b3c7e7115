"""The first grants of all, before anybody could grant: at the console, by a decision on paper, only where nobody holds the right."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.access import scope
from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import accounts_of, exclusion_faults, lock_person, roles_of
from liemchinh.access.models import Account, RoleGrant
from liemchinh.access.roles import roles
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

OFFICER, ADMINISTRATOR = "organisation_officer", "administrator"


@transaction.atomic
def found_officers(
    organisation_id: int, accounts: Sequence[Account], *, decision: str, actor: Actor
) -> list[RoleGrant]:
    """Two or more people become officers of an organisation by its decision; from then on they grant, and the console does not.

    Refuses: anyone but the console, fewer than two accounts, no number of a decision, a tree in which somebody can grant there already.
    """
    decision, verb = clean(decision), "roles.grant_case"
    faults = _console_faults(actor, decision)
    if len({account.pk for account in accounts}) < 2:
        faults.append(Refusal("access.needs_two", _("Cần ít nhất hai cán bộ, để có người đề nghị và người xác nhận.")))
    faults += scope.ended(organisation_id, clock.today())
    for grant in _holders([role.code for role in roles().values() if verb in role.verbs]):
        if grant.organisation_id is not None and scope.within(frozenset({grant.organisation_id}), organisation_id):
            message = _("Ở đó đã có cán bộ được cấp vai trò; dòng lệnh không giao thay.")
            faults.append(
                Refusal("access.founded", message, remedy=_("Cán bộ ấy đăng nhập và cấp vai trò trên màn hình."))
            )
            break
    for account in sorted(accounts, key=lambda account: account.pk):
        lock_person(account)
        faults += exclusion_faults({*roles_of(accounts_of(account)), OFFICER})
    if faults:
        raise Refused(faults)
    numbers = [account.pk for account in accounts]
    entry = NewEntry(
        "access.officers_founded",
        clock.today(),
        organisation=organisation_id,
        data={"accounts": list(numbers), "decision": decision},
    )
    sequence = record([entry], actor=actor)[0]
    return [_write(account, OFFICER, organisation_id, sequence) for account in accounts]


@transaction.atomic
def found_administrator(account: Account, *, decision: str, actor: Actor) -> RoleGrant:
    """The first administrator, by a decision; later ones are granted by two officers. Refuses where an administrator stands."""
    decision = clean(decision)
    lock_person(account)
    faults = _console_faults(actor, decision)
    if any(_holders([ADMINISTRATOR])):
        message = _("Đã có quản trị hệ thống; dòng lệnh không giao thêm.")
        faults.append(
            Refusal("access.founded", message, remedy=_("Hai cán bộ tổ chức ở cấp cao nhất cấp vai trò này."))
        )
    faults += exclusion_faults({*roles_of(accounts_of(account)), ADMINISTRATOR})
    if faults:
        raise Refused(faults)
    entry = NewEntry("access.administrator_founded", clock.today(), data={"account": account.pk, "decision": decision})
    return _write(account, ADMINISTRATOR, None, record([entry], actor=actor)[0])


def _console_faults(actor: Actor, decision: str) -> list[Refusal]:
    faults = []
    if not actor.console or actor.on_behalf_of is not None:
        faults.append(Refusal("access.console_only", _("Việc giao quyền ban đầu chỉ làm ở dòng lệnh của máy chủ.")))
    if not 1 <= len(decision) <= 60:
        faults.append(Refusal("access.no_decision", _("Chưa ghi số quyết định (không quá 60 ký tự).")))
    return faults


def _holders(codes: Sequence[str]) -> list[RoleGrant]:
    alive = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())
    return list(RoleGrant.objects.filter(alive, role__in=codes, cancelled_by=None, account__is_active=True))


def _write(account: Account, role: str, organisation_id: int | None, sequence: int) -> RoleGrant:
    return RoleGrant.objects.create(
        account=account, role=role, needs_two=roles()[role].needs_two, founded=True, organisation_id=organisation_id,
        valid_from=clock.today(), recorded_by=sequence,
    )  # fmt: skip
