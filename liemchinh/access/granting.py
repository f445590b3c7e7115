"""Granting and revoking roles: by the organisation's own officers, case and administration roles by two of them, nobody to themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access import scope
from liemchinh.access.actor import Actor, in_person
from liemchinh.access.exclusion import accounts_of, exclusion_faults, lock_person, roles_of, same_person
from liemchinh.access.models import Account, RoleGrant, RoleProposal
from liemchinh.access.roles import Role, roles
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Offer:
    """A role for somebody: where, from which day, up to which day (the first day no longer), or without end."""

    account: Account
    role: str
    organisation_id: int | None
    valid_from: date
    valid_to: date | None = None

    def entry(self, kind: str, **data: int | str | None) -> NewEntry:
        """The act on this offer, for the book."""
        told = {"account": self.account.pk, "role": self.role, **data}
        return NewEntry(kind, self.valid_from, organisation=self.organisation_id, data=told)

    @property
    def until(self) -> str | None:
        """The first day no longer, as the book writes it."""
        return self.valid_to.isoformat() if self.valid_to else None


def granting_faults(actor: Actor, role: Role, organisation_id: int | None) -> list[Refusal]:
    """Why the actor may not grant or revoke this role there. The installation's roles are granted from the top of a tree."""
    verb = "roles.grant_case" if role.needs_two else "roles.grant"
    if role.installation and organisation_id is None:
        at_top = any(scope.within(actor.roots(verb), top) for top in scope.tops() or actor.roots(verb))
        return [] if at_top else actor.refusals(verb, None)
    return actor.refusals(verb, organisation_id)


def offer_faults(offer: Offer, *, actor: Actor) -> list[Refusal]:
    """Every reason why this offer cannot be granted or proposed by the actor today."""
    role = roles().get(offer.role)
    if role is None:
        return [Refusal("access.unknown_role", _("Không có vai trò “%s”.") % offer.role)]
    faults = granting_faults(actor, role, offer.organisation_id)
    # Of an organisation out of scope nothing is told.
    faults = faults or scope.ended(offer.organisation_id, offer.valid_from)
    if same_person(actor, offer.account):
        faults.append(
            Refusal(
                "access.self", _("Không ai tự cấp vai trò cho mình."), remedy=_("Nhờ một cán bộ khác có quyền cấp.")
            )
        )
    if role.installation and offer.organisation_id is not None:
        faults.append(Refusal("access.role_place", _("Vai trò này giao cho cả hệ thống, không giao ở một tổ chức.")))
    if not role.installation and offer.organisation_id is None:
        faults.append(Refusal("access.role_place", _("Chưa chọn tổ chức của vai trò.")))
    if not offer.account.is_active:
        faults.append(
            Refusal("access.closed", _("Tài khoản đang khóa."), remedy=_("Quản trị hệ thống mở lại tài khoản trước."))
        )
    if offer.valid_from < clock.today():
        faults.append(Refusal("access.past", _("Vai trò không bắt đầu trước hôm nay.")))
    if offer.valid_to and offer.valid_to <= offer.valid_from:
        faults.append(Refusal("access.days", _("Ngày thôi giữ vai trò phải sau ngày bắt đầu.")))
    faults += exclusion_faults({*roles_of(accounts_of(offer.account)), offer.role})
    if _held_already(offer):
        faults.append(Refusal("access.held", _("Người này đã giữ vai trò ấy ở đó trong thời gian ấy.")))
    return faults


def _held_already(offer: Offer) -> bool:
    same = RoleGrant.objects.filter(
        account=offer.account, role=offer.role, organisation_id=offer.organisation_id, cancelled_by=None
    )
    return any(
        (grant.valid_to is None or grant.valid_to > offer.valid_from)
        and (offer.valid_to is None or grant.valid_from < offer.valid_to)
        for grant in same
    )


def _refuse(faults: Sequence[Refusal]) -> None:
    if faults:
        raise Refused(faults)


@transaction.atomic
def grant_role(offer: Offer, *, actor: Actor) -> RoleGrant:
    """The role is held from its day. Refuses what `offer_faults` names, and roles that two officers must grant."""
    lock_person(offer.account)
    faults = offer_faults(offer, actor=actor)
    if offer.role in roles() and roles()[offer.role].needs_two:
        faults.append(
            Refusal("access.needs_two", _("Vai trò này do hai cán bộ cấp: một người đề nghị, một người khác xác nhận."))
        )
    _refuse(faults)
    return _write(offer, in_person(actor), None, actor)


@transaction.atomic
def propose_role(offer: Offer, *, actor: Actor) -> RoleProposal:
    """A role that needs two is proposed; it is held only once a second officer confirms. Refuses what `offer_faults` names."""
    lock_person(offer.account)
    faults = offer_faults(offer, actor=actor)
    if offer.role in roles() and not roles()[offer.role].needs_two:
        faults.append(Refusal("access.needs_one", _("Vai trò này cấp ngay, không cần người thứ hai.")))
    if RoleProposal.objects.filter(
        account=offer.account, role=offer.role, organisation_id=offer.organisation_id
    ).exists():
        faults.append(Refusal("access.proposed", _("Vai trò này đã được đề nghị và đang chờ người thứ hai.")))
    _refuse(faults)
    sequence = record([offer.entry("access.role_proposed", until=offer.until)], actor=actor)[0]
    return RoleProposal.objects.create(
        account=offer.account, role=offer.role, organisation_id=offer.organisation_id, valid_from=offer.valid_from,
        valid_to=offer.valid_to, proposed_by_id=in_person(actor), recorded_by=sequence,
    )  # fmt: skip


def offer_of(proposal: RoleProposal) -> Offer:
    """What was proposed; from today if its first day has passed while it waited."""
    start = max(proposal.valid_from, clock.today())
    return Offer(proposal.account, proposal.role, proposal.organisation_id, start, proposal.valid_to)


def confirmation_faults(proposal: RoleProposal, *, actor: Actor) -> list[Refusal]:
    """Every reason why this actor cannot be the second to grant what was proposed."""
    faults = offer_faults(offer_of(proposal), actor=actor)
    if same_person(actor, proposal.proposed_by):
        faults.append(Refusal("access.second_person", _("Người xác nhận phải là người khác với người đề nghị.")))
    return faults


@transaction.atomic
def confirm_role(proposal: RoleProposal, *, actor: Actor) -> RoleGrant:
    """The second officer agrees: the role is held. Refuses the proposer, the holder, and everything refused to the first."""
    lock_person(proposal.account)
    locked = _locked(proposal)
    _refuse(confirmation_faults(locked, actor=actor))
    offer, first = offer_of(locked), locked.proposed_by_id
    locked.delete()
    return _write(offer, first, in_person(actor), actor)


@transaction.atomic
def decline_role(proposal: RoleProposal, *, actor: Actor) -> None:
    """The proposal is not followed; also how its proposer takes it back. No reason is asked."""
    locked = _locked(proposal)
    _refuse(granting_faults(actor, roles()[locked.role], locked.organisation_id))
    offer = offer_of(locked)
    record([offer.entry("access.role_declined")], actor=actor)
    locked.delete()


def _locked(proposal: RoleProposal) -> RoleProposal:
    locked = RoleProposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if locked is None:
        raise Refused([Refusal("access.decided", _("Đề nghị này đã được người khác xử lý."))])
    return locked


def _write(offer: Offer, first: int | None, second: int | None, actor: Actor) -> RoleGrant:
    entry = offer.entry("access.role_granted", until=offer.until, first_granter=first)
    sequence = record([entry], actor=actor)[0]
    return RoleGrant.objects.create(
        account=offer.account, role=offer.role, needs_two=roles()[offer.role].needs_two, organisation_id=offer.organisation_id,
        valid_from=offer.valid_from, valid_to=offer.valid_to, granted_by_id=first, second_granter_id=second, recorded_by=sequence,
    )  # fmt: skip


@transaction.atomic
def revoke_role(grant: RoleGrant, *, actor: Actor) -> None:
    """The role ends today: it counts no more from this moment. One officer is enough; a holder may always give up their own.

    Refuses an actor without the right there, and a grant that has ended. What was held before stays on record.
    """
    locked = RoleGrant.objects.select_for_update().select_related("account").get(pk=grant.pk)
    today = clock.today()
    faults = (
        []
        if locked.account_id == actor.account_id
        else granting_faults(actor, roles()[locked.role], locked.organisation_id)
    )
    if locked.cancelled_by is not None or (locked.valid_to and locked.valid_to <= today):
        faults.append(Refusal("access.ended", _("Vai trò này đã thôi từ trước.")))
    _refuse(faults)
    ended = Offer(locked.account, locked.role, locked.organisation_id, today)
    sequence = record([ended.entry("access.role_revoked")], actor=actor)[0]
    RoleGrant.objects.filter(pk=locked.pk).update(cancelled_by=sequence)
    if locked.valid_from < today:
        locked.pk, locked.valid_to, locked.recorded_by = None, today, sequence
        locked.save(force_insert=True)
