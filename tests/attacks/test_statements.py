"""Claims: a draft is its writer's alone; what was sent is altered by nobody; nobody files in somebody else's place."""

import json
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from liemchinh.casework import concerned, drafts, statements
from liemchinh.casework.drafts import Written, draft_of, keep_draft
from liemchinh.casework.models import Case, Statement, StatementDraft
from liemchinh.casework.statement_queries import read_statement
from liemchinh.casework.statements import send_statement
from liemchinh.journal.triggers import drop_triggers, make_triggers
from regulations.answers import Refused
from tests.granted_kind import open_one, registered, told_to_them
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
SECRET, WHAT = "Tôi chưa muốn ai biết điều này.", "explanation"
# Everybody whose role or grant leads to the case or to the machine; Khoa holds the case.
OTHERS = ("khoa", "an", "nam", "chi", "em", "ha", "quan", "console", "console as binh", "console as khoa")


@pytest.fixture
def case(world: World) -> Any:
    """A case about Bình that is shown to him, opened by Khoa."""
    with registered(), told_to_them():
        yield open_one(world)


def readers_of_the_draft(world: World, case: Case) -> set[str]:
    """Who gets Bình's draft out of the service; whoever finds it in the tables is "tables"."""
    keep_draft(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    found = set()
    for name in OTHERS:
        try:
            read = draft_of(case, WHAT, world.actor(name))
        except Refused:
            continue
        found |= {name} if read is not None and read.text == SECRET else set()
    rows = StatementDraft.objects.values_list("sealed", flat=True)
    return found | ({"tables"} if any(SECRET.encode() in bytes(row) for row in rows) else set())


def _whoever_holds_it(case: Case, actor: Any, what: str = "") -> int:
    """The weak variant: the grant opens drafts, as it opens the rest of a case."""
    people = concerned.people_in(case)
    if actor.person_id not in people and actor.account_id not in case.grants.values_list("account", flat=True):
        raise Refused([concerned.NOT_YOURS])
    return people[0]


class _Open:
    def encrypt(self, told: bytes) -> bytes:
        return bytes(told)

    decrypt = encrypt


def test_where_the_grant_opens_drafts_and_nothing_seals_them_others_read_them(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "own_case", _whoever_holds_it)
    monkeypatch.setattr(drafts, "_box", lambda *told: _Open())
    monkeypatch.setattr(drafts.json, "dumps", partial(json.dumps, ensure_ascii=False))
    assert readers_of_the_draft(world, case) == {"khoa", "tables"}


def test_a_draft_is_read_by_its_writer_alone(world: World, case: Case) -> None:
    assert readers_of_the_draft(world, case) == set()


def test_a_draft_moved_to_somebody_else_does_not_open(world: World, case: Case) -> None:
    keep_draft(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    StatementDraft.objects.update(what="reserve")
    with pytest.raises(Exception, match="Decryption failed"):
        draft_of(case, "reserve", world.actor("binh"))


def test_nobody_sees_that_there_is_a_draft(world: World, case: Case) -> None:
    pages = [reverse("casework:work"), reverse("casework:grants", args=[case.pk]), reverse("home")]
    client = world.client("khoa")
    [client.get(page) for page in pages]

    def seen() -> list[bytes]:
        return [client.get(page).content.split(b"csrfmiddlewaretoken")[-1] for page in pages]

    def told() -> list[int]:
        return [len(page) for page in seen()]

    before = told()
    keep_draft(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    assert told() == before


def altered(row: Statement) -> list[str]:
    """What an owner of the database can put into somebody's mouth by plain SQL: the ways that went through."""
    ways = {
        "words": 'UPDATE journal_personal SET value = \'{"text":"Tôi nhận hết."}\' WHERE sequence = %s',
        "evidence": "UPDATE journal_entry SET payload = replace(payload, 'mine', 'archive') WHERE sequence = %s",
        "in its place": "INSERT OR REPLACE INTO journal_personal (sequence, salt, value) VALUES (%s, X'00', '{}')",
    }
    if connection.vendor == "postgresql":
        del ways["in its place"], ways["evidence"]
    done = []
    for name, sql in ways.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, [row.recorded_by])
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        done.append(name)
    return done


def test_without_the_database_s_own_guard_words_are_exchanged(world: World, case: Case) -> None:
    row = send_statement(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    drop_triggers()
    try:
        assert altered(row)[0] == "words"
    finally:
        make_triggers()


def test_what_was_sent_is_altered_by_nobody(world: World, case: Case) -> None:
    row = send_statement(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    assert altered(row) == []
    assert read_statement(row).text == SECRET


def test_even_without_that_guard_the_page_says_that_the_code_no_longer_fits(world: World, case: Case) -> None:
    row = send_statement(case, WHAT, Written(SECRET), actor=world.actor("binh"))
    drop_triggers()
    try:
        with connection.cursor() as cursor:
            told = 'UPDATE journal_personal SET value = \'{"text":"Tôi nhận hết."}\' WHERE sequence = %s'
            cursor.execute(told, [row.recorded_by])
    finally:
        make_triggers()
    shown = world.client("binh").get(reverse("casework:sent", args=[case.pk, row.pk])).content.decode()
    assert not read_statement(row).whole and "không còn khớp với mã" in shown


def filed_by_others(world: World, case: Case) -> set[str]:
    """Who files a statement of Bình's, by the service and by the page."""
    found = set()
    for name in OTHERS:
        try:
            with transaction.atomic():
                send_statement(case, WHAT, Written("Tôi nhận hết."), actor=world.actor(name))
                transaction.set_rollback(True)
        except Refused:
            continue
        found.add(name)
    page = reverse("casework:write", args=[case.pk, WHAT])
    answers = {
        name: world.client(name).post(page, {"text": "x"}).status_code
        for name in OTHERS
        if " " not in name and name != "console"
    }
    return found | {name for name, status in answers.items() if status != 404}


def test_where_the_holder_of_a_case_may_file_for_somebody_they_do(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "own_case", _whoever_holds_it)
    assert filed_by_others(world, case) == {"khoa"}


def test_nobody_files_for_somebody_else(world: World, case: Case) -> None:
    assert filed_by_others(world, case) == set() and not Statement.objects.exists()
