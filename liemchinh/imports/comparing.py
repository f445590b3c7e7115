"""A waiting row beside those it may be: what each tells, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.imports.models import WaitingRow
from liemchinh.imports.queries import candidates_of, hidden_candidates
from liemchinh.imports.telling import row_of, text_of
from liemchinh.journal.names import names_of
from liemchinh.members.dossier import note_reading, opening_of
from liemchinh.members.models import Card, Details
from liemchinh.members.queries import last_spells
from liemchinh.members.timeline import LABELS
from liemchinh.web.dates import PartialDate, show

_DATES = (("admitted_on", "admitted"), ("official_on", "official"))


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is told of somebody; `differs` from what the row tells."""

    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody the row may be."""

    person: int
    uid: UUID
    name: str
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`labels` name the lines; `row` is what the row tells, `others` those it may be; `hidden` more are out of the reader's scope."""

    labels: Sequence[str]
    row: Sequence[Said]
    others: Sequence[Beside]
    hidden: int

    @property
    def lines(self) -> list[tuple[str, list[Said]]]:
        """Each line with what is said in it: the row first, then the others."""
        return [
            (label, [self.row[place], *(other.said[place] for other in self.others)])
            for place, label in enumerate(self.labels)
        ]


def comparison(waiting: WaitingRow, actor: Actor) -> Comparison:
    """The row beside those it may be; that they were read is kept."""
    labels = [
        _("Họ và tên"),
        _("Ngày sinh"),
        _("Giới tính"),
        _("Số thẻ"),
        _("Tổ chức"),
        _("Ngày vào Hiệp hội"),
        _("Ngày chính thức"),
    ]
    own = _of_row(waiting)
    others = []
    for candidate in candidates_of(waiting, actor):
        told = _of_person(candidate.person)
        if told is None:
            continue
        details, values = told
        opening = opening_of(actor, details.uid)  # type: ignore[attr-defined]  # the query adds it
        if opening:
            note_reading(actor, opening)
        said = [Said(value, bool(value and mine and value != mine)) for value, mine in zip(values, own, strict=True)]
        others.append(Beside(candidate.person, details.uid, details.full_name, said))  # type: ignore[attr-defined]  # the query adds it
    return Comparison(labels, [Said(value) for value in own], others, hidden_candidates(waiting, actor))


def _of_row(waiting: WaitingRow) -> list[str]:
    row = row_of(waiting.content)
    place = names_of("organisation", [waiting.organisation_id]).get(waiting.organisation_id, "")
    dates = [str(getattr(row, column) or "") for column, _kind in _DATES]
    return [row.full_name, _shown(text_of(row.birth)), row.gender, row.card_no, place, *dates]


def _of_person(person: int) -> tuple[Details, list[str]] | None:
    details = Details.objects.filter(person_id=person, cancelled_by=None).annotate(uid=F("person__uid")).first()
    if details is None:
        return None
    card = Card.objects.filter(person_id=person, cancelled_by=None).values_list("number", flat=True).first()
    last = last_spells().filter(person_id=person).first()
    place = names_of("organisation", [last.organisation_id]).get(last.organisation_id, "") if last else ""
    if last and last.ends_on:
        place = _("%(place)s (đến %(day)s: %(what)s)") % {
            "place": place,
            "day": show(last.ends_on),
            "what": LABELS.get(last.ends_kind, ""),
        }
    return details, [details.full_name, _shown(details.birth), details.gender, card or "", place, *_dates_of(person)]


def _dates_of(person: int) -> list[str]:
    from liemchinh.members.writing import live_acts

    days = {act.kind: show(act.on) for _person, act in live_acts([person])}
    return [days.get(kind, "") for _column, kind in _DATES]


def _shown(birth: str) -> str:
    return str(PartialDate.parse(birth)) if birth else ""
