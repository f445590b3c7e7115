"""The screens of tasks: looked at before given, received by one press, reported, sent back; progress drawn and opened downwards."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.journal import clock
from liemchinh.tasks.models import Answer, Giving
from tests.permissions_of_directives import PROGRAMME, document
from tests.permissions_of_tasks import given, task_of
from tests.world import World

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def rows(*tasks: dict[str, str], total: int = 3) -> dict[str, str]:
    """What the form of giving sends."""
    day = f"{clock.today() + timedelta(days=30):%d/%m/%Y}"
    sent = {"t-TOTAL_FORMS": str(total), "t-INITIAL_FORMS": "0", "t-MIN_NUM_FORMS": "0", "t-MAX_NUM_FORMS": "60"}
    for number in range(total):
        told = tasks[number] if number < len(tasks) else {}
        row = {"clause": "", "title": "", "group": "standing", "proof": "number", "due_on": day if told else "", **told}
        sent |= {f"t-{number}-{key}": value for key, value in row.items()}
    return sent


def test_tasks_are_looked_at_before_they_are_given(world: World) -> None:
    programme, client = document(world, PROGRAMME), world.client("an")
    here = reverse("tasks:give", args=[programme.pk])
    assert "Đảng bộ cơ sở (1)" in text(client, here) and "Chi bộ trực thuộc (2)" in text(client, here)
    to = {"place": str(world.places["province"]), "categories": ["grassroots_committee", "branch"], "left_out": ""}
    two = rows({"clause": "II.1", "title": "Tự kiểm tra"}, {"title": "Sinh hoạt chuyên đề", "proof": "day"})
    more = client.post(here, {**two, **to, "more": "1"})
    assert more.status_code == 200 and "Nhiệm vụ 6" in more.content.decode() and not Giving.objects.exists()
    bad = client.post(here, {**two, **to, "left_out": "Chi bộ không có"})
    assert bad.status_code == 422 and "không phải tên hay mã" in bad.content.decode()
    to["left_out"] = "Chi bộ ấp Rạch Dừa"
    seen = client.post(here, {**two, **to})
    assert seen.status_code == 200 and "Sẽ giao 2 nhiệm vụ cho 2 tổ chức" in seen.content.decode()
    other = client.post(here, {**two, **to, "seen": "3", "give": "1"})
    assert other.status_code == 200 and not Giving.objects.exists(), "another number than was seen is shown first"
    made = client.post(here, {**two, **to, "seen": "2", "give": "1"})
    giving = Giving.objects.get()
    assert made["Location"] == reverse("tasks:progress", args=[giving.pk]) and giving.tasks.count() == 2
    assert "2 nhiệm vụ, 2 tổ chức" in text(client, reverse("directives:one", args=[programme.pk]))
    empty = client.post(here, {**rows(), **to})
    assert empty.status_code == 200 and "Sẽ giao 0 nhiệm vụ" in empty.content.decode()
    refused = client.post(here, {**rows(), **to, "seen": "2", "give": "1"})
    assert refused.status_code == 422 and "Mỗi lần giao từ 1" in refused.content.decode()


def test_a_secretary_receives_by_one_press_and_reports_by_one_form(world: World) -> None:
    giving, client, branch = given(world), world.client("chi"), world.places["branch"]
    mine = reverse("tasks:mine", args=[branch, giving.pk])
    assert "Đã tiếp nhận" in text(client, mine)
    assert client.post(reverse("tasks:acknowledge", args=[branch, giving.pk]))["Location"] == mine
    assert "Đã tiếp nhận" not in text(client, mine)
    number, count = task_of(giving, 3), task_of(giving, 4)
    report = reverse("tasks:report", args=[branch, number.pk])
    assert (
        "Số, ký hiệu văn bản" in text(client, report) and client.post(report, {"on": "03/03/2026"}).status_code == 422
    )
    assert client.post(report, {"on": "03/03/2026", "number": "05-BC/CB"})["Location"] == mine
    client.post(reverse("tasks:report", args=[branch, count.pk]), {"on": "03/03/2026", "count": "12"})
    client.post(
        reverse("tasks:plan", args=[branch, task_of(giving, 2).pk]), {"until": "20/03/2026", "post": "secretary"}
    )
    page = text(client, mine)
    assert "05-BC/CB, 03/03/2026" in page and "12, 03/03/2026" in page and "dự kiến 20/03/2026" in page
    assert client.post(report, {"on": "03/03/2026", "number": "06-BC/CB"}).status_code == 422
    answer = Answer.objects.get(task=number)
    assert client.post(reverse("tasks:cancel", args=[answer.pk]), {"reason": "wrong_day"})["Location"] == mine
    assert client.get(reverse("tasks:cancel", args=[answer.pk])).status_code == 404
    plan = reverse("tasks:report", args=[branch, task_of(giving, 1).pk])
    assert "Ghi văn bản thực hiện" in text(client, plan)
    says = client.post(reverse("tasks:not-applicable", args=[branch, number.pk]), {"reason": "done_above"})
    assert says["Location"] == mine and "Cấp trên trực tiếp đã làm chung" in text(client, mine)
    listed = text(client, reverse("tasks:list", args=[branch]))
    assert "còn 2 nhiệm vụ" in listed


def test_progress_is_drawn_opened_downwards_and_asked_for_an_earlier_day(world: World) -> None:
    giving, an = given(world), world.client("an")
    client = world.client("chi")
    report = reverse("tasks:report", args=[world.places["branch"], task_of(giving, 3).pk])
    client.post(report, {"on": "03/03/2026", "number": "05-BC/CB"})
    here = reverse("tasks:progress", args=[giving.pk])
    whole = text(an, here)
    district = f"{here}?at={world.places['district']}"
    assert district in whole and "Chính tổ chức này" in whole and "1/16" in whole
    assert "Chi bộ ấp Gò Cát" in text(an, f"{here}?at={world.places['commune']}")
    assert "Ngày ấy chưa giao" in text(an, f"{here}?on=02/03/2026")
    task = reverse("tasks:task", args=[task_of(giving, 3).pk])
    assert "05-BC/CB" in text(an, task) and "Không có tổ chức nào như vậy" in text(an, f"{task}?state=late")
    assert "1/1" in text(an, f"{here}?task={task_of(giving, 3).pk}&at={world.places['branch']}")
    answer = Answer.objects.get(kind="reported")
    back = an.post(reverse("tasks:return", args=[answer.pk]), {"reason": "other_matter"})
    assert back["Location"] == task
    assert "Bị trả lại: Văn bản nói về việc khác" in text(
        client, reverse("tasks:mine", args=[world.places["branch"], giving.pk])
    )
    for who, at in (("chi", "commune"), ("dung", "other"), ("giang", "province")):
        assert world.client(who).get(f"{here}?at={world.places[at]}").status_code == 404
    assert "Đảng bộ huyện Sông Thu" in text(world.client("giang"), here), "each looks from where they are"
    withdrawn = an.post(reverse("tasks:withdraw", args=[giving.pk]), {"reason": "twice"})
    assert withdrawn["Location"] == reverse("directives:one", args=[giving.document_id])
    assert an.get(here).status_code == 404
