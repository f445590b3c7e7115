"""The example's reports: one in each state, none sealed for whoever is beside the concerned, nothing of a person, at no noticeable cost."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection

from liemchinh.citizens import keys, reading
from liemchinh.citizens.models import Attachment, Decision, Exchanged, IdentityRequest, Message, Recipient, Report, Wrap
from liemchinh.citizens.tests import sending
from liemchinh.demo import citizen_reports
from liemchinh.demo.citizen_reports import PHRASE, REPORTS, load_reports, prepared_keys
from liemchinh.envelopes import recipients
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.letters.models import Letter
from regulations.answers import Refused
from tests.granted_kind import officer
from tests.world import World

pytestmark = pytest.mark.django_db
TWO = ("an", "oanh")
DAY = date(2026, 5, 4)
# Savepoints included; measured 0.4 s for all of them beside 0.5 s of another core. PostgreSQL is asked for locks and numbers besides.
MOST_QUERIES = {"sqlite": 560, "postgresql": 600}


@pytest.fixture
def people(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two read at the district, one at the commune that is reported; Nam keeps its page."""
    sending.second_reader(world)
    officer(world, "ba", "Ngô Thị Ba", "commune")
    sending.quick(monkeypatch)
    readers = ("khoa", "second-at-district", "ba")
    monkeypatch.setattr(citizen_reports, "READERS", readers)
    monkeypatch.setattr(citizen_reports, "OFFICERS", dict.fromkeys(readers, TWO))
    monkeypatch.setattr(citizen_reports, "DISTRICT", "nam")
    monkeypatch.setattr(citizen_reports, "COMMUNE", "nam")
    told = [citizen_reports.Told("nam", one.ago, one.of_post, one.kind, one.text) for one in REPORTS]
    monkeypatch.setattr(citizen_reports, "REPORTS", tuple(told))
    return world


def content() -> list[tuple[Any, ...]]:
    """What stands of the reports, seals and codes left out."""
    rows = Report.objects.order_by("on", "pk")
    return [
        (one.on, one.state, one.closed_on, one.destroyed_on, one.wraps.count(), one.messages.count()) for one in rows
    ]


def test_a_report_stands_in_each_state(people: World) -> None:
    with clock.at(DAY):
        assert load_reports(DAY, prepared_keys()) == len(REPORTS) == Report.objects.count()
    states = Counter(Report.objects.values_list("state", flat=True))
    assert states == dict.fromkeys(("received", "asked", "answered", "passed_on", "considering", "not_handled_here"), 1)
    gone = Report.objects.get(state="not_handled_here")
    assert (gone.body, gone.destroyed_on, gone.wraps.count(), gone.messages.count()) == (None, DAY, 0, 0)
    assert Decision.objects.get(kind="matter", vouched_by__isnull=False).letter == Letter.objects.get()
    waits = Decision.objects.get(vouched_by=None)
    assert waits.report.state == "considering"
    heard = Report.objects.get(state="asked").messages.filter(is_reply=False)
    assert heard.count() == 1 and Exchanged.objects.filter(received__gt=0).count() == 0, "packets begin with the pages'"


def test_the_phrase_that_is_printed_opens_and_whoever_is_beside_those_concerned_reads_nothing(people: World) -> None:
    load_reports(clock.today(), prepared_keys())
    waits = Report.objects.get(state="received")
    assert reading.open_report(waits.pk, PHRASE, actor=people.actor("khoa")).body.text == REPORTS[-1].text
    beside = Recipient.objects.get(account__username="ba")
    assert beside.vouched_by is not None and not Wrap.objects.filter(recipient=beside).exists()
    with pytest.raises(Refused):
        reading.open_report(waits.pk, PHRASE, actor=people.actor("ba"))
    assert keys.opened(beside, PHRASE)


def test_nothing_of_a_person_comes_with_them(people: World) -> None:
    load_reports(clock.today(), prepared_keys())
    assert not Attachment.objects.exists() and not IdentityRequest.objects.exists()
    assert not Report.objects.exclude(identity=None).exists() and not Message.objects.filter(sealed=b"").exists()
    sequences = Entry.objects.filter(kind__startswith="citizens.").values("sequence")
    assert sequences and not Personal.objects.filter(sequence__in=sequences).exists()
    names = [one.display_name for one in people.accounts.values()]
    assert not [name for told in REPORTS for name in names if name in told.text]


def test_the_same_day_gives_the_same_reports(people: World, django_db_blocker: Any) -> None:
    from django.db import transaction

    found = []
    for _turn in range(2):
        with clock.at(DAY), transaction.atomic():
            load_reports(DAY, prepared_keys())
            found.append(content())
            transaction.set_rollback(True)
    assert found[0] == found[1] and len(found[0]) == len(REPORTS)


def test_they_cost_few_queries_and_one_phrase(
    people: World, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrases: list[str] = []
    before = recipients._from_phrase
    monkeypatch.setattr(recipients, "_from_phrase", lambda *told: phrases.append(told[0]) or before(*told))
    made = prepared_keys()
    with django_assert_max_num_queries(MOST_QUERIES[connection.vendor]):
        load_reports(clock.today(), made)
    assert phrases == [PHRASE]


def test_an_example_without_those_people_has_none(world: World) -> None:
    assert load_reports(clock.today(), prepared_keys()) == 0 and not Report.objects.exists()
