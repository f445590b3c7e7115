"""Writing in the book: order, dates, commitments, refusals."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from liemchinh.journal import clock, heads
from liemchinh.journal.models import Entry, Personal, Reading
from liemchinh.journal.services import (
    NewEntry,
    erase_personal,
    known_sequence,
    last_sequence,
    next_sequence,
    personal_of,
    record,
    record_reading,
)
from liemchinh.journal.verification import verify

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def noted(**more: object) -> NewEntry:
    return NewEntry("tests.noted", DAY, **more)  # type: ignore[arg-type]


def test_entries_of_a_batch_follow_one_another_in_one_chain(doer: SimpleNamespace) -> None:
    assert list(record([noted(), noted()], actor=doer)) == [1, 2]
    assert list(record([noted()], actor=doer)) == [3]
    assert verify().ok and verify().entries == last_sequence() == 3


@pytest.mark.parametrize("number", [1, 76, 77, 152, 160])
def test_batches_of_any_length_are_written_whole_and_in_order(number: int, doer: SimpleNamespace) -> None:
    record([noted(personal={"name": str(place)}) for place in range(number)], actor=doer)
    assert list(Personal.objects.order_by("sequence").values_list("value", flat=True)) == [
        f'{{"name":"{place}"}}' for place in range(number)
    ]
    assert verify().ok and verify().entries == number


def test_recording_nothing_records_nothing(doer: SimpleNamespace) -> None:
    assert list(record([], actor=doer)) == [] and not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_recording_needs_an_open_transaction(doer: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="transaction"):
        record([noted()], actor=doer)
    with pytest.raises(ValueError, match="transaction"):
        next_sequence()


def test_the_sequence_the_next_entry_will_have_is_known_before_it_is_written(doer: SimpleNamespace) -> None:
    assert next_sequence() == 1
    foreseen = record([noted(), noted()], actor=doer)[-1] + 1
    assert next_sequence() == foreseen == record([noted()], actor=doer)[0]


def test_three_dates_stay_three(doer: SimpleNamespace) -> None:
    with clock.at(date(2026, 3, 3)):
        record([noted(happened="1956-05")], actor=doer)
    entry = Entry.objects.get()
    assert (entry.happened, entry.effective_on, f"{entry.recorded_at:%Y-%m-%d %H:%M}") == (
        "1956-05",
        DAY,
        "2026-03-03 05:00",
    )


def test_the_exact_bytes_that_are_hashed_are_kept(doer: SimpleNamespace) -> None:
    with clock.at(date(2026, 3, 3)):
        record([noted(organisation=4, member=9, data={"word": "A\u0301", "list": [2, 1]})], actor=doer)
    assert bytes(Entry.objects.get().payload).decode() == (
        '{"account":7,"behalf":null,"cancels":null,"case":null,"data":{"list":[2,1],"word":"Á"},"effective_on":"2025-07-01",'
        '"happened":"2025-07-01","kind":"tests.noted","member":9,"organisation":4,"personal":null,'
        '"recorded_at":"2026-03-03T05:00:00.000000Z","sequence":1}'
    )


@pytest.mark.parametrize("value", [1.5, float("nan"), {"a": 0.1}, [DAY], b"x"])
def test_data_that_is_not_plain_is_refused(doer: SimpleNamespace, value: object) -> None:
    with pytest.raises(ValueError, match="not plain"):
        record([noted(data={"word": value})], actor=doer)


def test_keys_that_a_kind_does_not_declare_are_refused(doer: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="undeclared"):
        record([noted(data={"opinion": "x"})], actor=doer)
    with pytest.raises(ValueError, match="undeclared"):
        record([noted(personal={"word": "x"})], actor=doer)


def test_a_kind_nobody_declared_is_refused(doer: SimpleNamespace) -> None:
    with pytest.raises(KeyError):
        record([NewEntry("tests.unknown", DAY)], actor=doer)


def test_an_entry_is_cancelled_once_only(doer: SimpleNamespace) -> None:
    record([noted(), noted(cancels=1)], actor=doer)
    with pytest.raises(IntegrityError), transaction.atomic():
        record([noted(cancels=1)], actor=doer)


def test_personal_values_stand_beside_the_chain_behind_a_commitment(doer: SimpleNamespace) -> None:
    record([noted(personal={"name": "Nguyễn Thị Hoa"})], actor=doer)
    payload = json.loads(bytes(Entry.objects.get().payload))
    assert personal_of(1) == {"name": "Nguyễn Thị Hoa"}
    assert "Hoa" not in str(payload) and len(payload["personal"]) == 64


def test_the_same_value_twice_is_committed_to_differently(doer: SimpleNamespace) -> None:
    record([noted(personal={"name": "A"}), noted(personal={"name": "A"})], actor=doer)
    first, second = (
        json.loads(bytes(payload))["personal"] for payload in Entry.objects.values_list("payload", flat=True)
    )
    assert first != second


def test_erased_values_are_gone_and_the_chain_is_true(doer: SimpleNamespace) -> None:
    record([noted(personal={"name": "A"}), noted(personal={"name": "B"}), noted()], actor=doer)
    assert erase_personal([1, 3], member=5, actor=doer) == 1
    assert personal_of(1) == {} and personal_of(2) == {"name": "B"} and Personal.objects.count() == 1
    assert verify().ok
    erasure = Entry.objects.get(kind="journal.personal_erased")
    assert json.loads(bytes(erasure.payload))["data"] == {"sequences": [1]} and erasure.member_id == 5


def test_what_was_known_on_a_day_ends_with_that_day_in_vietnam(doer: SimpleNamespace) -> None:
    for moment in ("2026-01-01T16:59:59+00:00", "2026-01-01T17:00:00+00:00"):
        with clock.at(clock.datetime.fromisoformat(moment)):
            record([noted()], actor=doer)
    assert [known_sequence(date(2025, 12, 31)), known_sequence(date(2026, 1, 1)), known_sequence(date(2026, 1, 2))] == [
        0,
        1,
        2,
    ]


def test_a_reading_is_noted_once_an_hour_for_each_reader(doer: SimpleNamespace) -> None:
    console = SimpleNamespace(account_id=None, on_behalf_of=None)
    with clock.at(date(2026, 3, 3)):
        for reader in (doer, doer, console, console, SimpleNamespace(account_id=None, on_behalf_of=7)):
            record_reading(reader, "member", 12, role="branch_secretary", organisation=4)
    with clock.at(date(2026, 3, 4)):
        record_reading(doer, "member", 12)
    assert Reading.objects.count() == 4
    assert set(Reading.objects.filter(account_id=7).values_list("role", flat=True)) == {"branch_secretary", ""}


@pytest.mark.django_db(transaction=True)
def test_a_head_is_written_after_the_commit_and_only_then(doer: SimpleNamespace) -> None:
    heads.path().unlink(missing_ok=True)
    with transaction.atomic():
        record([noted(), noted()], actor=doer)
        assert not heads.path().exists()
    head = heads.latest()
    assert head and (head.sequence, head.hash, head.genuine) == (2, bytes(Entry.objects.last().hash).hex(), True)  # type: ignore[union-attr]
    with pytest.raises(RuntimeError), transaction.atomic():
        record([noted()], actor=doer)
        raise RuntimeError
    assert [head.sequence for head in heads.read()] == [2]
    heads.path().unlink()
