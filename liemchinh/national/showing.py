"""Acts that wait as people read them: what, of whom, where, since when."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.names import words_for
from liemchinh.journal.registry import event_kinds
from liemchinh.members.queries import last_places
from liemchinh.national.acts import Act
from liemchinh.national.fields import FIELDS
from liemchinh.national.models import Taking
from liemchinh.national.people import Held, held, places
from liemchinh.national.queries import CORRECTED, Changes
from liemchinh.national.workbook import Line, shown
from liemchinh.organisations.queries import names


def whats(acts: Iterable[Act], corrected: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Each act in a few words, with what was corrected, which post, and what was taken back."""
    listed = list(acts)
    asked = {act.sequence for act in listed} | {act.cancels for act in listed if act.cancels}
    told = {sequence: (kind, payload) for sequence, kind, payload in Entry.objects.filter(
        sequence__in=asked).values_list("sequence", "kind", "payload")}  # fmt: skip
    return {act.sequence: _what(act, told, corrected.get(act.sequence, ())) for act in listed}


def _what(act: Act, told: Mapping[int, tuple[str, bytes]], fields: Sequence[str]) -> str:
    label = _label(act.kind)
    if act.kind == CORRECTED:
        changed = ", ".join(str(FIELDS[name])[:1].lower() + str(FIELDS[name])[1:] for name in fields)
        return _("%(what)s: %(changed)s") % {"what": label, "changed": changed}
    if act.kind == "members.cancelled" and act.cancels in told:
        return _("%(what)s: %(changed)s") % {"what": label, "changed": _label(told[act.cancels][0]).lower()}
    post = json.loads(bytes(told[act.sequence][1]))["data"].get("post", "") if act.sequence in told else ""
    return _("%(what)s: %(changed)s") % {"what": label, "changed": words_for("post", post)} if post else label


def _label(kind: str) -> str:
    found = event_kinds().get(kind)
    return str(found.label) if found else kind


def days_and_places(acts: Sequence[Act]) -> dict[int, tuple[str, str]]:
    """Since when (as told) each act counts, and the name of the organisation it happened in; a correction is told by where one belongs."""
    belong = last_places({act.person for act in acts if act.organisation is None})
    at = {act.sequence: act.organisation or belong.get(act.person) for act in acts}
    called = names({number for number in at.values() if number})
    return {
        act.sequence: (
            shown(act.happened or act.on) or shown(act.recorded_at.astimezone(clock.LOCAL).date()),
            called.get(at[act.sequence] or 0, ""),
        )
        for act in acts
    }


def lines_of(
    changes: Changes, before: Taking | None, on: date
) -> tuple[list[Line], Mapping[int, tuple[str, str]], Sequence[Held]]:
    """What a workbook holds: a line for each act person by person, the places its people belong to, and the people."""
    by_person = changes.by_person()
    people = {one.person: one for one in held(by_person, on)}
    what, where = whats(changes.waiting, changes.corrected), days_and_places(changes.waiting)
    lines = [
        Line(
            people.get(person), what[act.sequence], where[act.sequence][0], (where[act.sequence][1], ""),
            shown(act.recorded_at.astimezone(clock.LOCAL).date()), before is not None and act.sequence <= before.up_to,
        )
        for person, acts in by_person.items() for act in acts
    ]  # fmt: skip
    return lines, places((one.place for one in people.values() if one.place), on), list(people.values())
