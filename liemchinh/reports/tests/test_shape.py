"""A definition as text, changed at a place, and a sentence with marks: nothing in it is lost on the way."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import charters
from liemchinh.reports.building.marks import marked, strange_marks, unmarked
from liemchinh.reports.building.shape import (
    added,
    at_start,
    count_in,
    free_code,
    moved,
    place_from,
    put,
    removed,
    thing_at,
    tidied,
    written,
)
from regulations.report_text import read_unfinished, text_of
from regulations.reports import (
    COLUMNS,
    PERIODS,
    Named,
    Part,
    ProsePart,
    ReportDefinition,
    SectionOf,
    Sentence,
    TablePart,
    TableRow,
    read_report,
    reports_of,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}[]"), max_size=12)
KEYS = st.sampled_from(["members", "admitted", "branches"])
SENTENCES = st.lists(
    st.one_of(WORDS, KEYS.map(lambda key: f"{{{key}}}"), KEYS.map(lambda key: f"{{{key}.share:members}}"))
)
ROWS = st.builds(TableRow, WORDS, KEYS, st.integers(0, 2), st.booleans())
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(Sentence, SENTENCES.map("".join)),
    st.builds(ProsePart, WORDS, WORDS, WORDS),
    st.builds(
        TablePart, WORDS, WORDS, WORDS, columns=st.lists(st.sampled_from(COLUMNS), unique=True).map(tuple), note=WORDS, annex=st.booleans(),
        rows=st.lists(ROWS, max_size=3).map(tuple),
    ),
)  # fmt: skip
NAMED = Named("members_2019", "members", date(2019, 1, 1), date(2019, 12, 31), "period", 1, ("branch",), ("company",))
FIGURES = {one.name: one for one in (NAMED, Named("early", "members", at="start"), Named("printed", "", line="tv-1"))}
DEFINITIONS = st.builds(
    ReportDefinition, st.just("own"), st.integers(1, 9), WORDS, WORDS, st.just("LOW"), st.just("report"), st.just("committee"),
    st.just(("branch",)), st.just(PERIODS), st.sampled_from([{}, FIGURES]),
    st.lists(st.builds(SectionOf, WORDS, st.lists(PARTS, max_size=3).map(tuple)), max_size=3).map(tuple),
)  # fmt: skip


@given(DEFINITIONS)
def test_a_definition_written_down_reads_the_same(one: ReportDefinition) -> None:
    assert read_unfinished(text_of(one)) == one


def test_every_definition_of_every_charter_written_down_reads_the_same() -> None:
    found = [
        one
        for folder in sorted(Path(charters.__file__).parent.glob("*/reports"))
        for one in reports_of(folder.parent).values()
    ]
    assert len(found) >= 3
    assert [read_report(text_of(one)) for one in found] == found


@given(SENTENCES.map("".join))
def test_a_sentence_with_marks_is_the_same_sentence(text: str) -> None:
    words, fields = marked(text)
    assert unmarked(words, fields) == text
    assert strange_marks(words, fields) == []
    assert strange_marks(f"{words} [{len(fields) + 1}]", fields) == [f"[{len(fields) + 1}]"]


@given(DEFINITIONS, st.data())
def test_what_is_moved_stands_elsewhere_among_its_own_and_nothing_else_changes(
    one: ReportDefinition, data: st.DataObject
) -> None:
    places = [(number,) for number in range(1, len(one.sections) + 1)]
    places += [(*at, part) for at in places for part in range(1, count_in(one, at) + 1)]
    places += [(*at, row) for at in places if len(at) == 2 for row in range(1, count_in(one, at) + 1)]
    if not places:
        return
    place, by = data.draw(st.sampled_from(places)), data.draw(st.sampled_from([-1, 1]))
    found, there = thing_at(one, place), moved(one, place, by)
    last = count_in(one, place[:-1])
    new = (*place[:-1], max(1, min(last, place[-1] + by)))
    assert found is not None and thing_at(there, new) == found
    assert moved(there, new, -by) == one or new == place
    assert added(removed(one, place), place[:-1], found) == moved(one, place, last)
    assert put(put(one, place, replace(found)), place, found) == one
    assert place_from(written(place)) == place


def test_a_place_is_one_to_three_numbers_and_nothing_else() -> None:
    assert [place_from(told) for told in ("1", "2.3", "2.3.1")] == [(1,), (2, 3), (2, 3, 1)]
    assert {place_from(told) for told in ("", ".", "1.", "a", "1.2.3.4", "-1", "²", "٣", "99999", "1.b")} == {None}


def test_a_name_that_nothing_uses_any_more_goes_and_codes_are_free() -> None:
    empty = ReportDefinition("own", 1, "A", "", "LOW", "report", "committee", (), (), {}, (SectionOf("I"),))
    made, name = at_start(empty, "members")
    used = added(made, (1,), Sentence(f"Đầu kỳ có {{{name}}} người."))
    assert tidied(used).figures == {name: Named(name, "members", at="start")}
    assert tidied(removed(used, (1, 1))).figures == {}
    both = added(used, (1,), ProsePart("P1", "a"), TablePart("B1", "b"))
    assert (free_code(both, "P"), free_code(both, "B"), free_code(removed(both, (1, 2)), "P")) == ("P2", "B2", "P1")
