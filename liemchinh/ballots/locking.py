"""A box, held by whoever may keep it."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.faults import refusal, wrong_state
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import is_visible_to
from liemchinh.ballots.using import use_of, uses
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refused


def hold_box(pk: int, actor: Actor, *states: str) -> Box:
    """The box, locked, after the actor was found to keep it. Raises Refused: no right there, or it stands in none of `states`."""
    box = Box.objects.filter(pk=pk).first()
    if box is None or not is_visible_to(actor, box):
        for verb in {use_of(box).verb} if box else {use.verb for use in uses().values()}:
            actor.require(verb, box.organisation_id) if box else actor.require_somewhere(verb)
        raise Refused([refusal("none", _("Không có lần bỏ phiếu này."), _("Mở lại danh sách."))])
    actor.require(use_of(box).verb, box.organisation_id)
    lock_organisations([box.organisation_id])
    held = Box.objects.select_for_update().get(pk=pk)
    if held.state not in states:
        raise Refused([wrong_state(held)])
    return held


def note(box: Box, code: str, actor: Actor, **data: Plain) -> int:
    """One entry about a box; gives its sequence."""
    told: dict[str, Plain] = {"prepared": box.recorded_by, "ballot_kind": box.kind, **data}
    return record([NewEntry(f"ballots.{code}", box.on, box.organisation_id, case=box.case, data=told)], actor=actor)[0]
