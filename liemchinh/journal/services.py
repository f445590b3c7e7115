"""Writing in the book. Every act of every room ends here, inside its own transaction."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from django.db import connection, transaction

from liemchinh.journal import clock, heads
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.chain import START, Sealed, day, link, refuse_floats, seal, spelled, stamp
from liemchinh.journal.erasing import truncate_log
from liemchinh.journal.models import Entry, Personal, Reading
from liemchinh.journal.registry import Plain, event_kind

LOCK = 0x4C43
ENTRY_COLUMNS = (
    "sequence", "kind", "happened", "effective_on", "recorded_at", "organisation_id", "member_id", "case_id",
    "account_id", "behalf_id", "cancels_id", "payload", "hash",
)  # fmt: skip


class Doer(Protocol):
    """Whoever acts: an account, perhaps for someone else, or nobody's account (the machine's own console)."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def on_behalf_of(self) -> int | None: ...


class NewEntry(NamedTuple):
    """An act to be recorded. `happened`: the date as told ("1956"), empty for the effective day itself; `personal` may be sealed ahead."""

    kind: str
    effective_on: date | None
    organisation: int | None = None
    member: int | None = None
    case: int | None = None
    happened: str = ""
    cancels: int | None = None
    data: Mapping[str, Plain] = MappingProxyType({})
    personal: Mapping[str, str] | Sealed = MappingProxyType({})


def record(entries: Sequence[NewEntry], *, actor: Doer) -> range:
    """Writes entries in order and gives their sequences. Takes the chain's lock until the transaction ends.

    Guarantees: consecutive sequences, one unbroken chain, personal values beside it. Refuses (ValueError, KeyError): no open
    transaction, an undeclared kind, undeclared keys, data that is not plain. Lock what you will change before calling this.
    """
    if not connection.in_atomic_block:
        raise ValueError("record() needs an open transaction")
    if not entries:
        return range(0)
    previous, last = _locked_head()
    moment, account, behalf = clock.now(), actor.account_id, actor.on_behalf_of
    recorded_at = stamp(moment)
    rows, beside = [], []
    for sequence, entry in enumerate(entries, last + 1):
        kind, on, organisation, member, case, happened, cancels, data, personal = entry
        sealed = _sealed(personal) if personal else None
        if sealed:
            beside.append((sequence, sealed.salt, sealed.value))
        _refuse_undeclared(kind, data, sealed.names if sealed else ())
        effective_on = day(on)
        told = happened or effective_on or ""
        payload = spelled({
            "sequence": sequence, "kind": kind, "happened": told, "effective_on": effective_on, "recorded_at": recorded_at,
            "organisation": organisation, "member": member, "case": case, "account": account, "behalf": behalf, "cancels": cancels,
            "data": dict(data) if data else {}, "personal": sealed.commitment if sealed else None,
        })  # fmt: skip
        previous = link(previous, payload)
        rows.append(
            (sequence, kind, told, on, moment, organisation, member, case, account, behalf, cancels, payload, previous)
        )
    insert_rows(Entry, ENTRY_COLUMNS, rows)
    insert_rows(Personal, ("sequence", "salt", "value"), beside)
    final = last + len(entries)
    transaction.on_commit(lambda: heads.write(final, previous, moment))
    return range(last + 1, final + 1)


def _sealed(personal: Mapping[str, str] | Sealed) -> Sealed:
    return personal if isinstance(personal, Sealed) else seal(personal)


def next_sequence() -> int:
    """The sequence the next entry will have. Takes the chain's lock until the transaction ends, so that nobody else's comes before."""
    if not connection.in_atomic_block:
        raise ValueError("next_sequence() needs an open transaction")
    return _locked_head()[1] + 1


def _locked_head() -> tuple[bytes, int]:
    # Asked before every act: through the ORM it costs ten times as much.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT hash, sequence FROM journal_entry ORDER BY sequence DESC LIMIT 1")
        head = cursor.fetchone()
    return (bytes(head[0]), head[1]) if head else (START, 0)


def _refuse_undeclared(kind: str, data: Mapping[str, Plain], personal: Collection[str]) -> None:
    declared = event_kind(kind)
    if (data or personal) and not declared.takes(data, personal):
        raise ValueError(f"{kind}: undeclared keys in {sorted(data)} or {sorted(personal)}")
    if data:
        refuse_floats(data)


@transaction.atomic
def erase_personal(sequences: Sequence[int], *, member: int | None, actor: Doer) -> int:
    """Deletes the personal values beside `sequences`, and from the database's log; the chain stays true. Gives how many there were."""
    there = sorted(Personal.objects.filter(sequence__in=sequences).values_list("sequence", flat=True))
    record(
        [NewEntry("journal.personal_erased", clock.today(), member=member, data={"sequences": list(there)})],
        actor=actor,
    )
    Personal.objects.filter(sequence__in=there).delete()
    transaction.on_commit(truncate_log)
    return len(there)


def record_reading(
    actor: Doer, object_kind: str, object_id: int, *, role: str = "", organisation: int | None = None, reason: str = ""
) -> None:
    """Notes that `actor` reads an object in this hour, once. Committed at once: call it before the page is made."""
    record_readings(actor, object_kind, [object_id], role=role, organisation=organisation, reason=reason)


def record_readings(
    actor: Doer, object_kind: str, objects: Iterable[int], *, role: str = "", organisation: int | None = None, reason: str = ""
) -> None:  # fmt: skip
    """The same of many objects at once."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    Reading.objects.bulk_create(
        [
            Reading(
                account_id=actor.account_id, behalf_id=actor.on_behalf_of, role=role, organisation_id=organisation,
                object_kind=object_kind, object_id=number, hour=hour, reason=reason,
            )
            for number in objects
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def personal_of(sequence: int) -> dict[str, str]:
    """The personal values beside an entry; empty once erased."""
    value = Personal.objects.filter(sequence=sequence).values_list("value", flat=True).first()
    return json.loads(value) if value else {}


def known_sequence(day_known: date) -> int:
    """The last sequence recorded by the end of `day_known`; 0 if nothing was known yet."""
    last = Entry.objects.filter(recorded_at__lt=clock.end_of(day_known)).order_by("-recorded_at", "-sequence")
    return last.values_list("sequence", flat=True).first() or 0


def last_sequence() -> int:
    """The sequence of the newest entry; 0 in an empty book."""
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
