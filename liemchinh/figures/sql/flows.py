"""Where acts stand: a member's way in and out is read from the spells it made or ended, everything else from the book.

The organisation of a spell is where the member really was, also when a reorganisation or an act recorded later says so; therefore
members at the beginning, plus those who came, less those who went, are those at the end, for every organisation and on every tree.
An act that left no mark in the spells (somebody came and went on one day) is taken from the book.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from liemchinh.citizens.words import OF_FILES
from liemchinh.envelopes.words import HOW
from liemchinh.figures.periods import Period
from liemchinh.figures.sql.relations import Place, Relations, day, in_tree, numbers, text
from liemchinh.tasks.progress import due_then

ENTERING = ("admitted", "readmitted", "restored", "transferred_in")
LEAVING = ("died", "expelled", "left", "struck_off", "transferred_out")
MOVED = ("moved_in", "moved_out")
# Badges as decided: the number of years stands in the row of the award, not in a column of the book.
AWARDED = "awards.awarded."
# Tasks by group, as given; and by group and state, as due to each addressee.
GIVEN, DUE = "tasks.given.", "tasks.due."
# Models by the branch's registration; decisions in effect about them by organ, form and model, under the branch.
REGISTERED, DECIDED = "emulation.registered.", "emulation.decided."
# Sittings as held, and how many people were due and came: one row may stand for many, told by its weight.
HELD, MADE_UP, TO_ATTEND, ATTENDED = "study.held", "study.made_up", "study.due", "study.attended"
# Answers of citizens about finished files, by what they answered.
RATED = "citizens.rated."
RATINGS = tuple(RATED + how for how in HOW)
# Surveys: people assessed, and those concluded to show signs, as branches reported.
ASSESSED, SHOWED_SIGNS = "surveys.assessed", "surveys.concluded"
# Declarations of assets and income by how each stands; verifications by what they concluded, under the body.
DECLARED, VERIFIED = "declarations.owed.", "declarations.verified."
GIVEN_ON, OF_GROUP = 'g."on"', ' || t."group"'
# Acts of the register go by their own name, those of other rooms with the room's before it.
_ACT = "CASE WHEN substr(e.kind, 1, 8) = 'members.' THEN substr(e.kind, 9) ELSE e.kind END"


def parts(
    relations: Relations,
    place: Place,
    acts: Iterable[str],
    first: date | None,
    last: date,
    narrow: str = "",
    spans: Sequence[Period] = (),
) -> str:
    """The acts of `acts` that take effect from `first` (None: ever) to `last`, one row each, as a UNION ALL of plain SELECTs.

    With `spans` only those within one of them.

    Columns: node, organisation, person, day, day_number (where a person is told), act, counterpart, official, away (where the
    counterpart lies, as a place in CLASSES: worked out here, once a row, because no engine looks into the parts of a UNION again for
    every count that asks), weight (how many people a row stands for).
    """
    wanted = set(acts)
    entering, leaving = sorted(wanted & set(ENTERING)), sorted(wanted & set(LEAVING))
    awarded = sorted(act for act in wanted if act.startswith(AWARDED))
    apart = (
        GIVEN,
        DUE,
        REGISTERED,
        DECIDED,
        HELD,
        MADE_UP,
        TO_ATTEND,
        ATTENDED,
        *RATINGS,
        ASSESSED,
        SHOWED_SIGNS,
        DECLARED,
        VERIFIED,
    )
    told = {prefix for prefix in apart if any(act.startswith(prefix) for act in wanted)}
    others = sorted(
        act for act in wanted - set(ENTERING) - set(LEAVING) - set(MOVED) - set(awarded) if not act.startswith(apart)
    )
    made = _Parts(relations, place, first, last, f" AND {narrow}" if narrow else "", spans)
    found = []
    if entering:
        found += [made.starts(entering), made.unmatched_in(entering)]
    if leaving:
        found += [made.ends(leaving), made.unmatched_out(leaving)]
    if "moved_in" in wanted:
        found.append(made.moved("moved_in", "starts", "ends"))
    if "moved_out" in wanted:
        found.append(made.moved("moved_out", "ends", "starts"))
    if awarded:
        found.append(made.awarded([int(act.removeprefix(AWARDED)) for act in awarded]))
    ways: dict[str, Callable[[], str]] = {
        GIVEN: made.given, DUE: made.due, REGISTERED: made.registered, DECIDED: made.decided,
        DECLARED: made.declared, VERIFIED: made.verified,
        **{act: partial(made.rated, act) for act in RATINGS},
        **{act: partial(made.sittings, act) for act in (HELD, MADE_UP)},
        **{act: partial(made.people, act) for act in (TO_ATTEND, ATTENDED)},
        **{act: partial(made.surveyed, act) for act in (ASSESSED, SHOWED_SIGNS)},
    }  # fmt: skip
    found += [make() for prefix, make in ways.items() if prefix in told]
    if others:
        found.append(made.book(others))
    return " UNION ALL ".join(found)


def _day(column: str) -> str:
    """A day, and the same as a whole number: worked out once a row, not once for every age that is asked."""
    return f"{column} AS day, CAST(replace(CAST({column} AS VARCHAR), '-', '') AS INTEGER) AS day_number"


class _Parts:
    def __init__(
        self,
        relations: Relations,
        place: Place,
        first: date | None,
        last: date,
        narrow: str = "",
        spans: Sequence[Period] = (),
    ) -> None:
        self.relations, self.place, self.narrow = relations, place, narrow
        self.first, self.last, self.spans = first, last, spans

    def _within(self, column: str) -> str:
        since = f"{column} >= {day(self.first)} AND " if self.first else ""
        within = " OR ".join(f"{column} BETWEEN {day(span.first)} AND {day(span.last)}" for span in self.spans)
        return f"{since}{column} <= {day(self.last)}" + (f" AND ({within})" if within else "")

    def _spells(self, act: str, side: str, other: str) -> str:
        """Spells that begin (or end) in the period; `b` is the one that ends (or begins) there on the same day."""
        place, r = self.place, self.relations
        return (
            f"SELECT {place.node} AS node, s.organisation_id AS organisation, s.person_id AS person, {_day(f's.{side}_on')},"
            f" {act} AS act, b.organisation_id AS counterpart, s.official AS official,"
            f" {self._away('s.organisation_id', 'b.organisation_id')} AS away,"
            f" 1 AS weight FROM {place.source}"
            f" JOIN {r.spell} s ON s.organisation_id = {place.organisation} AND s.cancelled_by IS NULL AND {self._within(f's.{side}_on')}"
            f" LEFT JOIN {r.spell} b ON b.person_id = s.person_id AND b.cancelled_by IS NULL AND b.{other}_on = s.{side}_on"
            f" WHERE {place.where}{self.narrow}"
        )

    def _away(self, here: str, there: str) -> str:
        regions = self.place.regions
        if not regions.provinces or "NULL AS" in there:
            return "0"
        provinces, districts = (
            [self._region(side, some) for side in (here, there)] for some in (regions.provinces, regions.districts)
        )
        same = f"WHEN {districts[0]} = {districts[1]} THEN 2 ELSE 1" if regions.districts else "ELSE 2"
        return f"CASE WHEN {there} IS NULL OR {provinces[0]} <> {provinces[1]} THEN 0 {same} END"

    def _region(self, side: str, regions: Sequence[int]) -> str:
        return (
            f"COALESCE((SELECT k.ancestor_id FROM {self.relations.closure} k WHERE k.descendant_id = {side}"
            f" AND k.ancestor_id IN ({numbers(regions)}) AND {in_tree('k', self.place.tree_on)}), 0)"
        )

    def starts(self, acts: Sequence[str]) -> str:
        return f"{self._spells('s.starts_kind', 'starts', 'ends')} AND s.starts_kind IN ({_listed(acts)})"

    def ends(self, acts: Sequence[str]) -> str:
        return f"{self._spells('s.ends_kind', 'ends', 'starts')} AND s.ends_kind IN ({_listed(acts)})"

    def moved(self, act: str, side: str, other: str) -> str:
        """From one organisation into another without leaving: carried along by a reorganisation, or assigned after it."""
        own, others = (ENTERING, LEAVING) if side == "starts" else (LEAVING, ENTERING)
        return (
            f"{self._spells(text(act), side, other)} AND b.organisation_id <> s.organisation_id"
            f" AND s.{side}_kind NOT IN ({_listed(own)}) AND b.{other}_kind NOT IN ({_listed(others)})"
        )

    def _entries(self, acts: Sequence[str], joined: str, counterpart: str, official: str) -> str:
        place, r = self.place, self.relations
        return (
            f"SELECT {place.node} AS node, e.organisation_id AS organisation, e.member_id AS person, {_day('e.effective_on')},"
            f" {_ACT} AS act, {counterpart} AS counterpart, {official} AS official,"
            f" {self._away('e.organisation_id', counterpart)} AS away, 1 AS weight FROM {place.source}"
            f" JOIN journal_entry e ON e.organisation_id = {place.organisation} AND {self._within('e.effective_on')}"
            f" AND {r.acts('e', acts)}"
            f"{joined} WHERE {place.where}{self.narrow}"
        )

    def unmatched_in(self, acts: Sequence[str]) -> str:
        """Ways in that no spell begins with: another act of the day stands there instead, or there is no spell at all."""
        joined = (
            f" LEFT JOIN {self.relations.spell} b ON b.person_id = e.member_id AND b.cancelled_by IS NULL AND b.ends_on = e.effective_on"
            f" LEFT JOIN {self.relations.spell} z ON z.person_id = e.member_id AND z.cancelled_by IS NULL AND z.starts_on = e.effective_on"
        )
        counterpart = "CASE WHEN z.person_id IS NOT NULL THEN b.organisation_id END"
        return f"{self._entries(acts, joined, counterpart, 'z.official')} AND NOT EXISTS ({self._mark('starts')})"

    def unmatched_out(self, acts: Sequence[str]) -> str:
        """Ways out that no spell ends with."""
        r = self.relations
        joined = f" LEFT JOIN {r.spell} b ON b.person_id = e.member_id AND b.cancelled_by IS NULL AND b.ends_on = e.effective_on"
        return (
            f"{self._entries(acts, joined, 'CAST(NULL AS BIGINT)', 'b.official')} AND NOT EXISTS ({self._mark('ends')})"
        )

    def _mark(self, side: str) -> str:
        return (
            f"SELECT 1 FROM {self.relations.spell} s WHERE s.person_id = e.member_id AND s.cancelled_by IS NULL"
            f" AND s.{side}_on = e.effective_on AND s.{side}_kind = substr(e.kind, 9)"
        )

    def awarded(self, years: Sequence[int]) -> str:
        """Badges by the day of the committee's decision, where the member was then."""
        place, live = self.place, self._live("a")
        return (
            f"SELECT {place.node} AS node, a.organisation_id AS organisation, a.person_id AS person, {_day('a.decided_on')},"
            f" {text(AWARDED)} || CAST(a.years AS VARCHAR) AS act, CAST(NULL AS BIGINT) AS counterpart, CAST(NULL AS BOOLEAN) AS official,"
            f" 0 AS away, 1 AS weight FROM {place.source} JOIN awards_award a ON a.organisation_id = {place.organisation}"
            f" AND {self._within('a.decided_on')} AND {live} AND a.years IN ({numbers(years)}) WHERE {place.where}{self.narrow}"
        )

    def given(self) -> str:
        """Tasks by the day they were given, under whoever gave them."""
        return (
            f"{self._task('g.organisation_id', GIVEN_ON, text(GIVEN) + OF_GROUP)} FROM {self.place.source}"
            f" JOIN tasks_giving g ON g.organisation_id = {self.place.organisation} AND {self._within(GIVEN_ON)} AND {self._live('g')}"
            f" JOIN tasks_task t ON t.giving_id = g.id WHERE {self.place.where}{self.narrow}"
        )

    def due(self) -> str:
        """Tasks of each addressee by the day they are due, and how each stands."""
        due = due_then(self.relations.known)
        state = (
            f"CASE WHEN n.id IS NULL THEN 'open' WHEN n.kind = 'not_applicable' THEN 'exempt' WHEN n.\"on\" <= {due} THEN 'on_time'"
            " ELSE 'late' END"
        )
        act = f"{text(DUE)}{OF_GROUP} || '.' || {state}"
        return (
            f"{self._task('a.organisation_id', due, act)} FROM {self.place.source}"
            f" JOIN tasks_addressee a ON a.organisation_id = {self.place.organisation}"
            f" JOIN tasks_giving g ON g.id = a.giving_id AND {self._live('g')}"
            f" JOIN tasks_task t ON t.giving_id = g.id AND {self._within(due)}"
            " LEFT JOIN tasks_answer n ON n.addressee_id = a.id AND n.task_id = t.id AND n.kind IN ('reported', 'not_applicable')"
            f" AND {self._live('n')} WHERE {self.place.where}{self.narrow}"
        )

    def registered(self) -> str:
        """Registrations for a model by the day of the branch's resolution."""
        return (
            f"{self._task('g.organisation_id', 'g.dated', f'{text(REGISTERED)} || g.model')} FROM {self.place.source}"
            f" JOIN emulation_registration g ON g.organisation_id = {self.place.organisation} AND {self._within('g.dated')}"
            f" AND {self._live('g')} WHERE {self.place.where}{self.narrow}"
        )

    def decided(self) -> str:
        """Decisions about models by their day, under the branch: in effect, and not revoked until the last day."""
        known = self.relations.known
        vouched = "n.vouched_by IS NOT NULL" if known is None else f"n.vouched_by <= {known}"
        later = "" if known is None else f" OR n.revoked_by > {known}"
        act = f"{text(DECIDED)} || n.organ || '.' || n.form || '.' || g.model"
        return (
            f"{self._task('g.organisation_id', 'n.decided_on', act)} FROM {self.place.source}"
            f" JOIN emulation_registration g ON g.organisation_id = {self.place.organisation}"
            f" JOIN emulation_recognition n ON n.registration_id = g.id AND {self._within('n.decided_on')} AND {self._live('n')}"
            f" AND (n.basis = '' OR {vouched}) AND (n.revoked_on IS NULL OR n.revoked_on > {day(self.last)}{later})"
            f" WHERE {self.place.where}{self.narrow}"
        )

    def sittings(self, act: str) -> str:
        """Sittings, or make-ups, by their day, under whoever called them, once somebody was counted there."""
        counted = f"EXISTS (SELECT 1 FROM study_roll r WHERE r.sitting_id = s.id AND {self._live('r')})"
        which = f"s.makes_up_id IS {'NULL' if act == HELD else 'NOT NULL'}"
        return (
            f"{self._task('s.organisation_id', 's.held_on', text(act))} FROM {self.place.source}"
            f" JOIN study_sitting s ON s.organisation_id = {self.place.organisation} AND {self._within('s.held_on')}"
            f" AND {self._live('s')} AND {which} AND {counted} WHERE {self.place.where}{self.narrow}"
        )

    def people(self, act: str) -> str:
        """Who was due or came, where they were counted, by the day of the sitting; at a make-up by the day of the one that was missed."""
        weight, only = ("r.due", " AND s.makes_up_id IS NULL") if act == TO_ATTEND else ("r.present", "")
        return (
            f"{self._task('r.organisation_id', 'm.held_on', text(act), weight)} FROM {self.place.source}"
            f" JOIN study_roll r ON r.organisation_id = {self.place.organisation} AND {self._live('r')}"
            f" JOIN study_sitting s ON s.id = r.sitting_id{only}"
            f" JOIN study_sitting m ON m.id = COALESCE(s.makes_up_id, s.id) AND {self._within('m.held_on')}"
            f" WHERE {self.place.where}{self.narrow}"
        )

    def rated(self, act: str) -> str:
        """Answers of one kind about finished files, under the office, by the last day of the period they were counted for."""
        weight = f"g.{act.removeprefix(RATED)}"
        return (
            f"{self._task('g.organisation_id', 'g.last', text(act), weight)} FROM {self.place.source}"
            f" JOIN citizens_rating g ON g.organisation_id = {self.place.organisation} AND {self._within('g.last')}"
            f" AND {self._live('g')} AND g.way IN ({_listed(OF_FILES)}) WHERE {self.place.where}{self.narrow}"
        )

    def surveyed(self, act: str) -> str:
        """People assessed, or concluded to show signs, under the branch that reported, by the last day of the round's period."""
        weight = "r.assessed" if act == ASSESSED else "r.concluded"
        return (
            f"{self._task('p.organisation_id', 'o.last', text(act), weight)} FROM {self.place.source}"
            f" JOIN surveys_part p ON p.organisation_id = {self.place.organisation} AND p.cancelled_by IS NULL"
            f" JOIN surveys_round o ON o.id = p.round_id AND {self._within('o.last')}"
            f" JOIN surveys_report r ON r.part_id = p.id AND {self._live('r')} WHERE {self.place.where}{self.narrow}"
        )

    def declared(self) -> str:
        """Declarations owed by their last day, or, where none is known, by the day the duty arose; and how each stands."""
        owed = "COALESCE(d.due_on, d.arose_on)"
        state = (
            "CASE WHEN d.due_on IS NULL THEN CASE WHEN n.id IS NULL THEN 'unclear_open' ELSE 'unclear' END WHEN n.id IS NULL THEN 'open'"
            " WHEN n.\"on\" <= d.due_on THEN 'on_time' ELSE 'late' END"
        )
        return (
            f"{self._task('d.organisation_id', owed, f'{text(DECLARED)} || {state}')} FROM {self.place.source}"
            f" JOIN declarations_duty d ON d.organisation_id = {self.place.organisation} AND {self._within(owed)} AND {self._live('d')}"
            f" LEFT JOIN declarations_handing_in n ON n.duty_id = d.id AND {self._live('n')} WHERE {self.place.where}{self.narrow}"
        )

    def verified(self) -> str:
        """Verifications concluded, under the body, by the day of the conclusion."""
        on = 'o."on"'
        return (
            f"{self._task('p.organisation_id', on, f'{text(VERIFIED)} || o.outcome')} FROM {self.place.source}"
            f" JOIN casework_party p ON p.organisation_id = {self.place.organisation} AND p.role = 'body' AND p.cancelled_by IS NULL"
            f" JOIN declarations_outcome o ON o.verification_id = p.case_id AND {self._within(on)} AND {self._live('o')}"
            f" WHERE {self.place.where}{self.narrow}"
        )

    def _task(self, organisation: str, on: str, act: str, weight: str = "1") -> str:
        return (
            f"SELECT {self.place.node} AS node, {organisation} AS organisation, CAST(NULL AS BIGINT) AS person, {on} AS day,"
            f" CAST(NULL AS INTEGER) AS day_number, {act} AS act, CAST(NULL AS BIGINT) AS counterpart, CAST(NULL AS BOOLEAN) AS official,"
            f" 0 AS away, {weight} AS weight"
        )

    def _live(self, alias: str) -> str:
        known = self.relations.known
        if known is None:
            return f"{alias}.cancelled_by IS NULL"
        return f"{alias}.recorded_by <= {known} AND ({alias}.cancelled_by IS NULL OR {alias}.cancelled_by > {known})"

    def book(self, acts: Sequence[str]) -> str:
        return self._entries(acts, "", "CAST(NULL AS BIGINT)", "CAST(NULL AS BOOLEAN)")


def _listed(acts: Sequence[str]) -> str:
    return ", ".join(text(act) for act in acts)
