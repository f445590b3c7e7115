"""Reports on paper count as those through the page do, and no number an office publishes tells of one report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from liemchinh.access.models import Account
from liemchinh.citizens import on_paper, publishing, recount_reports
from liemchinh.citizens.forms import EnvelopesForm
from liemchinh.citizens.models import Office, PaperReports, Report
from liemchinh.citizens.on_paper import Envelopes
from liemchinh.citizens.tests import sending
from liemchinh.citizens.words import BOX, DIRECT, FEWEST_SHOWN
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused
from tests.granted_kind import officer
from tests.world import World

pytestmark = pytest.mark.django_db
CHANGED = "Mở cửa từ 7 giờ."


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: Any) -> None:
    sending.quick(monkeypatch)


@pytest.fixture
def page(world: World) -> Iterator[Office]:
    """The commune's page, there for two months, read by Khoa and a second at the district."""
    row = sending.office(world)
    with clock.at(clock.today() + timedelta(days=60)):
        yield row


def came(page: Office, count: int, way: str = BOX, ago: int = 1) -> Envelopes:
    return Envelopes(page.pk, clock.today() - timedelta(days=ago), way, count)


def received(world: World, told: Envelopes, who: str = "khoa") -> int:
    return on_paper.receive_papers(told, actor=world.actor(who))


def published(world: World, page: Office, first: int, last: int) -> tuple[int | None, int | None]:
    """What is told of reports of the days from so many to so many days ago."""
    today = clock.today()
    publishing.publish(
        page.organisation_id,
        today - timedelta(days=first),
        today - timedelta(days=last),
        CHANGED,
        actor=world.actor("nam"),
    )
    return _told(page)


def _told(page: Office) -> tuple[int | None, int | None]:
    newest = publishing.published_of(page)[0]
    return newest.reports, newest.boxed


def sent_on(world: World, day: date) -> None:
    """A report through the page, that day."""
    Report.objects.filter(pk=sending.arrived(world).pk).update(on=day)


def refused(call: Any) -> set[str]:
    with pytest.raises(Refused) as found:
        call()
    return {one.code for one in found.value.refusals}


def test_paper_past_the_box_counts_with_the_page_and_the_box_by_itself(world: World, page: Office) -> None:
    yesterday = clock.today() - timedelta(days=1)
    for _turn in range(2):
        sent_on(world, yesterday)
    received(world, came(page, 3, DIRECT))
    received(world, came(page, 6, BOX))
    assert published(world, page, 30, 1) == (5, 6)
    assert sending.described().offices[0].published[0].boxed == 6


def test_what_the_office_took_out_of_its_box_does_not_tell_what_came_past_it(world: World, page: Office) -> None:
    received(world, came(page, 7, BOX))
    sent_on(world, clock.today() - timedelta(days=1))
    weak = PaperReports.objects.get().count + Report.objects.count()
    assert weak - 7 == 1, "one sum of both: whoever emptied the box knows of the one report"
    assert published(world, page, 30, 1) == (None, 7)


def test_no_report_shows_by_two_published_numbers_of_one_office(world: World, page: Office) -> None:
    yesterday = clock.today() - timedelta(days=1)
    for _turn in range(FEWEST_SHOWN):
        sent_on(world, yesterday)
    assert published(world, page, 30, 1) == (5, None)
    sent_on(world, yesterday)
    weak = Report.objects.filter(on=yesterday).count()
    assert weak - 5 == 1, "counted anew each time: whoever looks twice knows that one more came"
    assert _told(page) == (5, None) == published(world, page, 30, 1)
    for first, last in ((30, 2), (31, 1), (1, 1), (40, 30)):
        assert refused(lambda first=first, last=last: published(world, page, first, last)) == {"citizens.shared-days"}
    assert published(world, page, 40, 31) == (5, None), "the newest stands first"
    assert publishing.published_of(page)[1].reports is None


def test_envelopes_are_recorded_once_a_day_by_readers_alone_and_no_entry_names_the_office(
    world: World, page: Office
) -> None:
    sequence = received(world, came(page, 2))
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.organisation_id) == ("citizens.paper_received", None)
    assert refused(lambda: received(world, came(page, 1), "second-at-district")) == {"citizens.same-day"}
    wrong = replace(came(page, 0, "post"), on=clock.today() - timedelta(days=61))
    assert refused(lambda: received(world, wrong)) == {"citizens.envelopes", "citizens.before-page"}
    for name in ("nam", "an", "hien", "binh"):
        assert refused(lambda name=name: received(world, came(page, 1, DIRECT), name))
        assert str(page.organisation_id) not in str(on_paper.offices_read_by(world.actor(name)))
    [row] = on_paper.papers_of(on_paper.offices_read_by(world.actor("second-at-district")))
    assert (row.count, row.level_id) == (2, world.places["district"])
    assert refused(lambda: on_paper.cancel_papers(row.pk, "no such reason", actor=world.actor("khoa")))
    back = on_paper.cancel_papers(row.pk, "twice", actor=world.actor("khoa"))
    entry = Entry.objects.get(sequence=back)
    assert (entry.kind, entry.organisation_id) == ("citizens.paper_cancelled", None)
    received(world, came(page, 3))
    assert published(world, page, 30, 1) == (None, None) and list(recount_reports.differences()) == []
    PaperReports.objects.update(count=9)
    assert len(list(recount_reports.differences())) == 2


def test_a_reader_who_belongs_below_the_office_learns_of_no_envelope(
    world: World, page: Office, monkeypatch: Any
) -> None:
    monkeypatch.setitem(sending.PHRASES, "third", "cánh diều no gió trên đê")
    third = officer(world, "third", "Lê Văn Ba", "district")
    sending.accepted_key(world, "third")
    received(world, came(page, 2))
    assert len(on_paper.papers_of(on_paper.offices_read_by(world.actor("third")))) == 1
    Account.objects.filter(pk=third.pk).update(person_id=world.people["binh"])
    assert on_paper.offices_read_by(world.actor("third")) == {}, "Bình is a member of a branch of the commune"


def test_many_offices_unfold_and_few_stand_beside_each_other() -> None:
    few, many = (EnvelopesForm(offices=[(number, f"Xã {number}") for number in range(count)]) for count in (8, 9))
    assert few.as_p().count('type="radio"') == 8 + 2 and many.as_p().count("<option") == 9


def test_the_screen_says_what_is_missing_and_lists_what_came(world: World, page: Office) -> None:
    khoa, address = world.client("khoa"), "/citizens/envelopes/"
    assert khoa.post(address, {}).status_code == 422
    day = f"{clock.today():%d/%m/%Y}"
    shown = khoa.post(
        address, {"office": page.pk, "on": day, "way": "direct", "count": 4}, follow=True
    ).content.decode()
    assert "4 phong bì" in shown and "Gửi hoặc đưa thẳng cho người đọc" in shown
    row = PaperReports.objects.get()
    assert khoa.post(f"{address}{row.pk}/cancel/", {"reason": "twice"}).status_code == 302
    assert world.client("nam").get(address).status_code == 404
    assert PaperReports.objects.filter(cancelled_by=None).count() == 0
