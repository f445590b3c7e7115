"""Files kept on paper before this software, recorded whole and many at once: each step with all that its rules have against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Who
from liemchinh.casework.models import Case
from liemchinh.casework.sheaf import Sheaf
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.kept import OF_SANCTION, Line, fold
from liemchinh.discipline.models import Allegation, Sanction, SanctionForm
from liemchinh.discipline.opening import TWICE, begin, open_discipline, open_subjects, refusals_of_body, rows_of_file
from liemchinh.discipline.register import Register
from liemchinh.discipline.taking import put_in, record_step, weigh
from liemchinh.discipline.words import changes_register
from liemchinh.journal.bulk import reserve_ids
from liemchinh.members.locking import lock_people
from liemchinh.papers.of_steps import NONE, OUTSIDE
from liemchinh.rulebook.current import Rules, rules
from regulations.answers import Refusal, Refused

# With these nobody comes or goes and nothing but the case changes.
WITHIN = frozenset({
    "self_review", "branch_meeting", "heard", "body_meeting", "decided", "not_sanctioned", "no_violation", "announced", "delivered",
    "refused", "reported", "cross_noticed", "closed",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file: what opens it (`opening.open_discipline`), and its steps in their order, as they happened."""

    about: Who
    facts: Facts
    source: Source
    on: date
    steps: Sequence[tuple[str, Given]] = ()
    arises_from: Sequence[int] = ()

    @property
    def is_plain(self) -> bool:
        """Do its steps change nothing but the case, with papers that are numbered already?"""
        return all(
            code in WITHIN and not changes_register(given.form) and given.papers.way in (OUTSIDE, NONE)
            for code, given in self.steps
        )


@transaction.atomic
def record_paper_files(body: int, files: Sequence[PaperFile], *, actor: Actor) -> list[Case]:
    """Records files of one body, in their order; all or none. The actor holds the grant of each.

    Refuses, of every file at once, what `open_discipline` and `record_step` refuse. Files whose steps change the register or hand the case
    on are recorded step by step, after the others.
    """
    if faults := refusals_of_body(actor, body):
        raise Refused(faults)
    plain = {place: file for place, file in enumerate(files) if file.is_plain}
    found = dict(_together(body, plain, actor))
    for place, file in enumerate(files):
        if place not in plain:
            found[place] = _one_by_one(body, file, actor)
    return [found[place] for place in range(len(files))]


def _one_by_one(body: int, file: PaperFile, actor: Actor) -> Case:
    case = open_discipline(
        body, file.about, file.facts, file.source, file.on, arises_from=file.arises_from, actor=actor
    )
    for code, given in file.steps:
        record_step(case, code, given, actor=actor)
    return case


def _together(body: int, files: Mapping[int, PaperFile], actor: Actor) -> Iterator[tuple[int, Case]]:
    if not files:
        return
    people = {file.about.person for file in files.values() if file.about.person is not None}
    lock_people(people)
    register, ruled = (
        Register(people, {body, *(file.about.organisation for file in files.values() if file.about.organisation)}),
        rules(body),
    )
    begun: set[tuple[int | None, int | None]] = set(open_subjects(actor).values_list("organisation_id", "person_id"))
    numbers, faults = reserve_ids(Case, len(files)), list[Refusal]()
    sheaf, folders = Sheaf(actor), list[Folder]()
    for (place, file), number in zip(files.items(), numbers, strict=True):
        who = (file.about.organisation, file.about.person)
        folder = Folder(Case(id=number, kind=KIND), register)
        try:
            _fill(folder, ruled)
            _record(sheaf, folder, body, file, [TWICE] if who in begun else [])
        except Refused as refused:
            faults += [replace(one, message=f"Hồ sơ thứ {place + 1}: {one.message}") for one in refused.refusals]
            continue
        folders.append(folder)
        if folder.case.closed_by is None:
            begun.add(who)
    if faults:
        raise Refused(faults)
    imposed = [folder.sanction for folder in folders if folder.sanction is not None]
    sheaf.add(imposed)
    sheaf.add(SanctionForm(sanction=row, form=row.form, recorded_by=row.recorded_by) for row in imposed)
    sheaf.write()
    yield from zip(files, (folder.case for folder in folders), strict=True)


def _record(sheaf: Sheaf, folder: Folder, body: int, file: PaperFile, twice: Sequence[Refusal]) -> None:
    """One file into the sheaf."""
    began = begin(
        folder.register, body, file.about, file.facts, file.source, file.on, file.arises_from, twice, sheaf.actor
    )
    sheaf.open(folder, began.parties, began.taken, began.sources)
    rows = rows_of_file(folder.case, file.facts, file.source)
    folder.allegations = [row for row in rows if isinstance(row, Allegation)]
    sheaf.add(rows)
    lines: list[Line] = []
    for code, given in file.steps:
        taken, _papers = weigh(folder, code, given)
        sequence = sheaf.take(folder, taken)
        sheaf.add(put_in(folder, code, given, sequence))
        entry = sheaf.entries[-1]
        lines.append(Line(sequence, entry.kind, entry.effective_on, entry.data))
        if code in OF_SANCTION and (told := fold(lines)) is not None:
            folder.sanction = Sanction(case=folder.case, **told.columns())


def _fill(folder: Folder, ruled: Rules) -> None:
    # Of a case that is not written yet nothing can be read.
    folder.rules, folder.book = ruled, ruled.charter.rulebook
    folder.allegations, folder.hearings, folder.ballots, folder.suspensions = [], [], [], []
    folder.deferral = folder.sanction = None
    folder.under_appeal = False
