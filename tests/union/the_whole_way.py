"""A member list, figures, a hearing, a secret vote, a sanction, an appeal and a report, on the screens of a trade union.

Run by `tests/test_trade_union.py` in a process whose charter is the union's.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver, resolve, reverse

from liemchinh.access.services import link_person
from liemchinh.appeals.models import Outcome
from liemchinh.ballots.models import Box
from liemchinh.ballots.tests.rounds import Round
from liemchinh.casework.models import Case, Deadline
from liemchinh.discipline.models import Sanction
from liemchinh.jobs.running import run_once
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state
from liemchinh.members.models import Details, Person
from liemchinh.web.discovery import is_offered
from liemchinh.web.text import sort_key
from tests.spoken import told as found
from tests.union import lists
from tests.union.founding import FOREIGN, ON, TODAY, Screen, Union, founded
from tests.union.reporting import a_report_is_signed, its_figures_open, its_files_say_it
from tests.walks import home, refused, send

pytestmark = pytest.mark.django_db
COUNT = lists.MEMBERS


@pytest.fixture
def union(db: None) -> Iterator[Union]:
    """The union, its groups and its officers; members come on the screens."""
    assert settings.CHARTER.name == "trade_union"
    with clock.at(TODAY):
        yield founded()


def test_the_whole_way(union: Union) -> None:
    _members_come_in(union)
    _figures_count_them(union)
    _no_page_leads_to_what_the_charter_does_not_speak_of(union)
    case = _a_case_is_opened_and_heard(union)
    _the_group_votes_in_secret(union, case)
    _it_is_decided_announced_and_handed_over(union, case)
    appeal = _the_member_appeals(union, case)
    _the_appeal_is_ruled_on(union, appeal)
    signed = a_report_is_signed(union, COUNT)
    its_figures_open(union, signed, COUNT)
    its_files_say_it(union, signed, COUNT)
    assert list(recount_state()) == []


def _members_come_in(union: Union) -> None:
    page = union.screen("mai")
    page.goto("/imports/")
    data = lists.as_csv(lists.members(COUNT)).encode()
    page.set_input_files("main input[type=file]", files=[{"name": "ds.csv", "mimeType": "text/csv", "buffer": data}])
    page.click("text=Nạp tệp lên")
    page.click("text=Tiếp tục")
    page.locator("main a.button", has_text="nhập thử").click()
    page.locator("main a.button", has_text="tiếp tục").first.click()
    page.locator("main form[action$='/begin/'] button").click()
    while run_once():
        pass
    page.reload()
    assert f"{COUNT} dòng đọc được = {COUNT} được ghi + 0 đã có" in " ".join(page.inner_text("main").split())
    person = Details.objects.get(full_name=lists.member(0)["Họ và tên"], cancelled_by=None).person_id
    link_person(union.accounts["ba"], person_id=person, actor=union.actor("mai"))
    union.people["ba"] = person


def _figures_count_them(union: Union) -> None:
    page = union.screen("mai")
    page.goto(f"/figures/?at={union.places[lists.UNION]}")
    assert str(COUNT) in page.inner_text("main")
    page.goto(f"/members/?at={union.places[lists.group(1)]}")
    text = page.inner_text("main")
    first = _first_group()
    by_family = sorted(first, key=sort_key)
    assert sorted(first, key=text.index) == by_family != sorted(first, key=lambda name: sort_key(name.split()[-1]))


def _no_page_leads_to_what_the_charter_does_not_speak_of(union: Union) -> None:
    offered = {name: is_offered(room) for name, room in apps.app_configs.items()}
    assert (offered["discipline"], offered["reports"], offered["screening"], offered["awards"]) == (
        True,
        True,
        False,
        False,
    )
    top, person = union.places[lists.UNION], Person.objects.get(pk=union.people["ba"])
    for name in ("mai", "tam", "chi", "ba"):
        page = union.screen(name)
        for address in ("/", f"/organisations/{top}/", f"/members/{person.uid}/"):
            if page.get(address).status != 200:
                continue
            page.goto(address)
            links = [urlsplit(link.get_attribute("href")).path for link in page.locator("a[href^='/']").all()]
            rooms = {resolve(link).namespace for link in links}
            assert {room for room in rooms if not offered.get(room, True)} == set(), (name, address)


def _first_group() -> list[str]:
    return [str(lists.member(at)["Họ và tên"]) for at in range(0, COUNT, lists.GROUPS)]


def _take(page: Screen, title: str, **fields: str) -> None:
    page.click(f"main .card a:has-text('{title}')")
    send(page, **{"on": ON, **fields})


def _a_case_is_opened_and_heard(union: Union) -> Case:
    page = union.screen("chi")
    page.goto(f"/discipline/at/{union.places[lists.group(1)]}/start/")
    page.click("main summary:has-text('chức trách')")
    send(page, **{
        "on": ON, "source": "proposal", "source_number": "03-TTr/TCĐ", "source_dated": "05/10/2026", "source_issuer": "Tổ công đoàn 2",
        "person": str(union.people["ba"]), "organ": "branch", "content_office": "office.files_delayed", "happened_on": "06/05/2026",
        "established": "on", "from_above": "no", "managed_by": "nobody", "post": "no",
    })  # fmt: skip
    case = Case.objects.get()
    page.click("main summary:has-text('Quy định nói gì về từng hình thức')")
    said = page.inner_text("main")
    assert all(form in said for form in ("Nhắc nhở", "Phê bình", "Tạm dừng phúc lợi", "Chấm dứt tư cách"))
    page.goto(f"/discipline/cases/{case.pk}/")
    _take(page, "Nghe người bị xem xét trình bày", heard="met")
    return case


def _the_group_votes_in_secret(union: Union, case: Case) -> None:
    page = union.screen("chi")
    others = sorted(set(_people_of_the_first_group()) - {union.people["ba"]})
    page.goto(f"/ballots/cases/{case.pk}/branch_meeting/")
    for field_, chosen in (("electors", others), ("tellers", others[:2])):
        for one in page.locator(f"main [name={field_}]").all():
            (one.check if int(one.get_attribute("value")) in chosen else one.uncheck)()
    send(page, on=ON, channels="phone")
    held = Round(union, Box.objects.get(case=case.pk), "chi").opened(phone=len(others), spare=1)
    # Of the columns, the lightest first, one names a reminder, the others a criticism.
    for place in range(len(others)):
        held.vote(place, (0, int(place > 0)))
    held.closed().counted()
    page.goto(f"/discipline/cases/{case.pk}/")
    page.click("main .card a:has-text('Tổ công đoàn họp')")
    assert "Theo biên bản kiểm phiếu kín" in page.inner_text("main")
    send(page)
    assert "Kết quả bỏ phiếu: Phê bình" in " ".join(page.inner_text("main").split())


def _people_of_the_first_group() -> list[int]:
    return list(
        Details.objects.filter(full_name__in=_first_group(), cancelled_by=None).values_list("person_id", flat=True)
    )


def _it_is_decided_announced_and_handed_over(union: Union, case: Case) -> None:
    page = union.screen("chi")
    _take(page, "Ký quyết định kỷ luật", number="07-QĐ/TCĐ", form="benefits")
    assert "Điều 10" in refused(page)[0][1], "a group does not stop benefits"
    send(page, form="criticism")
    # Five working days after the 12th: the 15th, the union's founding day, is none.
    assert Deadline.objects.get(case=case, step="announced").due_on == date(2026, 10, 20)
    _take(page, "Công bố quyết định")
    _take(page, "Trao quyết định")
    row = Sanction.objects.get()
    assert (row.form, row.effective_on, row.lapses_on) == ("criticism", TODAY, date(2027, 4, 12))


def _the_member_appeals(union: Union, source: Case) -> Case:
    page = union.screen("ba")
    page.goto("/members/mine/")
    page.click(f"main a[href='/cases/mine/{source.pk}/']")
    assert "Phê bình" in page.inner_text("main") and "Số 07-QĐ/TCĐ" in page.inner_text("main")
    page.click("main a.button[href*='/file/']")
    send(page, text="Tổ chưa xem tài liệu tôi gửi.", to=str(union.places[lists.UNION]))
    case = Case.objects.get(kind="appeal")
    stater, second = union.screen("tu"), union.screen("tuan")
    stater.goto("/")
    stater.click("main a:has-text('đơn khiếu nại mới')")
    stater.click(f"main a[href='/cases/{case.pk}/give/']")
    send(stater, account=str(union.accounts["tam"].pk))
    second.goto("/cases/")
    second.click("main button:has-text('Tôi xác nhận')")
    return case


def _the_appeal_is_ruled_on(union: Union, case: Case) -> None:
    page = union.screen("tam")
    assert "Công đoàn" in home(page)
    page.goto(f"/appeals/{case.pk}/")
    paper = {"number": "31-QĐ/CĐ", "dated": ON}
    facts = {f"fact_{one}": "no" for one in ("pending_or_concluded", "court_sentence", "after_transfer", "skips_level")}
    vote = {"whole": "15", "issued": "15", "returned": "15", "valid": "15", "votes_for": "12"}
    steps = (
        ("Báo đã nhận đơn", paper), ("Lập tổ giải quyết", paper | facts), ("Nghe người khiếu nại", {}), ("họp, bỏ phiếu", vote),
        ("Ký quyết định giải quyết", paper | {"outcome": "changed", "form": "reminder"}), ("Công bố quyết định giải quyết", {}),
        ("Trao quyết định giải quyết", {}), ("Lưu hồ sơ", {}),
    )  # fmt: skip
    for title, told_ in steps:
        page.click(f"main a.button:has-text('{title}')")
        send(page, **{"on": ON, **told_})
    assert Outcome.objects.get().form == Sanction.objects.get().form == "reminder"
    page = union.screen("ba")
    page.goto("/members/mine/")
    assert "Nhắc nhở" in page.goto(f"/cases/mine/{case.pk}/").content.decode()


def test_every_page_of_every_room_answers(union: Union) -> None:
    """Rooms whose procedures and rules this charter does not have say so; none breaks, none speaks another charter's words."""
    wrong = []
    for address in addresses(union.places[lists.UNION]):
        for name in ("mai", "tam", "chi", "son"):
            answer = union.client(name).get(address)
            text = b"".join(answer) if answer.streaming else answer.content
            is_page = answer.get("Content-Type", "").startswith("text/html")
            words = found(re.sub(r"<[^>]*>", " ", text.decode()), FOREIGN) if is_page else []
            if answer.status_code >= 500 or words:
                wrong.append((name, address, answer.status_code, words))
    assert wrong == []


def addresses(organisation: int) -> list[str]:
    """Every address of the house that asks for nothing but an organisation."""
    keyed = (
        (name, dict.fromkeys(keys, organisation))
        for name, keys in named(get_resolver().url_patterns)
        if keys <= {"organisation"}
    )
    return sorted(reverse(name, kwargs=kwargs) for name, kwargs in keyed)


def named(
    patterns: Any, spaces: tuple[str, ...] = (), above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every named address with what it asks for."""
    for one in patterns:
        keys = above | set(one.pattern.converters)
        if isinstance(one, URLPattern):
            if one.name:
                yield ":".join((*spaces, one.name)), keys
        else:
            yield from named(one.url_patterns, (*spaces, one.namespace) if one.namespace else spaces, keys)
