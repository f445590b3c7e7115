"""A whole secret vote at the size of a phone: prepared by the secretary, cast by people who are not signed in, counted with the paper."""

import re
from typing import Any

import pytest
from django.conf import settings

from liemchinh.ballots.models import Box, SealedBallot, Tally
from liemchinh.ballots.tests.rounds import number_papers, people
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state
from tests.journeys.conftest import PHONE
from tests.walks import fits, home, refused, send
from tests.world import World

pytestmark = pytest.mark.django_db
Opens = Any


def tick(page: Any, name: str, values: list[int]) -> None:
    """Exactly these boxes are marked."""
    for one in page.locator(f"main [name={name}]").all():
        (one.check if int(one.get_attribute("value")) in values else one.uncheck)()


def codes_on(page: Any) -> list[str]:
    """The codes that are printed on a page."""
    return ["".join(one.split()) for one in page.locator("main code").all_inner_texts()]


def cast_on_a_phone(page: Any, code: str, row: str, level: str) -> str:
    """Somebody with a slip, not signed in; gives the receipt."""
    page.goto("/phieu/")
    send(page, ma=f"{code[:4]} {code[4:8].lower()}-{code[8:]}")
    fits(page)
    page.locator(f"main [name={row}][value='{level}']").check()
    send(page)
    page.wait_for_selector("text=Bỏ xong thì không sửa")
    fits(page)
    page.click("main >> button:has-text('Bỏ phiếu')")
    page.wait_for_selector("text=Đã nhận phiếu")
    fits(page)
    return str(page.locator("main .receipt").inner_text())


def numbered(chi: Any, written: str) -> None:
    """The newest minutes get their number, and have their files."""
    chi.goto(f"/ballots/{Box.objects.get().pk}/minutes/")
    chi.click("main >> text=Cấp số biên bản")
    send(chi, way="here")
    chi.wait_for_selector(f"text=Biên bản số {written}")
    fits(chi)


def counted_again(chi: Any, tellers: list[str], numbers: dict[str, str], unused: dict[str, str]) -> None:
    """Somebody on the ballot objects: the same ballots, two tellers again, other numbers on paper, minutes beside the first."""
    chi.goto(f"/ballots/{Box.objects.get().pk}/")
    chi.click("main >> text=Có khiếu nại: kiểm phiếu lại")
    send(chi, why="subject")
    chi.wait_for_selector("text=Việc tiếp theo: kiểm phiếu lại")
    fits(chi)
    for teller in (0, 2):
        chi.goto(f"/ballots/{Box.objects.get().pk}/sheet/")
        send(chi, **numbers, code=tellers[teller])
    chi.click("main >> a:has-text('Kiểm phiếu')")
    send(chi, first=tellers[0], second=tellers[2], **unused)
    chi.wait_for_selector("text=Kết quả kiểm phiếu lại")
    assert "Kiểm phiếu lần 1" in chi.inner_text("main")
    fits(chi)


def test_a_confidence_vote_by_paper_and_phone(as_: Opens, world: World) -> None:
    number_papers(world)
    voters, chi = people(world, 12), as_("chi", size=PHONE)
    branch, today = world.places["branch"], f"{clock.today():%d/%m/%Y}"
    chi.goto(f"/organisations/{branch}/")
    chi.click("main >> text=Bỏ phiếu kín")
    chi.click("main >> text=Chuẩn bị lấy phiếu tín nhiệm >> nth=0")
    tick(chi, "rows", [world.people["branch"], world.people["binh"]])
    tick(chi, "tellers", voters[:1])
    send(chi, on=today, channels="both")
    assert [title for title, _article in refused(chi)] == ["Chưa đủ hai người kiểm phiếu."]
    chi.click("main >> text=Người kiểm phiếu, cách bỏ phiếu")
    tick(chi, "tellers", voters[:3])
    send(chi)
    chi.click("main >> text=Khóa danh sách, in mã người kiểm phiếu")
    chi.click("main >> text=Khóa và hiện ba mã")
    tellers = codes_on(chi)
    assert [len(one) for one in tellers] == [26] * 3
    fits(chi)
    chi.click("main >> text=Đã in xong")
    chi.click("main >> text=In phiếu >> nth=-1")
    send(chi, codes="14", paper="15")
    slips = codes_on(chi)
    assert [len(one) for one in slips] == [12] * 14
    fits(chi)
    chi.click("main >> text=Đã in xong")
    chi.click("main >> text=Mở hòm phiếu >> nth=-1")
    send(chi, codes="12", paper="2")
    assert "Dưới 5 người nhận phiếu" in refused(chi)[0][0]
    send(chi, codes="8", paper="6")
    phone = as_("", size=PHONE)
    receipts = [cast_on_a_phone(phone, slips[number], "d0", str(number % 3)) for number in range(8)]
    phone.goto(f"/phieu/?ma={slips[0]}")
    assert "Phiếu này đã được tính" in refused(phone)[0][0]
    assert "Kiểm phiếu kín" not in home(chi)
    chi.goto(f"/ballots/{Box.objects.get().pk}/")
    chi.wait_for_selector("text=Đã nhận 8 phiếu điện thoại trên 8")
    chi.click("main >> button:has-text('Đóng hòm phiếu')")
    numbers = {
        "unused": "9",
        "returned": "5",
        "not_returned": "1",
        "spoiled_blank": "1",
        "cell_0_0": "3",
        "cell_1_2": "4",
    }
    for teller, more in ((0, {}), (1, {"cell_0_0": "2"}), (1, {})):
        chi.goto(f"/ballots/{Box.objects.get().pk}/sheet/")
        send(chi, **{**numbers, **more, "code": tellers[teller]})
        fits(chi)
        if more:
            chi.wait_for_selector("text=Số của những người kiểm phiếu khác nhau")
    chi.click("main >> a:has-text('Kiểm phiếu')")
    unused = {f"unused_{number}": code for number, code in enumerate(slips[8:])}
    send(chi, first=tellers[1], second=tellers[2], **(unused | {"unused_5": slips[0]}))
    assert refused(chi)
    send(chi, first=tellers[1], second=tellers[2], **unused)
    chi.wait_for_selector("text=Kết quả kiểm phiếu")
    fits(chi)
    # Three, three and two by phone; three on paper.
    assert Tally.objects.get().cells == [6, 3, 2, 0, 0, 4] and SealedBallot.objects.count() == 8
    assert (Tally.objects.get().issued, Tally.objects.get().returned) == (14, 13)
    chi.click("main >> text=Biên bản kiểm phiếu")
    chi.wait_for_selector("text=Hòm phiếu giấy và điện thoại, một lần kiểm phiếu")
    fits(chi)
    phone.goto(f"/phieu/bien-nhan/{Box.objects.get().uid}/")
    listed = re.findall(r"\d{4} \d{4} \d{4}", phone.inner_text("main"))
    assert listed == sorted(receipts) and list(recount_state()) == []
    fits(phone)
    numbered(chi, "01-BB/CB")
    counted_again(chi, tellers, {**numbers, "cell_0_0": "2"}, unused)
    assert Tally.objects.get().cells == [5, 3, 2, 0, 0, 4]
    numbered(chi, "02-BB/CB")
    binh = as_("binh", size=PHONE)
    binh.goto("/members/mine/")
    binh.click("main a[href='/me/ballots/']")
    said = binh.inner_text("main")
    assert "01-BB/CB" in said and "02-BB/CB" in said and list(recount_state()) == []
    fits(binh)


def test_a_voters_pages_set_no_cookie_and_open_no_session(world: World) -> None:
    from django.test import Client

    from liemchinh.access.models import SignedIn
    from liemchinh.ballots import confidence
    from liemchinh.ballots.tests.rounds import a_box
    from liemchinh.ballots.words import CONFIDENCE

    levels = tuple(confidence.LEVELS)
    rows, voters = [world.people["branch"]], people(world, 6)
    held = a_box(world, voters, kind=CONFIDENCE, use=confidence.USE, rows=rows, columns=levels).opened(phone=6)
    signed_in, nobody = world.client("binh"), Client(enforce_csrf_checks=True)
    before = list(SignedIn.objects.order_by("pk").values())
    for number, client in enumerate((signed_in, nobody)):
        code = held.slips[number]
        answers = [
            client.get(f"/phieu/?ma={code}"), client.post("/phieu/", {"ma": code, "d0": "1", "buoc": "xem"}),
            client.post("/phieu/", {"ma": code, "d0": "1", "buoc": "bo"}), client.get("/phieu/"),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [200] * 4
        for answer in answers:
            assert not answer.cookies and answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "Trần Văn Bình" not in answer.content.decode() and settings.SESSION_COOKIE_NAME not in answer.cookies
    assert list(SignedIn.objects.order_by("pk").values()) == before and SealedBallot.objects.count() == 2
