"""The screens of documents: one pasted line says number, type and day; the picture of descent; ended and taken back."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.directives.models import Document
from tests.permissions_of_directives import CENTRE, PROGRAMME, document
from tests.world import World

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_one_pasted_line_is_enough(world: World) -> None:
    client, here = world.client("an"), reverse("directives:new", args=[world.places["province"]])
    centre = document(world, CENTRE)
    assert "Nghị quyết số 04-NQ/TW, 25/10/2021" in text(client, here)
    told = {"body": "committee", "title": "Về phòng ngừa vi phạm", "carries": [centre.pk]}
    for bad, said in (
        ("13 CTr", "Chưa đọc được số"), ("-CTr/TU", "Chưa đọc được số"), ("13-CTr/TU", "Hãy ghi ngày ban hành"),
        ("66-QĐ/TU ngày 1/2/2026", "Hãy chọn loại văn bản"),
    ):  # fmt: skip
        answer = client.post(here, {**told, "reference": bad})
        assert answer.status_code == 422 and said in answer.content.decode(), bad
    twice = client.post(here, {**told, "reference": "13-CTr/TU ngày 2/2/2026", "dated": "03/02/2026"})
    assert "Ngày này khác với ngày ở dòng trên" in twice.content.decode()
    answer = client.post(here, {**told, "reference": "Chương trình số 13 - CTr/TU ngày 2/2/2026"})
    row = Document.objects.latest("pk")
    assert answer["Location"] == reverse("directives:one", args=[row.pk])
    assert (row.type, row.written, f"{row.dated}") == ("programme", "13-CTr/TU", "2026-02-02")
    drawn = text(client, answer["Location"])
    assert "Ban Chấp hành Trung ương" in drawn and 'class="deep-1 asked"' in drawn and "còn hiệu lực" in drawn
    again = client.post(here, {**told, "reference": "13-CTr/TU ngày 2/2/2026"})
    assert again.status_code == 422 and "đã có trong sổ này" in again.content.decode()


def test_whoever_is_below_reads_what_is_above_and_plans_from_there(world: World) -> None:
    programme, client = document(world, PROGRAMME), world.client("chi")
    here = reverse("directives:one", args=[programme.pk])
    new = f"{reverse('directives:new', args=[world.places['branch']])}?carries={programme.pk}"
    page = text(client, here)
    assert f'href="{new}"' in page and reverse("directives:end", args=[programme.pk]) not in page
    assert f'value="{programme.pk}" id="id_carries_0" checked' in text(client, new)
    above = text(
        client, f"{reverse('directives:book', args=[world.places['branch']])}?where=above&type=programme&state=in_force"
    )
    assert "13-CTr/TU" in above
    assert "Chưa có văn bản nào" in text(client, reverse("directives:book", args=[world.places["branch"]]))
    assert "Không có văn bản nào như vậy" in text(
        client, f"{reverse('directives:book', args=[world.places['branch']])}?where=above&type=plan"
    )
    assert text(client, f"{new.partition('?')[0]}?carries={'9' * 30}")


def test_a_document_ends_and_is_taken_back_on_its_page(world: World) -> None:
    client = world.client("an")
    first, second = document(world, PROGRAMME), document(world, replace(PROGRAMME, number=14))
    here = reverse("directives:one", args=[first.pk])
    end = client.post(reverse("directives:end", args=[first.pk]), {"on": "03/03/2026", "replaced_by": second.pk})
    assert end["Location"] == here and "thay bằng 14-CTr/TU" in text(client, here)
    assert client.post(reverse("directives:end", args=[first.pk]), {"on": "03/03/2026"}).status_code == 422
    back = client.post(reverse("directives:resume", args=[first.pk]), {"reason": "wrong_day"})
    assert back["Location"] == here and "còn hiệu lực" in text(client, here)
    client.post(reverse("directives:cancel", args=[first.pk]), {"reason": "twice"})
    assert "đã hủy" in text(client, here) and client.get(reverse("directives:end", args=[first.pk])).status_code == 404
