"""What can be seen of numbers and letterheads: of organisations whose book of documents the actor keeps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.members.holders import terms_of
from liemchinh.members.models import Term
from liemchinh.organisations.queries import subtree
from liemchinh.papers.issuers import Heading, Issuer, issuing, letterhead_on, suggestions
from liemchinh.papers.models import Letterhead, Number, Wording
from liemchinh.papers.wordings import own_wording, shipped

KEEP = "papers.keep"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A type of document in an organ's term: how far it has come, how many are voided, and which numbers nobody accounts for."""

    type: str
    title: str
    last: int
    voided: int
    gaps: Sequence[tuple[int, int]]

    @property
    def missing(self) -> int:
        """How many numbers nobody accounts for."""
        return sum(last - first + 1 for first, last in self.gaps)


@dataclass(frozen=True, slots=True)
class OrganShown:
    """An organ of an organisation: how it is written now, or what the charter would fill in."""

    code: str
    title: str
    standing: Letterhead | None
    suggested: Heading


@dataclass(frozen=True, slots=True)
class WordingShown:
    """A document of the charter, and whose words it has here: `own` is the office's own or of one above; None: the shipped ones."""

    code: str
    title: str
    type: str
    own: Wording | None


def numbers_visible_to(actor: Actor) -> QuerySet[Number]:
    """The numbers of organisations whose book the actor keeps. What they say of a case is told by nobody's list."""
    return Number.objects.filter(cancelled_by=None, organisation_id__in=subtree(actor.roots(KEEP)))


def papers_of(case: Case) -> list[Number]:
    """The numbered papers of a case, oldest first. For rooms whose page of the case has found that the reader may open it."""
    return list(Number.objects.filter(case=case, cancelled_by=None).order_by("pk"))


def paper_of_a_case(number: int) -> Number | None:
    """The paper of a case with this row. Whoever asks then finds out whether the reader may open its case, or is addressed."""
    return Number.objects.select_related("case").filter(pk=number, case__isnull=False, cancelled_by=None).first()


def gaps_in(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The runs that are missing from 1 up to the highest, first and last of each."""
    found, expected = [], 1
    for number in sorted(set(numbers)):
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return found


def book_of(issuer: Issuer, term: int) -> list[Numbered]:
    """The types an organ has numbered in a term, in the charter's order. Call after the organisation was found in the reader's scope."""
    rows = Number.objects.filter(
        organisation_id=issuer.organisation, organ=issuer.organ, term=term, cancelled_by=None
    ).values_list("type", "number", "voided_by")
    used, voided = defaultdict[str, list[int]](list), defaultdict[str, int](int)
    for code, number, voided_by in rows.iterator():
        used[code].append(number)
        voided[code] += voided_by is not None
    return [
        Numbered(one.code, one.title, max(used[one.code]), voided[one.code], gaps_in(used[one.code]))
        for one in issuing().types.values()
        if one.code in used
    ]


def numbers_of(actor: Actor, issuer: Issuer, term: int, type_code: str) -> QuerySet[Number]:
    """The numbers of one type in a term, the newest first."""
    rows = numbers_visible_to(actor).filter(
        organisation_id=issuer.organisation, organ=issuer.organ, term=term, type=type_code
    )
    return rows.annotate(downwards=-F("number"))


def organs_of(organisation: int, on: date) -> list[OrganShown]:
    """The organs that are written somehow or that the charter gives this kind of organisation. Call after it was found in scope."""
    suggested = suggestions([organisation], on)
    rows = Letterhead.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("valid_from")
    written = {row.organ for row in rows}
    found = []
    for code, organ in issuing().organs.items():
        issuer = Issuer(organisation, code)
        if code in written or issuer in suggested:
            standing = letterhead_on(issuer, on)
            found.append(OrganShown(code, organ.title, standing, suggested.get(issuer, Heading("", ""))))
    return found


def issuers_of(organisation: int, on: date) -> list[Issuer]:
    """The organs that are written somehow on a day. Call after the organisation was found in scope."""
    return [Issuer(organisation, one.code) for one in organs_of(organisation, on) if one.standing is not None]


def headings_of(issuer: Issuer) -> QuerySet[Letterhead]:
    """How an organ was written through time, the newest first."""
    rows = Letterhead.objects.filter(organisation_id=issuer.organisation, organ=issuer.organ, cancelled_by=None)
    return rows.order_by("-valid_from")


def term_asked(organisation: int, text: str | None, on: date) -> tuple[Term | None, list[Term]]:
    """The term in an address, or the one of the day, or the newest; and all of them, newest first."""
    terms = list(terms_of(organisation))
    named = [one for one in terms if text == str(one.number)]
    today = [one for one in terms if one.starts_on <= on and (one.ends_on is None or on < one.ends_on)]
    return next(iter([*named, *today, *terms]), None), terms


def wordings_of(organisation: int, on: date) -> list[tuple[str, list[WordingShown]]]:
    """The documents by group, with whose words each has in an organisation. Call after it was found in the reader's scope."""
    groups: dict[str, list[WordingShown]] = {}
    for one in shipped().values():
        own = own_wording(organisation, one.code, on)
        groups.setdefault(one.group, []).append(WordingShown(one.code, one.title, issuing().types[one.type].title, own))
    return list(groups.items())
