"""What fills the fields of a paper: the records of its case, told by the room of its kind, and what every case holds alike.

A paper is drawn up until the next step is taken: it says what the book held by then, and from then on it changes no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import override

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Paper, Party, Step, Vote
from liemchinh.members.offices import within_a_sentence
from liemchinh.members.queries import details_of, history_of, last_places, posts_of
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.papers.models import Number
from liemchinh.web.dates import PartialDate, show, show_long
from liemchinh.web.text import clean
from regulations.fields import FIELDS

Facts = Mapping[str, str]
Rows = TypeVar("Rows", bound=Model)
LONGEST = 600
ADMITTED = "admitted"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper is to be filled: its case and code, its step with day, the entry with which the next step was taken (None: not yet).

    `reader`: whose copy it is, where it is the copy of one person whom the case is about. `numbered`: the entry that gave its number.
    """

    case: Case
    document: str
    step: str
    on: date
    until: int | None = None
    reader: int | None = None
    numbered: int | None = None

    def standing(self, rows: QuerySet[Rows]) -> QuerySet[Rows]:
        """Of rows of the book those that stood when the paper was drawn up."""
        if self.until is None:
            return rows.filter(cancelled_by=None)
        later = Q(cancelled_by=None) | Q(cancelled_by__gte=self.until)
        return rows.filter(later, recorded_by__lt=self.until)

    def about(self) -> list[Party]:
        """Whom the case is about, in the order in which they came; of a copy its reader alone."""
        many = case_kind(self.case.kind).procedure.many
        found = self.standing(Party.objects.filter(Q(role__in=many) | Q(person__isnull=False), case=self.case))
        found = found.filter(person=self.reader) if self.reader is not None else found
        return list(found.order_by("pk"))


Provider = Callable[[Asked], Facts]
_providers: dict[str, Provider] = {}


def provide_facts(kind: str, provider: Provider) -> None:
    """Called at start by the room of a kind of case: what is asked → fields of `regulations.fields`, from its records alone."""
    _providers[kind] = provider


def facts_of(row: Number, reader: int | None = None) -> dict[str, str]:
    """The fields of a paper of a case; a field nobody recorded is missing. ValueError for a field that is not of the list."""
    if row.case is None:
        raise ValueError("only a paper of a case has facts")
    asked, provider = asked_for(row, reader), _providers.get(row.case.kind)
    # A paper is Vietnamese, whatever its maker's screens speak.
    with override("vi"):
        told = {"nhiem_ky": str(row.term), **_about(asked), **_vote(asked), **_meeting(asked), **_day(asked)}
        told |= provider(asked) if provider else {}
    if strange := told.keys() - FIELDS.keys():
        raise ValueError(f"{row.case.kind}: no such fields: {sorted(strange)}")
    return {name: clean(value)[:LONGEST] for name, value in told.items() if value}


def asked_for(row: Number, reader: int | None = None) -> Asked:
    """What is asked for a numbered paper of a case."""
    assert row.case is not None
    steps = Step.objects.filter(case=row.case, cancelled_by=None).order_by("recorded_by")
    own = steps.filter(code=row.step, recorded_by__lt=row.recorded_by).last()
    after = steps.filter(recorded_by__gt=row.recorded_by).first()
    on = own.on if own else row.dated or date.min
    return Asked(row.case, row.kind, row.step, on, after.recorded_by if after else None, reader, row.recorded_by)


def paper_named(asked: Asked, *kinds: str) -> dict[str, str]:
    """The newest paper of one of these kinds that the case had, as what another stands on; empty where it had none."""
    found = asked.standing(Paper.objects.filter(case=asked.case, kind__in=kinds)).exclude(number="")
    paper = found.order_by("recorded_by").last()
    return {"number": paper.number, "day": show_long(paper.dated) if paper.dated else ""} if paper else {}


def _about(asked: Asked) -> dict[str, str]:
    """Whom the case is about; of one alone what official papers say of a member or call an organisation."""
    rows = asked.about()
    people = people_names(row.person_id for row in rows if row.person_id)
    places = names(row.organisation_id for row in rows if row.organisation_id)
    called = [people.get(row.person_id or 0) or places.get(row.organisation_id or 0, "") for row in rows]
    told = {"doi_tuong": "; ".join(filter(None, called))}
    if len(rows) != 1:
        return told
    person = rows[0].person_id
    return told | (person_facts(person, asked.on) if person else {"to_chuc": called[0]})


def person_facts(person: int, on: date) -> dict[str, str]:
    """What an official paper says of a member: name, birth, admission, posts held on a day, branch. From the register alone."""
    details, place = details_of(person), last_places([person]).get(person)
    if details is None:
        return {}
    first = history_of(person).first()
    held = posts_of(person).filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)
    return {
        "ho_ten": details.full_name,
        "ngay_sinh": str(PartialDate.parse(details.birth)) if details.birth else "",
        "ngay_vao_dang": show(first.starts_on) if first and first.starts_kind == ADMITTED else "",
        "chuc_vu": ", ".join(dict.fromkeys(within_a_sentence(post.post) for post in held)),
        "chi_bo": names([place]).get(place, "") if place else "",
    }


def _vote(asked: Asked) -> dict[str, str]:
    vote = asked.standing(Vote.objects.filter(case=asked.case)).order_by("-recorded_by").first()
    if vote is None:
        return {}
    return {
        "phieu_phat": str(vote.issued),
        "phieu_thu": str(vote.returned),
        "phieu_hop_le": str(vote.valid),
        "phieu_dong_y": str(vote.votes_for),
        "phieu_tong": str(vote.whole),
    }


def _meeting(asked: Asked) -> dict[str, str]:
    """The day of the newest vote, or of the step itself."""
    votes = asked.standing(Vote.objects.filter(case=asked.case)).values("recorded_by")
    held = (
        Step.objects.filter(case=asked.case, cancelled_by=None, recorded_by__in=votes).order_by("-recorded_by").first()
    )
    return {"ngay_hop": show_long(held.on if held else asked.on)}


def _day(asked: Asked) -> dict[str, str]:
    """The first known day by which something that waited after the step has to be done, and the day of the step for delivery."""
    waits = asked.standing(Deadline.objects.filter(case=asked.case, due_on__isnull=False)).order_by("due_on").first()
    return {"han": show_long(waits.due_on) if waits and waits.due_on else "", "ngay_giao": show_long(asked.on)}
