"""Choosing, confirming and ending: in person, each by whom it concerns. What was entered for a member is told beside the entry itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.models import Account
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.queries import mandate_for
from liemchinh.behalf.tasks import TASKS, task_faults
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.queries import place_of
from liemchinh.rulebook.current import charter
from regulations.answers import Refusal, Refused
from regulations.working_days import add_months


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to enter for a member (the name they sign in with), what, from a day to a last day."""

    person: int
    username: str
    tasks: Sequence[str]
    starts_on: date
    last_day: date


@transaction.atomic
def choose(choice: Choice, *, actor: Actor) -> int:
    """A member chooses somebody, in person; gives the mandate's id. It holds once the chosen one confirms.

    Refuses: somebody else's choosing, a task nobody does for another, a time too long, an account that is not there, or one's own.
    """
    in_person(actor)
    actor.require_somewhere("me.act")
    if actor.person_id != choice.person:
        raise Refused([_not_yours()])
    return _chosen(choice, None, actor)


@transaction.atomic
def choose_on_paper(choice: Choice, paper_on: date, *, actor: Actor) -> int:
    """A member without an account chose on paper, before the secretary who keeps the branch; gives the mandate's id.

    Refuses besides: a member who can choose in person, the secretary's own account as the chosen one, opening the member's page.
    """
    in_person(actor)
    actor.require("branch.keep", place_of(choice.person))
    faults = []
    if Account.objects.filter(person_id=choice.person, is_active=True).exists():
        said = _("Người này có tài khoản nên tự chọn lấy.")
        faults.append(
            Refusal("behalf.has_account", said, remedy=_("Người ấy mở “Hồ sơ của tôi”, mục “Người ghi thay tôi”."))
        )
    if paper_on > clock.today():
        faults.append(
            Refusal("behalf.paper_later", _("Giấy ghi ngày chưa đến."), remedy=_("Hãy xem lại ngày trên giấy."))
        )
    if _account(choice.username) is not None and _account(choice.username) == _own_account(actor):
        said = _("Người ghi nhận giấy không tự nhận việc ghi thay.")
        faults.append(Refusal("behalf.recorder", said, remedy=_("Hãy để cán bộ cấp trên ghi nhận tờ giấy này.")))
    if faults:
        raise Refused(faults)
    return _chosen(choice, paper_on, actor)


def _chosen(choice: Choice, paper_on: date | None, actor: Actor) -> int:
    account = _account(choice.username)
    faults = (
        task_faults(choice.tasks, on_paper=paper_on is not None)
        + _time_faults(choice)
        + _account_faults(choice, account)
    )
    if faults or account is None:
        raise Refused(faults)
    lock_people([choice.person])
    tasks = [task for task in TASKS if task in choice.tasks]
    entry = NewEntry(
        "behalf.chosen", clock.today(), member=choice.person,
        data={"account": account.pk, "tasks": list(tasks), "from": choice.starts_on.isoformat(),
              "until": choice.last_day.isoformat(), "paper_on": paper_on.isoformat() if paper_on else None},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    ends_on = choice.last_day + timedelta(days=1)
    return Mandate.objects.create(
        person_id=choice.person, account=account, tasks=",".join(tasks), starts_on=choice.starts_on, ends_on=ends_on,
        paper_on=paper_on, recorded_by=sequence,
    ).pk  # fmt: skip


def _account(username: str) -> Account | None:
    return Account.objects.filter(username=username, is_active=True).first()


def _own_account(actor: Actor) -> Account | None:
    return Account.objects.filter(pk=actor.account_id or 0).first()


def _account_faults(choice: Choice, account: Account | None) -> list[Refusal]:
    if account is None:
        said = _("Không có tài khoản nào mang tên đăng nhập này.")
        return [Refusal("behalf.no_account", said, remedy=_("Hỏi lại người ấy tên đăng nhập, gõ đúng từng chữ."))]
    if account.person_id == choice.person:
        return [Refusal("behalf.oneself", _("Đây là tài khoản của chính người ấy."), remedy=_("Hãy chọn người khác."))]
    live = Mandate.objects.filter(
        person_id=choice.person, account=account, cancelled_by=None, ends_on__gt=choice.starts_on
    )
    if live.exists():
        return [Refusal("behalf.already", _("Người này đã được chọn."), remedy=_("Thôi lần chọn trước rồi chọn lại."))]
    return []


def _time_faults(choice: Choice) -> list[Refusal]:
    rule = charter().rulebook.parameter("behalf.longest", on=clock.today())
    if choice.last_day < max(choice.starts_on, clock.today()):
        return [Refusal("behalf.ends_before", _("Ngày cuối phải từ ngày đầu, và từ hôm nay trở đi."),
                        remedy=_("Hãy xem lại hai ngày."))]  # fmt: skip
    if isinstance(rule.value, int) and choice.last_day > add_months(choice.starts_on, rule.value):
        said = _("Mỗi lần chọn không quá %(months)s tháng.") % {"months": rule.value}
        return [
            Refusal(
                "behalf.too_long",
                said,
                str(rule.citation or ""),
                remedy=_("Chọn ngày cuối sớm hơn; hết hạn thì chọn lại."),
            )
        ]
    return []


@transaction.atomic
def confirm(mandate: int, *, actor: Actor) -> int:
    """The chosen one takes it on, in person; gives the entry's sequence. Refuses whoever was not chosen, and what no longer waits."""
    account = in_person(actor)
    actor.require_somewhere("me.act")
    held = Mandate.objects.select_for_update().filter(pk=mandate, account_id=account, cancelled_by=None).first()
    if held is None:
        raise Refused([_not_yours()])
    if held.confirmed_by is not None or held.ends_on <= clock.today():
        raise Refused(
            [Refusal("behalf.not_waiting", _("Việc này không còn chờ xác nhận."), remedy=_("Xem lại danh sách."))]
        )
    sequence = record([_about(held, "behalf.confirmed")], actor=actor)[0]
    Mandate.objects.filter(pk=held.pk).update(confirmed_by=sequence)
    return sequence


@transaction.atomic
def end(mandate: int, *, actor: Actor) -> int:
    """Either ends it, at any time, without a reason; of one chosen on paper also whoever keeps the branch, as the member asks."""
    account = in_person(actor)
    held = Mandate.objects.select_for_update().filter(pk=mandate, cancelled_by=None).first()
    if held is None:
        raise Refused([_not_yours()])
    theirs = account == held.account_id or (actor.may("me.act") and actor.person_id == held.person_id)
    if not theirs and not (held.paper_on and actor.covers("branch.keep", place_of(held.person_id))):
        raise Refused([_not_yours()])
    sequence = record([_about(held, "behalf.ended")], actor=actor)[0]
    Mandate.objects.filter(pk=held.pk).update(cancelled_by=sequence)
    return sequence


def entitled(actor: Actor, person: int, task: str) -> Mandate | None:
    """By what right the actor enters for a member: None is the member themselves, otherwise their mandate. Refused for everybody else."""
    in_person(actor)
    actor.require_somewhere("me.act")
    if actor.person_id == person:
        return None
    held = mandate_for(actor, person, task, clock.today())
    if held is None:
        said = _("Người này chưa chọn tài khoản này để làm việc ấy thay, hoặc đã hết hạn.")
        raise Refused([Refusal("behalf.not_chosen", said, remedy=_("Nhờ người ấy chọn trong “Hồ sơ của tôi”."))])
    return held


def told_beside(held: Mandate | None, task: str) -> list[NewEntry]:
    """The entry that tells a member what was entered for them; none when they did it themselves. Recorded together with the act."""
    if held is None:
        return []
    data: dict[str, Plain] = {"mandate": held.recorded_by, "task": task}
    return [NewEntry("behalf.acted", clock.today(), member=held.person_id, data=data)]


def _about(held: Mandate, kind: str) -> NewEntry:
    return NewEntry(kind, clock.today(), member=held.person_id, data={"mandate": held.recorded_by})


def _not_yours() -> Refusal:
    return Refusal(
        "behalf.not_yours", _("Việc này không phải của tài khoản này."), remedy=_("Chính người liên quan tự làm.")
    )
