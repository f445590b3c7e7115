"""Claim: whoever edits, deletes, inserts or reorders entries with plain SQL is found, and the place is named."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from liemchinh.journal import heads, registry
from liemchinh.journal.chain import START, canonical, link
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import EventKind, register
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.triggers import drop_triggers
from liemchinh.journal.verification import KEYS, _rows, verify
from tests.lanes import SOAK

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
SIZE = 1000 if SOAK else 300
COLUMNS = [field.column for field in Entry._meta.fields]
Attack = Callable[[random.Random], set[int]]


class Clerk:
    account_id, on_behalf_of = 7, None


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A thousand entries in the soak, a head for every ten, every third with a name beside it; the triggers taken away."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    register(EventKind("tests.noted", "Ghi: {word}", data=("word",), personal=("name",), label="Ghi"))
    heads.path().unlink(missing_ok=True)
    for first in range(0, SIZE, 10):
        with transaction.atomic():
            record([an_entry(number) for number in range(first, first + 10)], actor=Clerk())
    drop_triggers()
    yield
    heads.path().unlink(missing_ok=True)


def an_entry(number: int) -> NewEntry:
    day = date(2020, 1, 1) + timedelta(days=number)
    personal = {"name": f"Người {number}"} if number % 3 == 0 else {}
    return NewEntry(
        "tests.noted", day, organisation=number % 40, member=number, data={"word": str(number)}, personal=personal
    )


class Undo(Exception):
    """Everything done inside the block is taken back."""


def sql(statement: str, values: Any = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# The attacks. Each gives the sequences at which it may be said to begin.


def after_the_last_head_before(place: int) -> int:
    """Heads stand after every tenth entry; against a head the place is told as the first entry after the last one that fits."""
    return (place - 1) // 10 * 10 + 1


def edit_a_column(dice: random.Random) -> set[int]:
    place = dice.randint(1, SIZE)
    column = dice.choice([name for name in COLUMNS if name != "sequence"])
    values = {
        "payload": b"{}",
        "hash": bytes(32),
        "effective_on": "1999-09-09",
        "recorded_at": "1999-09-09 09:09:09.000000",
    }
    value = values.get(
        column, dice.choice(["tests.other", "1999"]) if column in {"kind", "happened"} else 10**9 + place
    )
    sql(f"UPDATE journal_entry SET {column} = %s WHERE sequence = %s", [value, place])
    return {place}


def edit_an_entry_whole(dice: random.Random) -> set[int]:
    """Column and hashed content changed alike, as someone who knows the table would."""
    place = dice.randint(1, SIZE)
    entry = Entry.objects.get(sequence=place)
    body = json.loads(bytes(entry.payload)) | {"organisation": 10**6 + place}
    Entry.objects.filter(sequence=place).update(payload=canonical(body), organisation_id=10**6 + place)
    return {place}


def shift(first: int, by: int) -> None:
    sql("UPDATE journal_entry SET sequence = -sequence WHERE sequence >= %s", [first])
    sql("UPDATE journal_entry SET sequence = -sequence + %s WHERE sequence < 0", [by])


def delete_an_entry(dice: random.Random) -> set[int]:
    place = dice.randint(1, SIZE)
    sql("DELETE FROM journal_entry WHERE sequence = %s", [place])
    return {place}


def delete_an_entry_and_close_the_gap(dice: random.Random) -> set[int]:
    place = dice.randint(1, SIZE - 1)
    sql("DELETE FROM journal_entry WHERE sequence = %s", [place])
    shift(place + 1, -1)
    return {place}


def insert_an_entry(dice: random.Random) -> set[int]:
    place, model = dice.randint(1, SIZE + 1), dice.randint(1, SIZE)
    copy = Entry.objects.get(sequence=model)
    shift(place, 1)
    copy.sequence = place
    copy.save(force_insert=True)
    return {place}


def insert_an_entry_with_a_hash_that_fits_the_one_before(dice: random.Random) -> set[int]:
    place = dice.randint(2, SIZE)
    copy = Entry.objects.get(sequence=place)
    shift(place, 1)
    copy.payload = canonical(json.loads(bytes(copy.payload)) | {"organisation": 10**6, "personal": None})
    copy.organisation_id, copy.hash = (
        10**6,
        link(bytes(Entry.objects.get(sequence=place - 1).hash), bytes(copy.payload)),
    )
    copy.save(force_insert=True)
    # The false entry itself joins the chain; what it stands in front of, a name without its entry, or a head gives it away.
    return {place, place + 1, after_the_last_head_before(place)}


def swap_two_entries(dice: random.Random) -> set[int]:
    first, second = sorted(dice.sample(range(1, SIZE + 1), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        sql("UPDATE journal_entry SET sequence = %s WHERE sequence = %s", [new, old])
    return {first}


def edit_a_name(dice: random.Random) -> set[int]:
    place = 3 * dice.randint(0, SIZE // 3 - 1) + 1
    sql("UPDATE journal_personal SET value = %s WHERE sequence = %s", ['{"name":"Người khác"}', place])
    return {place}


def delete_a_name(dice: random.Random) -> set[int]:
    place = 3 * dice.randint(0, SIZE // 3 - 1) + 1
    sql("DELETE FROM journal_personal WHERE sequence = %s", [place])
    return {place}


WHOLE: list[Attack] = [edit_an_entry_whole, delete_an_entry_and_close_the_gap, insert_an_entry, swap_two_entries]
ALL: list[Attack] = [
    *WHOLE,
    edit_a_column,
    delete_an_entry,
    insert_an_entry_with_a_hash_that_fits_the_one_before,
    edit_a_name,
    delete_a_name,
]


def seems_whole_without_a_chain() -> bool:
    """The weak variant: entries numbered without a gap, columns that agree with the content; no hash over what came before."""
    for expected, row in enumerate(_rows(), 1):
        body = json.loads(bytes(row[11]))
        if row[0] != expected or list(row[1:11]) != [body[key] for key in KEYS[1:]]:
            return False
    return True


@pytest.mark.parametrize("attack", WHOLE)
def test_without_a_chain_it_goes_unnoticed(attack: Attack) -> None:
    for seed in range(5):
        with pytest.raises(Undo), transaction.atomic():
            attack(random.Random(seed))
            assert seems_whole_without_a_chain()
            raise Undo


def test_every_single_edit_deletion_insertion_and_reordering_is_found_and_located(
    count: Callable[[int, int], int],
) -> None:
    tries, missed = count(90, 10_000), []
    for number in range(tries):
        attack, dice = ALL[number % len(ALL)], random.Random(number)
        with pytest.raises(Undo), transaction.atomic():
            places = attack(dice)
            verdict = verify()
            if verdict.ok or verdict.first_bad not in places:
                missed.append((attack.__name__, number, places, verdict))
            raise Undo
    assert missed == [] and verify().ok
    print(f"{tries} attacks on a book of {SIZE}: every one found and located")


def cut_tail(dice: random.Random) -> set[int]:
    place = dice.randint(2, SIZE)
    sql("DELETE FROM journal_personal WHERE sequence >= %s", [place])
    sql("DELETE FROM journal_entry WHERE sequence >= %s", [place])
    return {place}


def recompute_the_chain(dice: random.Random) -> set[int]:
    (place,) = edit_an_entry_whole(dice)
    previous = bytes(Entry.objects.get(sequence=place - 1).hash) if place > 1 else START
    resealed = []
    for sequence, payload in (
        Entry.objects.filter(sequence__gte=place).order_by("sequence").values_list("sequence", "payload")
    ):
        previous = link(previous, bytes(payload))
        resealed.append((previous, sequence))
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE journal_entry SET hash = %s WHERE sequence = %s", resealed)
    return {after_the_last_head_before(place)}


AGAINST_HEADS: list[Attack] = [cut_tail, recompute_the_chain]


@pytest.mark.parametrize("attack", AGAINST_HEADS)
def test_without_heads_it_goes_unnoticed(attack: Attack, tmp_path: Path) -> None:
    for seed in range(5):
        with pytest.raises(Undo), transaction.atomic():
            attack(random.Random(seed))
            assert verify(tmp_path / "no heads").ok
            raise Undo


@pytest.mark.parametrize("attack", AGAINST_HEADS)
def test_against_the_heads_it_is_found_and_located(attack: Attack, count: Callable[[int, int], int]) -> None:
    tries = count(20, 500)
    for seed in range(tries):
        with pytest.raises(Undo), transaction.atomic():
            places = attack(random.Random(seed))
            verdict = verify()
            assert not verdict.ok and verdict.first_bad in places, (seed, places, verdict)
            raise Undo
    print(f"{attack.__name__}: {tries} times, found and located against the head")
