"""Every page that somebody may look at, taken from the permission table: who opens it, and at which address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.lanes import SOAK
from tests.pages.standing import Answer, Standing, address_of, ask
from tests.permissions import GRID, TABLE, Row

# Pages that stand only in the middle of something else, each with where it is opened by a test of its own.
ELSEWHERE = {
    "access:second-factor": "between password and code: liemchinh/access/tests/test_in_browser.py",
    "access:pin": "on a remembered phone: liemchinh/access/tests/test_in_browser.py",
    "organisations:applying": "while a large reorganisation runs: liemchinh/organisations/tests",
    "members:open": "an act, after the question why: tests/journeys/test_reading.py",
    "papers:example": "a PDF or DOCX: liemchinh/papers/tests/test_pages.py",
    "papers:file": "a PDF or DOCX: liemchinh/inspections/tests/test_papers.py",
    "papers:own-file": "the same, one's own: liemchinh/inspections/tests/test_papers.py",
    "ballots:minutes-file": "a PDF or DOCX: liemchinh/ballots/tests/test_minutes.py",
    "ballots:own-file": "the same, one's own: liemchinh/ballots/tests/test_minutes.py",
    "letters:ground": "while the list of conclusions is unknown, in March 2026: tests/pages/test_permissions.py",
    "imports:rejected": "a workbook to download: liemchinh/imports/tests/test_pages.py",
    "agenda:read": "for another calendar, no page: liemchinh/agenda/tests/test_agenda.py",
    "api:schema": "JSON for whoever writes a program: liemchinh/api/tests/test_schema.py",
    "kept-worker": "a script: liemchinh/offline/tests/test_in_browser.py",
    "reports:template-blank": "a DOCX to download: liemchinh/reports/tests/test_own_templates.py",
    "reports:template-version": "the same",
    "reports:template-example": "the same",
    "rulebook:export": "a file to download: liemchinh/rulebook/tests/test_pages.py",
}
# The same page asked otherwise: the parameters behind its "?".
ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "search": ({"q": "chi"}, {"q": "không có ai"}),
    "organisations:tree": ({"on": "01/01/2001"}, {"q": "chi bộ"}),
    "members:list": ({"standing": "official"},),
    "members:one": ({"known": "01/01/2020"},),
    "members:posts": ({"on": "01/01/2001"},),
    "awards:list": ({"occasion": "2026-02-03"},),
    "members:search": ({"q": "van"}, {"q": "không có ai"}),
    "access:accounts": ({"q": "nguoi"}, {"q": "không có ai"}),
    "figures:report": (
        {"period": "year", "year": "2025"},
        {"period": "free", "from": "31/12/2025", "to": "01/01/2025"},
    ),
    "reports:begin-definition": ({"base": "s:members_work"},),
    "reports:definition-add": ({"sort": "sentence"}, {"sort": "prose"}, {"sort": "table"}, {"sort": "form"}),
    "reports:definition-line": ({"indicator": "members"}, {"indicator": "members", "way": "age"}, {"empty": "1"}),
    "reports:definition-figure": ({"indicator": "members"}, {"indicator": "members", "saying": "turn"}),
    "figures:indicators": ({"period": "half-1", "year": "2025", "tree": "2020-01-01"},),
}
# What is shown depends on who looks: the first and the last of those who may open it.
SEEN_OTHERWISE = {
    "home", "access:me", "access:account", "access:accounts", "journal:entries", "organisations:one", "organisations:tree", "members:one",
    "members:list", "figures:report",
}  # fmt: skip


@dataclass(frozen=True)
class Screen:
    """One page as one person opens it, and what they should be answered."""

    name: str
    person: str
    address: str
    status: int

    def __str__(self) -> str:
        return f"{self.name} as {self.person or 'nobody'} ({self.address})"


def shown(row: Row) -> bool:
    """Is there something to look at?"""
    return row.get in {200, 422} or row.nobody.get("GET") == 200


def screens(standing: Standing) -> Iterator[tuple[Screen, Answer]]:
    """Every page of the table as the one of those who may has it whose turn it is; in the soak as the first of them, where others see
    it otherwise as the last too, and asked in every way."""
    for name, row in TABLE.items():
        if not shown(row) or name in ELSEWHERE:
            continue
        if SOAK:
            for screen in _in_all_ways(name, row, standing):
                yield screen, ask(standing.clients[screen.person], "GET", screen.address)
        elif (opened := standing.opened(name)) and opened.answer:
            expected = row.expected(opened.person, opened.place, "GET")
            yield Screen(name, opened.person, opened.address, expected), opened.answer


def _in_all_ways(name: str, row: Row, standing: Standing) -> Iterator[Screen]:
    first = next(_opened(name, row, standing, GRID), None)
    if first is None:
        return
    yield first
    if name in SEEN_OTHERWISE:
        last = next(_opened(name, row, standing, GRID[::-1]))
        yield from [last] if last.person != first.person else []
    for asked in ASKED.get(name, ()):
        sign = "&" if "?" in first.address else "?"
        yield Screen(name, first.person, f"{first.address}{sign}{urlencode(asked)}", first.status)


def _opened(name: str, row: Row, standing: Standing, people: Sequence[str]) -> Iterator[Screen]:
    # One after the other: what a page is about is made when it is asked for, and often one is enough.
    for person in people:
        for place, parts in _told(standing.objects(row.of, person)) if person or row.public else ():
            status = row.expected(person, place, "GET")
            if status in {200, 422}:
                yield Screen(name, person, address_of(name, row, parts), status)


def _told(objects: Mapping[str, Any]) -> list[tuple[str, Any]]:
    # The most telling object first: a branch has people, a province has parts.
    return sorted(objects.items(), key=lambda item: item[0] not in {"district", "branch", "binh"})
