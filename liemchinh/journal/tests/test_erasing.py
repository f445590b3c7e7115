"""Erased people leave no byte in the live database, and the chain stays true."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import transaction

from liemchinh.journal.erasing import truncate_log
from liemchinh.journal.models import Personal
from liemchinh.journal.services import NewEntry, erase_personal, record
from liemchinh.journal.verification import verify
from tests.disk import all_lying

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def test_no_byte_of_erased_people_is_left(doer: SimpleNamespace, count: Callable[[int, int], int]) -> None:
    people = count(100, 1000)
    names = [f"Nguyễn Thị Xóa {number:04d} Hết" for number in range(2 * people)]
    with transaction.atomic():
        record(
            [NewEntry("tests.noted", None, member=n, personal={"name": name}) for n, name in enumerate(names)],
            actor=doer,
        )
    lying = all_lying()
    assert all(name.encode() in lying for name in names)
    for number in range(people):
        erase_personal([number + 1], member=number, actor=doer)
    left = all_lying()
    assert [name for name in names[:people] if name.encode() in left] == []
    assert all(name.encode() in left for name in names[people:])
    assert verify().ok and verify().entries == 3 * people and Personal.objects.count() == people
    print(f"{people} people erased: chain true, 0 bytes left")


def test_the_log_is_not_emptied_inside_a_transaction() -> None:
    with transaction.atomic():
        assert not truncate_log()
    assert truncate_log()
