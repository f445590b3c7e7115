"""What was sent in a case, read from the book: a row only says where. Held against the code on the receipt each time it is shown."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.drafts import Evidence, Written
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Statement
from liemchinh.casework.opening import acting_in
from liemchinh.casework.statement_words import EVIDENCE, KEPT_AT, LIES, SENT
from liemchinh.journal.chain import commit
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.queries import ReadBy, who_read
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import office_by
from liemchinh.members.queries import names

READING = "casework.statement"


@dataclass(frozen=True, slots=True)
class SentRow:
    """A line of the list: what, by whom, on which day, its number; nothing of its words."""

    row: Statement
    number: int
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement as it is read. `code`, `key`: what a printed copy is held against (HMAC-SHA-256 of the words as kept, with the key).

    `text` None: on paper, or erased; `whole`: what stands there is what was sent.
    """

    line: SentRow
    text: str | None
    evidence: Sequence[tuple[str, str]]
    code: str
    key: str
    whole: bool
    kept_at: str
    paper_number: str


def sent_in(case: Case, person: int | None = None) -> list[SentRow]:
    """What was sent in a case, by everybody or by one, the newest first. For whoever the case is open to, or the person themselves."""
    found = Statement.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by")
    rows = list(found.filter(person_id=person) if person is not None else found)
    known = names([row.person_id for row in rows])
    return [SentRow(row, row.recorded_by, str(SENT[row.what]), known.get(row.person_id, "")) for row in rows]


def read_statement(row: Statement) -> Sent:
    """The words of a statement. Call `note_statement_read` before it is shown to anybody but its writer."""
    entry = Entry.objects.get(pk=row.recorded_by)
    payload = json.loads(bytes(entry.payload))
    beside, data = Personal.objects.filter(pk=row.recorded_by).first(), payload["data"]
    code, whole = payload["personal"] or "", row.on_paper
    if beside is not None:
        whole = commit(bytes(beside.salt), beside.value.encode()) == code
    evidence = [(str(EVIDENCE[kind]), str(LIES[lies])) for kind, lies in data.get("evidence", ())]
    line = SentRow(row, row.recorded_by, str(SENT[data["what"]]), names([data["person"]]).get(data["person"], ""))
    return Sent(
        line, json.loads(beside.value)["text"] if beside else None, evidence, code,
        bytes(beside.salt).hex() if beside else "", whole, str(KEPT_AT.get(data.get("kept_at", ""), "")),
        data.get("number", ""),
    )  # fmt: skip


def written_in(row: Statement) -> Written | None:
    """The words and evidence as they were sent; None once erased."""
    beside = Personal.objects.filter(pk=row.recorded_by).first()
    if beside is None:
        return None
    data: dict[str, Any] = json.loads(bytes(Entry.objects.get(pk=row.recorded_by).payload))["data"]
    return Written(json.loads(beside.value)["text"], [Evidence(*one) for one in data["evidence"]])


def note_statement_read(actor: Actor, row: Statement) -> None:
    """Keeps that a holder of the case read what somebody sent; its writer sees by which office, in which role, on which day."""
    rights = case_kind(row.case.kind).rights
    role, office = office_by(actor, [(rights[role], place) for role, place in acting_in(row.case)])
    record_reading(actor, READING, row.pk, role=role, organisation=office)


def readers_of(row: Statement) -> list[ReadBy]:
    """Who read it."""
    return who_read(READING, row.pk)


def entries_of(people: Sequence[int]) -> list[int]:
    """The entries beside which words of these people stand, for whoever erases them."""
    return list(Statement.objects.filter(person_id__in=people).values_list("recorded_by", flat=True))
