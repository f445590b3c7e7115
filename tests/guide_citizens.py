"""Which screens of what citizens send the guide shows: the answers of Tân Phú, and a district's page whose reports the province reads.

The example's people have no keys: these, and three reports, are made here as they would be.
"""

from typing import Any

from django.urls import reverse

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.citizens import answering, exchange, keys, offices, publishing
from liemchinh.citizens.models import Office, Recipient, Report
from liemchinh.citizens.reading import open_report
from liemchinh.citizens.tests import sending
from liemchinh.citizens.words import READER
from liemchinh.journal import clock
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place

OFFICER, KEEPER, READS = "to-chuc-tan-phu", "to-chuc-huyen", "kiem-tra-tinh"
PHRASE = "mưa rào trên mái tôn cũ"
TEXTS = (
    "Sáng 12/11 tôi đến nhận kết quả, cán bộ ở quầy nói phải nộp thêm 500 nghìn đồng ngoài biên lai thì mới trả.",
    "Hồ sơ xây dựng nộp từ tháng 8 đến nay chưa trả, hỏi thì bảo chờ.",
    "Nhà bên cạnh xây vượt phép đã báo hai lần, chưa ai đến kiểm tra.",
)


def pictures() -> list[Picture]:
    """In the order of the pages."""
    office = _office()
    first = Report.objects.filter(office=office).order_by("pk").values_list("pk", flat=True)[0]
    level = Report.objects.get(pk=first).level_id
    return [
        Picture("citizens-ratings", OFFICER, _year, (DESK, PHONE)),
        Picture("citizens-paper", OFFICER, lambda page: page.goto(reverse("citizens:paper", args=[place(OFFICER)]))),
        Picture("citizens-page", KEEPER, reverse("citizens:page", args=[office.organisation_id]), (DESK, PHONE)),
        Picture("citizens-reports", READS, reverse("citizens:reports"), (DESK, PHONE)),
        Picture("citizens-report", READS, lambda page: _opened(page, first), (DESK, PHONE)),
        Picture("citizens-keys", READS, reverse("citizens:keys", args=[level]), (DESK, PHONE)),
    ]


def _year(page: Any) -> None:
    page.goto(f"{reverse('citizens:ratings')}?at={place(OFFICER)}&year=2018")


def _opened(page: Any, report: int) -> None:
    page.goto(reverse("citizens:report", args=[report]))
    page.fill("input[name=secret]", PHRASE)
    page.click("main button.button")


def _actor(username: str) -> Actor:
    return actor_for(Account.objects.get(username=username), second_factor=True)


def _office() -> Office:
    """The page of a district, with two readers at the province, three reports and something published."""
    number = place(KEEPER)
    found = Office.objects.filter(organisation=number, cancelled_by=None).first()
    if found is not None:
        return found
    level = RoleGrant.objects.filter(account__username=READS).exclude(organisation_id=None).latest("pk").organisation_id
    for reader in (READS, "kiem-tra-tinh-2"):
        row: Recipient = keys.make_key(level, READER, PHRASE, actor=_actor(reader))[0]
        for officer in ("to-chuc-tinh", "to-chuc-tinh-2"):
            keys.accept_key(row.pk, row.mark, actor=_actor(officer))
    keeper = _actor(KEEPER)
    office = offices.open_office(number, "Thanh tra tỉnh, số 1 đường Ba Tháng Hai, phường 1", actor=keeper)
    offices.print_slips(number, 240, actor=keeper)
    today = clock.today()
    publishing.publish(
        number,
        today.replace(day=1),
        today,
        "Quầy trả kết quả mở từ 7 giờ.\nThêm ghế chờ và bảng hẹn giờ.",
        actor=keeper,
    )
    exchange.take_packet(sending.packet([sending.sent_report(text, office) for text in TEXTS]), sending.SIGNER)
    first = Report.objects.filter(office=office).order_by("pk")[0]
    open_report(first.pk, PHRASE, actor=_actor(READS))
    answering.reply_to(first.pk, "asked", "Xin cho biết quầy số mấy và còn giữ giấy hẹn không.", actor=_actor(READS))
    sent = sending.sent_message(first, "Quầy số 3. Tôi còn giữ giấy hẹn.")
    exchange.take_packet(sending.packet(messages=[sent]), sending.SIGNER)
    return office
