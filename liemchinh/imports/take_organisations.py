"""Rows about organisations: new ones are founded, what is told otherwise is corrected, what stands is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from liemchinh.access.actor import Actor
from liemchinh.imports.places import beyond, known_ids
from liemchinh.imports.reading import OrganisationRow
from liemchinh.imports.verdicts import NEW, STANDS, Kind, Verdict
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import named_within
from liemchinh.organisations.services import (
    Facts,
    Founding,
    change_organisation,
    correct_organisation,
    facts_of,
    found_organisations,
)
from liemchinh.web.dates import show
from regulations.answers import Refused


class OrganisationTaker:
    """Takes one piece of a file. Parents stand before their children; a row whose parent was rejected is rejected too."""

    def __init__(
        self, rows: Sequence[OrganisationRow], *, source: str, into: int | None, file_name: str, actor: Actor
    ) -> None:
        self.rows, self.source, self.into, self.actor = rows, source, into, actor
        self.decision = f"Nhập từ tệp {file_name}"
        texts = {row.id for row in rows} | {row.parent_id for row in rows if row.parent_id}
        self.known = known_ids(source, sorted(texts))
        self.verdicts: dict[int, Verdict] = {}

    def verdicts_of_all(self) -> list[Verdict]:
        """One verdict a row, in order; everything accepted is recorded in the open transaction."""
        pending = list(range(len(self.rows)))
        in_file = {self.rows[place].id for place in pending} - self.known.keys()
        self._find_named_parents(pending, in_file)
        self.outside = beyond(self.into, self.known.values())
        while pending:
            ready = [place for place in pending if self.rows[place].parent_id not in in_file]
            if not ready:
                for place in pending:
                    self._say(
                        place,
                        "rejected",
                        "Cấp trên của dòng này bị từ chối, hoặc các dòng trực thuộc vòng quanh nhau.",
                        "parent_id",
                    )
                break
            self._take_ready(ready)
            in_file -= {self.rows[place].id for place in ready}
            pending = [place for place in pending if place not in self.verdicts]
        return [self.verdicts[place] for place in range(len(self.rows))]

    def _find_named_parents(self, pending: Sequence[int], in_file: set[str]) -> None:
        """Offices name the parent instead of its id: a name or code of exactly one organisation in scope is taken."""
        told = {self.rows[place].parent_id for place in pending} - self.known.keys() - in_file - {""}
        if told:
            roots = [self.into] if self.into is not None else self.actor.roots("imports.run")
            self.known |= {text: number for text, number in named_within(roots, told).items() if text not in in_file}

    def _take_ready(self, ready: Sequence[int]) -> None:
        new: list[tuple[int, Facts]] = []
        there = {number: place for place in ready if (number := self.known.get(self.rows[place].id)) is not None}
        live = _live_versions(list(there))
        for place in ready:
            row = self.rows[place]
            if row.parent_id and row.parent_id not in self.known:
                self._say(
                    place, "rejected", f"Không có cấp trên “{row.parent_id}”; hãy nhập cấp trên trước.", "parent_id"
                )
                continue
            facts = _facts(row, self.known.get(row.parent_id) if row.parent_id else self.into)
            number = self.known.get(row.id)
            if {number, facts.parent} & self.outside:
                self._say(
                    place,
                    "rejected",
                    "Tổ chức này, hoặc cấp trên của nó, không thuộc tổ chức nhận tệp này.",
                    "parent_id",
                )
            elif number is None:
                new.append((place, facts))
            else:
                self._compare(place, number, facts, live.get(number, ()))
        self._found(new)

    def _found(self, new: Sequence[tuple[int, Facts]]) -> None:
        if not new:
            return
        try:
            foundings = [Founding(facts, external=(self.source, self.rows[place].id)) for place, facts in new]
            founded = found_organisations(foundings, actor=self.actor)
        except Refused as refused:
            if len(new) == 1:
                self._say(new[0][0], "rejected", " ".join(map(str, refused.refusals)))
                return
            for one in new:
                self._found([one])
            return
        for (place, _facts_told), number in zip(new, founded, strict=True):
            self._say(place, "accepted", NEW)
            self.known[self.rows[place].id] = number

    def _compare(self, place: int, organisation: int, facts: Facts, live: Sequence[Version]) -> None:
        if any(_same(facts_of(version), facts) for version in live):
            self._say(place, "unchanged", STANDS)
            return
        later = bool(live) and facts.valid_from > live[-1].valid_from
        if later and _same(replace(facts_of(live[-1]), valid_from=facts.valid_from), facts):
            self._say(place, "unchanged", STANDS)
            return
        try:
            if later:
                change_organisation(organisation, facts, decision=self.decision, actor=self.actor)
            else:
                correct_organisation(organisation, facts, actor=self.actor)
        except Refused as refused:
            self._say(place, "rejected", " ".join(map(str, refused.refusals)))
        else:
            since = f"Ghi thay đổi từ ngày {show(facts.valid_from)}."
            self._say(place, "accepted", since if later else "Sửa thông tin đã ghi.")

    def _say(self, place: int, kind: Kind, reason: str, column: str = "") -> None:
        row = self.rows[place]
        self.verdicts[place] = Verdict(row.sheet, row.row, kind, column, reason, private=False)


def take_organisations(
    rows: Sequence[OrganisationRow], *, source: str, into: int | None, file_name: str, actor: Actor
) -> list[Verdict]:
    """One verdict a row, in order; everything accepted is recorded in the open transaction."""
    return OrganisationTaker(rows, source=source, into=into, file_name=file_name, actor=actor).verdicts_of_all()


def _live_versions(organisations: Sequence[int]) -> Mapping[int, Sequence[Version]]:
    found: dict[int, list[Version]] = {}
    live = Version.objects.filter(organisation_id__in=organisations, cancelled_by=None).order_by("valid_from")
    for version in live:
        found.setdefault(version.organisation_id, []).append(version)
    return found


def _facts(row: OrganisationRow, parent: int | None) -> Facts:
    assert row.valid_from is not None  # the reading refuses rows without one
    end = row.valid_to.latest + timedelta(days=1) if row.valid_to else None
    return Facts(row.name, row.kind, row.valid_from.earliest, parent, row.level, row.code, row.unit_type, end).cleaned()


def _same(stored: Facts, told: Facts) -> bool:
    """Whether a version says what a row tells; an end that came later by a decision is no contradiction."""
    return replace(stored, valid_to=told.valid_to if told.valid_to is None else stored.valid_to) == told
