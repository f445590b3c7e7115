"""The records behind a number: the same rows that are counted, one by one."""

from datetime import date

from liemchinh.figures.declarations import Indicator
from liemchinh.figures.sql import cases, flows
from liemchinh.figures.sql.conditions import Sense, all_of
from liemchinh.figures.sql.counting import DAY_NUMBER, NOTHING, PROFILE, Narrowing
from liemchinh.figures.sql.relations import Place, Relations, number, text


def records(
    relations: Relations, place: Place, one: Indicator, first: date | None, last: date, narrowing: Narrowing = NOTHING
) -> str:
    """A SELECT of (person, organisation, day) of every row that counts; person is NULL for organisations and of cases,
    where it ends at the organisation that acts. Of `distinct` ones each person once, at the last act."""
    if one.of == "cases":
        counted = cases.rows_of(relations, place, one, first, last, narrowing)
        return f"SELECT CAST(NULL AS BIGINT) AS person, k.organisation AS organisation, CAST(NULL AS DATE) AS day FROM ({counted}) k"
    if one.kind == "flow":
        return _acts(relations, place, one, first, last, narrowing)
    return (
        _members(relations, place, one, last, narrowing)
        if one.of == "members"
        else _versions(relations, place, one, first, last, narrowing)
    )


def _members(relations: Relations, place: Place, one: Indicator, on: date, narrowing: Narrowing) -> str:
    tests = all_of(one.where, Sense(relations, place, "s", number(on), on))
    where = [place.where, relations.members_on("s", on), *narrowing.organisations(relations, place, on), tests]
    return (
        f"SELECT s.person_id AS person, s.organisation_id AS organisation, s.starts_on AS day FROM {place.source}"
        f" JOIN {relations.spell} s ON s.organisation_id = {place.organisation}"
        f" {PROFILE.format(profile=relations.profile, person='s.person_id')} WHERE {' AND '.join(where)}"
    )


def _versions(
    relations: Relations, place: Place, one: Indicator, first: date | None, on: date, narrowing: Narrowing
) -> str:
    tests = all_of(one.where, Sense(relations, place, "v", number(on), on, first=first, depth=place.whole_depth))
    where = [
        place.where,
        relations.versions_on("v", on),
        *narrowing.organisations(relations, place, on),
        *narrowing.versions(place),
        tests,
    ]
    return (
        f"SELECT CAST(NULL AS BIGINT) AS person, v.organisation_id AS organisation, v.valid_from AS day FROM {place.source}"
        f" JOIN {relations.version} v ON v.organisation_id = {place.organisation} WHERE {' AND '.join(where)}"
    )


def _acts(
    relations: Relations, place: Place, one: Indicator, first: date | None, last: date, narrowing: Narrowing
) -> str:
    narrow = " AND ".join(narrowing.organisations(relations, place, last))
    rows = flows.parts(relations, place, one.acts, first, last, narrow)
    tests = all_of(one.where, Sense(relations, place, "f", DAY_NUMBER, last, node=str(place.whole)))
    found = (
        f"SELECT f.person AS person, f.organisation AS organisation, f.day AS day, f.weight AS weight FROM ({rows}) f"
        f" {PROFILE.format(profile=relations.profile, person='f.person')}"
        f" WHERE f.act IN ({', '.join(text(name) for name in one.acts)}) AND {tests}"
    )
    if not one.distinct:
        return found
    return f"SELECT d.person AS person, MAX(d.organisation) AS organisation, MAX(d.day) AS day FROM ({found}) d GROUP BY d.person"
