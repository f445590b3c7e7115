"""An office builds its own definition through screens: begun, changed, published, sketched anew, closed; nothing drafted earlier moves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liemchinh.figures.periods import Period
from liemchinh.journal.models import Entry
from liemchinh.reports import writing
from liemchinh.reports.building import services
from liemchinh.reports.building.faults import faults_of_definition
from liemchinh.reports.building.queries import sketch_of, sketched
from liemchinh.reports.building.recount import differences
from liemchinh.reports.building.shape import added, put, thing_at
from liemchinh.reports.content import as_bytes
from liemchinh.reports.defined import choices_of, read_edition, shipped
from liemchinh.reports.filling import fill
from liemchinh.reports.models import Definition, Edition, Report, Sketch
from regulations.answers import Refused
from regulations.report_text import text_of
from regulations.reports import Named, ReportDefinition, SectionOf, Sentence, TablePart, TableRow
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
BASE = "s:members_work"


def begun(world: World, base: str = BASE, place: str = "commune", name: str = "Báo cáo của xã") -> Definition:
    return services.begin_definition(world.places[place], name, base, actor=world.actor("nam"))


def made_of(row: Definition) -> ReportDefinition:
    sketch = sketch_of(row)
    assert sketch is not None
    return sketched(sketch)


def change(world: World, row: Definition, made: ReportDefinition, seen: int | None = None) -> None:
    sketch = Sketch.objects.get(definition=row)
    services.change_sketch(row.pk, made, seen=seen or sketch.recorded_by, actor=world.actor("nam"))


def publish(world: World, row: Definition) -> Edition:
    seen = Sketch.objects.get(definition=row).recorded_by
    return services.publish_edition(row.pk, seen=seen, actor=world.actor("nam"))


def codes(caught: Any) -> list[str]:
    return [one.code for one in caught.value.refusals]


def test_a_copy_of_a_shipped_report_is_published_and_says_the_same_figures(world: World) -> None:
    row = begun(world)
    made = publish(world, row)
    there = shipped()["members_work"]
    assert read_edition(made.text) == replace(there, code="own", name="Báo cáo của xã", source="")
    own, charter = (
        writing.start_report(world.places["branch"], code, "year", YEAR, actor=world.actor("nam")) for code in (f"e:{made.pk}", BASE)
    )  # fmt: skip
    printed = [fill(one, actor=world.actor("nam")) for one in (own, charter)]
    assert replace(printed[0], title="") == replace(printed[1], title="")


def test_a_report_drafted_with_an_earlier_edition_stays_what_it_was(world: World) -> None:
    row = begun(world)
    first = publish(world, row)
    report = writing.start_report(world.places["commune"], f"e:{first.pk}", "year", YEAR, actor=world.actor("nam"))
    before = as_bytes(fill(report, actor=world.actor("nam")))
    services.sketch_again(row.pk, actor=world.actor("nam"))
    change(world, row, replace(made_of(row), name="Tên mới", sections=made_of(row).sections[:1]))
    second = publish(world, row)
    assert second.number == 2 and [one.code for one in choices_of(world.places["commune"]) if one.edition] == [
        f"e:{second.pk}"
    ]
    assert as_bytes(fill(Report.objects.get(pk=report.pk), actor=world.actor("nam"))) == before
    with pytest.raises(Refused) as caught:
        writing.start_report(world.places["commune"], f"e:{first.pk}", "half", YEAR, actor=world.actor("nam"))
    assert codes(caught) == ["reports.no-definition"]
    services.close_definition(row.pk, actor=world.actor("nam"))
    assert as_bytes(fill(Report.objects.get(pk=report.pk), actor=world.actor("nam"))) == before
    assert [one for one in choices_of(world.places["commune"]) if one.edition] == []


def test_all_that_is_wrong_is_told_at_once_each_with_its_place_and_a_remedy(world: World) -> None:
    row = begun(world, base="")
    parts = (
        Sentence(""),
        Sentence("Có {nobody} người, {."),
        TablePart("B1", "", columns=()),
        TablePart("B2", "Biểu", form="99"),
    )
    rows = TablePart(
        "B3", "Biểu", columns=("value", "share"), rows=(TableRow("Hội viên", "nobody"), TableRow("", why="heading"))
    )
    change(
        world,
        row,
        replace(made_of(row), periods=(), organ="", sections=(SectionOf(""), SectionOf("II", (*parts, rows)))),
    )
    with pytest.raises(Refused) as caught:
        publish(world, row)
    wanted = [
        "categories", "periods", "organ", "heading", "empty", "sentence", "stray", "no-indicator", "title", "rows", "columns", "form",
        "share", "no-indicator", "row",
    ]  # fmt: skip
    assert codes(caught) == [f"reports.{one}" for one in wanted]
    assert all(one.remedy for one in caught.value.refusals)
    assert str(caught.value.refusals[-1].message) == "Mục 2, phần 5, dòng 2: dòng chưa có tên."
    assert Edition.objects.count() == 0


def test_nothing_two_people_change_is_lost(world: World) -> None:
    row = begun(world)
    seen = Sketch.objects.get(definition=row).recorded_by
    change(world, row, replace(made_of(row), categories=("branch",)))
    with pytest.raises(Refused) as caught:
        change(world, row, replace(made_of(row), categories=("province",)), seen=seen)
    assert codes(caught) == ["reports.changed-between"]
    with pytest.raises(Refused) as caught:
        services.publish_edition(row.pk, seen=seen, actor=world.actor("nam"))
    assert codes(caught) == ["reports.changed-between"]
    assert made_of(row).categories == ("branch",)
    page = world.client("an").post(f"/reports/definitions/{row.pk}/at/1.1/", {"text": "Của An [1].", "seen": str(seen)})
    assert page.status_code == 422 and "Của An [1]." in page.content.decode()
    assert "Người khác vừa sửa bản nháp này" in page.content.decode()


def test_a_name_is_taken_once_and_an_unchanged_sketch_is_not_published_again(world: World) -> None:
    row = begun(world)
    with pytest.raises(Refused) as caught:
        begun(world, base="s:nothing")
    assert codes(caught) == ["reports.taken", "reports.no-definition"]
    publish(world, row)
    services.sketch_again(row.pk, actor=world.actor("nam"))
    with pytest.raises(Refused) as caught:
        publish(world, row)
    assert codes(caught) == ["reports.same"]
    with pytest.raises(Refused) as caught:
        services.sketch_again(row.pk, actor=world.actor("nam"))
    assert codes(caught) == ["reports.sketched"]
    seen = Sketch.objects.get(definition=row).recorded_by
    services.drop_sketch(row.pk, seen=seen, actor=world.actor("nam"))
    assert sketch_of(row) is None and Edition.objects.get().number == 1


def test_what_is_about_conduct_is_narrowed_by_nothing_and_other_figures_only_as_the_charter_does(world: World) -> None:
    row = begun(world)
    weak = made_of(row)
    for name, indicator in (("narrow", "sanctioned_members"), ("other", "members")):
        named = Named(name, indicator, category=("branch",))
        made = replace(added(weak, (1,), Sentence(f"Có {{{name}}}.")), figures={name: named})
        assert made.mentions() > weak.mentions()
        assert [one.refusal.code for one in faults_of_definition(made)] == ["reports.crossing"]
    whole = replace(
        added(weak, (1,), Sentence("Có {early}.")), figures={"early": Named("early", "members", at="start")}
    )
    assert faults_of_definition(whole) == []


def test_texts_too_long_are_not_kept(world: World) -> None:
    row = begun(world)
    before = Sketch.objects.get(definition=row)
    made = put(made_of(row), (1,), replace(made_of(row).sections[0], heading="x" * 301))
    with pytest.raises(Refused) as caught:
        change(world, row, added(made, (1,), Sentence("y" * 4001)))
    assert codes(caught) == ["reports.long", "reports.long"]
    with pytest.raises(Refused) as caught:
        change(world, row, replace(made_of(row), name="z" * 161))
    assert codes(caught) == ["reports.name"]
    assert Sketch.objects.get(definition=row).text == before.text


def test_what_says_the_same_changes_nothing(world: World) -> None:
    row = begun(world)
    count = Entry.objects.count()
    change(world, row, made_of(row))
    assert Entry.objects.count() == count


def test_every_act_is_one_line_of_the_book_and_names_nobody(world: World) -> None:
    row = begun(world)
    change(world, row, replace(made_of(row), categories=("branch",)))
    publish(world, row)
    sketch = services.sketch_again(row.pk, actor=world.actor("nam"))
    services.drop_sketch(row.pk, seen=sketch.recorded_by, actor=world.actor("nam"))
    services.close_definition(row.pk, actor=world.actor("nam"))
    told = list(Entry.objects.filter(sequence__gte=row.recorded_by).order_by("sequence"))
    assert [one.kind for one in told] == [
        "reports.definition_begun", "reports.definition_changed", "reports.definition_published", "reports.definition_sketched",
        "reports.definition_dropped", "reports.definition_closed",
    ]  # fmt: skip
    assert told[-1].cancels_id == row.recorded_by
    assert not any("Báo cáo của xã".encode() in bytes(one.payload) for one in told)


def test_the_journal_alone_gives_every_definition_edition_and_sketch_again(world: World) -> None:
    row = begun(world)
    publish(world, row)
    services.sketch_again(row.pk, actor=world.actor("nam"))
    change(world, row, replace(made_of(row), categories=("branch",)))
    services.close_definition(begun(world, name="Mẫu khác").pk, actor=world.actor("nam"))
    assert list(differences()) == []
    Edition.objects.update(text=text_of(replace(made_of(row), number=1)))
    Sketch.objects.update(text="")
    Definition.objects.update(cancelled_by=None)
    assert len(list(differences())) == 3


def test_a_whole_report_is_built_by_pressing_alone(world: World) -> None:
    client, commune = world.client("nam"), world.places["commune"]
    answer = client.post(f"/reports/definitions/begin/{commune}/?base=", {"name": "Phát triển đảng viên"})
    row = Definition.objects.get(organisation=commune)
    root = f"/reports/definitions/{row.pk}/"
    assert answer.url == root

    def send(to: str, **told: Any) -> str:
        told["seen"] = str(Sketch.objects.get(definition=row).recorded_by)
        answer = client.post(f"{root}{to}", told)
        assert answer.status_code == 302, answer.content.decode()
        assert client.get(answer.url).status_code == 200
        return str(answer.url)

    send("about/categories/", categories=["branch"])
    send("section/", heading="I. Tình hình")
    assert send("at/1/add/?sort=sentence", text="Có", more="1") == f"{root}at/1.1/figure/"
    send("at/1.1/figure/?indicator=members&saying=value")
    send("at/1.1/figure/?indicator=members&saying=turn")
    send("at/1.1/figure/?indicator=admitted&saying=share&whole=members")
    send("at/1.1/", text="Có [1] đảng viên, [2] so với cùng kỳ; kết nạp [3].")
    send("at/1/add/?sort=prose", title="Nhận xét", hint="")
    assert send("at/1/add/?sort=table", title="Biểu", unit="người", foot="") == f"{root}at/1.3/table/"
    send("at/1.3/line/?indicator=members&way=gender")
    send("at/1.3/line/?indicator=members&way=start", label="Đầu kỳ", depth="0")
    send("at/1.3/line/?empty=1", label="Tôn chỉ", why="heading")
    send("at/1.3.4/up/")
    send("at/1.3.1/", label="Tổng", depth="0", strong="on")
    send("at/1.3/columns/", columns=["share", "value"], share_of="members")
    send("at/1/add/?sort=child", title="Theo chi bộ", unit="", foot="")
    send("at/1.4/line/?indicator=members&way=one", label="", depth="0")
    send("at/1.4/up/")
    send("at/1.2/out/")
    made = made_of(row)
    assert thing_at(made, (1, 1)) == Sentence(
        "Có {members} đảng viên, {members.turn} so với cùng kỳ; kết nạp {admitted.share:members}."
    )
    below, table = thing_at(made, (1, 2)), thing_at(made, (1, 3))
    assert isinstance(below, TablePart) and below.by == "child"
    assert isinstance(table, TablePart) and [(line.label, line.figure) for line in table.rows] == [
        ("Tổng", "members"), ("", "members_women"), ("Tôn chỉ", ""), ("Đầu kỳ", "members_at_start")
    ]  # fmt: skip
    assert table.columns == ("value", "share") and table.share_of == "members"
    shown = client.get(f"{root}preview/?kind=half")
    assert shown.status_code == 200
    assert [line.label for line in shown.context["content"].tables()[1].rows] == [
        "Tổng",
        "Đảng viên nữ",
        "Tôn chỉ",
        "Đầu kỳ",
    ]
    send("publish/")
    assert Edition.objects.get().number == 1 and sketch_of(row) is None
    assert read_edition(Edition.objects.get().text) == made


def test_who_is_below_reads_a_published_edition_and_nothing_that_is_only_a_sketch(world: World) -> None:
    row = begun(world)
    chi = world.client("chi")
    assert chi.get(f"/reports/definitions/{row.pk}/").status_code == 404
    publish(world, row)
    services.sketch_again(row.pk, actor=world.actor("nam"))
    change(world, row, replace(made_of(row), name="Tên đang sửa"))
    page = chi.get(f"/reports/definitions/{row.pk}/")
    assert page.status_code == 200 and "Tên đang sửa" not in page.content.decode()
    assert "Tên đang sửa" in world.client("nam").get(f"/reports/definitions/{row.pk}/").content.decode()
    assert chi.get(f"/reports/definitions/{row.pk}/at/1/").status_code == 404
    assert "Báo cáo của xã" in chi.get("/reports/definitions/").content.decode()
    assert "Báo cáo của xã" not in world.client("dung").get("/reports/definitions/").content.decode()
