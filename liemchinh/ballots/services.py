"""Before and around a secret vote: prepared, frozen, slips drawn, opened, closed."""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from liemchinh.access.actor import Actor
from liemchinh.ballots import codes, faults
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.locking import hold_box, note
from liemchinh.ballots.models import Box, Elector, Receipt, SealedBallot, Slip, TellerCode, Wrap
from liemchinh.ballots.queries import is_visible_to
from liemchinh.ballots.sealing import wraps_of
from liemchinh.ballots.tidying import tidy
from liemchinh.ballots.using import uses
from liemchinh.ballots.words import CHANNELS, CLOSED, DRAWN, FROZEN, OPEN, PREPARED, SURVEY
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, next_sequence, record
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refused

LARGEST = 2**62


@transaction.atomic
def prepare_boxes(told: Sequence[Preparing], *, actor: Actor) -> list[Box]:
    """Votes are prepared, each with who may vote. Gives the boxes. Refuses everything at once; nothing is final before freezing."""
    found = [fault for one in told for fault in faults.faults_of_preparing(one)]
    if found:
        actor.require_somewhere(uses()[told[0].use].verb if told[0].use in uses() else "ballots.keep")
        raise Refused(dict.fromkeys(found))
    refused = [fault for one in told for fault in actor.refusals(uses()[one.use].verb, one.organisation)]
    if refused:
        raise Refused(dict.fromkeys(refused))
    lock_organisations({one.organisation for one in told})
    first = next_sequence()
    boxes = [_box(one, first + place) for place, one in enumerate(told)]
    if not all(is_visible_to(actor, box) for box in boxes):
        raise Refused([faults.refusal("none", _("Không có việc này."), _("Mở lại danh sách."))])
    record([_prepared(one) for one in told], actor=actor)
    Box.objects.bulk_create(boxes)
    Elector.objects.bulk_create(
        Elector(box=box, person_id=person)
        for box, one in zip(boxes, told, strict=True)
        for person in sorted(set(one.electors))
    )
    return boxes


def _box(told: Preparing, sequence: int) -> Box:
    box = Box(
        organisation_id=told.organisation, kind=told.kind, use=told.use, about=told.about, step=told.step, case=told.case,
        rows=list(told.rows), columns=list(told.columns), on=told.on, channels=told.channels, recorded_by=sequence,
    )  # fmt: skip
    _seat(box, told.tellers)
    return box


def _prepared(told: Preparing) -> NewEntry:
    # A survey's rows are its people, who leave with the next round; what the book says stays.
    rows: Plain = len(told.rows) if told.kind == SURVEY else list(told.rows)
    tellers = list[Plain]([*dict.fromkeys(told.tellers)][:3])
    data: dict[str, Plain] = {
        "ballot_kind": told.kind, "use": told.use, "about": told.about, "step": told.step, "rows": rows,
        "columns": list(told.columns), "channels": told.channels, "voters": len(set(told.electors)),
        "tellers": tellers,
    }  # fmt: skip
    return NewEntry("ballots.prepared", told.on, told.organisation, case=told.case, data=data)


def _seat(box: Box, tellers: Sequence[int]) -> None:
    seats = [*dict.fromkeys(tellers), None, None, None][:3]
    box.first_teller_id, box.second_teller_id, box.third_teller_id = seats


@transaction.atomic
def set_tellers(pk: int, tellers: Sequence[int], channels: str, *, actor: Actor) -> int:
    """Two or three people count, and ballots come by these ways; gives the sequence. Refuses more than three, and strangers."""
    box = hold_box(pk, actor, PREPARED)
    seated = list(dict.fromkeys(tellers))
    found = faults.faults_of_people(seated)
    if not 2 <= len(seated) <= 3 or channels not in CHANNELS:
        said = _("Cần hai hoặc ba người kiểm phiếu, và một cách bỏ phiếu trong danh sách.")
        found.append(faults.refusal("tellers", said, _("Chọn lại.")))
    if found:
        raise Refused(found)
    sequence = note(box, "arranged", actor, tellers=[*seated], channels=channels)
    _seat(box, seated)
    box.channels = channels
    box.save(update_fields=["first_teller", "second_teller", "third_teller", "channels"])
    return sequence


@transaction.atomic
def freeze_box(pk: int, *, actor: Actor) -> list[str]:
    """From now on nothing of the vote changes. Gives the three tellers' codes, to be printed at once: they are kept nowhere.

    Refuses with everything that stands in the way. Two codes together open the ballots; two lost, the vote is held again.
    """
    box = hold_box(pk, actor, PREPARED)
    electors = list(Elector.objects.filter(box=box).order_by("person_id").values_list("person_id", flat=True))
    found = faults.faults_of_freezing(box, electors)
    if found:
        raise Refused(found)
    private, printed = PrivateKey.generate(), [codes.draw(codes.TELLER) for _number in range(3)]
    box.electorate_hash = sha256(f"{box.uid}:{electors}".encode()).hexdigest()
    note(box, "frozen", actor, voters=len(electors), electorate=box.electorate_hash)
    box.public_key, box.state = bytes(private.public_key), FROZEN
    box.save(update_fields=["electorate_hash", "public_key", "state"])
    TellerCode.objects.bulk_create(
        TellerCode(box=box, number=number, digest=codes.teller_digest(box.uid, code))
        for number, code in enumerate(printed, 1)
    )
    wraps = wraps_of(box.uid, private, printed)
    Wrap.objects.bulk_create(
        Wrap(box=box, first=one, second=two, sealed=sealed) for (one, two), sealed in wraps.items()
    )
    return printed


@transaction.atomic
def draw_slips(pk: int, *, phone: int, paper: int, actor: Actor) -> list[str]:
    """Draws the codes of the phone's slips, shuffled by being drawn, and gives them once; the server keeps keyed hashes.

    Drawn again before opening, earlier slips are worth nothing.
    """
    box = hold_box(pk, actor, FROZEN, DRAWN)
    found = faults.faults_of_drawing(box, phone, paper, Elector.objects.filter(box=box).count())
    if found:
        raise Refused(found)
    drawn = [codes.draw() for _number in range(phone)]
    note(box, "drawn", actor, coded=phone, paper=paper)
    Slip.objects.filter(box=box).delete()
    Slip.objects.bulk_create(Slip(digest=digest, box=box) for digest in sorted(map(codes.slip_digest, drawn)))
    box.printed_coded, box.printed_paper, box.state = phone, paper, DRAWN
    box.save(update_fields=["printed_coded", "printed_paper", "state"])
    return drawn


@transaction.atomic
def open_box(pk: int, *, phone: int, paper: int, actor: Actor) -> int:
    """Ballots may come; `phone` and `paper`: how many took a slip of each way, as the signed roll says. Gives the sequence."""
    box = hold_box(pk, actor, DRAWN)
    found = faults.faults_of_opening(box, phone, paper, Elector.objects.filter(box=box).count())
    if found:
        raise Refused(found)
    sequence = note(box, "opened", actor, issued=phone + paper, coded=phone, paper=paper)
    box.issued_coded, box.issued_paper, box.state = phone, paper, OPEN
    box.save(update_fields=["issued_coded", "issued_paper", "state"])
    return sequence


@transaction.atomic
def close_box(pk: int, *, actor: Actor) -> int:
    """No ballot comes any more; all are written anew, shuffled, so that nothing lies in the order of coming. Gives the sequence."""
    box = hold_box(pk, actor, OPEN)
    sequence = note(box, "closed", actor)
    ballots = [bytes(one) for one in SealedBallot.objects.filter(box=box).values_list("sealed", flat=True)]
    receipts = sorted(Receipt.objects.filter(box=box).values_list("number", flat=True))
    slips = sorted(Slip.objects.filter(box=box).values_list("digest", "spent"))
    for model in (SealedBallot, Receipt, Slip):
        model.objects.filter(box=box).delete()
    anew = sorted((secrets.randbelow(LARGEST), sealed) for sealed in ballots)
    SealedBallot.objects.bulk_create(SealedBallot(number=number, box=box, sealed=sealed) for number, sealed in anew)
    Receipt.objects.bulk_create(Receipt(number=number, box=box) for number in receipts)
    Slip.objects.bulk_create(Slip(digest=digest, box=box, spent=spent) for digest, spent in slips)
    box.state = CLOSED
    box.save(update_fields=["state"])
    transaction.on_commit(tidy)
    return sequence
