"""What fills the fields of a paper: the records of its case, told by the room of its kind, and what every case holds alike."""

from collections.abc import Callable, Mapping

from liemchinh.casework.models import Case, Step, Vote
from liemchinh.papers.models import Number
from liemchinh.web.dates import show_long
from liemchinh.web.text import clean
from regulations.fields import FIELDS

Facts = Mapping[str, str]
Provider = Callable[[Case, str], Facts]
_providers: dict[str, Provider] = {}
LONGEST = 600


def provide_facts(kind: str, provider: Provider) -> None:
    """Called at start by the room of a kind of case: case and step → fields of `regulations.fields`, from its records alone."""
    _providers[kind] = provider


def facts_of(row: Number) -> dict[str, str]:
    """The fields of a paper of a case; a field nobody recorded is missing. ValueError for a field that is not of the list."""
    case = row.case
    if case is None:
        raise ValueError("only a paper of a case has facts")
    told = {"nhiem_ky": str(row.term), **_vote(case), **_meeting(row)}
    provider = _providers.get(case.kind)
    told |= provider(case, row.step) if provider else {}
    if strange := told.keys() - FIELDS.keys():
        raise ValueError(f"{case.kind}: no such fields: {sorted(strange)}")
    return {name: clean(value)[:LONGEST] for name, value in told.items() if value}


def _vote(case: Case) -> dict[str, str]:
    vote = Vote.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()
    if vote is None:
        return {}
    return {
        "phieu_phat": str(vote.issued),
        "phieu_thu": str(vote.returned),
        "phieu_hop_le": str(vote.valid),
        "phieu_dong_y": str(vote.votes_for),
        "phieu_tong": str(vote.whole),
    }


def _meeting(row: Number) -> dict[str, str]:
    """The day of the newest vote, or of the step itself."""
    steps = Step.objects.filter(case=row.case, cancelled_by=None)
    votes = Vote.objects.filter(case=row.case, cancelled_by=None).values("recorded_by")
    held = steps.filter(recorded_by__in=votes).order_by("-recorded_by").first()
    held = held or steps.filter(code=row.step).order_by("-recorded_by").first()
    return {"ngay_hop": show_long(held.on)} if held else {}
