"""The pages of reconciliation: one press confirms, other numbers name people, above sees numbers and, who may, the people."""

from liemchinh.access.models import Attempts
from liemchinh.reconciliation.counting import Counts
from liemchinh.reconciliation.models import Differing
from liemchinh.reconciliation.quarters import Quarter
from liemchinh.reconciliation.queries import confirmation_of
from liemchinh.reconciliation.services import Counted, confirm_counts
from liemchinh.reconciliation.tests.test_confirming import END, QUARTER
from tests.world import REGISTERED

ASKED = f"?quarter={QUARTER.spelled}"


def address(world, page="", place="branch"):
    return f"/reconciliation/{world.places[place]}/{page}{ASKED}"


def numbers(world, official="2", **more):
    return {"seen": "0", "official": official, "probationary": "0", "women": "0", **more}


def test_the_registers_numbers_stand_in_the_form_and_one_press_confirms_them(world):
    chi = world.client("chi")
    page = chi.get(address(world, "confirm/")).content.decode()
    assert 'name="official" value="2"' in page and page.count('value="right" checked') == 2
    answer = chi.post(address(world, "confirm/"), numbers(world))
    assert answer.status_code == 302 and answer.url == address(world)
    assert not confirmation_of(world.places["branch"], END).differs
    assert "khớp với sổ" in chi.get(address(world)).content.decode()


def test_other_numbers_come_back_with_reasons_until_it_is_said_whom_they_are_about(world):
    chi, binh = world.client("chi"), f"mark-{world.people['binh']}"
    page = chi.post(address(world, "confirm/"), numbers(world, "1"))
    assert (
        page.status_code == 422
        and "thì chưa khớp" in page.content.decode()
        and '<details class="more why group" open>' in page.content.decode()
    )
    assert chi.post(address(world, "confirm/"), numbers(world, "một")).status_code == 422
    assert (
        chi.post(address(world, "confirm/"), numbers(world, "1", missing="84001, 84004", **{binh: "extra"})).status_code
        == 422
    )
    assert (
        chi.post(address(world, "confirm/"), numbers(world, "3", missing="84001, 84004", **{binh: "extra"})).status_code
        == 302
    )
    assert Differing.objects.filter(cancelled_by=None).count() == 3
    page = chi.get(address(world, "confirm/")).content.decode()
    assert 'value="extra" checked' in page and 'name="official" value="3"' in page


def test_card_numbers_are_not_to_be_tried_one_after_the_other(world):
    chi, page = world.client("chi"), address(world, "confirm/")
    wrong = ", ".join(str(number) for number in range(700_000, 700_030))
    said = [chi.post(page, numbers(world, "3", missing=wrong)).content.decode() for _ in range(3)]
    assert ["“700007” không của riêng một đảng viên nào" in page for page in said] == [True, True, False]
    assert "Đã thử nhiều số thẻ" in said[2]
    right = chi.post(page, numbers(world, "3", missing="84001"))
    assert right.status_code == 422 and confirmation_of(world.places["branch"], END) is None
    assert chi.post(page, numbers(world)).status_code == 302, "counts without a card number are confirmed all the same"


def test_numbers_that_are_recorded_cost_no_attempt(world):
    chi = world.client("chi")
    for seen in range(2):
        before = confirmation_of(world.places["branch"], END)
        more = {"seen": str(before.recorded_by)} if before else {}
        form = numbers(world, str(3 + seen), missing=", ".join(["84001", "84004"][: seen + 1]), **more)
        assert chi.post(address(world, "confirm/"), form).status_code == 302
    assert not Attempts.objects.filter(count__gt=0).exists()


def test_who_sees_only_figures_reads_that_it_differs_and_of_nobody(world):
    people = {world.people["branch"]: "extra"}
    confirm_counts(world.places["branch"], QUARTER, Counted(Counts(1, 0, 0), people), actor=world.actor("chi"))
    pages = {name: world.client(name).get(address(world)).content.decode() for name in ("nam", "giang")}
    assert REGISTERED["branch"] in pages["nam"] and "thừa trong sổ" in pages["nam"]
    assert (
        REGISTERED["branch"] not in pages["giang"] and "lệch" in pages["giang"] and "Xác nhận lại" not in pages["giang"]
    )
    listed = world.client("giang").get(f"/reconciliation/?at={world.places['commune']}&quarter=2025-4").content.decode()
    assert REGISTERED["branch"] not in listed and "1/1" in listed and "−1" in listed


def test_a_quarter_that_is_not_over_or_was_before_it_stood_cannot_be_confirmed(world):
    chi = world.client("chi")
    for quarter in (Quarter(2035, 1), Quarter(2010, 1)):
        url = f"/reconciliation/{world.places['branch']}/confirm/?quarter={quarter.spelled}"
        assert "Chưa xác nhận được quý này" in chi.get(url).content.decode()
        assert chi.post(url, numbers(world, "0")).status_code == 422
    assert (
        "Quý này chưa kết thúc" in chi.get(f"/reconciliation/{world.places['branch']}/?quarter=2035-1").content.decode()
    )


def test_an_organisations_page_leads_there_and_home_says_that_it_waits(world):
    chi = world.client("chi")
    assert (
        f"/reconciliation/?at={world.places['branch']}"
        in chi.get(f"/organisations/{world.places['branch']}/").content.decode()
    )
    assert "Xác nhận số đảng viên quý" in chi.get("/").content.decode()
