"""The person concerned answers: drafts of their own, what was sent and cannot be altered, papers handed in, access that stays."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.granting import revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.casework import recount
from liemchinh.casework.concerned import cases_about, waits_for_me
from liemchinh.casework.drafts import Evidence, Written, discard_draft, draft_of, keep_draft
from liemchinh.casework.models import Case, Deadline, Statement, StatementDraft, Step
from liemchinh.casework.statement_queries import read_statement, readers_of, sent_in
from liemchinh.casework.statements import OnPaper, cancel_received, receive_on_paper, send_statement
from liemchinh.casework.steps import Who
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import verify
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.erasing import erase_people
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused
from tests.granted_kind import open_one, told_to_them

WORDS = "Tôi đã báo cáo việc này bằng văn bản.\n\nSố 12, ngày 03/02/2026."
BROUGHT = [Evidence("minutes", "mine"), Evidence("voucher", "enclosed")]


@pytest.fixture
def told(granted: Any) -> Iterator[Any]:
    """A case about Bình that is shown to him."""
    with told_to_them():
        granted.case = open_one(granted)
        yield granted


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


def send(world: Any, what: str = "explanation", text: str = WORDS, by: str = "binh") -> Statement:
    return send_statement(world.case, what, Written(text, BROUGHT), actor=world.actor(by))


def test_a_draft_is_found_again_by_its_writer_and_stands_in_no_table_and_no_book(told: Any) -> None:
    binh, before = told.actor("binh"), Entry.objects.count()
    keep_draft(told.case, "explanation", Written("Nháp thứ nhất"), actor=binh)
    keep_draft(told.case, "explanation", Written(WORDS, BROUGHT), actor=binh)
    assert draft_of(told.case, "explanation", binh) == Written(WORDS, BROUGHT)
    assert draft_of(told.case, "reserve", binh) is None
    sealed = bytes(StatementDraft.objects.get().sealed)
    assert "báo cáo".encode() not in sealed and Entry.objects.count() == before
    discard_draft(told.case, "explanation", actor=binh)
    assert not StatementDraft.objects.exists() and Entry.objects.count() == before


def test_what_was_sent_has_a_receipt_and_is_read_from_the_book(told: Any) -> None:
    keep_draft(told.case, "explanation", Written(WORDS), actor=told.actor("binh"))
    row = send(told)
    sent = read_statement(row)
    entry = Entry.objects.get(kind="casework.statement_sent")
    assert (sent.line.number, sent.line.row.on, sent.text, sent.whole) == (
        entry.sequence,
        clock.today(),
        WORDS,
        True,
    )
    assert sent.code == json.loads(bytes(entry.payload))["personal"] and WORDS not in bytes(entry.payload).decode()
    assert sent.evidence == [("Biên bản", "tôi đang giữ"), ("Hóa đơn, chứng từ, sổ sách", "nộp bản giấy kèm theo")]
    assert entry.organisation_id == told.places["district"] and entry.member_id is None
    assert not StatementDraft.objects.exists() and list(recount.differences()) == []


def test_sending_takes_the_step_that_waited_for_it(told: Any) -> None:
    assert waits_for_me(told.case, told.actor("binh")) == [], "nobody waits for a step that need not be taken"
    send(told, "reserve")
    assert not Step.objects.filter(code="answered").exists(), "another statement meets nothing"
    send(told)
    step = Step.objects.get(code="answered")
    assert Entry.objects.get(pk=step.recorded_by).organisation_id == told.places["district"]


def test_of_several_the_last_one_meets_the_step(granted: Any) -> None:
    with told_to_them():
        granted.case = open_one(granted, more=[Who("subject", person=granted.people["em"])])
        send(granted)
        assert not Step.objects.filter(code="answered").exists()
        assert granted.case in cases_about(granted.actor("em"))


def test_nothing_written_and_the_same_twice_is_refused_and_lateness_never(told: Any) -> None:
    with pytest.raises(Refused) as refused:
        send_statement(told.case, "explanation", Written("  ", [Evidence("person", "here")]), actor=told.actor("binh"))
    assert codes(refused) == ["empty", "evidence"]
    Deadline.objects.filter(case=told.case).update(due_on=date(2026, 2, 3))
    send(told)
    with pytest.raises(Refused) as refused:
        send(told)
    assert codes(refused) == ["twice"]
    assert Case.objects.get(pk=told.case.pk).closed_by is not None
    assert send(told, "reconsider").pk, "what comes after the end is received too"


@pytest.mark.parametrize("who", ["khoa", "em", "chi", "an", "console", "console as binh"])
def test_nobody_writes_or_sends_for_the_person(told: Any, who: str) -> None:
    for call in (
        lambda: send(told, by=who),
        lambda: keep_draft(told.case, "explanation", Written("x"), actor=told.actor(who)),
        lambda: draft_of(told.case, "explanation", told.actor(who)),
    ):
        with pytest.raises(Refused):
            call()
    assert not Statement.objects.exists() and not StatementDraft.objects.exists()


def test_a_paper_is_recorded_as_received_without_its_words(told: Any) -> None:
    khoa, binh = told.actor("khoa"), told.people["binh"]
    with pytest.raises(Refused) as refused:
        receive_on_paper(told.case, OnPaper(told.people["em"], "other", date(2027, 1, 1), "drawer"), actor=khoa)
    assert codes(refused) == ["ahead", "person", "what", "kept-at"]
    row = receive_on_paper(told.case, OnPaper(binh, "explanation", date(2026, 2, 5), "office", "41"), actor=khoa)
    sent = read_statement(row)
    assert (sent.text, sent.kept_at, sent.paper_number, sent.whole) == (None, "văn thư của cấp ủy", "41", True)
    assert Step.objects.get(code="answered").on == date(2026, 2, 5)
    assert Entry.objects.get(pk=row.recorded_by).kind == "casework.statement_received"
    assert [one.row for one in sent_in(told.case, binh)] == [row], "the person sees that it was recorded"
    cancel_received(row, reason="wrong_person", actor=khoa)
    own = send(told)
    with pytest.raises(Refused) as refused:
        cancel_received(own, reason="wrong_person", actor=khoa)
    assert codes(refused) == ["gone"]
    assert [one.row for one in sent_in(told.case)] == [own] and list(recount.differences()) == []


def test_a_row_that_was_edited_is_told_by_the_recount_and_shows_the_same_words(told: Any) -> None:
    row = send(told)
    Statement.objects.filter(pk=row.pk).update(what="reserve", on_paper=True)
    changed = Statement.objects.get(pk=row.pk)
    assert (read_statement(changed).text, read_statement(changed).line.title) == (WORDS, "Giải trình")
    assert len(list(recount.differences())) == 1


def test_access_stays_when_somebody_was_expelled_and_has_no_role_any_more(told: Any) -> None:
    person = told.people["binh"]
    expelled = Change(person, acts=[NewAct("expelled", clock.today(), told.places["branch"])])
    assert not apply_changes([expelled], rights=lambda _place: [], actor=told.actor("an"))[0].refusals
    revoke_role(RoleGrant.objects.get(account=told.accounts["binh"]), actor=told.actor("an"))
    binh, client = told.actor("binh"), told.client("binh")
    assert not binh.grants and cases_about(binh) == [told.case]
    lines = [one for one in waiting_for(binh, clock.today()) if one.kind == "casework.mine"]
    assert lines[-1].title == "Việc về bạn: Việc thử mở theo quyền"
    assert client.get(reverse("home")).status_code == 200
    assert client.get(lines[-1].url).status_code == 200
    assert (
        client.post(reverse("casework:write", args=[told.case.pk, "explanation"]), {"text": WORDS}).status_code == 302
    )


def test_erasing_a_person_takes_words_and_drafts_and_leaves_the_chain(told: Any) -> None:
    row, person = send(told), told.people["binh"]
    keep_draft(told.case, "reserve", Written("Nháp"), actor=told.actor("binh"))
    left = Change(person, acts=[NewAct("expelled", clock.today(), told.places["branch"])])
    apply_changes([left], rights=lambda _place: [], actor=told.actor("an"))
    erase_people([person], actor=told.actor("an"))
    assert read_statement(row).text is None and not StatementDraft.objects.exists()
    assert verify().ok


def test_reading_is_kept_before_the_words_are_shown_and_told_to_their_writer(told: Any) -> None:
    row = send(told)
    address = reverse("casework:statement", args=[told.case.pk, row.pk])
    own = reverse("casework:sent", args=[told.case.pk, row.pk])
    assert "Chưa có ai." in told.client("binh").get(own).content.decode()
    assert [told.client(name).get(address).status_code for name in ("thu", "em", "binh", "an")] == [404] * 4
    told_of = told.client("khoa").get(address).content.decode()
    assert "Tôi đã báo cáo việc này" in told_of and read_statement(row).key not in told_of
    (reader,) = readers_of(row)
    assert (reader.organisation, reader.role) == ("Đảng bộ huyện Sông Thu", "inspection_officer")
    shown = told.client("binh").get(own).content.decode()
    assert "Cán bộ kiểm tra" in shown and read_statement(row).code in shown and read_statement(row).key in shown


def test_the_pages_of_the_person_keep_send_and_print(told: Any) -> None:
    client, write = told.client("binh"), reverse("casework:write", args=[told.case.pk, "explanation"])
    mine = reverse("casework:mine", args=[told.case.pk])
    first = client.get(mine).content.decode()
    assert "Điều được xem xét" in first and "có bản nháp" not in first
    assert (
        client.post(write, {"text": "Dòng một\r\nDòng hai", "keep": "1", "evidence_report": "archive"}).status_code
        == 302
    )
    assert "có bản nháp" in client.get(mine).content.decode() and "Dòng hai" in client.get(write).content.decode()
    answer = client.post(write, {"text": "Dòng một\r\nDòng hai", "evidence_report": "archive"})
    row = Statement.objects.get()
    assert answer.headers["Location"] == reverse("casework:sent", args=[told.case.pk, row.pk])
    assert read_statement(row).text == "Dòng một\nDòng hai"
    blank = client.get(reverse("casework:blank", args=[told.case.pk, "explanation"])).content.decode()
    assert "BÁO CÁO GIẢI TRÌNH" in blank and "Trần Văn Bình" in blank
    assert client.get(reverse("casework:write", args=[told.case.pk, "appeal"])).status_code == 404


def test_the_officer_records_a_paper_and_cancels_it_by_pages(told: Any) -> None:
    client, receive = told.client("khoa"), reverse("casework:receive", args=[told.case.pk])
    binh = told.people["binh"]
    asked = {"person": binh, "what": "reserve", "on": "05/02/2026", "kept_at": "organ"}
    assert client.post(receive, asked).status_code == 302
    row = Statement.objects.get()
    assert client.get(reverse("casework:statement", args=[told.case.pk, row.pk])).status_code == 200
    cancel = reverse("casework:cancel-received", args=[told.case.pk, row.pk])
    assert client.post(cancel, {"reason": "wrong_person"}).status_code == 302
    assert Entry.objects.filter(kind="casework.statement_cancelled", cancels_id=row.recorded_by).exists()
    assert told.client("binh").post(reverse("casework:discard", args=[told.case.pk, "reserve"])).status_code == 302
