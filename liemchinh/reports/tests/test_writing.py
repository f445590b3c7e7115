"""Reports as people write them: begun, filled, written by several, looked at again."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from liemchinh.figures.periods import Period
from liemchinh.journal.models import Entry
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.reports import writing
from liemchinh.reports.content import Content, Paragraph, Table, as_bytes
from liemchinh.reports.filling import fill
from liemchinh.reports.models import Prose, Report
from liemchinh.reports.periods import period_of
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def begun(world: World, place: str = "commune", who: str = "an") -> Report:
    return writing.start_report(world.places[place], "s:members_work", "year", YEAR, actor=world.actor(who))


def printed(content: Content) -> list[str]:
    return [
        "".join(run.text for run in part.runs)
        for one in content.sections
        for part in one.parts
        if isinstance(part, Paragraph)
    ]


def codes(caught: Any) -> list[str]:
    return [one.code for one in caught.value.refusals]


def test_figures_fill_themselves_and_the_sentence_turns_with_its_sign(world: World) -> None:
    report = begun(world)
    content = fill(report, actor=world.actor("an"))
    table = content.tables()[0]
    assert isinstance(table, Table)
    members = table.rows[0].cells[0].value
    assert printed(content)[0].startswith(f"Đến cuối kỳ có {members} đảng viên, ")
    assert content.period == "năm 2026" and content.organisation_name == "Đảng bộ xã Trà Mây"


def test_a_report_is_the_same_for_everybody_who_opens_it(world: World) -> None:
    report = begun(world)
    assert as_bytes(fill(report, actor=world.actor("an"))) == as_bytes(fill(report, actor=world.actor("khoa")))
    with pytest.raises(Refused):
        fill(report, actor=world.actor("dung"))


def test_a_report_says_the_same_in_whichever_language_it_is_opened(world: World) -> None:
    report, an = begun(world), world.actor("an")
    with override("en"):
        in_english = as_bytes(fill(report, actor=an))
    assert in_english == as_bytes(fill(report, actor=an))


def test_figures_in_prose_stay_true_and_an_unknown_one_is_refused(world: World) -> None:
    report, an = begun(world), world.actor("an")
    with pytest.raises(Refused) as caught:
        writing.write_prose(report.pk, "II.1", "Có {nobody} người.", seen=0, actor=an)
    assert codes(caught) == ["reports.no-figure"]
    writing.write_prose(report.pk, "II.1", "Có {members} người.", seen=0, actor=an)
    members = fill(report, actor=an).tables()[0].rows[0].cells[0].text
    assert f"Có {members} người." in printed(fill(report, actor=an))


def test_nothing_two_people_write_is_lost(world: World) -> None:
    report = begun(world)
    writing.write_prose(report.pk, "II.1", "Của An.", seen=0, actor=world.actor("an"))
    with pytest.raises(Refused) as caught:
        writing.write_prose(report.pk, "II.1", "Của Nam.", seen=0, actor=world.actor("nam"))
    assert codes(caught) == ["reports.written-between"]
    page = world.client("nam").post(f"/reports/{report.pk}/write/II.1/", {"text": "Của Nam.", "seen": "0"})
    assert page.status_code == 422 and "Của An." in page.content.decode() and "Của Nam." in page.content.decode()
    seen = Prose.objects.get(report=report, cancelled_by=None).recorded_by
    answer = world.client("nam").post(
        f"/reports/{report.pk}/write/II.1/", {"text": "Của An. Của Nam.", "seen": str(seen)}
    )
    assert answer.status_code == 302
    assert Prose.objects.get(report=report, cancelled_by=None).text == "Của An. Của Nam."


def test_what_changed_since_somebody_looked_stands_on_the_page(world: World) -> None:
    report, an = begun(world, "branch"), world.client("an")
    assert an.post(f"/reports/{report.pk}/looked/").status_code == 302
    assert "Không số nào đổi" in an.get(f"/reports/{report.pk}/").content.decode()
    change = Change(world.people["branch"], acts=[NewAct("died", date(2026, 2, 2), world.places["branch"])])
    found = record_changes([change], actor=world.actor("an"))[0]
    assert not found.refusals
    assert "Số đã đổi từ lần xem trước" in an.get(f"/reports/{report.pk}/").content.decode()


def test_a_number_typed_by_hand_is_told_to_the_writer(world: World) -> None:
    report = begun(world)
    answer = world.client("an").post(
        f"/reports/{report.pk}/write/II.1/", {"text": "Đạt 97,5% và {members}", "seen": "0"}, follow=True
    )
    assert "Số gõ tay sẽ không tự đổi theo sổ: 97,5%." in answer.content.decode()


def test_a_report_is_begun_once_and_only_for_its_organisations(world: World) -> None:
    begun(world)
    with pytest.raises(Refused) as caught:
        begun(world)
    assert codes(caught) == ["reports.twice"]
    with pytest.raises(Refused) as caught:
        writing.start_report(world.places["branch"], "s:nothing", "year", YEAR, actor=world.actor("an"))
    assert codes(caught) == ["reports.no-definition"]


def test_a_report_given_up_may_be_begun_again(world: World) -> None:
    report = begun(world)
    writing.give_up_report(report.pk, actor=world.actor("an"))
    assert begun(world).pk != report.pk
    assert Entry.objects.get(kind="reports.given_up").cancels_id == report.recorded_by


def test_the_journal_alone_gives_every_report_and_text_again(world: World) -> None:
    report, an = begun(world), world.actor("an")
    writing.write_prose(report.pk, "II.1", "Một.", seen=0, actor=an)
    writing.look_at_report(report.pk, actor=an)
    from liemchinh.reports.recount_written import differences as told

    assert list(told()) == []
    Prose.objects.update(text="Hai.")
    assert len(list(told())) == 1


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("month", date(2026, 2, 1), date(2026, 2, 28)),
        ("first_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("half", date(2026, 1, 1), date(2026, 6, 30)),
        ("nine_months", date(2026, 1, 1), date(2026, 9, 30)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("term", date(2025, 7, 1), date(2026, 2, 20)),
        ("since", date(2025, 7, 1), date(2026, 2, 20)),
    ],
)
def test_periods_are_cumulative(kind: str, first: date, last: date) -> None:
    assert period_of(kind, date(2026, 2, 20), since=date(2025, 7, 1)) == Period(first, last)
