"""The papers of a case that are addressed to the person it is about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.casework.concern import Concern
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.organisations.queries import names
from liemchinh.web.discovery import providers


@dataclass(frozen=True, slots=True)
class PaperToMe:
    """A paper given to the person: what it is, its number and day, who issued it, and its files (words, address)."""

    title: str
    number: str
    dated: date | None
    issuer: str
    files: Sequence[tuple[str, str]]


def papers_to_me(case: Case, concern: Concern, actor: Actor) -> list[PaperToMe]:
    """The papers named at the steps of a case that its procedure addresses to whom it is about, oldest first."""
    procedure = case_kind(case.kind).procedure
    titles = {one.code: one.title for one in procedure.documents if concern.roles.intersection(one.to)}
    rows = list(case.papers.filter(cancelled_by=None, kind__in=titles).order_by("pk"))
    known = names(row.issuer_id for row in rows if row.issuer_id is not None)
    files: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for one in (one for provide in providers("own_files", "own_files") for one in provide(actor, case)):
        files[one.kind, one.number].append((one.words, one.url))
    return [
        PaperToMe(
            titles[row.kind], row.number, row.dated, known.get(row.issuer_id or 0, ""), files[row.kind, row.number]
        )
        for row in rows
    ]  # fmt: skip
