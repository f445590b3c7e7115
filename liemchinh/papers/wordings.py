"""The wording of documents: what is shipped, and what an office put in its place from a day on, for itself and what is below it."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.models import Closure
from liemchinh.papers.models import Wording
from regulations import wordings as shipped_wordings
from regulations.answers import Refusal, Refused
from regulations.wordings import BLOCKS, faults_of

OF_ORGANISATION = "_organisation"
REMEDY = "Hãy sửa dòng ấy. Trường chỉ lấy trong danh sách bên cạnh; điều không có trường thì ghi tay trên bản in."


def shipped() -> Mapping[str, shipped_wordings.Wording]:
    """The wordings of the charter, by code."""
    return shipped_wordings.open_wordings(settings.CHARTER)


def paper_title(code: str) -> str:
    """A document in words; the code itself for one the charter no longer has."""
    found = shipped().get(code)
    return found.title if found else code


def code_for(code: str, facts: Mapping[str, str]) -> str:
    """Under which code a document is worded: one about an organisation has words of its own, where the charter has them."""
    about_organisation = "to_chuc" in facts and "ho_ten" not in facts
    found = f"{code}{OF_ORGANISATION}"
    return found if about_organisation and found in shipped() else code


def own_wording(organisation: int, code: str, on: date) -> Wording | None:
    """The office's own wording nearest above an organisation on a day: its own, or of an organisation it stands under then."""
    above = Closure.objects.filter(descendant_id=organisation, valid_from__lte=on, valid_to__gt=on)
    depths = dict(above.values_list("ancestor_id", "depth"))
    rows = Wording.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        organisation_id__in=depths, paper=code, valid_from__lte=on, cancelled_by=None,
    )  # fmt: skip
    return min(rows, key=lambda row: depths[row.organisation_id], default=None)


def wording_on(organisation: int, code: str, on: date) -> shipped_wordings.Wording:
    """The wording of a document of an organisation on a day. KeyError for a document the charter does not have."""
    own = own_wording(organisation, code, on)
    return shipped()[code].with_blocks({key: getattr(own, key) for key in BLOCKS}) if own else shipped()[code]


def faults_of_blocks(code: str, blocks: Mapping[str, str]) -> list[Refusal]:
    """Everything wrong with a changed wording, a sentence for each."""
    return [
        Refusal(f"wording-{number}", said, remedy=REMEDY)
        for number, said in enumerate(faults_of(shipped()[code].with_blocks(blocks)))
    ]


@transaction.atomic
def set_wording(organisation: int, code: str, blocks: Mapping[str, str], on: date, *, actor: Actor) -> int:
    """An office's own wording from a day on; gives the entry. What it had before ends that day, what was set for later days goes.

    Refuses a document the charter does not have and every fault of the text: a field not of the list, braces that do not close, a field
    that the document must have and has not. Documents of earlier days keep their words.
    """
    actor.require("papers.keep", organisation)
    if code not in shipped():
        raise Refused([Refusal("paper", "Không có văn bản này trong danh sách.", remedy="Hãy mở lại danh sách mẫu.")])
    told = {key: _tidy(blocks.get(key, "")) for key in BLOCKS}
    faults = faults_of_blocks(code, told)
    if faults:
        raise Refused(faults)
    lock_organisations([organisation])
    entry = NewEntry("papers.wording_set", on, organisation, data={"paper": code, "digest": digest_of(told)})
    sequence = record([entry], actor=actor)[0]
    _end(organisation, code, on, sequence)
    Wording.objects.create(organisation_id=organisation, paper=code, valid_from=on, recorded_by=sequence, **told)
    return sequence


@transaction.atomic
def withdraw_wording(organisation: int, code: str, on: date, *, actor: Actor) -> int:
    """From a day on the office has no wording of its own; gives the entry. Refuses where it has none that day or later."""
    actor.require("papers.keep", organisation)
    lock_organisations([organisation])
    own = Wording.objects.filter(_of(organisation, code))
    if not own.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exists():
        said = "Cơ quan này không có lời văn riêng cho văn bản ấy."
        raise Refused([Refusal("no-own", said, remedy="Hãy mở lại danh sách mẫu.")])
    entry = NewEntry("papers.wording_withdrawn", on, organisation, data={"paper": code})
    sequence = record([entry], actor=actor)[0]
    _end(organisation, code, on, sequence)
    return sequence


def digest_of(blocks: Mapping[str, str]) -> str:
    """What the book keeps of a text: enough to know it again."""
    return hashlib.sha256("\x00".join(blocks[key] for key in BLOCKS).encode()).hexdigest()


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _of(organisation: int, code: str) -> Q:
    return Q(organisation_id=organisation, paper=code, cancelled_by=None)


def _end(organisation: int, code: str, on: date, sequence: int) -> None:
    rows = Wording.objects.filter(_of(organisation, code))
    rows.filter(valid_from__gte=on).update(cancelled_by=sequence)
    for row in rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lt=on):
        Wording.objects.filter(pk=row.pk).update(cancelled_by=sequence)
        row.pk, row.recorded_by, row.valid_to = None, sequence, on
        row.save(force_insert=True)
