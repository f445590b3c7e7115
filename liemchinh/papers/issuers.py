"""How organs are written on their documents: what the charter suggests, what an officer confirmed, from which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import standing, subtree
from liemchinh.papers.models import Letterhead
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.issuing import Issuing, open_issuing, read_number, write_number

COMMITTEE = "committee"
LONGEST = {"symbol": 30, "above": 200, "name": 200, "place": 60}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An organ of an organisation: its committee (or the branch itself), its inspection commission, its office, …"""

    organisation: int
    organ: str = COMMITTEE


@dataclass(frozen=True, slots=True)
class Heading:
    """What a letterhead says."""

    symbol: str
    name: str
    above: str = ""
    place: str = ""

    def told(self) -> dict[str, Plain]:
        """What the book keeps of it."""
        return {"symbol": self.symbol, "name": self.name, "above": self.above, "place": self.place}


def issuing() -> Issuing:
    """Types of document and organs of the charter."""
    return open_issuing(settings.CHARTER)


def organ_title(code: str) -> str:
    """An organ in words; the code itself for one the charter no longer has."""
    found = issuing().organs.get(code)
    return found.title if found else code


def type_title(code: str) -> str:
    """A type of document in words; the code itself for one the charter no longer has."""
    found = issuing().types.get(code)
    return found.title if found else code


def letterhead_on(issuer: Issuer, on: date) -> Letterhead | None:
    """How an organ is written on a day."""
    rows = Letterhead.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        organisation_id=issuer.organisation, organ=issuer.organ, valid_from__lte=on, cancelled_by=None,
    )  # fmt: skip
    return rows.first()


def hold_letterheads(which: Q) -> None:
    """Holds letterheads until the transaction ends: the room's own lock, after organisations, people and cases and before the book.

    Whoever numbers, changes how an organ is written, or changes a term that may have numbers, waits here for the others.
    """
    rows = Letterhead.objects.select_for_update(no_key=True).filter(which, cancelled_by=None)
    list(rows.order_by("pk").values_list("pk"))


def suggestions(organisations: Sequence[int], on: date) -> dict[Issuer, Heading]:
    """What the charter would fill in for every organ its tables give to these organisations; `symbol` "" where none is reliably known."""
    rows = {row.organisation_id: row for row in standing(on).filter(organisation_id__in=organisations)}
    parents = standing(on).filter(organisation_id__in={row.parent_id for row in rows.values() if row.parent_id})
    above, found = dict(parents.values_list("organisation_id", "name")), {}
    for number, row in rows.items():
        for organ in issuing().organs.values():
            if row.category in organ.categories:
                told = issuing().suggest(organ.code, row.category, row.name, above.get(row.parent_id or 0, ""), on)
                found[Issuer(number, organ.code)] = Heading(told.symbol, told.name, told.above)
    return found


@transaction.atomic
def set_letterhead(issuer: Issuer, heading: Heading, on: date, *, actor: Actor) -> int:
    """How an organ is written from a day on; gives the entry. What held before ends that day; what was set for later days goes.

    Refuses an organ the charter does not have, an empty or unfit symbol or name. Numbers given before keep what is written on them.
    """
    actor.require("papers.keep", issuer.organisation)
    told = Heading(*(clean(text) for text in (heading.symbol, heading.name, heading.above, heading.place)))
    faults = _faults(issuer, told)
    if faults:
        raise Refused(faults)
    lock_organisations([issuer.organisation])
    hold_letterheads(Q(organisation_id=issuer.organisation, organ=issuer.organ))
    return _write([(issuer, told)], on, actor)[0]


@transaction.atomic
def take_suggestions(organisation: int, on: date, *, actor: Actor) -> int:
    """Confirms what the charter suggests for all organs at and under an organisation that have nothing written yet; gives how many.

    Where no symbol is reliably known nothing is taken.
    """
    actor.require("papers.keep", organisation)
    below = list(subtree([organisation], on))
    lock_organisations(below)
    there = {Issuer(*pair) for pair in Letterhead.objects.filter(cancelled_by=None, organisation_id__in=below).values_list(
        "organisation_id", "organ")}  # fmt: skip
    taken = [
        (issuer, heading) for issuer, heading in suggestions(below, on).items() if heading.symbol and issuer not in there
    ]  # fmt: skip
    _write(taken, on, actor)
    return len(taken)


def _of(issuer: Issuer) -> Q:
    return Q(organisation_id=issuer.organisation, organ=issuer.organ, cancelled_by=None)


def _write(taken: Sequence[tuple[Issuer, Heading]], on: date, actor: Actor) -> Sequence[int]:
    entries = [
        NewEntry("papers.letterhead_set", on, issuer.organisation, data={"organ": issuer.organ} | heading.told())
        for issuer, heading in taken
    ]
    sequences = record(entries, actor=actor)
    for (issuer, heading), sequence in zip(taken, sequences, strict=True):
        follow_letterhead(issuer, heading, on, sequence)
    return sequences


def follow_letterhead(issuer: Issuer, heading: Heading, on: date, sequence: int) -> None:
    """Writes what the entry says: the row before ends, later ones go."""
    rows = Letterhead.objects.filter(_of(issuer))
    rows.filter(valid_from__gte=on).update(cancelled_by=sequence)
    for row in rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lt=on):
        Letterhead.objects.filter(pk=row.pk).update(cancelled_by=sequence)
        row.pk, row.recorded_by, row.valid_to = None, sequence, on
        row.save(force_insert=True)
    Letterhead.objects.create(
        organisation_id=issuer.organisation, organ=issuer.organ, symbol=heading.symbol, above=heading.above, name=heading.name,
        place=heading.place, valid_from=on, recorded_by=sequence,
    )  # fmt: skip


def _faults(issuer: Issuer, told: Heading) -> list[Refusal]:
    found = []
    if issuer.organ not in issuing().organs:
        found.append(Refusal("organ", "Không có cơ quan này trong danh sách.", remedy="Hãy chọn một cơ quan."))
    read = read_number(write_number(1, "QĐ", told.symbol)) if told.symbol else None
    if read is None or read.organ != told.symbol:
        said = "Ký hiệu cơ quan phải viết liền, bắt đầu bằng chữ hoa, ví dụ ĐU, BKSLH."
        found.append(Refusal("symbol", said, remedy="Hãy ghi đúng như trong số, ký hiệu văn bản, phần sau dấu “/”."))
    if not told.name:
        found.append(Refusal("name", "Chưa ghi tên cơ quan ban hành.", remedy="Hãy ghi tên như in trên văn bản."))
    for key, longest in LONGEST.items():
        if len(getattr(told, key)) > longest:
            found.append(Refusal("long", f"Có mục dài quá {longest} ký tự.", remedy="Hãy rút ngắn."))
    return found


def last_day(row: Letterhead) -> date | None:
    """The last day a letterhead holds."""
    return row.valid_to - timedelta(days=1) if row.valid_to else None
