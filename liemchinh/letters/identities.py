"""Who wrote a letter: sealed by its keeper, opened by its keeper alone, for a document that asks for it, the reading kept first.

The keeper is nobody who keeps the book of letters, nobody who ever had a case out of the letter open, nobody such a case is about.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import accounts_of
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.casework.models import Case, Grant, Link, Party
from liemchinh.casework.opening import acting_in, is_concerned
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record, record_reading
from liemchinh.letters.models import LONGEST_NUMBER, Identity, Letter
from liemchinh.letters.organ import VERB as KEEPS_THE_BOOK
from liemchinh.letters.sealing import LONGEST, seal, unseal
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

VERB, READING = "letters.identity", "letters.identity"


@dataclass(frozen=True, slots=True)
class Mandate:
    """The document that asks who wrote a letter: number and day as written on it."""

    number: str
    dated: date


def keeps(actor: Actor) -> frozenset[int]:
    """The organisations whose letters' writers the actor keeps."""
    return actor.roots(VERB)


def letters_kept_by(actor: Actor) -> QuerySet[Letter]:
    """The signed letters of these organisations: number, day and kind, as their keeper needs them."""
    if actor.account_id is None:
        return Letter.objects.none()
    return Letter.objects.filter(organisation_id__in=keeps(actor), is_anonymous=False, cancelled_by=None)


def unnamed(actor: Actor) -> QuerySet[Letter]:
    """Those of which it is not kept yet who wrote them, the oldest first."""
    there = Identity.objects.filter(letter=OuterRef("pk"))
    return letters_kept_by(actor).filter(~Exists(there)).order_by("received_on", "pk")


@transaction.atomic
def seal_identity(letter: int, name: str, *, actor: Actor) -> int:
    """The keeper writes down who wrote a letter, sealed; gives the entry, which does not say it. What was written before is replaced.

    Refuses, all at once: whoever is no keeper there or stands apart, no name, too long a name, one whose time is over.
    """
    held, told = _held(letter, actor), clean(name)
    faults = faults_of_keeper(held, actor)
    if not told or len(told) > LONGEST:
        said = f"Chưa ghi tên người viết đơn, hoặc dài quá {LONGEST} ký tự."
        faults.append(Refusal("name", said, remedy="Hãy ghi như trên đơn; đơn nhiều người thì ghi người đại diện."))
    if Identity.objects.filter(letter=held).exclude(erased_on=None).exists():
        faults.append(Refusal("erased", "Đã hết thời gian giữ tên.", remedy="Tên chỉ còn trên đơn giấy."))
    if faults:
        raise Refused(faults)
    sequence = record([_entry("letters.identity_sealed", held)], actor=actor)[0]
    kept = {"sealed": seal(held.pk, told), "sealed_on": clock.today(), "recorded_by": sequence}
    Identity.objects.update_or_create(letter=held, defaults=kept)
    return sequence


@transaction.atomic
def open_identity(letter: int, mandate: Mandate, *, actor: Actor) -> str:
    """Who wrote a letter, for a document that asks for it. Entry and reading are written before it is given.

    Refuses, all at once: whoever is no keeper there or stands apart, no number or a day to come, nothing kept, a row that does not open.
    """
    held, number = _held(letter, actor), clean(mandate.number)
    faults = faults_of_keeper(held, actor) + faults_of_day(mandate.dated, "Văn bản yêu cầu")
    if not number or len(number) > LONGEST_NUMBER:
        said = "Chưa ghi số của văn bản yêu cầu."
        faults.append(
            Refusal("mandate", said, remedy="Chỉ mở tên khi có văn bản của người có thẩm quyền; hãy ghi số và ngày.")
        )
    row = Identity.objects.filter(letter=held, erased_on=None).first()
    if row is None:
        faults.append(Refusal("no-identity", "Không giữ tên người viết đơn này.", remedy="Tên chỉ có trên đơn giấy."))
    if row is None or faults:
        raise Refused(faults)
    name = unseal(held.pk, bytes(row.sealed or b""))
    if name is None:
        said = "Không mở được: dữ liệu đã bị đổi, hoặc thiếu khóa."
        raise Refused([Refusal("unreadable", said, remedy="Báo người quản trị kiểm tra khóa; tên còn trên đơn giấy.")])
    told = f"{number}, {mandate.dated:%d/%m/%Y}"
    record([_entry("letters.identity_opened", held, mandate=told)], actor=actor)
    record_reading(actor, READING, held.pk, organisation=held.organisation_id, reason=told)
    return name


def faults_of_keeper(letter: Letter, actor: Actor) -> list[Refusal]:
    """The refusal of a keeper who must not know of this letter: they keep a book of letters, had a case out of it open, or are in one.

    One sentence for all of these, so that nobody learns from it which is theirs.
    """
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    if account is None or stands_apart(letter, account):
        told = "Tên người viết đơn này không mở cho tài khoản này."
        remedy = "Người giữ tên không giữ sổ đơn thư, không làm vụ việc từ đơn ấy, không liên quan đến việc ấy. Hãy giao người khác."
        return [Refusal("stands-apart", told, remedy=remedy)]
    return []


def stands_apart(letter: Letter, account: Account) -> bool:
    """Must the holder of this account not know who wrote the letter, with whichever account of theirs?"""
    mine = [one.pk for one in accounts_of(account)]
    held = {grant.role for grant in live_grants(mine)}
    if any(KEEPS_THE_BOOK in role.verbs for code, role in roles().items() if code in held):
        return True
    cases = cases_from(letter)
    if Grant.objects.filter(case__in=cases, account__in=mine).exists():
        return True
    return any(
        is_concerned(
            account, acting_in(case), Party.objects.filter(case=case).values_list("organisation_id", "person_id")
        )
        for case in cases
    )


def cases_from(letter: Letter) -> list[Case]:
    """The denunciations out of a letter, and every case that arose from one of them, ended or not."""
    found = set(Case.objects.filter(denunciation__letter=letter).values_list("pk", flat=True))
    newest = set(found)
    while newest:
        newest = set(Link.objects.filter(source__in=newest).values_list("case_id", flat=True)) - found
        found |= newest
    return list(Case.objects.filter(pk__in=found).order_by("pk"))


def _held(letter: int, actor: Actor) -> Letter:
    actor.require_somewhere(VERB)
    place = Letter.objects.filter(pk=letter).values_list("organisation_id", flat=True).first()
    if place is None or place not in keeps(actor):
        told = "Đơn này không thuộc nơi tài khoản này giữ tên người viết."
        raise Refused([Refusal("not-kept", told, remedy="Hãy mở lại danh sách.")])
    lock_organisations([place])
    held = letters_kept_by(actor).filter(pk=letter).first()
    if held is None:
        raise Refused(
            [Refusal("gone", "Đơn này không rõ người viết, hoặc dòng ấy đã hủy.", remedy="Hãy mở lại danh sách.")]
        )
    return held


def _entry(kind: str, letter: Letter, **more: str) -> NewEntry:
    data = {"organ": letter.organ, "year": letter.year, "number": letter.number, **more}
    return NewEntry(kind, clock.today(), letter.organisation_id, data=data)
