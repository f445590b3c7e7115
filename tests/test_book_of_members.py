"""What some acts on members leave in the book: a post taken and given up, a person erased."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from liemchinh.access.models import Account, CardCode, SignedIn
from liemchinh.access.second_factors import issue_card
from liemchinh.access.tests import people as access
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import recount_state, verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Card, Details, Post
from liemchinh.members.posting import Seat, end_post, take_post
from liemchinh.members.services import NewAct, register_person
from liemchinh.organisations.services import Facts, Founding, found_organisations
from liemchinh.web.text import fold
from regulations.answers import Refused
from tests.disk import all_lying
from tests.world import CONSOLE

pytestmark = pytest.mark.django_db


def test_a_post_taken_and_given_up(world: Any) -> None:
    an, branch, person = world.actor("an"), world.places["branch"], world.people["branch"]
    taken = take_post(Seat(person, branch, "secretary", date(2020, 1, 1)), actor=an)
    ended = end_post(Post.objects.get(recorded_by=taken).pk, date(2024, 1, 1), actor=an)
    kinds = (
        Entry.objects.filter(sequence__in=(taken, ended))
        .order_by("sequence")
        .values_list("kind", "organisation_id", "member_id")
    )
    assert list(kinds) == [("members.post_taken", branch, person), ("members.post_ended", branch, person)]
    assert [post.ends_on for post in Post.objects.filter(cancelled_by=None)] == [date(2024, 1, 1)]


def test_somebody_who_is_still_a_member_is_not_erased(world: Any) -> None:
    with pytest.raises(Refused):
        erase_people([world.people["branch"]], actor=world.actor("an"))
    assert Details.objects.filter(person_id=world.people["branch"]).exists()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_erased_people_is_left_anywhere_and_the_register_is_still_what_the_book_tells(count: Any) -> None:
    people = count(20, 1000)
    facts = Facts("Chi bộ ấp Gò Cát", "chi bộ cơ sở", date(2015, 1, 1), level="3")
    (branch,) = found_organisations([Founding(facts)], actor=CONSOLE)
    acts = [NewAct("admitted", date(2016, 1, 1), branch), NewAct("died", date(2020, 1, 1), branch)]
    made, marks = [], []
    for number in range(people + 1):
        name = f"Trần Văn Xóa{chr(97 + number % 26)} Thứ{number:04d}"
        card = f"77000000{number:06d}"  # no eight digits: those stand by chance in some hash of so many
        made.append(
            register_person(
                PersonFacts(name, gender="nam", card_no=card, home_place=f"Ấp Nhớ {number:04d}"), acts, actor=CONSOLE
            )
        )
        account = access.person(f"rieng-{number:04d}", "member", branch, person_id=made[-1])
        Account.objects.filter(pk=account.pk).update(display_name=name, search_key=fold(f"{account.username} {name}"))
        issue_card(account, actor=access.acting(account))
        access.signed_in(account)
        marks.append((name, card, f"Ấp Nhớ {number:04d}", account.username, fold(name)))
    before = live_bytes()
    assert all(mark.encode() in before for mark in marks[-1])
    for person in made[:-1]:
        erase_people([person], actor=CONSOLE)
    left = live_bytes()
    assert [mark for told in marks[:-1] for mark in told if mark.encode() in left] == []
    assert all(mark.encode() in left for mark in marks[-1])
    assert Entry.objects.filter(kind="members.erased").count() == people
    assert (Details.objects.count(), Card.objects.count()) == (1, 1) and Personal.objects.count() >= 1
    kept = Account.objects.get(is_active=True)
    assert kept.person_id == made[-1] and SignedIn.objects.get().account == kept
    assert set(CardCode.objects.values_list("account", flat=True)) == {kept.pk}
    assert verify().ok and list(recount_state()) == []
    print(f"{people} people erased: chain true, register as the book tells it, 0 bytes left")


def live_bytes() -> bytes:
    """Everything that stands in the database file and its log."""
    assert not transaction.get_connection().in_atomic_block
    return all_lying()
