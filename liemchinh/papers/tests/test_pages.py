"""The screens: what the book shows, what a form writes, what an example looks like."""

from datetime import date
from typing import Any

from django.urls import reverse

from liemchinh.papers.issuers import Issuer
from liemchinh.papers.models import Declaration, Letterhead, Number, Wording
from liemchinh.papers.services import note_numbers, take_number
from liemchinh.papers.wordings import shipped

ON = date(2026, 2, 2)


def test_the_book_names_what_is_missing_and_what_was_voided(world: Any, commission: Issuer) -> None:
    console, client = world.actor("console"), world.client("nam")
    note_numbers(commission, "decision", 4, 5, ON, actor=console)
    row = take_number(commission, "decision", ON, secret=True, lies_at="Tủ 2", actor=console)
    address = f"{reverse('papers:book')}?at={commission.organisation}&organ=inspection"
    page = client.get(address).content.decode()
    assert "06-QĐ/UBKTĐU" in page and "1–3" in page and "Tủ 2" in page and "mật" in page
    answer = client.post(reverse("papers:void", args=[row.pk]), {"reason": "spoiled"})
    assert answer.status_code == 302 and "đã bỏ" in client.get(address).content.decode()
    noted = Number.objects.get(number=5)
    client.post(reverse("papers:cancel-noted", args=[noted.pk]), {"reason": "typing"})
    client.get(address)  # which tells once what was done
    page = client.get(address).content.decode()
    assert "05-QĐ/UBKTĐU" not in page and "04-QĐ/UBKTĐU" in page


def test_a_number_is_taken_and_noted_through_the_forms(world: Any, commission: Issuer) -> None:
    client, at = world.client("khoa"), commission.organisation
    noted = client.post(
        f"{reverse('papers:note', args=[at])}?organ=inspection", {"type": "plan", "first": 1, "on": "02/02/2026"}
    )
    taken = client.post(f"{reverse('papers:take', args=[at])}?organ=inspection", {"type": "plan", "on": "03/02/2026"})
    assert (noted.status_code, taken.status_code) == (302, 302)
    assert [(row.written, row.on_paper) for row in Number.objects.order_by("number")] == [
        ("01-KH/UBKTĐU", True), ("02-KH/UBKTĐU", False),
    ]  # fmt: skip
    refused = client.post(f"{reverse('papers:take', args=[at])}?organ=inspection", {"type": "plan", "on": "01/02/2026"})
    assert refused.status_code == 422 and "không đề ngày trước đó" in refused.content.decode()


def test_how_an_organ_is_written_is_filled_in_and_confirmed(world: Any) -> None:
    client, at = world.client("nam"), world.places["commune"]
    shown = client.get(reverse("papers:letterhead", args=[at, "committee"])).content.decode()
    assert 'value="ĐU"' in shown and 'value="Đảng ủy xã Trà Mây"' in shown and not Letterhead.objects.exists()
    told = {"symbol": "ĐU", "name": "Đảng ủy xã Trà Mây", "above": "", "place": "Trà Mây", "on": "02/02/2026"}
    assert client.post(reverse("papers:letterhead", args=[at, "committee"]), told).status_code == 302
    assert Letterhead.objects.get().symbol == "ĐU"
    assert client.post(reverse("papers:take-suggestions", args=[at])).status_code == 302
    assert set(Letterhead.objects.values_list("symbol", flat=True)) == {"ĐU", "UBKTĐU", "CB"}


def test_words_are_looked_at_before_they_are_kept(world: Any, commission: Issuer) -> None:
    client, at = world.client("nam"), commission.organisation
    address = reverse("papers:wording", args=[at, "appeal_receipt"])
    told = {**shipped()["appeal_receipt"].blocks(), "abstract": "lời mới", "on": "02/02/2026"}
    looked = client.post(address, {**told, "example": "1"})
    assert (looked.status_code, looked["Content-Type"]) == (200, "application/pdf") and not Wording.objects.exists()
    wrong = client.post(address, {**told, "body": "{{ho_tenn}}", "example": "1"})
    assert wrong.status_code == 422 and "có phải “{{ho_ten}}”?" in wrong.content.decode()
    assert client.post(address, told).status_code == 302 and Wording.objects.get().abstract == "lời mới"
    files = [
        client.get(reverse("papers:example", args=[at, "appeal_receipt"]), {"form": form}) for form in ("pdf", "docx")
    ]
    assert [answer.content[:2] for answer in files] == [b"%P", b"PK"]
    assert client.post(reverse("papers:withdraw-wording", args=[at, "appeal_receipt"])).status_code == 302
    assert client.get(reverse("papers:wording", args=[at, "nothing"])).status_code == 404


def test_what_may_be_held_is_declared_at_the_top_and_read_below(world: Any, commission: Issuer) -> None:
    province, below = world.places["province"], world.client("khoa")
    shown = below.get(reverse("papers:declaration", args=[commission.organisation])).content.decode()
    assert "Chưa khai báo" in shown and "Ghi khai báo" not in shown
    told = {"holds": "open", "decision": "12-QĐ/TU", "dated": "02/02/2026"}
    assert world.client("nam").post(reverse("papers:declare", args=[commission.organisation]), told).status_code == 404
    assert world.client("an").post(reverse("papers:declare", args=[province]), told).status_code == 302
    assert Declaration.objects.get().decision == "12-QĐ/TU"
    assert "12-QĐ/TU" in below.get(reverse("papers:declaration", args=[commission.organisation])).content.decode()
