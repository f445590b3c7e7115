"""Whatever is changed behind the program's back is found, and named."""

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from nacl.signing import SigningKey

from liemchinh.journal import clock, heads
from liemchinh.journal.chain import START, canonical, link
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.triggers import drop_triggers
from liemchinh.journal.verification import Verdict, recount_state, register_recount, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def book(doer: SimpleNamespace, django_capture_on_commit_callbacks: Callable[..., Any]) -> Iterator[None]:
    """Ten entries in five acts, each signed as after its commit; the even ones with a name beside them. No triggers are in the way."""
    heads.path().unlink(missing_ok=True)
    drop_triggers()
    for first in range(1, 11, 2):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            named = NewEntry("tests.noted", None, organisation=first + 1, personal={"name": f"Người {first}"})
            record([NewEntry("tests.noted", None, organisation=first, data={"word": "x"}), named], actor=doer)
    yield
    heads.path().unlink(missing_ok=True)


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rechain(first: int) -> None:
    """Makes the chain whole again from `first` on, as someone who knows the program would."""
    previous = bytes(Entry.objects.get(sequence=first - 1).hash) if first > 1 else START
    for entry in Entry.objects.filter(sequence__gte=first).order_by("sequence"):
        previous = link(previous, bytes(entry.payload))
        Entry.objects.filter(pk=entry.pk).update(hash=previous)


def test_an_untouched_book_is_whole() -> None:
    assert verify() == Verdict(10, True)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'tests.other'"),
        ("happened", "'1999'"),
        ("effective_on", "'1999-01-01'"),
        ("recorded_at", "'1999-01-01 00:00:00.000000'"),
        ("organisation_id", "99"),
        ("member_id", "99"),
        ("case_id", "99"),
        ("account_id", "99"),
        ("behalf_id", "99"),
        ("cancels_id", "3"),
    ],
)
def test_an_edited_column_is_found(column: str, value: str) -> None:
    sql(f"UPDATE journal_entry SET {column} = {value} WHERE sequence = 4")
    assert verify().first_bad == 4


def test_an_edited_payload_is_found() -> None:
    entry = Entry.objects.get(sequence=5)
    Entry.objects.filter(sequence=5).update(payload=bytes(entry.payload).replace(b'"x"', b'"y"'))
    assert verify().first_bad == 5


def test_a_payload_that_is_no_json_is_found_even_when_the_chain_is_recomputed() -> None:
    Entry.objects.filter(sequence=5).update(payload=b"[" * 100_000)
    rechain(5)
    assert verify() == Verdict(10, False, 5, "nội dung không đọc được")


@pytest.mark.sqlite
def test_values_of_a_foreign_type_are_found_not_stumbled_over() -> None:
    sql("UPDATE journal_entry SET payload = 'text' WHERE sequence = 3")
    assert verify().first_bad == 3


def test_a_missing_entry_is_found() -> None:
    sql("DELETE FROM journal_entry WHERE sequence = 3")
    assert verify() == Verdict(9, False, 3, "thiếu bút toán")


def test_an_entry_before_the_first_is_found() -> None:
    sql("UPDATE journal_entry SET sequence = -5 WHERE sequence = 3")
    assert verify().first_bad == 1


def test_a_cut_tail_is_found_against_the_head() -> None:
    sql("DELETE FROM journal_personal WHERE sequence > 7", "DELETE FROM journal_entry WHERE sequence > 7")
    assert verify() == Verdict(7, False, 8, "thiếu phần đuôi: đầu chuỗi đã ký ở số lớn hơn")


def test_a_cut_tail_and_cut_heads_are_found_against_a_copy_kept_elsewhere(tmp_path: pytest.TempPathFactory) -> None:
    copy = tmp_path / "heads.jsonl"  # type: ignore[operator]
    lines = heads.path().read_text().splitlines(keepends=True)
    copy.write_text("".join(lines))
    sql("DELETE FROM journal_personal WHERE sequence > 8", "DELETE FROM journal_entry WHERE sequence > 8")
    heads.path().write_text("".join(lines[:4]))
    # Said plainly in SECURITY.md: without the copy this goes unnoticed.
    assert verify().ok
    assert verify(copy).first_bad == 9


def test_a_recomputed_chain_is_found_after_the_last_head_that_fits() -> None:
    entry = Entry.objects.get(sequence=6)
    body = json.loads(bytes(entry.payload)) | {"organisation": 99}
    Entry.objects.filter(sequence=6).update(payload=canonical(body), organisation_id=99)
    rechain(6)
    verdict = verify()
    assert (verdict.ok, verdict.first_bad) == (False, 5) and "tính lại" in verdict.why


def test_an_edited_personal_value_is_found() -> None:
    sql("UPDATE journal_personal SET value = '{}' WHERE sequence = 6")
    assert verify().first_bad == 6


def test_a_personal_value_that_is_gone_without_an_erasure_is_found() -> None:
    sql("DELETE FROM journal_personal WHERE sequence = 6")
    assert verify() == Verdict(10, False, 6, "dữ liệu cá nhân cạnh sổ bị mất")


def test_a_personal_value_slipped_in_is_found() -> None:
    Personal.objects.create(sequence=5, salt=b"s", value="{}")
    assert verify().first_bad == 5
    Personal.objects.filter(sequence=5).delete()
    Personal.objects.create(sequence=77, salt=b"s", value="{}")
    assert verify().first_bad == 77


def test_an_entry_added_behind_the_programs_back_is_said_to_be_unsigned() -> None:
    last = Entry.objects.get(sequence=10)
    body = json.loads(bytes(last.payload)) | {"sequence": 11, "personal": None}
    payload = canonical(body)
    last.sequence, last.payload, last.hash = 11, payload, link(bytes(last.hash), payload)
    last.save(force_insert=True)
    assert verify() == Verdict(11, True, unsigned=1)


def test_a_forged_head_is_found() -> None:
    body = {"sequence": 10, "hash": "00" * 32, "at": "2026-01-01T00:00:00.000000Z"}
    signature = SigningKey.generate().sign(canonical(body)).signature.hex()
    with heads.path().open("a") as file:
        file.write(json.dumps(body | {"signature": signature}) + "\n")
    verdict = verify()
    assert not verdict.ok and "dòng giả" in verdict.why


@pytest.mark.parametrize("broken", ["", "{", '{"sequence": "x"}', "[1]", "\x00\xff", "9" * 5000])
def test_a_broken_line_among_the_heads_is_found(broken: str) -> None:
    with heads.path().open("a") as file:
        file.write(broken + "\n")
    verdict = verify()
    assert not verdict.ok and verdict.first_bad is None


def test_a_head_after_a_torn_line_stands_on_its_own_line(doer: SimpleNamespace) -> None:
    with heads.path().open("a") as file:
        file.write('{"sequence": 1')
    heads.write(10, bytes(Entry.objects.get(sequence=10).hash), clock.now())
    assert [head.genuine for head in heads.read()][-2:] == [False, True]


def test_watching_is_told_how_far_the_walk_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.verification.CHUNK", 4)
    seen: list[int] = []
    watch: Callable[[int], None] = seen.append
    assert verify(watch=watch).ok and seen == [4, 8]


def test_rooms_recount_their_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.verification._recounts", {})
    register_recount("tests", lambda: iter(["một chỗ khác"]))
    assert list(recount_state()) == ["một chỗ khác"]
