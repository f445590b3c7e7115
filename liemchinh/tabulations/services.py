"""Tables of one's own: kept under a name, dropped; a link to one every month, wished and stopped."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.models import Account
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.tabulations.models import LONGEST_NAME, LONGEST_SHAPE, Tabulation, Wish
from liemchinh.tabulations.queries import tabulations_visible_to
from liemchinh.tabulations.shape import Shape, first_of_next_month
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

SEE = "figures.see"
MOST = 100


@transaction.atomic
def keep_tabulation(shape: Shape, name: str, *, shared: bool, actor: Actor) -> Tabulation:
    """The table under a name, for oneself, or offered to whoever sees figures there, above or below.

    Refuses outside the actor's scope, a table without an indicator, a name that is empty or too long, and more than a hundred of one's own.
    """
    actor.require(SEE, shape.at)
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    called, asks, faults = clean(name), shape.address("at"), []
    if not shape.keys or len(asks) > LONGEST_SHAPE:
        said = _("Bảng chưa chọn chỉ tiêu nào, hoặc chọn quá nhiều đơn vị.")
        faults.append(Refusal("tabulations.empty", said, remedy=_("Chọn lại chỉ tiêu hoặc đơn vị.")))
    if not 0 < len(called) <= LONGEST_NAME:
        said = _("Tên bảng phải có từ 1 đến %(longest)s chữ.") % {"longest": LONGEST_NAME}
        faults.append(Refusal("tabulations.name", said, remedy=_("Ghi tên ngắn, ví dụ “Kết nạp theo tháng”.")))
    if Tabulation.objects.filter(account_id=account, cancelled_by=None).count() >= MOST:
        said = _("Đã lưu %(most)s bảng.") % {"most": MOST}
        faults.append(Refusal("tabulations.many", said, remedy=_("Bỏ bớt bảng không dùng nữa.")))
    if faults:
        raise Refused(faults)
    told: dict[str, Plain] = {"account": account, "asks": asks, "shared": shared}
    sequence = record([NewEntry("tabulations.kept", clock.today(), organisation=shape.at, data=told)], actor=actor)[0]
    return Tabulation.objects.create(
        account_id=account, organisation_id=shape.at, name=called, asks=asks, shared=shared, recorded_by=sequence
    )


@transaction.atomic
def remove_tabulation(tabulation: int, *, actor: Actor) -> int:
    """It is offered to nobody any more, and no link to it is sent; gives the entry. Refuses what is not one's own."""
    actor.require_somewhere(SEE)
    account = in_person(actor)
    row = Tabulation.objects.select_for_update().filter(pk=tabulation, account_id=account, cancelled_by=None).first()
    if row is None:
        raise Refused([_not_there()])
    entry = NewEntry(
        "tabulations.removed", clock.today(), organisation=row.organisation_id, data={"account": account}, cancels=row.recorded_by
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Tabulation.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Wish.objects.filter(tabulation=row, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def ask_for_link(tabulation: int, *, actor: Actor) -> int:
    """From next month on the actor gets a message with the link to the table; gives the entry.

    Refuses the console, a table that is not offered to the actor, where no mail server is set, and where it is asked for already.
    """
    actor.require_somewhere(SEE)
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    row, faults = tabulations_visible_to(actor).filter(pk=tabulation).first(), []
    if row is None:
        raise Refused([_not_there()])
    if not settings.SENDS_MAIL:
        said = _("Nơi cài đặt chưa có máy chủ thư.")
        faults.append(Refusal("tabulations.no-mail", said, remedy=_("Nhờ người quản trị hệ thống.")))
    if Wish.objects.filter(account_id=account, tabulation=row, cancelled_by=None).exists():
        faults.append(Refusal("tabulations.linked", _("Thư đã bật."), remedy=_("Không cần bật lại.")))
    if faults:
        raise Refused(faults)
    sequence = _recorded("tabulations.link_asked", row, account, actor)
    Wish.objects.create(
        account_id=account, tabulation=row, next_on=first_of_next_month(clock.today()), recorded_by=sequence
    )
    return sequence


@transaction.atomic
def stop_link(tabulation: int, *, actor: Actor) -> int:
    """No more message with the link; gives the entry. Refuses where none is wished."""
    actor.require_somewhere(SEE)
    account = in_person(actor)
    wish = (
        Wish.objects.select_for_update().filter(account_id=account, tabulation_id=tabulation, cancelled_by=None).first()
    )
    if wish is None:
        raise Refused([_not_there()])
    sequence = _recorded("tabulations.link_stopped", wish.tabulation, account, actor)
    Wish.objects.filter(pk=wish.pk).update(cancelled_by=sequence)
    return sequence


def _recorded(kind: str, row: Tabulation, account: int, actor: Actor) -> int:
    told: dict[str, Plain] = {"account": account, "table": row.recorded_by}
    return record([NewEntry(kind, clock.today(), data=told)], actor=actor)[0]


def _not_there() -> Refusal:
    return Refusal(
        "tabulations.none", _("Không có bảng ấy trong các bảng của bạn."), remedy=_("Mở lại danh sách bảng.")
    )
