"""Where inspections, supervisions, discipline and grades stand: each subject of a case one row, under the organisation that acted then.

What was planned is read from the programmes in force, what was opened from the first step, what was concluded from the results, what was
imposed from the sanctions: a lapsed one stays among the decisions of its period, an annulled one does not. A grade counts by the day of
its decision, under the organisation reviewed. What is withheld counts nowhere (guards 12). Who is in a case never leaves this module: a
count alone does.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from liemchinh.figures.declarations import Indicator
from liemchinh.figures.sql.conditions import Sense, all_of
from liemchinh.figures.sql.counting import NOTHING, Counting, Narrowing, stretches
from liemchinh.figures.sql.relations import Place, Relations, day, number, text
from liemchinh.members.offices import posts_that_are
from regulations.code_lists import HEAD, SEAT

PLANNED, OPENED, CONCLUDED = "inspections.planned", "inspections.opened", "inspections.concluded"
FILED, SANCTIONED, GRADED = "discipline.filed", "discipline.sanctioned", "reviews.graded"
# For what somebody is disciplined whom the review graded so.
GROUND = "duty.rated_not_completed"
# What a row tells besides its subject, each a text; `arises`: the organ whose inspection a disciplinary case came out of.
TEXTS = ("organ", "sort", "content", "result", "discipline", "form", "arises", "managed")
OF_INSPECTION = {"organ": "i.organ", "sort": "i.sort", "content": "i.content"}
TAKEN = 'o."on"'


def cases_in(
    relations: Relations,
    place: Place,
    chosen: Sequence[Indicator],
    first: date | None,
    last: date,
    narrowing: Narrowing = NOTHING,
    ends: Sequence[date] = (),
) -> Counting:
    """Subjects of cases in a period, by the organisation that acts. `ends` as for acts."""
    rows = parts(relations, place, {act for one in chosen for act in one.acts}, first, last, narrowing)
    columns = [_counted(one, _sense(relations, place, last)) for one in chosen]
    by = ", ".join(["f.node", *stretches(ends)])
    sql = f"SELECT {', '.join([by, *columns])} FROM ({rows}) f GROUP BY {by}"
    return Counting(sql, tuple((one.key, "node") for one in chosen))


def rows_of(
    relations: Relations, place: Place, one: Indicator, first: date | None, last: date, narrowing: Narrowing = NOTHING
) -> str:
    """A SELECT of (organisation, case_id) of every row an indicator counts, each person or organisation once of a `distinct` one;
    `case_id` is NULL of what is only planned."""
    found = parts(relations, place, set(one.acts), first, last, narrowing)
    tests = _tests(one, _sense(relations, place, last))
    if not one.distinct:
        return f"SELECT f.organisation AS organisation, f.case_id AS case_id FROM ({found}) f WHERE {tests}"
    return (
        f"SELECT MAX(f.organisation) AS organisation, MAX(f.case_id) AS case_id FROM ({found}) f WHERE {tests}"
        f" GROUP BY f.{'person' if one.unit == 'people' else 'subject'}"
    )


def parts(
    relations: Relations, place: Place, acts: set[str], first: date | None, last: date, narrowing: Narrowing
) -> str:
    """Columns: node, organisation (that acts), case_id, person, subject (an organisation), act, day, TEXTS, about_person, seated, heads,
    pending (nothing was decided until the last day), sanctioned (of a grade: a decision on that ground followed by then)."""
    made = _Parts(relations, place, first, last, narrowing)
    ways = {
        PLANNED: made.planned,
        OPENED: made.opened,
        CONCLUDED: made.concluded,
        FILED: made.filed,
        SANCTIONED: made.sanctioned,
        GRADED: made.graded,
    }
    return " UNION ALL ".join(ways[act]() for act in sorted(acts))


def _sense(relations: Relations, place: Place, last: date) -> Sense:
    return Sense(relations, place, "f", number(last), last)


def _tests(one: Indicator, sense: Sense) -> str:
    return f"f.act IN ({', '.join(text(act) for act in one.acts)}) AND {all_of(one.where, sense)}"


def _counted(one: Indicator, sense: Sense) -> str:
    what = "*"
    if one.distinct:
        what = f"DISTINCT f.{'person' if one.unit == 'people' else 'subject'}"
    return f"COUNT({what}) FILTER (WHERE {_tests(one, sense)})"


class _Parts:
    def __init__(
        self, relations: Relations, place: Place, first: date | None, last: date, narrowing: Narrowing
    ) -> None:
        self.relations, self.place, self.first, self.last = relations, place, first, last
        narrow = [place.where, *narrowing.organisations(relations, place, last)]
        if narrowing.depth is not None:
            narrow.append(f"{place.whole_depth} = {int(narrowing.depth)}")
        if narrowing.category:
            categories = ", ".join(text(code) for code in narrowing.category)
            narrow.append(
                f"EXISTS (SELECT 1 FROM {relations.version} v WHERE v.organisation_id = {place.organisation}"
                f" AND {relations.versions_on('v', last)} AND v.category IN ({categories}))"
            )
        self.where = " AND ".join(narrow)

    def planned(self) -> str:
        """Subjects of the lines of programmes in force, in the month they are planned for: by its first day."""
        day_of = "CAST(p.year AS VARCHAR) || '-' || substr('0' || CAST(t.month AS VARCHAR), length(CAST(t.month AS VARCHAR)), 2) || '-01'"
        since = f" AND p.year * 12 + t.month > {_months(self.first)}" if self.first else ""
        known = self.relations.known
        in_force = "p.replaced_by IS NULL" if known is None else f"(p.replaced_by IS NULL OR p.replaced_by > {known})"
        told = {"organ": "p.organ", "sort": "t.sort", "content": "t.content"}
        return (
            f"{self._row(PLANNED, 's', day_of, 'CAST(NULL AS BIGINT)', told)} FROM {self.place.source}"
            f" JOIN inspections_programme p ON p.organisation_id = {self.place.organisation} AND {self._live('p')} AND {in_force}"
            f" JOIN inspections_item t ON t.programme_id = p.id{since} AND p.year * 12 + t.month <= {self.last.year * 12 + self.last.month}"
            f" JOIN inspections_subject s ON s.item_id = t.id WHERE {self.where}"
        )

    def opened(self) -> str:
        """Whom a case was about when it was opened, on the day of its first step."""
        return (
            f"{self._row(OPENED, 's', TAKEN, 'i.case_id', OF_INSPECTION)} FROM {self._acting('inspections_inspection')}"
            f" JOIN casework_step o ON o.case_id = i.case_id AND o.recorded_by = i.recorded_by AND {self._stands('o')}"
            f" JOIN casework_party s ON s.case_id = i.case_id AND s.role = 'subject' AND {_then('s', 'o')}"
            f" WHERE {self.where} AND {_then('b', 'o')}"
        )

    def concluded(self) -> str:
        """What was concluded about each subject, on the day of the conclusion."""
        told = OF_INSPECTION | {"result": "s.result", "discipline": "s.discipline"}
        return (
            f"{self._row(CONCLUDED, 's', TAKEN, 'i.case_id', told)} FROM {self._acting('inspections_inspection')}"
            f" JOIN inspections_result s ON s.case_id = i.case_id AND {self._live('s')}"
            f" JOIN casework_step o ON o.case_id = i.case_id AND o.recorded_by = s.recorded_by AND {self._stands('o')}"
            f" WHERE {self.where} AND {_then('b', 'o')}"
        )

    def filed(self) -> str:
        """Whom a disciplinary case was about when its file was made."""
        told = {"organ": _organ("a"), "content": "a.content", "managed": "a.managed_by", "arises": self._arises("i")}
        until = f"<= {day(self.last)}"
        ended = (
            f"EXISTS (SELECT 1 FROM discipline_sanction z WHERE z.case_id = i.case_id AND {self._live('z')} AND z.decided_on {until})"
            f" OR EXISTS (SELECT 1 FROM casework_step z WHERE z.case_id = i.case_id AND {self._live('z')}"
            f" AND z.code IN ('not_sanctioned', 'no_violation') AND z.\"on\" {until})"
        )
        return (
            f"{self._row(FILED, 's', TAKEN, 'i.case_id', told, f'NOT ({ended})')} FROM {self._acting('discipline_discipline')}"
            f" JOIN casework_step o ON o.case_id = i.case_id AND o.recorded_by = i.recorded_by AND {self._stands('o')}"
            f" JOIN casework_party s ON s.case_id = i.case_id AND s.role = 'subject' AND {_then('s', 'o')}"
            f" JOIN discipline_allegation a ON a.case_id = i.case_id AND {_then('a', 'o')}"
            f" WHERE {self.where} AND {_then('b', 'o')}"
        )

    def sanctioned(self) -> str:
        """Sanctions by the day of the decision, under the organisation that decided."""
        known = self.relations.known
        annulled = "s.set_aside = 'annulled'" + ("" if known is None else f" AND s.set_aside_by <= {known}")
        since = f"s.decided_on >= {day(self.first)} AND " if self.first else ""
        told = {
            "organ": _organ("s"),
            "content": "a.content",
            "managed": "a.managed_by",
            "arises": self._arises("s"),
            "form": self._form("s"),
        }
        return (
            f"{self._row(SANCTIONED, 's', 's.decided_on', 's.case_id', told)} FROM {self.place.source}"
            f" JOIN discipline_sanction s ON s.decided_by_id = {self.place.organisation} AND {self._live('s')} AND NOT s.withheld"
            f" AND NOT ({annulled}) AND {since}s.decided_on <= {day(self.last)}"
            f" JOIN discipline_allegation a ON a.case_id = s.case_id AND {_then('a', 's')} WHERE {self.where}"
        )

    def graded(self) -> str:
        """Decided grades in effect, by the day of the decision. `result`: what was found, each once; `form`: the grade alone."""
        known = self.relations.known
        vouched = "s.vouched_by IS NOT NULL" if known is None else f"s.vouched_by <= {known}"
        since = f"s.decided_on >= {day(self.first)} AND " if self.first else ""
        told = {"result": "CASE WHEN s.reminded THEN 'reminded' ELSE s.result END", "form": "s.result"}
        row = self._row(GRADED, "s", "s.decided_on", "CAST(NULL AS BIGINT)", told, sanctioned=self._followed())
        return (
            f"{row} FROM {self.place.source} JOIN reviews_grade s ON s.organisation_id = {self.place.organisation} AND {self._live('s')}"
            f" AND (s.basis = '' OR {vouched}) AND {since}s.decided_on <= {day(self.last)} WHERE {self.where}"
        )

    def _followed(self) -> str:
        """Is there a decision on the ground of this grade, about the same, made after it until the last day?"""
        known = self.relations.known
        annulled = "z.set_aside = 'annulled'" + ("" if known is None else f" AND z.set_aside_by <= {known}")
        return (
            f"EXISTS (SELECT 1 FROM discipline_sanction z JOIN discipline_allegation y ON y.case_id = z.case_id AND {_then('y', 'z')}"
            f" WHERE {self._live('z')} AND NOT z.withheld AND NOT ({annulled}) AND CAST(y.content AS VARCHAR) LIKE {text(f'%{GROUND}%')}"
            f" AND z.decided_on BETWEEN s.decided_on AND {day(self.last)}"
            f" AND (z.person_id = s.person_id OR (s.person_id IS NULL AND z.organisation_id = s.organisation_id)))"
        )

    def _form(self, sanction: str) -> str:
        """The form of a sanction as it was known: one that a ruling changed later has its form of before."""
        if self.relations.known is None:
            return f"{sanction}.form"
        return f"(SELECT MAX(w.form) FROM discipline_sanction_form w WHERE w.sanction_id = {sanction}.id AND {self._live('w')})"

    def _arises(self, case: str) -> str:
        return (
            f"(SELECT MAX(x.organ) FROM casework_link l JOIN inspections_inspection x ON x.case_id = l.source_id"
            f" WHERE l.case_id = {case}.case_id AND {self._live('l')})"
        )

    def _acting(self, facts: str) -> str:
        known = self.relations.known
        until = "" if known is None else f" AND b.recorded_by <= {known}"
        return (
            f"{self.place.source} JOIN casework_party b ON b.organisation_id = {self.place.organisation} AND b.role = 'body'{until}"
            f" JOIN {facts} i ON i.case_id = b.case_id"
        )

    def _stands(self, step: str) -> str:
        since = f'{step}."on" >= {day(self.first)} AND ' if self.first else ""
        return f'{self._live(step)} AND NOT {step}.withheld AND {since}{step}."on" <= {day(self.last)}'

    def _live(self, alias: str) -> str:
        known = self.relations.known
        if known is None:
            return f"{alias}.cancelled_by IS NULL"
        return f"({alias}.recorded_by <= {known} AND ({alias}.cancelled_by IS NULL OR {alias}.cancelled_by > {known}))"

    def _row(
        self,
        act: str,
        who: str,
        on: str,
        case: str,
        told: Mapping[str, str],
        pending: str = "1 = 0",
        sanctioned: str = "1 = 0",
    ) -> str:
        texts = ", ".join(f"CAST({told.get(name, 'NULL')} AS VARCHAR) AS {name}" for name in TEXTS)
        return (
            f"SELECT {self.place.node} AS node, {self.place.organisation} AS organisation, {case} AS case_id, {who}.person_id AS person,"
            f" {who}.organisation_id AS subject, {text(act)} AS act, CAST({on} AS VARCHAR) AS day,"
            f" {texts}, {who}.person_id IS NOT NULL AS about_person,"
            f" {self._holds(who, on, SEAT)} AS seated, {self._holds(who, on, HEAD)} AS heads, ({pending}) AS pending,"
            f" ({sanctioned}) AS sanctioned"
        )

    def _holds(self, who: str, on: str, trait: str) -> str:
        """Did the person hold a post that is a seat on a committee, or at its head, anywhere, on that day?"""
        at = f"CAST({on} AS VARCHAR)"
        posts = ", ".join(text(post) for post in posts_that_are(trait)) or "NULL"
        return (
            f"EXISTS (SELECT 1 FROM members_post h WHERE h.person_id = {who}.person_id AND {self._live('h')}"
            f" AND h.post IN ({posts})"
            f" AND CAST(h.starts_on AS VARCHAR) <= {at} AND (h.ends_on IS NULL OR CAST(h.ends_on AS VARCHAR) > {at}))"
        )


def _organ(alias: str) -> str:
    """Which of the two kinds of organ the body of a disciplinary case is."""
    return f"CASE {alias}.organ WHEN 'inspection_commission' THEN 'inspection' ELSE 'committee' END"


def _then(alias: str, step: str) -> str:
    """A party as it was when the step was recorded: what a reorganisation made of it later changes no earlier count."""
    return f"{alias}.recorded_by <= {step}.recorded_by AND ({alias}.cancelled_by IS NULL OR {alias}.cancelled_by > {step}.recorded_by)"


def _months(first: date) -> int:
    """The month before the first one whose first day is not earlier."""
    return first.year * 12 + first.month - (1 if first.day == 1 else 0)
