"""What of this room waits for somebody: a second person's confirmation, a second factor to set up, a card that runs out."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.access.queries import proposals_visible_to, proposed, recoveries_visible_to
from liemchinh.access.recovery import confirmation_faults
from liemchinh.access.second_factors import factors_of, needs_second_factor
from liemchinh.journal import clock
from liemchinh.web.contributions import Waiting
from liemchinh.web.numbers import show_number

MOST = 10


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """Roles to confirm, sign-ins to hand over, one's own second factor."""
    return [*_roles(actor), *_sign_ins(actor), *_own(actor)]


def _roles(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Xác nhận vai trò %(role)s cho %(name)s")
            % {"role": each.role, "name": each.proposal.account.display_name},
            _("%(name)s đề nghị; vai trò này cần một cán bộ thứ hai.")
            % {"name": each.proposal.proposed_by.display_name},
            None,
            reverse("access:proposal", args=[each.proposal.pk]),
            "access.proposal",
        )
        for each in proposed(proposals_visible_to(actor))
        if not same_person(actor, each.proposal.proposed_by) and not same_person(actor, each.proposal.account)
    ]


def _sign_ins(actor: Actor) -> list[Waiting]:
    """The ten that run out first; what the actor began is for somebody else to go on with."""
    rows = recoveries_visible_to(actor).filter(confirmed_by=None).exclude(started_by=actor.account_id)
    first = list(rows.order_by("ends_at", "pk")[:MOST])
    lines = [
        Waiting(
            _("Trao đăng nhập cho %(name)s") % {"name": each.account.display_name},
            _("%(name)s đã trao nửa mã thứ nhất; cần người thứ hai.") % {"name": each.started_by.display_name},
            each.ends_at.astimezone(clock.LOCAL).date(),
            reverse("access:hand-over", args=[each.account_id]),
            "access.recovery",
        )
        for each in first
        if not confirmation_faults(each, actor=actor)
    ]
    if len(first) == MOST and (more := rows.count() - MOST) > 0:
        title = _("Còn %(count)s đăng nhập khác chờ trao") % {"count": show_number(more)}
        lines.append(
            Waiting(title, _("Mở danh sách tài khoản để xem đủ."), None, reverse("access:accounts"), "access.recovery")
        )
    return lines


def _own(actor: Actor) -> list[Waiting]:
    account = Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
    if account is None or not needs_second_factor(account):
        return []
    have = factors_of(account)
    if have.totp or have.passkeys or have.codes_left > 2:
        return []
    why = _("Thẻ mã chỉ còn %(left)s mã; hết mã thì phải nhờ hai người trao lại đăng nhập.") % {"left": have.codes_left}
    return [Waiting(_("Làm thẻ mã mới"), why, None, reverse("access:setup"), "access.card")]
