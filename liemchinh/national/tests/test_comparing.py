"""A list of theirs beside the register: behind the screens, killed and begun again, changing nothing, gone in time."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from openpyxl import load_workbook

from liemchinh.imports.reading import Unreadable
from liemchinh.jobs.models import Job
from liemchinh.jobs.running import run_once
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.national import comparing, holding, services
from liemchinh.national.forgetting import forget
from liemchinh.national.models import Comparison, Difference, Perhaps
from liemchinh.national.queries import comparisons_visible_to
from liemchinh.national.tests.books import HEADINGS, workbook
from regulations.answers import Refused
from tests.world import CONSOLE, PEOPLE, REGISTERED

PHUC, RAY, BINH = REGISTERED["branch"], REGISTERED["sibling"], PEOPLE["binh"][0]


def line(number, card, name, birth, branch="Chi bộ ấp Gò Cát", admitted="19/05/2016", official="19/05/2017"):
    return (number, card, name, birth, "nam", "Kinh", "Không", branch, admitted, official, "HT-1")


# Phúc is the same; Rây was admitted on another day; Bình's card is another's with the same name and year; nobody of ours is called Lạ.
ROWS = [
    line(1, "84000", PHUC.upper(), "1970"),
    line(2, "84001", RAY, "1971", "Chi bộ ấp Rạch Dừa", admitted="20/05/2016"),
    line(3, "84004", "Quách Đình Lạ", "1950"),
    line(4, "", "", "1950"),
    line(5, "", "Ma Văn Xa", "1949"),
]


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA", tmp_path)


@pytest.fixture
def worked(django_capture_on_commit_callbacks):
    """Does the next job, with what follows its commit."""

    def work():
        with django_capture_on_commit_callbacks(execute=True):
            assert run_once()

    return work


def begun(world, rows=ROWS, by="nam"):
    data = workbook(HEADINGS, rows, titles=("DANH SÁCH ĐẢNG VIÊN",))
    return comparing.begin_comparison(data, "xuat.xlsx", world.places["commune"], actor=world.actor(by))


def done(world, rows=ROWS):
    row = begun(world, rows)
    assert run_once()
    row.refresh_from_db()
    return row


def counts(row):
    return {name: getattr(row, name) for name in comparing.COUNTS}


def test_rows_and_people_are_told_apart_and_every_row_is_counted_once(world):
    before = Entry.objects.filter(kind__startswith="members.").count()
    row = done(world)
    assert counts(row) == {"read": 5, "same": 1, "different": 1, "there": 1, "ambiguous": 1, "unreadable": 1, "here": 1}
    assert row.read == row.same + row.different + row.there + row.ambiguous + row.unreadable
    (different,) = Difference.objects.filter(kind="different")
    assert different.person_id == world.people["sibling"]
    assert different.content == [["admitted_on", "19/05/2016", "20/05/2016"]]
    assert (
        Perhaps.objects.get().person_id == world.people["em"]
        and Difference.objects.get(kind="here").person_id == world.people["binh"]
    )
    assert Difference.objects.get(kind="there").content[0][2] == "Ma Văn Xa"
    assert Entry.objects.filter(kind__startswith="members.").count() == before
    assert Entry.objects.filter(kind="national.compared").count() == 1


def test_the_file_goes_when_it_was_compared_and_so_does_its_key(world, worked):
    row = begun(world)
    assert (
        holding.stray() == [row.pk]
        and PHUC.upper().encode() not in (settings.DATA / "uploads" / f"so-sanh-{row.pk}").read_bytes()
    )
    with pytest.raises(Refused):
        comparing.take_differences(row.pk, actor=world.actor("nam"))
    worked()
    row.refresh_from_db()
    assert (row.state, row.upload_key, holding.stray()) == ("done", None, [])


def test_killed_while_it_compares_it_is_begun_again_and_kept_once(world, monkeypatch):
    row = begun(world)
    with monkeypatch.context() as killed:
        killed.setattr("liemchinh.national.jobs.finish", lambda *args, **kwargs: 1 / 0)
        run_once()
    assert Comparison.objects.get().state == "running" and Difference.objects.count() == 0
    Job.objects.update(due_at=clock.now())
    run_once()
    row.refresh_from_db()
    assert row.read == 5 and Difference.objects.count() == 5
    comparing.finish(row, comparing.Compared(dict.fromkeys(comparing.COUNTS, 9), [], 0), actor=CONSOLE)
    assert Comparison.objects.get().read == 5


def test_what_the_office_chose_for_a_heading_holds_for_their_list_too(world):
    headings = ("Định danh", "Họ và tên", "Năm sinh")
    services.keep_layout(workbook(headings), "ds.xlsx", world.places["commune"], actor=world.actor("nam"))
    services.choose_column(world.places["commune"], 0, "card_no", actor=world.actor("nam"))
    data = workbook(headings, [("84000", PHUC, "1970")])
    comparing.begin_comparison(data, "xuat.xlsx", world.places["commune"], actor=world.actor("nam"))
    run_once()
    assert (Comparison.objects.get().same, Comparison.objects.get().here) == (1, 3)


def test_whoever_lost_the_right_meanwhile_learns_nothing(world, worked, monkeypatch):
    row = begun(world)
    monkeypatch.setattr("liemchinh.national.jobs._actor", lambda row: world.actor("giang"))
    worked()
    row.refresh_from_db()
    assert (
        row.state == "stopped"
        and "vai trò" in row.stopped_because
        and Difference.objects.count() == 0
        and holding.stray() == []
    )


def test_a_file_that_has_gone_stops_it_in_words(world):
    row = begun(world)
    holding.let_go(row.pk)
    run_once()
    row.refresh_from_db()
    assert row.state == "stopped" and "nạp lại" in row.stopped_because


def test_it_goes_after_thirty_days_and_a_line_goes_with_its_person(world):
    row = done(world)
    record_act(world.people["sibling"], NewAct("died", clock.today(), world.places["sibling"]), actor=CONSOLE)
    record_act(world.people["em"], NewAct("died", clock.today(), world.places["sibling"]), actor=CONSOLE)
    erase_people([world.people["sibling"], world.people["em"]], actor=CONSOLE)
    assert sorted(Difference.objects.values_list("kind", flat=True)) == ["here", "there", "unreadable"]
    forget()
    assert Comparison.objects.count() == 1
    Comparison.objects.update(ended_at=clock.now() - timedelta(days=31))
    (settings.DATA / "uploads" / f"so-sanh-{row.pk}").write_bytes(b"x")
    forget()
    assert Comparison.objects.count() == Difference.objects.count() == 0 and holding.stray() == []


def test_pages_show_both_sides_and_who_was_shown_sees_it(world):
    row = done(world)
    nam, address = world.client("nam"), f"/national/comparisons/{row.pk}/"
    page = nam.get(f"{address}?kind=different").content.decode()
    assert "19/05/2016" in page and "20/05/2016" in page and f"/members/{world.uids['sibling']}/" in page
    assert Reading.objects.get().object_id == world.people["sibling"]
    doubt = nam.get(f"{address}?kind=ambiguous").content.decode()
    assert "Quách Đình Lạ · 1950 · 84004" in doubt and "1974 · 84004 · nam · Chi bộ ấp Rạch Dừa" in doubt
    assert BINH in nam.get(f"{address}?kind=here").content.decode()
    answer = nam.post(f"{address}differences/")
    sheets = load_workbook(io.BytesIO(answer.content))
    assert sheets.sheetnames == ["Khác nhau", "Chỉ có ở đây", "Chỉ có ở đó", "Chưa rõ là ai", "Không đọc được"]
    assert [cell.value for cell in sheets.worksheets[0][2]] == [RAY, "4", "Ngày vào Đảng", "19/05/2016", "20/05/2016"]
    assert Entry.objects.filter(kind="national.differences_taken").count() == 1
    assert nam.post(f"{address}discard/").status_code == 302 and Comparison.objects.count() == 0


def test_who_keeps_another_place_sees_none_of_it(world):
    row = done(world)
    assert [comparisons_visible_to(world.actor(name)).count() for name in ("nam", "an", "dung", "chi")] == [1, 1, 0, 0]
    for call in (comparing.discard, comparing.take_differences):
        with pytest.raises(Refused):
            call(row.pk, actor=world.actor("dung"))
    assert Comparison.objects.count() == 1


def test_a_list_of_something_else_is_refused_before_anything_is_kept(world):
    with pytest.raises(Unreadable):
        comparing.begin_comparison(
            workbook(("Giá", "Tên hàng"), [(1, "A")]), "a.xlsx", world.places["commune"], actor=world.actor("nam")
        )
    answer = world.client("nam").post(f"/national/{world.places['commune']}/compare/", {"file": io.BytesIO(b"x")})
    assert answer.status_code == 422 and Comparison.objects.count() == 0 and holding.stray() == []
