"""The screens of the book of letters: question by question, the list, what becomes of a letter, one that arrives."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.letters.models import Letter, Sorting
from liemchinh.letters.services import sort_letter
from tests.granted_kind import officer
from tests.permissions_of_letters import SIGNED, arriving, passed_to, received
from tests.world import World

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_letter_is_written_down_by_one_question_a_screen(world: World) -> None:
    client, here = world.client("khoa"), reverse("letters:new", args=[world.places["district"]])
    assert "Ghi vào sổ nào?" in text(client, here)
    assert "Đơn thuộc loại nào?" in text(client, f"{here}?organ=inspection")
    assert "rõ người viết không?" in text(client, f"{here}?organ=inspection&kind=denunciation")
    asked = f"{here}?organ=inspection&kind=denunciation&signed=yes"
    assert "Đơn đến bằng cách nào?" in text(client, asked)
    assert "Ngày nhận đơn" in text(client, f"{asked}&way=post")
    assert client.post(here).status_code == 422 and client.post(f"{asked}&way=post").status_code == 422
    assert "Ghi vào sổ nào?" in text(client, f"{here}?organ=office&kind=denunciation"), (
        "an answer that is none is asked again"
    )
    answer = client.post(f"{asked}&way=post", {"on": "02/02/2026"})
    letter = Letter.objects.get()
    assert answer["Location"] == reverse("letters:letter", args=[letter.pk])
    assert (letter.organ, letter.kind, letter.is_anonymous, letter.way) == ("inspection", "denunciation", False, "post")
    passed = f"{asked}&way=passed_on"
    form = {"on": "02/02/2026", "cover_number": "5-CV", "cover_dated": "01/02/2026"}
    assert "Chưa chọn đúng một nơi" in client.post(passed, form).content.decode()
    searched = client.post(passed, {**form, "body-query": "binh an", "body-find": "1"})
    assert searched.status_code == 200 and "Đảng bộ tỉnh Bình An" in searched.content.decode()
    assert client.post(passed, {**form, "body": world.places["province"]}).status_code == 302
    assert Letter.objects.latest("pk").sender_id == world.places["province"]


def test_the_book_of_a_year_is_narrowed_by_kind_and_state(world: World) -> None:
    client = world.client("khoa")
    waits, done = received(world), received(world, replace(SIGNED, kind="report"))
    sort_letter(done.pk, passed_to(world, "commune"), actor=world.actor("khoa"))
    book = reverse("letters:book")
    whole = text(client, book)
    assert ">1/2026<" in whole and ">2/2026<" in whole and "Đảng bộ xã Trà Mây" in whole and "chờ phân loại" in whole
    only = text(client, f"{book}?state=waiting")
    assert f">{waits.number}/2026<" in only and ">2/2026<" not in only
    assert ">2/2026<" in text(client, f"{book}?kind=report") and ">1/2026<" not in text(client, f"{book}?kind=report")
    assert ">1/2026<" not in text(client, f"{book}?state=passed_on")
    assert "Không có đơn nào như vậy" in text(client, f"{book}?kind=appeal")
    assert "Chưa có đơn nào trong sổ năm này" in text(client, f"{book}?organ=committee")
    for bad in ("?at=x", f"?at={world.places['commune']}", f"?at={'9' * 20}"):
        assert client.get(f"{book}{bad}").status_code == 404


def test_what_becomes_of_a_letter_is_chosen_on_its_page(world: World) -> None:
    client, letter = world.client("khoa"), received(world, replace(SIGNED, is_anonymous=True))
    here = reverse("letters:letter", args=[letter.pk])
    assert "không giải quyết như tố cáo (Điều 19, Quy định 296-QĐ/TW)" in text(client, here)
    refused = client.post(reverse("letters:sort", args=[letter.pk, "competent"]), {"on": "03/02/2026"})
    assert refused.status_code == 422 and "Đơn không rõ người viết" in refused.content.decode()
    assert client.get(reverse("letters:sort", args=[letter.pk, "shelved"])).status_code == 404
    client.post(reverse("letters:sort", args=[letter.pk, "not_handled"]), {"on": "03/02/2026"})
    assert "Không giải quyết, lưu đơn" in text(client, here)
    assert client.get(reverse("letters:sort", args=[letter.pk, "competent"])).status_code == 404
    client.post(reverse("letters:unsort", args=[letter.pk]), {"reason": "wrong_kind"})
    assert Sorting.objects.get().cancelled_by is not None
    client.post(reverse("letters:cancel", args=[letter.pk]), {"reason": "twice"})
    assert "dòng này đã hủy" in text(client, here)
    assert client.get(reverse("letters:cancel", args=[letter.pk])).status_code == 404
    assert client.get(reverse("letters:unsort", args=[letter.pk])).status_code == 404


def test_a_letter_that_another_organisation_passed_on_is_received(world: World) -> None:
    client, sent = world.client("khoa"), arriving(world)
    here = reverse("letters:arrive", args=[sent.pk])
    assert "Đảng bộ tỉnh Bình An" in text(client, reverse("letters:book")) and here in text(client, reverse("home"))
    assert "7-CV/TU" in text(client, here)
    assert (
        client.post(
            here, {"organ": "inspection", "kind": "denunciation", "signed": "yes", "on": "01/01/2026"}
        ).status_code
        == 422
    )
    client.post(here, {"organ": "inspection", "kind": "denunciation", "signed": "yes", "on": "03/02/2026"})
    letter = Letter.objects.latest("pk")
    assert (letter.came_from_id, letter.way, letter.cover_number) == (sent.pk, "passed_on", "7-CV/TU")
    assert client.get(here).status_code == 404
    assert text(client, reverse("letters:letter", args=[letter.pk])).count("7-CV/TU") == 1


def test_the_page_of_an_organisation_leads_its_keepers_to_the_book(world: World) -> None:
    page = reverse("organisations:one", args=[world.places["district"]])
    assert "Sổ đơn thư" in text(world.client("khoa"), page)
    assert "Sổ đơn thư" not in text(world.client("giang"), page)
    world.accounts["son"] = officer(world, "son", "Lý Hồng Sơn", "commune")
    assert "Sổ khác của tôi" not in text(world.client("son"), reverse("letters:book"))
