"""The count: two tellers' sheets of the paper, two tellers' codes for the phones, one sum."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.ballots import count_faults
from liemchinh.ballots.codes import TELLER, read, teller_digest
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.given import PaperCount
from liemchinh.ballots.locking import hold_box, note
from liemchinh.ballots.marks import sums
from liemchinh.ballots.models import Box, SealedBallot, Sheet, Tally, TellerCode, Wrap
from liemchinh.ballots.sealing import unseal, unwrap
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import AGAIN, CLOSED, COUNTED, SURVEY
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from regulations.answers import Refused


@transaction.atomic
def enter_sheet(pk: int, code: str, told: PaperCount, *, actor: Actor) -> int:
    """One teller's count of the paper, of the first or a later count, proved by that teller's code. Gives the sequence.

    Entered again it replaces the former. Refuses numbers that do not add up. A survey's and a vote's numbers stand in no entry: only that
    the teller entered them.
    """
    box = hold_box(pk, actor, CLOSED, AGAIN)
    number = _teller(box, code)
    found = [] if number else [count_faults.wrong_code()]
    found += count_faults.faults_of_sheet(box, told)
    if found or number is None:
        raise Refused(found)
    sequence = note(box, "sheet_entered", actor, teller=number)
    Sheet.objects.update_or_create(box=box, number=number, defaults={"figures": plain(told)})
    return sequence


@transaction.atomic
def count_box(pk: int, *, codes: Sequence[str], unused: Sequence[str], actor: Actor) -> Counted:
    """Opens the ballots with two tellers' codes and adds them to the paper: one sum, one set of minutes.

    `unused`: the codes of slips nobody drew, opened before all. Refuses with everything that does not add up; nothing is opened then.
    Of a count asked for again its sum takes the place of the former, whose minutes stay in the book (`counting_again.all_minutes`).
    """
    box = hold_box(pk, actor, CLOSED, AGAIN)
    sheets = sheets_of(box)
    tellers = {number: code for text in codes if (code := read(text, TELLER)) and (number := _teller(box, code))}
    found = [] if len(tellers) >= 2 else [count_faults.two_codes()]
    found += count_faults.faults_of_sheets(box, sheets) + count_faults.faults_of_slips(box, unused)
    if found:
        raise Refused(found)
    ballots = _opened(box, tellers)
    if ballots is None:
        raise Refused([count_faults.unopened()])
    cells, paper = sums(ballots, len(box.rows), len(box.columns)), next(iter(sheets.values()), None)
    if paper:
        cells = cells + np.array(paper.cells, np.int64).reshape(cells.shape)
    counted = Counted(
        box.issued_coded + box.issued_paper, len(ballots) + (paper.returned if paper else 0),
        {reason: count for reason, count in (paper.spoiled if paper else {}).items() if count}, cells,
    )  # fmt: skip
    _keep(box, counted, actor)
    return counted


def _keep(box: Box, counted: Counted, actor: Actor) -> None:
    sums_told: Plain = [int(one) for one in counted.cells.ravel()] if box.kind != SURVEY else None
    note(
        box, "counted" if box.state == CLOSED else "counted_again", actor, issued=counted.issued, returned=counted.returned,
        valid=counted.valid, spoiled=dict(counted.spoiled), cells=sums_told,
    )  # fmt: skip
    numbers = {
        "issued": counted.issued, "returned": counted.returned, "spoiled": dict(counted.spoiled),
        "cells": [int(one) for one in counted.cells.ravel()],
    }  # fmt: skip
    Tally.objects.update_or_create(box=box, defaults=numbers)
    # With the sheets kept, paper and phone would be known apart.
    Sheet.objects.filter(box=box).delete()
    box.state, box.counted_on = COUNTED, clock.today()
    box.save(update_fields=["state", "counted_on"])
    told = use_of(box).when_counted
    if told is not None:
        told(box, counted, actor)


def sheets_of(box: Box) -> dict[int, PaperCount]:
    """What each teller entered of the paper. For services and the page of whoever keeps the box."""
    return {row.number: PaperCount(**row.figures) for row in Sheet.objects.filter(box=box).order_by("number")}


def plain(told: PaperCount) -> dict[str, Plain]:
    """A sheet as it is kept."""
    return {
        "unused": told.unused, "returned": told.returned, "not_returned": told.not_returned,
        "spoiled": {reason: count for reason, count in told.spoiled.items() if count},
        "cells": [[int(one) for one in row] for row in told.cells],
    }  # fmt: skip


def _teller(box: Box, code: str) -> int | None:
    told = read(code, TELLER)
    found = (
        TellerCode.objects.filter(box=box, digest=teller_digest(box.uid, told)) if told else TellerCode.objects.none()
    )
    return found.values_list("number", flat=True).first()


def _opened(box: Box, tellers: dict[int, str]) -> list[bytes] | None:
    sealed = [bytes(one) for one in SealedBallot.objects.filter(box=box).values_list("sealed", flat=True)]
    for first, second in combinations(sorted(tellers), 2):
        wrap = Wrap.objects.filter(box=box, first=first, second=second).first()
        private = unwrap(box.uid, bytes(wrap.sealed), tellers[first], tellers[second]) if wrap else None
        if private is not None:
            return unseal(box.uid, private, sealed)
    return None
