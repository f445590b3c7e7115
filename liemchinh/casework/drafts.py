"""Drafts of the person concerned, sealed with a key beside the database: whoever reads its tables reads none of them."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from nacl.secret import SecretBox

from liemchinh.access.actor import Actor
from liemchinh.casework.concerned import own_case
from liemchinh.casework.models import Case, StatementDraft
from liemchinh.casework.statement_words import SENT
from liemchinh.keys import key_bytes
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something they bring: its kind (a code of EVIDENCE) and where it lies (of LIES)."""

    kind: str
    lies: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is written: the words and the evidence."""

    text: str = ""
    evidence: Sequence[Evidence] = ()


@transaction.atomic
def keep_draft(case: Case, what: str, written: Written, *, actor: Actor) -> None:
    """Keeps what its writer has so far, in place of what was kept. No entry is made and nobody is told.

    Refuses whoever the case is not about, or not yet shown to, and what there is not.
    """
    person = own_case(case, actor)
    if what not in SENT:
        raise Refused([Refusal("what", "Không có loại văn bản ấy.", remedy="Hãy chọn trong danh sách.")])
    told = json.dumps([written.text, [[one.kind, one.lies] for one in written.evidence]])
    sealed = _box(case.pk, person, what).encrypt(told.encode())
    StatementDraft.objects.update_or_create(case=case, person_id=person, what=what, defaults={"sealed": bytes(sealed)})


@transaction.atomic
def discard_draft(case: Case, what: str, *, actor: Actor) -> None:
    """Throws one's own draft away; nothing remains of it."""
    StatementDraft.objects.filter(case=case, person_id=own_case(case, actor), what=what).delete()


def draft_of(case: Case, what: str, actor: Actor) -> Written | None:
    """One's own draft; None where there is none. There is no other way to one, with whatever role or grant."""
    person = own_case(case, actor)
    row = StatementDraft.objects.filter(case=case, person_id=person, what=what).first()
    if row is None:
        return None
    text, evidence = json.loads(_box(case.pk, person, what).decrypt(bytes(row.sealed)))
    return Written(text, [Evidence(*one) for one in evidence])


def _box(case: int, person: int, what: str) -> SecretBox:
    """A key for each draft: one that is moved to another person or case opens there no more."""
    key = key_bytes(settings.DATA, "statements.key")
    return SecretBox(hmac.new(key, f"{case} {person} {what}".encode(), hashlib.sha256).digest())
