"""Many writers at once: each transfer is sent once and received once, and nobody is counted twice or lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep
from typing import Any

import pytest
from django.db import OperationalError, connection

from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.queries import active
from liemchinh.members.services import NewAct, register_person
from liemchinh.transfers import recount
from liemchinh.transfers.receiving import receive_members
from liemchinh.transfers.sending import Letter, send_members
from regulations.answers import Refused
from tests.world import CONSOLE, build

SENT, TRIES = date(2026, 2, 2), 200


def at_last(act: Callable[[], Any]) -> str:
    """Does it, again while another writer holds the database; gives "done" or "refused"."""
    for _attempt in range(TRIES):
        try:
            act()
            return "done"
        except Refused:
            return "refused"
        except OperationalError:
            sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("never came to write")


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_of_many_writers_each_act_is_done_once(count: Callable[[int, int], int]) -> None:
    world, writers = build(), count(8, 100)
    branch, sibling = world.places["branch"], world.places["sibling"]
    acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
    people = [register_person(PersonFacts(f"Người Thử {place}"), acts, actor=CONSOLE) for place in range(writers // 2)]
    standing = active(SENT).count()

    def send(person: int) -> str:
        return at_last(lambda: send_members([person], branch, sibling, Letter("1-GGT", SENT), actor=CONSOLE))

    with ThreadPoolExecutor(writers) as pool:
        sent = list(pool.map(send, [*people, *people]))
    assert (sent.count("done"), sent.count("refused")) == (len(people), len(people))
    cases = list(Case.objects.filter(closed_by=None).values_list("pk", flat=True))

    def receive(case: int) -> str:
        return at_last(lambda: receive_members([case], SENT, actor=CONSOLE))

    with ThreadPoolExecutor(writers) as pool:
        received = list(pool.map(receive, [*cases, *cases]))
    assert (received.count("done"), received.count("refused")) == (len(people), len(people))
    for kind in ("transfers.sent", "transfers.received", "members.transferred_out", "members.transferred_in"):
        assert Entry.objects.filter(kind=kind).count() == len(people)
    assert active(SENT).count() == standing
    assert active(SENT).filter(organisation_id=sibling, person_id__in=people).count() == len(people)
    assert list(recount.differences()) == []
